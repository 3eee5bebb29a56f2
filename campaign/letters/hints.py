"""Which kind words fit what a person wrote. static/hints.js does the same in the browser; a test compares the two."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from campaign.models import Hint

_NAME_FOLLOWS = re.compile(r"[,:]?\s+([^\W\d_])")
_WORD = re.compile(r"[^\W_]+")
_SPACE_IN_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One phrase of a hint: its words, what finds it as whole words, and whether a name must follow it."""

    hint: int
    words: frozenset[str]
    pattern: re.Pattern[str]
    before_a_name: bool

    def is_in(self, text: str, place: str) -> bool:
        """Whether it stands there; where a name must follow, one that does not begin with `place`."""
        if not self.before_a_name:
            return self.pattern.search(text) is not None
        return any(_names_one(text[found.end() :], place) for found in self.pattern.finditer(text))


class HintFinder:
    """Finds the hints that fit a text. Only phrases whose words the text has are searched for, which is slow."""

    def __init__(self, hints: Iterable[Hint]) -> None:
        self.hints = tuple(hints)
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        for number, hint in enumerate(self.hints):
            for phrase in _phrases(number, hint):
                self._by_word[max(phrase.words, key=len, default="")].append(phrase)  # long words are rare ones

    def fitting(self, text: str, place: str = "") -> tuple[Hint, ...]:
        """The hints that fit the text, in their order. `place`: the writer's own constituency."""
        text = text.replace("’", "'")
        said = _words(text) | {""}  # for phrases without a word
        found: set[int] = set()
        for word in said & self._by_word.keys():
            for phrase in self._by_word[word]:
                elsewhere = place if self.hints[phrase.hint].not_here else ""
                if phrase.hint not in found and phrase.words <= said and phrase.is_in(text, elsewhere):
                    found.add(phrase.hint)
        return tuple(self.hints[number] for number in sorted(found))


def as_json(hints: Iterable[Hint]) -> str:
    """The hints as the page's script reads them."""
    return json.dumps([asdict(hint) for hint in hints], ensure_ascii=False)


def _phrases(number: int, hint: Hint) -> Iterator[_Phrase]:
    for before_a_name, texts in ((False, hint.phrases), (True, hint.before_a_name)):
        for text in texts:
            plain = text.replace("’", "'")
            spaced = r"\s+".join(map(re.escape, plain.split()))
            pattern = re.compile(rf"(?<![^\W_]){spaced}(?![^\W_])", re.IGNORECASE)
            yield _Phrase(number, _words(plain), pattern, before_a_name)


def _words(text: str) -> frozenset[str]:
    small = text.casefold()
    return frozenset(small.translate(_SPACE_IN_ASCII).split() if small.isascii() else _WORD.findall(small))


def _names_one(after: str, place: str) -> bool:
    """Whether a word with a capital letter follows, which is not the beginning of `place`."""
    found = _NAME_FOLLOWS.match(after)
    if not found or not found[1].isupper():
        return False
    return not place or not after[found.start(1) :].casefold().startswith(place.casefold())
