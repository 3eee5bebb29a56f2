"""Names of short links: which are allowed, which are alike, which are rude or only look it, which nobody can guess."""

from __future__ import annotations

import math

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import ShareError
from campaign.parliament import PracticeParliament
from campaign.sharing.names import (
    ALPHABET,
    DRAWN,
    LONGEST,
    NAME,
    ROUTES,
    check_name,
    draw,
    is_rude,
    skeleton,
    suggestion,
    tidy,
)
from tests.conftest import TODAY

PLACES = [
    "scunthorpe", "penistone", "clitheroe", "essex", "sussex", "middlesex", "cockermouth", "cockfosters",
    "lightwater", "horncastle", "titchfield", "twatt", "shitterton", "wetwang", "bitchfield", "dickleburgh",
    "assington", "arsenal", "sandy-balls", "pratts-bottom", "brawby", "upperthong", "great-tew", "cumbria",
    "cumnock", "dorking", "wankford", "hitchin", "nazeing", "rapeseed-farmers", "scumrigg", "homer-green", "sexhow",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_no_rude_word(place: str) -> None:
    check_name(place)


@pytest.mark.parametrize(
    "name", ["fuck", "f-u-c-k", "fuuuuck-it", "sh1t", "a55", "leeds-cunts", "5hit", "w4nker", "nazi-club"]
)
def test_a_rude_name_is_refused_however_it_is_written(name: str) -> None:
    with pytest.raises(ShareError) as caught:
        check_name(name)
    assert caught.value.code == "link-name-rude"


@pytest.mark.parametrize(
    "name", ["admin", "adm1n", "the-parliament", "gov-uk", "share", "go", "official-letters", "p0lice"]
)
def test_a_name_that_sounds_like_an_authority_or_a_page_is_refused(name: str) -> None:
    if len(name) > 2:
        with pytest.raises(ShareError) as caught:
            check_name(name)
        assert caught.value.code == "link-name-reserved"


@pytest.mark.parametrize("name", ["", "ab", "a" * 31, "-abc", "abc-", "a--b", "Abc", "a b", "ä-b", "abc/def", "abc\n"])
def test_a_name_has_three_to_thirty_plain_signs(name: str) -> None:
    with pytest.raises(ShareError) as caught:
        check_name(name)
    assert caught.value.code == "link-name-shape"


@pytest.mark.parametrize(
    ("one", "other"),
    [("leeds-friends", "leedsfriends"), ("l33", "133"), ("oslo", "0s1o"), ("modern", "modem"), ("vvest", "west"),
     ("leed5", "leeds"), ("bill", "b1ll"), ("bob", "8ob"), ("zoo", "2oo"), ("ilford", "llford")],
)  # fmt: skip
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("leeds", "leads"), ("york", "cork"), ("group-3", "group-4")])
def test_names_that_differ_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Leeds Friends!", "leeds-friends"), ("Ynys Môn", "ynys-mon"), ("  a  b  ", "a-b"), ("ئۇيغۇر", ""),
     ("St John's", "st-johns"),
     ("=1+1", "1-1"), ("x" * 99, "x" * 40)],
)  # fmt: skip
def test_what_people_type_becomes_a_name(typed: str, name: str) -> None:
    assert tidy(typed) == name


@given(st.text(max_size=80))
def test_whatever_is_typed_a_tidy_name_is_plain(typed: str) -> None:
    assert tidy(typed) == "" or NAME.fullmatch(tidy(typed))


def test_a_drawn_name_cannot_be_guessed_and_is_allowed() -> None:
    names = {draw() for _ in range(500)}
    assert len(names) == 500
    for name in names:
        check_name(name)
        assert len(name) == DRAWN
        assert set(name) <= set(ALPHABET)
    # Names that look alike lead to the same link, so the skeletons are what a guesser has to meet.
    assert len({skeleton(sign) for sign in ALPHABET}) == len(ALPHABET)
    bits = DRAWN * math.log2(len(ALPHABET))
    assert bits > 45
    # Among 100,000 links, somebody who tries 60 names a minute for a year finds one with less than 1 in 10.
    tries = 60 * 60 * 24 * 365
    assert tries * 100_000 / 2**bits < 0.1


def test_a_drawn_name_spells_no_word() -> None:
    assert not set(ALPHABET) & set("aeiouy")


@given(st.text(max_size=50), st.sets(st.sampled_from(["leeds", "leeds-two", "leeds-more", "leeds-3"])))
def test_a_suggestion_is_always_free(wanted: str, taken: set[str]) -> None:
    def is_free(name: str) -> bool:
        try:
            check_name(name)
        except ShareError:
            return False
        return name not in taken

    found = suggestion(wanted, is_free)
    assert is_free(found)
    assert len(found) <= LONGEST


def test_a_suggestion_stays_near_what_was_wanted() -> None:
    assert suggestion("Leeds Friends", lambda name: name != "leeds-friends") == "leeds-friends-two"


def test_the_first_part_of_every_address_of_ours_is_no_name(app: Flask) -> None:
    firsts = {rule.rule.split("/")[1].split(".")[0] for rule in app.url_map.iter_rules()}
    named = {first for first in firsts if first and "<" not in first}
    assert len(named) > 15
    assert sorted(name for name in named if name not in ROUTES) == []


def test_no_constituency_is_a_rude_word() -> None:
    slugs = [place.slug for place in PracticeParliament(lambda: TODAY).constituencies()]
    assert len(slugs) > 10
    assert [slug for slug in slugs if is_rude(slug)] == []
