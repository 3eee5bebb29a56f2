"""A poster, and cards to hand out: A4, ready to print, with a code that leads to the campaign's own page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from campaign.errors import FileError, Problem
from campaign.sharing.qr import qr_svg
from campaign.typesetting import Typesetter, check_template
from campaign.unicode_form import normalize

POSTER, CARDS = "poster", "cards"
KINDS = (POSTER, CARDS)
NAME = "poster"
"""Of the template: templates/print/poster.typ sets both."""
PATIENCE = 2.0
"""Seconds to wait for the posters of others: letters come first, and a poster can be asked for again."""
MOST_LINE = 80
"""Characters of an organiser's own line."""
MOST_TYPED = 48
"""Characters of an address that somebody may be asked to type from paper."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What is on paper. `address` is in the code; `typed` is printed for those who have no camera."""

    kind: str
    site_name: str
    headline: str
    call: str
    lead: str
    how: str
    promise: str
    line: str
    imprint: str
    address: str
    typed: str


class PosterPress:
    """Makes posters and cards with templates/print/poster.typ of the first of `folders` that has it."""

    def __init__(self, folders: Sequence[Path], *, system_fonts: bool = True) -> None:
        self._setter = Typesetter(folders, NAME, values(sample(POSTER)), system_fonts=system_fonts, patience=PATIENCE)

    def pdf(self, poster: Poster) -> bytes:
        """An A4 page. Raises FileError: "print-glyph" when a letter is in none of the fonts, else "print-failed"."""
        try:
            return self._setter.pdf(values(poster))
        except FileError as error:
            raise FileError("print-glyph" if error.code == "pdf-glyph" else "print-failed") from None


def values(poster: Poster) -> dict[str, str]:
    """What the template gets: the words and the code."""
    return asdict(poster) | {"qr": qr_svg(poster.address, quiet=0).decode()}


def own_line(text: str) -> str:
    """An organiser's own line as it is printed: one line, without signs that are not to be seen."""
    kept = (c if unicodedata.category(c)[0] != "C" or c in "\u200c\u200d" else " " for c in text)
    return " ".join(normalize("NFC", "".join(kept)).split())


def to_type(address: str) -> str:
    """What to print for typing: the address without its scheme; where it is long, the front page."""
    parts = urlsplit(address)
    whole = f"{parts.netloc}{parts.path}?{parts.query}" if parts.query else f"{parts.netloc}{parts.path}".rstrip("/")
    return whole if len(whole) <= MOST_TYPED else parts.netloc


def check_posters(folders: Sequence[Path]) -> tuple[Problem, ...]:
    """What is wrong in an organiser's own poster.typ, tried on a poster and on cards."""
    found = [p for kind in KINDS for p in check_template(folders, NAME, values(sample(kind)))]
    return tuple(dict.fromkeys(found))


def sample(kind: str) -> Poster:
    """One with every part."""
    return Poster(
        kind, "A site", "Write to your MP", "Ask for it.", "About this.", "Scan it.", "Nothing is kept.",
        "Meet us on Tuesday", "Ann", "https://letters.example/", "letters.example",
    )  # fmt: skip
