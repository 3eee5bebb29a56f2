"""Postcode -> seat, from an index file that is mapped into memory and never read as a whole.

A look-up reads four or five short pieces: 53 bytes at most for which postcodes of the sector live, and for those
that do, which of the sector's few seats is theirs.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from campaign.errors import IndexFileError
from campaign.index.about import About
from campaign.index.cells import BEFORE, BELOW, GROUP, INWARD, probe
from campaign.index.layout import OUTWARD, Opened, Pieces, read

_NOWHERE = 0, 0
_NO_CELL = 10, 0, 0  # no sector has the digit 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What the index knows of a postcode. `gss` is the ONS code of its seat; "" unless it is live."""

    status: str
    """"live", "terminated" or "unknown"."""
    gss: str = ""
    near_edge: bool = False
    """Its point lies close to another seat, so it may belong there: ask the person (see `PostcodeIndex.nearby`)."""


TERMINATED = Answer("terminated")
UNKNOWN = Answer("unknown")


class PostcodeIndex:
    """An open index. Safe to use from several threads; close it, or use it with `with`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._data = opened.data
        self.about = About(**{**opened.description, "licence": tuple(opened.description["licence"])})
        """Edition, date, licence and counts."""
        self.size = len(opened.data)
        """Bytes of the file."""
        text = zlib.decompress(opened.section("seats")).decode()
        self._names = dict(line.split("\t") for line in text.split("\n"))
        self._regions = self._read_regions()
        self._answers = [Answer("live", gss) for gss in self._names]
        self._near_edge = [Answer("live", gss, near_edge=True) for gss in self._names]
        self._outwards: dict[str, tuple[int, int]] = {}
        first = 0
        for name, digits in OUTWARD.iter_unpack(opened.section("outwards")):
            self._outwards[name.rstrip(b"\0").decode()] = first, digits
            first += digits.bit_count()
        self._live = Pieces(opened, "live")
        self._places = Pieces(opened, "places")
        self._terminated = Pieces(opened, "terminated")
        self._live_starts, self._places_starts = self._live.starts, self._places.starts
        self._edge = Pieces(opened, "edge") if "edge" in opened.sections else None
        if {first} != {len(pieces) for pieces in (self._live, self._places, self._terminated)}:
            raise ValueError("sectors")

    @property
    def names(self) -> MappingProxyType[str, str]:
        """ONS code -> name of every seat in the file; the name is "" where the source had none."""
        return MappingProxyType(self._names)

    @property
    def regions(self) -> MappingProxyType[str, str]:
        """ONS code of a seat -> ONS code of its region of England, as far as the source told."""
        return MappingProxyType(self._regions)

    def _read_regions(self) -> dict[str, str]:
        if "regions" not in self._opened.sections:
            return {}
        codes = zlib.decompress(self._opened.section("regions")).decode().split("\n")
        return {seat: code for seat, code in zip(self._names, codes, strict=True) if code}

    @property
    def sections(self) -> dict[str, int]:
        """The bytes that each section takes."""
        return {name: end - first for name, (first, end) in self._opened.sections.items()}

    def look_up(self, outward: str, inward: str) -> Answer:
        """The answer for "SW1A", "1AA" (capitals); anything that is no postcode is unknown."""
        first, digits = self._outwards.get(outward, _NOWHERE)
        digit, group, bit = INWARD.get(inward, _NO_CELL)
        if not digits >> digit & 1:
            return UNKNOWN
        sector = first + (digits & BELOW[digit]).bit_count()
        # From here on it is `probe` written out, which saves a third of the time, and without its count until needed.
        data, starts = self._data, self._live_starts
        word = int.from_bytes(data[starts[sector] : starts[sector + 1]], "little")
        at = GROUP * (1 + (word & BELOW[group]).bit_count())
        if word >> group & 1:
            at += bit
            if word >> at & 1:
                starts = self._places_starts
                places = data[starts[sector] : starts[sector + 1]]
                if places[0] == 1 and self._edge is None:  # more than half of all postcodes
                    return self._answers[places[1] | places[2] << 8]
                return self._one_of(places, sector, (word & BEFORE[at]).bit_count())
        rank = (word & BEFORE[at]).bit_count()
        gone, _ = probe(self._terminated[sector], GROUP * group + bit - rank)
        return TERMINATED if gone else UNKNOWN

    def _one_of(self, places: bytes, sector: int, rank: int) -> Answer:
        """Which of the sector's seats the live postcode of that rank is in."""
        count, at = places[0], 1
        if count > 1:
            width = (count - 1).bit_length()
            packed = int.from_bytes(places[1 + 2 * count :], "little")
            at += 2 * (packed >> width * rank & BELOW[width])
        seat = places[at] | places[at + 1] << 8
        if self._edge is not None and probe(self._edge[sector], rank)[0]:
            return self._near_edge[seat]
        return self._answers[seat]

    def nearby(self, outward: str, inward: str) -> tuple[str, ...]:
        """Codes of the seats to offer as choices: its own and its sector's; if that is one, its outward code's too.

        Empty if no live postcode has that outward code. This is a hint, never an answer.
        """
        own = self.look_up(outward, inward).gss
        found = dict.fromkeys([own] if own else [])
        found |= dict.fromkeys(self._seats_of(outward, INWARD.get(inward, _NO_CELL)[0]))
        if len(found) < 2:
            for digit in range(10):
                found |= dict.fromkeys(self._seats_of(outward, digit))
        return tuple(found)

    def _seats_of(self, outward: str, digit: int) -> list[str]:
        first, digits = self._outwards.get(outward, _NOWHERE)
        if not digits >> digit & 1:
            return []
        places = self._places[first + (digits & BELOW[digit]).bit_count()]
        numbers = struct.unpack_from(f"<{places[0]}H", places, 1) if places else ()
        return [self._answers[seat].gss for seat in numbers]

    def close(self) -> None:
        """Give the memory map back; no look-up works afterwards."""
        self._opened.data.close()

    def __enter__(self) -> PostcodeIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_index(path: Path) -> PostcodeIndex:
    """Open an index and check all of it. Raises IndexFileError, whose code says what is wrong with the file."""
    opened = read(path)
    try:
        return PostcodeIndex(opened)
    except (KeyError, ValueError, TypeError, struct.error, zlib.error) as problem:
        opened.data.close()
        raise IndexFileError("index-damaged", str(path)) from problem
