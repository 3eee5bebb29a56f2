"""What recommendations.yaml may hold: one class for each set of keys, and how it becomes our models.

`docs/recommendations.md` explains every key; a test keeps the two alike.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from campaign import models
from campaign.content import texts
from campaign.content.parts import PartsSheet
from campaign.content.rule_sheets import RuleSheet
from campaign.content.sheets import Sheet
from campaign.content.texts import Ask, Choice, Prose
from campaign.models import WORDING_FIELDS, Matter, Role

Id = Annotated[str, AfterValidator(texts.name_id)]
Link = Annotated[str, AfterValidator(texts.link)]
Day = Annotated[date, BeforeValidator(texts.day)]
PartialDay = Annotated[str, AfterValidator(texts.partial_day)]
YesNo = Annotated[bool, BeforeValidator(texts.yes_or_no)]
Short = Annotated[str, AfterValidator(Prose(150))]
Medium = Annotated[str, AfterValidator(Prose(400))]
Long = Annotated[str, AfterValidator(Prose(1200))]
Paragraph = Annotated[str, AfterValidator(Prose(1200, WORDING_FIELDS))]
Request = Annotated[str, AfterValidator(Ask(400, WORDING_FIELDS))]
Aside = Annotated[str, AfterValidator(Prose(400))]
Status = Annotated[str, AfterValidator(Choice(("outstanding", "partly-met", "met", "overtaken")))]
Confidence = Annotated[str, AfterValidator(Choice(("primary", "secondary")))]

_SOURCE = "{title: Report of the committee, url: https://committees.parliament.uk/}"


class SourceSheet(Sheet):
    """Where a fact can be checked."""

    what: ClassVar[str] = "a source"
    title: Medium = Field(examples=["Report of the committee"])
    url: Link = Field(examples=["https://committees.parliament.uk/"])

    def build(self) -> models.Source:
        """The model."""
        return models.Source(self.title, self.url)


class ReportSheet(Sheet):
    """The committee's report."""

    what: ClassVar[str] = "the report"
    title: Medium = Field(examples=["The title of the report"])
    committee: Short = Field(examples=["Foreign Affairs Committee"])
    paper_number: Short = Field(examples=["HC 198"])
    published: Day = Field(examples=["2021-07-08"])
    url: Link = Field(examples=["https://committees.parliament.uk/"])
    cite: Medium = Field(examples=["the report of 8 July 2021 (HC 198)"])
    licence: Medium = Field(examples=["Contains Parliamentary information licensed under the Open Parliament Licence."])
    source: SourceSheet = Field(examples=[_SOURCE])
    checked: Day = Field(examples=["2026-11-21"])

    def build(self) -> models.Report:
        """The model."""
        return models.Report(**{**dict(self), "source": self.source.build()})


class CommitteeSheet(Sheet):
    """What the committee said."""

    what: ClassVar[str] = "the committee's view"
    text: Long = Field(examples=["The committee asked the Government to look into it."])
    quoted: YesNo = Field(examples=["no"])
    source: SourceSheet = Field(examples=[_SOURCE])
    checked: Day = Field(examples=["2026-11-21"])

    def build(self) -> models.CommitteeView:
        """The model."""
        return models.CommitteeView(self.text, self.quoted, self.source.build(), self.checked)


class StandingSheet(Sheet):
    """Where a recommendation stands today."""

    what: ClassVar[str] = "the standing"
    status: Status = Field(examples=["outstanding"])
    text: Long = Field(examples=["No such law was found when we last looked."])
    as_of: Day = Field(examples=["2026-11-21"])
    review_by: Day = Field(examples=["2027-02-28"])

    def build(self) -> models.Standing:
        """The model."""
        return models.Standing(self.status, self.text, self.as_of, self.review_by)


