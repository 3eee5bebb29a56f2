"""Pages around what a person typed: the page is rendered once with holes, and each person's texts go into the holes.

A hole can only be printed. A template that does anything else with one (asks about it, cuts it, filters it) cannot
be framed, and is rendered from the start each time; so an organiser's own template may do as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, NoReturn

from markupsafe import Markup

Hold = Callable[[str], Any]
"""Gives what stands for a typed text of that name: a hole, or the text itself."""
Values = Callable[[Hold], Mapping[str, Any]]

_HOLE = re.compile("\ue000([a-z0-9_-]+)\ue001")


class NotPrinted(Exception):
    """A template did more with a hole than print it."""


class Hole:
    """Stands for a typed text while a page is framed."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __html__(self) -> str:
        return f"\ue000{self._name}\ue001"

    def _no(self, *_: object) -> NoReturn:
        raise NotPrinted

    __str__ = __repr__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __format__ = _no
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __mod__ = __mul__ = _no
    __hash__ = _no

    def __getattr__(self, _name: str) -> NoReturn:
        raise NotPrinted


@dataclass(frozen=True, slots=True)
class Frame:
    """A rendered page in pieces; between each two goes the text of that name."""

    pieces: tuple[bytes, ...]
    names: tuple[str, ...]

    def fill(self, typed: Mapping[str, str]) -> bytes:
        """The page with these texts, escaped, in the holes."""
        texts = {name: escape(typed[name]).encode("utf-8", "replace") for name in set(self.names)}
        parts = [self.pieces[0]]
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            parts += (texts[name], piece)
        return b"".join(parts)


def frame(render: Callable[[Mapping[str, Any]], Markup], values: Values) -> Frame | None:
    """The page with holes; None when its template does more with a typed text than print it."""
    try:
        page = render(values(Hole))
    except NotPrinted:
        return None
    parts = _HOLE.split(page)
    return Frame(tuple(part.encode() for part in parts[::2]), tuple(parts[1::2]))
