"""Every link of every content file, with the day on which somebody looked, for a list of all sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from campaign.content.evidence import Cited
from campaign.models import Content, Source

NAME = "recommendations.yaml"
SOON = timedelta(days=30)
"""How long before its review date a fact counts as due for another look."""


@dataclass(frozen=True, slots=True)
class Link:
    """One address and every place where it stands."""

    url: str
    cited: tuple[Cited, ...]

    @property
    def checked(self) -> date | None:
        """The day of the oldest look at what it is cited for; None when nobody has ever looked."""
        return min((one.checked for one in self.cited if one.checked), default=None)

    @property
    def places(self) -> tuple[str, ...]:
        """Where it stands: "recommendations.yaml cotton-import-ban/canada"."""
        return tuple(dict.fromkeys(f"{one.file} {one.id}" for one in self.cited))


def cited_by(content: Content) -> Iterator[Cited]:
    """Every link of recommendations.yaml."""
    report = content.report
    yield Cited(NAME, "report", Source(report.title, report.url), report.checked, None)
    yield Cited(NAME, "report", report.source, report.checked, None)
    for one in content.recommendations:
        yield Cited(NAME, one.id, one.committee.source, one.committee.checked, None)
        for claim in one.claims:
            yield Cited(NAME, f"{one.id}/{claim.id}", claim.source, claim.checked, claim.review_by)


def merged(*files: Iterable[Cited]) -> tuple[Link, ...]:
    """Each address once, in the order in which the files name them first."""
    found: dict[str, list[Cited]] = {}
    for one in chain.from_iterable(files):
        found.setdefault(one.source.url, []).append(one)
    return tuple(Link(url, tuple(cited)) for url, cited in found.items())


def due(links: Iterable[Link], today: date) -> tuple[Cited, ...]:
    """What is past its review date or will be within 30 days, the longest overdue first."""
    cited = (one for link in links for one in link.cited)
    return tuple(
        sorted(
            (one for one in cited if one.review_by and one.review_by <= today + SOON),
            key=lambda one: one.review_by or today,
        )
    )
