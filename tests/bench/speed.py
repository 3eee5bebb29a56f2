"""How fast the site is, as ratios that mean the same on any machine.

    python tests/bench/speed.py [--seconds 0.5] [--rounds 15]

Requests a second of three pages are set against a bare Flask view that returns a text of the same length, on the
same server settings (granian as `campaign run` starts it, one worker), in turns within one run. docs/performance.md
has what came of it.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urljoin

if __package__ in {None, ""}:  # run as a file: the checkout is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from campaign.web.letter.slots import SLOTS
from tests.bench.load import exchange
from tests.bench.parliament import POSTCODE
from tests.live import PERSON, ROOT, Live, fetch, outside, running

CONNECTIONS = 8
STARTS = 9
AIMS = {"home": 0.7, "write": 0.5, "letter": 0.35, "plain": 0.35}
OWN_WORDS = "My neighbour has not heard from her brother since 2017. She asks me what we are doing about it. " * 4
FORM = {
    "ask": "cotton-import-ban",
    "own_words": OWN_WORDS,
    "name": "Ann Example",
    "address": "1 Example Street\nSomewhere\nZZ1 1AA",
    "template": "standard",
    "action": "compose",
    "seed": "77",
}
"""What a browser without JavaScript sends; with it, the person's own texts stay there."""
HEAD = f"HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {PERSON}\r\n"
"""As a browser asks: what a program asks for is not counted, and that would be quicker."""


@dataclass(frozen=True)
class Target:
    """One page: how to ask for it here, and how to ask the yardstick."""

    name: str
    path: str
    form: str = ""

    def request(self, path: str = "") -> bytes:
        """The request as it travels."""
        if not self.form:
            return f"GET {path or self.path} {HEAD}\r\n".encode()
        head = f"POST {path or self.path} {HEAD}Content-Length: {len(self.form)}\r\n"
        return f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{self.form}".encode()


TARGETS = (
    Target("home", "/"),
    Target("write", "/write/sandleigh-and-moor"),
    Target("letter", "/write/sandleigh-and-moor", urlencode(FORM | SLOTS)),
    Target("plain", "/write/sandleigh-and-moor", urlencode(FORM)),
)


def port(live: Live) -> int:
    """The port of a program."""
    return int(live.url.rsplit(":", 1)[1])


def ask(live: Live, target: Target, path: str = "") -> bytes:
    """One answer."""
    return exchange(port(live), target.request(path))


def rate(live: Live, request: bytes, seconds: float) -> float:
    """Answers a second, asked from a process of its own."""
    command = [sys.executable, "-m", "tests.bench.load", str(port(live)), str(seconds), str(CONNECTIONS)]
    return float(subprocess.run(command, input=request, capture_output=True, check=True, cwd=ROOT).stdout)


@contextmanager
def served(folder: Path, target: str, **environ: str) -> Iterator[Live]:
    """An application on the server settings of `campaign run`."""
    command = [sys.executable, "-m", "tests.bench.serve", target, "{port}"]
    with running(command, folder, PYTHONPATH=str(ROOT), **environ) as live:
        yield live


def speeds(ours: Live, bare: Live, rounds: int, seconds: float) -> None:
    """Print the ratio for each page: ours and the yardstick in turns, the median of the rounds."""
    print(f"{'page':8} {'bytes':>7} {'ours/s':>8} {'bare/s':>8} {'ratio':>6}  {'of rounds':13} aim")
    for target in TARGETS:
        size = len(ask(ours, target).partition(b"\r\n\r\n")[2])
        pairs = []
        for _ in range(rounds):
            yardstick = rate(bare, target.request(f"/{target.name}"), seconds)
            pairs.append((rate(ours, target.request(), seconds), yardstick))
        ratios = sorted(a / b for a, b in pairs)
        mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        ratio = statistics.median(ratios)
        print(f"{target.name:8} {size:7} {mine:8.0f} {other:8.0f} {ratio:6.2f}  {spread:13} {AIMS[target.name]}")


def calls_per_letter(ours: Live, parliament: Live) -> None:
    """Print what one letter asks of Parliament's service: the first for a seat, and the next."""
    find = Target("find", "/find", urlencode({"postcode": POSTCODE}))
    counts = []
    for _ in range(2):
        before = hits(parliament)
        for target in (TARGETS[0], find, *TARGETS[1:3]):
            ask(ours, target)
        counts.append(hits(parliament) - before)
    print(f"calls to Parliament's service: {counts[0]} for the first letter to an MP, {counts[1]} for the next")


