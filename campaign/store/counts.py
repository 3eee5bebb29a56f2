"""Counts: numbers by day, seat, ask, source and kind. Several processes may add at once; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.dialects import postgresql, sqlite

from campaign.models.counts import Cell, Kind
from campaign.store.tables import counts

_KEY = ("day", "seat", "ask", "source", "kind")
_AT_ONCE = 500
"""Rows in one statement; SQLite allows 32,766 values, six to a row."""


class CountStore:
    """The database as a `Tally`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, numbers: Mapping[Cell, int]) -> None:
        """Add to what is there, in one transaction."""
        # Always in the same order, so that two processes never wait for each other's rows.
        rows = [_row(cell, number) for cell, number in sorted(numbers.items())]
        if not rows:
            return
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        with self._engine.begin() as connection:
            for start in range(0, len(rows), _AT_ONCE):
                query = insert(counts).values(rows[start : start + _AT_ONCE])
                more = {"number": counts.c.number + query.excluded.number}
                connection.execute(query.on_conflict_do_update(index_elements=_KEY, set_=more))

    def sums(self, *by: str, **only: Any) -> dict[tuple[Any, ...], int]:
        """Sums grouped by these columns, of the rows whose columns have these values."""
        columns = [counts.c[name] for name in by]
        query = select(*columns, func.sum(counts.c.number)).group_by(*columns)
        for name, value in only.items():
            query = query.where(counts.c[name] == (str(value) if isinstance(value, Kind) else value))
        with self._engine.connect().execution_options(reads=True) as connection:
            return {tuple(row[:-1]): int(row[-1]) for row in connection.execute(query) if row[-1] is not None}


def _row(cell: Cell, number: int) -> dict[str, Any]:
    key = {"day": cell.day, "seat": cell.seat, "ask": cell.ask, "source": cell.source, "kind": str(cell.kind)}
    return key | {"number": number}
