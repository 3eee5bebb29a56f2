"""The command line, `campaign COMMAND`: a module for each command.

This module only chooses the command and turns every way to fail into one line and an exit code:
0 done; 1 not found, or it could not be done; 2 wrong usage; 3 a service that is needed does not answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module

from campaign.cli.arguments import build_parser
from campaign.cli.terminal import Shell, complain, let_go_of_output, speak_utf8
from campaign.errors import CampaignError

INTERRUPTED = 130
"""What shells say of a program that Ctrl-C ended (128 + SIGINT)."""
NOBODY_READS = 141
"""What shells say of a program whose reader went away (128 + SIGPIPE)."""


def main(
    argv: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    clock: Callable[[], date] = date.today,
) -> int:
    """Run one command and give its exit code; `environ` and `clock` are for tests."""
    speak_utf8()
    shell = Shell(os.environ if environ is None else environ, clock)
    try:
        code = _run(argv, shell)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        let_go_of_output()
        return NOBODY_READS
    except CampaignError as error:
        complain(*shell.words_for(error))
        return error.exit_code
    except OSError as error:
        if error.filename is None:  # it was the output that could not be written
            let_go_of_output()
        complain(f"{error.filename or 'the output'}: {error.strerror or error}")
        return 1
    return code


def _run(argv: Sequence[str] | None, shell: Shell) -> int:
    try:
        args = build_parser().parse_args(argv)
    except SystemExit as end:  # argparse has said why, or has printed --help or --version
        return int(end.code or 0)
    # A command's own imports are made only when it runs: `campaign --version` loads none of them.
    module = import_module(f"campaign.cli.{args.command}")
    code: int = module.command(args, shell)
    return code
