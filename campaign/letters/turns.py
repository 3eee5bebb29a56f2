"""Whose turn it is: which of several texts a letter's seed takes from each list.

Two promises. The next seed takes another text from every list that has more than one, so that "show me another
wording" changes all it can. And lists take their turns apart from each other: two letters that share one text need
not share the next, although each has a single seed.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
SEEDS = 1_000_000
"""Seeds are whole numbers below this."""

_ONE = 2**32


def first_seed(*texts: str) -> int:
    """The seed of a letter that has none yet: what a person wrote gives the same one again, anybody else another.

    Where they wrote nothing at all it is drawn, or everybody who asks for the same things would send the same letter.
    """
    if not any(text.strip() for text in texts):
        return secrets.randbelow(SEEDS)
    digest = hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:8], "big") % SEEDS


@dataclass(frozen=True, slots=True)
class Turns:
    """How one list takes its turns: where it starts, and its steps, which are of one or two texts."""

    start: int
    extra: int
    """How often a step is of two: so many times in 2**32 steps."""

    @classmethod
    def of(cls, name: str) -> Turns:
        """The turns of the list with this name: the same on every computer."""
        digest = hashlib.sha256(name.encode()).digest()
        # Every 25th to 64th step: between two of them even a list of 20 is gone through from end to end.
        extra = _ONE // 64 + int.from_bytes(digest[8:12], "big") // 40
        return cls(int.from_bytes(digest[:8], "big"), extra)

    def places(self, number: int) -> Callable[[int], int]:
        """Gives for each seed the place in a list of that many: for the next seed another, unless there is only one."""
        step = _ONE + (self.extra if number > 2 else 0)  # two steps of two would be back at the same text
        start = self.start
        return lambda seed: (seed * step + start >> 32) % number

    def choose(self, texts: Sequence[T], seed: int) -> T:
        """The text for that seed."""
        return texts[self.places(len(texts))(seed)]
