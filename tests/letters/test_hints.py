"""Kind words about what a person wrote. tests/browser/test_own_words.py holds the browser's script to the same."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.hints import load_hints
from campaign.letters.hints import HintFinder, as_json
from campaign.models import Hint
from campaign.settings import bundled_folder
from tests.conftest import TODAY

CASE = Hint("case", "A case.", phrases=("my visa", "my wife's claim"))
FAMILY = Hint("family", "Family.", phrases=("Ürümqi",), before_a_name=("my brother",))
OTHER = Hint("other", "Another.", before_a_name=("MP for",), not_here=True)
ALL = (CASE, FAMILY, OTHER)


def ids(text: str, place: str = "") -> list[str]:
    return [hint.id for hint in HintFinder(ALL).fitting(text, place)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Please help with MY\nvisa!", ["case"]),
        ("my visas", []),
        ("gummy visa", []),
        ("My wife’s claim", ["case"]),
        ("They live in ürümqi.", ["family"]),
        ("my brother Ali", ["family"]),
        ("my brother, Élodie's friend", ["family"]),
        ("my brother and I", []),
        ("the MP for Bath", ["other"]),
        ("the MP for our town", []),
        ("my visa, my brother Ali, the MP for Bath", ["case", "family", "other"]),
    ],
)
def test_a_hint_is_said_for_whole_words_alone(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_the_writers_own_constituency_is_no_reason() -> None:
    assert ids("You are the MP for Bath North.", "Bath North") == []
    assert ids("You are the MP for Bath North, and the MP for Wells.", "Bath North") == ["other"]


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert set(HintFinder(ALL).fitting(text)) <= set(ALL)


WORDS = (
    "my", "My", "MY", "visa", "wife's", "wife’s", "claim", "ürümqi", "Ürümqi", "URÜMQI", "brother", "MP", "for", "Ali",
    "É", "x", "_", "’", "-", "“", ",", "漢",
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", "\n", "\t ", "\u00a0"])), max_size=25))
def test_no_phrase_is_missed_for_the_words_that_a_text_has(pairs: list[tuple[str, str]]) -> None:
    """A text that lacks a word of a phrase is not searched for it: the answer is the one of a plain search."""
    text = "".join(word + space for word, space in pairs)
    wanted = re.compile(r"(?<![^\W_])(?:my\s+visa|my\s+wife's\s+claim)(?![^\W_])", re.IGNORECASE)
    assert ("case" in ids(text)) == bool(wanted.search(text.replace("’", "'")))


def test_the_script_gets_the_same_hints() -> None:
    assert json.loads(as_json(ALL))[1] == {
        "id": "family", "text": "Family.", "phrases": ["Ürümqi"], "before_a_name": ["my brother"], "not_here": False,
    }  # fmt: skip


ORDINARY = (
    "I am a nurse in Leeds, and my mother taught me to ask where things come from. My brother and I have given up "
    "cheap cotton shirts. When I pass the cameras on our high street I think of the people they were first tried on. "
    "You visited our school in May. Thank you for that. I hope that you will appeal to ministers, whoever they are."
)


def test_the_shipped_hints_leave_an_ordinary_letter_alone() -> None:
    assert HintFinder(load_hints((bundled_folder(),), TODAY)).fitting(ORDINARY, "Leeds North") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I have waited two years for my visa.", "own-case"),
        ("You liar.", "rough-words"),
        ("My cousin Gulnar was taken.", "family-at-risk"),
        ("My friend is from Kashgar.", "family-at-risk"),
        ("Tell the MP for Otherham, too.", "another-mp"),
        ("All Chinese people are to blame.", "a-whole-people"),
    ],
)
def test_the_shipped_hints_notice_what_they_are_for(text: str, expected: str) -> None:
    assert expected in [
        hint.id for hint in HintFinder(load_hints((bundled_folder(),), TODAY)).fitting(text, "Leeds North")
    ]
