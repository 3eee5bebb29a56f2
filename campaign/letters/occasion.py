"""What all letters to one MP about the same things share on one day, whoever writes: worked out once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from campaign.letters import contract
from campaign.letters.fields import fields_for, in_full, mp_fields
from campaign.letters.parts import PartsTexts
from campaign.letters.precedents import Done, sentences
from campaign.letters.text import SLOT
from campaign.letters.wording import Filler, Texts, brief, fill, fitting, requests
from campaign.models import Matter, Precedent, Role, Rule, Seat, Wording, Writer, roles


_NOTHING_DONE = Done()


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
        self._points = [
            _Point(texts, fields, roles(seat.member, texts.matter, today), rule.wordings) for texts in asked
        ]
        self._texts = parts
        self._parts = parts.on(fields | {"cite": report["cite"]}, shorts)
        self._roles = roles(seat.member, Matter.of_all(texts.matter for texts in asked), today)
        self._added = fill(rule.add, fields, capital=True)
        self._thanks = fill(rule.thanks, fields, capital=True)
        self._same = {
            "mp": mp_fields(seat),
            "constituency": {"name": fields["constituency"]},
            "report": report,
            "shorts": shorts,
            "today": in_full(today),
            "practice": seat.source == "practice",
        }

    def values(self, person: Writer, seed: int, precedents: Sequence[Precedent]) -> dict[str, Any]:
        """All that the contract gives to a template. `person`: cleaned already."""
        recommendations = self._recommendations(seed, precedents)
        for one, lead_in in zip(recommendations, self._parts.lead_ins(seed), strict=True):
            one["lead_in"] = lead_in
        parts = self._parts.fill(seed)
        parts["aside"] = f"{self._texts.aside(self._roles, seed)} {self._added}".strip()
        parts["thanks"] = self._thanks
        writer = {
            "name": person.name or contract.NAME_GAP,
            "address": person.address or contract.ADDRESS_GAP,
            "own_words": SLOT if person.own_words else "",
        }
        return {**self._same, "writer": writer, "recommendations": recommendations, "parts": parts}

    def _recommendations(self, seed: int, precedents: Sequence[Precedent]) -> list[dict[str, str]]:
        wordings = [point.wording(seed) for point in self._points]
        if not precedents:
            return [point.values(one, seed) for point, one in zip(self._points, wordings, strict=True)]
        done = sentences(precedents, {id: one.rests_on for id, one in zip(self.asks, wordings, strict=True)})
        found = []
        leads = 0
        for point, wording in zip(self._points, wordings, strict=True):
            lead = self._texts.example(leads, seed) if done[point.id].every else ""
            leads += bool(lead)
            found.append(point.values(wording, seed, lead, done[point.id]))
        return found


class _Point:
    """One of the things that are asked, and what may be said about it to this MP."""

    def __init__(
        self, texts: Texts, fields: Mapping[str, str], roles: Sequence[Role], preferred: Collection[str]
    ) -> None:
        self.id = texts.fixed["id"]
        self._texts = texts
        self._wordings = fitting(texts, fields, preferred)
        self._requests = requests(texts, roles)
        self._fill = Filler({**fields, "office": texts.fixed["office"]})

    def wording(self, seed: int) -> Wording:
        """The wording whose turn it is."""
        return self._texts.turns["wordings"].choose(self._wordings, seed)

    def values(self, wording: Wording, seed: int, lead: str = "", done: Done = _NOTHING_DONE) -> dict[str, str]:
        """As the contract gives a recommendation to a template."""
        texts, paragraph = self._texts, self._fill(wording.text, capital=True)
        return {
            **texts.fixed,
            "paragraph": f"{paragraph} {_after(lead, done.fresh)}".rstrip(),
            "brief": brief(texts, seed),
            "ask": self._fill(texts.turns["asks"].choose(self._requests, seed), capital=False),
            "precedents": _after(lead, done.every),
        }


def _after(lead: str, done: Sequence[str]) -> str:
    """The sentences behind the one that leads to them, or nothing at all."""
    return " ".join((lead, *done)).strip() if done else ""
