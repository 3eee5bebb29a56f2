"""Seat + asks + own words -> Letter: the one place where a letter is put together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from campaign.errors import LetterError
from campaign.letters import contract
from campaign.letters.library import THANKS, LetterTemplates
from campaign.letters.parts import PartsTexts
from campaign.letters.precedents import Precedents, sentences
from campaign.letters.sandbox import LetterTemplate
from campaign.letters.text import SLOT, address_lines, clean, lay_out, one_line, own_words
from campaign.letters.wording import Texts, ask, brief, choose, fill, texts_on
from campaign.models import (
    Content,
    Letter,
    Matter,
    Member,
    Position,
    Precedent,
    Recommendation,
    Report,
    Rule,
    Rulebook,
    Seat,
    Writer,
    roles,
)

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


_NO_RULE = Rule({})


class Composer:
    """Makes letters from one campaign's content and templates. Keeps nothing of what it is given."""

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
        chosen = self._chosen(asks or self.asks[:1] if rule.thanks else asks)  # thanks do not show it
        person = _limited(writer)
        values = self._values(seat, chosen, person, seed, precedents, rule)
        printed = layout.render(values) + (f"\n\n{last_line}" if last_line else "")
        subject, text = _finish(layout, printed, person.own_words, practice=values["practice"])
        return Letter(
            subject=subject,
            text=text,
            to_name=values["mp"]["full_title"],
            to_email=seat.member.email or None if seat.member else None,
            asks=() if rule.thanks else tuple(one.id for one in chosen),
            seed=seed,
            template=template,
        )

    def _chosen(self, asks: Sequence[str]) -> tuple[Recommendation, ...]:
        if not asks:
            raise LetterError("ask-missing")
        chosen = self._content.find(list(asks))
        if len(chosen) < len(set(asks)):
            raise LetterError("ask-unknown")
        return chosen

    def _texts_on(self, today: date) -> tuple[date, Mapping[str, Texts]]:
        return today, {one.id: texts_on(today, one) for one in self._content.recommendations}

    def _values(
        self,
        seat: Seat,
        chosen: Sequence[Recommendation],
        person: Writer,
        seed: int,
        precedents: Sequence[str],
        rule: Rule,
    ) -> dict[str, Any]:
        today, texts = self._texts
        if today != self._clock():
            today, texts = self._texts = self._texts_on(self._clock())
        mp, fields = _mp(seat), fields_for(seat, self._report)
        done = self._precedents.find(precedents, today)
        asked = [texts[one.id] for one in chosen]
        recommendations = self._recommendations(asked, fields, seat.member, today, seed, done, rule.wordings)
        shorts = [one["short"] for one in recommendations]
        for one, lead_in in zip(recommendations, self._parts.lead_ins(shorts, seed), strict=True):
            one["lead_in"] = lead_in
        kinds = roles(seat.member, Matter.of_all(one.matter for one in asked), today)
        parts = self._parts.fill(fields | {"cite": self._report["cite"]}, shorts, seed)
        parts["aside"] = f"{self._parts.aside(kinds, seed)} {fill(rule.add, fields, capital=True)}".strip()
        parts["thanks"] = fill(rule.thanks, fields, capital=True)
        return {
            "mp": mp,
            "constituency": {"name": fields["constituency"]},
            "writer": {
                "name": person.name or contract.NAME_GAP,
                "address": person.address or contract.ADDRESS_GAP,
                "own_words": SLOT if person.own_words else "",
            },
            "report": self._report,
            "recommendations": recommendations,
            "shorts": shorts,
            "parts": parts,
            "today": in_full(today),
            "practice": seat.source == "practice",
        }

    def _recommendations(
        self,
        chosen: Sequence[Texts],
        places: dict[str, str],
        member: Member | None,
        today: date,
        seed: int,
        precedents: Sequence[Precedent],
        preferred: Collection[str],
    ) -> list[dict[str, str]]:
        """Each recommendation as the contract gives it to a template."""
        wordings = {texts.fixed["id"]: choose(texts, places, seed, preferred) for texts in chosen}
        done = sentences(precedents, {id: wording.rests_on for id, wording in wordings.items()})
        found = []
        leads = 0
        for texts in chosen:
            id, fields = texts.fixed["id"], places | {"office": texts.fixed["office"]}
            lead = self._parts.example(leads, seed) if done[id].every else ""
            leads += bool(lead)
            words = {
                "paragraph": f"{fill(wordings[id].text, fields, capital=True)} {_after(lead, done[id].fresh)}".rstrip(),
                "brief": brief(texts, seed),
                "ask": ask(texts, fields, roles(member, texts.matter, today), seed),
                "precedents": _after(lead, done[id].every),
            }
            found.append({**texts.fixed, **words})
        return found


def fields_for(seat: Seat, report: Mapping[str, str]) -> dict[str, str]:
    """What a wording or an ask may name in braces, but for {office}, which each recommendation has of its own."""
    place = one_line(seat.constituency.name)
    return {
        "constituency": place,
        "mp": one_line(seat.member.name) if seat.member else f"the Member of Parliament for {place}",
        "committee": report["committee"],
        "report": report["title"],
    }


def in_full(day: date) -> str:
    """The day as a British letter writes it, whatever the computer's language: "8 July 2021"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _mp(seat: Seat) -> dict[str, Any]:
    if seat.member is None:
        place = one_line(seat.constituency.name)
        return {
            "name": f"the Member of Parliament for {place}",
            "full_title": f"The Member of Parliament for {place}",
            "salutation": "Member of Parliament",
            "position": Position.BACKBENCHER,
            "vacant": True,
        }
    return {
        "name": one_line(seat.member.name),
        "full_title": one_line(seat.member.full_title),
        "salutation": one_line(seat.member.salutation),
        "position": seat.member.position,
        "vacant": False,
    }


def report_fields(report: Report) -> dict[str, str]:
    """The report as the contract gives it to a template."""
    return {
        "cite": clean(report.cite),
        "title": clean(report.title),
        "committee": clean(report.committee),
        "paper_number": clean(report.paper_number),
        "published": in_full(report.published),
        "url": clean(report.url),
    }


def _after(lead: str, done: Sequence[str]) -> str:
    """The sentences behind the one that leads to them, or nothing at all."""
    return " ".join((lead, *done)).strip() if done else ""


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


def _finish(layout: LetterTemplate, printed: str, words: str, *, practice: bool) -> tuple[str, str]:
    """Subject and text. Own words come in last, after all tidying, so that nothing can touch them."""
    first, _, rest = lay_out(printed).partition("\n")
    name, _, subject = first.partition(":")
    if name != "Subject" or not subject.strip() or SLOT in subject:
        raise layout.broken("the first line of a letter must be 'Subject:' and a few words")
    text = rest.strip("\n")
    if text.count(SLOT) != int(bool(words)):
        raise layout.broken("{{ writer.own_words }} must stand in every letter, once")
    if practice and not text.startswith("PRACTICE") and "\nPRACTICE" not in text:
        text = f"{contract.PRACTICE_LINE}\n\n{text}"
    text = text.replace(SLOT, words) + "\n"
    if len(text) > contract.MAX_LETTER:
        raise LetterError("letter-too-long", limit=f"{contract.MAX_LETTER:,}")
    return one_line(subject), text
