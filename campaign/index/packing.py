"""A country in memory -> the sections of the file. What each section holds is in docs/postcode-index.md."""

from __future__ import annotations

import struct
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaign.index.cells import pack
from campaign.index.country import NEAR_EDGE, TERMINATED, Country
from campaign.index.layout import OUTWARD, join_pieces

MOST_SEATS = 16
"""The most seats one sector may have, so that each piece stays below 256 bytes. In 2025 it was 5."""

_BINARY = bytes.maketrans(b"\0\1", b"01")


@dataclass(frozen=True, slots=True)
class PackedSector:
    """The four pieces of a sector."""

    live: bytes
    gone: bytes
    seats: bytes
    edge: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """All sections, and how many live and terminated postcodes, outward codes and sectors are in them."""

    sections: dict[str, bytes]
    counts: dict[str, int]


def pack_country(country: Country, named: Mapping[str, str]) -> Packed:
    """Pack everything. `named`: the seats by code, in the order of their numbers in the file.

    Raises ValueError, in words, if a sector has more than 16 seats.
    """
    codes = list(named)
    renumber = [codes.index(code) if code else 0 for code in country.seats]
    outwards: dict[str, int] = {}
    pieces: list[PackedSector] = []
    counts: Counter[str] = Counter(live=0, terminated=0)
    for outward, digit, cells in country.sectors():
        outwards[outward] = outwards.get(outward, 0) | 1 << digit
        gone = cells.count(TERMINATED)
        counts["terminated"] += gone
        counts["live"] += len(cells) - gone - cells.count(0)
        pieces.append(pack_sector(cells, renumber))
    names = "\n".join(f"{code}\t{name}" for code, name in named.items())
    sections = {
        "seats": zlib.compress(names.encode(), 9),
        "outwards": b"".join(OUTWARD.pack(name.encode(), digits) for name, digits in outwards.items()),
        "live": join_pieces(piece.live for piece in pieces),
        "places": join_pieces(piece.seats for piece in pieces),
        "terminated": join_pieces(piece.gone for piece in pieces),
    }
    if regions := country.regions:
        sections["regions"] = zlib.compress("\n".join(regions.get(code, "") for code in codes).encode(), 9)
    if country.edge_known:
        sections["edge"] = join_pieces(piece.edge for piece in pieces)
    return Packed(sections, {**counts, "outwards": len(outwards), "sectors": len(pieces)})


def pack_sector(cells: array[int], renumber: Sequence[int]) -> PackedSector:
    """One sector. Terminated ones are a set among the cells that are not live, edges one among the live ones."""
    live = [cell not in {0, TERMINATED} for cell in cells]
    here = [cell for cell, lives in zip(cells, live, strict=True) if lives]
    others = [cell for cell, lives in zip(cells, live, strict=True) if not lives]
    return PackedSector(
        live=pack(_bits(live)),
        gone=pack(_bits(cell == TERMINATED for cell in others)),
        seats=_pack_seats([renumber[cell & ~NEAR_EDGE] for cell in here]),
        edge=pack(_bits(bool(cell & NEAR_EDGE) for cell in here)),
    )


def _bits(flags: Iterable[bool]) -> int:
    digits = bytes(flags).translate(_BINARY)
    return int(digits[::-1] or b"0", 2)


def _pack_seats(seats: Sequence[int]) -> bytes:
    """How many seats, their numbers, then for each live postcode the place of its seat in that list.

    The seat of the last postcodes comes first: its place is 0, and zero bytes at the end need not be written.
    """
    if not seats:
        return b""
    there = list(dict.fromkeys(reversed(seats)))
    if len(there) > MOST_SEATS:
        raise ValueError(f"a sector has {len(there)} constituencies; more than {MOST_SEATS} cannot be right")
    width = (len(there) - 1).bit_length()
    places = sum(there.index(seat) << width * rank for rank, seat in enumerate(seats))
    packed = places.to_bytes((places.bit_length() + 7) // 8, "little")
    return bytes([len(there)]) + struct.pack(f"<{len(there)}H", *there) + packed
