"""templates/messages.yaml: the sentence that people read for each error code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, RootModel

from campaign.content.marks import At, Marked
from campaign.content.sheets import ContentFile
from campaign.content.texts import Prose, field_faults
from campaign.errors import CODES, CampaignError, ContentError, Problem
from campaign.near import did_you_mean

NAME = "templates/messages.yaml"
LIMIT = 600
"""The longest message, in characters."""


class MessagesSheet(RootModel[dict[str, Annotated[str, AfterValidator(Prose(LIMIT, None))]]]):
    """A message for each code."""

    model_config = ConfigDict(str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Messages:
    """The words for every error."""

    sentences: Mapping[str, str]

    def say(self, error: CampaignError) -> str:
        """What to tell a person about an error; for a code without a message, the error's own text."""
        sentence = self.sentences.get(error.code)
        if sentence is None:
            return str(error)
        return re.sub(r"\{([^{}]*)\}", lambda found: str(error.details.get(found[1], "")), sentence)


def known_codes(file: Marked, _today: date) -> Iterator[Problem]:
    """Every key is a code of `campaign.errors.CODES`, and names only the details of that code."""
    for key, value in file.value.items() if isinstance(file.value, dict) else ():
        if key not in CODES:
            hint = did_you_mean(key, CODES) or "; delete it"
            yield file.problem((key,), f"'{key}' is not the code of a message{hint}", at_key=True)
            continue
        for fault in field_faults(At(value).text, CODES[key]):
            yield file.problem((key,), f"'{key}' {fault.says}", word=fault.word)


FILE = ContentFile(NAME, MessagesSheet, (known_codes,))


def load_messages(folders: Sequence[Path]) -> Messages:
    """The messages of all folders, those of an earlier folder first: the organiser may change only a few.

    Raises ContentError with every problem, and when a code has no message anywhere.
    """
    sentences, problems = _read(folders)
    if not problems:
        missing = (f"there is no message for '{code}'; add '{code}: ...'" for code in CODES if code not in sentences)
        problems = tuple(Problem(NAME, 1, 1, message) for message in missing)
    if problems:
        raise ContentError(problems)
    return Messages(sentences)


def check_messages(folders: Sequence[Path]) -> tuple[Problem, ...]:
    """What is wrong in the messages that there are."""
    return _read(folders)[1] if FILE.path(folders) else ()


def _read(folders: Sequence[Path]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    sentences: dict[str, str] = {}
    problems: list[Problem] = []
    having: list[Sequence[Path]] = [[folder] for folder in folders if FILE.path([folder])] or [folders]
    for place in reversed(having):
        sheet, found = FILE.read(place, date.min)
        problems += found
        sentences |= sheet.root if sheet is not None else {}
    return sentences, tuple(sorted(set(problems)))
