"""An invented country for these tests: its postcodes, seats and names exist nowhere else."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from campaign.index import Built, PostcodeIndex, build, open_index

NORTH, SOUTH, WEST, ULSTER = "E14009001", "E14009002", "W07009001", "N05009001"

NAMES = {NORTH: "Quillmouth North", SOUTH: "Quillmouth South and The Marsh", WEST: "Ynys Gŵydd", ULSTER: "Lough Fell"}

ROWS = (
    ("QX1 1AA", NORTH, ""),
    ("QX1 1AB", NORTH, ""),
    ("QX1 1AD", SOUTH, ""),
    ("QX1 1ZZ", NORTH, ""),
    ("QX1 1BA", SOUTH, "199606"),
    ("QX1 9AA", SOUTH, ""),
    ("Q2A 0JJ", WEST, ""),
    ("QY10 4QQ", WEST, "202301"),
    ("BT99 1AA", ULSTER, ""),
    ("BT99 1AB", ULSTER, "202301"),
)
"""Postcode, seat, month of termination."""


def csv_text(rows: Iterable[tuple[str, ...]] = ROWS, header: str = "postcode,gss,terminated") -> str:
    """The rows as a plain table."""
    return "\n".join([header, *(",".join(row) for row in rows)]) + "\n"


def names_text(names: Mapping[str, str] = NAMES, header: str = "PCON24CD,PCON24NM") -> str:
    """The names as ONS lists them."""
    return "\n".join([header, *(f'{code},"{name}"' for code, name in names.items())]) + "\n"


def table(folder: Path, text: str | None = None, name: str = "table.csv") -> Path:
    """A file with that text; packed if its name ends in .gz."""
    content = (csv_text() if text is None else text).encode()
    path = folder / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


REGIONS = {NORTH: "E12000003", SOUTH: "E12000003", WEST: "W99999999", ULSTER: "N99999999"}
"""As ONS writes them: outside England there are none."""


def ons_text(rows: Iterable[tuple[str, ...]] = ROWS, seat: str = "pcon24cd", ended: str = "doterm") -> str:
    """The rows with the columns of an ONS edition, postcodes in all three of its ways."""
    lines = [f"pcd7,pcd8,pcds,dointr,{ended},ctry25cd,rgn25cd,{seat},lat"]
    for postcode, code, month in rows:
        outward, inward = postcode.split()
        area = f"E92000001,{REGIONS.get(code, '')}"
        lines.append(f"{outward:<4}{inward},{outward:<5}{inward},{postcode},198001,{month},{area},{code},51.5")
    return "\n".join(lines) + "\n"


def ons_zip(folder: Path, members: Mapping[str, str], name: str = "ONSPD_NOV_2025.zip") -> Path:
    """A zip as it is downloaded."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, text)
    path = folder / name
    path.write_bytes(content.getvalue())
    return path


def build_here(folder: Path, *sources: Path, **options: object) -> tuple[PostcodeIndex, Built]:
    """An index of the sources (else of ROWS), open."""
    target = folder / "postcodes.idx"
    built = build(sources or [table(folder)], target, clock=lambda: date(2026, 11, 21), **options)  # type: ignore[arg-type]
    return open_index(target), built