class ClaimSheet(Sheet):
    """A fact with its source."""

    what: ClassVar[str] = "a claim"
    id: Id = Field(examples=["government-reply"])
    text: Long = Field(examples=["The Government replied in November 2021."])
    source: SourceSheet = Field(examples=[_SOURCE])
    date: PartialDay = Field(examples=["2021-11"])
    checked: Day = Field(examples=["2026-11-21"])
    review_by: Day = Field(examples=["2027-02-28"])
    confidence: Confidence = Field(examples=["primary"])

    def build(self) -> models.Claim:
        """The model."""
        return models.Claim(
            self.id, self.text, self.source.build(), self.date,
            self.checked, self.review_by, models.Confidence(self.confidence),
        )  # fmt: skip


class _TextOnClaims(Sheet):
    rests_on: list[Short] = Field(default=[], examples=["[government-reply]"])

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class WordingSheet(_TextOnClaims):
    """A paragraph for a letter."""

    what: ClassVar[str] = "a wording"
    id: Id = Field(default="", examples=["for-ministers"])
    text: Paragraph = Field(examples=["A paragraph for the letter."])

    def build(self) -> models.Wording:
        """The model."""
        return models.Wording(self.text, tuple(self.rests_on), id=self.id)


class AskSheet(_TextOnClaims):
    """One thing an MP can be asked to do."""

    what: ClassVar[str] = "an ask"
    text: Request = Field(examples=["write to {office} about it"])
    variants: list[Request] = Field(default=[], examples=['["send {office} a letter about it"]'])

    def build(self) -> models.Wording:
        """The model."""
        return models.Wording(self.text, tuple(self.rests_on), tuple(self.variants))


class AsksSheet(Sheet):
    """What to ask of an MP in each position."""

    what: ClassVar[str] = "'asks'"
    backbencher: list[AskSheet] = Field(examples=['["write to {office} about it"]'])
    governing: list[AskSheet] = Field(default=[], examples=['["raise it with {office} as a colleague"]'])
    opposition: list[AskSheet] = Field(default=[], examples=['["put a written question to {office}"]'])
    new: list[AskSheet] = Field(default=[], examples=['["ask the House of Commons Library about it"]'])
    committee_member: list[AskSheet] = Field(
        default=[], alias="committee-member", examples=['["suggest an inquiry to your committee"]']
    )
    spokesperson: list[AskSheet] = Field(default=[], examples=['["press {office} about it"]'])
    minister: list[AskSheet] = Field(examples=['["pass my letter to {office}"]'])
    minister_in_charge: list[AskSheet] = Field(
        default=[], alias="minister-in-charge", examples=['["tell me what your department plans"]']
    )
    speaker: list[AskSheet] = Field(examples=['["pass my letter to {office}"]'])
    does_not_sit: list[AskSheet] = Field(alias="does-not-sit", examples=['["write to {office} about it"]'])

    def build(self) -> dict[Role, tuple[models.Wording, ...]]:
        """The asks for every role that has any."""
        lists: dict[str, list[AskSheet]] = dict(self)
        return {
            Role(name.replace("_", "-")): tuple(ask.build() for ask in asks) for name, asks in lists.items() if asks
        }


class AsidesSheet(Sheet):
    """A sentence before the last one of a letter, for some kinds of MP."""

    what: ClassVar[str] = "'asides'"
    backbencher: list[Aside] = Field(default=[], examples=['["I know how much reaches you."]'])
    governing: list[Aside] = Field(default=[], examples=['["Ministers may listen to you."]'])
    opposition: list[Aside] = Field(default=[], examples=['["A question from you has to be answered."]'])
    new: list[Aside] = Field(default=[], examples=['["The report is older than your time in the House."]'])
    committee_member: list[Aside] = Field(
        default=[], alias="committee-member", examples=['["You sit where it counts."]']
    )
    spokesperson: list[Aside] = Field(default=[], examples=['["You speak for many."]'])
    minister: list[Aside] = Field(default=[], examples=['["I ask only for what a minister can do."]'])
    minister_in_charge: list[Aside] = Field(
        default=[], alias="minister-in-charge", examples=['["Part of this falls to your own department."]']
    )
    speaker: list[Aside] = Field(default=[], examples=['["I know that you take no side."]'])
    does_not_sit: list[Aside] = Field(
        default=[], alias="does-not-sit", examples=['["I ask for nothing in the House."]']
    )

    def build(self) -> dict[Role, tuple[str, ...]]:
        """The sentences for every role that has any."""
        lists: dict[str, list[str]] = dict(self)
        return {Role(name.replace("_", "-")): tuple(texts) for name, texts in lists.items() if texts}


