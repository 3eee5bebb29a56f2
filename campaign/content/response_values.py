"""What parliaments, governments and others have done, as values: a place, a response, and all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from campaign.content.evidence import Cited, Evidence, cited
from campaign.models import Day, Precedent

NAME = "content/responses.yaml"

KINDS = {
    "resolution": "Vote or resolution of a parliament",
    "proposal": "Bill or motion put forward",
    "law": "Law",
    "import-ban": "Import ban or import control",
    "export-ban": "Export ban or export control",
    "sanction": "Sanctions",
    "equipment": "Limits on equipment",
    "asylum": "Asylum and protection",
    "finding": "Formal finding",
    "statement": "Statement",
    "appeal": "Call for action",
    "inquiry": "Inquiry",
    "report": "Report",
    "advisory": "Advice to businesses",
    "divestment": "Sale of an investment",
    "court": "Court case or formal complaint",
    "award": "Award",
    "group": "Group of members of a parliament",
}
"""Each kind of response, with its label."""

GROUPS = {
    "multilateral": "Several countries together",
    "national": "Country by country",
    "civil-society": "Civil society",
}
"""The three groups of places, with their labels."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or another body or group that responses come from."""

    slug: str
    name: str
    called: str
    """The name within a sentence: "the Netherlands"."""
    group: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A line with which the earlier list sums up several entries; nobody checked it."""

    id: str
    text: str
    see: tuple[str, ...]
    """The ids of the entries it sums up."""


@dataclass(frozen=True, slots=True)
class Response:
    """One thing that somebody did."""

    id: str
    """Also the anchor on a page: it never changes."""
    place: Place
    body: str
    """Who did it: "House of Commons"."""
    kind: str
    fact: str
    evidence: Evidence
    date: str = ""
    """As exact as known: "2021", "2021-07" or "2021-07-08"; "" when no year is known."""
    date_checked: bool = False
    """Whether the date was checked as well: the fact may be certain and its day not."""
    date_note: str = ""
    until: str = ""
    """The end, for what went on for some time."""
    in_force: str = ""
    """The day from which it applies, when that is another."""
    recommendations: tuple[str, ...] = ()
    letter: str = ""
    same_as: tuple[str, ...] = ()
    added: bool = False
    """Whether it is ours, and not in the campaign's earlier list."""
    changed: Day = Day.min
    """When the entry last changed, for a feed."""

    @property
    def kind_label(self) -> str:
        """The kind, for people."""
        return KINDS[self.kind]

    @property
    def year(self) -> str:
        """The year of its date, or ""."""
        return self.date[:4]

    def precedents(self) -> Iterator[Precedent]:
        """What a letter may say of it: one precedent, or none."""
        proof = self.evidence
        if self.letter and proof.is_checked and proof.source and proof.checked and proof.review_by:
            yield Precedent(
                self.id, self.letter, proof.source, self.date, proof.checked, proof.review_by,
                proof.confidence, self.recommendations, self.same_as,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Responses:
    """All of content/responses.yaml, in the order of the file."""

    licence: str
    published: date
    places: tuple[Place, ...]
    headlines: tuple[Headline, ...]
    entries: tuple[Response, ...]

    def find(self, ids: Sequence[str]) -> tuple[Response, ...]:
        """The entries with these ids, in the order asked for; unknown ones are left out."""
        by_id = {entry.id: entry for entry in self.entries}
        return tuple(by_id[one] for one in dict.fromkeys(ids) if one in by_id)

    def select(
        self, *, place: str = "", kind: str = "", year: str = "", recommendation: str = ""
    ) -> tuple[Response, ...]:
        """The entries that fit every filter given; an empty filter lets all through."""
        return tuple(
            entry for entry in self.entries
            if place in ("", entry.place.slug) and kind in ("", entry.kind) and year in ("", entry.year)
            and (not recommendation or recommendation in entry.recommendations)
        )  # fmt: skip

    @property
    def timeline(self) -> tuple[Response, ...]:
        """The entries from the oldest to the newest; those without a year come last."""
        return tuple(sorted(self.entries, key=lambda entry: entry.date or "9999"))

    @property
    def years(self) -> tuple[str, ...]:
        """Every year there is an entry for, in order."""
        return tuple(sorted({entry.year for entry in self.entries} - {""}))

    def precedents(self, recommendation: str, today: date) -> tuple[Precedent, ...]:
        """What a letter about a recommendation may mention on that day, the newest first."""
        found = [one for entry in self.select(recommendation=recommendation) for one in entry.precedents()]
        return tuple(sorted((one for one in found if one.is_current(today)), key=lambda one: one.date, reverse=True))

    @property
    def links(self) -> tuple[Cited, ...]:
        """Every link of the file."""
        return tuple(link for entry in self.entries for link in cited(NAME, entry.id, entry.evidence))
