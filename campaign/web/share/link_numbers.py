"""What a short link has brought, as numbers by day and as the positions of a picture, without any markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from campaign.counts.figures import FEW, in_steps
from campaign.models.counts import Kind, Tally

SHOWN = (Kind.VISIT, Kind.COMPOSED, Kind.OPENED, Kind.CONFIRMED)
"""What is shown, in the order in which it happens."""
DAYS = 28
"""Days in the picture, the last of them today."""
HEIGHT, WIDTH, BAR = 120, 420, 12
"""Of the picture and of a bar, in the picture's own units."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day's numbers in steps, in the order of `SHOWN`."""

    day: date
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One day in the picture: visits behind, letters before them."""

    day: date
    x: float
    visits: float
    letters: float


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that its maker is shown, in steps of five: whoever sends a link to one person does not see what they did."""

    totals: tuple[int, ...]
    days: tuple[Day, ...]
    bars: tuple[Bar, ...]
    most: int

    width, height, bar = WIDTH, HEIGHT, BAR


def numbers_of(tally: Tally, code: str, made: date, today: date) -> Numbers:
    """The numbers of a link since it was made, newest day first; days with fewer than five of everything are left out.

    Raises StoreUnavailable.
    """
    totals: Counter[str] = Counter()
    by_day: dict[date, dict[str, int]] = {}
    for (day, kind), number in tally.sums("day", "kind", source=code, ask="").items():
        if day >= made and kind in SHOWN:
            totals[str(kind)] += number
            by_day.setdefault(day, {})[str(kind)] = number
    days = tuple(Day(day, _numbers(by_day[day])) for day in sorted(by_day, reverse=True))
    drawn = [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    most = max([max(_numbers(by_day.get(day, {}))[:2]) for day in drawn], default=0)
    return Numbers(
        _numbers(totals),
        tuple(day for day in days if any(day.numbers)),
        tuple(_bar(n, day, by_day.get(day, {}), most) for n, day in enumerate(drawn)),
        most,
    )


def has_numbers(tally: Tally, code: str) -> bool:
    """Whether five or more of anything are counted for a code: whoever got a link of that name would see them.

    Not one or more: then who sends a link to one person could ask for its name, and so learn whether they came.
    Raises StoreUnavailable.
    """
    return any(number >= FEW for number in tally.sums("kind", source=code, ask="").values())


def _numbers(kinds: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(in_steps(kinds.get(str(kind), 0)) for kind in SHOWN)


def _bar(place: int, day: date, kinds: Mapping[str, int], most: int) -> Bar:
    visits, letters, *_ = _numbers(kinds)
    scale = (HEIGHT - 10) / most if most else 0
    return Bar(day, round(place * WIDTH / DAYS, 1), round(visits * scale, 1), round(letters * scale, 1))
