"""`campaign refresh`: what it prints, how it ends, and that two never run at once, however hard one is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from campaign.cli import main
from campaign.store import open_store
from tests.conftest import TODAY
from tests.engines import new_postgresql_database
from tests.live import ROOT, outside
from tests.small_parliament import CALLS, SIZE, SmallParliament, small_parliament


@pytest.fixture
def parliament() -> Iterator[SmallParliament]:
    """Twenty-three seats."""
    with small_parliament() as running:
        yield running


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'campaign.sqlite3'}"


def settings_for(parliament: SmallParliament, database: str) -> dict[str, str]:
    """The environment of these commands."""
    return {
        "CAMPAIGN_PARLIAMENT_URL": parliament.url,
        "CAMPAIGN_DATABASE_URL": database,
        "CAMPAIGN_SEATS": str(SIZE),
        "CAMPAIGN_MOST_VACANCIES": "2",
        "CAMPAIGN_MOST_CHANGES": "3",
        "CAMPAIGN_REFRESH_RATE": "100",
    }


@dataclass(frozen=True)
class Done:
    """How a command ended: exit code, what it printed, and the last line on standard error."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """Why it failed; progress comes before it."""
        assert "Traceback" not in self.err
        return self.err.splitlines()[-1]


Refresh = Callable[..., Done]


@pytest.fixture
def refresh(parliament: SmallParliament, database: str, capsys: pytest.CaptureFixture[str]) -> Refresh:
    """Run it in this process."""

    def run(*argv: str, **environ: str) -> Done:
        code = main(["refresh", *argv], environ=settings_for(parliament, database) | environ, clock=lambda: TODAY)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return run


def mps(database: str) -> list[str]:
    """Those of the directory in use, by the name of the seat."""
    with closing(open_store(database)) as store:
        current = store.directory.current()
        seats = store.directory.seats(current) if current else ()
        return [seat.member.name if seat.member else "" for seat in seats]


# --- what it prints --------------------------------------------------------------------------------------------


def test_the_first_time_it_counts_the_seats_and_shows_progress(
    refresh: Refresh, parliament: SmallParliament, database: str
) -> None:
    parliament.seats[2] = None
    done = refresh()
    assert (done.code, done.out) == (
        0,
        "23 seats, 1 vacant\nThis is the first directory of this Parliament: there is nothing to compare it with.\n",
    )
    assert done.last == "Reading seats: 100%"
    assert len(done.err.splitlines()) <= 11
    assert mps(database)[:3] == ["Member 1001", "", "Member 1003"]
    assert parliament.total == CALLS - 2


def test_when_nothing_has_changed_it_says_so(refresh: Refresh) -> None:
    refresh()
    assert refresh().out == "23 seats, 0 vacant\nNothing has changed since the last refresh.\n"


def test_what_has_changed_is_listed(refresh: Refresh, parliament: SmallParliament) -> None:
    refresh()
    parliament.seats |= {1: 2001, 2: None}
    parliament.posts[1003] = "Minister for Lamps"
    parliament.without_email.add(1004)
    assert refresh().out.splitlines() == [
        "23 seats, 1 vacant",
        "New MPs:",
        "  Seat A Vale: Member 2001",
        "Newly vacant:",
        "  Seat B Vale",
        "New posts:",
        "  Member 1003: Minister for Lamps",
        "No e-mail address any more:",
        "  Member 1004 (Seat D Vale)",
    ]


def test_a_result_that_does_not_look_right_is_refused_until_it_is_forced(
    refresh: Refresh, parliament: SmallParliament, database: str
) -> None:
    refresh()
    before = mps(database)
    del parliament.seats[23]
    parliament.seats |= {1: None, 2: None, 3: None}
    done = refresh()
    assert (done.code, done.out) == (1, "")
    assert done.last == (
        "There are 22 seats, not 23. 3 seats are vacant; at most 2 are expected. "
        "The old directory stays in use. If this is right, run it again with --force."
    )
    assert mps(database) == before
    calls = parliament.total
    assert refresh("--force").out.startswith("22 seats, 3 vacant\nNewly vacant:\n")
    assert parliament.total == calls, "it had all been read"
    assert len(mps(database)) == 22


def test_after_a_dissolution_and_an_election_it_goes_on(refresh: Refresh, parliament: SmallParliament) -> None:
    refresh()
    elected = dict(parliament.seats)
    parliament.seats = dict.fromkeys(elected)
    assert refresh().code == 1
    assert refresh("--force").out.startswith("23 seats, 23 vacant\n")
    parliament.seats = {number: 3000 + number for number in elected}
    assert refresh().out.startswith("23 seats, 0 vacant\nThis is the first directory of this Parliament")


# --- how it ends -----------------------------------------------------------------------------------------------


def test_a_service_that_is_down_is_exit_code_3_and_the_next_run_goes_on_where_it_stopped(
    refresh: Refresh, parliament: SmallParliament, database: str
) -> None:
    parliament.hold_at = 20

    def fail() -> None:
        parliament.held.wait(30)
        parliament.is_down, parliament.hold_at = True, None
        parliament.go_on.set()

    import threading

    helper = threading.Thread(target=fail)
    helper.start()
    done = refresh()
    helper.join()
    assert (done.code, done.out) == (3, "")
    assert "did not answer" in done.last
    assert "goes on from there" in done.last
    assert mps(database) == []
    parliament.is_down = False
    before = parliament.total
    assert refresh().code == 0
    assert parliament.total - before < CALLS - 15


def test_a_service_that_is_down_from_the_start_is_one_line_and_one_call(
    refresh: Refresh, parliament: SmallParliament
) -> None:
    parliament.is_down = True
    done = refresh()
    assert (done.code, done.err.count("\n"), parliament.total) == (3, 1, 1)


def test_the_practice_parliament_has_no_directory(refresh: Refresh, parliament: SmallParliament) -> None:
    done = refresh("--practice")
    assert (done.code, done.last) == (2, "The practice parliament needs no directory: leave out --practice.")
    assert parliament.total == 0


@pytest.mark.parametrize("url", ["sqlite:////dev/null/x.sqlite3", "postgresql://nobody@127.0.0.1:1/none"])
def test_a_database_that_cannot_be_used_is_one_line_and_exit_code_3(url: str, refresh: Refresh) -> None:
    done = refresh(CAMPAIGN_DATABASE_URL=url)
    assert (done.code, done.err.count("\n")) == (3, 1)
    assert done.last.startswith("The database cannot be used: ")


# --- processes -------------------------------------------------------------------------------------------------


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, database: str) -> Iterator[str]:
    """The URL of a database, on each engine."""
    if request.param == "sqlite":
        yield database
    else:
        with new_postgresql_database() as url:
            yield url


def start(parliament: SmallParliament, database: str) -> subprocess.Popen[str]:
    """Start the command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "campaign", "refresh"],
        env=outside(os.environ, PYTHONPATH=str(ROOT), **settings_for(parliament, database)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_of_two_at_once_one_does_it_and_the_other_says_that_it_is_busy(
    parliament: SmallParliament, engine: str
) -> None:
    parliament.hold_at = 0
    two = [start(parliament, engine) for _ in range(2)]
    until = time.monotonic() + 60
    while all(process.poll() is None for process in two):
        assert time.monotonic() < until
        time.sleep(0.02)
    parliament.go_on.set()
    ended = {process.wait(60): process.communicate() for process in two}
    assert sorted(ended) == [0, 1]
    assert ended[1] == (
        "",
        "Another refresh is running. Wait for it to end, or try again in two minutes if it was killed.\n",
    )
    assert ended[0][0].startswith("23 seats")
    assert parliament.total == CALLS


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_a_refresh_that_was_killed_leaves_the_old_directory_and_the_next_goes_on(
    parliament: SmallParliament, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    environ = settings_for(parliament, engine)
    assert main(["refresh"], environ=environ) == 0
    before = mps(engine)
    parliament.seats[1] = 2001
    parliament.calls.clear()
    parliament.hold_at = 20
    process = start(parliament, engine)
    assert parliament.held.wait(60)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    parliament.hold_at = None
    parliament.go_on.set()
    assert mps(engine) == before
    assert main(["refresh"], environ=environ) == 1, "the lease of the killed one has not run out"
    with closing(open_store(engine)) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE leases SET until = 0"))  # as two minutes later
    assert main(["refresh"], environ=environ) == 0
    assert "Seat A Vale: Member 2001" in capsys.readouterr().out
    assert parliament.total <= CALLS + 3, "what was read is not read again, but for the seat and chair at hand"
