"""The file itself: a head, a checksum, a description in JSON, then sections of bytes. See docs/postcode-index.md.

The head is 48 bytes: magic number, format version, zero, length of the JSON, and a SHA-256 over everything else in
the file. Numbers are little-endian. A file is only ever replaced as a whole, so a reader that has the old one
mapped keeps it until it closes it.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import struct
import tempfile
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from campaign.errors import IndexFileError

MAGIC = b"\x89UKPC\r\n\n"
VERSION = 1
HEAD = struct.Struct("<8sHHI32s")
_CHECKED_HEAD = 16

OUTWARD = struct.Struct("<4sH")
"""An outward code, filled up with zeros, and a bit for each of its inward digits that has a postcode."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that has passed every check: its bytes, its description and where each section lies."""

    data: mmap.mmap
    description: dict[str, Any]
    sections: dict[str, tuple[int, int]]
    """Name -> first byte and the byte after the last."""

    def section(self, name: str) -> bytes:
        """The bytes of one section."""
        first, end = self.sections[name]
        return self.data[first:end]


class Pieces:
    """A section of many short pieces: four bytes for their number, a length byte for each, then the pieces."""

    __slots__ = ("data", "starts")

    def __init__(self, opened: Opened, name: str) -> None:
        first, end = opened.sections[name]
        lengths = first + 4
        count = int.from_bytes(opened.data[first:lengths], "little")
        starts = accumulate(opened.data[lengths : lengths + count], initial=lengths + count)
        self.starts = array("I", starts)
        self.data = opened.data
        if self.starts[-1] != end:
            raise ValueError(name)

    def __getitem__(self, number: int) -> bytes:
        return self.data[self.starts[number] : self.starts[number + 1]]

    def __len__(self) -> int:
        return len(self.starts) - 1


def join_pieces(pieces: Iterable[bytes]) -> bytes:
    """What `Pieces` reads. Raises ValueError for a piece of more than 255 bytes."""
    pieces = list(pieces)
    return len(pieces).to_bytes(4, "little") + bytes(map(len, pieces)) + b"".join(pieces)


def write(path: Path, description: Mapping[str, Any], sections: Mapping[str, bytes]) -> int:
    """Write the file whole or not at all, and give its size in bytes. Raises IndexFileError if it cannot be."""
    ends = list(accumulate(map(len, sections.values()), initial=0))
    table = {name: [ends[n], ends[n + 1]] for n, name in enumerate(sections)}
    about = json.dumps({**description, "sections": table}, ensure_ascii=False, indent=1).encode() + b"\n"
    body = about + b"".join(sections.values())
    head = HEAD.pack(MAGIC, VERSION, 0, len(about), b"")[:_CHECKED_HEAD]
    try:
        _replace(path, head + hashlib.sha256(head + body).digest() + body)
    except OSError as problem:
        raise IndexFileError("index-unwritable", str(path)) from problem
    return HEAD.size + len(body)


def _replace(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        Path(temporary).chmod(0o644)  # mkstemp makes it private, but the workers may be another user
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read(path: Path) -> Opened:
    """Map the file and check all of it. Raises IndexFileError, whose code says what is wrong with it."""
    data = _map(path)
    try:
        return _opened(data)
    except IndexFileError as problem:
        data.close()
        raise IndexFileError(problem.code, str(path)) from None
    except (ValueError, KeyError, TypeError) as problem:
        data.close()
        raise IndexFileError("index-damaged", str(path)) from problem


def _map(path: Path) -> mmap.mmap:
    try:
        if not path.is_file():  # a named pipe would wait for ever
            raise IndexFileError("index-missing", str(path))
        if not path.stat().st_size:
            raise IndexFileError("index-empty", str(path))
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as problem:
        raise IndexFileError("index-missing", str(path)) from problem


def _opened(data: mmap.mmap) -> Opened:
    if not MAGIC.startswith(data[: len(MAGIC)]):
        raise IndexFileError("index-foreign")
    if len(data) < HEAD.size:
        raise IndexFileError("index-damaged")
    _, version, _, length, checksum = HEAD.unpack_from(data)
    if version > VERSION:
        raise IndexFileError("index-newer")
    if _checksum(data) != checksum or version != VERSION:
        raise IndexFileError("index-damaged")
    base = HEAD.size + length
    description = json.loads(data[HEAD.size : base])
    table = description.pop("sections")
    return Opened(data, description, {name: (base + first, base + end) for name, (first, end) in table.items()})


def _checksum(data: mmap.mmap) -> bytes:
    digest = hashlib.sha256(data[:_CHECKED_HEAD])
    with memoryview(data) as whole, whole[HEAD.size :] as rest:
        digest.update(rest)
    return digest.digest()
