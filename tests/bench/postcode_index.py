"""The postcode index measured against a dictionary, SQLite and a list under xz, all in one run.

    python tests/bench/postcode_index.py [FOLDER]

FOLDER has postcodes_2024_gb.csv.gz and postcodes_2024_ni.csv.gz; without it the folder `shared` beside the checkout
is used. Every store is opened in a fresh process. Memory is what the process has for itself alone (Linux: private
pages of /proc/self/smaps_rollup, less those before the store was opened); pages of a mapped file are shared.
Look-ups are of postcodes drawn at random over the whole country, each timed by itself; what is printed is the median
of three such rounds.
"""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "data"
SOURCES = ("postcodes_2024_gb.csv.gz", "postcodes_2024_ni.csv.gz")
SAMPLE = 100_000
ROUNDS = 3

Find = Callable[[str, str], str]
"""Outward and inward code -> the seat's code, or "" if there is none."""


def rows(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Postcode, seat, whether it is live: read without the code that is measured."""
    for name in SOURCES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            yield from ((row["postcode"], row["gss"], row["status"] == "L") for row in csv.DictReader(lines))


def kilobytes(file: str, *names: str) -> float:
    """The sum of these lines of a file of /proc/self."""
    lines = Path("/proc/self", file).read_text(encoding="utf-8").splitlines()
    sizes = dict(line.split(":", 1) for line in lines if ":" in line)
    return sum(float(sizes[name].split()[0]) for name in names)


def private_kilobytes() -> float:
    """Memory that no other process shares."""
    return kilobytes("smaps_rollup", "Private_Clean", "Private_Dirty")


# --- The stores: each has a way to make its file, and a way to open it ---


def make_index(folder: Path, file: Path) -> None:
    """Our own."""
    from campaign.index import build

    names = folder / "constituencies.csv"
    build([folder / name for name in SOURCES], file, names=names if names.exists() else None)


def open_our_index(file: Path) -> Find:
    """Our own."""
    from campaign.index import open_index

    index = open_index(file)
    return lambda outward, inward: index.look_up(outward, inward).gss


def make_list(folder: Path, file: Path) -> None:
    """Every live postcode and its seat, sorted, a line each."""
    lines = sorted(f"{postcode.replace(' ', ''):<7}{seat}" for postcode, seat, live in rows(folder) if live)
    file.write_bytes("".join(lines).encode())


def pack_list(folder: Path, file: Path) -> None:
    """The same list, under xz."""
    make_list(folder, file)
    file.write_bytes(lzma.compress(file.read_bytes(), preset=9))


def open_dictionary(file: Path) -> Find:
    """The list read into a dictionary."""
    text = file.read_text(encoding="ascii")
    seats: dict[str, str] = {}
    shared: dict[str, str] = {}  # each code is kept once, as one would
    for at in range(0, len(text), 16):
        seat = text[at + 7 : at + 16]
        seats[text[at : at + 7].rstrip()] = shared.setdefault(seat, seat)
    del text
    return lambda outward, inward: seats.get(outward + inward, "")


def open_list(file: Path) -> Find:
    """The list under xz read whole, and searched by halving."""
    text = lzma.decompress(file.read_bytes())

    def find(outward: str, inward: str) -> str:
        key = f"{outward}{inward}".ljust(7).encode()
        low, high = 0, len(text) // 16
        while low < high:
            middle = (low + high) // 2
            if text[16 * middle : 16 * middle + 7] < key:
                low = middle + 1
            else:
                high = middle
        return text[16 * low + 7 : 16 * low + 16].decode() if text[16 * low : 16 * low + 7] == key else ""

    return find


def make_sqlite(folder: Path, file: Path) -> None:
    """One table whose key is the postcode, seats by number."""
    base = sqlite3.connect(file)
    base.execute("CREATE TABLE postcode (name TEXT PRIMARY KEY, seat INTEGER) WITHOUT ROWID")
    base.execute("CREATE TABLE seat (id INTEGER PRIMARY KEY, gss TEXT)")
    numbers: dict[str, int] = {}
    live = sorted((postcode.replace(" ", ""), seat) for postcode, seat, live in rows(folder) if live)
    pairs = ((name, numbers.setdefault(seat, len(numbers))) for name, seat in live)
    base.executemany("INSERT INTO postcode VALUES (?, ?)", pairs)
    base.executemany("INSERT INTO seat VALUES (?, ?)", ((number, seat) for seat, number in numbers.items()))
    base.commit()
    base.execute("VACUUM")
    base.close()


def open_sqlite(file: Path) -> Find:
    """The table, by its key."""
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    query = "SELECT gss FROM postcode JOIN seat ON seat.id = postcode.seat WHERE name = ?"

    def find(outward: str, inward: str) -> str:
        found = base.execute(query, (outward + inward,)).fetchone()
        return str(found[0]) if found else ""

    return find


STORES: dict[str, tuple[Callable[[Path, Path], None], Callable[[Path], Find]]] = {
    "index": (make_index, open_our_index),
    "dictionary": (make_list, open_dictionary),
    "SQLite": (make_sqlite, open_sqlite),
    "list under xz": (pack_list, open_list),
}


# --- What a fresh process does ---


def measure_making(name: str, folder: Path, file: Path) -> dict[str, float]:
    """Seconds and peak memory in MB of making one file."""
    start = time.perf_counter()
    STORES[name][0](folder, file)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "peak": kilobytes("status", "VmHWM") / 1024}


def measure_use(name: str, folder: Path, file: Path) -> dict[str, float]:
    """Time to open, memory, and times of look-ups in microseconds."""
    sample = json.loads((folder / "sample.json").read_text(encoding="ascii"))
    if name == "index":
        import campaign.index  # noqa: F401 - an application has its modules loaded already
    before = private_kilobytes()
    start = time.perf_counter()
    find = STORES[name][1](file)
    opened = time.perf_counter() - start
    wrong = sum(find(outward, inward) != seat for outward, inward, seat in sample["live"][:1000])
    memory = private_kilobytes() - before
    wrong += sum(find(outward, inward) != seat for kind in sample.values() for outward, inward, seat in kind)
    start = time.perf_counter()
    for outward, inward, _ in sample["live"]:
        find(outward, inward)
    rate = len(sample["live"]) / (time.perf_counter() - start)
    middle = {kind: statistics.median(times(find, drawn)) for kind, drawn in sample.items()}
    return {"open": opened * 1000, "memory": memory / 1024, "wrong": wrong, "rate": rate, **middle}


def times(find: Find, drawn: list[list[str]]) -> list[float]:
    """Microseconds of each look-up."""
    clock = time.perf_counter_ns
    taken = []
    for outward, inward, _ in drawn:
        start = clock()
        find(outward, inward)
        taken.append((clock() - start) / 1000)
    return taken


# --- The whole run ---


def in_fresh_process(step: str, name: str, folder: Path, file: Path) -> dict[str, Any]:
    """Run one step in a Python of its own, and read what it prints."""
    command = [sys.executable, __file__, step, name, str(folder), str(file)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def draw(folder: Path, into: Path) -> None:
    """Postcodes to look up: live ones, and terminated ones, in random order."""
    every: dict[bool, list[list[str]]] = {True: [], False: []}
    live_ones = set()
    for postcode, seat, live in rows(folder):
        outward, inward = postcode.split()
        every[live].append([outward, inward, seat if live else ""])
        if live:
            live_ones.add(postcode)
    gone = [row for row in every[False] if f"{row[0]} {row[1]}" not in live_ones]
    chance = random.Random(650)
    sample = {"live": chance.sample(every[True], SAMPLE), "terminated": chance.sample(gone, SAMPLE)}
    into.write_text(json.dumps(sample), encoding="ascii")


def report_index(folder: Path, file: Path) -> None:
    """What the file is made of, and whether it agrees with all of the reference data."""
    from campaign.index import build, open_index, verify

    sources = [folder / name for name in SOURCES]
    with open_index(file) as index:
        print(f"\nIndex: {index.size:,} bytes; " + ", ".join(f"{n} {s:,}" for n, s in index.sections.items()))
        start = time.perf_counter()
        report = verify(index, sources)
        seconds = time.perf_counter() - start
    print(f"Verify ({seconds:.0f} s): {'exact' if report.exact else 'NOT EXACT'}; {report.surplus} live ones too many,")
    print(f"  {report.live:,} live: {report.agreed:,} agree; {report.odd} rows of an old form")
    print(
        f"  {report.terminated:,} terminated: {report.rejected:,} no seat, {report.known_as_terminated:,} known as such"
    )
    for options, what in (({"edge_metres": 50}, "marks within 50 m of another seat"), ({"without_ni": True}, "no NI")):
        built = build(sources, file.with_suffix(".other"), **options)  # type: ignore[arg-type]
        print(f"Index with {what}: {built.size:,} bytes, {built.about.live:,} live")


def main(folder: Path) -> None:
    """Measure everything and print it."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        draw(folder, work / "sample.json")
        print(f"{'':14} {'file':>11} {'made in':>8} {'peak':>7} {'open':>9} {'private':>9} "
              f"{'live':>8} {'terminated':>11} {'look-ups':>10} wrong")  # fmt: skip
        print(f"{'':14} {'bytes':>11} {'s':>8} {'MB':>7} {'ms':>9} {'MB':>9} "
              f"{'median µs':>9} {'median µs':>10} {'a second':>10}")  # fmt: skip
        for name in STORES:
            file = work / name.replace(" ", "-")
            made = in_fresh_process("make", name, folder, file)
            rounds = [in_fresh_process("use", name, work, file) for _ in range(ROUNDS)]
            used = {what: statistics.median(one[what] for one in rounds) for what in rounds[0]}
            print(f"{name:14} {file.stat().st_size:>11,} {made['seconds']:>8.1f} {made['peak']:>7.0f} "
                  f"{used['open']:>9.1f} {used['memory']:>9.1f} {used['live']:>9.2f} {used['terminated']:>10.2f} "
                  f"{used['rate']:>10,.0f} {used['wrong']:>5}")  # fmt: skip
        report_index(folder, work / "index")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] in (["make"], ["use"]):
        step = measure_making if arguments[0] == "make" else measure_use
        print(json.dumps(step(arguments[1], Path(arguments[2]), Path(arguments[3]))))
    else:
        main(Path(arguments[0]) if arguments else REFERENCE)
