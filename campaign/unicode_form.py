"""Unicode's normal forms, in a time that grows with the length of the text alone."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

MOST_MARKS = 30
"""Marks that one letter may carry (Unicode's Stream-Safe Text Format, UAX #15); no language comes near."""
_LONG_RUN = re.compile(rf"[^\x00-\x7f]{{{MOST_MARKS + 1}}}")


def normalize(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """As `unicodedata.normalize`, but of a letter with more than `MOST_MARKS` marks the rest are left out.

    Python sorts the marks of a letter one by one: for 30,000 of them it needs more than a second, and lets nobody else
    work meanwhile.
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _without_excess(text) if _LONG_RUN.search(text) else text)


def _without_excess(text: str) -> str:
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
