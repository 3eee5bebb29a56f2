"""`python -m tests.bench.serve TARGET PORT`: an application on the very server settings of `campaign run`."""

from __future__ import annotations

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from campaign.cli.run import LAST_ANSWERS, THREADS


def main(target: str, port: int) -> None:
    """Serve until told to stop."""
    Granian(
        target,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        workers_kill_timeout=LAST_ANSWERS,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
