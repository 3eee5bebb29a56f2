"""Counting off the request path: in batches, from many threads and processes, through trouble and to the end."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from campaign.counts import Counting, MemoryTally, StoredTally, counter
from campaign.errors import StoreUnavailable
from campaign.links import LinkBook, MemoryShelf
from campaign.models.counts import Cell, Kind
from campaign.models.sharing import Choice
from tests.engines import new_postgresql_database

TODAY = date(2026, 11, 21)
NEVER = 3_600.0


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'campaign.sqlite3'}"
        return
    with new_postgresql_database() as address:
        yield address


class Away(MemoryTally):
    """A tally that can be away."""

    is_away = False

    def add(self, numbers: Mapping[Cell, int]) -> None:
        if self.is_away:
            raise StoreUnavailable("the server has gone")
        super().add(numbers)


def counting(tally: Any, clock: Callable[[], date] = lambda: TODAY, **more: Any) -> Counting:
    return Counting(tally, clock, every=NEVER, **more)


def test_what_is_counted_is_written_by_a_flush_and_once() -> None:
    numbers = counting(MemoryTally())
    numbers.count(Kind.COMPOSED, "ynys-mon", ("a", "b"), "leeds-friends")
    assert numbers.tally.sums() == {}
    assert numbers.flush()
    assert numbers.flush()
    assert numbers.tally.sums("seat", "ask", "source") == {
        ("ynys-mon", ask, "leeds-friends"): 1 for ask in ("", "a", "b")
    }
    numbers.close()


def test_the_thread_in_the_background_writes_by_itself() -> None:
    written = threading.Event()

    class Telling(MemoryTally):
        def add(self, numbers: Mapping[Cell, int]) -> None:
            super().add(numbers)
            written.set()

    numbers = Counting(Telling(), lambda: TODAY, every=0.01)
    numbers.count(Kind.VISIT)
    assert written.wait(30)
    assert numbers.tally.sums(kind=Kind.VISIT) == {(): 1}
    numbers.close()


def test_no_thread_is_started_before_something_is_counted() -> None:
    before = threading.active_count()
    Counting(MemoryTally())
    assert threading.active_count() == before


def test_a_tally_in_memory_is_written_at_once_and_needs_no_thread() -> None:
    before = threading.active_count()
    numbers = Counting(MemoryTally(), lambda: TODAY, every=0)
    numbers.count(Kind.COMPOSED, asks=("a",))
    assert numbers.tally.sums("ask") == {("",): 1, ("a",): 1}
    assert threading.active_count() == before


def test_switched_off_it_counts_nothing() -> None:
    numbers = counting(MemoryTally(), is_on=False)
    numbers.count(Kind.VISIT)
    assert numbers.flush()
    assert numbers.tally.sums() == {}


def test_while_the_database_is_away_numbers_wait_and_the_log_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    tally = Away()
    numbers = counting(tally)
    tally.is_away = True
    for _ in range(3):
        numbers.count(Kind.COMPOSED, "ynys-mon")
        assert not numbers.flush()
    tally.is_away = False
    numbers.count(Kind.COMPOSED, "ynys-mon")
    assert numbers.flush()
    assert tally.sums() == {(): 4}
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(lines) == 1
    assert lines[0].startswith("counts wait in memory: ")
    numbers.close()


def test_what_waits_is_bounded_and_what_is_known_goes_on_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter, "MOST_CELLS", 3)
    numbers = counting(MemoryTally())
    for seat in ("a", "b", "c", "d", "a"):
        numbers.count(Kind.VISIT, seat)
    numbers.flush()
    assert numbers.tally.sums("seat") == {("a",): 2, ("b",): 1, ("c",): 1}
    numbers.close()


def test_closing_writes_what_is_left() -> None:
    numbers = counting(MemoryTally())
    numbers.count(Kind.VISIT)
    numbers.close()
    assert numbers.tally.sums() == {(): 1}


def test_numbers_belong_to_the_day_on_which_they_were_counted() -> None:
    day = [date(2026, 11, 21)]
    numbers = counting(MemoryTally(), lambda: day[0])
    numbers.count(Kind.VISIT)
    day[0] = date(2026, 11, 22)
    numbers.count(Kind.VISIT)
    numbers.close()
    assert numbers.tally.sums("day") == {(date(2026, 11, 21),): 1, (date(2026, 11, 22),): 1}


def _count_a_thousand(url: str, start: Any) -> None:
    numbers = Counting(StoredTally(url), lambda: TODAY, every=0.01)

    def some(which: int) -> None:
        start.wait()
        for number in range(100):
            numbers.count(Kind.COMPOSED, f"seat-{(which + number) % 7}", ("a", "b"), "x" if number % 2 else "")

    threads = [threading.Thread(target=some, args=(which,)) for which in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers.close()


def test_a_thousand_events_at_once_in_each_of_two_processes_are_all_counted(url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    start = spawn.Barrier(20)
    workers = [spawn.Process(target=_count_a_thousand, args=(url, start)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0]
    tally = StoredTally(url)
    assert tally.sums("ask") == {("",): 2_000, ("a",): 2_000, ("b",): 2_000}
    assert tally.sums("source", ask="") == {("",): 1_000, ("x",): 1_000}
    assert sum(tally.sums("seat", ask="").values()) == 2_000


COUNT_ONE = """
import sys
from datetime import date
from campaign.counts import Counting, StoredTally
from campaign.models.counts import Kind
numbers = Counting(StoredTally(sys.argv[1]), lambda: date(2026, 11, 21), every=3600)
numbers.count(Kind.VISIT)
"""


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)


def test_a_process_that_ends_writes_what_is_left_and_makes_the_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'campaign.sqlite3'}"
    done = run(COUNT_ONE, url)
    assert done.returncode == 0, done.stderr
    assert StoredTally(url).sums(kind=Kind.VISIT) == {(): 1}


@pytest.mark.skipif(os.name != "posix", reason="a signal that kills at once")
def test_a_process_that_is_killed_loses_only_what_was_not_yet_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'campaign.sqlite3'}"
    killed = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    code = COUNT_ONE + "numbers.flush(); numbers.count(Kind.VISIT)\n" + killed
    assert run(code, url).returncode == -signal.SIGKILL
    assert StoredTally(url).sums(kind=Kind.VISIT) == {(): 1}


def test_counting_loads_no_database_library_before_the_first_write() -> None:
    code = "import sys, campaign.counts; assert 'sqlalchemy' not in sys.modules, 'loaded too early'"
    done = run(code)
    assert done.returncode == 0, done.stderr


def test_made_up_codes_of_links_are_counted_without_a_code_beyond_a_number_a_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counter, "MOST_SOURCES", 2)
    day = [TODAY]
    numbers = Counting(MemoryTally(), lambda: day[0], every=0)
    for source in ("a", "b", "c", "a", "d"):
        numbers.count(Kind.VISIT, source=source)
    assert numbers.tally.sums("source") == {("a",): 2, ("b",): 1, ("",): 2}
    day[0] = date(2026, 11, 22)
    numbers.count(Kind.VISIT, source="c")
    assert numbers.tally.sums(source="c") == {(): 1}


def test_stored_short_links_count_apart_however_many_codes_were_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter, "MOST_SOURCES", 2)
    links = LinkBook(MemoryShelf(), lambda: TODAY)
    links.make(Choice(), "", "leeds-friends")
    numbers = Counting(MemoryTally(), lambda: TODAY, every=0, is_stored=links.has)
    for source in ("a", "b", "made-up", "leeds-friends", "leeds-friends", "another"):
        numbers.count(Kind.VISIT, source=source)
    assert numbers.tally.sums("source") == {("a",): 1, ("b",): 1, ("",): 2, ("leeds-friends",): 2}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
def test_a_forked_process_goes_on_writing_by_itself(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'campaign.sqlite3'}"
    code = (
        COUNT_ONE.replace("every=3600", "every=0.01")
        + "import os, time\nwhile numbers.tally.sums() == {}: time.sleep(0.01)\n"
        + "child = os.fork()\n"
        + "if child == 0:\n    numbers.count(Kind.OPENED)\n"
        + "    while not numbers.tally.sums(kind=Kind.OPENED): time.sleep(0.01)\n    os._exit(0)\n"
        + "os.waitpid(child, 0)\n"
    )
    done = run(code, url)
    assert done.returncode == 0, done.stderr
    assert StoredTally(url).sums("kind") == {("visit",): 1, ("opened",): 1}
