"""From a country in memory to the sections of the file."""

from __future__ import annotations

import pytest

from campaign.index.cells import NAMES
from campaign.index.country import Country
from campaign.index.packing import MOST_SEATS, pack_country
from tests.index.country import NORTH, SOUTH


def country(seats: list[str]) -> Country:
    """One sector whose first cells have these seats."""
    made = Country()
    for unit, seat in zip(NAMES, seats, strict=False):
        made.add(f"QX1 1{unit}", seat, False, "")
    return made


def test_a_sector_of_one_seat_needs_three_bytes_for_it() -> None:
    packed = pack_country(country([SOUTH] * 400), {NORTH: "", SOUTH: ""})
    assert packed.sections["places"] == b"\x01\0\0\0" + b"\x03" + b"\x01\x01\x00"
    assert packed.counts == {"live": 400, "terminated": 0, "outwards": 1, "sectors": 1}


def test_the_seat_of_the_last_postcodes_costs_nothing() -> None:
    packed = pack_country(country([SOUTH] * 8 + [NORTH] * 392), {NORTH: "", SOUTH: ""})
    assert packed.sections["places"] == b"\x01\0\0\0" + b"\x06" + b"\x02\x00\x00\x01\x00" + b"\xff"


def test_as_many_seats_as_a_sector_may_have_fit_and_one_more_is_refused() -> None:
    seats = [f"E1400{2000 + n:04}" for n in range(MOST_SEATS + 1)]
    most = (seats[:-1] * 400)[:400]
    assert pack_country(country(most), dict.fromkeys(seats[:-1], "")).counts["live"] == 400
    with pytest.raises(ValueError, match="17 constituencies"):
        pack_country(country(seats), dict.fromkeys(seats, ""))
