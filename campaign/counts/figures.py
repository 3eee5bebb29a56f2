"""Which numbers may be shown: totals as they are, a constituency's only where it is not small and gives none away.

What belongs to one constituency, or to one link, is shown in steps of five, so that one letter more or less is
seldom seen.

A number under five could point at somebody, and so is never shown. It must not follow from the others either:
whoever knows the total could take away all numbers that are shown. So numbers are shown only while the hidden
ones together are at least four, and could lie in many ways over the hidden constituencies; each of these may then
have none, one, two, three or four, for all that anybody can work out. Otherwise the limit goes up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEW = 5
"""A number below this is never shown for a constituency."""
STEP = 5
"""Numbers of a constituency and of a link are shown as the last multiple of this that they have reached."""
LIMITS = (FEW, 10, 20, 50)
"""What the limit may be, first the usual one."""


@dataclass(frozen=True, slots=True)
class SeatFigures:
    """Numbers by constituency, in steps. `limit`: all that are not in `shown` are lower; None: none can be shown."""

    limit: int | None
    shown: Mapping[str, int]

    def say(self, seat: str) -> str:
        """What may be said of a constituency: "10 or more", "fewer than 5", or "not shown"."""
        if self.limit is None:
            return "not shown"
        number = self.shown.get(seat)
        return f"{number:,} or more" if number else f"fewer than {self.limit}"

    def level(self, seat: str) -> int:
        """For the map: 0 for a number that is not shown, then 1, 2, 3 from the limit, from 20, from 50."""
        number = self.shown.get(seat, 0)
        return (number > 0) + (number >= 20) + (number >= 50)


def in_steps(number: int) -> int:
    """The last step that a number has reached: 0 below five, 5 up to nine, 10 up to fourteen."""
    return number - number % STEP


def seat_figures(numbers: Mapping[str, int], seats: int) -> SeatFigures:
    """What may be shown of these numbers by seat; `seats`: how many there are, those without any number included."""
    for limit in LIMITS:
        shown = {seat: number for seat, number in numbers.items() if number >= limit}
        if not shown or _keeps_secret(sum(numbers.values()) - sum(shown.values()), seats - len(shown), limit):
            return SeatFigures(limit, {seat: in_steps(number) for seat, number in shown.items()})
    return SeatFigures(None, {})


def _keeps_secret(hidden: int, places: int, limit: int) -> bool:
    """Whether each hidden place may have any number from none to four, for all that the sum says."""
    return FEW - 1 <= hidden <= (limit - 1) * (places - 1)
