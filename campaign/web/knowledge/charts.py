"""Responses as a picture in time and as a table of places by kinds: the numbers and positions, without any markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from campaign.content.responses import GROUPS, KINDS, Place, Response

WIDTH, LABEL, MONTH = 420, 46, 28
"""Of the picture, of the column of years and of that of a month, in the picture's own units."""
TOP, STEP, ACROSS = 26, 9, 3
"""Room for the names of the months; from dot to dot; dots beside each other in one month."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One entry in the picture."""

    x: float
    y: float
    checked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One year: its dots, where its label stands, and how many of its entries were checked."""

    year: str
    y: float
    dots: tuple[Dot, ...]

    @property
    def checked(self) -> int:
        """How many of them somebody has checked."""
        return sum(dot.checked for dot in self.dots)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A row for each year, a column for each month and one more for entries without a month."""

    rows: tuple[Row, ...]
    height: float
    undated: int
    """Entries without a year, which cannot be drawn."""

    width = WIDTH
    months = tuple((letter, LABEL + (number + 0.5) * MONTH) for number, letter in enumerate("JFMAMJJASOND"))
    no_month = LABEL + 12 * MONTH + (WIDTH - LABEL - 12 * MONTH) / 2


def timeline(entries: Sequence[Response]) -> Timeline | None:
    """The picture of these entries, years without any included; None when no year is known of any of them."""
    dated = sorted((entry for entry in entries if entry.year), key=lambda entry: entry.date)
    if not dated:
        return None
    rows, top = [], float(TOP)
    for year in range(int(dated[0].year), int(dated[-1].year) + 1):
        dots, height = _dots([entry for entry in dated if entry.year == str(year)], top)
        rows.append(Row(str(year), top + height / 2, dots))
        top += height
    return Timeline(tuple(rows), top, len(entries) - len(dated))


def _dots(entries: Sequence[Response], top: float) -> tuple[tuple[Dot, ...], float]:
    """The dots of one year's entries, and the height of its row."""
    cells = [list(found) for _, found in groupby(entries, key=_column)]
    height = max([2, *(-(-len(cell) // ACROSS) for cell in cells)]) * STEP + STEP
    dots = []
    for cell in cells:
        left = LABEL + _column(cell[0]) * MONTH + (MONTH - (ACROSS - 1) * STEP) / 2
        above = (height - (-(-len(cell) // ACROSS) - 1) * STEP) / 2
        for number, entry in enumerate(cell):
            x, y = left + number % ACROSS * STEP, top + above + number // ACROSS * STEP
            dots.append(Dot(x, y, entry.evidence.is_checked))
    return tuple(dots), float(height)


def _column(entry: Response) -> int:
    return int(entry.date[5:7]) - 1 if len(entry.date) > 4 else 12


@dataclass(frozen=True, slots=True)
class Line:
    """A place with the number of its entries of each kind, in the order of the table's kinds."""

    place: Place
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All its entries."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Table:
    """Places by kinds; only those that have an entry, in the order of the file and of the kinds."""

    kinds: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    totals: tuple[int, ...]


def table(entries: Sequence[Response], places: Sequence[Place]) -> Table:
    """Count these entries by place and kind."""
    counts = Counter((entry.place.slug, entry.kind) for entry in entries)
    used = [kind for kind in KINDS if any(entry.kind == kind for entry in entries)]
    groups = []
    for group, label in GROUPS.items():
        lines = [Line(one, tuple(counts[one.slug, kind] for kind in used)) for one in places if one.group == group]
        if kept := tuple(line for line in lines if line.total):
            groups.append((label, kept))
    totals = tuple(sum(entry.kind == kind for entry in entries) for kind in used)
    return Table(tuple((kind, KINDS[kind]) for kind in used), tuple(groups), totals)
