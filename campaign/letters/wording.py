"""Which of a recommendation's texts go into a letter, and how their {fields} are filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from campaign.errors import LetterError
from campaign.letters.filters import capitalize
from campaign.letters.text import clean, lay_out
from campaign.letters.turns import Turns
from campaign.models import PART_FIELDS, WORDING_FIELDS, Matter, Recommendation, Role, Wording

_FIELD = re.compile(r"\{(" + "|".join(dict.fromkeys((*WORDING_FIELDS, *PART_FIELDS))) + r")\}")
_NO_PLACE = "your constituency"
"""For a letter whose writer gave no place."""
_SENTENCE_START = re.compile(r"[.!?…][\"'”’)]*\s+\Z")


@dataclass(frozen=True, slots=True)
class Texts:
    """What a recommendation may say on one day: nothing in it rests on a claim past its review date."""

    fixed: Mapping[str, str]
    """The fields of the contract that are the same in every letter."""
    wordings: tuple[Wording, ...]
    asks: Mapping[Role, tuple[str, ...]]
    """For each role that has any one request, and the same in other words."""
    briefs: tuple[str, ...]
    turns: Mapping[str, Turns]
    """Of the wordings, the asks and the briefs."""
    matter: Matter


def texts_on(today: date, one: Recommendation) -> Texts:
    """Choose what is current on that day. An ask is the first current one for the role, in order."""
    current = [replace(wording, text=clean(wording.text)) for wording in one.current(one.wordings, today)]
    asks = {role: one.current(asks, today)[:1] for role, asks in one.asks.items()}
    return Texts(
        fixed={name: clean(getattr(one, name)) for name in ("id", "title", "short", "summary", "office")},
        wordings=tuple(current) or (Wording(clean(one.summary)),),
        asks={role: tuple(map(clean, (ask.text, *ask.variants))) for role, first in asks.items() for ask in first},
        briefs=tuple(map(clean, (one.summary, *one.briefs))),
        turns={of: Turns.of(f"{one.id}/{of}") for of in ("wordings", "asks", "briefs")},
        matter=one.matter,
    )


def fitting(texts: Texts, fields: Mapping[str, str], preferred: Collection[str] = ()) -> tuple[Wording, ...]:
    """The wordings among which a letter may choose; those whose ids are among `preferred` alone, if there are any."""
    wordings = tuple(one for one in texts.wordings if one.id in preferred) or texts.wordings
    if not fields["constituency"]:
        wordings = tuple(one for one in wordings if "{constituency}" not in one.text) or wordings
    return wordings


def requests(texts: Texts, roles: Iterable[Role]) -> tuple[str, ...]:
    """What an MP with these roles is asked to do, and the same in other words.

    By the first role that has an ask, or else as any backbencher. Raises LetterError("ask-unknown") if nothing may
    be asked.
    """
    known = next((texts.asks[role] for role in (*roles, Role.BACKBENCHER) if role in texts.asks), None)
    if known is None:
        raise LetterError("ask-unknown")
    return known


def ask(texts: Texts, fields: Mapping[str, str], roles: Iterable[Role], seed: int = 0) -> str:
    """The request for that seed, filled in. Raises LetterError("ask-unknown") if nothing may be asked."""
    return fill(texts.turns["asks"].choose(requests(texts, roles), seed), fields, capital=False)


def fill(text: str, fields: Mapping[str, str], *, capital: bool) -> str:
    """The text with each {field} replaced once; what is filled in is never looked at again.

    A field that starts a sentence gets a capital letter, also at the very start if `capital`.
    """
    if "{" not in text:
        return text
    filled = ""
    for literal, name, starts in _pieces(text):
        filled += literal
        if name not in fields:
            filled += f"{{{name}}}" if name else ""
            continue
        filling = fields[name] or _NO_PLACE
        filled += capitalize(filling) if starts or (capital and not filled) else filling
    return filled


BySeed = Callable[[int], str]
"""Gives for each seed the text whose turn it is: the same on every computer; the next seed gives another."""


def by_turns(turns: Turns, texts: Sequence[str], fields: Mapping[str, str], *, capital: bool) -> BySeed:
    """The texts of an organiser's list in their turns, filled in as `fill` does it, and tidy; each of them once."""
    filled: list[str | None] = [None] * len(texts)
    place_of = turns.places(len(texts))

    def take(seed: int) -> str:
        place = place_of(seed)
        found = filled[place]
        if found is None:
            filled[place] = found = lay_out(fill(texts[place], fields, capital=capital)).strip()
        return found

    return take


@lru_cache(maxsize=5_000)  # an organiser's texts, and nothing that a visitor typed
def _pieces(text: str) -> tuple[tuple[str, str, bool], ...]:
    """What stands before each {field}, its name, and whether it starts a sentence; last what stands after them."""
    pieces, end = [], 0
    for found in _FIELD.finditer(text):
        starts = bool(_SENTENCE_START.search(text[: found.start()]))
        pieces.append((text[end : found.start()], found[1], starts))
        end = found.end()
    return (*pieces, (text[end:], "", False))
