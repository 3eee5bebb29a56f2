"""Several sources behind the one port, so that no single one of them can fail a person.

postcode -> constituency   each place source in the operator's order, until one knows
constituency -> MP         the directory while it is fresh; else Parliament; else the directory, with its date
"""

from __future__ import annotations

import itertools
import logging
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from campaign.errors import CampaignError, ConstituencyUnknown, NotAPostcode, ParliamentUnavailable, PostcodeUnknown
from campaign.models import Constituency, Seat, Whereabouts
from campaign.parliament.answered import Answered
from campaign.parliament.breaker import Breaker
from campaign.parliament.directory import Directory
from campaign.parliament.patience import FIND_SECONDS, PATIENCE_SECONDS, Patience, wait_at_most
from campaign.parliament.port import Parliament
from campaign.parliament.shared import Shared
from campaign.postcodes import Postcode

_log = logging.getLogger(__name__)


class PlaceSource(Protocol):
    """Knows in which constituency a postcode lies."""

    name: str

    def find(self, postcode: Postcode) -> Whereabouts:
        """As `Parliament.find`."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A place source with its own circuit breaker."""

    source: PlaceSource
    breaker: Breaker = field(default_factory=Breaker)

    def find(self, postcode: Postcode) -> Whereabouts:
        """As the source; raises ParliamentUnavailable at once while the breaker is open."""
        return self.breaker.call(lambda: self.source.find(postcode))


@dataclass(frozen=True, slots=True)
class Finder:
    """The port over several sources. `stale_days` is how old the directory may be and still be asked first."""

    places: Sequence[Guarded]
    live: Parliament
    directory: Directory
    answered: Answered
    seats: Shared
    clock: Callable[[], date]
    stale_days: int = 7
    second_opinion: bool = False
    """Ask a second source as well, and let the person choose when the two disagree."""
    disagreements: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    """Counts the postcodes about which two sources have disagreed since the start."""
    listed: Callable[[], tuple[Constituency, ...]] = lambda: ()
    """The constituencies to list while there is no directory."""
    in_regions: Callable[[], Mapping[str, str]] = dict
    """Slug -> region, as far as one of the sources knows them all."""
    live_breaker: Breaker = field(default_factory=Breaker)
    find_seconds: float = FIND_SECONDS
    """How long all sources together may take for a postcode."""
    seat_seconds: float = PATIENCE_SECONDS

    @property
    def is_dissolved(self) -> bool:
        """Whether every seat of the directory is vacant."""
        return self.directory.is_dissolved

    def find(self, postcode: Postcode) -> Whereabouts:
        """As `Parliament.find`; answers are remembered for a minute under a keyed hash of the postcode."""
        if postcode.is_practice:
            raise NotAPostcode("postcode-practice")
        with wait_at_most(self.find_seconds):
            return self.answered.share(postcode, lambda: self._ask(postcode))

    def seat(self, slug: str) -> Seat:
        """As `Parliament.seat`. A stale directory is used only when Parliament gives no answer."""
        if self._is_fresh:
            return self.directory.seat(slug)
        try:
            with wait_at_most(self.seat_seconds):
                return self.seats.share(
                    f"seat:{slug}", lambda: self._live(slug), Seat.to_json, Seat.from_json, _is_whole
                )
        except (ParliamentUnavailable, ConstituencyUnknown):
            if self.directory.as_of is None:
                raise
            return self.directory.seat(slug)

    def constituencies(self) -> tuple[Constituency, ...]:
        """Those of the directory, or else those that the postcode index names."""
        return self.directory.constituencies() or self.listed()

    def regions(self) -> Mapping[str, str]:
        """Those that the postcode index knows: Parliament's list does not tell."""
        return self.in_regions()

    @property
    def _is_fresh(self) -> bool:
        as_of = self.directory.as_of
        return as_of is not None and (self.clock() - as_of).days <= self.stale_days

    def _is_no_name(self, slug: str) -> bool:
        """Whether the lists we have do not name it: each search for what does not exist costs Parliament calls."""
        known = {place.slug for place in (*self.directory.constituencies(), *self.listed())}
        return bool(known) and slug not in known

    def _live(self, slug: str) -> Seat:
        if self._is_no_name(slug):
            raise ConstituencyUnknown
        return self._with_details(self.live_breaker.call(lambda: self.live.seat(slug)))

    def _ask(self, postcode: Postcode) -> Whereabouts:
        heard: list[Whereabouts] = []
        faults: list[CampaignError] = []
        patience = Patience(math.inf)
        for number, guarded in enumerate(self.places):
            try:
                with wait_at_most(patience.left / (len(self.places) - number)):  # a slow one leaves time for the next
                    heard.append(self._as_listed(guarded.find(postcode)))
            except (PostcodeUnknown, ParliamentUnavailable) as fault:
                faults.append(fault)
                continue
            if len(heard) > self.second_opinion:
                break
        if heard:
            return self._agreed(heard)
        # "not known" counts only when nobody was silent: the silent one might have known it
        raise next((f for f in faults if isinstance(f, ParliamentUnavailable)), None) or PostcodeUnknown()

    def _as_listed(self, found: Whereabouts) -> Whereabouts:
        return replace(found, choices=tuple(map(self._entry, found)))

    def _entry(self, place: Constituency) -> Constituency:
        """The directory's own entry; a place that a fresh directory does not hold is no answer."""
        try:
            return self.directory.seat(place.slug).constituency
        except ConstituencyUnknown:
            if not self._is_fresh:
                return place
        _log.warning("a source named a constituency that is not in the directory")
        raise ParliamentUnavailable("a source named a constituency that is not in the directory")

    def _agreed(self, heard: list[Whereabouts]) -> Whereabouts:
        """The first answer, unless another source says something else: then it is for the person to choose."""
        if len({frozenset(place.slug for place in found.said) for found in heard}) == 1:
            return next((found for found in heard if found.probable), heard[0])
        number = next(self.disagreements)
        _log.warning("two sources disagree about a postcode; the person is asked (number %d since the start)", number)
        choices = (*(place for found in heard for place in found.said), *(place for found in heard for place in found))
        return Whereabouts(tuple({place.slug: place for place in choices}.values()))

    def _with_details(self, seat: Seat) -> Seat:
        """What Parliament could not say just now, from the directory, if that is about the same MP."""
        if not seat.missing:
            return seat
        try:
            return seat.with_details_of(self.directory.seat(seat.constituency.slug).member)
        except ConstituencyUnknown:
            return seat


def _is_whole(seat: Seat) -> bool:
    """Whether it may be remembered: an answer with gaps is asked again."""
    return not seat.missing
