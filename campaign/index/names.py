"""The names of the seats: ONS has codes, Parliament has its own numbers, and only the name is in both."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.errors import IndexSourceError
from campaign.index.codes import seat_code
from campaign.index.sources import UNREADABLE
from campaign.models import Constituency, slugify

_FILE = re.compile(r"(pcon|parliamentary[ _]constituenc)[^/]*\.csv", re.IGNORECASE)
_CODE = re.compile(r"pcon(\d\d)cd|gss")


@dataclass(frozen=True, slots=True)
class NameList:
    """A table of codes and names, not yet checked. `year` is the one in its column names, or 0."""

    where: str
    rows: list[list[str]]
    year: int
    code_at: int
    name_at: int

    def read(self) -> dict[str, str]:
        """Code -> name; rows for "no seat" are left out. Raises IndexSourceError for a code that is no seat's."""
        names = {}
        for line, row in enumerate(self.rows[1:], 2):
            if len(row) > max(self.code_at, self.name_at):
                try:
                    names[seat_code(row[self.code_at])] = " ".join(row[self.name_at].split())
                except ValueError as problem:
                    raise IndexSourceError(self.where, f"line {line}: {problem}") from None
        names.pop("", None)
        return names


def find_names(file: Path | None, sources: Sequence[Path]) -> dict[str, str]:
    """Code -> name, from `file` or else from the newest such list in a zip of ONS; empty if there is none.

    Raises IndexSourceError if the list cannot be read or has no columns of codes and names.
    """
    try:
        if file is not None:
            return _name_list(file.read_bytes(), str(file)).read()
        lists = [found for source in sources if zipfile.is_zipfile(source) for found in _lists_in(source)]
    except UNREADABLE as problem:
        raise IndexSourceError(str(file or sources[0]), f"the names cannot be read ({problem})") from problem
    return max(lists, key=lambda found: found.year).read() if lists else {}


def _lists_in(source: Path) -> list[NameList]:
    found = []
    with zipfile.ZipFile(source) as archive:
        for member in archive.infolist():
            if _FILE.search(member.filename) and member.file_size < 1_000_000:
                try:
                    found.append(_name_list(archive.read(member), f"{source}: {member.filename}"))
                except IndexSourceError:  # such as the Scottish Parliament's constituencies: another list
                    continue
    return found


def _name_list(content: bytes, where: str) -> NameList:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:  # some editions of ONS were saved by Excel
        text = content.decode("cp1252", "replace")
    rows = list(csv.reader(text.splitlines()))
    header = [name.strip().lower() for name in rows[0]] if rows else []
    codes = [name for name in header if _CODE.fullmatch(name)]
    code = max(codes, default="")
    name = "name" if code == "gss" else code[:-2] + "nm"
    if not code or name not in header:
        raise IndexSourceError(where, "it has no columns of codes and names (pcon24cd and pcon24nm, or gss and name)")
    return NameList(where, rows, int(code[4:6]) if code != "gss" else 0, header.index(code), header.index(name))


def join_names(names: Mapping[str, str], constituencies: Iterable[Constituency]) -> dict[str, Constituency]:
    """Code -> Parliament's constituency of that name. Raises IndexSourceError that lists every name not found once.

    Accents, capitals, signs, "The", "&" and text that was decoded wrongly do not count.
    """
    by_key: dict[str, list[Constituency]] = {}
    for constituency in constituencies:
        by_key.setdefault(_key(constituency.name), []).append(constituency)
    found = {code: by_key.get(_key(name), []) for code, name in names.items()}
    wrong = [f"{code} {names[code] or '(no name)'}" for code, seats in found.items() if len(seats) != 1]
    seats = [matches[0].id for matches in found.values() if len(matches) == 1]
    wrong += [f"{code} {names[code]} (twice)" for code, matches in found.items()
              if len(matches) == 1 and seats.count(matches[0].id) > 1]  # fmt: skip
    if wrong:
        listed = "; ".join(sorted(wrong))
        raise IndexSourceError("the list of names", f"{len(wrong)} not among Parliament's constituencies: {listed}")
    return {code: matches[0] for code, matches in found.items()}


def _key(name: str) -> str:
    words = slugify(_repaired(name)).split("-")
    return "-".join(word for word in words if word != "the")


def _repaired(name: str) -> str:
    """UTF-8 that was read as Windows text ("Ynys MÃ´n") put right; any other name as it is."""
    try:
        return name.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return name
