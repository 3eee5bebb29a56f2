"""content/help.yaml: groups to support, what is known of forced labour, and how to ask for action.

`docs/content.md` explains every key; a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from campaign.content import shipped
from campaign.content.evidence import Certainty, EvidenceSheet, claims_by_name
from campaign.content.evidence_checks import Facts, Meets, NoMoreThan, NumbersAreBacked, OnlyOnce
from campaign.content.help_values import NAME, Help, Organisation, Part, Point, Quote
from campaign.content.marks import At, Marked
from campaign.content.responses import RESPONSES
from campaign.content.schema import Day, Id, Link, Long, Medium, Short, YesNo
from campaign.content.sheets import ContentFile, Sheet
from campaign.content.texts import Choice, Prose
from campaign.errors import Problem
from campaign.models import Confidence, Content

__all__ = ["NAME", "Help", "Organisation", "Part", "Point", "Quote", "check_help", "load_help"]

LEADS_TO = ("write", "recommendations", "responses")
"""The pages a point may lead to."""

QUOTE_LIMIT = 2000
"""The longest quotation, in characters."""

LeadsTo = Annotated[str, AfterValidator(Choice(LEADS_TO))]
QuoteText = Annotated[str, AfterValidator(Prose(QUOTE_LIMIT, None))]


class OrganisationSheet(Sheet):
    """A group to support."""

    what: ClassVar[str] = "an organisation"
    id: Id = Field(examples=["uyghur-human-rights-project"])
    name: Short = Field(examples=["Uyghur Human Rights Project"])
    about: Medium = Field(examples=["A group that does research."])
    based: Short = Field(default="", examples=["United States"])
    website: Link = Field(examples=["https://uhrp.org"])
    donate: Link = Field(default="", examples=["https://uhrp.org/donate/"])
    confidence: Certainty = Field(examples=["secondary"])
    checked: Day | None = Field(default=None, examples=["2026-11-21"])
    review_by: Day | None = Field(default=None, examples=["2027-05-21"])
    note: Medium = Field(default="", examples=["We could not confirm an address for donations."])
    added: YesNo = Field(default=False, examples=["yes"])

    def build(self) -> Organisation:
        """The value."""
        return Organisation(**{**dict(self), "confidence": Confidence(self.confidence)})


class QuoteSheet(Sheet):
    """Somebody's own words."""

    what: ClassVar[str] = "a quotation"
    text: QuoteText = Field(examples=["Our suppliers told us that they could not be sure."])
    by: Short = Field(examples=["A group of companies"])
    taken_from: Short = Field(examples=["the group's website"])
    confidence: Certainty = Field(examples=["not-checked"])

    def build(self) -> Quote:
        """The value."""
        return Quote(self.text, self.by, self.taken_from, Confidence(self.confidence))


class PointSheet(EvidenceSheet):
    """A paragraph with a heading."""

    what: ClassVar[str] = "a point"
    id: Id = Field(examples=["as-a-shopper"])
    title: Short = Field(examples=["What a shopper can do"])
    text: Long = Field(examples=["Ask the shop where its cotton comes from."])
    quote: QuoteSheet | None = Field(
        default=None, examples=["{text: ..., by: A group, taken_from: its website, confidence: primary}"]
    )
    claims: list[Short] = Field(default=[], examples=["[cotton-import-ban/canada]"])
    responses: list[Id] = Field(default=[], examples=["[canada-import-ban-2020]"])
    recommendations: list[Id] = Field(default=[], examples=["[cotton-import-ban]"])
    leads_to: LeadsTo = Field(default="", examples=["write"])

    def build(self) -> Point:
        """The value."""
        return Point(
            self.id, self.title, self.text, self.quote.build() if self.quote else None,
            self.evidence() if self.confidence else None, tuple(self.claims), tuple(self.responses),
            tuple(self.recommendations), tuple(one.build() for one in self.corrections), self.leads_to,
        )  # fmt: skip


