"""Kind words about what a person wrote: when each is said, and what it says. None of them ever stops a letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """Said when the writer's own words hold one of `phrases`, or one of `before_a_name` with a capital letter after it.

    Phrases are whole words; capitals do not count, and an apostrophe may be straight or curly.
    """

    id: str
    text: str
    phrases: tuple[str, ...] = ()
    before_a_name: tuple[str, ...] = ()
    not_here: bool = False
    """Whether the name of the writer's own constituency is no reason to say it."""
