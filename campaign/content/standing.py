"""content/standing.yaml: what was answered, what has happened since, and what nobody could find out.

A fact that recommendations.yaml has already stands here by its name alone, so that one correction corrects both.
`docs/content.md` explains every key; a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from campaign.content import shipped
from campaign.content.evidence import EvidenceSheet, claims_by_name, from_claim
from campaign.content.evidence_checks import Days, Facts, Meets, NoMoreThan, OnlyOnce
from campaign.content.marks import At, Marked
from campaign.content.schema import Day, Id, Long, Medium, PartialDay, Short, YesNo
from campaign.content.sheets import ContentFile, Sheet
from campaign.content.standing_values import NAME, Event, Histories, History, Office
from campaign.errors import Problem
from campaign.models import Claim, Content

__all__ = ["NAME", "Event", "Histories", "History", "Office", "check_standing", "load_standing"]


class EventSheet(EvidenceSheet):
    """Something that happened."""

    what: ClassVar[str] = "an event"
    claim: Short = Field(default="", examples=["cotton-import-ban/court-2024"])
    date: PartialDay = Field(default="", examples=["2024-06-27"])
    text: Long = Field(default="", examples=["A court decided the case."])

    def build(self, claims: Mapping[str, Claim]) -> Iterator[Event]:
        """The value; nothing when it names a claim that is not there."""
        if not self.claim:
            yield Event(self.date, self.text, self.evidence())
        elif claim := claims.get(self.claim):
            yield Event(claim.date, claim.text, from_claim(claim), self.claim)


class OfficeSheet(Sheet):
    """Who is responsible."""

    what: ClassVar[str] = "an office"
    office: Short = Field(examples=["the Home Secretary"])
    part: Medium = Field(default="", examples=["what public bodies buy"])

    def build(self) -> Office:
        """The value."""
        return Office(self.office, self.part)


class HistorySheet(Sheet):
    """What is known about one recommendation."""

    what: ClassVar[str] = "a history"
    recommendation: Id = Field(examples=["cotton-import-ban"])
    as_of: Day = Field(examples=["2026-11-21"])
    review_by: Day = Field(examples=["2027-02-28"])
    reply: Long = Field(examples=["We could not read this passage of the reply."])
    reply_read: YesNo = Field(examples=["no"])
    then: list[EventSheet] = Field(default=[], examples=["[{claim: cotton-import-ban/explore-a-ban}]"])
    since: list[EventSheet] = Field(default=[], examples=["[{claim: cotton-import-ban/court-2024}]"])
    open: list[Medium] = Field(default=[], examples=["[Whether a ban has been explored.]"])
    offices: list[OfficeSheet] = Field(examples=["[{office: the Home Secretary}]"])
    mp_can: list[Medium] = Field(default=[], examples=["[Ask a written question.]"])

    def build(self, claims: Mapping[str, Claim]) -> History:
        """The value, its events from the oldest to the newest."""
        return History(
            self.recommendation, self.as_of, self.review_by, self.reply, self.reply_read,
            in_order(self.then, claims), in_order(self.since, claims),
            tuple(self.open), tuple(one.build() for one in self.offices), tuple(self.mp_can),
        )  # fmt: skip


class StandingFileSheet(Sheet):
    """The whole of content/standing.yaml."""

    what: ClassVar[str] = "the file"
    general: list[EventSheet] = Field(default=[], examples=["[{date: 2021-07-08, text: It was published., ...}]"])
    histories: list[HistorySheet] = Field(examples=["[{recommendation: cotton-import-ban, ...}]"])

    def build(self, claims: Mapping[str, Claim]) -> Histories:
        """The value."""
        return Histories(in_order(self.general, claims), tuple(one.build(claims) for one in self.histories))


def in_order(sheets: Iterable[EventSheet], claims: Mapping[str, Claim]) -> tuple[Event, ...]:
    """The events of these sheets, the oldest first."""
    events = chain.from_iterable(sheet.build(claims) for sheet in sheets)
    return tuple(sorted(events, key=lambda event: event.day))


def _histories(file: At) -> Iterator[At]:
    return iter(file["histories"])


def _events(file: At) -> Iterator[At]:
    return chain(file["general"], *(chain(one["then"], one["since"]) for one in _histories(file)))


def events_are_whole(file: Marked, _today: date) -> Iterator[Problem]:
    """An event is either the name of a claim and nothing else, or has a date, a text and a confidence."""
    for event in _events(At(file.value)):
        own = [key for key in ("date", "text", "confidence") if event[key].value is not None]
        if event["claim"].text and own:
            message = f"an event with 'claim' says what the claim says: delete '{own[0]}', or delete 'claim'"
            yield file.problem(event[own[0]].trail, message, at_key=True)
        elif not event["claim"].text and len(own) < 3:
            yield file.problem(event.trail, "an event needs 'claim', or else 'date', 'text' and 'confidence'")


LIMITS = {
    "general": 20, "histories": 40, "then": 40, "since": 80, "open": 20, "offices": 10, "mp_can": 20,
    "more_sources": 5, "corrections": 5,
}  # fmt: skip
"""The most entries of each list."""

CHECKS = (
    Facts(_events),
    Days(_histories, "as_of"),
    OnlyOnce(_histories, "recommendation"),
    NoMoreThan(LIMITS),
    events_are_whole,
)

STANDING = ContentFile(NAME, StandingFileSheet, CHECKS)
"""The file of histories: its name, its schema and its checks."""


def load_standing(folders: Sequence[Path], content: Content, today: date) -> Histories:
    """What the first content/standing.yaml says, or else the shipped one. Raises ContentError with every problem."""
    return shipped.load(STANDING, folders, today).build(claims_by_name(content))


def check_standing(folders: Sequence[Path], content: Content, today: date) -> tuple[Problem, ...]:
    """All its problems, with a warning for each name that recommendations.yaml does not know."""
    claims, ids = claims_by_name(content), [one.id for one in content.recommendations]
    meeting = (
        Meets(lambda file: (one["recommendation"] for one in _histories(file)), lambda _: ids,
              "the id of a recommendation", warning=True),
        Meets(lambda file: (one["claim"] for one in _events(file)), lambda _: claims,
              "a claim of recommendations.yaml", warning=True),
    )  # fmt: skip
    return shipped.check(ContentFile(NAME, StandingFileSheet, (*CHECKS, *meeting)), folders, today)
