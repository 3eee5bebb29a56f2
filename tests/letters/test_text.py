"""Cleaning what people paste, without changing what they say."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.letters.text import SLOT, address_lines, clean, lay_out, one_line, own_words

ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_kind_of_line_end_becomes_one_kind(end: str) -> None:
    assert clean(f"one{end}two") == "one\ntwo"


def test_tabs_stay_as_they_were_typed() -> None:
    assert clean("one\ttwo") == "one\ttwo"


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\x9f"])
def test_control_characters_and_lone_surrogates_go(control: str) -> None:
    assert clean(f"a{control}b") == "ab"
    assert clean("a\ud800b\udfffc") == "abc"


@pytest.mark.parametrize(
    "kept", ["\u200d", "\u200c", "\u2066", "\u202b", "\u00ad", "\ufeff", "ئۇيغۇر", "👩‍👩‍👧", "\u2028"]
)
def test_joiners_marks_of_direction_and_other_scripts_stay(kept: str) -> None:
    assert clean(f"a{kept}b") == f"a{kept}b"


@given(ANYTHING)
def test_cleaning_takes_out_control_characters_and_nothing_else(text: str) -> None:
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = [c for c in one_end if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}]
    assert clean(text) == "".join(kept)


@given(ANYTHING)
def test_what_is_clean_stays_as_it_is_and_can_be_saved(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert SLOT not in clean(text)
    clean(text).encode("utf-8")


def test_own_words_lose_blank_lines_around_them_and_no_others() -> None:
    assert own_words("\r\n  \n   Indented.  \n\n\n\nAnd on. \n \n\n") == "   Indented.  \n\n\n\nAnd on. "


def test_own_words_that_are_only_blank_are_none() -> None:
    assert own_words(" \n\t\n ") == ""


def test_a_name_is_one_line_with_single_spaces() -> None:
    assert one_line(" Sam\r\n  van\tder  Writer ") == "Sam van der Writer"


def test_an_address_has_one_thing_a_line_and_no_blank_lines() -> None:
    assert address_lines(" 1 Quay Street \r\n\r\n Port  Example\n") == "1 Quay Street\nPort Example"


def test_laying_out_ends_spaces_at_line_ends_and_double_blank_lines() -> None:
    assert lay_out("\n\nDear Sam,  \n\n\n \n\t\nYours\n\n") == "Dear Sam,\n\nYours"
