"""Files in an organiser's folder that the program never reads, most often because of a slip in their name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from campaign.cli.init import ORGANISERS, shipped_files
from campaign.errors import Problem
from campaign.near import near

_ANY_NAME = {"templates/letters": ".txt", "templates/print": ".typ", "templates/print/fonts": ""}
"""Folders in which files may have names of the organiser's own, if they end in this."""


def strays(folder: Path) -> tuple[Problem, ...]:
    """A warning for each file that is never read, with the name that was probably meant."""
    known = [place.as_posix() for place in shipped_files()]
    return tuple(
        Problem(name, 1, 0, f"this file is never read{_hint(name, known)}", True)
        for name in _files(folder)
        if not _is_read(folder, name, known)
    )


def _hint(name: str, known: list[str]) -> str:
    """The file of that name in another folder, or a name like it in this one, or a path like it."""
    place = Path(name)
    if ending := _ANY_NAME.get(place.parent.as_posix()):
        return f"; a name in this folder ends in '{ending}'"
    alike = [one for one in known if Path(one).name == place.name]
    beside = {Path(one).name: one for one in known if Path(one).parent == place.parent}
    meant = alike[0] if alike else beside.get(near(place.name, beside), "") if beside else near(name, known)
    return f" (did you mean '{meant}'?)" if meant else ""


def _files(folder: Path) -> Iterator[str]:
    """Every file of the folders that are read, and what stands beside them under a name that is nearly right."""
    for top in sorted(folder.iterdir()):
        inside = sorted(top.rglob("*")) if top.is_dir() and not top.is_symlink() else [top]
        if top.name.startswith(".") or (top.name not in ORGANISERS and not near(top.name, ORGANISERS)):
            continue
        names = (file.relative_to(folder) for file in inside if file.is_file())
        yield from (name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))


def _is_read(folder: Path, name: str, known: list[str]) -> bool:
    place = Path(name)
    if name in known or place.suffix == _ANY_NAME.get(place.parent.as_posix(), "none") or "print" in place.parts[1:2]:
        return True
    return place.suffix == ".html" and _is_named(folder, place.relative_to(place.parts[0]).as_posix())


def _is_named(folder: Path, part: str) -> bool:
    """Whether one of the organiser's pages names this part, to include it."""
    pages = (folder / "templates").rglob("*.html")
    return any(part.encode() in page.read_bytes() for page in pages)
