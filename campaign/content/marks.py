"""A content file as plain values, where every key and value knows its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from campaign.errors import Problem

Trail: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: ("recommendations", 0, "title")."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a file holds: texts, lists and keys with values. Nothing else: `NO` stays "NO", a date stays text."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file; line and column count from 1, as editors do."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """Where something is written: its first character, and both ends as offsets into the text."""

    mark: Mark
    start: int
    end: int


def mark_at(text: str, offset: int) -> Mark:
    """The line and column of a character; lines end in "\\n"."""
    return Mark(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


@dataclass(frozen=True, slots=True)
class Marked:
    """A file that was read: its values, their places, and what was wrong with it as YAML.

    `complete` is False when nothing or only a part could be read: then only `problems` is of use.
    """

    file: str
    text: str
    value: Plain
    keys: Mapping[Trail, Span]
    values: Mapping[Trail, Span]
    broken: frozenset[Trail] = frozenset()
    """Values that stand for something that was refused (an alias); they were complained of already."""
    problems: tuple[Problem, ...] = ()
    complete: bool = True

    def problem(
        self, trail: Trail, message: str, *, at_key: bool = False, word: str = "", warning: bool = False
    ) -> Problem:
        """A problem with the value (or its key) at `trail`; with `word`, at the place of that word in it.

        A trail that is not in the file means its nearest parent that is.
        """
        mark = self._key(trail) if at_key else self._value(trail, word)
        return Problem(self.file, mark.line, mark.column, message, warning)

    def line(self, trail: Trail) -> int:
        """The line on which the value at `trail` starts."""
        return self._value(trail, "").line

    def is_broken(self, trail: Trail) -> bool:
        """Whether the value, or something that holds it, was complained of already."""
        return any(trail[:n] in self.broken for n in range(len(trail) + 1))

    def _key(self, trail: Trail) -> Mark:
        for n in range(len(trail), 0, -1):
            if (span := self.keys.get(trail[:n]) or self.values.get(trail[:n])) is not None:
                return span.mark
        return self.values[()].mark if () in self.values else Mark(1, 1)

    def _value(self, trail: Trail, word: str) -> Mark:
        while trail and trail not in self.values:
            trail = trail[:-1]
        span = self.values.get(trail)
        if span is None or span.start == span.end:
            return self._key(trail)
        found = self.text.find(word, span.start, span.end) if word else -1
        return mark_at(self.text, found) if found >= 0 else span.mark


@dataclass(frozen=True, slots=True)
class At:
    """A place in a file of any shape, for rules that walk it: what is not there reads as nothing."""

    value: Plain | None
    trail: Trail = ()

    def __getitem__(self, key: str) -> At:
        return At(self.value.get(key) if isinstance(self.value, dict) else None, (*self.trail, key))

    def __iter__(self) -> Iterator[At]:
        if isinstance(self.value, list):
            for number, item in enumerate(self.value):
                yield At(item, (*self.trail, number))

    @property
    def text(self) -> str:
        """The text that stands here, without space around it; "" when none does."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return isinstance(self.value, list)
