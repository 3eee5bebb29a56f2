"""Reading every seat, one after another and slowly: what `campaign refresh` asks of Parliament.

For 650 seats: 33 pages of 20 (Parliament gives no more at a time), then two calls for each MP.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date

from campaign.models import Seat
from campaign.parliament import answers
from campaign.parliament.answers import Page, Sighting
from campaign.parliament.details import Details
from campaign.parliament.patience import Patience
from campaign.parliament.session import Session

PATIENCE_SECONDS = 30.0
"""Nobody is waiting, so a slow answer is better than none."""


class Pace:
    """Lets through at most `per_second` calls a second, evenly. Clocks are in seconds."""

    def __init__(
        self,
        per_second: int,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap, self._now, self._sleep = 1 / per_second, now, sleep
        self._lock = threading.Lock()
        self._next = 0.0

    def __call__(self) -> None:
        """Wait for the next free moment."""
        with self._lock:
            now = self._now()
            turn = max(self._next, now)
            self._next = turn + self._gap
        if turn > now:
            self._sleep(turn - now)


class Crawl:
    """A reader of all seats (campaign.refresh.SeatReader)."""

    def __init__(
        self, url: str, *, contact: str = "", per_second: int = 10, clock: Callable[[], date] = date.today
    ) -> None:
        self._session = Session(url, contact=contact, pace=Pace(per_second))
        self._details = Details(self._session, clock)
        self._clock = clock

    def page(self, skip: int) -> tuple[int, tuple[Seat, ...]]:
        """How many seats there are, and up to twenty of them from number `skip` on. Raises ParliamentUnavailable."""

        def read(answer: object) -> Page:
            return answers.page(answer, self._clock())

        query = {"skip": str(skip), "take": "20"}
        page = self._session.get("Location/Constituency/Search", read, Patience(PATIENCE_SECONDS), **query)
        return page.total, tuple(
            Seat(found.constituency, found.member, "directory", self._clock()) for found in page.sightings
        )

    def complete(self, seat: Seat) -> Seat:
        """The seat with e-mail address and posts; `missing` says what could not be read."""
        sighting = Sighting(seat.constituency, seat.member)
        return self._details.complete(sighting, Patience(PATIENCE_SECONDS))
