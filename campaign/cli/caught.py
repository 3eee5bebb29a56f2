"""Which seats each rule of recommendations.yaml catches, and what it names that no seat has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from campaign.connect import stored_seats
from campaign.errors import StoreUnavailable
from campaign.models import Rulebook, Seat
from campaign.models.rules import facts
from campaign.near import did_you_mean
from campaign.parliament import PracticeParliament
from campaign.settings import Settings

_SHOWN = 5
_NO_DIRECTORY = "practice seats, as there is no directory (`campaign refresh` makes one)"
_COMPARED = ("party", "seat")
"""What a rule may name that only the list of seats can tell to be wrong."""


def caught_lines(book: Rulebook, settings: Settings, clock: Callable[[], date]) -> Iterator[tuple[str, bool]]:
    """A line for each rule, and one for each name that fits no seat, which is a warning: True.

    Nothing where there are no rules.
    """
    if not book.rules:
        return
    stored = _stored(settings)
    seats = stored or _invented(clock)
    yield f"rules, held against {len(seats)} {'seats of the directory' if stored else _NO_DIRECTORY}:", False
    for number, those in book.caught(seats).items():
        yield f"  rule {number + 1}: {_named(those)}", False
        if stored or settings.practice:  # invented seats cannot tell whether a real name is right
            yield from ((f"           warning: {strange}", True) for strange in _strange(book, number, seats))


def _stored(settings: Settings) -> Sequence[Seat]:
    """The directory's seats; none while there is none."""
    try:
        return () if settings.practice else stored_seats(settings)
    except StoreUnavailable:
        return ()


def _invented(clock: Callable[[], date]) -> Sequence[Seat]:
    practice = PracticeParliament(clock)
    return tuple(practice.seat(place.slug) for place in practice.constituencies())


def _named(seats: Sequence[Seat]) -> str:
    names = ", ".join(seat.constituency.name for seat in seats[:_SHOWN])
    more = f" and {len(seats) - _SHOWN} more" if len(seats) > _SHOWN else ""
    return f"{len(seats)} ({names}{more})" if seats else "none"


def _strange(book: Rulebook, number: int, seats: Sequence[Seat]) -> Iterator[str]:
    known = [facts(seat) for seat in seats]
    for about in _COMPARED:
        has = sorted({each[about] for each in known if each[about]})
        condition = book.rules[number].when.get(about)
        for value in sorted(condition.values) if condition else ():
            if value not in has:
                yield f"no {about} is called '{value}'{did_you_mean(value, has)}"
