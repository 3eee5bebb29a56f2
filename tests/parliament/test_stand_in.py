"""MembersApi on real data, through every fault that the stand-in for Parliament's service can play."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from campaign.errors import ParliamentUnavailable
from campaign.models import Member, Position, Seat, slugify
from campaign.parliament import MembersApi
from campaign.postcodes import parse
from tests.parliament.conftest import StandIn, real_members, real_seats

FAULTS = ["500", "503", "429", "404", "html", "truncated", "empty", "shape", "reset", "hang", "redirect"]
SEARCH = "Location/Constituency/Search"

Leaks = Callable[[str, BaseException | None], list[str]]


@pytest.fixture
def parliament(stand_in: StandIn) -> MembersApi:
    """In a hurry, so that a hanging service does not hold up the tests."""
    return MembersApi(stand_in.url, clock=lambda: date(2026, 11, 21), patience=0.8)


@pytest.fixture
def row(stand_in: StandIn) -> dict[str, str]:
    """A backbencher with an e-mail address."""
    return next(row for row in real_members() if row["is_minister"] == "0" and row["email"])


@pytest.fixture
def postcode(row: dict[str, str]) -> str:
    return next(seat["example_postcode"] for seat in real_seats() if seat["name"] == row["constituency"])


def look_up(parliament: MembersApi, postcode: str) -> Seat:
    (place,) = parliament.find(parse(postcode))
    return parliament.seat(place.slug)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_search_is_unavailability_and_tells_no_secret(
    stand_in: StandIn, parliament: MembersApi, postcode: str, fault: str, leaks: Leaks
) -> None:
    stand_in.fault(fault)
    with pytest.raises(ParliamentUnavailable) as caught:
        parliament.find(parse(postcode))
    assert leaks(postcode, caught.value) == []
    stand_in.fault("ok")
    assert look_up(parliament, postcode).missing == ()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("path", "missing"), [("Contact", "contact"), ("Biography", "posts"), ("Speaker", "posts")])
def test_a_fault_of_a_detail_leaves_the_seat_usable(
    stand_in: StandIn, parliament: MembersApi, postcode: str, fault: str, path: str, missing: str, leaks: Leaks
) -> None:
    stand_in.fault(fault, match=path)
    seat = look_up(parliament, postcode)
    assert seat.member is not None
    assert missing in seat.missing
    assert leaks(postcode, None) == []
    stand_in.fault("ok")
    assert look_up(parliament, postcode).missing == ()


def test_every_optional_field_null_is_survived(stand_in: StandIn, parliament: MembersApi, postcode: str) -> None:
    stand_in.fault("nulls")
    seat = look_up(parliament, postcode)
    assert seat.member is not None
    assert seat.member.full_title == seat.member.salutation == seat.member.name
    assert seat.member.email is None


def test_a_letter_costs_at_most_four_calls_and_the_next_one_none(
    stand_in: StandIn, parliament: MembersApi, postcode: str
) -> None:
    seat = look_up(parliament, postcode)
    assert sum(stand_in.hits().values()) == 4
    assert stand_in.hits()[f"/api/{SEARCH}"] == 1
    assert "/api/Members/Search" not in stand_in.hits()
    stand_in.forget()
    parliament.seat(seat.constituency.slug)
    assert stand_in.hits() == {}


def test_all_650_seats_are_found_by_postcode_with_the_mp_that_the_data_names(stand_in: StandIn) -> None:
    parliament = MembersApi(stand_in.url)
    rows, members = real_seats(), {row["constituency"]: row for row in real_members()}
    with ThreadPoolExecutor(16) as pool:
        seats = list(pool.map(lambda row: look_up(parliament, row["example_postcode"]), rows))
    assert len(seats) == 650
    for row, seat in zip(rows, seats, strict=True):
        assert (seat.constituency.id, seat.constituency.name) == (int(row["parliament_id"]), row["name"])
        assert seat.missing == ()
        if row["name"] == stand_in.vacant:
            assert seat.member is None
        else:
            assert_is(seat.member, members[row["name"]])


def assert_is(member: Member | None, row: dict[str, str]) -> None:
    assert member is not None
    assert (member.id, member.name) == (int(row["member_id"]), row["name_display"])
    assert member.full_title == row["name_full_title"]
    assert member.email == (row["email"] or None)
    assert (member.position is Position.MINISTER) == (row["is_minister"] == "1")


def test_all_650_seats_are_found_from_a_shared_link(stand_in: StandIn) -> None:
    parliament = MembersApi(stand_in.url, cache_seconds=0)
    slugs = [slugify(row["name"]) for row in real_seats()]
    with ThreadPoolExecutor(16) as pool:
        seats = list(pool.map(parliament.seat, slugs))
    assert [seat.constituency.slug for seat in seats] == slugs
    assert stand_in.hits()[f"/api/{SEARCH}"] < 1.05 * 650
