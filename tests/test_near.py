"""The known name that was probably meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from campaign.near import did_you_mean, near


def test_the_nearest_known_word_is_found_whatever_its_capitals_and_dashes() -> None:
    assert near("Does_Not Sit", ("speaker", "does-not-sit")) == "does-not-sit"
    assert near("base_url", ("BASE-URL", "contact")) == "BASE-URL"
    assert did_you_mean("titel", ("title", "text")) == " (did you mean 'title'?)"
    assert did_you_mean("titel", ("title",), "'{{{}}}'") == " (did you mean '{title}'?)"
    assert near("colour", ("title", "text")) == did_you_mean("colour", ("title", "text")) == ""


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=5))
def test_it_is_one_of_the_known_words_or_none(word: str, known: list[str]) -> None:
    assert near(word, known) in {*known, ""}
