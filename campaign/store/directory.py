"""The directory of all seats: one current edition to read, and at most one that is being built.

A new edition is built row by row beside the current one, so that a stopped refresh can go on where it
stopped and visitors see nothing of it until it is complete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from campaign.models import Constituency, Member, Seat
from campaign.store.tables import editions, seats

SOURCE = "directory"


@dataclass(frozen=True, slots=True)
class Edition:
    """One set of all seats: `started` in seconds since 1970, `expected` the number of seats there are."""

    id: int
    started: int
    as_of: date
    expected: int | None


class DirectoryStore:
    """Reads and writes editions of the directory."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def current(self) -> Edition | None:
        """The edition that visitors are served from, or None before the first refresh."""
        return self._edition("current")

    def building(self) -> Edition | None:
        """The edition that a refresh has begun and not finished."""
        return self._edition("building")

    def seats(self, edition: Edition, *, complete: bool | None = None) -> tuple[Seat, ...]:
        """Its seats by name; only those whose details have (or have not) been read if `complete` is given."""
        query = select(seats).where(seats.c.edition == edition.id).order_by(seats.c.name)
        if complete is not None:
            query = query.where(seats.c.complete == complete)
        with self._reading() as connection:
            return tuple(_seat(row, edition.as_of) for row in connection.execute(query))

    def begin(self, as_of: date, started: int) -> Edition:
        """Throw away any unfinished edition and start a new one."""
        with self._engine.begin() as connection:
            connection.execute(delete(editions).where(editions.c.state == "building"))
            values = {"state": "building", "started": started, "as_of": as_of}
            key = connection.execute(insert(editions).values(values)).inserted_primary_key
        return Edition(key[0] if key else 0, started, as_of, None)

    def expect(self, edition: Edition, count: int) -> None:
        """Note how many seats the service says there are."""
        with self._engine.begin() as connection:
            connection.execute(update(editions).where(editions.c.id == edition.id).values(expected=count))

    def put(self, edition: Edition, rows: Iterable[Seat], *, complete: bool) -> None:
        """Write seats into an unfinished edition, over those that are there."""
        with self._engine.begin() as connection:
            for seat in rows:
                same = (seats.c.edition == edition.id) & (seats.c.constituency_id == seat.constituency.id)
                connection.execute(delete(seats).where(same))
                connection.execute(insert(seats).values(edition=edition.id, complete=complete, **_row(seat)))

    def count(self, edition: Edition) -> int:
        """How many seats it holds so far."""
        with self._reading() as connection:
            query = select(func.count()).select_from(seats).where(seats.c.edition == edition.id)
            return connection.execute(query).scalar_one()

    def publish(self, edition: Edition) -> None:
        """Make it the current edition, in one step; the one before it is deleted."""
        with self._engine.begin() as connection:
            connection.execute(delete(editions).where(editions.c.state == "current"))
            connection.execute(update(editions).where(editions.c.id == edition.id).values(state="current"))

    def _edition(self, state: str) -> Edition | None:
        with self._reading() as connection:
            query = select(editions).where(editions.c.state == state).order_by(editions.c.id.desc())
            row = connection.execute(query).first()
        return Edition(row.id, row.started, row.as_of, row.expected) if row else None

    def _reading(self) -> Connection:
        return self._engine.connect().execution_options(reads=True)


def _row(seat: Seat) -> dict[str, Any]:
    return {
        "constituency_id": seat.constituency.id,
        "name": seat.constituency.name,
        "slug": seat.constituency.slug,
        "member": seat.member.to_json() if seat.member else None,
        "missing": " ".join(seat.missing),
    }


def _seat(row: Row[Any], as_of: date) -> Seat:
    place = Constituency(row.constituency_id, row.name)
    return Seat(place, Member.from_json(row.member) if row.member else None, SOURCE, as_of, tuple(row.missing.split()))
