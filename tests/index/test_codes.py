"""Codes of seats."""

from __future__ import annotations

import pytest

from campaign.index.codes import REISSUED, seat_code


@pytest.mark.parametrize("code", ["E14001063", "E14001605", "W07000081", "S14000021", "S14000060", "N05000001"])
def test_the_codes_of_2024_are_seats(code: str) -> None:
    assert seat_code(code) == code
    assert seat_code(f" {code.lower()} ") == code


@pytest.mark.parametrize("code", ["", "  ", "E99999999", "W99999999", "L99999999", "M99999999"])
def test_the_codes_for_no_seat_are_no_seat(code: str) -> None:
    assert seat_code(code) == ""


def test_the_five_reissued_scottish_codes_become_the_new_ones() -> None:
    assert {old: seat_code(old) for old in REISSUED} == REISSUED
    assert len(REISSUED) == 5
    assert all(seat_code(new) == new for new in REISSUED.values())


@pytest.mark.parametrize("code", ["E14000530", "E14001062", "W07000080", "S14000001", "S14000059"])
def test_a_seat_from_before_2024_is_refused_because_its_name_may_live_on_elsewhere(code: str) -> None:
    with pytest.raises(ValueError, match="before 2024"):
        seat_code(code)


@pytest.mark.parametrize("code", ["E1400106", "E06000001", "Quillmouth", "E99999998", "1234", "E14001063X"])
def test_anything_else_is_not_a_code(code: str) -> None:
    with pytest.raises(ValueError, match="not the code of a constituency"):
        seat_code(code)
