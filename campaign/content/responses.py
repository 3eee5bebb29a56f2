"""content/responses.yaml: what the world has done -> values, or every problem at once.

`docs/content.md` explains every key; a test keeps the two alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from campaign import models
from campaign.content import shipped
from campaign.content.evidence import Certainty, EvidenceSheet, claims_by_name, figures, month_of, months
from campaign.content.evidence_checks import Facts, Meets, NoMoreThan, OnlyOnce
from campaign.content.marks import At, Marked
from campaign.content.response_values import GROUPS, KINDS, NAME, Headline, Place, Response, Responses
from campaign.content.schema import Day, Id, Medium, PartialDay, Short, YesNo
from campaign.content.sheets import ContentFile, Sheet
from campaign.content.texts import Choice, Prose
from campaign.errors import Problem
from campaign.models import Claim, Content

__all__ = ["GROUPS", "KINDS", "NAME", "Headline", "Place", "Response", "Responses", "check_responses", "load_responses"]

LETTER_LIMIT = 300
"""The longest sentence for a letter, in characters."""

Kind = Annotated[str, AfterValidator(Choice(tuple(KINDS)))]
Group = Annotated[str, AfterValidator(Choice(tuple(GROUPS)))]
LetterText = Annotated[str, AfterValidator(Prose(LETTER_LIMIT))]


class PlaceSheet(Sheet):
    """A country or another body."""

    what: ClassVar[str] = "a place"
    slug: Id = Field(examples=["netherlands"])
    name: Short = Field(examples=["Netherlands"])
    called: Short = Field(default="", examples=["the Netherlands"])
    group: Group = Field(examples=["national"])
    note: Medium = Field(default="", examples=["What has happened since is on another page."])

    def build(self) -> Place:
        """The value."""
        return Place(self.slug, self.name, self.called or self.name, self.group, self.note)


class HeadlineSheet(Sheet):
    """A summing-up."""

    what: ClassVar[str] = "a headline"
    id: Id = Field(examples=["nine-parliaments"])
    text: Medium = Field(examples=["Parliaments in nine countries have condemned the abuses."])
    see: list[Id] = Field(default=[], examples=["[un-joint-statement-2021]"])

    def build(self) -> Headline:
        """The value."""
        return Headline(self.id, self.text, tuple(self.see))


class ResponseSheet(EvidenceSheet):
    """One thing that somebody did."""

    what: ClassVar[str] = "a response"
    id: Id = Field(examples=["canada-import-ban-2020"])
    place: Id = Field(examples=["canada"])
    body: Short = Field(examples=["House of Commons"])
    kind: Kind = Field(examples=["resolution"])
    date: PartialDay = Field(default="", examples=["2021-02-22"])
    date_checked: YesNo = Field(default=True, examples=["no"])
    date_note: Medium = Field(default="", examples=["The earlier list names no year."])
    until: PartialDay = Field(default="", examples=["2021-12"])
    in_force: PartialDay = Field(default="", examples=["2022-06-21"])
    fact: Medium = Field(examples=["The House of Commons passed a resolution about it."])
    confidence: Certainty = Field(examples=["primary"])
    recommendations: list[Id] = Field(default=[], examples=["[cotton-import-ban]"])
    letter: LetterText = Field(default="", examples=["Canada has had such a rule since July 2020."])
    same_as: list[Short] = Field(default=[], examples=["[cotton-import-ban/canada]"])
    added: YesNo = Field(default=False, examples=["yes"])
    changed: Day | None = Field(default=None, examples=["2026-11-21"])

    def build(self, places: Mapping[str, Place], published: models.Day) -> Response:
        """The value; without a day of its own, it changed when it was corrected, or else with the whole file."""
        proof = self.evidence()
        return Response(
            self.id, places[self.place], self.body, self.kind, self.fact, proof,
            self.date, bool(self.date) and self.date_checked and proof.is_checked, self.date_note,
            self.until, self.in_force, tuple(self.recommendations), self.letter, tuple(self.same_as), self.added,
            self.changed or max([published, *(one.corrected for one in proof.corrections)]),
        )  # fmt: skip


class ResponsesSheet(Sheet):
    """The whole of content/responses.yaml."""

    what: ClassVar[str] = "the file"
    licence: Medium = Field(examples=["You may use these sentences under the MIT licence."])
    published: Day = Field(examples=["2026-11-21"])
    places: list[PlaceSheet] = Field(examples=["[{slug: canada, name: Canada, group: national}]"])
    headlines: list[HeadlineSheet] = Field(default=[], examples=["[{id: nine-parliaments, text: ..., see: [...]}]"])
    entries: list[ResponseSheet] = Field(examples=["[{id: canada-import-ban-2020, place: canada, ...}]"])

    def build(self) -> Responses:
        """The value."""
        places = {place.slug: place.build() for place in self.places}
        return Responses(
            self.licence, self.published, tuple(places.values()),
            tuple(headline.build() for headline in self.headlines),
            tuple(entry.build(places, self.published) for entry in self.entries),
        )  # fmt: skip


def _entries(file: At) -> Iterator[At]:
    return iter(file["entries"])


def _ids(file: At) -> Iterator[str]:
    return (entry["id"].text for entry in file["entries"])


def dates_known(file: Marked, _today: date) -> Iterator[Problem]:
    """An entry has a date, or a note why it has none; `until` does not come before it."""
    for entry in _entries(At(file.value)):
        if entry["date"].value is None and entry["date_note"].value is None:
            yield file.problem(entry.trail, "a response has neither 'date' nor 'date_note'; add one of them")
        day, end = entry["date"].text, entry["until"].text
        if day and end and end < day[: len(end)]:
            yield file.problem(entry["until"].trail, f"'until' is {end}, before 'date' ({day}); write a later day")


def letters_keep_to_the_fact(file: Marked, _today: date) -> Iterator[Problem]:
    """A sentence for a letter names a year, and no number or month that the fact and its dates do not."""
    for entry in _entries(At(file.value)):
        letter = entry["letter"]
        for message in _letter_faults(entry) if letter.text else ():
            yield file.problem(letter.trail, message)


def _letter_faults(entry: At) -> Iterator[str]:
    said, fact = entry["letter"].text, entry["fact"].text
    days = [entry[key].text for key in ("date", "until", "in_force")]
    if not any(True for _ in entry["recommendations"]):
        yield "a response with a 'letter' must bear on a recommendation; add 'recommendations' or delete 'letter'"
    if not entry["date"].text or entry["date_checked"].text == "no":
        yield "a response with a 'letter' needs a 'date' that was checked"
    if not said.endswith("."):
        yield "'letter' must be a whole sentence with a full stop at its end"
    if not re.search(r"\b(19|20)\d\d\b", said):
        yield "'letter' names no year; say when it was"
    known = figures(fact).union(part.lstrip("0") for day in days for part in day.split("-"))
    for strange in sorted(figures(said) - known) + sorted(months(said) - months(fact) - set(map(month_of, days))):
        yield f"'letter' names {strange}, which is neither in 'fact' nor in its dates"


LIMITS = {
    "places": 100, "headlines": 20, "see": 20, "entries": 1000, "recommendations": 40, "same_as": 10,
    "more_sources": 5, "corrections": 5,
}  # fmt: skip
"""The most entries of each list."""

CHECKS = (
    Facts(_entries),
    OnlyOnce(_entries, "id"),
    OnlyOnce(lambda file: file["headlines"], "id"),
    OnlyOnce(lambda file: file["places"], "slug"),
    Meets(
        lambda file: (entry["place"] for entry in file["entries"]),
        lambda file: (place["slug"].text for place in file["places"]),
        "the slug of a place",
    ),
    Meets(lambda file: (name for one in file["headlines"] for name in one["see"]), _ids, "the id of a response"),
    NoMoreThan(LIMITS),
    dates_known,
    letters_keep_to_the_fact,
)

RESPONSES = ContentFile(NAME, ResponsesSheet, CHECKS)
"""The file of responses: its name, its schema and its checks."""


def load_responses(folders: Sequence[Path], today: date) -> Responses:
    """What the first content/responses.yaml says, or else the shipped one. Raises ContentError with every problem."""
    return shipped.load(RESPONSES, folders, today).build()


def check_responses(folders: Sequence[Path], content: Content, today: date) -> tuple[Problem, ...]:
    """All its problems, with a warning for each name or fact that does not agree with recommendations.yaml."""
    claims = claims_by_name(content)
    meeting = (
        Meets(
            lambda file: (name for entry in file["entries"] for name in entry["recommendations"]),
            lambda _: (one.id for one in content.recommendations),
            "the id of a recommendation",
            warning=True,
        ),
        Meets(
            lambda file: (name for entry in file["entries"] for name in entry["same_as"]),
            lambda _: claims,
            "a claim of recommendations.yaml",
            warning=True,
        ),
        Agree(claims),
    )
    return shipped.check(ContentFile(NAME, ResponsesSheet, (*CHECKS, *meeting)), folders, today)


@dataclass(frozen=True)
class Agree:
    """What is said twice, here and as a claim, has the same source and the same date in both places."""

    claims: Mapping[str, Claim]

    def __call__(self, file: Marked, _today: date) -> Iterable[Problem]:
        """A warning for each difference."""
        for entry in At(file.value)["entries"]:
            days = {entry[key].text for key in ("date", "in_force")}
            for name in entry["same_as"]:
                claim = self.claims.get(name.text)
                if claim and (claim.source.url != entry["source"]["url"].text or claim.date not in days):
                    message = f"the claim '{name.text}' has another source or date than this entry: make them alike"
                    yield file.problem(name.trail, message, warning=True)
