"""The stand-in for Parliament's service, on real data (../shared/tools): fixtures, and the data it is made of.

A conftest.py that imports the two fixtures offers them to the tests beside it.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.engines import missing
from tests.live import DIRECT, free_port

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
PROGRAM = SHARED / "tools" / "members_api.py"

# Without this, each answer would wait some 40 ms for the other side's acknowledgement of its head.
AT_ONCE = (
    "import runpy, socketserver, sys; socketserver.StreamRequestHandler.disable_nagle_algorithm = True; "
    "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
)


@dataclass
class StandIn:
    """The stand-in for the Members API on real data, which can be told to misbehave."""

    url: str
    vacant: str

    def fault(self, mode: str, match: str = "") -> None:
        """Misbehave from now on ("ok": no longer), where the path contains `match`."""
        self._post(f"/_fault?mode={mode}&match={match}")

    def hits(self) -> dict[str, int]:
        """How often each path was asked for since `forget`."""
        found = self.get("/_hits")
        assert isinstance(found, dict)
        return found

    def get(self, path: str) -> Any:
        """The JSON at a path."""
        with DIRECT.open(self.url + path) as answer:
            return json.load(answer)

    def forget(self) -> None:
        """Count from nought again."""
        self._post("/_hits")

    def _post(self, path: str) -> None:
        DIRECT.open(urllib.request.Request(self.url + path, method="POST", data=b"")).close()


@contextmanager
def running_stand_in_with(*options: str, port: int | None = None, vacant: str = "") -> Iterator[StandIn]:
    """Start one of its own; skips where the folder `shared` is not there."""
    need_shared()
    port = port or free_port()
    seats = ["--vacant", vacant] if vacant else []
    process = subprocess.Popen(
        [sys.executable, "-c", AT_ONCE, str(PROGRAM), "--port", str(port), *seats, *options],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("ready")
        yield StandIn(f"http://127.0.0.1:{port}", vacant)
    finally:
        process.terminate()
        process.communicate()


@pytest.fixture(scope="session")
def running_stand_in() -> Iterator[StandIn]:
    """One for all tests; ask for `stand_in` instead."""
    need_shared()
    with running_stand_in_with("--no-postcodes", vacant=real_seats()[3]["name"]) as started:
        yield started


@pytest.fixture
def stand_in(running_stand_in: StandIn) -> Iterator[StandIn]:
    """The stand-in, well behaved, and well behaved again afterwards."""
    running_stand_in.fault("ok")
    running_stand_in.forget()
    yield running_stand_in
    running_stand_in.fault("ok")


def need_shared() -> None:
    """Skip the test, or fail it where `shared` is required, if the folder is not beside the checkout."""
    if not PROGRAM.exists():
        missing("shared", "the folder `shared` is not beside the checkout")


def real_seats() -> list[dict[str, str]]:
    """constituencies.csv of the shared reference."""
    return _rows("constituencies.csv")


def real_members() -> list[dict[str, str]]:
    """members.csv of the shared reference."""
    return _rows("members.csv")


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / "reference" / "data" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
