"""Which kind words fit what a person wrote. static/hints.js does the same in the browser; a test compares the two."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache

from campaign.models import Hint

_NAME_FOLLOWS = re.compile(r"[,:]?\s+([^\W\d_])")


def fitting(hints: Iterable[Hint], text: str, place: str = "") -> tuple[Hint, ...]:
    """The hints that fit the text, in their order. `place`: the writer's own constituency."""
    text = text.replace("’", "'")
    return tuple(hint for hint in hints if _fits(hint, text, place))


def as_json(hints: Iterable[Hint]) -> str:
    """The hints as the page's script reads them."""
    return json.dumps([asdict(hint) for hint in hints], ensure_ascii=False)


def _fits(hint: Hint, text: str, place: str) -> bool:
    phrases, before_a_name = _patterns(hint)
    if phrases and phrases.search(text):
        return True
    named = (text[found.end() :] for pattern in before_a_name for found in pattern.finditer(text))
    return any(_names_one(after, place if hint.not_here else "") for after in named)


@lru_cache(maxsize=100)
def _patterns(hint: Hint) -> tuple[re.Pattern[str] | None, tuple[re.Pattern[str], ...]]:
    """One pattern for all phrases of a hint, and one for each that a name must follow."""
    phrases = _pattern(*hint.phrases) if hint.phrases else None
    return phrases, tuple(_pattern(phrase) for phrase in hint.before_a_name)


def _pattern(*phrases: str) -> re.Pattern[str]:
    """Finds the phrases as whole words, whatever space parts them."""
    each = (r"\s+".join(map(re.escape, phrase.replace("’", "'").split())) for phrase in phrases)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(each)})(?![^\W_])", re.IGNORECASE)


def _names_one(after: str, place: str) -> bool:
    """Whether a word with a capital letter follows, which is not the beginning of `place`."""
    found = _NAME_FOLLOWS.match(after)
    if not found or not found[1].isupper():
        return False
    return not place or not after[found.start(1) :].casefold().startswith(place.casefold())
