"""Parliament's JSON -> our values. Pure, and forgiving of every way in which the real answers differ.

Keys may be missing or null, a seat may be vacant, a member suspended, an office without an e-mail address:
none of that is a fault. Only an answer from which nothing can be told raises ParliamentUnavailable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from campaign.errors import ParliamentUnavailable
from campaign.models import Constituency, Member, Party, Position
from campaign.unicode_form import normalize

SPEAKERS_PARTY = 47
"""The id of the party called "Speaker", which has one member."""

COMMONS = 1
_SIDES = {0: True, 3: False}
"""`governmentType`: 0 is the party in government, 3 the official Opposition; what 1 and 2 are is written nowhere."""
_LONGEST_TEXT = 300
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_DEPUTY = re.compile(r"\bdeputy speaker\b|\bways and means\b", re.IGNORECASE)
_AIDE = re.compile(r"\bparliamentary private secretary\b|\bpps\b", re.IGNORECASE)
_SPEAKER = re.compile(r"speaker( of the house of commons)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A seat as a search shows it: the MP (None: vacant) still without e-mail address and posts."""

    constituency: Constituency
    member: Member | None
    is_mixed_up: bool = False
    """The answer says itself that this MP sits for another seat."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a search: the seats on it, how many entries it held, how many there are in all."""

    sightings: tuple[Sighting, ...]
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class Posts:
    """What a member holds now: posts on either side of the House, a place in its chair, places on committees."""

    government: tuple[str, ...] = ()
    chair: Position | None = None
    opposition: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    """Of the posts, where the answer names them apart."""
    committees: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """One line without control characters, stray spaces or halves of characters; accents in composed form."""
    plain = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return normalize("NFC", " ".join(plain.split()))


def page(answer: Any, today: date) -> Page:
    """A page of Location/Constituency/Search; seats abolished by `today` are left out."""
    entries = _object(answer).get("items")
    total = answer.get("totalResults")
    if entries is None and not total:
        entries = []
    if not isinstance(entries, list):
        raise _strange()
    seats = [_object(_object(entry).get("value")) for entry in entries]
    found = tuple(_sighting(seat, today) for seat in seats if not _over(seat.get("endDate"), today))
    return Page(found, len(entries), total if type(total) is int else 0)


def email(answer: Any) -> str | None:
    """The address in a Contact answer: the Parliamentary office's, or else the first that is not a web address.

    One field may hold two addresses; a name never becomes an address (reference: section 5 of the API notes).
    """
    entries = [
        e for e in _list(_object(answer).get("value")) if isinstance(e, dict) and e.get("isWebAddress") is not True
    ]
    entries.sort(key=lambda entry: not _is_parliamentary(entry))  # the others keep their order
    return next((address for entry in entries for address in _addresses(entry.get("email"))), None)


def posts(answer: Any, today: date) -> Posts:
    """The posts in a Biography answer that are held on `today`."""
    biography = _object(_object(answer).get("value"))
    other = tuple(_held(biography.get("otherPosts"), today))
    chair = None
    if any(_SPEAKER.fullmatch(name) for name in other):
        chair = Position.SPEAKER
    elif any(_DEPUTY.search(name) for name in other):
        chair = Position.DEPUTY_SPEAKER
    return Posts(
        government=_once(_posts(biography.get("governmentPosts"), today, "name")),
        chair=chair,
        opposition=_once(_posts(biography.get("oppositionPosts"), today, "name")),
        departments=_once(_posts(biography.get("governmentPosts"), today, "additionalInfo")),
        committees=_once(_held(biography.get("committeeMemberships"), today)),
    )


def chair(answer: Any) -> frozenset[int]:
    """The members' ids in a Posts/SpeakerAndDeputies answer, which is a bare list."""
    if not isinstance(answer, list):
        raise _strange()
    return frozenset(_id(_object(_object(entry).get("value"))) for entry in answer)


def _is_parliamentary(entry: dict[str, Any]) -> bool:
    return bool(entry.get("typeId") == 1 or entry.get("type") == "Parliamentary office")


