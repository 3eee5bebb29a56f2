"""The shape of a postcode sector: 400 cells, one for each pair of letters that may end a postcode.

`SW1A 1AA` is cell `AA` of the sector `SW1A 1`. The last two letters never are C, I, K, M, O or V (Royal Mail's
rule), so a sector has 20 x 20 cells. A set of positions below 400 is kept as 20 groups of 20 bits of which
only those that are not empty are written: first a 20-bit mask that says which, then the groups themselves, then
the zero bytes at the end are cut off. Most sectors use few first letters, so that saves a third of a plain bitmap.
"""

from __future__ import annotations

import re

LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
GROUP = len(LETTERS)
CELLS = {first + second: GROUP * row + column
         for row, first in enumerate(LETTERS) for column, second in enumerate(LETTERS)}  # fmt: skip
"""The two letters at the end of a postcode -> the number of their cell, 0 to 399."""
NAMES = tuple(CELLS)
"""The other way round."""
INWARD = {f"{digit}{name}": (digit, *divmod(cell, GROUP)) for digit in range(10) for name, cell in CELLS.items()}
"""Every inward code there can be -> its digit, and the group of its cell and the place in the group."""

SECTOR = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?|NPT)([0-9])")  # NPT: Newport's, until 1984
"""Outward code and inward digit, without a space."""

BELOW = tuple((1 << bit) - 1 for bit in range(GROUP * (GROUP + 1) + 1))
"""BELOW[n] has the n lowest bits set; looking it up is quicker than making it."""
BEFORE = tuple(mask & ~((1 << GROUP) - 1) for mask in BELOW)
"""The same without the first 20, which say which groups there are."""


def pack(positions: int) -> bytes:
    """A set of positions (bit n set: n is in it; n below 400) as at most 53 bytes, the empty set as none."""
    groups = [positions >> GROUP * n & BELOW[GROUP] for n in range(GROUP)]
    word, at = 0, GROUP
    for number, group in enumerate(groups):
        if group:
            word |= 1 << number | group << at
            at += GROUP
    return word.to_bytes((word.bit_length() + 7) // 8, "little")


def probe(packed: bytes, position: int) -> tuple[int, int]:
    """Whether `position` is in the packed set (1 or 0), and how many smaller positions are."""
    word = int.from_bytes(packed, "little")
    group, bit = divmod(position, GROUP)
    at = GROUP * (1 + (word & BELOW[group]).bit_count())
    if word >> group & 1:
        at += bit
        return word >> at & 1, (word & BEFORE[at]).bit_count()
    return 0, (word & BEFORE[at]).bit_count()


def compact(text: str) -> str:
    """A postcode without any blank and in capitals, as all tables of them can be compared."""
    return "".join(text.split()).upper()
