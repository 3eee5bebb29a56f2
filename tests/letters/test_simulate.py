"""A crowd of invented writers, and how alike their letters look."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import mean

import pytest

from campaign.content import load_content
from campaign.errors import TemplateError
from campaign.letters import Composer, LetterTemplates, simulate
from campaign.letters.sameness import body, fingerprint, overlap
from campaign.letters.simulate import Crowd, Likeness, check_sameness, likeness
from tests.letters.conftest import REPOSITORY
from tests.letters.samples import CONTENT, IDS, PIERS, TODAY

GUIDE = (REPOSITORY / "docs" / "sameness.md").read_text(encoding="utf-8")
ALL_THE_SAME = "Subject: x\n\nDear {{ mp.salutation }},\n\n" + "These words stand in every letter. " * 9 + "{}\n"
OWN = "{{ writer.own_words }}\n"


@pytest.fixture(scope="module")
def ours() -> Composer:
    """What is shipped."""
    return Composer(load_content([REPOSITORY], TODAY), LetterTemplates([REPOSITORY]), lambda: TODAY)


def crowd(**changes: object) -> Crowd:
    return replace(Crowd(letters=40), **changes)  # type: ignore[arg-type]


# What it measures


def test_letters_that_are_all_the_same_are_all_alike(letter_of: Callable[[str], Composer]) -> None:
    composer = letter_of(f"{ALL_THE_SAME}{OWN}")
    assert simulate.simulate(composer, TODAY, crowd()) == Likeness(pairs=1.0, closest=1.0)


def test_letters_of_own_words_alone_are_never_alike(letter_of: Callable[[str], Composer]) -> None:
    composer = letter_of(f"Subject: x\n\nDear {{{{ mp.salutation }}}},\n\n{OWN}")
    assert simulate.simulate(composer, TODAY, crowd(own_words=60)) == Likeness(pairs=0.0, closest=0.0)


def test_the_shares_are_those_of_pairs_and_of_letters(composer: Composer) -> None:
    # Counted another way: every pair, from the letters themselves.
    wanted = crowd(letters=12, asks=2)
    prints = [fingerprint(body(text)) for text in simulate._letters(composer, TODAY, wanted)]
    alike = {(a, b) for a in range(12) for b in range(12) if a != b and overlap(prints[a], prints[b]) > 0.5}
    assert alike, "this crowd has nothing to count"
    expected = Likeness(len(alike) / 2 / 66, len({a for a, _ in alike}) / 12)
    assert simulate.simulate(composer, TODAY, wanted) == expected


def test_a_crowd_of_one_is_like_nobody(composer: Composer) -> None:
    assert simulate.simulate(composer, TODAY, crowd(letters=1)) == Likeness(0.0, 0.0)


def test_the_same_crowd_comes_again_and_another_seed_brings_another(composer: Composer) -> None:
    first, again, other = ([*simulate._letters(composer, TODAY, crowd(own_words=9, seed=seed))] for seed in (1, 1, 2))
    assert first == again
    assert not set(first) & set(other)


def test_own_words_are_as_many_as_wanted_and_no_two_writers_share_them(
    letter_of: Callable[[str], Composer],
) -> None:
    composer = letter_of(f"Subject: x\n\n{OWN}")
    texts = [*simulate._letters(composer, TODAY, crowd(own_words=150))]
    assert {len(text.split()) for text in texts} == {150}
    prints = [fingerprint(text) for text in texts]
    assert len(frozenset().union(*prints)) == sum(map(len, prints))


def test_everybody_chooses_for_themselves_unless_all_make_the_same_requests(composer: Composer) -> None:
    def chosen(**changes: object) -> set[frozenset[str]]:
        texts = simulate._letters(composer, TODAY, crowd(**changes))
        shorts = {one.short for one in CONTENT.recommendations}
        return {frozenset(short for short in shorts if short in text.lower()) for text in texts}

    assert len(chosen(asks=2)) > 5
    assert {len(asks) for asks in chosen(asks=2)} == {2}
    assert len(chosen(asks=2, same_asks=True)) == 1


def test_a_crowd_that_wants_more_requests_than_there_are_makes_all_of_them(shipped: LetterTemplates) -> None:
    composer = Composer(replace(CONTENT, recommendations=(PIERS,)), shipped, lambda: TODAY)
    assert simulate.simulate(composer, TODAY, crowd(asks=3)).closest == 1.0


def test_progress_is_told_letter_by_letter(composer: Composer) -> None:
    told: list[tuple[int, int]] = []
    simulate.simulate(composer, TODAY, crowd(letters=5), lambda done, letters: told.append((done, letters)))
    assert told == [(number, 5) for number in range(1, 6)]


def test_a_template_that_is_not_there_is_an_error(composer: Composer) -> None:
    with pytest.raises(TemplateError):
        simulate.simulate(composer, TODAY, crowd(template="nothing"))


# What is shipped


@pytest.mark.parametrize("template", ["standard", "short"])
def test_with_60_own_words_the_shipped_letters_keep_well_within_the_limits(ours: Composer, template: str) -> None:
    found = likeness(ours, TODAY, own_words=60, template=template)
    assert found.within_limits
    assert (found.pairs, found.closest) < (0.002, 0.03)


def test_without_own_words_some_letters_are_alike_and_where_all_ask_the_same_most_are(ours: Composer) -> None:
    # The reason we give people to add a sentence: it must stay true.
    free, same = (simulate.simulate(ours, TODAY, Crowd(same_asks=same)) for same in (False, True))
    assert 0.0 < free.closest < 0.15
    assert 0.4 < same.closest < 0.95


def test_sixty_own_words_make_letters_differ_even_where_all_ask_the_same(ours: Composer) -> None:
    none, some, more = (
        simulate.simulate(ours, TODAY, Crowd(same_asks=True, own_words=words)).closest for words in (0, 60, 150)
    )
    assert none > 2 * some > 4 * more


def test_letters_still_differ_when_every_claim_has_grown_old(ours: Composer) -> None:
    later = date(2032, 1, 1)
    composer = Composer(load_content([REPOSITORY], later), LetterTemplates([REPOSITORY]), lambda: later)
    crowds = [simulate.simulate(composer, later, Crowd(own_words=60, seed=seed)) for seed in range(4)]
    assert mean(crowd.pairs for crowd in crowds) <= simulate.LIMIT_PAIRS
    assert mean(crowd.closest for crowd in crowds) <= simulate.LIMIT_CLOSEST


def test_a_likeness_is_worked_out_once_a_day(ours: Composer) -> None:
    assert likeness(ours, TODAY, asks=1) is likeness(ours, TODAY, asks=1)


ROWS = re.findall(r"^\| (full|short) letter, (.+?) \| ([\d.]+)% .+? \| ([\d.]+)% .+? \| ([\d.]+)%", GUIDE, re.MULTILINE)


def test_the_guide_has_a_figure_for_every_kind_of_crowd() -> None:
    assert [(kind, who.startswith("any")) for kind, who, *_ in ROWS] == [
        *((kind, any_) for kind in ("full", "short") for any_ in (True, False)), ("full", True), ("full", False),
    ]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}, {row[1]}")
def test_the_figures_of_the_guide_are_still_about_right(ours: Composer, row: tuple[str, ...]) -> None:
    kind, who, *figures = row
    wanted = Crowd(
        asks=1 if "single" in who else 3,
        same_asks="same" in who,
        template="standard" if kind == "full" else "short",
    )
    for own_words, figure in zip((0, 60), figures, strict=False):
        found = simulate.simulate(ours, TODAY, replace(wanted, own_words=own_words)).closest
        assert found == pytest.approx(float(figure) / 100, abs=0.12), f"{own_words} own words: {found:.1%}"


# The check


def test_the_check_has_nothing_to_say_of_what_is_shipped_and_is_quick(ours: Composer) -> None:
    likeness.cache_clear()
    started = time.process_time()
    assert check_sameness(ours, TODAY) == ()
    assert time.process_time() - started < 3


def test_the_check_warns_of_letters_that_a_filter_would_take_for_one_another(composer: Composer) -> None:
    problems = check_sameness(composer, TODAY)  # its invented content has few wordings, and short ones
    assert [(problem.file, problem.warning) for problem in problems] == [
        ("letters/short.txt", True),
        ("letters/standard.txt", True),
    ]
    assert "in a trial of 200 letters with 60 own words each" in problems[0].message


def test_fixed_text_in_a_template_is_noticed(folder_with: Callable[..., object], ours: Composer) -> None:
    shipped = (REPOSITORY / "templates" / "letters" / "standard.txt").read_text(encoding="utf-8")
    fixed = " ".join(f"Sentence {number} of {number * 7} stands in each letter." for number in range(99))
    longer = shipped.replace("{{ parts.closing }}", fixed)
    content = load_content([REPOSITORY], TODAY)
    composer = Composer(content, LetterTemplates([folder_with(standard=longer)]), lambda: TODAY)  # type: ignore[list-item]
    [problem] = check_sameness(composer, TODAY)
    assert (problem.file, problem.warning) == ("letters/standard.txt", True)
    assert "100% were much like another one (5% is the limit)" in problem.message


def test_asks_are_chosen_among_all(composer: Composer) -> None:
    assert composer.asks == IDS
