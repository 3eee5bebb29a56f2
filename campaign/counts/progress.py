"""How far the campaign has come: all that is shown of the counts, read once a minute however many look."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any

from campaign.counts.figures import SeatFigures, seat_figures
from campaign.errors import StoreUnavailable
from campaign.models.counts import REPLIES, Kind, Tally

SECONDS = 60.0
"""How old shown numbers may be."""
AWAY_SECONDS = 10.0
"""How long a database that did not answer is left alone while there are no numbers at all."""
FIRST_SECONDS = 1.0
"""How long visitors wait for the very first numbers, which another one is reading."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Letters made, and letters of which people have told us that they have gone."""

    composed: int = 0
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """All that may be shown, as of a moment. `days` has the days on which something was counted, oldest first.

    `seats`: whole days alone, so not today's, and in steps.
    """

    as_of: datetime
    total: Pair
    days: tuple[tuple[date, Pair], ...]
    asks: Mapping[str, Pair]
    replies: Mapping[str, int]
    seats: SeatFigures

    @property
    def is_empty(self) -> bool:
        """Whether no letter has been counted yet."""
        return not self.total.composed and not self.total.confirmed


def read_figures(tally: Tally, seats: int, now: datetime, today: date) -> Figures:
    """The figures of this moment; `seats`: how many constituencies there are. Raises StoreUnavailable."""
    by_day = tally.sums("day", "kind", ask="")
    by_ask = tally.sums("ask", "kind")
    by_seat = _before(tally, today)
    totals: Counter[str] = Counter()
    for (_, kind), number in by_day.items():
        totals[kind] += number
    letters = (Kind.COMPOSED, Kind.CONFIRMED)
    return Figures(
        as_of=now,
        total=_pair(totals),
        days=tuple((day, _pair(_of(by_day, day))) for day in sorted({d for d, kind in by_day if kind in letters})),
        asks={ask: _pair(_of(by_ask, ask)) for ask in {a for a, kind in by_ask if a and kind in letters}},
        replies={str(kind): totals[kind] for kind in REPLIES},
        seats=seat_figures(by_seat, max(seats, len(by_seat))),
    )


def _before(tally: Tally, today: date) -> dict[str, int]:
    """Letters made by seat, without today's: whoever makes a letter does not see at once what it changes."""
    made = tally.sums("seat", ask="", kind=Kind.COMPOSED)
    # Read second: what is counted in between may be taken away once too often, and is never shown too early.
    of_today = tally.sums("seat", ask="", kind=Kind.COMPOSED, day=today)
    left = {key[0]: number - of_today.get(key, 0) for key, number in made.items() if key[0]}
    return {seat: number for seat, number in left.items() if number > 0}


def _of(sums: Mapping[tuple[Any, ...], int], wanted: object) -> dict[str, int]:
    return {kind: number for (key, kind), number in sums.items() if key == wanted}


def _pair(numbers: Mapping[str, int]) -> Pair:
    return Pair(numbers.get(Kind.COMPOSED, 0), numbers.get(Kind.CONFIRMED, 0))


class Progress:
    """The figures, and what was made of them, for a minute. One visit reads them; no other waits for a slow database.

    While the database is away the last ones stay; their moment says how old they are.
    """

    def __init__(
        self,
        read: Callable[[datetime], Figures],
        *,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._now = now
        self._ticks = ticks
        self._reading = Lock()
        self._making = Lock()
        self._began = float("inf")  # not yet
        self._until = float("-inf")
        self._figures: Figures | None = None
        self._made: dict[str, tuple[Figures, bytes]] = {}

    def figures(self) -> Figures:
        """The figures, at most a minute old if they can be read. Raises StoreUnavailable before there are any."""
        if self._ticks() >= self._until and self._reading.acquire(timeout=self._patience):
            try:
                if self._ticks() >= self._until:  # else another visit has read them meanwhile
                    self._refresh()
            finally:
                self._reading.release()
        if self._figures is None:
            raise StoreUnavailable("the counts could not be read a moment ago")
        return self._figures

    def made(self, name: str, make: Callable[[Figures], bytes]) -> bytes:
        """What `make` gives for the figures, made once for them."""
        figures = self.figures()
        with self._making:
            kept = self._made.get(name)
            if kept is None or kept[0] is not figures:
                kept = self._made[name] = figures, make(figures)
            return kept[1]

    @property
    def _patience(self) -> float:
        """Seconds to wait for a reading that is under way: none with figures in hand, or when it takes long already."""
        if self._figures is not None:
            return 0
        return min(max(0, self._began + FIRST_SECONDS - self._ticks()), FIRST_SECONDS)

    def _refresh(self) -> None:
        self._began = self._ticks()
        rest = SECONDS
        try:
            self._figures = self._read(self._now())
        except StoreUnavailable:
            rest = SECONDS if self._figures else AWAY_SECONDS
        finally:
            self._until = self._ticks() + rest
