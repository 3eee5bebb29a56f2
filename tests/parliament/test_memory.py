"""campaign/parliament/memory.py: what is kept, for how long, and who shares a journey."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from campaign.errors import ParliamentUnavailable
from campaign.models import Constituency
from campaign.parliament.memory import Flights, Memory

PLACE = Constituency(4901, "Ynys Gwylân")


def test_what_was_put_is_there() -> None:
    memory = Memory(60)
    memory.put("ynys-gwylan", PLACE)
    assert memory.get("ynys-gwylan") == PLACE
    assert memory.get("elsewhere") is None


def test_what_was_dropped_is_gone() -> None:
    memory = Memory(60)
    memory.put("ynys-gwylan", PLACE)
    memory.drop("ynys-gwylan")
    memory.drop("ynys-gwylan")
    assert memory.get("ynys-gwylan") is None


def test_after_its_time_it_is_gone() -> None:
    memory = Memory(1)
    memory.put("ynys-gwylan", PLACE)
    time.sleep(1.05)
    assert memory.get("ynys-gwylan") is None


def test_with_no_time_nothing_is_kept() -> None:
    memory = Memory(0)
    memory.put("ynys-gwylan", PLACE)
    assert memory.get("ynys-gwylan") is None


def test_it_does_not_grow_without_end() -> None:
    memory = Memory(60)
    for number in range(3_000):
        memory.put(f"place-{number}", number)
    kept = [number for number in range(3_000) if memory.get(f"place-{number}") is not None]
    assert len(kept) <= 2_001
    assert 2_999 in kept


def test_those_who_want_the_same_at_the_same_time_share_one_journey() -> None:
    flights, journeys, everybody = Flights(), [], threading.Barrier(8)

    def journey() -> str:
        journeys.append(1)
        time.sleep(0.2)
        return "back"

    def passenger(_number: int) -> str:
        everybody.wait()
        return flights.share("ynys-gwylan", journey)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(passenger, range(8))) == ["back"] * 8
    assert journeys == [1]


def test_a_journey_that_fails_fails_for_all_and_is_not_remembered() -> None:
    flights = Flights()

    def crash() -> str:
        raise ParliamentUnavailable("the connection failed")

    with pytest.raises(ParliamentUnavailable):
        flights.share("ynys-gwylan", crash)
    assert flights.share("ynys-gwylan", lambda: "back") == "back"


def test_different_places_do_not_wait_for_each_other() -> None:
    flights, inner = Flights(), Flights()
    assert flights.share("here", lambda: flights.share("there", lambda: "both")) == "both"
    assert inner.share("here", lambda: "alone") == "alone"
