"""Holes: what stands for a text while a template is rendered once for many people, whose own texts go there later.

A hole can only be printed. A template that does anything else with one (asks about it, cuts it, filters it) is
rendered for each person from the start; so an organiser's own template may do as it likes.
"""

from __future__ import annotations

import re
from typing import NoReturn

_HOLE = re.compile("\ue000([a-z0-9._-]+)\ue001")


class NotPrinted(Exception):
    """A template did more with a hole than print it."""


class _Unknown:
    """A text that is not known yet, so that nothing can be done with it."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def _sign(self) -> str:
        return f"\ue000{self._name}\ue001"

    def _no(self, *_: object) -> NoReturn:
        raise NotPrinted

    __repr__ = __len__ = __iter__ = __contains__ = __getitem__ = __format__ = __hash__ = _no
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __mod__ = __mul__ = _no

    def __getattr__(self, _name: str) -> NoReturn:
        raise NotPrinted


class Hole(_Unknown):
    """Stands for a text on a page, where all that is printed gets escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self._sign

    __str__ = __bool__ = _Unknown._no


class FilledHole(_Unknown):
    """Stands for a text of a letter that is never empty: a template may ask whether it is there."""

    __slots__ = ()

    def __str__(self) -> str:
        return self._sign

    def __bool__(self) -> bool:
        return True


def cut(text: str) -> list[str]:
    """What stands between the holes; every other part is the name of a hole."""
    return _HOLE.split(text)
