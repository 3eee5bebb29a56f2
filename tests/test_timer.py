"""campaign/timer.py: the directory refreshes itself, and whatever goes wrong the site goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from campaign.refresh import LEASE
from campaign.settings import Settings, load
from campaign.store import open_store
from campaign.timer import refresh_if_old, start_refreshing
from tests.small_parliament import CALLS, SIZE, SmallParliament, small_parliament

MakeSettings = Callable[..., Settings]


@pytest.fixture
def parliament() -> Iterator[SmallParliament]:
    """Twenty-three seats."""
    with small_parliament() as running:
        yield running


@pytest.fixture
def wanted(parliament: SmallParliament, tmp_path: Path) -> MakeSettings:
    """Settings of a site that refreshes itself every day."""

    def make(**more: str) -> Settings:
        values = {
            "parliament_url": parliament.url,
            "database_url": f"sqlite:///{tmp_path / 'campaign.sqlite3'}",
            "seats": str(SIZE),
            "refresh_rate": "100",
            "refresh_every": "24",
        }
        return load({}, **values | more)

    return make


def make_older(settings: Settings, hours: float) -> None:
    """Put the start of every edition back in time."""
    with closing(open_store(settings.database_url)) as store, store.engine.begin() as connection:
        connection.execute(text(f"UPDATE directory_editions SET started = started - {round(hours * 3600)}"))


def test_without_a_directory_it_refreshes_and_then_no_more_that_day(
    wanted: MakeSettings, parliament: SmallParliament
) -> None:
    assert refresh_if_old(wanted())
    assert not refresh_if_old(wanted())
    make_older(wanted(), 23.9)
    assert not refresh_if_old(wanted())
    assert parliament.total == CALLS


def test_an_old_directory_is_refreshed(wanted: MakeSettings, parliament: SmallParliament) -> None:
    refresh_if_old(wanted())
    make_older(wanted(), 24.1)
    assert refresh_if_old(wanted())
    assert parliament.total == 2 * CALLS


def test_while_another_is_at_it_nothing_is_done_or_said(
    wanted: MakeSettings, parliament: SmallParliament, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with closing(open_store(wanted().database_url)) as store, store.leases.hold(LEASE, 60):
        assert not refresh_if_old(wanted())
    assert parliament.total == 0
    assert not [record for record in caplog.records if record.name.partition(".")[0] == "campaign"]


def test_a_service_that_is_down_is_a_line_in_the_log_and_tried_again(
    wanted: MakeSettings, parliament: SmallParliament, caplog: pytest.LogCaptureFixture
) -> None:
    parliament.is_down = True
    assert not refresh_if_old(wanted())
    assert caplog.messages[-1] == "the directory was not refreshed: parliament-unavailable: status 404"
    parliament.is_down = False
    assert refresh_if_old(wanted())


def test_a_result_that_was_refused_is_not_read_again_and_again(
    wanted: MakeSettings, parliament: SmallParliament, caplog: pytest.LogCaptureFixture
) -> None:
    odd = wanted(seats="650")
    for _ in range(3):
        assert not refresh_if_old(odd)
    assert parliament.total == CALLS
    assert [line for line in caplog.messages if "23 seats, not 650" in line] == caplog.messages
    make_older(odd, 24.1)
    refresh_if_old(odd)
    assert parliament.total == 2 * CALLS


@pytest.mark.parametrize("url", ["sqlite:////dev/null/x.sqlite3", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_database_that_is_away_is_a_line_in_the_log(
    url: str, wanted: MakeSettings, caplog: pytest.LogCaptureFixture
) -> None:
    assert not refresh_if_old(wanted(database_url=url))
    assert [line.partition(": ")[0] for line in caplog.messages] == ["the directory was not refreshed"]


def test_a_fault_of_our_own_does_not_end_the_timer(wanted: MakeSettings, caplog: pytest.LogCaptureFixture) -> None:
    refresh_if_old(wanted())
    make_older(wanted(), 25)
    with closing(open_store(wanted().database_url)) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE directory_seats SET member = 'no JSON'"))
    assert not refresh_if_old(wanted())
    assert caplog.messages == ["the directory was not refreshed: JSONDecodeError"]


def test_nothing_runs_unless_it_is_asked_for(wanted: MakeSettings) -> None:
    assert start_refreshing(wanted(refresh_every="0")) is None
    assert start_refreshing(wanted(practice="yes")) is None


def test_in_the_background_it_refreshes_at_once(wanted: MakeSettings, parliament: SmallParliament) -> None:
    parliament.hold_at = 0
    thread = start_refreshing(wanted())
    assert thread is not None
    assert thread.daemon
    assert parliament.held.wait(30)
