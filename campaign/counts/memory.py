"""Counts in memory alone: for the practice site, which makes no database, and for tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from threading import Lock
from typing import Any

from campaign.models.counts import Cell


class MemoryTally:
    """A `Tally` that ends with the process."""

    def __init__(self) -> None:
        self._numbers: Counter[Cell] = Counter()
        self._lock = Lock()

    def add(self, numbers: Mapping[Cell, int]) -> None:
        """Add to what is there."""
        with self._lock:
            self._numbers.update(numbers)

    def sums(self, *by: str, **only: Any) -> dict[tuple[Any, ...], int]:
        """Sums grouped by these fields, of the cells whose fields have these values."""
        with self._lock:
            numbers = self._numbers.copy()
        found: Counter[tuple[Any, ...]] = Counter()
        for cell, number in numbers.items():
            if all(getattr(cell, name) == value for name, value in only.items()):
                found[tuple(getattr(cell, name) for name in by)] += number
        return dict(found)
