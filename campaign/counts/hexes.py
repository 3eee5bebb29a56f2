"""A map in which every constituency is a hexagon of the same size, from a file that the operator adds (hexjson)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from campaign.errors import HexFileError
from campaign.models import Constituency, slugify
from campaign.models.nations import REGIONS

LAYOUTS = ("odd-r", "even-r", "odd-q", "even-q")
"""hexjson's layouts: rows (r) or columns (q), of which the odd or even ones are moved by half a hexagon."""
NATIONS = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
"""By the first letter of an ONS code."""
MOST_BYTES = 2_000_000
_ROW = 3**0.5 / 2


@dataclass(frozen=True, slots=True)
class Hex:
    """One hexagon: its id in the file (an ONS code, usually), the seat's name, its column and row."""

    id: str
    name: str
    q: int
    r: int
    region: str = ""

    @property
    def slug(self) -> str:
        """The seat's name as it stands in our addresses."""
        return slugify(self.name)

    @property
    def nation(self) -> str:
        """The nation, as far as the id tells; else ""."""
        return NATIONS.get(self.id[:1], "") if self.id[1:].isdigit() and len(self.id) == 9 else ""


@dataclass(frozen=True, slots=True)
class HexMap:
    """A layout with its hexagons."""

    layout: str
    hexes: tuple[Hex, ...]

    def centres(self) -> dict[str, tuple[float, float]]:
        """Where the middle of each hexagon lies, by slug: from the left and from the top, a hexagon being 1 wide."""
        moved = {one.slug: self._moved(one) for one in self.hexes}
        left, top = min(x for x, _ in moved.values()), max(y for _, y in moved.values())
        return {slug: (x - left, top - y) for slug, (x, y) in moved.items()}

    def _moved(self, one: Hex) -> tuple[float, float]:
        """In hexjson rows go up. With rows the points of a hexagon are above and below, else left and right."""
        odd = self.layout.startswith("odd")
        if self.layout.endswith("r"):
            return one.q + (0.5 if one.r % 2 == odd else 0), one.r * _ROW
        return one.q * _ROW, one.r + (0.5 if one.q % 2 == odd else 0)

    def missing(self, places: Iterable[Constituency]) -> tuple[str, ...]:
        """Names of constituencies that have no hexagon."""
        known = {one.slug for one in self.hexes}
        return tuple(place.name for place in places if place.slug not in known)

    def strangers(self, places: Iterable[Constituency]) -> tuple[str, ...]:
        """Names of hexagons that are no constituency's."""
        known = {place.slug for place in places}
        return tuple(one.name for one in self.hexes if one.slug not in known)


def read_hexjson(data: bytes) -> HexMap:
    """The map in a hexjson file. Raises HexFileError with what is wrong."""
    if len(data) > MOST_BYTES:
        raise HexFileError("it is far too large")
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise HexFileError("it is no JSON") from None
    if not isinstance(given, dict) or not isinstance(given.get("hexes"), dict) or not given["hexes"]:
        raise HexFileError('it has no hexagons ("hexes")')
    if given.get("layout") not in LAYOUTS:
        raise HexFileError(f"its layout is {given.get('layout')!r}, but it must be one of {', '.join(LAYOUTS)}")
    hexes = tuple(_hex(id, one) for id, one in given["hexes"].items())
    _check_twins(hexes)
    return HexMap(given["layout"], hexes)


def _hex(id: str, given: Any) -> Hex:
    if not isinstance(given, dict):
        raise HexFileError(f"hexagon {id!r} is no object")
    name, q, r = given.get("n") or given.get("name"), given.get("q"), given.get("r")
    if not isinstance(name, str) or not slugify(name) or len(name) > 100:
        raise HexFileError(f'hexagon {id!r} has no name ("n")')
    if type(q) is not int or type(r) is not int or max(abs(q), abs(r)) >= 1_000:
        raise HexFileError(f'hexagon {id!r} has no whole numbers "q" and "r"')
    region = given.get("region", "")
    return Hex(id, " ".join(name.split()), q, r, _region(region) if isinstance(region, str) else "")


def _region(given: str) -> str:
    """Its name; "" for the code of a nation that has no regions."""
    return REGIONS.get(given, "" if re.fullmatch(r"[A-Z][0-9]{8}", given) else " ".join(given.split())[:40])


def _check_twins(hexes: tuple[Hex, ...]) -> None:
    by_place: dict[tuple[int, int], str] = {}
    by_slug: dict[str, str] = {}
    for one in hexes:
        if by_place.setdefault((one.q, one.r), one.id) != one.id:
            raise HexFileError(f"hexagons {by_place[one.q, one.r]!r} and {one.id!r} lie in the same place")
        if by_slug.setdefault(one.slug, one.id) != one.id:
            raise HexFileError(f"hexagons {by_slug[one.slug]!r} and {one.id!r} have the same name")


def as_hexjson(hexes: HexMap) -> bytes:
    """The map as a file of our own, which `read_hexjson` reads."""
    cells = {one.id: {"n": one.name} | {k: v for k, v in asdict(one).items() if k in "qr" or k == "region"}
             for one in hexes.hexes}  # fmt: skip
    return json.dumps({"version": "1.0", "layout": hexes.layout, "hexes": cells}, ensure_ascii=False).encode()


def load_hexes(path: Path) -> HexMap | None:
    """The map that was imported; None without one. Raises HexFileError for a file that was damaged since."""
    try:
        return read_hexjson(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise HexFileError(problem.strerror or str(problem)) from None
