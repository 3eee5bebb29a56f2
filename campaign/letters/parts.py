"""The parts that every letter has, whatever it asks for: each in one of its wordings, by the letter's seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from campaign.letters.filters import in_words
from campaign.letters.text import clean
from campaign.letters.turns import Turns
from campaign.letters.wording import BySeed, by_turns
from campaign.models import Parts, Role

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip


class PartsTexts:
    """The shared parts of a campaign, ready for letters."""

    def __init__(self, parts: Parts, asides: Mapping[Role, Sequence[str]] | None = None) -> None:
        self._asides = {role: tuple(map(clean, texts)) for role, texts in (asides or {}).items()}
        self._texts = {name: tuple(map(clean, texts)) for name, texts in asdict(parts).items()}
        self._turns = {name: Turns.of(f"parts/{name}") for name in self._texts}

    def by_seed(self, fields: Mapping[str, str], shorts: Sequence[str]) -> Mapping[str, BySeed]:
        """The parts of letters that ask for `shorts`, in that order; `fields`: what else a part may name."""
        number = len(shorts)
        bridges = "bridges_one" if number == 1 else "bridges_few" if number < 4 else "bridges_many"
        lists = {
            "opening": "openings" if fields["constituency"] else "openings_without_place",
            "citation": "citations",
            "bridge": bridges,
            "request": "requests",
            "closing": "closings",
        }
        named = {**fields, "short": shorts[0], "count": in_words(number)}
        return {
            part: by_turns(self._turns[name], self._texts[name], named, capital=True) for part, name in lists.items()
        }

    def lead_ins(self, shorts: Sequence[str]) -> list[BySeed]:
        """The sentence before each reason: all of a letter's in the same words."""
        ordinals = ("first", "other") if len(shorts) == 2 else _ORDINALS
        named = [
            {"short": short, "ordinal": ordinals[at] if at < len(ordinals) else "next"}
            for at, short in enumerate(shorts)
        ]
        return [by_turns(self._turns["lead_ins"], self._texts["lead_ins"], one, capital=True) for one in named]

    def aside(self, roles: Iterable[Role], seed: int) -> str:
        """The sentence for an MP with these roles, of the first that has one; most have none."""
        texts = next((self._asides[role] for role in roles if role in self._asides), ("",))
        return self._turns["closings"].choose(texts, seed)

    def example(self, place: int, seed: int) -> str:
        """What leads to what others have done; `place`: of how many paragraphs, so that no two say the same."""
        texts = self._texts["examples"]
        return self._turns["examples"].choose(texts, seed + place) if texts else ""
