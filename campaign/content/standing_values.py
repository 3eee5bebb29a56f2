"""What has become of each recommendation, as values: the history behind our reading of where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from campaign.content.evidence import Cited, Evidence, cited

NAME = "content/standing.yaml"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with its source."""

    day: str
    """As exact as known: "2021", "2021-07" or "2021-07-08"."""
    text: str
    evidence: Evidence
    claim: str = ""
    """The claim of recommendations.yaml that it repeats, as "recommendation/claim", or ""."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who in government is responsible for what: never a person's name."""

    office: str
    part: str
    """For which part of the recommendation; "" for all of it."""


@dataclass(frozen=True, slots=True)
class History:
    """What is known about one recommendation since the report."""

    recommendation: str
    as_of: date
    review_by: date
    reply: str
    """What the Government's reply of 2021 said, or that we could not read it."""
    reply_read: bool
    then: tuple[Event, ...]
    """What the Government said or did up to its reply, oldest first."""
    since: tuple[Event, ...]
    """What has happened since, oldest first."""
    open: tuple[str, ...]
    """What we could not find out."""
    offices: tuple[Office, ...]
    mp_can: tuple[str, ...]
    """What an MP can do."""

    @property
    def events(self) -> tuple[Event, ...]:
        """All events, before the reply and after."""
        return (*self.then, *self.since)


@dataclass(frozen=True, slots=True)
class Histories:
    """All of content/standing.yaml."""

    general: tuple[Event, ...]
    """What concerns the whole report, oldest first."""
    histories: tuple[History, ...]

    def find(self, ids: Sequence[str]) -> tuple[History, ...]:
        """The histories of these recommendations, in the order asked for; unknown ones are left out."""
        known = {one.recommendation: one for one in self.histories}
        return tuple(known[one] for one in dict.fromkeys(ids) if one in known)

    @property
    def links(self) -> tuple[Cited, ...]:
        """Every link of the file itself; those of claims belong to recommendations.yaml."""
        named = [("general", event) for event in self.general]
        named += [(one.recommendation, event) for one in self.histories for event in one.events]
        return tuple(chain.from_iterable(cited(NAME, id, event.evidence) for id, event in named if not event.claim))
