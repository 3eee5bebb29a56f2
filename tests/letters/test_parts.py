"""The sentences that every letter has."""

from __future__ import annotations

from itertools import product

import pytest

from campaign.content import load_content
from campaign.letters import Composer, LetterTemplates
from campaign.letters.parts import PartsTexts
from campaign.models import Parts, Role, Writer
from tests.letters.conftest import REPOSITORY
from tests.letters.samples import CONTENT, IDS, PARTS, REPORT, TODAY, WRITER, by_hand, seat

FIELDS = {
    "constituency": "Port Example",
    "mp": "Dame Siân Example",
    "committee": "Harbours Committee",
    "report": "Safe Harbour",
    "cite": REPORT.cite,
}
SHORTS = ["a pier", "lamps", "charts", "buoys"]


def filled(number: int, seed: int = 0, **changes: str) -> dict[str, str]:
    parts = PartsTexts(PARTS).by_seed(FIELDS | changes, SHORTS[:number])
    return {name: text(seed) for name, text in parts.items()}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, {"One thing that it asks for matters most to me: a pier.", "A pier is what I have picked from its pages."}),
        (2, {"Of the things that it asks for, two matter most to me.", "I have two of its pages in mind."}),
        (3, {"Of the things that it asks for, three matter most to me.", "I have three of its pages in mind."}),
        (4, {"I have numbered the four things that I ask, to make an answer easier.",
             "Here are four things from its pages, in order."}),
    ],
)  # fmt: skip
def test_the_bridge_fits_the_number_of_requests(number: int, said: set[str]) -> None:
    assert {filled(number, seed)["bridge"] for seed in range(6)} == said


def test_the_opening_names_the_place_where_there_is_one_and_does_well_without() -> None:
    assert all("in Port Example" in filled(1, seed)["opening"] for seed in range(6))
    openings = {filled(1, seed, constituency="")["opening"] for seed in range(6)}
    assert openings == set(PARTS.openings_without_place)


def test_a_field_that_starts_a_sentence_gets_a_capital() -> None:
    citations = {filled(1, seed)["citation"] for seed in range(6)}
    assert f"{REPORT.cite[0].upper()}{REPORT.cite[1:]} has long been on my mind." in citations
    assert f"What I ask here comes from {REPORT.cite}." in citations


@pytest.mark.parametrize(
    ("number", "ordinals"),
    [(1, ["first"]), (2, ["first", "other"]), (3, ["first", "second", "third"]),
     (4, ["first", "second", "third", "fourth"])],
)  # fmt: skip
def test_lead_ins_count_the_points_of_a_letter_in_the_same_words(number: int, ordinals: list[str]) -> None:
    texts = PartsTexts(Parts(lead_ins=("The {ordinal} is {short}.",)))
    said = [f"The {ordinal} is {short}." for ordinal, short in zip(ordinals, SHORTS, strict=False)]
    assert [text(0) for text in texts.lead_ins(SHORTS[:number])] == said


def test_there_is_a_word_for_every_point_however_many() -> None:
    assert [text(0) for text in PartsTexts(Parts()).lead_ins(["a pier"] * 14)[11:]] == [
        "The twelfth is a pier.", "The next is a pier.", "The next is a pier.",
    ]  # fmt: skip


def test_what_is_filled_in_is_not_filled_again() -> None:
    texts = PartsTexts(Parts())
    assert texts.by_seed(FIELDS, ["{cite}"])["bridge"](0).endswith(": {cite}.")


@pytest.mark.parametrize("seed", [0, 7, 999_999])
def test_the_next_seed_changes_every_part_and_the_same_seed_none(seed: int) -> None:
    for number in (1, 2, 4):
        one, same, other = (filled(number, each) for each in (seed, seed, seed + 1))
        assert one == same
        assert not set(one.items()) & set(other.items())


# In whole letters


@pytest.fixture(scope="module")
def ours() -> Composer:
    """What is shipped."""
    return Composer(load_content([REPOSITORY], TODAY), LetterTemplates([REPOSITORY]), lambda: TODAY)


@pytest.mark.parametrize(("template", "number"), list(product(("standard", "short"), (1, 2, 3, 5))))
def test_another_wording_changes_every_paragraph_and_every_request(ours: Composer, template: str, number: int) -> None:
    for seed in range(40, 60):
        one, other = (
            ours.compose(seat(), ours.asks[:number], Writer(own_words=""), template=template, seed=each).text
            for each in (seed, seed + 1)
        )
        shared = set(one.split("\n\n")[3:]) & set(other.split("\n\n")[3:])  # after the addresses
        assert {text for text in shared if not text.startswith(("Dear ", "Yours ", "[your name]"))} == set(), seed


def test_every_shipped_part_comes_up_in_letters_and_leaves_no_gap(ours: Composer) -> None:
    content = load_content([REPOSITORY], TODAY)
    for who, number in product((seat(), by_hand("")), (1, 3, 4)):
        texts = [ours.compose(who, ours.asks[:number], WRITER, seed=seed).text for seed in range(30)]
        assert not any("{" in text or "}" in text for text in texts)
        assert {text.count(content.report.cite[4:]) for text in texts} == {1}
        for closing in content.parts.closings:
            assert any(closing in text for text in texts)


def test_content_without_parts_makes_letters_too(shipped: LetterTemplates) -> None:
    plain = type(CONTENT)(CONTENT.report, CONTENT.recommendations)
    text = Composer(plain, shipped, lambda: TODAY).compose(seat(), IDS[:2], WRITER).text
    assert "I am your constituent in Port Example and Quayside, and I am writing to ask for your help." in text
    assert "The other is lamps that are lit all night." in text


ASIDES = {Role.MINISTER: ("You are a minister.", "You serve in government."), Role.BACKBENCHER: ("You are free.",)}


def test_an_aside_is_that_of_the_first_role_that_has_one() -> None:
    parts = PartsTexts(Parts(), ASIDES)
    assert parts.aside([Role.MINISTER_IN_CHARGE, Role.MINISTER], 1) in ASIDES[Role.MINISTER]
    assert parts.aside([Role.NEW, Role.BACKBENCHER], 1) == "You are free."
    assert {parts.aside([Role.MINISTER], seed) for seed in (1, 2)} == set(ASIDES[Role.MINISTER])


def test_an_mp_without_a_role_that_has_one_gets_none() -> None:
    assert PartsTexts(Parts(), ASIDES).aside([Role.SPEAKER], 1) == ""
    assert PartsTexts(Parts()).aside([Role.MINISTER], 1) == ""
