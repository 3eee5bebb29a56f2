"""The parts that every letter has, whatever it asks for: each in one of its wordings, by the letter's seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from campaign.letters.filters import in_words
from campaign.letters.text import clean
from campaign.letters.turns import Turns
from campaign.letters.wording import Filler
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

    def on(self, fields: Mapping[str, str], shorts: Sequence[str]) -> PartsOfLetters:
        """The parts for letters that ask for `shorts`, in that order; `fields`: what else a part may name."""
        number = len(shorts)
        bridges = "bridges_one" if number == 1 else "bridges_few" if number < 4 else "bridges_many"
        lists = {
            "opening": "openings" if fields["constituency"] else "openings_without_place",
            "citation": "citations",
            "bridge": bridges,
            "request": "requests",
            "closing": "closings",
        }
        known = {**fields, "short": shorts[0], "count": in_words(number)}
        return PartsOfLetters(self, lists, Filler(known), shorts)

    def aside(self, roles: Iterable[Role], seed: int) -> str:
        """The sentence for an MP with these roles, of the first that has one; most have none."""
        texts = next((self._asides[role] for role in roles if role in self._asides), ("",))
        return self._turns["closings"].choose(texts, seed)

    def example(self, place: int, seed: int) -> str:
        """What leads to what others have done; `place`: of how many paragraphs, so that no two say the same."""
        return self.choose("examples", seed + place) if self._texts["examples"] else ""

    def choose(self, name: str, seed: int) -> str:
        """The text of that list for that seed."""
        return self._turns[name].choose(self._texts[name], seed)


class PartsOfLetters:
    """The shared parts of letters that ask for the same things: of each list, whichever has its turn."""

    def __init__(self, texts: PartsTexts, lists: Mapping[str, str], fill: Filler, shorts: Sequence[str]) -> None:
        self._texts, self._lists, self._fill = texts, lists, fill
        ordinals = ("first", "other") if len(shorts) == 2 else _ORDINALS
        self._points = [
            Filler({"short": short, "ordinal": ordinals[at] if at < len(ordinals) else "next"})
            for at, short in enumerate(shorts)
        ]

    @property
    def names(self) -> Iterable[str]:
        """Of the parts, as the contract has them."""
        return self._lists

    def text(self, name: str, seed: int) -> str:
        """The part of that name."""
        return self._fill(self._texts.choose(self._lists[name], seed), capital=True)

    def lead_in(self, at: int, seed: int) -> str:
        """The sentence before a reason, of which `at` go before: all of a letter's in the same words."""
        return self._points[at](self._texts.choose("lead_ins", seed), capital=True)
