"""campaign/parliament/answers.py: every way in which Parliament's answers differ, one test each."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import ParliamentUnavailable
from campaign.models import Constituency, Member, Party, Position
from campaign.parliament import answers
from tests.parliament.conftest import SHARED
from tests.parliament.invented import biography, found, held_by, member, membership, office, one, party, post, seat
from tests.parliament.invented import website as web

TODAY = date(2026, 11, 21)


def sitting(person: Any, **changes: Any) -> Member | None:
    answer = found(seat(currentRepresentation=held_by(person, **changes)))
    (sighting,) = answers.page(answer, TODAY).sightings
    assert sighting.constituency == Constituency(4901, "Sandleigh and Moor")
    return sighting.member


def read(**changes: Any) -> Member:
    person = sitting(member(**changes))
    assert person is not None
    return person


def email(*entries: Any) -> str | None:
    return answers.email(one(list(entries)))


def test_an_ordinary_member_is_read_whole() -> None:
    assert read() == Member(
        id=7001,
        name="Alma Reddish",
        full_title="Alma Reddish MP",
        salutation="Alma Reddish",
        party=Party("Opposition Party", "Opp", governing=False),
        since=date(2024, 7, 4),
    )


@pytest.mark.parametrize("start", [None, "", "soon", 2024])
def test_a_first_day_that_cannot_be_read_is_not_known(start: Any) -> None:
    assert read(latestHouseMembership=membership(membershipStartDate=start)).since is None


def test_without_a_form_of_address_the_display_name_follows_dear() -> None:
    assert read(nameAddressAs=None).salutation == "Alma Reddish"
    assert read(nameAddressAs="  ").salutation == "Alma Reddish"


@pytest.mark.parametrize("given", ["Ms Reddish", "Dame Alma", "Alma Reddish"])
def test_a_form_of_address_is_used_as_it_is(given: str) -> None:
    assert read(nameAddressAs=given).salutation == given


@pytest.mark.parametrize("title", ["Rt Hon Alma Reddish", "Alma Reddish", "Alma Reddish KC MP", "Ms Alma Reddish"])
def test_a_full_title_is_kept_as_given_with_or_without_mp(title: str) -> None:
    assert read(nameFullTitle=title).full_title == title


def test_stray_spaces_and_control_characters_leave_a_name() -> None:
    assert read(nameDisplayAs=" Alma\u00a0\tRed\u200bdish\r\n\0 ").name == "Alma Reddish"


def test_a_name_comes_out_in_composed_accents() -> None:
    assert read(nameDisplayAs="Sia\u0302n Ll\u0177r").name == "Siân Llŷr"


def test_half_a_character_in_a_name_does_not_get_through() -> None:
    assert read(nameDisplayAs="Alma \ud800Reddish").name == "Alma Reddish"


def test_without_a_display_name_the_full_title_serves() -> None:
    person = read(nameDisplayAs=None)
    assert (person.name, person.full_title) == ("Alma Reddish MP", "Alma Reddish MP")


def test_a_suspended_member_is_still_the_mp() -> None:
    status = {"statusIsActive": False, "statusDescription": "Suspended", "statusId": 1}
    assert read(latestHouseMembership=membership(membershipStatus=status)).name == "Alma Reddish"


def test_a_null_membership_status_is_no_problem() -> None:
    assert read(latestHouseMembership=membership(membershipStatus=None)).name == "Alma Reddish"
    assert read(latestHouseMembership=None).name == "Alma Reddish"


def test_a_seat_without_a_representation_is_vacant() -> None:
    (sighting,) = answers.page(found(seat(person=None)), TODAY).sightings
    assert sighting.member is None


def test_a_representation_without_a_member_is_vacant() -> None:
    assert sitting(None) is None


def test_a_member_who_has_left_leaves_the_seat_vacant() -> None:
    left = "2026-05-18T00:00:00"
    assert sitting(member(latestHouseMembership=membership(membershipEndDate=left))) is None
    assert sitting(member(), membershipEndDate=left) is None


def test_a_member_who_leaves_tomorrow_is_the_mp_today() -> None:
    assert read(latestHouseMembership=membership(membershipEndDate="2026-11-22T00:00:00")).id == 7001
    assert sitting(member(latestHouseMembership=membership(membershipEndDate="2026-11-21T00:00:00"))) is None


@pytest.mark.parametrize(("number", "mixed_up"), [(4901, False), (4902, True), (None, False), ("4902", False)])
def test_an_mp_who_is_said_to_sit_for_another_seat_is_noticed(number: object, mixed_up: bool) -> None:
    for representation in (
        held_by(member(latestHouseMembership=membership(membershipFromId=number))),
        held_by(member(), membershipFromId=number),
    ):
        (sighting,) = answers.page(found(seat(currentRepresentation=representation)), TODAY).sightings
        assert sighting.is_mixed_up is mixed_up


def test_an_end_that_cannot_be_read_is_still_an_end() -> None:
    assert sitting(member(latestHouseMembership=membership(membershipEndDate="last week"))) is None


def test_a_member_who_went_to_the_lords_leaves_the_seat_vacant() -> None:
    assert sitting(member(latestHouseMembership=membership(house=2))) is None


def test_a_seat_of_former_boundaries_is_left_out() -> None:
    page = answers.page(found(seat(endDate="2024-05-30T00:00:00"), seat(4902, "Sandleigh")), TODAY)
    assert [sighting.constituency.name for sighting in page.sightings] == ["Sandleigh"]
    assert page.count == 2


@pytest.mark.parametrize(
    ("kind", "governing"), [(0, True), (3, False), (1, None), (2, None), (None, None), ("0", None), (True, None)]
)
def test_a_party_governs_if_the_data_says_so(kind: Any, governing: bool | None) -> None:
    assert read(latestParty=party(governmentType=kind)).party == Party("Opposition Party", "Opp", governing)


@pytest.mark.parametrize("kind", [0, 3])
def test_independents_are_on_no_side(kind: int) -> None:
    found = read(latestParty=party("Independent", governmentType=kind, isIndependentParty=True)).party
    assert found == Party("Independent", "Opp", None)


def test_a_member_may_have_no_party() -> None:
    assert read(latestParty=None).party is None
    assert read(latestParty=party(name=None)).party is None


def test_the_speaker_is_known_by_party() -> None:
    chair = party("Speaker", id=47, abbreviation="Spk", governmentType=None)
    assert read(latestParty=chair).position is Position.SPEAKER


@pytest.mark.parametrize("name", ["Sinn Féin", "Sinn Fe\u0301in", " Sinn Féin "])
def test_a_member_who_does_not_take_their_seat_is_known_by_party_however_its_accent_is_written(name: str) -> None:
    assert read(latestParty=party(name)).position is Position.DOES_NOT_SIT


def test_keys_that_are_missing_are_as_good_as_null() -> None:
    bare = {"id": 7001, "nameDisplayAs": "Alma Reddish"}
    expected = Member(7001, "Alma Reddish", "Alma Reddish", "Alma Reddish")
    assert sitting(bare) == expected
    answer = {"items": [{"value": {"id": 1, "name": "X", "currentRepresentation": {"member": {"value": bare}}}}]}
    assert answers.page(answer, TODAY).sightings[0].member == expected


def test_an_empty_search_is_empty_however_it_is_written() -> None:
    assert answers.page(found(), TODAY) == answers.Page((), 0, 0)
    assert answers.page({"items": None, "totalResults": 0}, TODAY) == answers.Page((), 0, 0)


def test_a_page_says_how_many_there_are_in_all() -> None:
    page = answers.page(found(seat(), total=41), TODAY)
    assert (page.count, page.total) == (1, 41)


STRANGE: list[Any] = [
    None,
    [],
    "text",
    {"data": [1, 2, 3], "value": "text", "items": {"a": None}},
    {"items": None, "totalResults": 3},
    {"items": [None]},
    {"items": [{"value": None}]},
    {"items": [{"value": {"id": 1}}]},
    {"items": [{"value": {"id": "1", "name": "X"}}]},
    {"items": [{"value": {"id": 0, "name": "X"}}]},
    {"items": [{"value": {"id": True, "name": "X"}}]},
    {"items": [{"value": {"id": 1, "name": "X" * 1000}}]},
    found(seat(currentRepresentation="somebody")),
    found(seat(currentRepresentation={"member": "somebody"})),
    found(seat(person={"id": 7001})),
    found(seat(person={"nameDisplayAs": "Alma Reddish"})),
    found(seat(person=member(latestHouseMembership="yes"))),
]


@pytest.mark.parametrize("answer", STRANGE)
def test_an_answer_from_which_nothing_can_be_told_is_a_fault(answer: Any) -> None:
    with pytest.raises(ParliamentUnavailable) as caught:
        answers.page(answer, TODAY)
    assert caught.value.reason == "the answer had another shape"


def test_the_parliamentary_office_s_address_is_taken_wherever_it_stands() -> None:
    local = office("local@constituency.example", type="Constituency office", typeId=4)
    assert email(local, web(), office()) == "alma.reddish@commons.example"


def test_the_office_is_known_by_its_name_too() -> None:
    local = office("local@constituency.example", type="Constituency office", typeId=4)
    assert email(local, office(typeId=None)) == "alma.reddish@commons.example"


def test_the_address_may_stand_under_another_office() -> None:
    local = {"type": "Constituency office", "typeId": 4, "line1": "Office", "email": "local@constituency.example"}
    assert email(office(None), local) == "local@constituency.example"


@pytest.mark.parametrize(
    "field",
    [
        "first@commons.example second@commons.example",
        " first@commons.example, second@commons.example ",
        "first@commons.example;second@commons.example",
        "Office: first@commons.example\r\n",
        "<first@commons.example>",
        "mailto:first@commons.example.",
        "\u200bfirst@commons.example\u00a0",
    ],
)
def test_of_two_addresses_in_one_field_the_first_is_taken(field: str) -> None:
    assert email(office(field)) == "first@commons.example"


def test_a_web_address_is_never_taken_for_an_e_mail_address() -> None:
    assert email(web("https://x@alma.example/"), web() | {"email": "form@alma.example"}) is None


@pytest.mark.parametrize(
    "field", ["", " ", "none", "alma.reddish", "@commons.example", "a@b", "a@b.example?cc=x@y.example"]
)
def test_a_member_may_have_no_e_mail_address(field: str) -> None:
    assert email(office(field)) is None
    assert email(office(None)) is None
    assert answers.email({"value": None}) is None


def test_an_address_may_hold_an_apostrophe() -> None:
    assert email(office("niamh.o'day.mp@commons.example")) == "niamh.o'day.mp@commons.example"


def test_entries_of_an_unknown_kind_are_passed_over() -> None:
    assert email(None, "text", {"type": "Semaphore", "typeId": 2001}, office()) == "alma.reddish@commons.example"


@pytest.mark.parametrize("answer", [None, [], {"value": "text"}, {"value": {"a": 1}}])
def test_contacts_of_another_shape_are_a_fault(answer: Any) -> None:
    with pytest.raises(ParliamentUnavailable):
        answers.email(answer)


def test_posts_held_now_are_those_without_an_end() -> None:
    held = biography(governmentPosts=[post("Minister "), post("Old post", endDate="2025-01-01T00:00:00"), post("Whip")])
    assert answers.posts(held, TODAY) == answers.Posts(("Minister", "Whip"))


def test_a_shadow_post_does_not_make_a_minister() -> None:
    held = biography(oppositionPosts=[post("Shadow Minister")], otherPosts=[post("Leader of the Opposition Party")])
    assert answers.posts(held, TODAY) == answers.Posts(opposition=("Shadow Minister",))


def test_the_department_of_a_government_post_is_read_where_it_is_named() -> None:
    held = biography(governmentPosts=[post("Minister", additionalInfo="Home Office "), post("Whip")])
    assert answers.posts(held, TODAY) == answers.Posts(("Minister", "Whip"), departments=("Home Office",))


def test_committees_are_those_that_the_member_is_on_now() -> None:
    places = [post("Foreign Affairs Committee"), post("Old Committee", endDate="2025-01-01T00:00:00")]
    assert answers.posts(biography(committeeMemberships=places), TODAY).committees == ("Foreign Affairs Committee",)


@pytest.mark.parametrize("name", ["Parliamentary Private Secretary (Home Office)", "PPS to the Prime Minister"])
def test_an_aide_of_a_minister_is_no_minister(name: str) -> None:
    assert (
        answers.posts(biography(governmentPosts=[post(name, additionalInfo="Home Office")]), TODAY) == answers.Posts()
    )


@pytest.mark.parametrize(
    ("name", "position"),
    [
        ("Deputy Speaker", Position.DEPUTY_SPEAKER),
        ("Chairman of Ways and Means", Position.DEPUTY_SPEAKER),
        ("Second Deputy Chairman of Ways and Means", Position.DEPUTY_SPEAKER),
        ("Speaker of the House of Commons", Position.SPEAKER),
        ("Speaker", Position.SPEAKER),
        ("Member, Speaker's Committee", None),
    ],
)
def test_a_place_in_the_chair_may_stand_among_the_other_posts(name: str, position: Position | None) -> None:
    assert answers.posts(biography(otherPosts=[post(name)]), TODAY).chair is position
    assert answers.posts(biography(otherPosts=[post(name, endDate="2024-07-04")]), TODAY).chair is None


def test_a_biography_may_have_null_lists() -> None:
    assert answers.posts(one({"governmentPosts": None}), TODAY) == answers.Posts()


@pytest.mark.parametrize("answer", [None, [], one(None), one("text"), one({"governmentPosts": "text"})])
def test_a_biography_of_another_shape_is_a_fault(answer: Any) -> None:
    with pytest.raises(ParliamentUnavailable):
        answers.posts(answer, TODAY)


def test_the_chair_of_the_house_is_a_bare_list() -> None:
    assert answers.chair([one(member()), one(member(id=7002))]) == {7001, 7002}
    assert answers.chair([]) == frozenset()


@pytest.mark.parametrize("answer", [None, {}, one([]), [None], [one(None)], [one({"id": None})]])
def test_a_chair_of_another_shape_is_a_fault(answer: Any) -> None:
    with pytest.raises(ParliamentUnavailable):
        answers.chair(answer)


READERS: list[Callable[[Any], Any]] = [
    lambda answer: answers.page(answer, TODAY),
    lambda answer: answers.posts(answer, TODAY),
    answers.email,
    answers.chair,
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
WHOLE = [
    found(seat(person=member())),
    biography(governmentPosts=[post("Minister")]),
    one([office(), web()]),
    [one(member())],
]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


def with_change(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_change(value[path[0]], path[1:], new)
    return copy


CASES = [(r, a, p) for r, a in zip(READERS, WHOLE, strict=True) for p in places(a)]


def fault_in(answer: Any, reader: Callable[[Any], Any]) -> str:
    try:
        reader(answer)
    except ParliamentUnavailable as problem:
        return problem.reason
    return ""


@given(st.sampled_from(READERS), JSON)
def test_any_json_at_all_is_read_or_is_a_fault_of_ours(reader: Callable[[Any], Any], answer: Any) -> None:
    assert fault_in(answer, reader) in {"", "the answer had another shape"}


@given(st.sampled_from(CASES), JSON)
def test_a_real_answer_with_anything_in_one_place_is_read_or_is_a_fault_of_ours(case: Any, new: Any) -> None:
    reader, answer, place = case
    assert fault_in(answer, reader) == ""
    assert fault_in(with_change(answer, place, new), reader) in {"", "the answer had another shape"}


def recorded(name: str) -> Any:
    file = SHARED / "reference" / "data" / "recorded" / name
    if not file.exists():
        pytest.skip("the recorded answers (../shared/reference/data/recorded) are not here")
    return json.loads(file.read_text(encoding="utf-8"))


def test_a_recorded_search_is_read() -> None:
    answer = recorded("constituency_search__page.json")
    (sighting,) = answers.page(answer, TODAY).sightings
    given = answer["items"][0]["value"]["currentRepresentation"]["member"]["value"]
    assert sighting.constituency.id == 4483
    assert sighting.member is not None
    assert sighting.member.salutation == given["nameDisplayAs"]
    assert sighting.member.full_title == given["nameFullTitle"]


@pytest.mark.parametrize(
    ("name", "position"),
    [("member_1581.json", Position.BACKBENCHER), ("member_467_speaker.json", Position.SPEAKER)],
)
def test_recorded_members_are_read_the_suspended_one_too(name: str, position: Position) -> None:
    person = recorded(name)["value"]
    read = sitting(person)
    assert read is not None
    assert (read.id, read.position, read.salutation) == (person["id"], position, person["nameAddressAs"])


def test_recorded_peers_do_not_sit_for_a_constituency() -> None:
    people = [item["value"] for item in recorded("members_search__starmer_lords.json")["items"]]
    assert [sitting(person) is not None for person in people] == [True, False, False]


def test_recorded_contacts_give_the_parliamentary_address() -> None:
    answer = recorded("member_4514_contact.json")
    assert answers.email(answer) == answer["value"][0]["email"]


def test_a_recorded_biography_gives_the_posts_held_then() -> None:
    answer = recorded("member_4514_biography.json")
    assert answers.posts(answer, TODAY) == answers.Posts(
        (answer["value"]["governmentPosts"][0]["name"],), departments=("Prime Minister",)
    )
