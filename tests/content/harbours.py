"""The invented recommendations of tests/data/content, and mistakes made in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from campaign.content import RECOMMENDATIONS
from campaign.content.reader import read_marked

FOLDER = Path(__file__).parents[1] / "data" / "content"
ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
TEXT = (FOLDER / "recommendations.yaml").read_text(encoding="utf-8")


def changed(*changes: tuple[str, str]) -> str:
    """The valid file with the first of each old text replaced by the new one."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def problems_of(text: str | bytes, today: date = TODAY) -> list[str]:
    """What is wrong with a recommendations.yaml, as the command line prints it."""
    data = text.encode() if isinstance(text, str) else text
    return [str(problem) for problem in RECOMMENDATIONS.check(read_marked("recommendations.yaml", data), today)[1]]
