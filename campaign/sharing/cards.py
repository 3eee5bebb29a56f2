"""The picture that goes with a link: few words, large, 1200 by 630 pixels."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from functools import cache
from io import BytesIO
from threading import Lock

from PIL import Image, ImageDraw, ImageFont

from campaign.sharing.stamp import stamp
from campaign.typesetting import FONTS
from campaign.unicode_form import normalize

SIZE = (1200, 630)
"""Pixels: what every network that shows a large picture asks for."""
KEPT = 1_000
"""Pictures in memory at once, about 20 kB each: more than there are constituencies and recommendations together."""

PAPER, INK, BLUE, SOFT, RULE = "#f7f1e3", "#23211c", "#12304c", "#595247", "#837761"
MARGIN = 72
STAMP = (122, 145)
TOP, BOTTOM = 190, 512
"""The headline stands between these."""
SIZES = (124, 112, 100, 92, 84, 76, 70, 64, 58, 52, 46)
"""Sizes tried for the headline, in pixels; the smallest is still read on a telephone."""
LEADING = 1.14
COLOURS = 48
"""In the file: edges of letters are smooth with far fewer than this, and the file stays small."""
DESIGN = "1"
"""Changes when the drawing does, so that addresses change with it."""


@dataclass(frozen=True, slots=True)
class Card:
    """The words of one picture: a line above, the headline, a line below."""

    above: str
    headline: str
    below: str

    @property
    def mark(self) -> str:
        """Stands in the address: it changes when the words or the drawing do."""
        return hashlib.sha256("\n".join((DESIGN, *astuple(self))).encode("utf-8", "replace")).hexdigest()[:12]

    @property
    def alt(self) -> str:
        """The same for those who cannot see it."""
        return " – ".join(part for part in (self.headline, self.above) if part)


class Deck:
    """Draws each picture once, one at a time, and remembers the last of them."""

    def __init__(self, draw: Callable[[Card], bytes] | None = None, kept: int = KEPT) -> None:
        self._draw, self._kept = draw or draw_card, kept
        self._made: dict[Card, bytes] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._made)

    def png(self, card: Card) -> bytes:
        """The picture of these words."""
        found = self._made.get(card)
        if found is None:
            with self._lock:
                found = self._made.get(card) or self._draw(card)
                while len(self._made) >= self._kept:
                    del self._made[next(iter(self._made))]
                self._made[card] = found
        return found


def draw_card(card: Card) -> bytes:
    """A PNG of 1200 by 630 pixels."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    picture.paste(stamp(STAMP, BLUE, PAPER), (SIZE[0] - MARGIN - STAMP[0], 36))
    _spaced(pen, (MARGIN, MARGIN + 2), card.above.upper(), _fitting(card.above.upper(), "regular", 36, 800, 6), 6)
    lines, font = fit(_clean(card.headline), SIZE[0] - 2 * MARGIN, BOTTOM - TOP)
    step = round(font.size * LEADING)
    y = TOP + (BOTTOM - TOP - step * len(lines)) // 2
    for line in lines:
        pen.text((MARGIN, y), line, BLUE, font)
        y += step
    for at in (534, 540):
        pen.line((MARGIN, at, SIZE[0] - MARGIN, at), RULE, 2)
    pen.text((MARGIN, 556), below := _clean(card.below), INK, _fitting(below, "regular", 34, SIZE[0] - 2 * MARGIN))
    return _png(picture)


def fit(text: str, width: int, height: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The text in lines, as large as it goes into the space; a very long one is cut at the smallest size."""
    for size in SIZES:
        font = _font("bold", size)
        lines = _balanced(text, font, width)
        if lines and len(lines) * size * LEADING <= height:
            return lines, font
    room = int(height // (SIZES[-1] * LEADING))
    lines = list(_lines(text, font, width, torn=True))
    return [*lines[: room - 1], lines[room - 1][:-1] + "…"] if len(lines) > room else lines, font


def _balanced(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The fewest lines, about equally long; none where a word does not fit."""
    fewest = list(_lines(text, font, width))
    best = fewest if all(font.getlength(line) <= width for line in fewest) else []
    for narrower in range(width - 40, width // 3, -40):
        lines = list(_lines(text, font, narrower))
        if not best or len(lines) > len(fewest) or any(font.getlength(line) > narrower for line in lines):
            break
        best = lines
    return best


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int, torn: bool = False) -> Iterator[str]:
    """Breaks after spaces and hyphens; `torn`: also inside a word that is wider than all the room."""
    line = ""
    for word in re.findall(r"[^\s-]+-*|-+|\s+", text) if not torn else text:
        if line and font.getlength((line + word).rstrip()) > width:
            yield line.strip()
            line = ""
        line += word if line or not word.isspace() else ""
    if line.strip():
        yield line.strip()


def _spaced(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, font: ImageFont.FreeTypeFont, gap: int) -> None:
    """Text with room between its letters."""
    x, y = at
    for letter in text:
        pen.text((x, y), letter, SOFT, font)
        x += round(font.getlength(letter)) + gap


def _fitting(text: str, weight: str, size: int, width: int, gap: int = 0) -> ImageFont.FreeTypeFont:
    """The font in this size, or in the largest below it in which the text has room on one line."""
    while size > 16 and _font(weight, size).getlength(text) + gap * len(text) > width:
        size -= 1
    return _font(weight, size)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    # The plain way of setting text: the words are of Latin letters, and it looks the same on every computer.
    path = FONTS / f"texgyrepagella-{weight}.otf"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def _clean(text: str) -> str:
    """One line, with each accented letter as one sign, as the font has them, and apostrophes as printers set them."""
    return " ".join(normalize("NFC", text).replace("'", "’").split())


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
