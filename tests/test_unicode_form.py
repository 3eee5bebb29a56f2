"""Normal forms are Unicode's own, but for a letter with more marks than any language has."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.unicode_form import MOST_MARKS, normalize

FORMS = ("NFC", "NFKC", "NFKD")
MARKS = st.sampled_from(["\u0301", "\u0316", "\u05b8", "\u0e38", "\u3099", "\U0001d165"])


@given(st.text(max_size=80))
def test_a_text_has_the_form_that_unicode_gives_it(text: str) -> None:
    for form in FORMS:
        assert normalize(form, text) == unicodedata.normalize(form, text)


@given(st.text("aé漢ب", min_size=1, max_size=3), st.lists(MARKS, max_size=MOST_MARKS))
def test_so_has_a_letter_with_many_marks(letters: str, marks: list[str]) -> None:
    text = letters + "".join(marks) + letters
    for form in FORMS:
        assert normalize(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
def test_of_a_letter_with_too_many_marks_the_rest_are_left_out(form: str) -> None:
    hostile = "a" + "\u0301" * 15_000 + "\u0316" * 15_000 + "b"
    assert normalize(form, hostile) == unicodedata.normalize(form, "a" + "\u0301" * MOST_MARKS + "b")  # type: ignore[arg-type]


def test_nothing_else_in_the_program_asks_python_for_a_normal_form() -> None:
    package = Path(__file__).parents[1] / "campaign"
    users = [file.name for file in package.rglob("*.py") if re.search(r"unicodedata\.normalize\(", file.read_text())]
    assert users == ["unicode_form.py"]
