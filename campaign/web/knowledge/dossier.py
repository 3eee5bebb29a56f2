"""All that the page of one recommendation says: itself, its history, what an MP is asked, what others did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from campaign.content.responses import Response
from campaign.content.standing import Event, History, Office
from campaign.letters.fields import report_fields
from campaign.letters.wording import ask, texts_on
from campaign.models import Claim, Precedent, Recommendation, Role
from campaign.services import Services

HERE = "united-kingdom"
"""The slug of our own country among the responses: what it did stands in the history, not among others."""
BACKGROUND = "uk-commons-genocide-2021"
"""The entry that says what all of this is about, in the words of the House of Commons."""
MOST_EVENTS = 5
"""Events that the one-page briefing shows."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of one recommendation on one day."""

    one: Recommendation
    history: History | None
    today: date
    asks: tuple[tuple[str, str], ...]
    """For each kind of MP what a letter asks, as it stands in the letter."""
    others: tuple[Response, ...]
    """What others have done, the newest first."""
    precedents: tuple[Precedent, ...]
    facts: tuple[Claim, ...]
    """Facts that letters use and that stand nowhere else on the page."""
    background: Response | None
    """The entry about the House of Commons, while it is checked and current."""

    @property
    def offices(self) -> tuple[Office, ...]:
        """Who decides."""
        return self.history.offices if self.history else (Office(self.one.office, ""),)

    @property
    def usual_ask(self) -> str:
        """What a letter asks of an MP of the governing party, as most MPs are; "" where it can ask them for nothing."""
        asks = dict(self.asks)
        return asks.get(Role.GOVERNING, asks.get(Role.BACKBENCHER, ""))

    @property
    def recent(self) -> tuple[Event, ...]:
        """The events that the briefing shows, the oldest first."""
        return self.history.since[-MOST_EVENTS:] if self.history else ()


def dossier(services: Services, one: Recommendation) -> Dossier:
    """Put together all that is known of it."""
    today = services.clock()
    history = next(iter(services.standing.find([one.id])), None)
    fitting = services.responses.select(recommendation=one.id)
    others = newest_first(entry for entry in fitting if entry.place.slug != HERE)
    told = {event.claim for event in history.events} if history else set()
    told.update(claim for entry in others for claim in entry.same_as)
    known = services.responses.find([BACKGROUND])
    return Dossier(
        one=one,
        history=history,
        today=today,
        asks=tuple(_asks(services, one, today)),
        others=others,
        precedents=services.responses.precedents(one.id, today),
        facts=tuple(claim for claim in one.claims if f"{one.id}/{claim.id}" not in told),
        background=next((entry for entry in known if entry.evidence.is_current(today)), None),
    )


def newest_first(entries: Iterator[Response] | tuple[Response, ...]) -> tuple[Response, ...]:
    """The entries from the newest to the oldest; those without a year come last."""
    return tuple(sorted(entries, key=lambda entry: entry.date, reverse=True))


def _asks(services: Services, one: Recommendation, today: date) -> Iterator[tuple[str, str]]:
    """What a letter asks of each kind of MP; nothing for one whom it cannot ask for anything that day."""
    report = report_fields(services.content.report)
    texts = texts_on(today, one)
    places = {"constituency": "", "mp": "your MP", "office": texts.fixed["office"]}
    fields = places | {"committee": report["committee"], "report": report["title"]}
    for role in Role:
        if role in texts.asks:
            yield role.value, ask(texts, fields, (role,))
