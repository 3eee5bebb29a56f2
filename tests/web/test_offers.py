"""What is offered first, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from campaign.models import Constituency, Letter, Member, Seat
from campaign.web.letter.offers import is_tight, offer_for, offer_without

MEMBER = Member(1, "Alex Example", "Alex Example MP", "Alex Example", email="alex@commons.example")
SEAT = Seat(Constituency(1, "Exampleton"), MEMBER, "practice", date(2026, 11, 21))


def letter_to(email: str | None, size: int) -> Letter:
    return Letter("About", "x" * size, "Alex Example MP", email, ("a",), 0, "standard")


@pytest.mark.parametrize(
    ("agent", "tight"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/130", True),
        ("", True),
        ("curl/8", True),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", False),
        ("Mozilla/5.0 (Linux; Android 15)", False),
        ("Mozilla/5.0 (X11; CrOS x86_64)", False),
        ("Mozilla/5.0 (Windows Phone 10.0; Android 6)", True),
    ],
)
def test_room_is_tight_on_windows_and_where_the_browser_does_not_say(agent: str, tight: bool) -> None:
    assert is_tight(agent) is tight


@pytest.mark.parametrize(
    ("size", "agent", "reason", "first"),
    [
        (500, "", "fits", "mailto"),
        (2_500, "", "webmail", "gmail"),
        (2_500, "Linux", "fits", "mailto"),
        (6_500, "Linux", "fits", "mailto"),
        (6_500, "", "webmail", "outlook"),
        (9_000, "Linux", "long", "mailto"),
    ],
)
def test_the_first_link_and_the_reason(size: int, agent: str, reason: str, first: str) -> None:
    offer = offer_for(letter_to("alex@commons.example", size), SEAT, agent)
    assert (offer.reason, offer.ways[0].kind) == (reason, first)
    budgets = {route["kind"]: route["budget"] for route in json.loads(offer.routes)}
    assert {way.kind for way in offer.ways} == set(budgets)
    for way in offer.ways:
        assert len(way.url) <= budgets[way.kind]


def test_a_letter_with_gaps_for_the_browser_to_fill_is_in_none_of_the_links() -> None:
    offer = offer_without(SEAT, "Linux")
    assert offer.reason == "script"
    assert offer.ways[0].url == "mailto:alex@commons.example"
    assert not any(way.complete for way in offer.ways)


def test_without_an_address_post_comes_first_and_without_an_mp_nothing() -> None:
    assert offer_for(letter_to(None, 10), SEAT, "").reason == "no-email"
    vacant = Seat(SEAT.constituency, None, "practice", SEAT.as_of)
    assert offer_for(letter_to(None, 10), vacant, "").reason == "vacant"
    assert offer_without(replace(SEAT, member=replace(MEMBER, email=None)), "").reason == "no-email"
    assert offer_without(vacant, "").reason == "vacant"
