"""What finding the MP costs: calls to Parliament's service per thousand letters, and how long people wait.

    python tests/bench/lookups.py [--letters 1000] [--visitors 200]

The site runs as `campaign run` starts it, one worker, against the stand-in for Parliament's service on real data (the
folder `shared` beside the checkout). Letters are for postcodes drawn at random from the whole country. Waiting times
are those of visitors from different constituencies, 32 at a time, none of whom finds anything remembered; one visitor
before them has had the pages' templates read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

if __package__ in {None, ""}:  # run as a file: the checkout is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from campaign.index import build
from campaign.models import slugify
from tests.bench.load import exchange
from tests.bench.speed import FORM, port
from tests.live import CAMPAIGN, DIRECT, ROOT, Live, outside, running
from tests.stand_in import AT_ONCE, PROGRAM, SHARED, real_seats

AT_A_TIME = 32
DATA = SHARED / "reference" / "data"
CONFIGURATIONS = ("nothing", "directory", "directory, index")


@dataclass(frozen=True)
class Visitor:
    """A postcode, and the constituency it is in."""

    postcode: str
    slug: str


@dataclass(frozen=True)
class Stock:
    """What a site may have: a directory and an index."""

    database: Path
    index: Path

    def settings(self, configuration: str) -> dict[str, str]:
        """The environment that gives a site what the configuration names."""
        database = self.database if "directory" in configuration else self.database.with_name("none.sqlite3")
        index = str(self.index) if "index" in configuration else ""
        return {"CAMPAIGN_DATABASE_URL": f"sqlite:///{database}", "CAMPAIGN_POSTCODE_INDEX": index}


def crowd(count: int) -> list[Visitor]:
    """People from anywhere: each live postcode is as likely as another."""
    slugs = {row["gss"]: slugify(row["name"]) for row in real_seats()}
    found: list[Visitor] = []
    chance, seen = random.Random(2026), 0
    for name in ("postcodes_2024_gb.csv.gz", "postcodes_2024_ni.csv.gz"):
        with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
            next(lines)
            for line in lines:
                postcode, gss, status, _ = line.split(",", 3)
                if status != "L":
                    continue
                seen += 1
                if len(found) < count:
                    found.append(Visitor(postcode, slugs[gss]))
                elif (place := chance.randrange(seen)) < count:
                    found[place] = Visitor(postcode, slugs[gss])
    return found


def strangers(count: int) -> list[Visitor]:
    """One person from each of so many constituencies."""
    rows = random.Random(2026).sample(real_seats(), count)
    return [Visitor(row["example_postcode"], slugify(row["name"])) for row in rows]


@contextmanager
def parliament(folder: Path, *options: str) -> Iterator[Live]:
    """The stand-in."""
    command = [sys.executable, "-c", AT_ONCE, str(PROGRAM), "--port", "{port}", *options]
    with running(command, folder, ready="/_hits", seconds=120) as live:
        yield live


def total_hits(live: Live) -> int:
    """How many calls it has answered."""
    with DIRECT.open(live.url + "/_hits") as answer:
        return sum(json.load(answer).values())


def make_stock(folder: Path, visitors: Sequence[Visitor], service: Live) -> Stock:
    """A directory by `campaign refresh`, and an index of the postcodes that are needed."""
    stock = Stock(folder / "campaign.sqlite3", folder / "few.idx")
    environ = outside(
        os.environ,
        PYTHONPATH=str(ROOT),
        CAMPAIGN_PARLIAMENT_URL=service.url,
        CAMPAIGN_REFRESH_RATE="100",
        CAMPAIGN_DATABASE_URL=f"sqlite:///{stock.database}",
    )
    before, started = total_hits(service), time.perf_counter()
    subprocess.run([*CAMPAIGN, "refresh"], env=environ, check=True, capture_output=True, cwd=folder)
    seconds = time.perf_counter() - started
    print(f"a refresh of the directory: {total_hits(service) - before} calls, {seconds:.0f} s at 100 a second at most")
    codes = {slugify(row["name"]): row["gss"] for row in real_seats()}
    lines = {visitor.postcode: codes[visitor.slug] for visitor in visitors}
    (folder / "few.csv").write_text("postcode,gss\n" + "".join(f"{p},{c}\n" for p, c in lines.items()))
    build([folder / "few.csv"], stock.index, names=DATA / "constituencies.csv")
    return stock


@contextmanager
def site(folder: Path, service: Live, stock: Stock, configuration: str) -> Iterator[Live]:
    """The site, fresh."""
    command = [sys.executable, "-m", "tests.bench.serve", "campaign.wsgi:app", "{port}"]
    environ = {"PYTHONPATH": str(ROOT), "CAMPAIGN_PARLIAMENT_URL": service.url, **stock.settings(configuration)}
    with running(command, folder, ready="/health", **environ) as live:
        yield live


def get(path: str) -> bytes:
    """A request as it travels."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


