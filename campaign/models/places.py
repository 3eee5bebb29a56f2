"""Where a letter goes: a constituency, its MP, and what that MP's place in the House lets them do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from campaign.unicode_form import normalize

HOUSE_OF_COMMONS = ("House of Commons", "London", "SW1A 0AA")
"""Where every MP can be written to (Parliament's own guidance)."""


def slugify(name: str) -> str:
    """The part of an address that stands for a name: "Ynys Môn" -> "ynys-mon"."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("&", " and ").replace("'", "")).strip("-")


class Position(StrEnum):
    """What an MP's place in the House lets them do for a constituent."""

    BACKBENCHER = "backbencher"
    SPOKESPERSON = "spokesperson"
    """Speaks for a party that is not in government; can do all that a backbencher can."""
    MINISTER = "minister"
    SPEAKER = "speaker"
    DEPUTY_SPEAKER = "deputy-speaker"
    DOES_NOT_SIT = "does-not-sit"


@lru_cache(maxsize=2_000)
def _known_slug(name: str) -> str:
    """The slug of one of Parliament's seats, made once: lists of all 650 are shown. What people type is not kept."""
    return slugify(name)


@dataclass(frozen=True, slots=True)
class Constituency:
    """A seat in the House of Commons. `id` is Parliament's own number (not an ONS code); 0 if typed by hand."""

    id: int
    name: str

    @property
    def slug(self) -> str:
        """The name as it stands in our addresses."""
        return _known_slug(self.name) if self.id else slugify(self.name)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a postcode lies: one constituency or several; goes as a sequence of them.

    `probable`: its point lies close to a boundary. It is probably in the first of them, but the person should check.
    """

    choices: tuple[Constituency, ...]
    probable: bool = False

    @property
    def said(self) -> tuple[Constituency, ...]:
        """The answer alone, without the neighbours of a probable one."""
        return self.choices[:1] if self.probable else self.choices

    def __iter__(self) -> Iterator[Constituency]:
        return iter(self.choices)

    def __len__(self) -> int:
        return len(self.choices)

    def to_json(self) -> str:
        """As text, for the shared memory."""
        return json.dumps({"choices": [[place.id, place.name] for place in self.choices], "probable": self.probable})

    @classmethod
    def from_json(cls, text: str) -> Whereabouts:
        """The reverse of `to_json`."""
        values = json.loads(text)
        choices = tuple(Constituency(int(number), str(name)) for number, name in values["choices"])
        return cls(choices, bool(values["probable"]))


@dataclass(frozen=True, slots=True)
class Party:
    """A party as Parliament names it. `governing` is None when the data does not say."""

    name: str
    abbreviation: str | None = None
    governing: bool | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A sitting MP, from public data alone. `id` is Parliament's number; 0 if typed by hand."""

    id: int
    name: str
    """As people say it: "Sir Lindsay Hoyle"."""
    full_title: str
    """As on an envelope: "Rt Hon Sir Lindsay Hoyle MP"."""
    salutation: str
    """What follows "Dear": Parliament's `nameAddressAs`, or else the display name. Never a guessed title."""
    party: Party | None = None
    email: str | None = None
    position: Position = Position.BACKBENCHER
    posts: tuple[str, ...] = ()
    """Held now: in the government, or a spokesperson's for another party."""
    departments: tuple[str, ...] = ()
    """Of those posts, where Parliament's list names them apart."""
    committees: tuple[str, ...] = ()
    """Select and joint committees that the MP is on now."""
    since: date | None = None
    """First day of this run in the House; gaps in it may be hidden, so it can be too early and never too late."""

    def to_json(self) -> str:
        """The public facts as text, for the directory and the shared memory."""
        return json.dumps(asdict(self), ensure_ascii=False, default=date.isoformat)

    @classmethod
    def from_json(cls, text: str) -> Member:
        """The reverse of `to_json`."""
        values = json.loads(text)
        party = values.pop("party")
        for name in ("posts", "departments", "committees"):
            values[name] = tuple(values.get(name, ()))
        values["since"] = date.fromisoformat(values["since"]) if values.get("since") else None
        values["position"] = Position(values["position"])
        return cls(**values, party=Party(**party) if party else None)


@dataclass(frozen=True, slots=True)
class Seat:
    """A constituency and who sits for it; `member` is None when the seat is vacant."""

    constituency: Constituency
    member: Member | None
    source: str
    """"directory", "members-api", "practice" or "by-hand"."""
    as_of: date
    missing: tuple[str, ...] = ()
    """What could not be read just now: "contact", "posts"."""
    is_practice: bool = False
    """Whether letters to it say that they are for practice: all do on a practice site, whoever typed the MP's name."""

    def with_details_of(self, known: Member | None) -> Seat:
        """What could not be read just now as it is known from elsewhere, if that is about the same MP."""
        if not self.missing or self.member is None or known is None or known.id != self.member.id:
            return self
        member = self.member
        if "contact" in self.missing:
            member = replace(member, email=known.email)
        if "posts" in self.missing:
            read_together = ("posts", "departments", "committees", "position")
            member = replace(member, **{name: getattr(known, name) for name in read_together})
        return replace(self, member=member, missing=())

    def to_json(self) -> str:
        """The seat as text, for the shared memory."""
        place, member = self.constituency, self.member.to_json() if self.member else None
        return json.dumps([place.id, place.name, member, self.source, self.as_of.isoformat(), self.missing])

    @classmethod
    @lru_cache(maxsize=1_000)  # public facts, and every page about a seat wants them
    def from_json(cls, text: str) -> Seat:
        """The reverse of `to_json`."""
        number, name, member, source, as_of, missing = json.loads(text)
        person = Member.from_json(member) if member else None
        return cls(Constituency(number, name), person, source, date.fromisoformat(as_of), tuple(missing))
