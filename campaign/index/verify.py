"""An index against the tables it should agree with: every live postcode, every terminated one, and no other."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.index.cells import NAMES
from campaign.index.country import NEAR_EDGE, TERMINATED, Country
from campaign.index.reader import PostcodeIndex
from campaign.index.sources import Progress, find_tables, read_all

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """A postcode on which the index and the table do not agree."""

    postcode: str
    table: str
    """A seat's code, or "terminated"."""
    index: str
    """A seat's code, "terminated" or "unknown"."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was compared, in postcodes (each counted once)."""

    live: int
    """Live postcodes with a seat."""
    agreed: int
    """... whose seat the index gives."""
    terminated: int
    """Terminated postcodes that are not live as well."""
    rejected: int
    """... that the index gives no seat for."""
    known_as_terminated: int
    twins: int
    """Postcodes that the tables have both as terminated and as live."""
    surplus: int
    """Live postcodes of the index to which no table gives a seat."""
    odd: int
    """Rows whose postcode is of a form that none has today."""
    without_seat: int
    """Live rows that lie in no constituency."""
    left_out: int
    """Rows of Northern Ireland, if the index was made without."""
    differences: tuple[Difference, ...]
    """The first ten."""

    @property
    def exact(self) -> bool:
        """Whether the index gives every live postcode its seat, and no other postcode any."""
        return self.agreed == self.live and self.rejected == self.terminated and not self.surplus


def verify(
    index: PostcodeIndex, against: Sequence[Path], *, progress: Progress = lambda _done, _total: None
) -> Verified:
    """Compare the index with tables of any form that `build` takes. Raises IndexSourceError."""
    country = Country(without_ni=index.about.without_ni)
    tables = [table for path in against for table in find_tables(path)]
    read_all(tables, country.add, progress)
    country.check(", ".join(map(str, against)))
    counts: Counter[str] = Counter()
    differences: list[Difference] = []
    for outward, digit, cells in country.sectors():
        differences += _compare(index, country.seats, outward, digit, cells, counts)
        del differences[_SHOWN:]
    return Verified(
        live=counts["live"],
        agreed=counts["agreed"],
        terminated=counts["terminated"],
        rejected=counts["rejected"],
        known_as_terminated=counts["known"],
        twins=country.counts["twins"],
        surplus=index.about.live - counts["found"],
        odd=country.counts["odd"],
        without_seat=country.counts["no-seat"],
        left_out=country.counts["left-out"],
        differences=tuple(differences),
    )


def _compare(
    index: PostcodeIndex, seats: Sequence[str], outward: str, digit: int, cells: array[int], counts: Counter[str]
) -> list[Difference]:
    """One sector: adds to the counts, and gives what differs."""
    differences = []
    for name, cell in zip(NAMES, cells, strict=True):
        if not cell:
            continue
        answer = index.look_up(outward, f"{digit}{name}")
        if cell == TERMINATED:
            counts["terminated"] += 1
            counts["known"] += answer.status == "terminated"
            agreed, table = not answer.gss, "terminated"
            counts["rejected"] += agreed
        else:
            counts["live"] += 1
            counts["found"] += bool(answer.gss)
            table = seats[cell & ~NEAR_EDGE]
            agreed = answer.gss == table
            counts["agreed"] += agreed
        if not agreed:
            differences.append(Difference(f"{outward} {digit}{name}", table, answer.gss or answer.status))
    return differences
