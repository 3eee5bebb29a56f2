"""Finding a constituency by its name, as people type names: in part, without accents, with slips."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from campaign.models import Constituency, slugify

LONGEST = 100
"""Letters of what was typed that count; the longest name has fewer."""

_FILLERS = frozenset({"and", "of", "the"})
_SAME = {"saint": "st"}
_ENOUGH = 4
"""A shorter run of letters is in too many names, and a shorter word is too much like others."""
_NEAR_WORD, _NEAR_NAME = 0.75, 0.7


def matching(text: str, places: Sequence[Constituency]) -> list[Constituency]:
    """Those whose name has every word of the text, or words that begin so; first those that begin with it."""
    typed = _words(text)
    if not typed:
        return []
    run, wanted = "".join(typed), [word for word in typed if word not in _FILLERS] or typed

    def has(words: list[str], one: str) -> bool:
        return any(word.startswith(one) for word in words) or _SAME.get(one) in words

    def fits(place: Constituency) -> bool:
        words = place.slug.split("-")
        return all(has(words, one) for one in wanted) or (len(run) >= _ENOUGH and run in "".join(words))

    return sorted(filter(fits, places), key=lambda place: (not place.slug.replace("-", "").startswith(run), place.slug))


def nearest(text: str, places: Sequence[Constituency], most: int = 12) -> list[Constituency]:
    """Those whose names, or words of them, are nearly what was typed."""
    by_slug = {place.slug: place for place in places}
    found = dict.fromkeys(difflib.get_close_matches(slugify(text[:LONGEST]), by_slug, most, _NEAR_NAME))
    found |= dict.fromkeys(slug for word in _meant(text, places) for slug in by_slug if word in slug.split("-"))
    return [by_slug[slug] for slug in list(found)[:most]]


def _meant(text: str, places: Sequence[Constituency]) -> Iterator[str]:
    """Words of names that are nearly a word of the text."""
    known = sorted({word for place in places for word in place.slug.split("-") if len(word) >= _ENOUGH})
    for word in _words(text)[:8]:
        if len(word) >= _ENOUGH:
            yield from difflib.get_close_matches(word, known, 3, _NEAR_WORD)


def _words(text: str) -> list[str]:
    return [word for word in slugify(text[:LONGEST]).split("-") if word]
