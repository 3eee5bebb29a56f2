"""The UK Parliament's Members API as a source of MPs, in as few calls as it allows.

    find   one call:  Location/Constituency/Search?searchText=<postcode>   the seat, even a vacant one, with its MP
    seat   two more:  Members/<id>/Contact, Members/<id>/Biography         and once a day Posts/SpeakerAndDeputies

`Members/Search?Location=` is never used: for text it does not know it answers with people of other places.
Everything remembered is filed under a constituency; no postcode is ever kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from campaign.errors import ConstituencyUnknown, NotAPostcode, ParliamentUnavailable, PostcodeUnknown
from campaign.models import Constituency, Member, Seat, Whereabouts
from campaign.parliament import answers
from campaign.parliament.answers import Page, Sighting
from campaign.parliament.breaker import Breaker
from campaign.parliament.details import Details
from campaign.parliament.memory import Flights, Memory
from campaign.parliament.patience import DETAILS_SECONDS, PATIENCE_SECONDS, Patience
from campaign.parliament.session import Session
from campaign.postcodes import Postcode

MOST_SEATS = 6
"""A postcode that seems to lie in more seats than this was not understood as a postcode."""

MOST_CALLS = 6
"""How often we search for a constituency that came in a shared link before we give up."""

_SEEN_SECONDS = 600
_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")
_LONGEST_SLUG = 100
_COMMON_WORDS = frozenset({"and", "central", "east", "mid", "north", "of", "on", "south", "the", "upon", "west"})
_SEARCH = "Location/Constituency/Search"


class MembersApi:
    """Parliament's own answers. Safe to share between threads.

    `cache_seconds` is how long a complete answer is used again (0: never). `patience` is how many seconds a look-up
    may take, retries included; one of a seat that a search has just shown takes three at most, because the person has
    waited for that search too. `breaker` makes the breakers of the calls for details.
    """

    name = "members-api"
    is_dissolved = False  # one seat at a time does not tell

    def __init__(
        self,
        url: str,
        *,
        contact: str = "",
        cache_seconds: int = 3600,
        clock: Callable[[], date] = date.today,
        patience: float = PATIENCE_SECONDS,
        breaker: Callable[[], Breaker] = Breaker,
    ) -> None:
        self._session = Session(url, contact=contact)
        self._seats = Memory(cache_seconds)
        self._sightings = Memory(min(cache_seconds, _SEEN_SECONDS))
        self._nowhere = Memory(min(cache_seconds, _SEEN_SECONDS))
        self._details = Details(self._session, clock, remember=cache_seconds > 0, breaker=breaker)
        self._flights = Flights()
        self._clock = clock
        self._seconds = patience

    def find(self, postcode: Postcode) -> Whereabouts:
        """The constituency of a postcode, or those it may lie in.

        Raises PostcodeUnknown, ParliamentUnavailable; NotAPostcode for one of the practice parliament's.
        """
        if postcode.is_practice:
            raise NotAPostcode("postcode-practice")
        page = self._search(Patience(self._seconds), most=MOST_SEATS, searchText=str(postcode))
        if not page.sightings:
            raise PostcodeUnknown
        return Whereabouts(tuple(sighting.constituency for sighting in page.sightings))

    def seat(self, slug: str) -> Seat:
        """The seat with that slug. What could not be read is named in `missing`, and asked again next time.

        Raises ConstituencyUnknown, ParliamentUnavailable.
        """
        if kept := self._kept(slug):
            return kept
        if len(slug) > _LONGEST_SLUG or not _SLUG.fullmatch(slug) or self._nowhere.get(slug):
            raise ConstituencyUnknown
        return self._flights.share(slug, lambda: self._fetch(slug))

    def constituencies(self) -> tuple[Constituency, ...]:
        """None: those that were asked for are nobody else's business, and Parliament is not asked for a list."""
        return ()

    def regions(self) -> Mapping[str, str]:
        """None: Parliament does not tell them."""
        return {}

    def _kept(self, slug: str) -> Seat | None:
        kept = self._seats.get(slug)
        return kept if isinstance(kept, Seat) else None

    def _fetch(self, slug: str) -> Seat:
        if kept := self._kept(slug):  # another journey may have ended a moment ago
            return kept
        seen = self._sightings.get(slug)
        patience = Patience(min(self._seconds, DETAILS_SECONDS) if seen else self._seconds)
        seat = self._details.complete(seen or self._look_up(slug, patience), patience)
        if not seat.missing:
            self._seats.put(slug, seat)
        return seat

    def _look_up(self, slug: str, patience: Patience) -> Sighting:
        """Search by the slug's words, the most telling first: names are found by parts, slugs are not."""
        calls = 0
        for word in _words(slug):
            skip = 0
            while calls < MOST_CALLS:
                page = self._search(patience, searchText=word, skip=str(skip), take="20")
                for sighting in page.sightings:
                    if sighting.constituency.slug == slug:
                        return sighting
                calls += 1
                skip += page.count
                if not page.count or skip >= page.total:
                    break
        self._nowhere.put(slug, True)
        raise ConstituencyUnknown

    def _search(self, patience: Patience, *, most: int | None = None, **query: str) -> Page:
        def read(answer: Any) -> Page:
            page = answers.page(answer, self._clock())
            if most is not None and max(page.count, page.total) > most:
                raise ParliamentUnavailable("a postcode was taken for a name")
            if any(sighting.is_mixed_up for sighting in page.sightings):
                raise ParliamentUnavailable("a seat came with the MP of another")
            return page

        page = self._session.get(_SEARCH, read, patience, **query)
        for sighting in page.sightings:
            self._remember(sighting)
        return page

    def _remember(self, sighting: Sighting) -> None:
        slug = sighting.constituency.slug
        self._sightings.put(slug, sighting)
        kept = self._kept(slug)
        if kept and _id(kept.member) != _id(sighting.member):
            self._seats.drop(slug)  # the MP has changed since


def _id(member: Member | None) -> int | None:
    return member.id if member else None


def _words(slug: str) -> Iterator[str]:
    """The words of a slug, rare and long ones first."""
    yield from sorted(dict.fromkeys(slug.split("-")), key=lambda word: (word in _COMMON_WORDS, -len(word)))
