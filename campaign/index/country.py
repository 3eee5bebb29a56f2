"""All postcodes of a country in the memory of a build: 800 bytes a sector, so about 10 MB for the whole of it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from campaign.errors import IndexSourceError
from campaign.index.cells import CELLS, GROUP, SECTOR, compact
from campaign.index.codes import seat_code
from campaign.models.nations import REGIONS

# What a cell holds: 0, TERMINATED, or the number of its seat, with NEAR_EDGE added or without.
TERMINATED = 0x7FFF
NEAR_EDGE = 0x8000
_SEAT = 0x7FFF
_MOST_SEATS = 0x7000


@dataclass(frozen=True, slots=True)
class Clash:
    """A postcode that a source gives to two seats."""

    postcode: str
    seats: tuple[str, str]


class Country:
    """Rows go in one by one, in any order; sectors come out in order."""

    def __init__(self, *, without_ni: bool = False, edge_metres: int | None = None) -> None:
        self.without_ni = without_ni
        self.edge_metres = edge_metres
        self._sectors: dict[str, array[int]] = {}
        self._as_written: dict[str, array[int]] = {}
        self._numbers: dict[str, int] = {}
        self._regions: Counter[tuple[int, str]] = Counter()
        self.seats: list[str] = [""]
        """Seat codes by number; number 0 is no seat."""
        self.clashes: list[Clash] = []
        self.edge_known = False
        self.counts: Counter[str] = Counter()
        """Rows: "rows" of them all, "left-out" (Northern Ireland), "odd" (of a form no postcode has now), "no-seat"
        (live), "twins" (terminated and live), "clashes" (in two seats)."""

    def add(self, postcode: str, seat: str, ended: bool, edge: str, region: str = "") -> None:
        """Take in one row. Raises ValueError, in words, for a code that is no seat's and no "no seat"."""
        self.counts["rows"] += 1
        cell = CELLS.get(postcode[-2:])
        if cell is None:  # small letters or blanks at the end, or no postcode
            postcode = compact(postcode)
            cell = CELLS.get(postcode[-2:], -1)
        sector = self._as_written.get(postcode[:-2]) or self._find_sector(postcode[:-2])
        if not sector:
            return
        if cell < 0:
            self.counts["odd"] += 1
        elif ended:
            self.counts["twins"] += sector[cell] not in {0, TERMINATED}
            sector[cell] = sector[cell] or TERMINATED
        else:
            number = self._put(sector, cell, postcode, seat, edge)
            if number and region in REGIONS:
                self._regions[number, region] += 1

    def _put(self, sector: array[int], cell: int, postcode: str, code: str, edge: str) -> int:
        """The number of its seat, which is put into the cell; 0 if it lies in none."""
        seat = self._numbers.get(code)
        if seat is None:
            seat = self._number(code)
        if not seat:
            self.counts["no-seat"] += 1
            return 0
        before = sector[cell] & _SEAT
        if before == TERMINATED:
            self.counts["twins"] += 1
        elif before not in {0, seat}:
            self.counts["clashes"] += 1
            self.clashes.append(Clash(postcode, (self.seats[before], self.seats[seat])))
            del self.clashes[10:]
        near = edge and self.edge_metres is not None and self._is_near(edge)
        sector[cell] = seat | NEAR_EDGE if near else seat
        return seat

    def _is_near(self, metres: str) -> bool:
        self.edge_known = True
        try:
            return float(metres) <= (self.edge_metres or 0)
        except ValueError:
            raise ValueError(f"{metres!r} is not a number of metres") from None

    def _find_sector(self, written: str) -> array[int] | None:
        """The sector, or None when its rows are to be left out (which is counted)."""
        name = compact(written)
        if not SECTOR.fullmatch(name):
            self.counts["odd"] += 1
            return None
        if self.without_ni and name.startswith("BT"):  # the one area of Northern Ireland, and of nowhere else
            self.counts["left-out"] += 1
            return None
        sector = self._sectors.setdefault(name, array("H", bytes(2 * GROUP * GROUP)))
        self._as_written[written] = sector
        return sector

    def _number(self, written: str) -> int:
        code = seat_code(written)
        if code and code not in self._numbers:
            if len(self.seats) > _MOST_SEATS:
                raise ValueError("there are far too many constituencies")
            self._numbers[code] = len(self.seats)
            self.seats.append(code)
        self._numbers[written] = self._numbers[code] if code else 0
        return self._numbers[written]

    def check(self, where: str) -> None:
        """Raises IndexSourceError if a postcode was in two seats, or no live postcode in any."""
        if self.clashes:
            first = "; ".join(f"{c.postcode} in {c.seats[0]} and {c.seats[1]}" for c in self.clashes)
            raise IndexSourceError(where, f"{self.counts['clashes']} postcodes are in two constituencies: {first}")
        if len(self.seats) == 1:
            raise IndexSourceError(where, "it has no live postcode in any constituency")
        if self.edge_metres is not None and not self.edge_known:
            raise IndexSourceError(where, "it does not say how near a postcode is to another seat (edge_m)")

    @property
    def regions(self) -> dict[str, str]:
        """Seat code -> region code, where rows tell: the region that most of the seat's live postcodes lie in."""
        rising = sorted((count, region, number) for (number, region), count in self._regions.items())
        return {self.seats[number]: region for _, region, number in rising}

    def sectors(self) -> Iterator[tuple[str, int, array[int]]]:
        """Outward code, inward digit and cells of every sector that has a postcode, in order of the first two."""
        for name, cells in sorted(self._sectors.items(), key=lambda item: (item[0][:-1], item[0][-1])):
            if any(cells):
                yield name[:-1], int(name[-1]), cells
