"""What is counted, as numbers that know nothing of a person: by day, seat, ask and source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What has happened."""

    VISIT = "visit"
    COMPOSED = "composed"
    OPENED = "opened"
    CONFIRMED = "confirmed"
    SUPPORTS = "supports"
    DECLINES = "declines"
    HOLDING = "holding"
    NONE = "none"


REPLIES = (Kind.SUPPORTS, Kind.DECLINES, Kind.HOLDING, Kind.NONE)
"""What came of a letter, as the person tells it later."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One number's place. A day is the finest time there is, and nothing in a cell is a person's.

    `seat`: the slug of a constituency, or "" where none is known. `ask`: the id of a recommendation, or "" for the
    letter itself. `source`: the code of the link that brought the visitor (`via`), or "".
    """

    day: date
    seat: str
    ask: str
    source: str
    kind: Kind


class Tally(Protocol):
    """Where numbers are kept: a database, or memory on the practice site."""

    def add(self, numbers: Mapping[Cell, int]) -> None:
        """Add to what is there, all of it or nothing. Raises StoreUnavailable."""

    def sums(self, *by: str, **only: Any) -> dict[tuple[Any, ...], int]:
        """Sums grouped by these fields of `Cell`, of the cells whose fields have these values.

        A letter with three asks is in here once with `ask=""` and once for each ask, so name one or group by it.
        Raises StoreUnavailable.
        """


def cells_of(day: date, kind: Kind, seat: str = "", asks: tuple[str, ...] = (), source: str = "") -> tuple[Cell, ...]:
    """The cells that one event belongs in: the event itself, and each of its asks."""
    return tuple(Cell(day, seat, ask, source, kind) for ask in ("", *dict.fromkeys(asks)))
