"""A fact and how sure it is: a claim with its source and dates, and what others have done already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Day: TypeAlias = date
"""The type, for classes in which `date` is the name of a field."""


class Confidence(StrEnum):
    """How a fact was checked: against the source itself, a report about it, or (never a claim) not at all."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact can be checked; `url` is https."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact with its source. After `review_by` it may no longer be used in a new letter."""

    id: str
    text: str
    source: Source
    date: str
    """The date of the fact, as exact as known: "2021", "2021-07" or "2021-07-08"."""
    checked: Day
    review_by: Day
    confidence: Confidence

    def is_current(self, today: Day) -> bool:
        """Whether the claim may still be used on that day."""
        return today <= self.review_by


@dataclass(frozen=True, slots=True)
class Precedent:
    """What another country or body has done already, for a letter to mention: always checked, never stretched."""

    id: str
    text: str
    """One sentence in the writer's voice, with the date: "Canada has banned ... since July 2020."."""
    source: Source
    date: str
    """As exact as known: "2021", "2021-07" or "2021-07-08"."""
    checked: Day
    review_by: Day
    confidence: Confidence
    recommendations: tuple[str, ...]
    """The ids of the recommendations it bears on."""
    same_as: tuple[str, ...] = ()
    """Claims that say the same, as "recommendation/claim": a wording that rests on one has said it already."""

    def is_current(self, today: Day) -> bool:
        """Whether a new letter may still mention it on that day."""
        return today <= self.review_by