class RecommendationSheet(Sheet):
    """One thing a letter can ask for."""

    what: ClassVar[str] = "a recommendation"
    id: Id = Field(examples=["cotton-import-ban"])
    title: Short = Field(examples=["Ban imports of cotton made with forced labour"])
    short: Short = Field(examples=["a ban on cotton made with forced labour"])
    summary: Medium = Field(examples=["The committee asked the Government to look into a ban."])
    why: Long = Field(default="", examples=["A buyer can hardly see where a thing was made."])
    committee: CommitteeSheet = Field(
        examples=["{text: The committee asked for it., quoted: no, source: " + _SOURCE + ", checked: 2026-11-21}"]
    )
    standing: StandingSheet = Field(
        examples=["{status: outstanding, text: It was not done., as_of: 2026-11-21, review_by: 2027-02-28}"]
    )
    office: Short = Field(examples=["the Home Secretary"])
    departments: list[Short] = Field(default=[], examples=["[Home Office, Home Department]"])
    committees: list[Short] = Field(default=[], examples=["[Home Affairs Committee]"])
    wordings: list[WordingSheet] = Field(examples=["[One paragraph., A second one., A third one.]"])
    briefs: list[Medium] = Field(default=[], examples=['["The committee asked for a look at a ban."]'])
    asks: AsksSheet = Field(
        examples=["{backbencher: [write to the Home Secretary], minister: [...], speaker: [...], does-not-sit: [...]}"]
    )
    claims: list[ClaimSheet] = Field(
        examples=[
            "[{id: government-reply, text: The Government replied., source: " + _SOURCE + ", "
            "date: 2021-11, checked: 2026-11-21, review_by: 2027-02-28, confidence: primary}]"
        ]
    )
    prompts: list[Medium] = Field(examples=['["Why does it matter?", "What have you seen?", "Who should act?"]'])
    caution: Long | None = Field(default=None, examples=["Think before you name relatives abroad."])

    def build(self) -> models.Recommendation:
        """The model."""
        return models.Recommendation(
            id=self.id,
            title=self.title,
            short=self.short,
            summary=self.summary,
            why=self.why,
            committee=self.committee.build(),
            standing=self.standing.build(),
            office=self.office,
            wordings=tuple(wording.build() for wording in self.wordings),
            asks=self.asks.build(),
            claims=tuple(claim.build() for claim in self.claims),
            prompts=tuple(self.prompts),
            caution=self.caution,
            briefs=tuple(self.briefs),
            matter=Matter(tuple(self.departments), tuple(self.committees)),
        )


class RecommendationsSheet(Sheet):
    """The whole of recommendations.yaml."""

    what: ClassVar[str] = "the file"
    report: ReportSheet = Field(examples=["{title: ..., committee: ..., ...}"])
    parts: PartsSheet = Field(default=PartsSheet(), examples=["{openings: [...], closings: [...]}"])
    asides: AsidesSheet | None = Field(default=None, examples=['{minister: ["I ask only for what you can do."]}'])
    rules: list[RuleSheet] = Field(default=[], examples=["[{when: {position: minister}, add: One sentence more.}]"])
    recommendations: list[RecommendationSheet] = Field(examples=["[{id: cotton-import-ban, title: ..., ...}]"])

    def build(self) -> models.Content:
        """The models everything else works with."""
        content = models.Content(
            self.report.build(),
            tuple(one.build() for one in self.recommendations),
            self.parts.build(),
            rules=tuple(rule.build() for rule in self.rules),
        )
        return content if self.asides is None else replace(content, asides=self.asides.build())
