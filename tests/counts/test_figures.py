"""No constituency's small number is shown, nor can it be worked out from the numbers that are."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.counts.figures import FEW, SeatFigures, seat_figures

NUMBERS = st.dictionaries(st.sampled_from([f"seat-{n}" for n in range(12)]), st.integers(1, 80), max_size=12)


def possible(figures: SeatFigures, numbers: dict[str, int], seats: int) -> tuple[int, int]:
    """The least and the most that one hidden seat may have, for one who knows the total and even more than is shown:

    the exact numbers of all those that are shown in steps.
    """
    hidden = sum(number for seat, number in numbers.items() if seat not in figures.shown)
    places = seats - len(figures.shown)
    most = float("inf") if figures.limit is None else figures.limit - 1
    return int(max(0, hidden - most * (places - 1))), int(min(most, hidden))


def test_numbers_from_five_are_shown_and_others_are_not() -> None:
    figures = seat_figures({"a": 5, "b": 4, "c": 1, "d": 12}, 650)
    assert figures == SeatFigures(5, {"a": 5, "d": 10})
    assert [figures.say(seat) for seat in "abcde"] == [
        "5 or more", "fewer than 5", "fewer than 5", "10 or more", "fewer than 5",
    ]  # fmt: skip


@pytest.mark.parametrize(("number", "said"), [(5, 5), (9, 5), (10, 10), (1_204, 1_200)])
def test_numbers_go_up_in_steps_of_five(number: int, said: int) -> None:
    figures = seat_figures({"a": number, "b": 4, "c": 4}, 650)
    assert figures.say("a") == f"{said:,} or more"


def test_a_place_with_none_is_told_from_one_with_a_few_by_nobody() -> None:
    figures = seat_figures({"a": 4, "b": 8}, 650)
    assert figures.say("a") == figures.say("nobody-wrote-here")


def test_nothing_counted_shows_nothing() -> None:
    assert seat_figures({}, 650) == SeatFigures(5, {})


def test_the_only_hidden_place_does_not_follow_from_the_total() -> None:
    # Three places, and the total is known to be 33: with a and b shown, c would follow.
    assert seat_figures({"a": 10, "b": 20, "c": 3}, 3) == SeatFigures(20, {"b": 20}), "10 and 3 may be many pairs"


def test_hidden_places_that_are_all_full_do_not_follow_from_their_sum() -> None:
    # Two hidden places with eight letters can only have four each.
    assert 5 not in {seat_figures({"a": 30, "b": 4, "c": 4}, 3).limit}


def test_hidden_places_that_are_all_but_empty_do_not_follow_either() -> None:
    assert seat_figures({"a": 30}, 650).shown == {}
    assert seat_figures({"a": 30, "b": 1}, 650).shown == {}
    assert seat_figures({"a": 30, "b": 3, "c": 1}, 650) == SeatFigures(5, {"a": 30})


def test_where_no_limit_helps_no_number_is_shown() -> None:
    figures = seat_figures({"a": 500, "b": 1}, 650)
    assert figures == SeatFigures(None, {})
    assert figures.say("a") == figures.say("b") == "not shown"


@given(NUMBERS, st.integers(0, 30))
def test_no_hidden_number_can_be_worked_out_by_taking_away(numbers: dict[str, int], more_seats: int) -> None:
    seats = max(len(numbers), 2) + more_seats
    figures = seat_figures(numbers, seats)
    assert all(number >= FEW for number in figures.shown.values())
    assert {seat: numbers[seat] // 5 * 5 for seat in figures.shown} == dict(figures.shown), "and those shown are true"
    if figures.shown:
        least, most = possible(figures, numbers, seats)
        assert least == 0
        assert most >= FEW - 1


@given(st.lists(st.integers(0, 9), min_size=3, max_size=4))
def test_every_small_number_has_another_world_in_which_the_same_is_shown(numbers: list[int]) -> None:
    """By trying all worlds: whoever sees what is shown cannot tell any hidden number."""
    counts = {str(seat): number for seat, number in enumerate(numbers) if number}
    figures = seat_figures(counts, len(numbers))
    if not figures.shown or figures.limit is None:
        return
    worlds = [
        world
        for world in product(range(max(numbers) + 1), repeat=len(numbers))
        if sum(world) == sum(numbers)
        and all((world[i] >= figures.limit) == (str(i) in figures.shown) for i in range(len(numbers)))
        and all(world[int(seat)] // 5 * 5 == number for seat, number in figures.shown.items())
    ]
    for seat in range(len(numbers)):
        if str(seat) not in figures.shown:
            assert {world[seat] for world in worlds} >= set(range(FEW))


@pytest.mark.parametrize(("number", "level"), [(0, 0), (4, 0), (5, 1), (19, 1), (20, 2), (49, 2), (50, 3)])
def test_the_map_has_four_shades(number: int, level: int) -> None:
    shown = {"a": number} if number >= FEW else {}
    assert SeatFigures(5, shown).level("a") == level
