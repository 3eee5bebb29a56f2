"""How sure a fact is: who checked it, against what, on which day, and what the campaign's earlier list had wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from campaign.content.schema import Day, Long, Medium, SourceSheet
from campaign.content.sheets import Sheet
from campaign.content.texts import Choice
from campaign.models import Claim, Confidence, Content, Source

Certainty = Annotated[str, AfterValidator(Choice(tuple(Confidence)))]

_SOURCE = "{title: Report of the committee, url: https://committees.parliament.uk/}"


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that the campaign's earlier list had wrong."""

    said: str
    """What the earlier list says, in our words."""
    now: str
    """What is right."""
    source: Source
    corrected: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed, or that nobody checked it."""

    confidence: Confidence
    source: Source | None
    """Always there when the fact was checked; otherwise, perhaps, a place to look."""
    more_sources: tuple[Source, ...] = ()
    checked: date | None = None
    review_by: date | None = None
    checked_note: str = ""
    """Anything to know about the check itself, such as a page that could not be kept."""
    not_checked: str = ""
    """Details of the earlier list that nobody checked, although the fact itself may be."""
    corrections: tuple[Correction, ...] = ()

    @property
    def is_checked(self) -> bool:
        """Whether somebody compared the fact with a source."""
        return self.confidence is not Confidence.NOT_CHECKED

    def is_current(self, today: date) -> bool:
        """Whether the fact was checked and is not due for another look."""
        return self.is_checked and self.review_by is not None and today <= self.review_by

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of the fact itself, the best first."""
        return (*((self.source,) if self.source else ()), *self.more_sources)


@dataclass(frozen=True, slots=True)
class Cited:
    """A link and where it stands, for a list of all links; `checked` is None when nobody has read it."""

    file: str
    id: str
    source: Source
    checked: date | None
    review_by: date | None


def cited(file: str, id: str, evidence: Evidence) -> Iterator[Cited]:
    """Every link of a fact: its sources, then those of its corrections."""
    for source in evidence.sources:
        yield Cited(file, id, source, evidence.checked, evidence.review_by)
    for correction in evidence.corrections:
        yield Cited(file, id, correction.source, correction.corrected, None)


class CorrectionSheet(Sheet):
    """Something that the earlier list had wrong."""

    what: ClassVar[str] = "a correction"
    said: Medium = Field(examples=["The earlier list gives 7 July 2021."])
    now: Medium = Field(examples=["The report was published on 8 July 2021."])
    source: SourceSheet = Field(examples=[_SOURCE])
    corrected: Day = Field(examples=["2026-11-21"])

    def build(self) -> Correction:
        """The value."""
        return Correction(self.said, self.now, self.source.build(), self.corrected)


class EvidenceSheet(Sheet):
    """The keys that every fact has, besides what it says."""

    confidence: Certainty | None = Field(default=None, examples=["secondary"])
    source: SourceSheet | None = Field(default=None, examples=[_SOURCE])
    more_sources: list[SourceSheet] = Field(default=[], examples=["[" + _SOURCE + "]"])
    checked: Day | None = Field(default=None, examples=["2026-11-21"])
    review_by: Day | None = Field(default=None, examples=["2027-11-21"])
    checked_note: Long = Field(default="", examples=["The page was read in a stored copy."])
    not_checked: Long = Field(default="", examples=["The earlier list adds that the vote was unanimous."])
    corrections: list[CorrectionSheet] = Field(
        default=[],
        examples=["[{said: It was July., now: It was June., source: " + _SOURCE + ", corrected: 2026-11-21}]"],
    )

    def evidence(self) -> Evidence:
        """The value; a sheet without a confidence counts as not checked."""
        return Evidence(
            Confidence(self.confidence or Confidence.NOT_CHECKED),
            self.source.build() if self.source else None,
            tuple(source.build() for source in self.more_sources),
            self.checked,
            self.review_by,
            self.checked_note,
            self.not_checked,
            tuple(correction.build() for correction in self.corrections),
        )


def from_claim(claim: Claim) -> Evidence:
    """The evidence of a claim of recommendations.yaml."""
    return Evidence(claim.confidence, claim.source, checked=claim.checked, review_by=claim.review_by)


def claims_by_name(content: Content) -> Mapping[str, Claim]:
    """Every claim of recommendations.yaml by its whole name, "recommendation/claim"."""
    return {f"{one.id}/{claim.id}": claim for one in content.recommendations for claim in one.claims}


def find_claims(content: Content, names: Iterable[str]) -> tuple[Claim, ...]:
    """The claims that have these whole names, in the order asked for; unknown ones are left out."""
    known = claims_by_name(content)
    return tuple(known[name] for name in names if name in known)


def figures(text: str) -> frozenset[str]:
    """The numbers in a text, without the commas in them: "322 to 0, on 1 February" -> 322, 0, 1."""
    return frozenset(found.replace(",", "") for found in re.findall(r"\d+(?:[.,]\d+)*", text))


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def months(text: str) -> frozenset[str]:
    """The months that a text names with a year, such as {"June 2021"}; a day before it does not count."""
    return frozenset(" ".join(found) for found in re.findall(rf"\b({'|'.join(MONTHS)}) (\d{{4}})\b", text))


def month_of(day: str) -> str:
    """What texts say of a date as exact as it is known: "2021-06-24" -> "June 2021"; "" when there is no month."""
    return f"{MONTHS[int(day[5:7]) - 1]} {day[:4]}" if re.match(r"\d{4}-(0[1-9]|1[0-2])", day) else ""
