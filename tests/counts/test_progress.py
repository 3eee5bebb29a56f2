"""The figures: what is added up, once a minute however many look, and what a link brought."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import Any

import pytest

from campaign.counts import MemoryTally
from campaign.counts.progress import Figures, Pair, Progress, read_figures
from campaign.errors import StoreUnavailable
from campaign.models.counts import Cell, Kind, cells_of

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


def event(tally: MemoryTally, times: int, day: date, kind: Kind, seat: str = "", *asks: str, source: str = "") -> None:
    tally.add(dict.fromkeys(cells_of(day, kind, seat, asks, source), times))


@pytest.fixture
def tally() -> MemoryTally:
    made = MemoryTally()
    event(made, 7, MONDAY, Kind.COMPOSED, "ynys-mon", "a", "b", source="leeds")
    event(made, 2, TUESDAY, Kind.COMPOSED, "aldermere", "b")
    event(made, 3, TUESDAY, Kind.COMPOSED, "wexcombe", "a")
    event(made, 4, TUESDAY, Kind.CONFIRMED, "ynys-mon", "a", "b", source="leeds")
    event(made, 9, TUESDAY, Kind.VISIT, source="leeds")
    event(made, 5, TUESDAY, Kind.OPENED, "ynys-mon", "a", source="leeds")
    event(made, 6, TUESDAY, Kind.SUPPORTS, "ynys-mon")
    event(made, 1, TUESDAY, Kind.COMPOSED)
    return made


def test_a_letter_with_several_asks_is_one_in_all_and_one_for_each(tally: MemoryTally) -> None:
    figures = read_figures(tally, 650, NOW, TODAY)
    assert figures.total == Pair(13, 4)
    assert figures.asks == {"a": Pair(10, 4), "b": Pair(9, 4)}
    assert figures.days == ((MONDAY, Pair(7, 0)), (TUESDAY, Pair(6, 4)))
    assert figures.replies == {"supports": 6, "declines": 0, "holding": 0, "none": 0}
    assert (figures.seats.limit, figures.seats.shown) == (5, {"ynys-mon": 5})
    assert figures.as_of == NOW
    assert not figures.is_empty


def test_by_constituency_whole_days_alone_are_counted_and_everything_else_at_once(tally: MemoryTally) -> None:
    event(tally, 30, TODAY, Kind.COMPOSED, "ynys-mon", "a")
    event(tally, 9, TODAY, Kind.COMPOSED, "wexcombe", "a")
    today, tomorrow = read_figures(tally, 650, NOW, TODAY), read_figures(tally, 650, NOW, TODAY + timedelta(days=1))
    assert today.total == tomorrow.total == Pair(52, 4)
    assert today.asks["a"] == Pair(49, 4)
    assert today.days[-1] == (TODAY, Pair(39, 0))
    assert today.seats.shown == {"ynys-mon": 5}, "as if nobody had written today"
    assert tomorrow.seats.shown == {"ynys-mon": 35}


def test_somebody_who_adds_three_letters_does_not_see_at_once_that_two_were_there(tally: MemoryTally) -> None:
    before = read_figures(tally, 650, NOW, TODAY).seats
    event(tally, 3, TODAY, Kind.COMPOSED, "aldermere")
    assert read_figures(tally, 650, NOW, TODAY).seats == before


def test_visits_alone_are_no_letters() -> None:
    tally = MemoryTally()
    event(tally, 9, MONDAY, Kind.VISIT)
    figures = read_figures(tally, 650, NOW, TODAY)
    assert figures.is_empty
    assert figures.days == ()


class Watched(MemoryTally):
    """Counts how often it is read, and can be away."""

    reads = 0
    is_away = False

    def sums(self, *by: str, **only: Any) -> dict[tuple[Any, ...], int]:
        if self.is_away:
            raise StoreUnavailable("gone")
        self.reads += 1
        return super().sums(*by, **only)


def kept(tally: Watched, ticks: list[float]) -> Progress:
    return Progress(lambda now: read_figures(tally, 650, now, TODAY), now=lambda: NOW, ticks=lambda: ticks[0])


def test_however_many_look_the_numbers_are_read_once_a_minute() -> None:
    tally, ticks, made = Watched(), [0.0], []

    def make(figures: Figures) -> bytes:
        made.append(figures)
        return b"page"

    progress = kept(tally, ticks)
    for ticks[0] in (0.0, 30.0, 59.0):
        assert progress.made("page", make) == b"page"
    assert (tally.reads, len(made)) == (4, 1), "four questions make one reading"
    ticks[0] = 60.0
    progress.made("page", make)
    progress.figures()
    assert (tally.reads, len(made)) == (8, 2)


def test_while_the_database_is_away_the_last_figures_stay() -> None:
    tally, ticks = Watched(), [0.0]
    progress = kept(tally, ticks)
    before = progress.figures()
    tally.is_away = True
    ticks[0] = 61.0
    assert progress.figures() is before
    tally.is_away = False
    ticks[0] = 122.0
    assert progress.figures() is not before


def test_before_there_are_any_figures_it_says_so() -> None:
    tally = Watched()
    tally.is_away = True
    with pytest.raises(StoreUnavailable):
        kept(tally, [0.0]).figures()


def test_a_database_that_is_away_is_not_asked_again_by_every_visitor() -> None:
    ticks, asked = [0.0], []

    def read(now: datetime) -> Figures:
        asked.append(now)
        raise StoreUnavailable("gone")

    progress = Progress(read, now=lambda: NOW, ticks=lambda: ticks[0])
    for ticks[0] in (0.0, 1.0, 9.0):
        with pytest.raises(StoreUnavailable):
            progress.figures()
    assert len(asked) == 1
    ticks[0] = 10.0
    with pytest.raises(StoreUnavailable):
        progress.figures()
    assert len(asked) == 2


class Slow:
    """A database that hangs when it is told to, until it is let go."""

    def __init__(self) -> None:
        self.hangs = False
        self.is_asked, self.goes_on = Event(), Event()
        self.reads = 0

    def read(self, now: datetime) -> Figures:
        self.reads += 1
        if self.hangs:
            self.is_asked.set()
            assert self.goes_on.wait(30)
            raise StoreUnavailable("gone")
        return read_figures(MemoryTally(), 650, now, TODAY)


def test_while_the_database_hangs_one_visitor_waits_and_all_others_see_the_last_figures() -> None:
    slow, ticks = Slow(), [0.0]
    progress = Progress(slow.read, now=lambda: NOW, ticks=lambda: ticks[0])
    before = progress.figures()
    slow.hangs, ticks[0] = True, 61.0
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(progress.figures)
        assert slow.is_asked.wait(30)
        assert [progress.figures() for _ in range(45)] == [before] * 45
        assert progress.made("page", lambda _: b"page") == b"page"
        assert not first.done()
        slow.goes_on.set()
        assert first.result(30) is before
    assert slow.reads == 2


def test_while_the_first_reading_hangs_all_others_are_told_so() -> None:
    slow, ticks = Slow(), [0.0]
    slow.hangs = True
    progress = Progress(slow.read, now=lambda: NOW, ticks=lambda: ticks[0])
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(progress.figures)
        assert slow.is_asked.wait(30)
        ticks[0] = 1.0
        for _ in range(45):
            with pytest.raises(StoreUnavailable):
                progress.figures()
        assert not first.done()
        slow.goes_on.set()
        with pytest.raises(StoreUnavailable):
            first.result(30)
    assert slow.reads == 1


def test_those_who_come_a_moment_after_the_first_share_its_reading() -> None:
    slow = Slow()
    progress = Progress(slow.read, now=lambda: NOW, ticks=lambda: 0.0)
    with ThreadPoolExecutor(8) as pool:
        found = {id(one) for one in pool.map(lambda _: progress.figures(), range(8))}
    assert (len(found), slow.reads) == (1, 1)


def test_a_number_that_came_without_a_place_is_in_the_total_alone() -> None:
    numbers: Mapping[Cell, int] = {Cell(MONDAY, "", "", "", Kind.COMPOSED): 8}
    tally = MemoryTally()
    tally.add(numbers)
    figures = read_figures(tally, 650, NOW, TODAY)
    assert (figures.total.composed, figures.seats.shown) == (8, {})
