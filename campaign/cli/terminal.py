"""What every command shares: where its settings come from, and how it speaks, reads and writes."""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from campaign.errors import CampaignError, ContentError, SettingsError, StoreUnavailable
from campaign.settings import Settings, bundled_folder, load, unknown_variables


class CommandError(CampaignError):
    """A command cannot go on; its text is the line to print. `exit_code` is 1 unless given."""

    code = "command"

    def __init__(self, text: str, exit_code: int = 1) -> None:
        super().__init__()
        self.text = text
        self.exit_code = exit_code

    def __str__(self) -> str:
        return self.text


WRONG_USAGE = 2
UNAVAILABLE = 3


@dataclass(slots=True)
class Shell:
    """The world a command runs in: environment and clock; it also remembers whose words to use."""

    environ: Mapping[str, str]
    clock: Callable[[], date]
    folders: tuple[Path, ...] = field(default_factory=lambda: (bundled_folder(),))

    def settings(self, args: argparse.Namespace) -> Settings:
        """Settings for this command. Warns of CAMPAIGN_ variables that nobody reads. Raises SettingsError."""
        for name, near in unknown_variables(self.environ).items():
            complain(f"warning: {name} is no setting" + (f" (did you mean {near}?)" if near else ""))
        overrides = {"practice": "yes"} if getattr(args, "practice", False) else {}
        folder = getattr(args, "folder", None) or getattr(args, "dir", None)
        if folder is not None:
            overrides["dir"] = _existing(folder)
        settings = load(self.environ, **overrides)
        self.folders = settings.folders
        return settings

    def words_for(self, error: CampaignError) -> tuple[str, ...]:
        """The lines that tell a person what went wrong."""
        if isinstance(error, ContentError):
            return tuple(str(problem) for problem in error.problems)
        if isinstance(error, CommandError | SettingsError | StoreUnavailable):
            return (str(error),)
        return (_sentence(self.folders, error),)


def _existing(folder: str) -> str:
    with contextlib.suppress(OSError, ValueError):
        if Path(folder).is_dir():
            return str(Path(folder).resolve())
    raise CommandError(f"{folder!r} is not a folder that exists (`campaign init` makes one)", WRONG_USAGE)


def _sentence(folders: tuple[Path, ...], error: CampaignError) -> str:
    from campaign.content import load_messages

    try:
        return load_messages(folders).say(error)
    except ContentError:  # the organiser's own sentences are broken; `campaign check` says how
        return load_messages((bundled_folder(),)).say(error)


def speak_utf8() -> None:
    """Print UTF-8 whatever the locale says: letters hold names such as "Ynys Môn"."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def hush_log() -> None:
    """Keep the program's log off the terminal: a command says itself, in one line, what went wrong."""
    logging.getLogger("campaign").addHandler(logging.NullHandler())


def complain(*lines: str) -> None:
    """Print lines on standard error, each on one line whatever it holds."""
    for line in lines:
        with contextlib.suppress(OSError):
            print(re.sub(r"\s*[\r\n]+\s*", " ", line), file=sys.stderr)


def let_go_of_output() -> None:
    """Send what is still to be printed nowhere, so that Python does not try again, and complain, at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def read_text(given: str) -> str:
    """TEXT as it is, the text of FILE for "@FILE", standard input for "@-"; "@@" begins a text with "@"."""
    if not given.startswith("@") or given.startswith("@@"):
        return given.removeprefix("@")
    name = given[1:]
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(f"{name}: this is not UTF-8 text", WRONG_USAGE) from None
    except (OSError, ValueError) as problem:
        raise CommandError(f"{name}: {getattr(problem, 'strerror', None) or problem}", WRONG_USAGE) from None


def write_text(text: str, name: str) -> None:
    """Print the text ("-"), or write it to a file: the whole file or nothing. Raises CommandError.

    The file can be read by its owner alone: a letter holds a name and an address.
    """
    text = text if text.endswith("\n") else text + "\n"
    if name == "-":
        print(text, end="")
        return
    write_file(text.encode("utf-8", "replace"), name)


def write_file(data: bytes, name: str) -> None:
    """Write bytes to standard output ("-") or to a file, as `write_text` does. Raises CommandError."""
    if name == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    path = Path(os.path.realpath(name))  # what a link points to is replaced, not the link
    try:
        if path.exists() and not path.is_file():  # a pipe or a device; a folder is an error
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as problem:
        raise CommandError(f"{name}: {problem.strerror}; nothing was written") from None


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".campaign-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
