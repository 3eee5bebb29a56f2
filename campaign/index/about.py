"""What an index says about itself: where it came from, of when it is, what may be done with it, what it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_EDITION = re.compile(r"(ONSPD|NSPL)\d*_([A-Z]{3})_(\d{4})", re.IGNORECASE)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")  # fmt: skip
_NAMES = {"ONSPD": "ONS Postcode Directory", "NSPL": "National Statistics Postcode Lookup"}


@dataclass(frozen=True, slots=True)
class About:
    """The description in the file. Dates are written 2025-11 or 2025-11-21."""

    edition: str
    """As people say it: "ONS Postcode Directory, November 2025"; for a plain table the name of its file."""
    date: str
    """The month of the data; empty if the source does not say."""
    built: str
    """The day the index was made."""
    source: str
    """"onspd", "nspl" or "csv"."""
    licence: tuple[str, ...]
    """Lines that must be shown wherever the data is passed on."""
    without_ni: bool
    edge_metres: int | None
    """Live postcodes this near to another seat are marked; None: that is not known."""
    live: int
    terminated: int
    outwards: int
    sectors: int
    seats: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What the name of a source tells: its kind ("onspd", "nspl" or "csv"), name and month."""

    source: str
    name: str
    date: str


def edition_of(names: Sequence[str]) -> Edition:
    """The first of `names` (of files, and of files in a zip) that has the form ONSPD_NOV_2025 says it."""
    for name in names:
        match = _EDITION.search(name)
        month = next((n for n, m in enumerate(_MONTHS, 1) if match and m[:3].lower() == match[2].lower()), 0)
        if match and month:
            kind = match[1].upper()
            said = f"{_NAMES[kind]}, {_MONTHS[month - 1]} {match[3]}"
            return Edition(kind.lower(), said, f"{match[3]}-{month:02}")
    return Edition("csv", ", ".join(name.rpartition("/")[2] for name in names), "")


def licence_lines(edition: Edition, *, northern_ireland: bool) -> tuple[str, ...]:
    """The lines that ONS asks for with its postcode files, for the year of the edition."""
    if edition.source == "csv":
        return ("The licence is that of the table this was made from.",)
    year = edition.date[:4]
    great_britain = (
        "Source: Office for National Statistics licensed under the Open Government Licence v3.0.",
        f"Contains OS data © Crown copyright and database right {year}.",
        f"Contains Royal Mail data © Royal Mail copyright and database right {year}.",
        f"Contains National Statistics data © Crown copyright and database right {year}.",
    )
    ulster = (
        "Northern Ireland postcodes: Land & Property Services, Intellectual Property © Crown copyright and "
        "database rights; free for internal and non-commercial use, commercial use needs their licence.",
    )
    return great_britain + (ulster if northern_ireland else ())
