"""What an MP can be to a request, read from public facts alone: each role may have asks of its own.

One MP may have several roles; `roles` puts the most telling first and ends in one that every recommendation has
asks for. What the data does not say is not guessed: a plain backbencher is asked what any MP can do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from campaign.models.places import Member, Position

NEW_FOR = timedelta(days=365)
"""How long after taking their seat an MP counts as new."""


class Role(StrEnum):
    """The keys of `asks` in recommendations.yaml."""

    BACKBENCHER = "backbencher"
    GOVERNING = "governing"
    """A backbencher of the party in government; perhaps a minister's aide, whom the data does not show."""
    OPPOSITION = "opposition"
    NEW = "new"
    COMMITTEE_MEMBER = "committee-member"
    """On one of the committees that the recommendation names."""
    SPOKESPERSON = "spokesperson"
    MINISTER = "minister"
    MINISTER_IN_CHARGE = "minister-in-charge"
    """In one of the departments that the recommendation names."""
    SPEAKER = "speaker"
    DOES_NOT_SIT = "does-not-sit"


@dataclass(frozen=True, slots=True)
class Matter:
    """Whose business a request is: parts of the names of departments and committees, in any case of letters."""

    departments: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()

    @classmethod
    def of_all(cls, matters: Iterable[Matter]) -> Matter:
        """What several requests together are about."""
        every = tuple(matters)
        return cls(
            tuple(name for one in every for name in one.departments),
            tuple(name for one in every for name in one.committees),
        )


def roles(member: Member | None, matter: Matter, today: date) -> tuple[Role, ...]:
    """What the MP is to a request about `matter`, the most telling first; a vacant seat counts as a backbencher's."""
    if member is None:
        return (Role.BACKBENCHER,)
    match member.position:
        case Position.SPEAKER | Position.DEPUTY_SPEAKER:
            return (Role.SPEAKER,)
        case Position.DOES_NOT_SIT:
            return (Role.DOES_NOT_SIT,)
        case Position.MINISTER:
            in_charge = _any_names(matter.departments, (*member.posts, *member.departments))
            return (Role.MINISTER_IN_CHARGE, Role.MINISTER) if in_charge else (Role.MINISTER,)
        case _:
            return tuple(_of_ordinary(member, matter, today))


def _of_ordinary(member: Member, matter: Matter, today: date) -> Iterator[Role]:
    """Of somebody who can speak and vote and is in no government post."""
    if member.position is Position.SPOKESPERSON:
        yield Role.SPOKESPERSON
    if member.committees and _any_names(matter.committees, member.committees):
        yield Role.COMMITTEE_MEMBER
    if member.since and member.since > today - NEW_FOR:
        yield Role.NEW
    side = member.party.governing if member.party else None
    if side is not None:
        yield Role.GOVERNING if side else Role.OPPOSITION
    yield Role.BACKBENCHER


def _any_names(wanted: tuple[str, ...], names: Iterable[str]) -> bool:
    """Whether one of `names` holds one of `wanted`."""
    plain = [name.casefold() for name in names]
    return any(part.casefold() in name for part in wanted for name in plain)
