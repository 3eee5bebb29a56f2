"""Counts in the database, which may not be there yet: the first number that is written makes it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from campaign.models.counts import Cell


@dataclass(frozen=True, slots=True)
class StoredTally:
    """A `Tally` that opens the database for each look, in the thread that looks, and only then loads what it needs."""

    url: str = field(repr=False)

    def add(self, numbers: Mapping[Cell, int]) -> None:
        """Add to what is there; makes the database if need be. Raises StoreUnavailable."""
        from campaign.store import open_store

        with closing(open_store(self.url)) as store:
            store.counts.add(numbers)

    def sums(self, *by: str, **only: Any) -> dict[tuple[Any, ...], int]:
        """Sums; none while there is no database. Raises StoreUnavailable."""
        from campaign.store import is_there, read_store

        if not is_there(self.url):
            return {}
        with closing(read_store(self.url)) as store:
            return store.counts.sums(*by, **only)
