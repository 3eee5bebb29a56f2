"""What all letters to one MP about the same things share on one day, whoever writes: worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from campaign.dates import in_full
from campaign.letters import contract
from campaign.letters.fields import fields_for, mp_fields
from campaign.letters.holes import FilledHole
from campaign.letters.parts import PartsTexts
from campaign.letters.points import Point
from campaign.letters.precedents import sentences
from campaign.letters.printing import OWN_WORDS, Mould, make_mould, print_letter
from campaign.letters.sandbox import LetterTemplate
from campaign.letters.text import SLOT
from campaign.letters.wording import Texts, fill
from campaign.models import Matter, Precedent, Rule, Seat, Writer, roles

_NAME, _ADDRESS = "writer.name", "writer.address"


class Occasion:
    """Gives each letter its own turn among the texts. Keeps nothing of any writer."""

    def __init__(
        self,
        seat: Seat,
        asked: Sequence[Texts],
        parts: PartsTexts,
        report: Mapping[str, str],
        rule: Rule,
        today: date,
    ) -> None:
        """Raises LetterError("ask-unknown") if nothing may be asked of this MP about one of `asked`."""
        self.asks = tuple(texts.fixed["id"] for texts in asked)
        fields = fields_for(seat, report)
        shorts = [texts.fixed["short"] for texts in asked]
        self._points = [Point(texts, fields, roles(seat.member, texts.matter, today), rule.wordings) for texts in asked]
        self._shared = parts
        self._roles = roles(seat.member, Matter.of_all(texts.matter for texts in asked), today)
        self._added = fill(rule.add, fields, capital=True)
        self._thanks = fill(rule.thanks, fields, capital=True)
        mp = mp_fields(seat)
        self.to_name: str = mp["full_title"]
        self._same = {
            "mp": mp,
            "constituency": {"name": fields["constituency"]},
            "report": report,
            "shorts": shorts,
            "today": in_full(today),
            "practice": seat.is_practice,
        }
        self._is_typed = seat.source == "by-hand"
        parts_by_seed = parts.by_seed(fields | {"cite": report["cite"]}, shorts)
        self._by_seed = {f"parts.{name}": text for name, text in parts_by_seed.items()}
        for at, (point, lead_in) in enumerate(zip(self._points, parts.lead_ins(shorts), strict=True)):
            self._by_seed |= {f"{at}.{name}": text for name, text in point.by_seed.items()} | {f"{at}.lead_in": lead_in}
        if self._aside(0):
            self._by_seed["parts.aside"] = self._aside
        self._moulds: dict[tuple[str, bool], Mould | None] = {}

    def print(
        self, layout: LetterTemplate, person: Writer, seed: int, precedents: Sequence[Precedent]
    ) -> tuple[str, str]:
        """Subject and text. `person`: cleaned already. Raises LetterError("letter-too-long") and TemplateError."""
        given = {
            _NAME: person.name or contract.NAME_GAP,
            _ADDRESS: person.address or contract.ADDRESS_GAP,
            OWN_WORDS: person.own_words,
        }
        form = None if precedents else self.mould(layout, has_words=bool(person.own_words))
        filled = form.fill(given, self._by_seed, seed) if form else None
        if form and filled:
            return form.subject, filled
        return print_letter(layout, self._printed_values(given, seed, precedents), person.own_words)

    def mould(self, layout: LetterTemplate, *, has_words: bool) -> Mould | None:
        """The letter with holes; None if this template must be printed anew for each letter, or the MP was typed."""
        if self._is_typed:
            return None
        key = (layout.file, has_words)
        if key not in self._moulds:
            values = self._values(FilledHole, has_words=has_words)
            self._moulds[key] = make_mould(layout, values, {*self._by_seed, _NAME, _ADDRESS, OWN_WORDS})
        return self._moulds[key]

    def _printed_values(self, given: Mapping[str, str], seed: int, precedents: Sequence[Precedent]) -> dict[str, Any]:
        """All that the contract gives to a template; own words as the sign that stands for them."""
        known = {**given, OWN_WORDS: SLOT}

        def hold(name: str) -> str:
            return known[name] if name in known else self._by_seed[name](seed)

        values = self._values(hold, has_words=bool(given[OWN_WORDS]))
        if precedents:
            self._add(values["recommendations"], precedents, seed)
        return values

    def _aside(self, seed: int) -> str:
        return f"{self._shared.aside(self._roles, seed)} {self._added}".strip()

    def _values(self, hold: Callable[[str], Any], *, has_words: bool) -> dict[str, Any]:
        """`hold`: gives what is to stand where a letter has a text of its own."""
        parts = {"aside": "", "thanks": self._thanks}
        recommendations: list[dict[str, Any]] = [{**point.fixed, "precedents": ""} for point in self._points]
        for name in self._by_seed:
            of, _, field = name.partition(".")
            (parts if of == "parts" else recommendations[int(of)])[field] = hold(name)
        writer = {"name": hold(_NAME), "address": hold(_ADDRESS), "own_words": hold(OWN_WORDS) if has_words else ""}
        return {**self._same, "writer": writer, "recommendations": recommendations, "parts": parts}

    def _add(self, recommendations: list[dict[str, str]], precedents: Sequence[Precedent], seed: int) -> None:
        """What others have done."""
        rests_on = {id: point.wording(seed).rests_on for id, point in zip(self.asks, self._points, strict=True)}
        done = sentences(precedents, rests_on)
        leads = 0
        for one in recommendations:
            if every := done[one["id"]].every:
                lead = self._shared.example(leads, seed)
                leads += bool(lead)
                one["precedents"] = _after(lead, every)
                one["paragraph"] = f"{one['paragraph']} {_after(lead, done[one['id']].fresh)}".rstrip()


def _after(lead: str, done: Sequence[str]) -> str:
    """The sentences behind the one that leads to them, or nothing at all."""
    return " ".join((lead, *done)).strip() if done else ""
