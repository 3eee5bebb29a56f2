"""How long a letter takes, and each file of it, in milliseconds of this machine.

    python tests/bench/files.py [--rounds 60]

Every round is another letter, so that nothing is measured from memory. The first of each kind, which also looks for
fonts and loads libraries, is shown by itself; `cpu` is the median of the processor's own time, for a machine that has
other things to do. The aim for a PDF is under 20 ms at the median, warm.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

if __package__ in {None, ""}:  # run as a file: the checkout is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from campaign.models import Letter, Writer
from campaign.outputs import FileMaker, Press, text_file
from campaign.services import build_services
from campaign.settings import load

TODAY = date(2026, 11, 21)
WORDS = "My neighbour has not heard from her brother since 2017. She asks me what we are doing about it. "


def timed(make: Callable[[int], object], rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each round, as a clock on the wall has it and as the processor was at work."""
    walls, works = [], []
    for number in range(rounds + 1):
        wall, work = time.perf_counter(), time.process_time()
        make(number)
        walls.append((time.perf_counter() - wall) * 1_000)
        works.append((time.process_time() - work) * 1_000)
    return walls, works


def show(name: str, make: Callable[[int], object], rounds: int) -> None:
    """Print one line."""
    (first, *walls), (_, *works) = timed(make, rounds)
    walls.sort()
    median, ninth = statistics.median(walls), walls[int(len(walls) * 0.9)]
    print(f"{name:34} {first:9.2f} {walls[0]:8.2f} {median:8.2f} {ninth:8.2f} {statistics.median(works):8.2f}")


def main(argv: Sequence[str] | None = None) -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=60, help="letters of each kind (default %(default)s)")
    rounds = parser.parse_args(argv).rounds
    settings = load({}, practice="yes", database_url="sqlite://")
    services = build_services(settings, lambda: TODAY)
    seat = services.parliament.seat("harrowby-and-fenwick-vale")
    ids = [one.id for one in services.content.recommendations]
    maker = FileMaker(Press(settings.folders), lambda: TODAY)

    def letter(asks: int, number: int = 0, words: str = WORDS * 2) -> Letter:
        writer = Writer(f"Ann Example {number}", "1 Example Street\nExampleton\nZZ1 1AA", f"{number}. {words}")
        return services.composer.compose(seat, ids[:asks], writer, seed=number)

    def changed(asks: int, number: int) -> Letter:
        return replace(letters[asks], text=letters[asks].text.replace("neighbour", f"neighbour {number}"))

    letters = {asks: letter(asks) for asks in (1, 3, len(ids))}
    print(f"{'milliseconds':34} {'first':>9} {'least':>8} {'median':>8} {'9 of 10':>8} {'cpu':>8}")
    for asks in letters:
        show(f"letter, {asks} asked", lambda number, asks=asks: letter(asks, number), rounds)
    for asks in letters:
        about = f"{asks} asked, {len(letters[asks].text.split())} words"
        show(f"pdf, {about}", lambda number, asks=asks: maker.make("pdf", changed(asks, number), seat), rounds)
    uyghur = replace(letters[1], text=letters[1].text.replace("My neighbour", "مېنىڭ قوشنام"))
    show("pdf, with Uyghur", lambda n: maker.make("pdf", replace(uyghur, text=f"{uyghur.text}{n}"), seat), rounds)
    for kind in ("docx", "eml", "ics"):
        show(f"{kind}, 3 asked", lambda number, kind=kind: maker.make(kind, changed(3, number), seat), rounds)
    show("text, 3 asked", lambda number: text_file(changed(3, number)), rounds)


if __name__ == "__main__":
    main()
