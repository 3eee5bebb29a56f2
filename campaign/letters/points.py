"""One of the things that a letter asks for: what may be said about it to one MP on one day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from campaign.letters.wording import BySeed, Texts, by_turns, fitting, requests
from campaign.models import Role, Wording


class Point:
    """The texts about a recommendation, each filled in when its turn comes."""

    def __init__(
        self, texts: Texts, fields: Mapping[str, str], roles: Iterable[Role], preferred: Collection[str] = ()
    ) -> None:
        """`preferred`: ids of wordings that come before all others. Raises LetterError("ask-unknown") as `requests`."""
        self.fixed = texts.fixed
        self._turns, self._wordings = texts.turns["wordings"], fitting(texts, fields, preferred)
        named = {**fields, "office": texts.fixed["office"]}
        paragraphs = [wording.text for wording in self._wordings]
        self.by_seed: Mapping[str, BySeed] = {
            "paragraph": by_turns(self._turns, paragraphs, named, capital=True),
            "brief": by_turns(texts.turns["briefs"], texts.briefs, named, capital=False),
            "ask": by_turns(texts.turns["asks"], requests(texts, roles), named, capital=False),
        }

    def wording(self, seed: int) -> Wording:
        """Of the paragraph."""
        return self._turns.choose(self._wordings, seed)
