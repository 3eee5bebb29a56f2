"""The person who writes, and the finished letter. Neither is stored or logged: the texts stay out of `repr`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Writer:
    """The person writing. Never stored, never logged: the fields stay out of `repr`."""

    name: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    """Lines of a postal address."""
    own_words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A finished letter. Text lines end in "\\n"."""

    subject: str = field(repr=False)
    text: str = field(repr=False)
    to_name: str
    """As on the envelope; "The Member of Parliament for X" while the seat is vacant."""
    to_email: str | None
    asks: tuple[str, ...]
    seed: int
    template: str
