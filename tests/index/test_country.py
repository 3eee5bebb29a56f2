"""What is kept of the rows, and which rows are refused."""

from __future__ import annotations

import pytest

from campaign.errors import IndexSourceError
from campaign.index.cells import CELLS
from campaign.index.country import NEAR_EDGE, TERMINATED, Country
from tests.index.country import NORTH, SOUTH, ULSTER


def filled(*rows: tuple[str, str, bool], **options: object) -> Country:
    """A country with these rows."""
    country = Country(**options)  # type: ignore[arg-type]
    for postcode, seat, ended in rows:
        country.add(postcode, seat, ended, "")
    return country


def kept(country: Country) -> dict[str, str]:
    """What a country holds: postcode -> seat or "terminated"."""
    found = {}
    for outward, digit, cells in country.sectors():
        for unit, cell in CELLS.items():
            if cells[cell]:
                said = "terminated" if cells[cell] == TERMINATED else country.seats[cells[cell] & ~NEAR_EDGE]
                found[f"{outward} {digit}{unit}"] = said
    return found


@pytest.mark.parametrize("written", ["B1 1AA", "B1  1AA", "B11AA", "b1 1aa", " B1 1AA ", "B1 1Aa"])
def test_a_postcode_may_be_written_in_any_usual_way(written: str) -> None:
    assert kept(filled((written, NORTH, False))) == {"B1 1AA": NORTH}


def test_sectors_come_in_the_order_of_outward_code_and_digit() -> None:
    country = filled(*[(f"{name}AA", NORTH, False) for name in ("QX10 1", "QX1 9", "Q1 1", "QX1 0", "QX2 1", "QX1A 2")])
    order = [(outward, digit) for outward, digit, _ in country.sectors()]
    assert order == [("Q1", 1), ("QX1", 0), ("QX1", 9), ("QX10", 1), ("QX1A", 2), ("QX2", 1)]


def test_a_row_for_no_seat_is_not_kept_but_counted() -> None:
    country = filled(("QX1 1AA", "E99999999", False), ("QX1 1AB", "", False))
    assert kept(country) == {}
    assert country.counts["no-seat"] == 2


def test_a_terminated_postcode_is_kept_as_such_whatever_its_seat_was() -> None:
    country = filled(("QX1 1AA", NORTH, True), ("QX1 1AB", "L99999999", True), ("QX1 1AD", "rubbish", True))
    assert set(kept(country).values()) == {"terminated"}


@pytest.mark.parametrize("order", [1, -1])
def test_a_live_postcode_wins_over_its_terminated_twin(order: int) -> None:
    rows = [("QX1 1AA", SOUTH, True), ("QX1 1AA", NORTH, False)][::order]
    country = filled(*rows)
    assert kept(country) == {"QX1 1AA": NORTH}
    assert country.counts["twins"] == 1


def test_the_same_row_twice_is_no_harm() -> None:
    country = filled(("QX1 1AA", NORTH, False), ("QX11AA", NORTH, False))
    country.check("x")
    assert kept(country) == {"QX1 1AA": NORTH}


def test_a_postcode_in_two_seats_is_refused_with_the_first_ten() -> None:
    units = list(CELLS)[:12]
    country = filled(*[(f"QX1 1{unit}", seat, False) for seat in (NORTH, SOUTH) for unit in units])
    with pytest.raises(IndexSourceError) as caught:
        country.check("x.csv")
    problem = caught.value.details["problem"]
    assert problem.startswith(f"12 postcodes are in two constituencies: QX1 1AA in {NORTH} and {SOUTH}; QX1 1AB")
    assert problem.count(" in E14") == 10


def test_a_reissued_code_is_the_same_seat_as_the_new_one() -> None:
    country = filled(("QX1 1AA", "S14000006", False), ("QX1 1AA", "S14000107", False))
    country.check("x")
    assert country.seats == ["", "S14000107"]


def test_a_postcode_of_no_form_is_counted_and_left_out() -> None:
    country = filled(("QX1 1CC", NORTH, False), ("hello", NORTH, False), ("", NORTH, False), ("GIR 0AA", NORTH, False))
    assert kept(country) == {}
    assert country.counts["odd"] == 4


def test_northern_ireland_can_be_left_out() -> None:
    rows = [("BT1 1AA", ULSTER, False), ("BT1 1AB", ULSTER, True), ("B1 1AA", NORTH, False), ("BA1 1AA", NORTH, False)]
    country = filled(*rows, without_ni=True)
    assert list(kept(country)) == ["B1 1AA", "BA1 1AA"]
    assert country.counts["left-out"] == 2
    assert country.seats == ["", NORTH]
    assert len(kept(filled(*rows))) == 4


def test_the_region_of_a_seat_is_the_one_that_most_of_its_live_postcodes_lie_in() -> None:
    country = Country(without_ni=True)
    rows = [
        ("QX1 1AA", NORTH, False, "E12000007"), ("QX1 1AB", NORTH, False, "E12000008"),
        ("QX1 1AD", NORTH, False, "E12000008"), ("QX1 1AE", NORTH, True, "E12000007"),
        ("QX1 1AF", NORTH, True, "E12000007"), ("QX1 1AG", SOUTH, False, "W99999999"),
        ("QX1 1AH", SOUTH, False, ""), ("QX1 1AJ", SOUTH, False, "South East"), ("QX1 1AL", "", False, "E12000001"),
        ("BT1 1AA", ULSTER, False, "E12000001"),
    ]  # fmt: skip
    for postcode, seat, ended, region in rows:
        country.add(postcode, seat, ended, "", region)
    assert country.regions == {NORTH: "E12000008"}


@pytest.mark.parametrize("order", [1, -1])
def test_between_two_regions_with_as_many_postcodes_the_order_of_rows_does_not_decide(order: int) -> None:
    country = Country()
    for unit, region in [("AA", "E12000007"), ("AB", "E12000008")][::order]:
        country.add(f"QX1 1{unit}", NORTH, False, "", region)
    assert country.regions == {NORTH: "E12000008"}


def test_a_table_without_any_seat_is_refused() -> None:
    with pytest.raises(IndexSourceError, match="no live postcode in any constituency"):
        filled(("QX1 1AA", NORTH, True), ("QX1 1AB", "", False)).check("x")


def test_marks_for_the_edge_need_distances_that_are_numbers() -> None:
    with pytest.raises(IndexSourceError, match="edge_m"):
        filled(("QX1 1AA", NORTH, False), edge_metres=50).check("x")
    with pytest.raises(ValueError, match="'far' is not a number"):
        Country(edge_metres=50).add("QX1 1AA", NORTH, False, "far")
