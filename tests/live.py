"""Real programs, started on a free port of this computer and ended again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CAMPAIGN = [sys.executable, "-m", "campaign"]
UNLIMITED = {f"CAMPAIGN_LIMIT_{kind}": "0" for kind in ("LOOKUPS", "LINKS", "REPORTS", "CODES", "PLACES")}
"""All visitors of a test come from one address; tests/web/test_limits.py is about the limits."""
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""A browser with somebody in front of it: what a program sends is not counted."""
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Live:
    """A program that answers at `url`; `log` is the file with all it said."""

    url: str
    pid: int
    log: Path

    def said(self) -> str:
        """All that the program has written so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def fetch(url: str) -> bytes:
    """The body of a page, asked for without any proxy."""
    with DIRECT.open(url, timeout=10) as answer:
        body: bytes = answer.read()
    return body


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def outside(environ: Mapping[str, str], **more: str) -> dict[str, str]:
    """An environment for a program: this one without settings of ours or of a running pytest, and `more`."""
    return {k: v for k, v in environ.items() if not k.startswith(("CAMPAIGN_", "PYTEST_"))} | more


@contextmanager
def running(
    command: Sequence[str], folder: Path, *, ready: str = "/", seconds: float = 60, **environ: str
) -> Iterator[Live]:
    """Run `command` (with "{port}" filled in) in `folder` until it answers; end it and its children afterwards."""
    port = free_port()
    log = folder / f"server-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [part.replace("{port}", str(port)) for part in command],
            cwd=folder,
            env=outside(os.environ, **UNLIMITED | environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    live = Live(f"http://127.0.0.1:{port}", process.pid, log)
    try:
        _wait(live, process, ready, seconds)
        yield live
    finally:
        _end(process)


def practice_site(folder: Path, **environ: str) -> AbstractContextManager[Live]:
    """The practice site as the README starts it."""
    return running([*CAMPAIGN, "run", "--practice", "--port", "{port}"], folder, **environ)


def _wait(live: Live, process: subprocess.Popen[bytes], ready: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            DIRECT.open(live.url + ready, timeout=5).close()
            return
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the program did not answer; it said:\n{live.said()}") from None
            time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the whole group to stop as a service manager would; insist after ten seconds."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(10)
            return
        except ProcessLookupError:
            process.wait(10)
            return
        except subprocess.TimeoutExpired:
            continue
