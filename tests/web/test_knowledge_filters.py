"""Filters of an address: recognised, in one order, never echoed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from campaign.services import Services
from campaign.web.knowledge.filters import KEYS, Filters, choices, is_canonical, read_filters

ANY = st.text(max_size=20) | st.sampled_from(["canada", "law", "2021", "cotton-import-ban", "", "Canada", " law"])


def read(services: Services, *pairs: tuple[str, str]) -> Filters:
    return read_filters(MultiDict(pairs), services)


def test_recognised_filters_are_kept_and_stand_in_one_order(services: Services) -> None:
    filters = read(services, ("year", "2021"), ("place", "canada"), ("kind", ""), ("utm_source", "x"))
    assert filters == Filters(place="canada", year="2021")
    assert filters.query == "?place=canada&year=2021"


@pytest.mark.parametrize(
    "pairs",
    [
        [("place", "atlantis")],
        [("kind", "Law")],
        [("year", "1999")],
        [("recommendation", "peace")],
        [("place", "canada"), ("place", "japan")],
    ],
    ids=str,
)
def test_what_is_not_known_is_left_out_and_remembered(pairs: list[tuple[str, str]], services: Services) -> None:
    filters = read(services, *pairs, ("year", "2021"))
    assert filters.unknown
    assert all(value in choices(services)[key] for key, value in filters.pairs)


def test_a_year_is_known_only_if_an_entry_has_it(services: Services) -> None:
    assert set(choices(services)["year"]) == {entry.year for entry in services.responses.entries if entry.year}


def test_every_place_kind_and_recommendation_can_be_chosen(services: Services) -> None:
    offered = choices(services)
    assert set(offered["place"]) == {place.slug for place in services.responses.places}
    assert set(offered["kind"]) == {entry.kind for entry in services.responses.entries}
    assert set(offered["recommendation"]) == {one.id for one in services.content.recommendations}


def test_another_view_keeps_the_other_filters(services: Services) -> None:
    filters = read(services, ("place", "canada"), ("year", "1999"))
    assert filters.having("kind", "law") == Filters(place="canada", kind="law")
    assert filters.having("place", "").query == ""


@given(st.lists(st.tuples(st.sampled_from([*KEYS, "via"]), ANY), max_size=8))
def test_no_query_is_too_strange(shipped: Services, pairs: list[tuple[str, str]]) -> None:
    values = MultiDict(pairs)
    filters = read_filters(values, shipped)
    known = choices(shipped)
    assert all(value in known[key] for key, value in filters.pairs)
    assert filters.entries(shipped) == shipped.responses.select(**dict(filters.pairs))
    again = read_filters(MultiDict(filters.pairs), shipped)
    assert again == filters.having("place", filters.place)
    assert is_canonical(MultiDict(filters.pairs), again)
    if is_canonical(values, filters):
        assert not filters.unknown
