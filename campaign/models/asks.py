"""What a letter can ask for: the report, its recommendations, and the texts in which they are put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from campaign.models.evidence import Claim, Source
from campaign.models.roles import Matter, Role
from campaign.models.rules import Rule

WORDING_FIELDS = ("constituency", "mp", "office", "committee", "report")
"""What a wording or an ask may name in braces, as in "write to {office}"."""

PART_FIELDS = ("constituency", "mp", "committee", "report", "cite", "count", "short", "ordinal")
"""What the shared parts of letters may name: each list those that fit it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that may go into a letter while every claim in `rests_on` is current."""

    text: str
    rests_on: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    """Of an ask: the same request in other words."""
    id: str = ""
    """Of a wording that a rule may choose."""


@dataclass(frozen=True, slots=True)
class CommitteeView:
    """What the committee said: its own words where `quoted`, else our paraphrase."""

    text: str
    quoted: bool
    source: Source
    checked: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a recommendation stands: our reading, as of a day, to be looked at again by another."""

    status: str
    """"outstanding", "partly-met", "met" or "overtaken"."""
    text: str
    as_of: date
    review_by: date


@dataclass(frozen=True, slots=True)
class Report:
    """The committee's report, and how a letter cites it."""

    title: str
    committee: str
    paper_number: str
    published: date
    url: str
    cite: str
    licence: str
    source: Source
    checked: date


_NOBODYS = Matter()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing a letter can ask for, with its evidence."""

    id: str
    title: str
    short: str
    """A noun phrase for a subject line: "an asylum fast-track for Uyghurs"."""
    summary: str
    committee: CommitteeView
    standing: Standing
    office: str
    """Who in government is responsible: an office, never a person's name."""
    wordings: tuple[Wording, ...]
    asks: Mapping[Role, tuple[Wording, ...]]
    """For each role a list of verb phrases ("write to {office} and ask ..."); the first current one is used."""
    claims: tuple[Claim, ...]
    prompts: tuple[str, ...]
    caution: str | None = None
    why: str = ""
    """Why it is asked, for people who have never heard of it: reasons, and no fact that needs a source."""
    briefs: tuple[str, ...] = ()
    """The summary in other words, for the short letter: a sentence or two."""
    matter: Matter = _NOBODYS
    """Whose business it is, in government and in committees."""

    def current(self, wordings: tuple[Wording, ...], today: date) -> tuple[Wording, ...]:
        """Those of `wordings` all of whose claims are current on that day."""
        stale = {claim.id for claim in self.claims if not claim.is_current(today)}
        return tuple(w for w in wordings if not stale.intersection(w.rests_on))


@dataclass(frozen=True, slots=True)
class Parts:
    """What every letter says, whatever it asks for: each list holds the same in other words.

    The texts of each list may name other fields in braces: `content.parts` has them.
    """

    openings: tuple[str, ...] = ("I am your constituent in {constituency}, and I am writing to ask for your help.",)
    openings_without_place: tuple[str, ...] = ("I am your constituent, and I am writing to ask for your help.",)
    citations: tuple[str, ...] = ("What I ask here comes from {cite}.",)
    bridges_one: tuple[str, ...] = ("One thing that the committee raised in it matters most to me: {short}.",)
    bridges_few: tuple[str, ...] = ("Of the things that the committee raised in it, {count} matter most to me.",)
    bridges_many: tuple[str, ...] = ("I have numbered the {count} things that I ask, to make an answer easier.",)
    lead_ins: tuple[str, ...] = ("The {ordinal} is {short}.",)
    requests: tuple[str, ...] = ("Will you please",)
    examples: tuple[str, ...] = ()
    """What leads from a paragraph to what others have done; nothing does if there are none."""
    closings: tuple[str, ...] = ("I would be grateful for a reply that tells me what you are able to do.",)


_APART = (Role.MINISTER, Role.SPEAKER, Role.DOES_NOT_SIT)
_ASIDE = "I have tried to ask only for what someone in your position can do."


@dataclass(frozen=True, slots=True)
class Content:
    """All that an organiser wrote in recommendations.yaml."""

    report: Report
    recommendations: tuple[Recommendation, ...]
    parts: Parts = Parts()
    asides: Mapping[Role, tuple[str, ...]] = field(default_factory=lambda: dict.fromkeys(_APART, (_ASIDE,)))
    """For some roles a sentence before the last one of a letter, in several wordings."""
    rules: tuple[Rule, ...] = ()

    def find(self, ids: tuple[str, ...] | list[str]) -> tuple[Recommendation, ...]:
        """The known recommendations of `ids`, in the order asked for, each once."""
        by_id = {r.id: r for r in self.recommendations}
        return tuple(by_id[i] for i in dict.fromkeys(ids) if i in by_id)
