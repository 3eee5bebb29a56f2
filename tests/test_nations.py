"""campaign/models/nations.py: which nation a constituency is in."""

from __future__ import annotations

import pytest

from campaign.models import Constituency
from campaign.models.nations import NATIONS, nation_of
from campaign.parliament import PracticeParliament
from tests.stand_in import need_shared, real_seats


def test_all_650_seats_are_in_the_nation_that_the_map_says() -> None:
    need_shared()
    wrong = [row["name"] for row in real_seats() if nation_of(Constituency(1, row["name"])) != row["nation"]]
    assert wrong == []


@pytest.mark.parametrize(("name", "nation"), [("Ynys Môn", "Wales"), ("South Down", "Northern Ireland")])
def test_a_name_that_was_typed_is_known_outside_england(name: str, nation: str) -> None:
    assert nation_of(Constituency(0, name)) == nation


def test_any_other_name_that_was_typed_is_not_known() -> None:
    assert nation_of(Constituency(0, "Leeds")) == nation_of(Constituency(0, "")) == ""


def test_there_is_a_practice_seat_in_every_nation() -> None:
    assert {nation_of(place) for place in PracticeParliament().constituencies()} == set(NATIONS)
