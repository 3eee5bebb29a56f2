"""What others have done, in a letter: as part of a paragraph, once, and only while it is true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.letters import Composer, LetterTemplates
from campaign.letters.precedents import Precedents, sentences
from campaign.models import Confidence, Letter, Precedent
from tests.letters.samples import CONTENT, IDS, SOURCE, TODAY, WRITER, seat

PIERS, LAMPS, CHARTS = IDS[:3]
REVIEW = date(2026, 12, 31)


def precedent(id_: str, text: str, day: str, *bears_on: str, same_as: tuple[str, ...] = ()) -> Precedent:
    """Something that an invented country has done."""
    return Precedent(id_, text, SOURCE, day, TODAY, REVIEW, Confidence.PRIMARY, bears_on, same_as)


EAST = precedent("east", "In May 2019 Eastland built one in every harbour.", "2019-05", PIERS)
WEST = precedent("west", "In 2017 Westland lit every lamp and built every pier.", "2017", LAMPS, PIERS)
BILL = precedent("bill", "In June 2026 a Bill was introduced.", "2026-06-30", PIERS, same_as=(f"{PIERS}/bill",))
ALL = (EAST, WEST, BILL)


@pytest.fixture
def write(shipped: LetterTemplates) -> Callable[..., Letter]:
    """`write("east", asks=[...], seed=1)` is a letter with that ticked."""

    def make(*ticked: str, asks: list[str] | None = None, today: date = TODAY, **more: object) -> Letter:
        composer = Composer(CONTENT, shipped, lambda: today, ALL)
        return composer.compose(seat(), asks or [PIERS], WRITER, precedents=ticked, **more)  # type: ignore[arg-type]

    return make


def test_it_ends_the_paragraph_of_what_it_bears_on(write: Callable[..., Letter]) -> None:
    plain, letter = write(seed=1), write("east", seed=1)
    paragraph = next(line for line in letter.text.split("\n") if EAST.text in line)
    assert paragraph.endswith(f". {EAST.text}")
    assert letter.text.replace(f" {EAST.text}", "") == plain.text


@pytest.mark.parametrize("template", ["standard", "short"])
@pytest.mark.parametrize("count", [1, 2, 3, 8])
def test_it_stands_once_in_every_letter(template: str, count: int, write: Callable[..., Letter]) -> None:
    letter = write("west", "east", asks=list(IDS[:count]), template=template, seed=1)
    assert [letter.text.count(one.text) for one in (EAST, WEST)] == [1, 1]


def test_several_stand_in_the_order_of_time_however_they_were_ticked(write: Callable[..., Letter]) -> None:
    assert f"{WEST.text} {EAST.text}" in write("east", "west", seed=1).text


def test_it_stands_with_the_first_request_that_it_bears_on(write: Callable[..., Letter]) -> None:
    text = write("west", asks=[CHARTS, LAMPS, PIERS]).text
    assert text.index("lamps that are lit") < text.index(WEST.text) < text.index("a safe pier")


def test_what_the_wording_says_already_is_not_said_again(write: Callable[..., Letter]) -> None:
    texts = [write("bill", "east", seed=seed).text for seed in range(3)]
    with_the_bill = [text for text in texts if "A Bill now before Parliament" in text]
    assert len(with_the_bill) == 1
    assert all((BILL.text in text) != (text in with_the_bill) for text in texts)
    assert all(EAST.text in text for text in texts)


def test_a_short_letter_has_no_wording_so_it_says_it(write: Callable[..., Letter]) -> None:
    assert all(BILL.text in write("bill", seed=seed, template="short").text for seed in range(3))


def test_what_is_unknown_or_past_its_review_or_bears_on_nothing_asked_is_left_out(
    write: Callable[..., Letter],
) -> None:
    assert write("nothing", "<b>", "").text == write().text
    assert write("east", asks=[CHARTS]).text == write(asks=[CHARTS]).text
    later = date(2027, 1, 1)
    assert write("east", today=later).text == write(today=later).text


def test_the_same_tick_twice_counts_once(write: Callable[..., Letter]) -> None:
    assert write("east", "east").text == write("east").text


@given(st.lists(st.sampled_from([*(one.id for one in ALL), "x"])), st.lists(st.sampled_from(IDS), unique=True))
def test_no_choice_gives_a_sentence_twice_or_where_it_does_not_belong(ticked: list[str], asks: list[str]) -> None:
    found = Precedents(ALL).find(ticked, TODAY)
    done = sentences(found, dict.fromkeys(asks, ("bill",)))
    assert list(done) == asks
    assert not any(BILL.text in one.fresh for one in done.values() if PIERS in asks)
    placed = {ask: " ".join(one.every) for ask, one in done.items()}
    whole = " ".join(placed.values())
    for one in ALL:
        expected = one.id in ticked and bool(set(asks) & set(one.recommendations))
        assert whole.count(one.text) == int(expected)
    for ask, text in placed.items():
        assert all(ask in one.recommendations for one in ALL if one.text in text)


def test_a_template_of_ones_own_may_print_them_apart(folder_with: Callable[..., Path]) -> None:
    text = "Subject: S\n{% for one in recommendations %}{{ one.summary }} ({{ one.precedents }}){% endfor %}\n"
    templates = LetterTemplates([folder_with(standard=text + "{{ writer.own_words }}")])
    letter = Composer(CONTENT, templates, lambda: TODAY, ALL).compose(seat(), [PIERS], WRITER, precedents=["east"])
    assert f"({EAST.text})" in letter.text


def test_a_sentence_leads_to_what_others_have_done_another_in_each_paragraph(
    shipped: LetterTemplates,
) -> None:
    leads = ("Look abroad.", "Others have moved.", "It is done elsewhere.")
    content = replace(CONTENT, parts=replace(CONTENT.parts, examples=leads))
    composer = Composer(content, shipped, lambda: TODAY, ALL)
    text = composer.compose(seat(), IDS[:3], WRITER, precedents=["east", "west"], seed=1).text
    assert text.count(f"{WEST.text} {EAST.text}") == 1
    assert sum(text.count(lead) for lead in leads) == 1
    lamps = replace(WEST, recommendations=(LAMPS,))
    apart = Composer(content, shipped, lambda: TODAY, [EAST, lamps])
    for seed in range(6):
        text = apart.compose(seat(), IDS[:3], WRITER, precedents=["east", "west"], seed=seed).text
        assert [text.count(lead) for lead in leads].count(1) == 2
    assert not any(lead in composer.compose(seat(), IDS[:3], WRITER).text for lead in leads)


def test_requests_of_which_nothing_is_known_elsewhere_use_no_lead_up(shipped: LetterTemplates) -> None:
    leads = ("Look abroad.", "Others have moved.")
    content = replace(CONTENT, parts=replace(CONTENT.parts, examples=leads))
    composer = Composer(content, shipped, lambda: TODAY, [EAST, replace(WEST, recommendations=(CHARTS,))])
    for seed in range(6):
        text = composer.compose(seat(), IDS[:3], WRITER, precedents=["east", "west"], seed=seed).text
        assert [text.count(lead) for lead in leads] == [1, 1]
