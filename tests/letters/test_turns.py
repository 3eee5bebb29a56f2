"""Whose turn it is."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.letters.turns import Turns

TEXTS = "abcdefghijklmnopqrst"
counts = st.integers(2, 20)


@given(st.text(), st.integers(), counts)
def test_the_next_seed_takes_another_text(name: str, seed: int, count: int) -> None:
    turns = Turns.of(name)
    assert turns.choose(TEXTS[:count], seed) != turns.choose(TEXTS[:count], seed + 1)


@given(st.text(), st.integers())
def test_the_only_text_has_every_turn(name: str, seed: int) -> None:
    assert Turns.of(name).choose(["only"], seed) == "only"


@given(st.text(), counts)
def test_every_text_has_its_turn_before_long(name: str, count: int) -> None:
    assert {Turns.of(name).choose(TEXTS[:count], seed) for seed in range(2 * count)} == set(TEXTS[:count])


@given(st.text(), st.integers(4, 20))
def test_somebody_who_asks_for_another_wording_mostly_gets_one_they_have_not_seen(name: str, count: int) -> None:
    turns = [Turns.of(name).choose(TEXTS[:count], seed) for seed in range(400)]
    back = sum(one == next_but_one for (one, _), (_, next_but_one) in pairwise(pairwise(turns)))
    assert back == 0


def test_the_same_seed_takes_the_same_text_on_every_computer() -> None:
    taken = [Turns.of("parts/openings").choose(TEXTS[:8], seed) for seed in (0, 1, 2, 3, 1_000, 999_999)]
    assert "".join(taken) == "ghabbe"


@pytest.mark.parametrize("count", [3, 6, 9])
def test_two_lists_take_their_turns_apart_from_each_other(count: int) -> None:
    chance = Random(3)
    seeds = [chance.randrange(10**6) for _ in range(20_000)]
    one, other = Turns.of("one/wordings"), Turns.of("other/wordings")
    seen = Counter((one.choose(TEXTS[:count], seed), other.choose(TEXTS[:count], seed)) for seed in seeds)
    expected = len(seeds) / count**2
    assert all(abs(seen[a, b] - expected) < 5 * expected**0.5 for a in TEXTS[:count] for b in TEXTS[:count])


def test_two_letters_share_as_many_of_their_texts_as_if_each_were_drawn_for_itself() -> None:
    chance = Random(4)
    lists = [Turns.of(f"list {number}") for number in range(10)]
    shared = Counter(
        sum(turns.choose(TEXTS[:6], one) == turns.choose(TEXTS[:6], other) for turns in lists)
        for one, other in ((chance.randrange(10**6), chance.randrange(10**6)) for _ in range(20_000))
    )
    # Ten draws of one in six: 1.5 in a hundred share five or more. By one and the same rule for all lists, 16.7 would.
    assert sum(shared[number] for number in range(5, 11)) / 20_000 == pytest.approx(0.0155, abs=0.004)
