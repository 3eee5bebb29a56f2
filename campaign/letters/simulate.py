"""A crowd of invented writers, to see how alike a campaign's letters would look to a filter.

Each has invented own words, which never overlap, and writes to the backbencher of an invented seat, all of the party
in government: most MPs are that, and a crowd that writes to one kind of MP alone is the harder case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from campaign.errors import Problem
from campaign.letters.compose import Composer
from campaign.letters.sameness import ALIKE, body, fingerprint, overlap
from campaign.models import Constituency, Member, Party, Seat, Writer

LIMIT_PAIRS = 0.01
"""The share of pairs that may be alike, with three requests and `ENOUGH` own words in each letter."""
LIMIT_CLOSEST = 0.05
"""The share of letters that may have one alike among the other 199."""
ENOUGH = 60
"""Own words with which the shipped letters keep to both limits."""

_SYLLABLES = [consonant + vowel for consonant in "bdfghklmnprstvwyz" for vowel in "aeiou"]
_MOST_SEED = 10**6
_WORDS_IN_A_SENTENCE = 12
_IN_GOVERNMENT = Party("Party in government", governing=True)

Report = Callable[[int, int], None]
"""Told what is done and what there is in all."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who writes: so many letters, each with so many requests chosen at random and so many own words."""

    letters: int = 200
    asks: int = 3
    own_words: int = 0
    same_asks: bool = False
    """Everybody makes the same requests: the hardest case."""
    template: str = "standard"
    seed: int = 0
    """Another number gives another crowd; the same number always the same one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What came of it, as shares from 0 to 1."""

    pairs: float
    """Of all pairs of letters, those that are alike."""
    closest: float
    """Of all letters, those with at least one other letter that is alike."""

    @property
    def within_limits(self) -> bool:
        """Whether neither share is over its limit."""
        return self.pairs <= LIMIT_PAIRS and self.closest <= LIMIT_CLOSEST


def simulate(composer: Composer, today: date, crowd: Crowd, report: Report = lambda _done, _all: None) -> Likeness:
    """Compose the crowd's letters and compare each with every other.

    Asks for all recommendations if there are fewer than the crowd wants. Raises LetterError and TemplateError.
    """
    prints: list[frozenset[int]] = []
    alike: set[int] = set()
    pairs = 0
    for number, text in enumerate(_letters(composer, today, crowd)):
        mine = fingerprint(body(text))
        like = [other for other, its in enumerate(prints) if overlap(mine, its) > ALIKE]
        pairs += len(like)
        alike.update(like, [number] if like else [])
        prints.append(mine)
        report(number + 1, crowd.letters)
    count = len(prints)
    return Likeness(pairs / max(count * (count - 1) // 2, 1), len(alike) / max(count, 1))


def _letters(composer: Composer, today: date, crowd: Crowd) -> Iterator[str]:
    chance = Random(crowd.seed)  # noqa: S311 - a crowd that can be had again, nothing secret
    number = min(crowd.asks, len(composer.asks))
    shared = chance.sample(composer.asks, number)
    for _ in range(crowd.letters):
        asks = shared if crowd.same_asks else chance.sample(composer.asks, number)
        writer = Writer(own_words=_own_words(chance, crowd.own_words))
        seed = chance.randrange(_MOST_SEED)
        seat = _seat(chance, today)
        yield composer.compose(seat, asks, writer, template=crowd.template, seed=seed).text


def _seat(chance: Random, today: date) -> Seat:
    name, place = (f"{_word(chance)} {_word(chance)}".title() for _ in range(2))
    return Seat(Constituency(1, place), Member(1, name, f"{name} MP", name, _IN_GOVERNMENT), "members-api", today)


def _own_words(chance: Random, number: int) -> str:
    words = [_word(chance) for _ in range(number)]
    starts = range(0, number, _WORDS_IN_A_SENTENCE)
    return " ".join(f"{' '.join(words[at : at + _WORDS_IN_A_SENTENCE]).capitalize()}." for at in starts)


def _word(chance: Random) -> str:
    """A word of no language, about as long as an English one."""
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))


@lru_cache(maxsize=32)
def likeness(
    composer: Composer, today: date, *, asks: int = 3, own_words: int = 0, template: str = "standard"
) -> Likeness:
    """How alike a campaign's letters are: about a third of a second, once a day for each combination."""
    return simulate(composer, today, Crowd(asks=asks, own_words=own_words, template=template))


def check_sameness(composer: Composer, today: date) -> tuple[Problem, ...]:
    """A warning for each template whose letters are more alike than the limits: what the shipped ones keep to."""
    return tuple(
        Problem(f"letters/{name}.txt", 1, 0, _too_alike(found), warning=True)
        for name in composer.templates
        if not (found := likeness(composer, today, own_words=ENOUGH, template=name)).within_limits
    )


def _too_alike(found: Likeness) -> str:
    return (
        f"in a trial of 200 letters with {ENOUGH} own words each, {found.closest:.0%} were much like another one "
        f"({LIMIT_CLOSEST:.0%} is the limit), so a filter may stop them: write more wordings, and keep fixed text "
        "in the template short (`campaign sameness` tells you more)"
    )
