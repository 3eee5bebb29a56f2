"""From tables of postcodes to one index file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from campaign.errors import IndexSourceError
from campaign.index.about import About, Edition, edition_of, licence_lines
from campaign.index.country import Country
from campaign.index.layout import write
from campaign.index.names import find_names, join_names
from campaign.index.packing import Packed, pack_country
from campaign.index.sources import Progress, Table, find_tables, read_all
from campaign.models import Constituency


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the file's description and size in bytes, and the rows that were not used."""

    about: About
    size: int
    names: int
    """Seats whose name is known; 0 if the source had no names."""
    rows: int
    odd: int
    """Rows whose postcode is of a form that none has today."""
    without_seat: int
    """Live rows that lie in no constituency."""
    left_out: int
    """Rows of Northern Ireland, left out as asked."""


def build(
    sources: Sequence[Path],
    target: Path,
    *,
    names: Path | None = None,
    constituencies: Sequence[Constituency] = (),
    without_ni: bool = False,
    edge_metres: int | None = None,
    progress: Progress = lambda _done, _total: None,
    clock: Callable[[], date] = date.today,
) -> Built:
    """Make one index from all `sources` and put it at `target`, whole or not at all.

    `names`: a CSV of codes and names; without it they are looked for in the zip. `constituencies`: Parliament's,
    if known; then every seat must be found among them. `edge_metres`: mark postcodes this near to another seat.
    Raises IndexSourceError, IndexFileError.
    """
    where = ", ".join(map(str, sources))
    tables = [table for source in sources for table in find_tables(source)]
    country = Country(without_ni=without_ni, edge_metres=edge_metres)
    read_all(tables, country.add, progress)
    country.check(where)
    named = _name_all(sorted(country.seats[1:]), find_names(names, sources), where)
    if constituencies:
        _check_names(named, constituencies, where)
    try:
        packed = pack_country(country, named)
    except ValueError as problem:
        raise IndexSourceError(where, str(problem)) from None
    about = _describe(tables, country, packed, clock())
    size = write(target, asdict(about), packed.sections)
    counts = country.counts
    return Built(about, size, sum(map(bool, named.values())), counts["rows"], counts["odd"],
                 counts["no-seat"], counts["left-out"])  # fmt: skip


def _name_all(seats: Sequence[str], known: Mapping[str, str], where: str) -> dict[str, str]:
    nameless = [code for code in seats if known and not known.get(code)]
    if nameless:
        raise IndexSourceError(where, f"no name is given for {len(nameless)} constituencies: {', '.join(nameless)}")
    return {code: known.get(code, "") for code in seats}


def _check_names(named: Mapping[str, str], constituencies: Sequence[Constituency], where: str) -> None:
    if not any(named.values()):
        raise IndexSourceError(where, "it has no names of constituencies; give a list of them (--names FILE)")
    join_names(named, constituencies)


def _describe(tables: Sequence[Table], country: Country, packed: Packed, built: date) -> About:
    edition: Edition = edition_of([name for table in tables for name in (table.member, table.path.name) if name])
    northern_ireland = any(code.startswith("N") for code in country.seats)
    return About(
        edition=edition.name,
        date=edition.date,
        built=built.isoformat(),
        source=edition.source,
        licence=licence_lines(edition, northern_ireland=northern_ireland),
        without_ni=country.without_ni,
        edge_metres=country.edge_metres,
        seats=len(country.seats) - 1,
        **packed.counts,
    )
