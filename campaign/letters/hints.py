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
    """One phrase of a hint: its words as `_row` has them, what finds it, and whether a name must follow it."""

    hint: int
    row: str
    pattern: re.Pattern[str]
    before_a_name: bool

    def is_in(self, text: str, place: str) -> bool:
        """Whether it stands there; where a name must follow, one that does not begin with `place`."""
        if not self.before_a_name:
            return self.pattern.search(text) is not None
        return any(_names_one(text[found.end() :], place) for found in self.pattern.finditer(text))


class HintFinder:
    """Finds the hints that fit a text. Only phrases whose words stand there in a row are searched for: that is slow."""

    def __init__(self, hints: Iterable[Hint]) -> None:
        self.hints = tuple(hints)
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        for number, hint in enumerate(self.hints):
            for phrase in _phrases(number, hint):
                self._by_word[max(phrase.row.split(), key=len, default="")].append(phrase)  # long words are rare ones

    def fitting(self, text: str, place: str = "") -> tuple[Hint, ...]:
        """The hints that fit the text, in their order. `place`: the writer's own constituency."""
        text = text.replace("’", "'")
        words = _words(text)
        row = _row(words)
        found: set[int] = set()
        for word in {*words, ""} & self._by_word.keys():  # "": phrases without a word
            for phrase in self._by_word[word]:
                elsewhere = place if self.hints[phrase.hint].not_here else ""
                if phrase.hint not in found and phrase.row in row and phrase.is_in(text, elsewhere):
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
            yield _Phrase(number, _row(_words(plain)), pattern, before_a_name)


def _words(text: str) -> list[str]:
    """In small letters."""
    small = text.casefold()
    return small.translate(_SPACE_IN_ASCII).split() if small.isascii() else _WORD.findall(small)


def _row(words: list[str]) -> str:
    """Each between spaces, so that the row of a phrase is found in the row of a text."""
    return " ".join(("", *words, ""))


def _names_one(after: str, place: str) -> bool:
    """Whether a word with a capital letter follows, which is not the beginning of `place`."""
    found = _NAME_FOLLOWS.match(after)
    if not found or not found[1].isupper():
        return False
    return not place or not after[found.start(1) :].casefold().startswith(place.casefold())