class PartSheet(Sheet):
    """A part made of points."""

    what: ClassVar[str] = "a part"
    title: Short = Field(examples=["End forced labour"])
    text: Long = Field(examples=["Some of what we buy may have been made by force."])
    points: list[PointSheet] = Field(examples=["[{id: as-a-shopper, title: ..., text: ...}]"])

    def build(self) -> Part:
        """The value."""
        return Part(self.title, self.text, tuple(point.build() for point in self.points))


class GroupsSheet(Sheet):
    """The part about organisations."""

    what: ClassVar[str] = "'groups'"
    title: Short = Field(examples=["Support Uyghur groups"])
    text: Long = Field(examples=["These groups do the work."])
    money: Long = Field(examples=["This site takes no money."])
    organisations: list[OrganisationSheet] = Field(examples=["[{id: a-group, name: A group, ...}]"])


class HelpSheet(Sheet):
    """The whole of content/help.yaml."""

    what: ClassVar[str] = "the file"
    intro: Long = Field(examples=["There are many ways to help."])
    groups: GroupsSheet = Field(examples=["{title: ..., text: ..., money: ..., organisations: [...]}"])
    forced_labour: PartSheet = Field(examples=["{title: ..., text: ..., points: [...]}"])
    action: PartSheet = Field(examples=["{title: ..., text: ..., points: [...]}"])

    def build(self) -> Help:
        """The value."""
        groups = self.groups
        return Help(
            self.intro, groups.money, groups.title, groups.text, tuple(one.build() for one in groups.organisations),
            self.forced_labour.build(), self.action.build(),
        )  # fmt: skip


def _organisations(file: At) -> Iterator[At]:
    return iter(file["groups"]["organisations"])


def _points(file: At) -> Iterator[At]:
    return chain(file["forced_labour"]["points"], file["action"]["points"])


LIMITS = {
    "organisations": 40, "points": 40, "claims": 20, "responses": 20, "recommendations": 40,
    "more_sources": 5, "corrections": 5,
}  # fmt: skip
"""The most entries of each list."""

CHECKS = (
    Facts(_organisations, needs=("checked", "review_by")),
    Facts(_points),
    NumbersAreBacked(_points, ("confidence", "claims", "responses")),
    OnlyOnce(_organisations, "id"),
    OnlyOnce(_points, "id"),
    NoMoreThan(LIMITS),
)

HELP = ContentFile(NAME, HelpSheet, CHECKS)
"""The file of how to help: its name, its schema and its checks."""


def load_help(folders: Sequence[Path], today: date) -> Help:
    """What the first content/help.yaml says, or else the shipped one. Raises ContentError with every problem."""
    return shipped.load(HELP, folders, today).build()


def check_help(folders: Sequence[Path], content: Content, today: date) -> tuple[Problem, ...]:
    """All its problems, with a warning for each name that recommendations.yaml and responses.yaml do not know."""
    others = RESPONSES.read(shipped.looked_in(folders), today)[0]
    known = {
        "recommendations": ([one.id for one in content.recommendations], "the id of a recommendation"),
        "claims": (list(claims_by_name(content)), "a claim of recommendations.yaml"),
        "responses": ([one.id for one in others.entries] if others else None, "the id of a response"),
    }
    meeting = tuple(_meets(key, names, noun) for key, (names, noun) in known.items() if names is not None)
    whole = ListsAll([one.id for one in content.recommendations])
    return shipped.check(ContentFile(NAME, HelpSheet, (*CHECKS, *meeting, whole)), folders, today)


@dataclass(frozen=True)
class ListsAll:
    """Where a point leads to a letter about several recommendations, none of them is left out: a warning."""

    known: Sequence[str]

    def __call__(self, file: Marked, _today: date) -> Iterator[Problem]:
        """Every recommendation that such a list lacks."""
        for point in _points(At(file.value)):
            listed = [name.text for name in point["recommendations"]]
            if point["leads_to"].text != "write" or len(listed) < 2:
                continue
            for name in self.known:
                if name not in listed:
                    message = f"'{name}' is not in this list, so the page does not show it: add it if it should"
                    yield file.problem(point["recommendations"].trail, message, warning=True)


def _meets(key: str, names: list[str], noun: str) -> Meets:
    return Meets(lambda file: (name for one in _points(file) for name in one[key]), lambda _: names, noun, True)
