"""campaign/parliament/practice.py: a case for everything, and nobody real."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date

import pytest

from campaign.errors import ConstituencyUnknown, ParliamentUnavailable, PostcodeUnknown
from campaign.models import Member, Position, Seat
from campaign.parliament import Example, PracticeParliament
from campaign.postcodes import parse
from tests.parliament.conftest import SHARED


@pytest.fixture
def practice(clock: Callable[[], date]) -> PracticeParliament:
    return PracticeParliament(clock)


@pytest.fixture
def seats(practice: PracticeParliament) -> list[Seat]:
    return [practice.seat(place.slug) for place in practice.constituencies()]


@pytest.fixture
def members(seats: list[Seat]) -> list[Member]:
    return [seat.member for seat in seats if seat.member]


def example(practice: PracticeParliament, words: str) -> Example:
    return next(example for example in practice.examples if words in example.shows)


def seat_of(practice: PracticeParliament, words: str) -> Seat:
    (place,) = practice.find(parse(example(practice, words).postcode))
    return practice.seat(place.slug)


def member_of(practice: PracticeParliament, words: str) -> Member:
    member = seat_of(practice, words).member
    assert member is not None
    return member


def test_every_example_is_a_practice_postcode_written_as_we_write_them(practice: PracticeParliament) -> None:
    for shown in practice.examples:
        assert str(parse(shown.postcode)) == shown.postcode
        assert parse(shown.postcode).is_practice


def test_every_example_has_a_postcode_of_its_own(practice: PracticeParliament) -> None:
    assert len({shown.postcode for shown in practice.examples}) == len(practice.examples) == 20


def test_every_constituency_has_a_slug_of_its_own(practice: PracticeParliament) -> None:
    slugs = [place.slug for place in practice.constituencies()]
    assert len(set(slugs)) == len(slugs) == 16
    assert slugs == sorted(slugs)


def test_there_is_a_member_for_every_position(members: list[Member]) -> None:
    assert {member.position for member in members} == set(Position)


def test_there_are_backbenchers_of_both_sides(practice: PracticeParliament) -> None:
    own = member_of(practice, "backbencher of the governing party")
    other = member_of(practice, "backbencher of an opposition party")
    assert own.position is other.position is Position.BACKBENCHER
    assert own.party is not None
    assert own.party.governing is True
    assert other.party is not None
    assert other.party.governing is False
    assert other.salutation != other.name


def test_the_minister_has_a_post(practice: PracticeParliament) -> None:
    minister = member_of(practice, "a minister")
    assert minister.position is Position.MINISTER
    assert minister.posts


def test_the_speaker_sits_for_the_party_of_that_name(practice: PracticeParliament) -> None:
    speaker = member_of(practice, "the Speaker")
    assert speaker.position is Position.SPEAKER
    assert speaker.party is not None
    assert speaker.party.name == "Speaker"


def test_one_member_does_not_take_their_seat(practice: PracticeParliament) -> None:
    assert member_of(practice, "does not take").position is Position.DOES_NOT_SIT


def test_one_member_has_no_e_mail_address_though_nothing_is_missing(practice: PracticeParliament) -> None:
    assert member_of(practice, "no e-mail").email is None
    assert seat_of(practice, "no e-mail").missing == ()


def test_one_member_has_a_long_title_that_does_not_end_in_mp(practice: PracticeParliament) -> None:
    long = member_of(practice, "long names")
    assert len(long.full_title) > 60
    assert not long.full_title.endswith("MP")
    assert len(long.posts[0]) > 120


def test_accents_apostrophes_and_hyphens_are_met(practice: PracticeParliament) -> None:
    assert seat_of(practice, "accents").constituency.slug == "ynys-gwylan"
    assert not member_of(practice, "accents").name.isascii()
    assert "'" in seat_of(practice, "apostrophe").constituency.name
    assert "'" in member_of(practice, "apostrophe").name
    assert "-" in member_of(practice, "apostrophe").name


def test_one_seat_is_vacant(practice: PracticeParliament) -> None:
    assert seat_of(practice, "vacant").member is None


def test_one_member_cannot_be_read_whole(practice: PracticeParliament) -> None:
    seat = seat_of(practice, "cannot be read")
    assert seat.missing == ("contact", "posts")
    assert seat.member is not None
    assert seat.member.email is None


def test_one_postcode_lies_in_two_constituencies(practice: PracticeParliament) -> None:
    places = practice.find(parse(example(practice, "two constituencies").postcode))
    assert len(places) == 2
    assert all(practice.seat(place.slug).member for place in places)


def test_one_postcode_is_close_to_an_edge_and_the_likeliest_constituency_comes_first(
    practice: PracticeParliament,
) -> None:
    found = practice.find(parse(example(practice, "close to the edge").postcode))
    assert (found.probable, len(found)) == (True, 2)
    assert found.said == found.choices[:1]


def test_one_postcode_finds_the_service_down(practice: PracticeParliament) -> None:
    with pytest.raises(ParliamentUnavailable):
        practice.find(parse(example(practice, "is down").postcode))
    assert practice.constituencies()


@pytest.mark.parametrize("text", ["ZZ99 1AA", "ZZ1 1AB", "SW1A 1AA"])
def test_every_other_postcode_is_unknown_and_says_that_this_is_practice(
    practice: PracticeParliament, text: str
) -> None:
    with pytest.raises(PostcodeUnknown) as caught:
        practice.find(parse(text))
    assert caught.value.code == "postcode-unknown-practice"


def test_an_unknown_slug_is_unknown(practice: PracticeParliament) -> None:
    with pytest.raises(ConstituencyUnknown):
        practice.seat("nowhere")


def test_no_address_can_reach_anybody(members: list[Member]) -> None:
    addresses = [member.email for member in members if member.email]
    assert addresses
    assert all(address.endswith(".example") for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_no_seat_and_no_member_is_a_real_one(seats: list[Seat]) -> None:
    folder = SHARED / "reference" / "data"
    if not folder.exists():
        pytest.skip("the real seats and members (../shared/reference/data) are not here")
    for file, column in (("constituencies.csv", "name"), ("members.csv", "name_display")):
        with (folder / file).open(encoding="utf-8", newline="") as handle:
            real = {row[column].casefold() for row in csv.DictReader(handle)}
        ours = {s.constituency.name if column == "name" else s.member.name for s in seats if s.member}
        assert not real & {name.casefold() for name in ours}


def test_the_clock_dates_the_seats(practice: PracticeParliament, clock: Callable[[], date]) -> None:
    assert {practice.seat(place.slug).as_of for place in practice.constituencies()} == {clock()}
    assert {practice.seat(place.slug).source for place in practice.constituencies()} == {"practice"}
