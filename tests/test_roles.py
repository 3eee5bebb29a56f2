"""campaign/models/roles.py: what an MP is to a request, from public facts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaign.models import Matter, Member, Party, Position, Role, roles

TODAY = date(2026, 11, 21)
LAMPS = Matter(("Department for Lamps", "Harbour Office"), ("Harbours Committee",))
ANYBODY = Member(1, "Alma Reddish", "Alma Reddish MP", "Alma Reddish")
OURS, THEIRS = Party("Ours", governing=True), Party("Theirs", governing=False)


def of(matter: Matter = LAMPS, **facts: object) -> list[str]:
    return [role.value for role in roles(replace(ANYBODY, **facts), matter, TODAY)]  # type: ignore[arg-type]


def test_of_whom_nothing_is_known_only_what_any_mp_can_do_is_asked() -> None:
    assert of() == of(party=Party("Some Party")) == ["backbencher"]
    assert roles(None, LAMPS, TODAY) == (Role.BACKBENCHER,)


def test_the_side_of_the_house_comes_before_that() -> None:
    assert of(party=OURS) == ["governing", "backbencher"]
    assert of(party=THEIRS) == ["opposition", "backbencher"]


@pytest.mark.parametrize(("days", "is_new"), [(0, True), (364, True), (365, False), (4_000, False)])
def test_an_mp_is_new_for_a_year(days: int, is_new: bool) -> None:
    assert ("new" in of(since=TODAY - timedelta(days))) is is_new


def test_a_committee_counts_where_it_is_named_in_whatever_letters() -> None:
    assert of(party=OURS, committees=("Harbours committee (Joint)",)) == [
        "committee-member",
        "governing",
        "backbencher",
    ]
    assert of(party=OURS, committees=("Foghorns Committee",)) == ["governing", "backbencher"]
    assert of(Matter(), committees=("Harbours Committee",)) == ["backbencher"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"posts": ("Minister of State (Department for Lamps)",)}, ["minister-in-charge", "minister"]),
        ({"posts": ("Minister of State",), "departments": ("HARBOUR OFFICE",)}, ["minister-in-charge", "minister"]),
        ({"posts": ("Minister of State (Department for Foghorns)",)}, ["minister"]),
        ({"posts": ()}, ["minister"]),
    ],
)
def test_a_minister_is_in_charge_of_the_departments_own_matters_alone(
    facts: dict[str, object], expected: list[str]
) -> None:
    assert of(position=Position.MINISTER, party=OURS, **facts) == expected


def test_ministers_speakers_and_those_who_do_not_sit_are_never_asked_as_backbenchers() -> None:
    more = {"party": OURS, "committees": ("Harbours Committee",), "since": TODAY}
    assert of(position=Position.SPEAKER, **more) == of(position=Position.DEPUTY_SPEAKER, **more) == ["speaker"]
    assert of(position=Position.DOES_NOT_SIT, **more) == ["does-not-sit"]
    assert of(position=Position.MINISTER, **more) == ["minister"]


def test_a_spokesperson_comes_first_and_can_do_what_others_of_the_party_can() -> None:
    assert of(position=Position.SPOKESPERSON, party=THEIRS) == ["spokesperson", "opposition", "backbencher"]


def test_several_requests_are_the_business_of_all_that_any_is_the_business_of() -> None:
    both = Matter.of_all([LAMPS, Matter(("Foghorn Office",))])
    assert both == Matter(("Department for Lamps", "Harbour Office", "Foghorn Office"), ("Harbours Committee",))


def test_what_is_known_of_an_mp_survives_being_stored() -> None:
    whole = replace(ANYBODY, party=OURS, posts=("P",), departments=("D",), committees=("C",), since=date(2026, 6, 18))
    assert Member.from_json(whole.to_json()) == whole
    old = '{"id": 1, "name": "N", "full_title": "F", "salutation": "S", "party": null, "email": null, '
    assert Member.from_json(old + '"position": "backbencher", "posts": []}') == Member(1, "N", "F", "S")
