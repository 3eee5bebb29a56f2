"""Which wording, which ask, and how their fields are filled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import LetterError
from campaign.letters.points import Point
from campaign.letters.wording import Texts, ask, fill, texts_on
from campaign.models import Role, Wording
from tests.letters.samples import CONTENT, LAMPS, PIERS, TODAY

FIELDS = {
    "constituency": "Port Example",
    "mp": "Dame Siân Example",
    "office": "the Harbours Secretary",
    "committee": "Harbours Committee",
    "report": "Safe Harbour",
}
AFTER_REVIEW = date(2027, 1, 1)


def paragraph(texts: Texts, fields: dict[str, str], seed: int) -> str:
    return Point(texts, fields, [Role.BACKBENCHER]).by_seed["paragraph"](seed)


@given(st.integers(), st.sampled_from(CONTENT.recommendations))
def test_the_next_seed_shows_another_wording(seed: int, one: object) -> None:
    texts = texts_on(TODAY, one)  # type: ignore[arg-type]
    assert paragraph(texts, FIELDS, seed) != paragraph(texts, FIELDS, seed + 1)


def test_every_wording_has_its_turn() -> None:
    texts = texts_on(TODAY, PIERS)
    assert len({paragraph(texts, FIELDS, seed) for seed in range(3)}) == 3


def test_the_same_seed_gives_the_same_wording_on_every_computer() -> None:
    # Written out, so that a change of Python's hash seed or of the rule is seen.
    assert paragraph(texts_on(TODAY, LAMPS), FIELDS, 0).startswith("Lamps are put out at midnight")
    assert paragraph(texts_on(TODAY, PIERS), FIELDS, 0).startswith("Small boats have nowhere to go")


def test_a_wording_that_rests_on_a_claim_past_its_review_is_not_used() -> None:
    texts = texts_on(AFTER_REVIEW, PIERS)
    assert not any("Bill" in paragraph(texts, FIELDS, seed) for seed in range(10))


def test_without_a_current_wording_the_summary_stands_in() -> None:
    one = replace(PIERS, wordings=(Wording("Old.", ("bill",)),))
    assert paragraph(texts_on(AFTER_REVIEW, one), FIELDS, 0) == PIERS.summary


def test_a_wording_that_needs_no_place_is_taken_where_none_is_known() -> None:
    texts = texts_on(TODAY, PIERS)
    said = {paragraph(texts, FIELDS | {"constituency": ""}, seed) for seed in range(6)}
    assert len(said) == 2
    assert not any("In " in text for text in said)


def test_words_stand_in_for_the_place_where_every_wording_needs_one() -> None:
    texts = texts_on(TODAY, replace(PIERS, wordings=(Wording("In {constituency} we know storms."),)))
    assert paragraph(texts, FIELDS | {"constituency": ""}, 0) == "In your constituency we know storms."


def test_the_first_current_ask_is_used() -> None:
    assert ask(texts_on(TODAY, PIERS), FIELDS, [Role.BACKBENCHER]).startswith("table a written question")
    assert ask(texts_on(AFTER_REVIEW, PIERS), FIELDS, [Role.BACKBENCHER]).startswith("write to the Harbours")


def test_the_first_role_that_has_asks_counts() -> None:
    texts = texts_on(TODAY, PIERS)
    assert "send this letter on" in ask(texts, FIELDS, [Role.SPEAKER])
    assert ask(texts, FIELDS, [Role.NEW, Role.SPEAKER, Role.MINISTER]) == ask(texts, FIELDS, [Role.SPEAKER])


def test_a_role_whose_asks_have_all_grown_old_gives_way_to_the_next() -> None:
    one = replace(PIERS, asks={**PIERS.asks, Role.GOVERNING: (Wording("speak to {office}", ("bill",)),)})
    roles = [Role.GOVERNING, Role.BACKBENCHER]
    assert ask(texts_on(TODAY, one), FIELDS, roles) == "speak to the Harbours Secretary"
    assert ask(texts_on(AFTER_REVIEW, one), FIELDS, roles).startswith("write to the Harbours Secretary")


def test_a_role_without_asks_of_its_own_gets_those_of_any_backbencher() -> None:
    one = replace(PIERS, asks={Role.BACKBENCHER: (Wording("write to {office}"),)})
    assert ask(texts_on(TODAY, one), FIELDS, [Role.MINISTER]) == "write to the Harbours Secretary"


def test_nothing_left_to_ask_is_an_error_with_a_code() -> None:
    one = replace(PIERS, asks={Role.BACKBENCHER: (Wording("old", ("bill",)),)})
    with pytest.raises(LetterError) as error:
        ask(texts_on(AFTER_REVIEW, one), FIELDS, [Role.BACKBENCHER])
    assert error.value.code == "ask-unknown"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{office} pays.", "The Harbours Secretary pays."),
        ("It is late. {office} knows.", "It is late. The Harbours Secretary knows."),
        ("“It is late.” {office} knows.", "“It is late.” The Harbours Secretary knows."),
        ("Ask {office}.", "Ask the Harbours Secretary."),
        (
            "{mp} of {constituency}, {committee}, {report}",
            "Dame Siân Example of Port Example, Harbours Committee, Safe Harbour",
        ),
        ("{nothing} {} {0} {office", "{nothing} {} {0} {office"),
        ("{office.__class__}", "{office.__class__}"),
    ],
)
def test_fields_are_filled_with_capitals_where_a_sentence_starts(text: str, filled: str) -> None:
    assert fill(text, FIELDS, capital=True) == filled


def test_an_ask_that_starts_with_a_field_stays_in_small_letters() -> None:
    assert fill("{office} to be asked", FIELDS, capital=False) == "the Harbours Secretary to be asked"


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert fill("{constituency}", FIELDS | {"constituency": "{office}"}, capital=True) == "{office}"


@given(st.text())
def test_no_text_is_too_strange_to_be_filled(text: str) -> None:
    assert isinstance(fill(text, FIELDS, capital=True), str)
