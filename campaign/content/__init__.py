"""The organiser's files of words (YAML) -> frozen values, or every problem at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from campaign.content.consistency import CHECKS
from campaign.content.messages import Messages, check_messages, load_messages
from campaign.content.schema import RecommendationsSheet
from campaign.content.sheets import ContentFile
from campaign.errors import ContentError, Problem
from campaign.models import Content

__all__ = ["RECOMMENDATIONS", "Messages", "check_content", "load_content", "load_messages"]

RECOMMENDATIONS = ContentFile("recommendations.yaml", RecommendationsSheet, CHECKS)
"""The file of recommendations: its name, its schema and its checks."""


def load_content(folders: Sequence[Path], today: date) -> Content:
    """What the first folder's recommendations.yaml says. Raises ContentError with every problem but warnings."""
    sheet, problems = RECOMMENDATIONS.read(folders, today)
    if sheet is None:
        raise ContentError(tuple(problem for problem in problems if not problem.warning))
    return sheet.build()


def check_content(folders: Sequence[Path], today: date) -> tuple[Problem, ...]:
    """All problems of recommendations.yaml and of the messages there are, warnings too, in file order."""
    return tuple(sorted((*RECOMMENDATIONS.read(folders, today)[1], *check_messages(folders))))
