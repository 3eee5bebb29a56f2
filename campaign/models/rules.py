"""An organiser's rules: what is different in a letter to some MPs. The first rule that matches a seat counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from campaign.models.nations import nation_of
from campaign.models.places import Seat

ABOUT = ("party", "position", "seat", "nation")
"""What a rule may ask about."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A value that is one of a few, or is none of them. What is not known meets no condition."""

    values: frozenset[str]
    is_not: bool = False

    def holds(self, value: str) -> bool:
        """Whether a value, as `facts` gives it, meets the condition."""
        return bool(value) and (value in self.values) is not self.is_not


@dataclass(frozen=True, slots=True)
class Rule:
    """What is different, and for whom. Of `thanks`, `note` and the rest only one is ever given."""

    when: Mapping[str, Condition]
    """By what it is about; all must hold."""
    wordings: frozenset[str] = frozenset()
    """Ids of wordings that are chosen before all others."""
    add: str = ""
    """A sentence for the letter, with {fields}."""
    thanks: str = ""
    """What the letter says in place of any request, with {fields}."""
    note: str = ""
    """What a visitor is told before they write, or instead of it."""

    def matches(self, known: Mapping[str, str]) -> bool:
        """Whether all conditions hold for what is known of a seat."""
        return all(condition.holds(known.get(about, "")) for about, condition in self.when.items())


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules in their order."""

    rules: tuple[Rule, ...] = field(default=())

    def find(self, seat: Seat) -> Rule | None:
        """The first rule that matches; none for a vacant seat, because rules are about MPs."""
        if not self.rules or seat.member is None:
            return None
        known = facts(seat)
        return next((rule for rule in self.rules if rule.matches(known)), None)

    def caught(self, seats: Iterable[Seat]) -> Mapping[int, tuple[Seat, ...]]:
        """For the number of each rule (from 0) the seats that it is the first to match."""
        found: dict[int, list[Seat]] = {number: [] for number in range(len(self.rules))}
        for seat in seats:
            if rule := self.find(seat):
                found[self.rules.index(rule)].append(seat)
        return {number: tuple(those) for number, those in found.items()}


def facts(seat: Seat) -> dict[str, str]:
    """What rules may ask about, as far as it is known; "" for what is not."""
    member, place = seat.member, seat.constituency
    is_known = member is not None and seat.source != "by-hand" and "posts" not in seat.missing
    return {
        "party": member.party.name.casefold() if member and member.party else "",
        "position": member.position.value if member and is_known else "",
        "seat": place.slug,
        "nation": nation_of(place),
    }
