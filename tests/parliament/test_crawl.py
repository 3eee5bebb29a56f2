"""Reading every seat, at a polite rate."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from campaign.errors import ParliamentUnavailable
from campaign.models import Position
from campaign.parliament.crawl import Crawl, Pace
from campaign.refresh import Limits, Refresher
from campaign.store import open_store
from tests.parliament.conftest import StandIn, real_members

TODAY = date(2026, 11, 21)


def test_calls_are_spread_evenly() -> None:
    clock = [100.0]

    def sleep(seconds: float) -> None:
        clock[0] += seconds

    pace = Pace(10, now=lambda: clock[0], sleep=sleep)
    for _ in range(21):
        pace()
    assert clock[0] == pytest.approx(102.0)


def test_a_pause_gives_no_credit_for_a_burst() -> None:
    clock, slept = [0.0], []
    pace = Pace(10, now=lambda: clock[0], sleep=slept.append)
    pace()
    clock[0] = 60.0
    pace()
    pace()
    assert slept == [pytest.approx(0.1)]


def test_a_service_that_is_down_is_an_error(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/api/Location/Constituency/Search").respond_with_data("no", status=404)
    with pytest.raises(ParliamentUnavailable):
        Crawl(httpserver.url_for("")).page(0)


def test_all_650_seats_of_the_stand_in_are_read_and_published(stand_in: StandIn, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'campaign.sqlite3'}")
    crawl = Crawl(stand_in.url, per_second=100_000, clock=lambda: TODAY)
    changes = Refresher(store, crawl, Limits(), today=lambda: TODAY).run()
    hits = stand_in.hits()
    current = store.directory.current()
    assert current is not None
    seats = store.directory.seats(current)
    store.close()
    assert changes.first
    assert len(seats) == 650
    assert [s.constituency.name for s in seats if s.member is None] == [stand_in.vacant]
    members = [s.member for s in seats if s.member]
    positions = Counter(m.position for m in members)
    ministers = sum(row["is_minister"] == "1" for row in real_members() if row["constituency"] != stand_in.vacant)
    assert positions[Position.SPEAKER] == 1
    assert positions[Position.DEPUTY_SPEAKER] == len(stand_in.get("/api/Posts/SpeakerAndDeputies/2026-11-21")) - 1 > 0
    assert positions[Position.DOES_NOT_SIT] == 7
    assert positions[Position.MINISTER] == ministers
    assert sum(m.email is None for m in members) == 4
    assert hits["/api/Location/Constituency/Search"] == 33
    assert sum(hits.values()) <= 33 + 2 * 650 + 1