def post(path: str, **fields: str) -> bytes:
    """The same with a form."""
    body = urlencode(fields)
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}".encode()


def find(visitor: Visitor) -> bytes:
    """The postcode, sent."""
    return post("/find", postcode=visitor.postcode)


def write(visitor: Visitor) -> bytes:
    """The writing page, asked for."""
    return get(f"/write/{visitor.slug}")


def calls_per_letter(folder: Path, visitors: Sequence[Visitor], others: Sequence[Visitor]) -> Stock:
    """Print how often Parliament's service is asked for that many letters."""
    with parliament(folder) as service:
        stock = make_stock(folder, [*visitors, *others], service)
        print(f"\ncalls to Parliament's service for {len(visitors):,} letters")
        for configuration in CONFIGURATIONS:
            with site(folder, service, stock, configuration) as live:
                before = total_hits(service)

                def letter(visitor: Visitor, live: Live = live) -> None:
                    for request in (find(visitor), write(visitor), post(f"/write/{visitor.slug}", **FORM)):
                        answer = exchange(port(live), request, seconds=60)
                        assert answer.split()[1] in {b"200", b"303"}, answer[:300]

                with ThreadPoolExecutor(AT_A_TIME) as pool:
                    list(pool.map(letter, visitors))
                print(f"  {configuration:18} {total_hits(service) - before:6,}", flush=True)
    return stock


def waited(live: Live, visitors: Sequence[Visitor], request: Callable[[Visitor], bytes]) -> list[float]:
    """Milliseconds that each of them waited."""

    def one(visitor: Visitor) -> float:
        started = time.perf_counter()
        exchange(port(live), request(visitor), seconds=60)
        return 1000 * (time.perf_counter() - started)

    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return list(pool.map(one, visitors))


def percentiles(times: Sequence[float]) -> str:
    """The 50th and the 99th."""
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return f"{cuts[49]:8,.0f} {cuts[98]:8,.0f}"


def latencies(folder: Path, stock: Stock, visitors: Sequence[Visitor]) -> None:
    """Print how long people wait, for each state of the service and each configuration of the site."""
    print(f"\nmilliseconds that {len(visitors) - 1} visitors wait{'':17} POST /find        GET /write/<seat>")
    print(f"{'service':12} {'the site has':24} {'50th':>8} {'99th':>8} {'50th':>8} {'99th':>8}")
    for state, options in (("healthy", ()), ("slow (1 s)", ("--latency", "1.0")), ("dead", ())):
        with parliament(folder, "--no-postcodes", *options) as service:
            if state == "dead":  # it accepts, and never answers: worse than nobody there
                DIRECT.open(service.url + "/_fault?mode=hang", data=b"").close()
            for configuration in CONFIGURATIONS:
                with site(folder, service, stock, configuration) as live:
                    for request in (find, write):
                        exchange(port(live), request(visitors[0]), seconds=60)
                    found = percentiles(waited(live, visitors[1:], find))
                    written = percentiles(waited(live, visitors[1:], write))
                print(f"{state:12} {configuration:24} {found} {written}", flush=True)


def main(argv: Sequence[str] | None = None) -> None:
    """Run everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--letters", type=int, default=1000, help="letters to count calls for (default %(default)s)")
    parser.add_argument("--visitors", type=int, default=200, help="visitors of each page (default %(default)s)")
    args = parser.parse_args(argv)
    if not PROGRAM.exists():
        sys.exit("the folder `shared` is not beside the checkout")
    started = time.perf_counter()
    people, some = crowd(args.letters), strangers(args.visitors + 1)
    with tempfile.TemporaryDirectory() as name:
        stock = calls_per_letter(Path(name), people, some)
        latencies(Path(name), stock, some)
    print(f"\nin all {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
