"""content/hints.yaml: kind words about what a person wrote.

`docs/content.md` explains every key; a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from campaign.content import shipped
from campaign.content.evidence_checks import NoMoreThan, OnlyOnce
from campaign.content.marks import At, Marked
from campaign.content.schema import Id, Medium, Short, YesNo
from campaign.content.sheets import ContentFile, Sheet
from campaign.errors import Problem
from campaign.models import Hint

NAME = "content/hints.yaml"


class HintSheet(Sheet):
    """One kind word."""

    what: ClassVar[str] = "a hint"
    id: Id = Field(examples=["own-case"])
    text: Medium = Field(examples=["This looks as if it might be about your own case."])
    phrases: list[Short] = Field(default=[], examples=["[my visa]"])
    before_a_name: list[Short] = Field(default=[], examples=["[my brother]"])
    not_here: YesNo = Field(default=False, examples=["yes"])

    def build(self) -> Hint:
        """The value."""
        return Hint(self.id, self.text, tuple(self.phrases), tuple(self.before_a_name), self.not_here)


class HintsSheet(Sheet):
    """The whole of content/hints.yaml."""

    what: ClassVar[str] = "the file"
    hints: list[HintSheet] = Field(examples=["[{id: own-case, text: ..., phrases: [my visa]}]"])


def _hints(file: At) -> Iterator[At]:
    return iter(file["hints"])


def hints_look_for_something(file: Marked, _today: date) -> Iterator[Problem]:
    """A hint has at least one phrase."""
    for hint in _hints(At(file.value)):
        if isinstance(hint.value, dict) and not any(list(hint[key]) for key in ("phrases", "before_a_name")):
            yield file.problem(hint.trail, "a hint needs 'phrases' or 'before_a_name', or it is never shown")


LIMITS = {"hints": 20, "phrases": 100, "before_a_name": 50}
"""The most entries of each list."""

HINTS = ContentFile(NAME, HintsSheet, (OnlyOnce(_hints, "id"), NoMoreThan(LIMITS), hints_look_for_something))
"""The file of hints: its name, its schema and its checks."""


def load_hints(folders: Sequence[Path], today: date) -> tuple[Hint, ...]:
    """What the first content/hints.yaml says, or else the shipped one. Raises ContentError with every problem."""
    return tuple(sheet.build() for sheet in shipped.load(HINTS, folders, today).hints)


def check_hints(folders: Sequence[Path], today: date) -> tuple[Problem, ...]:
    """All its problems."""
    return shipped.check(HINTS, folders, today)
