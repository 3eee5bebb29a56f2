"""campaign/parliament/directory.py: a database that is slow, hangs or fails keeps nobody waiting."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

import pytest

from campaign.models import Constituency, Member, Seat
from campaign.parliament.directory import LOOK_SECONDS, PATIENCE_SECONDS, Directory

TODAY = date(2026, 11, 21)


def seat(mp: int) -> Seat:
    return Seat(Constituency(1, "Harrow Vale"), Member(mp, f"Member {mp}", "MP", "Member"), "directory", TODAY)


@dataclass
class Slow:
    """A shelf that gives its edition only while `go_on` is set."""

    id: int = 1
    started: int = 1000
    as_of: date = TODAY
    looks: int = 0
    fault: Exception | None = None
    go_on: threading.Event = field(default_factory=threading.Event)

    def current(self) -> Slow:
        self.looks += 1
        assert self.go_on.wait(30)
        if self.fault:
            raise self.fault
        return self

    def seats(self, edition: Slow) -> tuple[Seat, ...]:
        return (seat(edition.id),)


@dataclass
class Clock:
    """Seconds that pass when they are told to."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def shelf() -> Slow:
    shelf = Slow()
    shelf.go_on.set()
    return shelf


def mp(directory: Directory) -> int:
    member = directory.seat("harrow-vale").member
    assert member is not None
    return member.id


def test_many_threads_look_into_the_database_once(shelf: Slow) -> None:
    shelf.go_on.clear()
    directory = Directory(shelf)
    threading.Timer(0.1, shelf.go_on.set).start()
    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(lambda _: mp(directory), range(200))) == {1}
    assert shelf.looks == 1


def test_a_database_that_hangs_keeps_the_first_visitor_waiting_a_second_and_the_next_not_at_all(shelf: Slow) -> None:
    shelf.go_on.clear()
    directory = Directory(shelf)
    started = time.monotonic()
    assert directory.constituencies() == ()
    assert time.monotonic() - started < PATIENCE_SECONDS + 1
    started = time.monotonic()
    for _ in range(100):
        assert directory.as_of is None
    assert time.monotonic() - started < 0.5
    shelf.go_on.set()
    until = time.monotonic() + 10
    while directory.as_of is None:
        assert time.monotonic() < until, "what came late is used all the same"
        time.sleep(0.01)
    assert shelf.looks == 1


def test_while_the_database_hangs_what_was_read_before_is_used_at_once(shelf: Slow) -> None:
    clock = Clock()
    directory = Directory(shelf, now=clock)
    assert mp(directory) == 1
    shelf.go_on.clear()
    shelf.id = 2
    for clock.seconds in (LOOK_SECONDS * turn for turn in range(1, 6)):
        assert mp(directory) == 1
    assert shelf.looks == 2, "one look at a time"
    shelf.go_on.set()


def test_an_edition_with_the_same_number_in_a_new_database_is_a_new_one(shelf: Slow) -> None:
    clock = Clock()
    directory = Directory(shelf, now=clock)
    assert mp(directory) == 1
    shelf.started = 2000
    before = directory.seat("harrow-vale")
    clock.seconds = LOOK_SECONDS
    assert directory.seat("harrow-vale") is not before


def test_a_fault_is_one_log_line_a_look_and_names_no_address(shelf: Slow, caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    directory = Directory(shelf, now=clock)
    mp(directory)
    shelf.fault = OSError("postgresql://letters:secret@db.example/letters")
    with caplog.at_level(logging.DEBUG):
        for clock.seconds in (LOOK_SECONDS, LOOK_SECONDS + 1, LOOK_SECONDS + 2):
            assert mp(directory) == 1
    assert [record.getMessage() for record in caplog.records] == ["the directory cannot be read just now: OSError"]