def _sighting(seat: dict[str, Any], today: date) -> Sighting:
    name = _text(seat.get("name"))
    if name is None:
        raise _strange()
    place = Constituency(_id(seat), name)
    representation = seat.get("currentRepresentation")
    if representation is None:
        return Sighting(place, None)
    person = _object(_object(representation).get("member") or {"value": None}).get("value")
    if person is None:
        return Sighting(place, None)
    memberships = (_object(person).get("latestHouseMembership"), representation.get("representation"))
    held = [_object(membership) for membership in memberships if membership is not None]
    member = _member(person) if all(_is_sitting(membership, today) for membership in held) else None
    seats = (membership.get("membershipFromId") for membership in held)
    elsewhere = any(type(number) is int and number != place.id for number in seats)
    return Sighting(place, member, is_mixed_up=member is not None and elsewhere)


def _is_sitting(membership: dict[str, Any], today: date) -> bool:
    """Whether somebody with that membership is an MP on `today`.

    A suspended member is still the MP: `statusIsActive` is not looked at, nor is `membershipStatus`, often null.
    """
    return not _over(membership.get("membershipEndDate"), today) and membership.get("house") in (COMMONS, None)


def _member(person: dict[str, Any]) -> Member:
    full_title = _text(person.get("nameFullTitle"))
    name = _text(person.get("nameDisplayAs")) or full_title
    if name is None:
        raise _strange()
    party = person.get("latestParty")
    return Member(
        id=_id(person),
        name=name,
        full_title=full_title or name,
        salutation=_text(person.get("nameAddressAs")) or name,
        party=_party(party),
        position=_position(party),
        since=_day(_object(person.get("latestHouseMembership") or {}).get("membershipStartDate")),
    )


def _party(party: Any) -> Party | None:
    name = _text(party.get("name")) if isinstance(party, dict) else None
    if name is None:
        return None
    kind = party.get("governmentType")
    side = _SIDES.get(kind) if type(kind) is int and party.get("isIndependentParty") is not True else None
    return Party(name, _text(party.get("abbreviation")), side)


def _position(party: Any) -> Position:
    """What the party alone tells.

    The Speaker belongs to a party of that name. Sinn Féin's MPs do not take their seats, by their party's own policy;
    the API has no field for it, so clients go by the party's name, with its accent.
    """
    if not isinstance(party, dict):
        return Position.BACKBENCHER
    name = (_text(party.get("name")) or "").casefold()
    if party.get("id") == SPEAKERS_PARTY or name == "speaker":
        return Position.SPEAKER
    return Position.DOES_NOT_SIT if name == "sinn féin" else Position.BACKBENCHER


def _held(entries: Any, today: date) -> Iterator[str]:
    for entry in _list(entries):
        if isinstance(entry, dict) and not _over(entry.get("endDate"), today) and (name := _text(entry.get("name"))):
            yield name


def _posts(entries: Any, today: date, key: str) -> Iterator[str]:
    """That field of the posts held now, but for ministers' aides (PPS): they are no ministers, and seldom listed."""
    for entry in _list(entries):
        if any(not _AIDE.search(name) for name in _held([entry], today)) and (text := _text(entry.get(key))):
            yield text


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _addresses(field: Any) -> Iterator[str]:
    if isinstance(field, str):
        words = (word.strip("<>.").removeprefix("mailto:") for word in re.split(r"[\s,;]+", tidy(field)))
        yield from (word for word in words if _EMAIL.fullmatch(word))


def _day(value: Any) -> date | None:
    """The day at the start of a text such as 2024-07-04T00:00:00, if there is one."""
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _over(end: Any, today: date) -> bool:
    """Whether something with that end date is over. An end that cannot be read is still an end."""
    if not isinstance(end, str) or not end.strip():
        return False
    try:
        return date.fromisoformat(end.strip()[:10]) <= today
    except ValueError:
        return True


def _text(value: Any) -> str | None:
    text = tidy(value) if isinstance(value, str) else ""
    return text if 0 < len(text) <= _LONGEST_TEXT else None


def _id(value: dict[str, Any]) -> int:
    number = value.get("id")
    if type(number) is not int or number <= 0:
        raise _strange()
    return number


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _strange()
    return value


def _list(value: Any) -> list[Any]:
    if value is not None and not isinstance(value, list):
        raise _strange()
    return value or []


def _strange() -> ParliamentUnavailable:
    return ParliamentUnavailable("the answer had another shape")
