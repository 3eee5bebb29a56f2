from itertools import combinations

import pytest

from campaign.content import load_content
from campaign.content.alike import TOO_ALIKE, likeness, word_pairs, words
from tests.content.harbours import ROOT, TODAY

TEXT = (
    "Boats come home after dark in our town, and the long quay has no lamp at all. "
    "The committee asked for one in every harbour, because a light costs less than a lost boat."
)


def alike(one, other):
    return likeness(word_pairs(one), word_pairs(other))


def test_words_are_compared_without_capitals_accents_and_punctuation():
    assert words("The café’s “light”, {office}: it's ON!") == ["the", "cafes", "light", "office", "its", "on"]


def test_a_text_is_wholly_like_itself_and_like_a_longer_one_that_holds_it():
    assert alike(TEXT, TEXT.upper()) == 1
    assert alike(TEXT, TEXT + " " + "And so much more could be said about it. " * 5) == 1


@pytest.mark.parametrize("every", [6, 5, 4])
def test_a_text_with_a_few_words_replaced_is_nearly_alike(every):
    replaced = " ".join(f"x{n}" if n % every == 0 else word for n, word in enumerate(TEXT.split()))

    assert TOO_ALIKE <= alike(TEXT, replaced) < 1


def test_a_text_with_its_sentences_in_another_order_is_nearly_alike():
    first, second = TEXT.split(". ")

    assert alike(TEXT, f"{second} {first}.") > 0.9


def test_texts_with_arguments_of_their_own_are_not_alike():
    other = "In a storm no crew should have to guess where the wall is; the committee asked for a lamp in every town."

    assert alike(TEXT, other) < TOO_ALIKE / 2


def test_texts_without_words_are_like_nothing():
    assert alike("", "") == alike("…", TEXT) == 0
    assert alike("Light", "light!") == 1


def test_the_shipped_wordings_are_as_different_as_the_threshold_says():
    if not (ROOT / "recommendations.yaml").exists():
        pytest.skip("there is no recommendations.yaml here")
    wordings = [w.text for r in load_content([ROOT], TODAY).recommendations for w in r.wordings]

    assert max(alike(one, other) for one, other in combinations(wordings, 2)) < TOO_ALIKE
