"""What a search does not show of an MP: e-mail address, posts, committees, a place in the chair of the House."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from campaign.errors import ParliamentUnavailable
from campaign.models import Member, Position, Seat
from campaign.parliament import answers
from campaign.parliament.answers import Posts, Sighting
from campaign.parliament.breaker import Breaker
from campaign.parliament.memory import Memory
from campaign.parliament.patience import Patience, begin
from campaign.parliament.session import Session

T = TypeVar("T")
_DAY_SECONDS = 86_400


class Details:
    """Completes sightings, in two calls each and one a day. `remember`: keep the day's list of the chair.

    `breaker` makes one for each kind of call, so that one which fails again and again is left out at once. With it,
    somebody is waiting: the calls are made side by side, not one after the other.
    """

    def __init__(
        self,
        session: Session,
        clock: Callable[[], date],
        *,
        remember: bool = True,
        breaker: Callable[[], Breaker] | None = None,
    ) -> None:
        self._session = session
        self._breakers = {kind: breaker() for kind in ("contact", "posts", "chair")} if breaker else {}
        self._chairs = Memory(_DAY_SECONDS if remember else 0)
        self._clock = clock

    def complete(self, sighting: Sighting, patience: Patience) -> Seat:
        """Add what the search does not show: e-mail address and posts."""
        member, missing = sighting.member, []
        if member is not None:
            number = member.id
            contact = self._begin(lambda: self._ask("contact", f"Members/{number}/Contact", answers.email, patience))
            try:
                member = self._placed(member, patience)
            except ParliamentUnavailable:
                missing.append("posts")
            try:
                member = replace(member, email=contact())
            except ParliamentUnavailable:
                missing.insert(0, "contact")
        return Seat(sighting.constituency, member, "members-api", self._clock(), tuple(missing))

    def _begin(self, call: Callable[[], T]) -> Callable[[], T]:
        """Begin the call now, if somebody is waiting; what is given back gives its answer."""
        return begin(call).result if self._breakers else call

    def _placed(self, member: Member, patience: Patience) -> Member:
        """The member with posts and position; the party has told already who is Speaker or does not sit."""
        if member.position is not Position.BACKBENCHER:
            return member
        today = self._clock()
        held = self._ask("posts", f"Members/{member.id}/Biography", lambda a: answers.posts(a, today), patience)
        position = self._position(member, held, patience)
        return replace(
            member,
            posts=held.opposition if position is Position.SPOKESPERSON else held.government,
            departments=held.departments,
            committees=held.committees,
            position=position,
        )

    def _position(self, member: Member, held: Posts, patience: Patience) -> Position:
        if held.chair:
            return held.chair
        if held.government:
            return Position.MINISTER
        if member.id in self._chair(patience):
            return Position.DEPUTY_SPEAKER
        governs = member.party and member.party.governing  # then a post in opposition is one that was never closed
        return Position.SPOKESPERSON if held.opposition and not governs else Position.BACKBENCHER

    def _chair(self, patience: Patience) -> frozenset[int]:
        """The ids of the Speaker and the deputies, asked once a day."""
        path = f"Posts/SpeakerAndDeputies/{self._clock().isoformat()}"
        kept = self._chairs.get(path)
        if isinstance(kept, frozenset):
            return kept
        ids = self._ask("chair", path, answers.chair, patience)
        self._chairs.put(path, ids)
        return ids

    def _ask(self, kind: str, path: str, read: Callable[[Any], T], patience: Patience) -> T:
        breaker = self._breakers.get(kind)
        if breaker is None:
            return self._session.get(path, read, patience)
        return breaker.call(lambda: self._session.get(path, read, patience))
