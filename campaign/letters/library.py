"""The letter templates of a campaign: `templates/letters/NAME.txt` in the organiser's folder, then the shipped ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from campaign.errors import Problem, TemplateError
from campaign.letters.sandbox import LetterTemplate
from campaign.near import did_you_mean

THANKS = "thank-you"
"""The template that says thank you where a rule wants it. Nobody chooses it for themselves."""
_NAME = re.compile(r"[a-z0-9-]{1,40}")


class LetterTemplates:
    """Every template, compiled once. Raises TemplateError with all problems of all files.

    A file changed later is seen by the next `LetterTemplates`, not by this one.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._templates, problems = read_all(folders)
        if problems:
            raise TemplateError(problems)

    @classmethod
    def of(cls, templates: Mapping[str, LetterTemplate]) -> LetterTemplates:
        """Templates that are compiled already."""
        library = cls(())
        library._templates = templates
        return library

    @property
    def names(self) -> tuple[str, ...]:
        """The names `compose` takes, in alphabetical order."""
        return tuple(name for name in self._templates if name != THANKS)

    def get(self, name: str) -> LetterTemplate:
        """The template of that name. Raises TemplateError when there is none."""
        if name not in self._templates:
            hint = did_you_mean(name, self._templates) or f" (there are: {', '.join(self._templates)})"
            raise TemplateError((Problem("letters", 1, 0, f"there is no letter template of that name{hint}"),))
        return self._templates[name]


def read_all(folders: Sequence[Path]) -> tuple[Mapping[str, LetterTemplate], tuple[Problem, ...]]:
    """All sound templates by name, and the problems of all others."""
    templates: dict[str, LetterTemplate] = {}
    problems: list[Problem] = []
    for name, path in _find(folders).items():
        try:
            templates[name] = _read(path)
        except TemplateError as error:
            problems += error.problems
    return templates, tuple(sorted(problems))


def _find(folders: Sequence[Path]) -> Mapping[str, Path]:
    """The file of each name: a folder further to the front has the last word."""
    found = (path for folder in reversed(folders) for path in (folder / "templates" / "letters").glob("*.txt"))
    winners = {path.stem: path for path in found if path.is_file()}
    return dict(sorted(winners.items()))


def _read(path: Path) -> LetterTemplate:
    file = f"letters/{path.name}"
    if not _NAME.fullmatch(path.stem):
        message = "rename or delete this file: a name has 1 to 40 small letters, figures and dashes, and ends in .txt"
        raise TemplateError((Problem(file, 1, 0, message),))
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problem = Problem(file, 1, 0, "this file cannot be read; save it as plain text in UTF-8")
        raise TemplateError((problem,)) from None
    return LetterTemplate(source, file)
