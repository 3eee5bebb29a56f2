"""How long a visitor really waits: the site's own patience, on services that never come to an end."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from campaign.connect import STANDARD, connect_parliament
from campaign.errors import ParliamentUnavailable
from campaign.parliament import Parliament
from campaign.postcodes import parse
from campaign.settings import load
from tests.conftest import TODAY
from tests.faults_on_the_wire.conftest import Person
from tests.faults_on_the_wire.front import Misbehaviour, front
from tests.faults_on_the_wire.misbehaviour import dripping_body, dripping_headers
from tests.stand_in import StandIn

MOST_SECONDS = 8.0
ENDLESS = (lambda call: time.sleep(60), dripping_headers, dripping_body)


def connected(url: str, folder: Path) -> Parliament:
    """The sources of a site without directory and index."""
    settings = load({}, parliament_url=url, database_url=f"sqlite:///{folder / 'none.sqlite3'}")
    return connect_parliament(settings, lambda: TODAY, STANDARD)


def waited(parliament: Parliament, person: Person) -> tuple[float, bool]:
    """Seconds for the postcode step, and for the page that comes next if there is one; whether that had an MP."""
    started = time.monotonic()
    try:
        (place,) = parliament.find(parse(person.postcode))
        found = parliament.seat(place.slug).member is not None
    except ParliamentUnavailable:
        found = False
    return time.monotonic() - started, found


def waited_for_a_link(parliament: Parliament, person: Person) -> tuple[float, bool]:
    """The same for somebody who comes by a shared link."""
    started = time.monotonic()
    with pytest.raises(ParliamentUnavailable):
        parliament.seat(person.slug)
    return time.monotonic() - started, False


def all_at_once(jobs: list[Callable[[], tuple[float, bool]]]) -> list[tuple[float, bool]]:
    """Everybody waits at the same time, so that the test takes no longer than one of them."""
    results: list[Any] = [None] * len(jobs)

    def run(number: int) -> None:
        results[number] = jobs[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.patience
def test_nobody_waits_more_than_eight_seconds_in_all(
    stand_in: StandIn, person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hanging, dripping and slow services, a resolver that hangs, details that hang: all at once."""
    genuine, end = socket.getaddrinfo, threading.Event()

    def look_up(host: Any, *args: Any, **options: Any) -> Any:
        return end.wait(60) and [] if host == "parliament.invalid" else genuine(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    def slow(call: Any) -> None:
        time.sleep(4)
        call.pass_on()

    def slow_details(call: Any) -> None:
        time.sleep(0 if call.wanted else 60)
        call.pass_on()

    endings: list[Any] = [front(stand_in.url, fault) for fault in (*ENDLESS, slow, slow_details)]
    try:
        urls = [f"http://127.0.0.1:{ending.__enter__().port}" for ending in endings]
        hopeless = [*urls[:3], "http://parliament.invalid"]
        jobs = [lambda url=url: waited(connected(url, tmp_path), person) for url in [*hopeless, *urls[3:]]]
        jobs += [lambda url=url: waited_for_a_link(connected(url, tmp_path), person) for url in hopeless]
        results = all_at_once(jobs)
    finally:
        end.set()
        for ending in endings:
            ending.__exit__(None, None, None)
    assert max(seconds for seconds, _ in results) <= MOST_SECONDS + 0.5, results
    assert [found for _, found in results] == [False] * 4 + [True] * 2 + [False] * 4


def test_a_slow_source_leaves_time_for_the_next(stand_in: StandIn, person: Person, tmp_path: Path) -> None:
    hang: Misbehaviour = lambda call: time.sleep(30)  # noqa: E731
    with front(stand_in.url, hang) as server:
        settings = load(
            {},
            parliament_url=f"http://127.0.0.1:{server.port}",
            postcodes_io_url=stand_in.url,
            places="members-api postcodes-io",
            database_url=f"sqlite:///{tmp_path / 'none.sqlite3'}",
        )
        parliament = connect_parliament(settings, lambda: TODAY, type(STANDARD)(find=1.0))
        started = time.monotonic()
        assert [place.slug for place in parliament.find(parse(person.postcode))] == [person.slug]
        assert time.monotonic() - started < 1.5
