"""`campaign run`: the site on a production server (granian), after the organiser's files have been checked."""

from __future__ import annotations

import argparse
import os
import signal
import socket
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.common import AbstractServer

from campaign.cli.problems import find_problems
from campaign.cli.terminal import UNAVAILABLE, CommandError, Shell, complain
from campaign.errors import StoreUnavailable
from campaign.settings import PREFIX, Settings

THREADS = 32
"""Requests that may wait for Parliament's service at once, in one process."""
LAST_ANSWERS = 10
"""Seconds that a stopping server gives to the answers it is working on."""

LOG = {
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {"_granian": {}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
"""Warnings and errors go to standard error. No line is written for a visit."""


class Server(Granian):  # type: ignore[misc, valid-type]
    """A server that starts a worker which died anew, but not while it is being stopped itself."""

    def _respawn_workers(self, *args: Any, **more: Any) -> None:
        if not self.interrupt_signal:
            super()._respawn_workers(*args, **more)
        if self.interrupt_signal:  # it may have come just before the server's own loop forgot that it was woken
            self.main_loop_interrupt.set()


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Serve until Ctrl-C or SIGTERM.

    Exit code 1 when the files have problems; 3 when the port is taken or the site has died again and again.
    """
    settings = shell.settings(args)
    problems = find_problems(settings.folders, shell.clock())
    complain(*(str(problem) for problem in problems))
    if not all(problem.warning for problem in problems):
        return 1
    host, port = _free_address(args.host, args.port)
    complain(*_doubts(settings))
    _hand_over(settings)
    server = Server(
        "campaign.wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        workers_kill_timeout=LAST_ANSWERS,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.error,  # its one warning is that there are more threads than processors: they wait
        log_dictconfig=LOG,
    )
    server.on_startup(lambda: print(_welcome(settings, host, port), flush=True))
    return _serve(server)


def _serve(server: AbstractServer[Any]) -> int:
    try:
        server.serve(target_loader=_load, wrap_loader=False)
    except SystemExit as end:
        # The same Ctrl-C may have ended the worker first; that is no failure.
        # A worker that died again right after its new start may do better in a while: not the code of a wrong file.
        return 0 if server.interrupt_signal or not end.code else UNAVAILABLE
    return 0


def _load() -> Any:
    """The site, in the worker. Until it is there, a signal ends the worker at once instead of being lost."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    return import_module("campaign.wsgi").app


def _free_address(host: str, port: int) -> tuple[str, int]:
    """The address as numbers. Raises CommandError when nobody may listen there."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the server does it: a port that was only just given up may be used again. (On Windows the
            # same option would let two servers share a port.)
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            name = probe.getsockname()
    except (OSError, UnicodeError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise CommandError(
            f"Nothing can listen on {host} port {port}: {reason}. Try another --port.", UNAVAILABLE
        ) from None
    return str(name[0]), int(name[1])


def _doubts(settings: Settings) -> Iterator[str]:
    """A warning where nothing can be kept. The site serves all the same: a database may come back."""
    if settings.practice or not settings.count:
        return
    from campaign.store import open_store  # not before it is known that the site will start: this takes a while

    try:
        open_store(settings.database_url).close()
    except StoreUnavailable as problem:
        yield (
            f"warning: {PREFIX}DATABASE_URL: nothing can be kept there just now ({problem.reason}). Letters can be "
            "written all the same; numbers wait in memory, and no short link can be made."
        )


def _hand_over(settings: Settings) -> None:
    """The server's worker reads the environment: put there what the command line said."""
    if settings.practice:
        os.environ[f"{PREFIX}PRACTICE"] = "yes"
    if settings.dir:
        os.environ[f"{PREFIX}DIR"] = str(settings.dir)


def _welcome(settings: Settings, host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    site = "The practice site" if settings.practice else "The site"
    return f"{site} is at http://{shown}:{port} (Ctrl-C stops it)"
