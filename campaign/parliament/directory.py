"""The directory of all seats, as a source of MPs that asks nobody.

The database is read in the background: one that hangs or is away keeps nobody waiting who can be served from memory.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from campaign.errors import ConstituencyUnknown
from campaign.models import Constituency, Seat
from campaign.parliament.sides import tell_sides

LOOK_SECONDS = 30.0
"""How often to see whether a refresh has published a new edition."""
PATIENCE_SECONDS = 1.0
"""How long a visitor waits for the database."""

_log = logging.getLogger(__name__)


class Shelf(Protocol):
    """Where editions are kept (campaign.store.DirectoryStore)."""

    def current(self) -> Any:
        """The current edition, with `.id`, `.started` and `.as_of`, or None."""

    def seats(self, edition: Any) -> tuple[Seat, ...]:
        """Every seat of it."""


@dataclass(frozen=True, slots=True)
class _Edition:
    key: tuple[int, int]
    as_of: date
    by_slug: dict[str, Seat]
    places: tuple[Constituency, ...]
    is_dissolved: bool


class Directory:
    """All seats in memory (about 650), read again when a new edition is published. Safe between threads."""

    def __init__(self, shelf: Shelf, *, now: Callable[[], float] = time.monotonic) -> None:
        self._shelf, self._now = shelf, now
        self._lock = threading.Lock()
        self._edition: _Edition | None = None
        self._look_again = float("-inf")
        self._look: threading.Thread | None = None
        self._look_began = float("-inf")

    @property
    def as_of(self) -> date | None:
        """The day of the edition in use, or None while there is none."""
        edition = self._read()
        return edition.as_of if edition else None

    @property
    def is_dissolved(self) -> bool:
        """Whether every seat is vacant: between a dissolution and polling day there are no MPs."""
        edition = self._read()
        return edition is not None and edition.is_dissolved

    def seat(self, slug: str) -> Seat:
        """The seat with that slug. Raises ConstituencyUnknown."""
        edition = self._read()
        if edition is None or slug not in edition.by_slug:
            raise ConstituencyUnknown
        return edition.by_slug[slug]

    def constituencies(self) -> tuple[Constituency, ...]:
        """All of them by name; empty before the first refresh."""
        edition = self._read()
        return edition.places if edition else ()

    def _read(self) -> _Edition | None:
        if (self._edition or not self._look) and self._now() < self._look_again:
            return self._edition
        with self._lock:
            look = self._look
            is_mine = self._now() >= self._look_again and not (look and look.is_alive())
            if is_mine:
                self._look = look = threading.Thread(target=self._see, name="directory", daemon=True)
                look.start()
                self._look_began, self._look_again = time.monotonic(), self._now() + LOOK_SECONDS
        if look and (is_mine or self._edition is None):
            look.join(max(0.0, self._look_began + PATIENCE_SECONDS - time.monotonic()))
        return self._edition

    def _see(self) -> None:
        try:
            self._edition = self._newest()
        except Exception as problem:
            # The database may be away for a moment: what was read before is better than no MP at all.
            _log.warning("the directory cannot be read just now: %s", type(problem).__name__)
        finally:
            self._look = None

    def _newest(self) -> _Edition | None:
        current = self._shelf.current()
        if current is None:
            return self._edition
        key = (current.id, current.started)
        if self._edition and self._edition.key == key:
            return self._edition
        seats = tell_sides(self._shelf.seats(current))
        places = tuple(sorted((s.constituency for s in seats), key=lambda place: place.slug))
        vacant = bool(seats) and all(s.member is None for s in seats)
        return _Edition(key, current.as_of, {s.constituency.slug: s for s in seats}, places, vacant)
