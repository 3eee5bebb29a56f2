"""Which kind words fit what a person wrote. static/hints.js does the same in the browser; a test compares the two."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache

from campaign.models import Hint

_NAME_FOLLOWS = re.compile(r"[,:]?\s+([^\W\d_])")
_WORD = re.compile(r"[^\W_]+")
_SPACE_IN_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}


def fitting(hints: Iterable[Hint], text: str, place: str = "") -> tuple[Hint, ...]:
    """The hints that fit the text, in their order. `place`: the writer's own constituency."""
    text = text.replace("’", "'")
    said = _words(text)
    return tuple(hint for hint in hints if _fits(hint, text, said, place))


def as_json(hints: Iterable[Hint]) -> str:
    """The hints as the page's script reads them."""
    return json.dumps([asdict(hint) for hint in hints], ensure_ascii=False)


def _fits(hint: Hint, text: str, said: frozenset[str], place: str) -> bool:
    phrases, before_a_name = _patterns(hint)
    if any(words <= said and pattern.search(text) for words, pattern in phrases):
        return True
    ends = (found.end() for words, pattern in before_a_name if words <= said for found in pattern.finditer(text))
    return any(_names_one(text[end:], place if hint.not_here else "") for end in ends)


Pattern = tuple[frozenset[str], re.Pattern[str]]
"""The words of a phrase, and what finds it. A text that lacks one of the words need not be searched, which is slow."""


@lru_cache(maxsize=100)
def _patterns(hint: Hint) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...]]:
    """For each phrase of a hint, and for each that a name must follow."""
    return tuple(map(_pattern, hint.phrases)), tuple(map(_pattern, hint.before_a_name))


def _pattern(phrase: str) -> Pattern:
    """Finds the phrase as whole words, whatever space parts them."""
    phrase = phrase.replace("’", "'")
    spaced = r"\s+".join(map(re.escape, phrase.split()))
    return _words(phrase), re.compile(rf"(?<![^\W_]){spaced}(?![^\W_])", re.IGNORECASE)


def _words(text: str) -> frozenset[str]:
    small = text.casefold()
    return frozenset(small.translate(_SPACE_IN_ASCII).split() if small.isascii() else _WORD.findall(small))


def _names_one(after: str, place: str) -> bool:
    """Whether a word with a capital letter follows, which is not the beginning of `place`."""
    found = _NAME_FOLLOWS.match(after)
    if not found or not found[1].isupper():
        return False
    return not place or not after[found.start(1) :].casefold().startswith(place.casefold())
