"""Tables of postcodes as they are downloaded: a zip of ONS, a CSV, or a CSV in gzip, read row by row.

Columns are found by the pattern of their name, because ONS changes the names between editions.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn, cast

from campaign.errors import IndexSourceError

Progress = Callable[[int, int], None]
"""Called now and then with the bytes read so far and the bytes in all."""

_POSTCODE = ("pcds", "postcode", "pcd8", "pcd7", "pcd2", "pcd")
_SEAT = re.compile(r"pcon(\d\d)?(cd)?")
_REGION = re.compile(r"rgn(\d\d)?(cd)?|region_code|gor")
_TERMINATED = ("T", "t")
_EVERY = 20_000
UNREADABLE = (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile, csv.Error)
"""What a damaged file or zip raises, and (RuntimeError) one that is packed in a way Python cannot read."""

Take = Callable[[str, str, bool, str, str], None]
"""What gets each row: postcode, seat, whether it is terminated, metres to the nearest other seat, code of the region.

All as it stands in the table, the last two "" where it does not tell. A ValueError says in words what is wrong with
the row.
"""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row things stand; -1 for what a table does not have."""

    postcode: int
    seat: int
    ended: int
    status: int
    edge: int
    region: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file, or one of the files in a zip. `size` is in bytes, packed if it is packed by gzip."""

    path: Path
    member: str
    size: int

    @property
    def name(self) -> str:
        """For messages: the file, and the file in the zip."""
        return f"{self.path}: {self.member}" if self.member else str(self.path)

    def read(self, take: Take, progress: Callable[[int], None]) -> None:
        """Give every row to `take`. Raises IndexSourceError, with the line, for a row or table that cannot be used."""
        with _lines(self) as (lines, position):
            reader = csv.reader(lines)
            with _complaints(self, reader):
                at = find_columns(next(reader, []), self.name)
                for number, row in enumerate(reader):
                    if number % _EVERY == 0:
                        progress(position())
                    if row:
                        ended = at.ended >= 0 and bool(row[at.ended].strip())
                        ended = ended or (at.status >= 0 and row[at.status][:1] in _TERMINATED)
                        edge = row[at.edge] if at.edge >= 0 else ""
                        region = row[at.region] if at.region >= 0 else ""
                        take(row[at.postcode], row[at.seat], ended, edge, region)
        progress(self.size)


def read_all(tables: Sequence[Table], take: Take, progress: Progress) -> None:
    """Give every row of every table to `take`, as `Table.read` does."""
    total = sum(table.size for table in tables)
    before = 0
    for table in tables:

        def tell(done: int, before: int = before) -> None:
            progress(before + done, total)

        table.read(take, tell)
        before += table.size


def find_tables(path: Path) -> tuple[Table, ...]:
    """The tables of a source: the file itself, or in a zip the largest table of postcodes, else all its parts.

    Raises IndexSourceError when there is none, or the file cannot be read.
    """
    try:
        if not zipfile.is_zipfile(path):
            return (Table(path, "", path.stat().st_size),)
        with zipfile.ZipFile(path) as archive:
            found = tuple(Table(path, m.filename, m.file_size) for m in archive.infolist() if _is_table(archive, m))
    except UNREADABLE as problem:
        raise IndexSourceError(str(path), f"it cannot be read ({problem})") from problem
    whole = [table for table in found if "multi" not in table.member.lower()]
    if not found:
        raise IndexSourceError(str(path), "no file in the zip is a table of postcodes and constituencies")
    return (max(whole, key=lambda table: table.size),) if whole else found


def _is_table(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if not member.filename.lower().endswith(".csv"):
        return False
    with archive.open(member) as file:
        first = file.readline(20_000).decode("utf-8-sig", "replace")
    names = _plain(next(csv.reader([first]), []))
    return any(n in names for n in _POSTCODE) and any(_SEAT.fullmatch(n) for n in names)


def find_columns(header: Sequence[str], where: str) -> Columns:
    """Which column is which. Raises IndexSourceError for an empty table, or one without a needed column."""
    names = _plain(header)
    if not any(names):
        raise IndexSourceError(where, "it is empty")
    postcode = next((names.index(n) for n in _POSTCODE if n in names), -1)
    seat = _newest(names, _SEAT)
    seat = _index(names, "gss") if seat < 0 else seat
    if postcode < 0:
        raise IndexSourceError(where, "it has no column of postcodes (pcds, pcd7, pcd or postcode)")
    if seat < 0:
        raise IndexSourceError(where, "it has no column of constituency codes (pcon24cd, pcon or gss)")
    ended = max(_index(names, "doterm"), _index(names, "terminated"))
    return Columns(postcode, seat, ended, _index(names, "status"), _index(names, "edge_m"), _newest(names, _REGION))


def _plain(header: Sequence[str]) -> list[str]:
    return [name.strip().lower() for name in header]


def _index(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _newest(names: list[str], pattern: re.Pattern[str]) -> int:
    """The column of that pattern with the latest year in its name; -1 if there is none."""
    found = sorted(filter(pattern.fullmatch, names))
    return names.index(found[-1]) if found else -1


@contextmanager
def _lines(table: Table) -> Iterator[tuple[io.TextIOWrapper, Callable[[], int]]]:
    """The lines of a table, and a function that tells how many of its bytes have been read."""
    with ExitStack() as stack:
        raw = stack.enter_context(table.path.open("rb"))
        packed: IO[bytes] = raw
        if table.member:
            packed = stack.enter_context(stack.enter_context(zipfile.ZipFile(raw)).open(table.member))
        elif raw.peek(2)[:2] == b"\x1f\x8b":
            packed = cast(IO[bytes], stack.enter_context(gzip.GzipFile(fileobj=raw)))
        lines = stack.enter_context(io.TextIOWrapper(packed, encoding="utf-8-sig", newline=""))
        yield lines, packed.tell if table.member else raw.tell


@contextmanager
def _complaints(table: Table, reader: object) -> Iterator[None]:
    """Turn what Python says of an unreadable table into our error, with the line."""

    def complain(problem: str, cause: Exception, where: str = "line") -> NoReturn:
        line = getattr(reader, "line_num", 0)
        raise IndexSourceError(table.name, f"{where} {line}: {problem}") from cause

    try:
        yield
    except UnicodeDecodeError as cause:
        complain("the text is not in UTF-8", cause, "after line")
    except ValueError as cause:
        complain(str(cause), cause)
    except IndexError as cause:
        complain("the line is too short", cause)
    except csv.Error as cause:
        complain(f"it is not CSV ({cause})", cause)
    except UNREADABLE as cause:
        complain(f"the file is damaged or cut short ({cause})", cause, "after line")
