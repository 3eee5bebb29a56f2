"""Letters over time and over the country as pictures: the numbers and positions, without any markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaign.counts.figures import SeatFigures
from campaign.counts.hexes import HexMap
from campaign.counts.progress import Pair

WIDTH, HEIGHT, LEFT, FOOT = 420, 156, 64, 28
"""Of the picture, of the column of numbers and of the row of dates, in the picture's own units."""
MOST_DAYS = 42
"""A longer time is shown by weeks."""
FEWEST_DAYS = 14
"""A shorter time begins earlier in the picture: a single day would be one huge bar."""
ACROSS = 10.0
"""The width of a hexagon in the map's own units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One day or week: from which day, its numbers, and where its bars stand."""

    first: date
    numbers: Pair
    x: float
    width: float
    composed: float
    confirmed: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars from the first day on which something was counted (or two weeks back) to today, empty ones included."""

    bars: tuple[Bar, ...]
    is_weekly: bool
    most: int

    width, height, left, foot = WIDTH, HEIGHT, LEFT, FOOT


def timeline(days: Sequence[tuple[date, Pair]], today: date) -> Timeline | None:
    """The picture of these days; None when there is none."""
    if not days:
        return None
    numbers = dict(days)
    last = max(today, days[-1][0])
    first = min(days[0][0], last - timedelta(days=FEWEST_DAYS - 1))
    step = 1 if (last - first).days < MOST_DAYS else 7
    first -= timedelta(days=first.weekday() if step == 7 else 0)
    starts = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
    sums = [_sum([numbers.get(start + timedelta(days=n), Pair()) for n in range(step)]) for start in starts]
    most = max(1, *(pair.composed for pair in sums), *(pair.confirmed for pair in sums))
    wide, tall = (WIDTH - LEFT) / len(starts), HEIGHT - FOOT - 8

    def bar(number: int) -> Bar:
        pair = sums[number]
        made, gone = (round(value / most * tall, 2) for value in (pair.composed, pair.confirmed))
        return Bar(starts[number], pair, round(LEFT + number * wide, 2), round(wide * 0.8, 2), made, gone)

    return Timeline(tuple(map(bar, range(len(starts)))), step == 7, most)


def _sum(pairs: Sequence[Pair]) -> Pair:
    return Pair(sum(pair.composed for pair in pairs), sum(pair.confirmed for pair in pairs))


@dataclass(frozen=True, slots=True)
class Cell:
    """One constituency in the map."""

    name: str
    x: float
    y: float
    level: int
    said: str


@dataclass(frozen=True, slots=True)
class Map:
    """All hexagons; `outline` is the shape of one around its middle, as SVG path data."""

    cells: tuple[Cell, ...]
    width: float
    height: float
    outline: str


def hexagons(hexes: HexMap, figures: SeatFigures) -> Map:
    """The map with these figures."""
    centres, names = hexes.centres(), {one.slug: one.name for one in hexes.hexes}
    cells = tuple(
        Cell(names[slug], _inside(x), _inside(y), figures.level(slug), figures.say(slug))
        for slug, (x, y) in centres.items()
    )
    width, height = (_inside(max(place[axis] for place in centres.values()) + 0.6) for axis in (0, 1))
    return Map(cells, width, height, _outline(hexes.layout.endswith("r")))


def _inside(place: float) -> float:
    """In the map's own units, with room at the edge for half a hexagon."""
    return round((place + 0.6) * ACROSS, 1)


def _outline(has_points_above: bool) -> str:
    half, point = 0.47 * ACROSS, 0.47 * ACROSS * 2 / 3**0.5
    corners = [(0, -point), (half, -point / 2), (half, point / 2), (0, point), (-half, point / 2), (-half, -point / 2)]
    turned = corners if has_points_above else [(y, x) for x, y in corners]
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in turned) + "Z"
