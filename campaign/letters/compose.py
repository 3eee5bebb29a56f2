"""Seat + asks + own words -> Letter: the one way to a letter. `occasion` has the texts, `printing` prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from campaign.errors import LetterError
from campaign.letters import contract
from campaign.letters.fields import report_fields
from campaign.letters.library import THANKS, LetterTemplates
from campaign.letters.occasion import Occasion
from campaign.letters.parts import PartsTexts
from campaign.letters.precedents import Precedents
from campaign.letters.text import address_lines, clean, one_line, own_words
from campaign.letters.wording import Texts, texts_on
from campaign.models import Content, Letter, Precedent, Recommendation, Rule, Rulebook, Seat, Writer

OCCASIONS = 200
"""How many are remembered: each an MP, what is asked of them, and the organiser's texts filled in for that."""
_NO_RULE = Rule({})


class Composer:
    """Makes letters from one campaign's content and templates. Keeps nothing of any writer."""

    def __init__(
        self,
        content: Content,
        templates: LetterTemplates,
        clock: Callable[[], date],
        precedents: Iterable[Precedent] = (),
    ) -> None:
        self._content = content
        self._templates = templates
        self._clock = clock
        self._precedents = Precedents(precedents)
        self._report = report_fields(content.report)
        self._parts = PartsTexts(content.parts, content.asides)
        self._rules = Rulebook(
            tuple(replace(rule, add=clean(rule.add), thanks=clean(rule.thanks)) for rule in content.rules)
        )
        self._texts = self._texts_on(clock())
        self._remembered = lru_cache(OCCASIONS)(self._occasion)

    @property
    def templates(self) -> tuple[str, ...]:
        """The names that `template` may have."""
        return self._templates.names

    @property
    def asks(self) -> tuple[str, ...]:
        """The ids that `asks` may hold, in the campaign's order."""
        return tuple(one.id for one in self._content.recommendations)

    def rule_for(self, seat: Seat) -> Rule | None:
        """The organiser's rule for letters to this MP, if there is one: what is different, or what to be told first."""
        return self._rules.find(seat)

    def compose(
        self,
        seat: Seat,
        asks: Sequence[str],
        writer: Writer,
        *,
        template: str = "standard",
        seed: int = 0,
        precedents: Sequence[str] = (),
        last_line: str = "",
    ) -> Letter:
        """The finished letter; the same for the same things given on the same day.

        `precedents`: ids of what others have done. One that is unknown, unchecked or out of date is left out.
        `last_line` stands below the writer's name, if there is one.
        Raises LetterError (ask-missing, ask-unknown, too-long, letter-too-long) and TemplateError
        (no such template, or one that breaks its contract).
        """
        rule = self.rule_for(seat) or _NO_RULE
        layout = self._templates.get(THANKS if rule.thanks else template)
        asked = tuple(asks or self.asks[:1] if rule.thanks else asks)  # thanks do not show it
        today = self._clock()
        person = _limited(writer)
        # What somebody typed is not remembered: not even the name of an MP.
        occasion = (self._occasion if seat.source == "by-hand" else self._remembered)(seat, asked, today)
        subject, text = occasion.print(layout, person, seed, self._precedents.find(precedents, today))
        text = "\n\n".join(filter(None, (text, last_line))) + "\n"
        if len(text) > contract.MAX_LETTER:
            raise LetterError("letter-too-long", limit=f"{contract.MAX_LETTER:,}")
        return Letter(
            subject=subject,
            text=text,
            to_name=occasion.to_name,
            to_email=seat.member.email or None if seat.member else None,
            asks=() if rule.thanks else occasion.asks,
            seed=seed,
            template=template,
        )

    def _occasion(self, seat: Seat, asks: tuple[str, ...], today: date) -> Occasion:
        """Depends on nothing but what it is given, since it is remembered for that."""
        chosen = self._chosen(asks)
        day, texts = self._texts
        if day != today:  # read and written whole: another thread may still be on the day before
            _, texts = self._texts = self._texts_on(today)
        rule = self.rule_for(seat) or _NO_RULE
        return Occasion(seat, [texts[one.id] for one in chosen], self._parts, self._report, rule, today)

    def _chosen(self, asks: Sequence[str]) -> tuple[Recommendation, ...]:
        if not asks:
            raise LetterError("ask-missing")
        chosen = self._content.find(list(asks))
        if len(chosen) < len(set(asks)):
            raise LetterError("ask-unknown")
        return chosen

    def _texts_on(self, today: date) -> tuple[date, Mapping[str, Texts]]:
        return today, {one.id: texts_on(today, one) for one in self._content.recommendations}


def _limited(writer: Writer) -> Writer:
    """What the person gave, cleaned. Raises LetterError("too-long", field, limit)."""
    person = Writer(one_line(writer.name), address_lines(writer.address), own_words(writer.own_words))
    for field, text, limit in (
        ("your name", person.name, contract.MAX_NAME),
        ("your address", person.address, contract.MAX_ADDRESS),
        ("your own words", person.own_words, contract.MAX_OWN_WORDS),
    ):
        if len(text) > limit:
            raise LetterError("too-long", field=field, limit=f"{limit:,}")
    return person
