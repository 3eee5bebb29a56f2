"""campaign/parliament/members_api.py: over a real wire, with invented answers in the real shapes."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from werkzeug import Response

from campaign.errors import CampaignError, ConstituencyUnknown, NotAPostcode, ParliamentUnavailable, PostcodeUnknown
from campaign.models import Constituency, Member, Party, Position, Seat, Whereabouts
from campaign.parliament import MembersApi
from campaign.postcodes import parse
from tests.parliament.conftest import Wire, said
from tests.parliament.invented import (
    POSTCODE,
    biography,
    found,
    held_by,
    member,
    membership,
    office,
    one,
    party,
    post,
    seat,
)

TODAY = date(2026, 11, 21)
SLUG = "sandleigh-and-moor"
PLACE = Constituency(4901, "Sandleigh and Moor")
SEARCH = "Location/Constituency/Search"
CHAIR = "Posts/SpeakerAndDeputies/2026-11-21"

Leaks = Callable[[str, BaseException | None], list[str]]


def api(wire: Wire, **options: Any) -> MembersApi:
    return MembersApi(wire.url, **{"clock": lambda: TODAY, "patience": 5} | options)


def looked_up(wire: Wire, **options: Any) -> Seat:
    parliament = api(wire, **options)
    (place,) = parliament.find(parse(POSTCODE))
    return parliament.seat(place.slug)


def mp(wire: Wire) -> Member:
    person = looked_up(wire).member
    assert person is not None
    return person


def test_a_postcode_leads_to_a_seat_and_its_mp(sandleigh: Wire) -> None:
    assert looked_up(sandleigh) == Seat(
        PLACE,
        Member(
            id=7001,
            name="Alma Reddish",
            full_title="Alma Reddish MP",
            salutation="Alma Reddish",
            party=Party("Opposition Party", "Opp", governing=False),
            email="alma.reddish@commons.example",
            since=date(2024, 7, 4),
        ),
        source="members-api",
        as_of=TODAY,
    )


def test_a_letter_costs_one_call_for_the_postcode_and_three_for_the_mp(sandleigh: Wire) -> None:
    looked_up(sandleigh)
    assert sandleigh.calls == {SEARCH: 1, "Members/7001/Contact": 1, "Members/7001/Biography": 1, CHAIR: 1}


def test_the_postcode_is_asked_for_with_its_space(sandleigh: Wire) -> None:
    api(sandleigh).find(parse("ab123qx"))
    assert sandleigh.requests[0].args.to_dict() == {"searchText": "AB12 3QX"}


def test_a_seat_that_was_read_is_not_read_again(sandleigh: Wire) -> None:
    parliament = api(sandleigh)
    parliament.find(parse(POSTCODE))
    first = parliament.seat(SLUG)
    before = len(sandleigh.requests)
    assert parliament.seat(SLUG) == first
    assert len(sandleigh.requests) == before


def test_after_its_time_a_seat_is_read_again(sandleigh: Wire) -> None:
    parliament = api(sandleigh, cache_seconds=1)
    parliament.find(parse(POSTCODE))
    parliament.seat(SLUG)
    time.sleep(1.05)
    parliament.seat(SLUG)
    assert sandleigh.calls["Members/7001/Contact"] == 2


def test_with_no_time_to_keep_things_nothing_is_kept(sandleigh: Wire) -> None:
    parliament = api(sandleigh, cache_seconds=0)
    parliament.find(parse(POSTCODE))
    assert parliament.seat(SLUG) == parliament.seat(SLUG)
    assert sandleigh.calls["Members/7001/Contact"] == 2
    assert sandleigh.calls[CHAIR] == 2


def test_many_who_want_one_seat_make_one_journey(sandleigh: Wire) -> None:
    parliament = api(sandleigh)
    parliament.find(parse(POSTCODE))
    with ThreadPoolExecutor(6) as pool:
        seats = list(pool.map(lambda _: parliament.seat(SLUG), range(6)))
    assert len(set(seats)) == 1
    assert sandleigh.calls["Members/7001/Contact"] == 1


def test_the_chair_of_the_house_is_asked_for_once_a_day(sandleigh: Wire) -> None:
    sandleigh.serve(POSTCODE, seat(person=member()), seat(4902, "Fallow Hythe", member(id=7002)))
    sandleigh.serve_member(7002)
    days = [TODAY]
    parliament = api(sandleigh, clock=lambda: days[-1])
    for place in parliament.find(parse(POSTCODE)):
        parliament.seat(place.slug)
    assert sandleigh.calls[CHAIR] == 1
    days.append(TODAY + timedelta(1))
    sandleigh.serve(POSTCODE, seat(person=member(id=7003)))
    sandleigh.serve_member(7003)
    sandleigh.answers["Posts/SpeakerAndDeputies/2026-11-22"] = []
    parliament.find(parse(POSTCODE))
    parliament.seat(SLUG)
    assert sandleigh.calls["Posts/SpeakerAndDeputies/2026-11-22"] == 1


def test_a_new_mp_replaces_the_one_we_remembered(sandleigh: Wire) -> None:
    parliament = api(sandleigh)
    parliament.find(parse(POSTCODE))
    parliament.seat(SLUG)
    sandleigh.serve(POSTCODE, seat(person=member(id=7005, nameDisplayAs="Bede Marlow")))
    sandleigh.serve_member(7005)
    parliament.find(parse(POSTCODE))
    person = parliament.seat(SLUG).member
    assert person is not None
    assert person.name == "Bede Marlow"


def test_no_postcode_is_kept_anywhere(sandleigh: Wire) -> None:
    parliament = api(sandleigh)
    parliament.find(parse(POSTCODE))
    parliament.seat(SLUG)
    held = {**vars(parliament), **vars(parliament._details)}
    kept = [m._cache._cache for m in held.values() if hasattr(m, "_cache")]  # type: ignore[attr-defined]
    assert len(kept) == 4
    assert "AB12" not in repr(kept)
    assert "AB12" not in repr(held)


# The ten facts most likely to bite (section 1 of the notes on the API), in their order.


def test_fact_1_a_seat_is_known_by_parliament_s_own_id(sandleigh: Wire) -> None:
    assert api(sandleigh).find(parse(POSTCODE)) == Whereabouts((PLACE,))


def test_fact_2_the_salutation_falls_back_on_the_display_name(sandleigh: Wire) -> None:
    assert mp(sandleigh).salutation == "Alma Reddish"
    sandleigh.serve(POSTCODE, seat(person=member(nameAddressAs="Ms Reddish")))
    assert mp(sandleigh).salutation == "Ms Reddish"


def test_fact_3_a_suspended_member_is_still_the_mp(sandleigh: Wire) -> None:
    suspended = membership(membershipStatus={"statusIsActive": False, "statusDescription": "Suspended", "statusId": 1})
    sandleigh.serve(POSTCODE, seat(person=member(latestHouseMembership=suspended)))
    assert mp(sandleigh).name == "Alma Reddish"


def test_fact_4_a_null_membership_status_does_not_crash(sandleigh: Wire) -> None:
    sandleigh.serve(POSTCODE, seat(person=member(latestHouseMembership=membership(membershipStatus=None))))
    assert mp(sandleigh).name == "Alma Reddish"


def test_fact_5_a_vacant_seat_is_a_seat_without_a_member(wire: Wire) -> None:
    wire.serve(POSTCODE, seat(person=None))
    assert looked_up(wire) == Seat(PLACE, None, "members-api", TODAY)
    assert wire.calls == {SEARCH: 1}


def test_fact_5_a_seat_whose_member_has_left_is_vacant(wire: Wire) -> None:
    gone = member(latestHouseMembership=membership(membershipEndDate="2026-05-18T00:00:00"))
    wire.serve(POSTCODE, seat(person=gone))
    assert looked_up(wire).member is None


def test_fact_6_the_pages_of_a_search_are_followed_by_what_they_hold(sandleigh: Wire) -> None:
    others = [seat(5000 + n, f"Moor {chr(97 + n // 20)}{chr(97 + n % 20)}") for n in range(45)]
    every = [*others, seat(4990, "High Moor", person=member())]

    def page(request: Any) -> Any:
        skip = int(request.args["skip"])
        return found(*every[skip : skip + 20], total=len(every), skip=skip)

    sandleigh.answers[SEARCH] = page
    assert api(sandleigh).seat("high-moor").constituency == Constituency(4990, "High Moor")
    assert [request.args["skip"] for request in sandleigh.requests if request.path.endswith("Search")] == [
        "0",
        "20",
        "40",
    ]


def test_fact_6_the_link_to_a_next_page_is_never_followed(sandleigh: Wire) -> None:
    sandleigh.answers[SEARCH] = found(seat(4902, "Moorland"))
    with pytest.raises(ConstituencyUnknown):
        api(sandleigh).seat("moor")
    assert len(sandleigh.requests) == 1


def test_fact_7_and_10_members_search_is_never_asked_so_its_fall_through_cannot_reach_us(wire: Wire) -> None:
    stranger = member(id=1, nameDisplayAs="Somebody Else")
    wire.answers["Members/Search"] = found(stranger)
    wire.answers[f"{SEARCH}?{POSTCODE}"] = found()
    with pytest.raises(PostcodeUnknown):
        api(wire).find(parse(POSTCODE))
    assert wire.calls == {SEARCH: 1}


def test_fact_8_contacts_may_lack_keys_and_carry_web_addresses(sandleigh: Wire) -> None:
    bare = {"type": "Constituency office", "line1": "Constituency Office", "email": "local@constituency.example"}
    site = {"isWebAddress": True, "line1": "https://alma.example/", "email": "form@alma.example"}
    sandleigh.serve_member(contact=one([site, bare]))
    assert mp(sandleigh).email == "local@constituency.example"


def test_fact_9_an_e_mail_address_may_be_missing_without_anything_being_wrong(sandleigh: Wire) -> None:
    sandleigh.serve_member(contact=one([office(None)]))
    result = looked_up(sandleigh)
    assert result.member is not None
    assert result.member.email is None
    assert result.missing == ()


def test_fact_9_two_addresses_in_one_field_give_the_first(sandleigh: Wire) -> None:
    sandleigh.serve_member(contact=one([office("one@commons.example two@commons.example ")]))
    assert mp(sandleigh).email == "one@commons.example"


# Finding


def test_an_unknown_postcode_is_unknown(wire: Wire) -> None:
    wire.answers[SEARCH] = found()
    with pytest.raises(PostcodeUnknown) as caught:
        api(wire).find(parse(POSTCODE))
    assert caught.value.code == "postcode-unknown"


def test_a_postcode_that_straddles_gives_several_seats_to_choose_from(wire: Wire) -> None:
    wire.serve(POSTCODE, seat(person=member()), seat(4902, "Fallow Hythe", member(id=7002)))
    assert api(wire).find(parse(POSTCODE)) == Whereabouts((PLACE, Constituency(4902, "Fallow Hythe")))


@pytest.mark.parametrize("answer", [found(*[seat(n, f"Moor {n}") for n in range(1, 9)]), found(seat(), total=650)])
def test_a_postcode_in_too_many_seats_was_not_understood(wire: Wire, answer: Any) -> None:
    wire.answers[SEARCH] = answer
    with pytest.raises(ParliamentUnavailable):
        api(wire).find(parse(POSTCODE))


def test_a_practice_postcode_is_never_sent_to_parliament(wire: Wire) -> None:
    with pytest.raises(NotAPostcode) as caught:
        api(wire).find(parse("ZZ1 1AA"))
    assert caught.value.code == "postcode-practice"
    assert wire.requests == []


def test_nobody_is_shown_what_others_have_looked_up(wire: Wire) -> None:
    wire.serve(POSTCODE, seat(person=member()), seat(4902, "Fallow Hythe"))
    parliament = api(wire)
    parliament.find(parse(POSTCODE))
    assert parliament.constituencies() == ()


# What an MP is in the House


def test_a_minister_is_known_by_posts_held_now(sandleigh: Wire) -> None:
    held = biography(governmentPosts=[post("Minister of State"), post("Whip", endDate="2025-01-01T00:00:00")])
    sandleigh.serve_member(biography=held)
    person = mp(sandleigh)
    assert (person.position, person.posts) == (Position.MINISTER, ("Minister of State",))
    assert CHAIR not in sandleigh.calls


def test_a_shadow_minister_is_a_spokesperson(sandleigh: Wire) -> None:
    sandleigh.serve_member(biography=biography(oppositionPosts=[post("Shadow Minister (Lamps)")]))
    person = mp(sandleigh)
    assert (person.position, person.posts) == (Position.SPOKESPERSON, ("Shadow Minister (Lamps)",))


def test_a_deputy_speaker_is_known_by_the_list_of_the_day(sandleigh: Wire) -> None:
    sandleigh.serve_member(chair=[one(member(id=1)), one(member())])
    assert mp(sandleigh).position is Position.DEPUTY_SPEAKER


def test_a_deputy_speaker_is_known_by_their_posts_too(sandleigh: Wire) -> None:
    sandleigh.serve_member(biography=biography(otherPosts=[post("Deputy Speaker")]))
    assert mp(sandleigh).position is Position.DEPUTY_SPEAKER


@pytest.mark.parametrize(("name", "position"), [("Speaker", Position.SPEAKER), ("Sinn Féin", Position.DOES_NOT_SIT)])
def test_the_speaker_and_those_who_do_not_sit_cost_no_further_questions(
    sandleigh: Wire, name: str, position: Position
) -> None:
    sandleigh.serve(POSTCODE, seat(person=member(latestParty=party(name))))
    assert mp(sandleigh).position is position
    assert sandleigh.calls == {SEARCH: 1, "Members/7001/Contact": 1}


# A link that somebody shared: a slug, and no postcode


def test_a_shared_link_is_found_by_its_longest_word(sandleigh: Wire) -> None:
    assert api(sandleigh).seat(SLUG).constituency == PLACE
    assert sandleigh.requests[0].args.to_dict() == {"searchText": "sandleigh", "skip": "0", "take": "20"}
    assert sandleigh.calls[SEARCH] == 1


def test_when_the_longest_word_has_an_accent_in_the_name_the_next_word_finds_it(wire: Wire) -> None:
    wire.serve(POSTCODE, seat(4903, "Gwylanfôr Ynys", member()))
    wire.serve_member()
    assert api(wire).seat("gwylanfor-ynys").constituency == Constituency(4903, "Gwylanfôr Ynys")
    searches = [request.args["searchText"] for request in wire.requests if "searchText" in request.args]
    assert searches[:2] == ["gwylanfor", "ynys"]


def test_a_neighbour_with_a_longer_name_is_not_taken_for_the_place(wire: Wire) -> None:
    wire.serve(POSTCODE, seat(4904, "Sandleigh and Moor East"), seat(4905, "Sandleigh and Moor"))
    assert api(wire).seat(SLUG).constituency.id == 4905


@pytest.mark.parametrize(
    "slug",
    ["", "-", "ab12-3qx", "AB12 3QX", "ab123qx", "Sandleigh", "a" * 101, "../Members/1", "ynys-gwylân", "a--b", "a\n"],
)
def test_what_cannot_be_a_slug_is_unknown_without_asking(wire: Wire, slug: str) -> None:
    with pytest.raises(ConstituencyUnknown):
        api(wire).seat(slug)
    assert wire.requests == []


def test_an_unknown_slug_is_asked_for_a_few_times_and_then_not_again(wire: Wire) -> None:
    wire.answers[SEARCH] = found()
    parliament = api(wire)
    for _ in range(2):
        with pytest.raises(ConstituencyUnknown):
            parliament.seat("a-place-with-very-many-words-that-nobody-knows-at-all")
    assert len(wire.requests) == 6


def test_a_search_that_never_ends_ends(wire: Wire) -> None:
    wire.answers[SEARCH] = found(seat(), total=1_000_000)
    with pytest.raises(ConstituencyUnknown):
        api(wire).seat("moor")
    assert len(wire.requests) == 6


# When something is down


BROKEN: list[Any] = [
    Response("", 500),
    Response("", 503, headers={"Retry-After": "0"}),
    Response("", 429, headers={"Retry-After": "0"}),
    Response("not found", 404),
    Response("<!doctype html><title>Maintenance</title>", mimetype="text/html"),
    Response("", mimetype="application/json"),
    Response('{"value": [', mimetype="application/json"),
    Response("", 302, headers={"Location": "/_page"}),
    Response(b"x" * 2_000_001, mimetype="application/json"),
    {"data": [1, 2, 3], "value": "text", "items": {"a": None}},
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: getattr(broken, "status", "shape"))
def test_when_the_search_breaks_parliament_is_unavailable(wire: Wire, broken: Any, leaks: Leaks) -> None:
    wire.answers[SEARCH] = broken
    with pytest.raises(ParliamentUnavailable) as caught:
        api(wire).find(parse(POSTCODE))
    assert leaks(POSTCODE, caught.value) == []
    with pytest.raises(ParliamentUnavailable):
        api(wire).seat(SLUG)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: getattr(broken, "status", "shape"))
@pytest.mark.parametrize(
    ("path", "missing"), [("Members/7001/Contact", "contact"), ("Members/7001/Biography", "posts"), (CHAIR, "posts")]
)
def test_when_a_detail_breaks_the_seat_still_comes_and_says_what_is_missing(
    sandleigh: Wire, broken: Any, path: str, missing: str, leaks: Leaks, caplog: pytest.LogCaptureFixture
) -> None:
    sandleigh.answers[path] = broken
    result = looked_up(sandleigh)
    assert result.missing == (missing,)
    assert result.member is not None
    assert (result.member.name, result.member.position) == ("Alma Reddish", Position.BACKBENCHER)
    assert (result.member.email is None) == (missing == "contact")
    assert leaks(POSTCODE, None) == []
    assert [record.levelname for record in said(caplog)] == ["WARNING"]


def test_an_incomplete_seat_is_asked_for_again_next_time(sandleigh: Wire) -> None:
    parliament = api(sandleigh)
    sandleigh.answers["Members/7001/Contact"] = Response("", 500)
    parliament.find(parse(POSTCODE))
    assert parliament.seat(SLUG).missing == ("contact",)
    sandleigh.serve_member()
    complete = parliament.seat(SLUG)
    assert complete.missing == ()
    assert complete.member is not None
    assert complete.member.email == "alma.reddish@commons.example"


def test_answers_with_every_optional_field_null_are_survived(wire: Wire) -> None:
    nothing = {"id": 7001, "nameDisplayAs": "Alma Reddish", "nameFullTitle": None, "latestParty": None}
    wire.serve(POSTCODE, seat(currentRepresentation=held_by(nothing)))
    wire.serve_member(contact=one([{"type": None, "email": None}]), biography=one({"governmentPosts": None}))
    assert looked_up(wire).member == Member(7001, "Alma Reddish", "Alma Reddish", "Alma Reddish")


def test_the_whole_look_up_of_a_seat_ends_at_one_deadline(sandleigh: Wire) -> None:
    def slow(request: Any) -> Response:
        time.sleep(0.4)
        return Response("", 500)

    for path in ("Members/7001/Contact", "Members/7001/Biography", CHAIR):
        sandleigh.answers[path] = slow
    parliament = api(sandleigh, patience=0.6)
    parliament.find(parse(POSTCODE))
    started = time.monotonic()
    assert parliament.seat(SLUG).missing == ("contact", "posts")
    assert time.monotonic() - started < 1


def test_every_error_that_comes_out_is_the_project_s_own(wire: Wire) -> None:
    with pytest.raises(CampaignError):
        MembersApi("http://[::nonsense").find(parse(POSTCODE))
