"""campaign/parliament/patience.py: deadlines within deadlines."""

from __future__ import annotations

import threading
import time

import pytest

from campaign.errors import ParliamentUnavailable
from campaign.parliament.patience import Patience, wait_at_most, within


def test_a_look_up_has_no_more_time_than_the_visit_around_it() -> None:
    with wait_at_most(2):
        assert Patience(60).left == pytest.approx(2, abs=0.5)
        assert Patience(1).left == pytest.approx(1, abs=0.5)
    assert Patience(60).left == pytest.approx(60, abs=0.5)


def test_an_inner_limit_never_gives_more_time() -> None:
    with wait_at_most(1), wait_at_most(60):
        assert Patience(60).left < 1.1


def test_a_limit_ends_with_its_block_even_when_that_fails() -> None:
    with pytest.raises(ParliamentUnavailable), wait_at_most(0):
        raise ParliamentUnavailable("no")
    assert Patience(5).left > 4


def test_what_is_done_in_time_is_given_back() -> None:
    assert within(5, lambda: "done") == "done"


def test_what_fails_in_time_fails_here_too() -> None:
    def fail() -> None:
        raise ParliamentUnavailable("no")

    with pytest.raises(ParliamentUnavailable):
        within(5, fail)


def test_what_takes_too_long_is_left_to_itself() -> None:
    end = threading.Event()
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.1, lambda: end.wait(30))
    assert time.monotonic() - started < 5
    end.set()
