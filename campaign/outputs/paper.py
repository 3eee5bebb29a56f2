"""The text of a letter read as a letter on paper: who writes, when, to whom, and what follows.

The person may have changed anything, so this only looks for what a British letter usually has, and the parts are
always the whole text in its own order. What cannot be told apart is body.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from campaign.letters import clean


class Role(StrEnum):
    """What a part of a letter is."""

    NOTE = "note"
    """Above the letter: "PRACTICE LETTER ..."."""
    SENDER = "sender"
    DATE = "date"
    RECIPIENT = "recipient"
    SALUTATION = "salutation"
    BODY = "body"
    ITEM = "item"
    """A paragraph of the body with a number."""
    CLOSING = "closing"
    NAME = "name"
    AFTER = "after"
    """Below the name: a postscript."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter, as lines. `label`: the number of an item, as in "1."."""

    role: Role
    lines: tuple[str, ...] = field(repr=False)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The parts of a letter in the order of the text. `is_letter`: it has an envelope address and a salutation."""

    parts: tuple[Part, ...]
    is_letter: bool

    def of(self, *roles: Role) -> tuple[Part, ...]:
        """The parts that are one of these."""
        return tuple(part for part in self.parts if part.role in roles)


_DEAR = re.compile(r"(?:Dear|Annwyl)\b.{0,200}", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)? \w+,? [0-9]{4}")
_ENVELOPE = re.compile(r"House of Commons|SW1A 0AA", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:yours|kind|best|warm|with|many thanks|sincerely|regards|respectfully|yr eiddoch|yn gywir|cofion)\b.{0,40}",
    re.IGNORECASE,
)
_ITEM = re.compile(r"([0-9]{1,2}[.)]) +(?=\S)")
_NONE = re.compile("[\ufeff\ufdd0-\ufdef\ufffe\uffff]")
"""Marks that are no letters: fonts have nothing for them, and files may not hold them."""
MOST_NAME_LINES = 4
MOST_HEAD_LINES = 40
"""Lines that can stand above a salutation; with more it is no letter, whatever it says."""


def read_paper(text: str) -> Paper:
    """The letter in its parts; every character of the text but spaces is in them, in order."""
    blocks = _blocks(plain(text))
    start = next((n for n, block in enumerate(blocks) if _DEAR.fullmatch(block[0])), None)
    if start is None:
        return Paper(tuple(_body(blocks)), is_letter=False)
    head, rest = blocks[:start], [blocks[start][1:], *blocks[start + 1 :]]
    parts = (*_head(head), Part(Role.SALUTATION, blocks[start][:1]), *_rest([block for block in rest if block]))
    return Paper(parts, is_letter=any(part.role is Role.RECIPIENT for part in parts))


def plain(text: str) -> str:
    """The text without what no font or file can hold; lines end in "\\n"."""
    return _NONE.sub("", clean(text.replace("\u2028", "\n").replace("\u2029", "\n\n")))


def _blocks(text: str) -> list[tuple[str, ...]]:
    """What blank lines set apart; spaces at line ends are left out."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    return [tuple(block) for block in found if block]


def _head(blocks: Sequence[tuple[str, ...]]) -> Iterator[Part]:
    """All above the salutation. The envelope address is its last block, if it looks like one."""
    short = sum(len(block) for block in blocks) <= MOST_HEAD_LINES
    addressed = short and bool(blocks) and any(_ENVELOPE.fullmatch(line.strip()) for line in blocks[-1])
    for number, block in enumerate(blocks):
        if addressed and number == len(blocks) - 1:
            yield Part(Role.RECIPIENT, block)
        elif block[0].startswith("PRACTICE"):
            yield Part(Role.NOTE, block)
        elif len(block) == 1 and _DATE.fullmatch(block[0].strip()):
            yield Part(Role.DATE, block)
        else:
            yield Part(Role.SENDER, block)


def _rest(blocks: Sequence[tuple[str, ...]]) -> Iterator[Part]:
    """All below the salutation: the body, and from the last line that closes a letter on, the end."""
    end = next((n for n in range(len(blocks) - 1, -1, -1) if _closes(blocks[n])), None)
    yield from _body(blocks[:end])
    if end is None:
        return
    yield Part(Role.CLOSING, blocks[end][:1])
    names = [blocks[end][1:], *blocks[end + 1 :]]
    for number, block in enumerate(block for block in names if block):
        yield Part(Role.AFTER if number else Role.NAME, block)


def _closes(block: tuple[str, ...]) -> bool:
    return len(block) <= MOST_NAME_LINES and _CLOSING.fullmatch(block[0].strip()) is not None


def _body(blocks: Sequence[tuple[str, ...]]) -> Iterator[Part]:
    for block in blocks:
        found = _ITEM.match(block[0])
        if found:
            yield Part(Role.ITEM, (block[0][found.end() :], *block[1:]), found[1])
        else:
            yield Part(Role.BODY, block)


def is_right_to_left(line: str) -> bool:
    """Whether the first letter of a line belongs to a script such as Uyghur's (Unicode's rule P2)."""
    directions = (unicodedata.bidirectional(character) for character in line)
    return next((direction for direction in directions if direction in {"L", "R", "AL"}), "L") != "L"
