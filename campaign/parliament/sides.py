"""Which parties govern, told by who holds government posts: for what Parliament's list leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from campaign.models import Party, Position, Seat

_INDEPENDENT = "independent"
"""Members of no party: a minister among them would say nothing of the others."""


def tell_sides(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """The same seats; a party of which the data does not say whether it governs does so if an MP of it is a minister.

    Without a single minister among them nothing can be told, and nothing is changed.
    """
    every = tuple(seats)
    members = [seat.member for seat in every if seat.member]
    ministers = [member.party for member in members if member.position is Position.MINISTER and member.party]
    names = {name for party in ministers for name in (party.name, party.abbreviation) if name}
    return tuple(_told(seat, names) for seat in every) if ministers else every


def _told(seat: Seat, governing: set[str]) -> Seat:
    party = seat.member.party if seat.member else None
    if not seat.member or not party or party.governing is not None or party.name.casefold() == _INDEPENDENT:
        return seat
    side = bool(governing.intersection({party.name, party.abbreviation}))
    known = Party(party.name, party.abbreviation, side)
    return replace(seat, member=replace(seat.member, party=known))