def hits(parliament: Live) -> int:
    """How many calls it has answered."""
    return int(fetch(parliament.url + "/_hits"))


def start_up() -> None:
    """Print how long Python takes to have the whole application, against Flask alone."""
    codes = ("import flask", "import campaign.wsgi", "from campaign.cli import main; main(['--version'])")
    taken: dict[str, list[float]] = {code: [] for code in codes}
    for _ in range(STARTS):
        for code in codes:
            start = time.perf_counter()
            environ = outside(os.environ, CAMPAIGN_PRACTICE="yes", PYTHONPATH=str(ROOT))
            subprocess.run([sys.executable, "-c", code], env=environ, check=True, stdout=subprocess.DEVNULL)
            taken[code].append(time.perf_counter() - start)
    flask, site, version = (statistics.median(taken[code]) for code in codes)
    print(f"start-up of Flask alone: {flask:.2f} s")
    print(f"start-up of the whole site, ready to serve: {site:.2f} s, {site / flask:.1f} times as long")
    print(f"start-up of `campaign --version`: {version:.2f} s, {version / flask:.1f} times as long")


def memory(live: Live) -> None:
    """Print the resident memory of the worker (Linux only)."""
    children = Path(f"/proc/{live.pid}/task/{live.pid}/children")
    if not children.exists():
        print("memory of one worker: only Linux tells")
        return
    worker = max(children.read_text().split() or [str(live.pid)], key=resident)
    print(f"memory of one worker after the run: {resident(worker) / 1024:.0f} MB resident")


def resident(pid: str) -> int:
    """Resident memory in kB."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0


def first_page(live: Live) -> dict[str, int]:
    """The bytes of the first page and of all that it loads, with every head, as a browser gets them, by path."""
    page = exchange(port(live), wanted("/"))
    paths = re.findall(r'<(?:link|script|img)[^>]*?(?:href|src)="(/[^"]+)"', page.decode())
    answers = {"/": page} | {path: exchange(port(live), wanted(path)) for path in paths}
    for sheet in [path for path in answers if path.endswith(".css")]:
        drawn = pictures_of(answers[sheet].decode(), page.decode())
        answers |= {path: exchange(port(live), wanted(path)) for path in (urljoin(sheet, name) for name in drawn)}
    return {path: len(answer) for path, answer in answers.items()}


def print_sizes(sizes: dict[str, int]) -> None:
    """Print their sum and each."""
    listed = ", ".join(f"{path.rsplit('/', 1)[1] or 'the page'} {size}" for path, size in sizes.items())
    print(f"bytes of the first page: {sum(sizes.values())} in {len(sizes)} requests ({listed})")


def pictures_of(sheet: str, page: str) -> list[str]:
    """The pictures that a stylesheet draws on a page: those of rules for a class that the page has."""
    rules = re.findall(r"\.([\w-]+) \{[^{}]*?url\(\"([^\"]+)\"\)", sheet)
    return [name for style, name in rules if re.search(rf'class="[^"]*\b{style}\b', page)]


def operators(parliament: Live, folder: Path) -> dict[str, str]:
    """What an operator sets: the source of MPs, the site's own address, where its numbers are kept."""
    return {
        "CAMPAIGN_PARLIAMENT_URL": parliament.url,
        "CAMPAIGN_BASE_URL": "https://letters.example",
        "CAMPAIGN_DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
    }


def wanted(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, br, zstd\r\n\r\n".encode()


def main(argv: Sequence[str] | None = None) -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=0.5, help="of one measurement (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=15, help="measurements of each page (default %(default)s)")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stand_in = [sys.executable, "-m", "tests.bench.parliament", "{port}"]
        with (
            running(stand_in, folder, ready="/_hits", PYTHONPATH=str(ROOT)) as parliament,
            served(folder, "campaign.wsgi:app", **operators(parliament, folder)) as ours,
        ):
            calls_per_letter(ours, parliament)
            sizes = " ".join(f"{t.name}={len(ask(ours, t).partition(bytes([13, 10, 13, 10]))[2])}" for t in TARGETS)
            with served(folder, "tests.bench.bare:app", BENCH_SIZES=sizes) as bare:
                speeds(ours, bare, args.rounds, args.seconds)
            memory(ours)
            print_sizes(first_page(ours))
    start_up()


if __name__ == "__main__":
    main()
