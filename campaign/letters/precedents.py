"""What others have done, as sentences of a letter: what was checked and is current, each once, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from campaign.letters.text import one_line
from campaign.models import Precedent


class Precedents:
    """All that a letter may mention, by id."""

    def __init__(self, known: Iterable[Precedent]) -> None:
        self._known = {one.id: replace(one, text=one_line(one.text)) for one in known}

    def find(self, ids: Iterable[str], today: date) -> tuple[Precedent, ...]:
        """Those with these ids that may be mentioned on that day, the oldest first; any other id is left out."""
        found = (self._known[one] for one in dict.fromkeys(ids) if one in self._known)
        return tuple(sorted((one for one in found if one.is_current(today)), key=lambda one: one.date))


@dataclass(frozen=True, slots=True)
class Done:
    """The sentences about what others have done that go with one request."""

    every: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    """Those of them that the wordings of the letter do not say already."""


def sentences(precedents: Sequence[Precedent], asks: Mapping[str, Sequence[str]]) -> Mapping[str, Done]:
    """For each of `asks`, given with the claims its wording rests on, what goes into its paragraph, perhaps nothing.

    A precedent stands with the first that it bears on. One that says the same as a claim is not fresh.
    """
    done = {ask: Done() for ask in asks}
    if not precedents:
        return done
    said = {f"{ask}/{claim}" for ask, claims in asks.items() for claim in claims}
    for one in precedents:
        if home := next((ask for ask in asks if ask in one.recommendations), None):
            done[home].every.append(one.text)
            if said.isdisjoint(one.same_as):
                done[home].fresh.append(one.text)
    return done
