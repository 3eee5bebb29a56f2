"""The few filters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.letters.filters import FILTERS, capitalize, in_sentence, in_words


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ([], ""),
        (["a pier"], "a pier"),
        (["a pier", "lamps"], "a pier and lamps"),
        (["a pier", "lamps", "charts"], "a pier, lamps and charts"),
        (["a pier and a quay", "lamps"], "a pier and a quay, and lamps"),
        (["piers", "lamps", "charts and maps"], "piers, lamps, and charts and maps"),
        (["piers, all of them", "lamps", "charts"], "piers, all of them; lamps; and charts"),
    ],
)
def test_a_list_reads_as_a_sentence_lists_things(texts: list[str], sentence: str) -> None:
    assert in_sentence(texts) == sentence


def test_numbers_up_to_twelve_are_words_and_others_are_figures() -> None:
    assert [in_words(n) for n in (1, 3, 12, 13, -1)] == ["one", "three", "twelve", "13", "-1"]


def test_a_capital_first_letter_leaves_the_rest_alone() -> None:
    assert capitalize("an end for Uyghurs in the UK") == "An end for Uyghurs in the UK"
    assert capitalize("") == ""


@given(st.lists(st.text()))
def test_no_list_of_texts_is_too_strange_for_a_sentence(texts: list[str]) -> None:
    assert all(text in in_sentence(texts) for text in texts)


def test_the_rest_of_a_list_is_all_but_its_first() -> None:
    assert FILTERS["rest"].function(["a", "b", "c"]) == ["b", "c"]
