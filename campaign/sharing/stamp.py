"""The stamp of the site (campaign/static/stamp.svg), drawn for pictures."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw

_SMOOTH = 4
"""Drawn so many times larger, then made smaller: edges become smooth."""
_WIDTH, _HEIGHT = 64, 76
_HOLE = 2.1


@cache
def stamp(size: tuple[int, int], blue: str, paper: str) -> Image.Image:
    """A stamp of that size in pixels, for a background of the colour of `paper`."""
    across, down = size[0] * _SMOOTH / _WIDTH, size[1] * _SMOOTH / _HEIGHT
    picture = Image.new("RGB", (size[0] * _SMOOTH, size[1] * _SMOOTH), paper)
    pen = ImageDraw.Draw(picture)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * across, top * down, right * across, bottom * down

    pen.rectangle(box(0, 0, _WIDTH, _HEIGHT), blue)
    for x, y in _holes():
        pen.ellipse(box(x - _HOLE, y - _HOLE, x + _HOLE, y + _HOLE), paper)
    pen.rectangle(box(7, 7, 57, 69), paper)
    for line in (61.0, 64.5):
        pen.rectangle(box(14, line - 0.7, 50, line + 0.7), blue)
    _flower(picture, (32 * across, 35 * down), across, blue)
    return picture.resize(size, Image.Resampling.LANCZOS)


def _holes() -> list[tuple[float, float]]:
    across = [(_WIDTH / 9 * (n + 0.5), float(y)) for n in range(9) for y in (0, _HEIGHT)]
    down = [(float(x), _HEIGHT / 11 * (n + 0.5)) for n in range(11) for x in (0, _WIDTH)]
    return across + down


def _flower(picture: Image.Image, middle: tuple[float, float], unit: float, blue: str) -> None:
    """Eight petals round a point."""
    side = round(44 * unit)
    petal = Image.new("L", (side, side), 0)
    half = side / 2
    ImageDraw.Draw(petal).polygon(
        [(half, half - 3.5 * unit), (half + 3.9 * unit, half - 11 * unit), (half, half - 19.5 * unit),
         (half - 3.9 * unit, half - 11 * unit)], 255
    )  # fmt: skip
    at = round(middle[0] - half), round(middle[1] - half)
    for angle in range(0, 360, 45):
        picture.paste(blue, at, petal.rotate(angle, Image.Resampling.BICUBIC))
    x, y = middle
    ImageDraw.Draw(picture).ellipse((x - 2 * unit, y - 2 * unit, x + 2 * unit, y + 2 * unit), blue)
