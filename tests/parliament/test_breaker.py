"""A dead source is left alone, and tried again later."""

from __future__ import annotations

import threading

import pytest

from campaign.errors import ParliamentUnavailable, PostcodeUnknown
from campaign.parliament.breaker import Breaker


class Source:
    def __init__(self) -> None:
        self.calls = 0
        self.is_dead = True

    def __call__(self) -> str:
        self.calls += 1
        if self.is_dead:
            raise ParliamentUnavailable("dead")
        return "answer"


def failing(breaker: Breaker, source: Source, times: int) -> None:
    for _ in range(times):
        with pytest.raises(ParliamentUnavailable):
            breaker.call(source)


def test_after_three_failures_the_source_is_not_asked() -> None:
    source, breaker = Source(), Breaker(failures=3, now=lambda: 0.0)
    failing(breaker, source, 10)
    assert source.calls == 3


def test_one_trial_is_let_through_after_the_rest_and_success_closes() -> None:
    clock = [0.0]
    source, breaker = Source(), Breaker(failures=3, rest_seconds=30, now=lambda: clock[0])
    failing(breaker, source, 3)
    clock[0] = 31.0
    source.is_dead = False
    assert [breaker.call(source) for _ in range(2)] == ["answer"] * 2


def test_a_failed_trial_opens_it_again() -> None:
    clock = [0.0]
    source, breaker = Source(), Breaker(failures=3, rest_seconds=30, now=lambda: clock[0])
    failing(breaker, source, 3)
    clock[0] = 31.0
    failing(breaker, source, 2)
    assert source.calls == 4


def test_a_success_forgets_the_failures_before_it() -> None:
    source, breaker = Source(), Breaker(failures=3, now=lambda: 0.0)
    failing(breaker, source, 2)
    source.is_dead = False
    breaker.call(source)
    source.is_dead = True
    failing(breaker, source, 2)
    assert source.calls == 5


def test_not_known_is_an_answer_and_no_failure() -> None:
    def unknown() -> str:
        raise PostcodeUnknown

    breaker = Breaker(failures=1)
    for _ in range(3):
        with pytest.raises(PostcodeUnknown):
            breaker.call(unknown)
    assert breaker.call(lambda: "answer") == "answer"


def test_a_slow_call_holds_nobody_else_up() -> None:
    breaker, started, go_on = Breaker(), threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        assert go_on.wait(10)
        return "slow"

    thread = threading.Thread(target=breaker.call, args=(slow,))
    thread.start()
    assert started.wait(10)
    assert breaker.call(lambda: "quick") == "quick"
    go_on.set()
    thread.join(10)
