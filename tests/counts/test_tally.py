"""What keeps the numbers: in memory, on SQLite and on PostgreSQL, under one contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.counts import MemoryTally, StoredTally
from campaign.models.counts import Cell, Kind, Tally, cells_of
from tests.engines import new_postgresql_database

TODAY = date(2026, 11, 21)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def tally(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tally]:
    if request.param == "memory":
        yield MemoryTally()
    elif request.param == "sqlite":
        yield StoredTally(f"sqlite:///{tmp_path / 'deep' / 'campaign.sqlite3'}")
    else:
        with new_postgresql_database() as url:
            yield StoredTally(url)


def cell(kind: Kind = Kind.COMPOSED, *, day: date = TODAY, seat: str = "", ask: str = "", source: str = "") -> Cell:
    return Cell(day, seat, ask, source, kind)


def test_nothing_counted_has_no_sums(tally: Tally) -> None:
    assert tally.sums() == {}
    assert tally.sums("seat", ask="") == {}


def test_numbers_add_up(tally: Tally) -> None:
    tally.add({cell(seat="ynys-mon"): 2, cell(seat="aldermere"): 1})
    tally.add({cell(seat="ynys-mon"): 3})
    assert tally.sums("seat") == {("ynys-mon",): 5, ("aldermere",): 1}
    assert tally.sums() == {(): 6}


def test_adding_nothing_changes_nothing(tally: Tally) -> None:
    tally.add({cell(): 1})
    tally.add({})
    assert tally.sums() == {(): 1}


def test_every_field_keeps_numbers_apart(tally: Tally) -> None:
    different = [
        cell(),
        cell(Kind.OPENED),
        cell(day=YESTERDAY),
        cell(seat="ynys-mon"),
        cell(ask="cotton-import-ban"),
        cell(source="leeds-friends"),
    ]
    for one in different:
        tally.add({one: 1})
    found = tally.sums("day", "seat", "ask", "source", "kind")
    assert {Cell(*key) for key in found} == set(different)
    assert set(found.values()) == {1}


def test_sums_are_grouped_and_restricted(tally: Tally) -> None:
    tally.add({
        cell(Kind.VISIT, source="leeds-friends"): 4,
        cell(Kind.COMPOSED, source="leeds-friends"): 2,
        cell(Kind.COMPOSED, source="leeds-friends", day=YESTERDAY): 1,
        cell(Kind.COMPOSED, source="other"): 9,
    })  # fmt: skip
    assert tally.sums("day", "kind", source="leeds-friends") == {
        (TODAY, "visit"): 4,
        (TODAY, "composed"): 2,
        (YESTERDAY, "composed"): 1,
    }
    assert tally.sums(kind=Kind.COMPOSED) == {(): 12}


def test_a_letter_with_three_asks_is_one_letter_and_one_for_each_ask(tally: Tally) -> None:
    cells = cells_of(TODAY, Kind.COMPOSED, "ynys-mon", ("a", "b", "c", "a"))
    tally.add(dict.fromkeys(cells, 1))
    assert tally.sums(ask="") == {(): 1}
    assert tally.sums("ask") == {("",): 1, ("a",): 1, ("b",): 1, ("c",): 1}


def test_more_cells_than_fit_one_statement_are_added_too(tally: Tally) -> None:
    many = {cell(seat=f"seat-{number:04}"): 1 for number in range(1_250)}
    tally.add(many)
    tally.add(many)
    assert tally.sums() == {(): 2_500}
    assert len(tally.sums("seat")) == 1_250


def test_reading_makes_no_database(tmp_path: Path) -> None:
    assert StoredTally(f"sqlite:///{tmp_path / 'none.sqlite3'}").sums() == {}
    assert list(tmp_path.iterdir()) == []
