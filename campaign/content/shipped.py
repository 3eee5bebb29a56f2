"""Content files that travel inside the package, such as content/responses.yaml.

The rule: such a file is looked for as `content/NAME.yaml` in each of the settings' folders, the organiser's first,
and last of all in the package itself. The first one found counts, and it counts whole: nothing is mixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from campaign.content.sheets import ContentFile
from campaign.errors import ContentError, Problem

PACKAGE = Path(__file__).parents[1]
"""The folder that holds the shipped `content/NAME.yaml`."""

S = TypeVar("S", bound=BaseModel)


def looked_in(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Where a shipped file is looked for, in order."""
    return (*folders, PACKAGE)


def load(file: ContentFile[S], folders: Sequence[Path], today: date) -> S:
    """The values of the first file there is. Raises ContentError with every problem but warnings."""
    sheet, problems = file.read(looked_in(folders), today)
    if sheet is None:
        raise ContentError(tuple(problem for problem in problems if not problem.warning))
    return sheet


def check(file: ContentFile[S], folders: Sequence[Path], today: date) -> tuple[Problem, ...]:
    """Everything that is wrong with the first file there is, warnings too, in the order of its lines."""
    return file.read(looked_in(folders), today)[1]
