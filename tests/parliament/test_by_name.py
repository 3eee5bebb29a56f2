"""Constituencies found by their names, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.models import Constituency
from campaign.parliament.by_name import matching, nearest

NAMES = (
    "Aberconwy Vale", "Birchingham Edgehill", "Birchingham Selby Oak", "City of Dunholm", "East Wexcombe",
    "Hammerford and Chiswold", "King's Lenn", "North East Fyfe", "Saint Osric and Moor", "St Alwyn's",
    "Weston-super-Marsh", "Wexcombe East Fields", "Ynys Gwylân",
)  # fmt: skip
PLACES = tuple(Constituency(number, name) for number, name in enumerate(NAMES, 1))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ynys", ["Ynys Gwylân"]),
        ("YNYS GWYLAN", ["Ynys Gwylân"]),
        ("Ynys  Gwylân ", ["Ynys Gwylân"]),
        ("gwyl", ["Ynys Gwylân"]),
        ("weston super marsh", ["Weston-super-Marsh"]),
        ("westonsupermarsh", ["Weston-super-Marsh"]),
        ("Hammerford & Chiswold", ["Hammerford and Chiswold"]),
        ("chiswold, hammerford", ["Hammerford and Chiswold"]),
        ("kings lenn", ["King's Lenn"]),
        ("king’s lenn", ["King's Lenn"]),
        ("the city of dunholm", ["City of Dunholm"]),
        ("saint alwyn", ["St Alwyn's"]),
        ("saint osric", ["Saint Osric and Moor"]),
        ("birch", ["Birchingham Edgehill", "Birchingham Selby Oak"]),
        ("wexcombe", ["Wexcombe East Fields", "East Wexcombe"]),
        ("and", ["Hammerford and Chiswold", "Saint Osric and Moor"]),
        ("xyzzy", []),
        ("", []),
        ("  -- ", []),
        ("ab", ["Aberconwy Vale"]),
    ],
)
def test_part_of_a_name_is_enough_however_it_is_written(typed: str, found: list[str]) -> None:
    assert [place.name for place in matching(typed, PLACES)] == found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ynis gwylan", "Ynys Gwylân"),
        ("brichingham", "Birchingham Edgehill"),
        ("dunholme", "City of Dunholm"),
        ("chiswould", "Hammerford and Chiswold"),
    ],
)
def test_a_slip_leads_to_suggestions(typed: str, first: str) -> None:
    assert matching(typed, PLACES) == []
    assert nearest(typed, PLACES)[0].name == first


def test_nonsense_leads_to_none() -> None:
    assert nearest("xyzzy", PLACES) == []
    assert nearest("", PLACES) == []


def test_there_are_never_more_suggestions_than_can_be_looked_through() -> None:
    many = tuple(Constituency(number, f"Birchingham {chr(64 + number)}") for number in range(1, 25))
    assert len(nearest("birchinghamm", many)) == 12


@given(st.text(max_size=300))
def test_whatever_is_typed_gives_places_of_the_list_each_once(typed: str) -> None:
    for found in (matching(typed, PLACES), nearest(typed, PLACES)):
        assert len(found) == len(set(found))
        assert set(found) <= set(PLACES)


@given(st.sampled_from(PLACES), st.data())
def test_a_name_s_own_letters_lead_to_it_without_spaces_too(place: Constituency, data: st.DataObject) -> None:
    cut = data.draw(st.integers(min_value=1, max_value=len(place.name)))
    assert place in matching(place.name[:cut], PLACES)
