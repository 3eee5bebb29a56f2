"""How to help, as values: organisations, points with their evidence, and the three parts of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from campaign.content.evidence import Cited, Correction, Evidence, cited
from campaign.models import Confidence, Source

NAME = "content/help.yaml"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A group that people may want to support. We link to it, and never take money for it."""

    id: str
    name: str
    about: str
    """What it is and does."""
    website: str
    confidence: Confidence
    checked: date | None
    review_by: date | None
    based: str = ""
    donate: str = ""
    """Its own page for donations; "" when no address was confirmed."""
    note: str = ""
    added: bool = False
    """Whether it is ours, and not in the campaign's earlier list."""

    @property
    def links(self) -> Iterator[Cited]:
        """Its website, and its page for donations."""
        for title, url in ((self.name, self.website), (f"{self.name}, donations", self.donate)):
            if url:
                yield Cited(NAME, self.id, Source(title, url), self.checked, self.review_by)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words."""

    text: str
    by: str
    taken_from: str
    """Where we have the words from."""
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph with a heading: a fact with its evidence, or advice that claims nothing."""

    id: str
    title: str
    text: str
    quote: Quote | None = None
    evidence: Evidence | None = None
    """None for advice, and where `claims` or `responses` hold the facts."""
    claims: tuple[str, ...] = ()
    """Facts of recommendations.yaml to show with it, as "recommendation/claim"."""
    responses: tuple[str, ...] = ()
    """Facts of content/responses.yaml to show with it."""
    recommendations: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    leads_to: str = ""

    @property
    def links(self) -> Iterator[Cited]:
        """Every link of the point itself."""
        proof = self.evidence or Evidence(Confidence.NOT_CHECKED, None, corrections=self.corrections)
        return cited(NAME, self.id, proof)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts of the page that are made of points."""

    title: str
    text: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """All of content/help.yaml."""

    intro: str
    money: str
    """That we take none."""
    groups_title: str
    groups_text: str
    organisations: tuple[Organisation, ...]
    forced_labour: Part
    action: Part

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of both parts."""
        return (*self.forced_labour.points, *self.action.points)

    @property
    def links(self) -> tuple[Cited, ...]:
        """Every link of the file."""
        return tuple(chain(
            chain.from_iterable(one.links for one in self.organisations),
            chain.from_iterable(one.links for one in self.points),
        ))  # fmt: skip
