"""What every source of MPs promises (campaign/parliament/port.py), checked on each of them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import pytest

from campaign.errors import ConstituencyUnknown, ParliamentUnavailable, PostcodeUnknown
from campaign.models import Position, Seat
from campaign.parliament import MembersApi, Parliament, PracticeParliament
from campaign.postcodes import parse
from tests.parliament import invented
from tests.parliament.conftest import SHARED, StandIn, Wire, real_members, real_seats

TODAY = date(2026, 11, 21)


@dataclass
class Source:
    """A source of MPs, and what the test knows about it."""

    parliament: Parliament
    name: str
    postcode: str
    vacant: str
    speaker: str
    no_sitting: str
    minister: str
    deputy: str
    no_email: str
    unknown: str
    down: Callable[[], str]
    """Breaks it, and gives a postcode to try then."""
    two: str | None = None


def practice(request: pytest.FixtureRequest) -> Source:
    numbers = {"vacant": 11, "speaker": 4, "no_sitting": 6, "minister": 3, "deputy": 5, "no_email": 7}
    return Source(
        PracticeParliament(lambda: TODAY),
        "practice",
        postcode="ZZ1 1AA",
        unknown="ZZ98 1AA",
        down=lambda: "ZZ14 1AA",
        two="ZZ13 1AA",
        **{role: f"ZZ{number} 1AA" for role, number in numbers.items()},
    )


def over_a_wire(request: pytest.FixtureRequest) -> Source:
    wire: Wire = request.getfixturevalue("wire")
    people: dict[str, Any] = {
        "postcode": invented.member(id=1),
        "vacant": None,
        "speaker": invented.member(id=3, latestParty=invented.party("Speaker", id=47)),
        "no_sitting": invented.member(id=4, latestParty=invented.party("Sinn Féin")),
        "minister": invented.member(id=5),
        "deputy": invented.member(id=6),
        "no_email": invented.member(id=7),
    }
    search = "Location/Constituency/Search"
    seats, places = [], {}
    for number, (role, person) in enumerate(people.items(), 1):
        seats.append(invented.seat(4900 + number, f"{role.replace('_', ' ').title()} Hythe", person))
        places[role] = f"AB{number} 1AA"
        wire.answers[f"{search}?{places[role]}"] = invented.found(seats[-1])
        wire.serve_member(number)
    wire.answers[f"{search}?AB50 1AA"] = invented.found(*seats[:2])
    wire.answers[search] = invented.found()
    wire.serve_member(7, contact=invented.one([invented.office(None)]))
    wire.serve_member(
        5,
        biography=invented.biography(governmentPosts=[invented.post("Minister")]),
        chair=[invented.one(invented.member(id=n)) for n in (3, 6)],
    )

    def down() -> str:
        wire.answers.clear()
        return "AB1 1AA"

    return Source(
        MembersApi(wire.url, clock=lambda: TODAY),
        "members-api",
        unknown="AB99 9ZZ",
        down=down,
        two="AB50 1AA",
        **places,
    )


def over_real_data(request: pytest.FixtureRequest) -> Source:
    stand_in: StandIn = request.getfixturevalue("stand_in")
    postcodes = {row["name"]: row["example_postcode"] for row in real_seats()}

    def of(wanted: Callable[[dict[str, str]], bool]) -> str:
        return next(postcodes[row["constituency"]] for row in real_members() if wanted(row))

    def down() -> str:
        stand_in.fault("reset")
        return next(iter(postcodes.values()))

    return Source(
        MembersApi(stand_in.url, clock=lambda: TODAY),
        "members-api",
        postcode=of(lambda row: row["is_minister"] == "0" and bool(row["email"])),
        vacant=postcodes[stand_in.vacant],
        speaker=of(lambda row: row["is_speaker"] == "1"),
        no_sitting=of(lambda row: row["party"] == "Sinn Féin"),
        minister=of(lambda row: row["is_minister"] == "1"),
        deputy=of(lambda row: row["name_display"] in deputies()),
        no_email=of(lambda row: not row["email"]),
        unknown="AB99 9ZZ",
        down=down,
    )


@cache
def deputies() -> set[str]:
    """Those whom the stand-in takes for Deputy Speakers."""
    for node in ast.parse((SHARED / "tools" / "members_api.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DEPUTY_SPEAKERS":
            return set(ast.literal_eval(node.value))
    raise AssertionError("the stand-in names no Deputy Speakers")


@pytest.fixture(params=[practice, over_a_wire, over_real_data], ids=lambda make: make.__name__)
def source(request: pytest.FixtureRequest) -> Source:
    return request.param(request)


def seat(source: Source, postcode: str) -> Seat:
    (place,) = source.parliament.find(parse(postcode))
    return source.parliament.seat(place.slug)


def test_a_postcode_leads_to_a_constituency_and_that_to_its_seat(source: Source) -> None:
    (place,) = source.parliament.find(parse(source.postcode))
    found = source.parliament.seat(place.slug)
    assert found.constituency == place
    assert found.member is not None
    assert found.member.id > 0
    assert place.id > 0


def test_a_seat_says_where_it_is_from_and_of_which_day(source: Source) -> None:
    found = seat(source, source.postcode)
    assert (found.source, found.as_of, found.missing) == (source.name, TODAY, ())


def test_a_member_has_all_that_a_letter_needs(source: Source) -> None:
    member = seat(source, source.postcode).member
    assert member is not None
    assert member.name
    assert member.full_title
    assert member.salutation
    assert member.position is Position.BACKBENCHER
    assert member.email is not None
    assert "@" in member.email


def test_a_vacant_seat_has_no_member(source: Source) -> None:
    found = seat(source, source.vacant)
    assert found.member is None
    assert found.missing == ()


@pytest.mark.parametrize(
    ("role", "position"),
    [
        ("speaker", Position.SPEAKER),
        ("deputy", Position.DEPUTY_SPEAKER),
        ("no_sitting", Position.DOES_NOT_SIT),
        ("minister", Position.MINISTER),
    ],
)
def test_a_member_s_position_is_known(source: Source, role: str, position: Position) -> None:
    member = seat(source, getattr(source, role)).member
    assert member is not None
    assert member.position is position
    assert bool(member.posts) == (position is Position.MINISTER)


def test_a_member_may_have_no_e_mail_address_and_nothing_is_missing(source: Source) -> None:
    found = seat(source, source.no_email)
    assert found.member is not None
    assert found.member.email is None
    assert found.missing == ()


def test_a_postcode_may_lead_to_several_constituencies(source: Source) -> None:
    if source.two is None:
        pytest.skip("the stand-in knows no postcode in two constituencies")
    places = source.parliament.find(parse(source.two))
    assert len(places) == len(set(places)) == 2


def test_an_unknown_postcode_is_said_to_be_unknown(source: Source) -> None:
    with pytest.raises(PostcodeUnknown):
        source.parliament.find(parse(source.unknown))


def test_an_unknown_constituency_is_said_to_be_unknown(source: Source) -> None:
    with pytest.raises(ConstituencyUnknown):
        source.parliament.seat("no-such-constituency-anywhere")


def test_when_the_source_is_down_it_says_so_and_nothing_else(source: Source) -> None:
    postcode = source.down()
    with pytest.raises(ParliamentUnavailable) as caught:
        source.parliament.find(parse(postcode))
    assert postcode not in f"{caught.value} {caught.value.args} {vars(caught.value)}"


def test_the_list_of_constituencies_needs_nobody_and_does_not_tell_what_others_asked_for(source: Source) -> None:
    before = source.parliament.constituencies()
    source.parliament.find(parse(source.postcode))
    source.down()
    assert source.parliament.constituencies() == before
    assert list(before) == sorted(before, key=lambda constituency: constituency.slug)
