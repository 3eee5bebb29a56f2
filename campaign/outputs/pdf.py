"""The letter as a PDF: A4, tagged (PDF/UA-1), for a British window envelope, with room to sign. Set by typst."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from campaign.errors import Problem
from campaign.models import Letter
from campaign.outputs.paper import is_right_to_left, plain, read_paper
from campaign.typesetting import Typesetter, check_template

NAME = "letter"
LONG_WORD = 14
"""Characters that certainly fit the narrowest column of the page; a longer word may have to be broken."""
CHUNK = 80
"""Characters in one piece of a word without end: the time to set a piece grows with the square of its length."""
MAY_BREAK = "\u200b"
_LONG = re.compile(rf"(\S{{{LONG_WORD + 1},}})")

SAMPLE = Letter(
    subject="A letter",
    text="Ann\n\n1 May 2026\n\nJo Example MP\nHouse of Commons\n\nDear Jo,\n\nText:\n\n1. one\n\nYours,\n\nAnn\n\nPS",
    to_name="Jo Example MP",
    to_email=None,
    asks=(),
    seed=0,
    template="",
)
"""A letter with every part, to try a template on."""


class Press:
    """Makes PDFs of letters, with templates/print/letter.typ of the first of `folders` that has it."""

    def __init__(self, folders: Sequence[Path], *, system_fonts: bool = True) -> None:
        self._setter = Typesetter(folders, NAME, page_data(SAMPLE), system_fonts=system_fonts)

    def pdf(self, letter: Letter) -> bytes:
        """The letter as a PDF file.

        Raises FileError: "pdf-glyph" when a letter of it is in none of the fonts, "pdf-failed" for all else.
        """
        return self._setter.pdf(page_data(letter))


def check_print(folders: Sequence[Path]) -> tuple[Problem, ...]:
    """What is wrong in an organiser's own letter.typ, tried on one letter."""
    return check_template(folders, NAME, page_data(SAMPLE))


def page_data(letter: Letter) -> dict[str, Any]:
    """What the template gets (templates/print/letter.typ says what it is)."""
    paper = read_paper(letter.text)
    return {
        "title": " ".join(plain(letter.subject).split()) or f"Letter to {' '.join(plain(letter.to_name).split())}",
        "is_letter": paper.is_letter,
        "parts": [
            {"role": part.role, "label": part.label, "lines": [_line(line) for line in part.lines]}
            for part in paper.parts
        ],
    }


def _line(line: str) -> dict[str, Any]:
    """Spaces that typst would run together become no-break spaces, and long words stand apart."""
    text = re.sub(r"^ +| {2,}", lambda run: "\u00a0" * len(run[0]), line.expandtabs(4))
    parts = _LONG.split(text)
    pieces = [piece for number, part in enumerate(parts) for piece in (_long(part) if number % 2 else [part])]
    return {"length": len(line) + sum(map(_extra, line)), "rtl": is_right_to_left(line), "pieces": pieces}


def _extra(character: str) -> float:
    """How much wider than a small letter this is, about."""
    return 0.5 if character.isupper() else float(unicodedata.east_asian_width(character) in "WF")


def _long(word: str) -> list[str | dict[str, str]]:
    """A long word in pieces that may stand on different lines; no piece begins with a mark of the letter before."""
    first, *others = _chunks(word)
    return [{"long": first}, *(piece for chunk in others for piece in (MAY_BREAK, {"long": chunk}))]


def _chunks(word: str) -> list[str]:
    chunks = [""]
    for character in word:
        if len(chunks[-1]) >= CHUNK and unicodedata.category(character)[0] != "M":
            chunks.append("")
        chunks[-1] += character
    return chunks
