"""One of the things that a letter asks for: what may be said about it to one MP on one day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from campaign.letters.wording import Filler, Texts, fitting, requests
from campaign.models import Role, Wording


class Point:
    """Gives for each seed the texts whose turn it is, filled in: the same on every computer; the next seed others."""

    def __init__(
        self, texts: Texts, fields: Mapping[str, str], roles: Iterable[Role], preferred: Collection[str] = ()
    ) -> None:
        """`preferred`: ids of wordings that come before all others. Raises LetterError("ask-unknown") as `requests`."""
        self.fixed = texts.fixed
        self.by_seed: Mapping[str, Callable[[int], str]] = {
            "paragraph": self.paragraph,
            "brief": self.brief,
            "ask": self.ask,
        }
        self._texts = texts
        self._wordings = fitting(texts, fields, preferred)
        self._requests = requests(texts, roles)
        self._fill = Filler({**fields, "office": texts.fixed["office"]})

    def wording(self, seed: int) -> Wording:
        """The wording, with its fields still in braces."""
        return self._texts.turns["wordings"].choose(self._wordings, seed)

    def paragraph(self, seed: int) -> str:
        """The wording."""
        return self._fill(self.wording(seed).text, capital=True)

    def brief(self, seed: int) -> str:
        """The reason in a sentence or two."""
        return self._fill(self._texts.turns["briefs"].choose(self._texts.briefs, seed), capital=False)

    def ask(self, seed: int) -> str:
        """What the MP is asked to do."""
        return self._fill(self._texts.turns["asks"].choose(self._requests, seed), capital=False)
