"""A database that cannot be written, is full, or goes away: one clear line for the operator, nothing for visitors."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from campaign.connect import StoredDirectory
from campaign.errors import StoreUnavailable
from campaign.models import Constituency, Member, Seat
from campaign.parliament.directory import Directory
from campaign.refresh import Limits, Refresher
from campaign.store import open_store, read_store
from tests.engines import new_postgresql_database
from tests.live import ROOT, outside
from tests.small_parliament import SIZE, small_parliament

TODAY = date(2026, 11, 21)
NOBODY = 65_534


def seats(first: int, count: int = 30) -> list[Seat]:
    """Seats whose MPs are numbered from `first`."""
    members = [Member(first + n, f"Member {first + n}", "MP", "Member") for n in range(count)]
    return [Seat(Constituency(n, f"Seat {n:03}"), member, "directory", TODAY) for n, member in enumerate(members, 1)]


def publish(url: str, first: int) -> None:
    """A new edition."""
    with closing(open_store(url)) as store:
        edition = store.directory.begin(TODAY, 1000 + first)
        store.directory.put(edition, seats(first), complete=True)
        store.directory.publish(edition)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be somebody who may write nothing here, also where tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only() -> Iterator[str]:
    """A database that others have made, in a folder where only they can write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "campaign.sqlite3"
        publish(f"sqlite:///{file}", 100)
        file.chmod(0o444)
        folder.chmod(0o555)
        yield f"sqlite:///{file}"
        folder.chmod(0o755)
        file.chmod(0o644)


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_directory_that_may_only_be_read_is_read(read_only: str) -> None:
    with without_rights():
        directory = Directory(StoredDirectory(read_only), now=lambda: 0.0)
        assert directory.seat("seat-001").member == seats(100)[0].member
        assert len(directory.constituencies()) == 30


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_new_edition_is_seen_although_it_may_only_be_read(read_only: str) -> None:
    clock = [0.0]
    directory = Directory(StoredDirectory(read_only), now=lambda: clock[0])
    file = Path(read_only.removeprefix("sqlite:///"))
    with without_rights():
        assert directory.seat("seat-001").member == seats(100)[0].member
    file.parent.chmod(0o755)
    file.chmod(0o644)
    publish(read_only, 200)
    clock[0] = 60.0
    with without_rights():
        assert directory.seat("seat-001").member == seats(200)[0].member


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_what_may_only_be_read_cannot_be_refreshed_and_the_reason_is_one_line(read_only: str) -> None:
    with without_rights(), pytest.raises(StoreUnavailable, match=r"readonly|unable to open") as caught:
        open_store(read_only)
    assert "\n" not in str(caught.value)


def test_reading_alone_never_makes_a_database(tmp_path: Path) -> None:
    file = tmp_path / "notes.sqlite3"
    file.write_text("just some notes, and quite a few of them " * 50)
    with pytest.raises(StoreUnavailable):
        read_store(f"sqlite:///{file}")
    assert Directory(StoredDirectory(f"sqlite:///{tmp_path / 'none.sqlite3'}")).constituencies() == ()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.sqlite3"]


@pytest.mark.skipif(os.name != "posix", reason="a limit on the size of files as POSIX has it")
def test_a_full_disk_stops_a_refresh_with_one_line_and_the_old_directory_stays(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'campaign.sqlite3'}"
    publish(url, 100)
    size = (tmp_path / "campaign.sqlite3").stat().st_size
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size + 4096}, {size + 4096})); "
        "from campaign.cli import main; sys.exit(main(['refresh']))"
    )
    with small_parliament() as parliament:
        environ = outside(
            os.environ,
            PYTHONPATH=str(ROOT),
            PYTHONDONTWRITEBYTECODE="1",
            CAMPAIGN_PARLIAMENT_URL=parliament.url,
            CAMPAIGN_DATABASE_URL=url,
            CAMPAIGN_SEATS=str(SIZE),
            CAMPAIGN_REFRESH_RATE="100",
        )
        done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    assert done.stderr.splitlines()[-1].startswith("The database cannot be used: "), done.stderr
    assert "Traceback" not in done.stderr
    assert Directory(StoredDirectory(url)).seat("seat-001").member == seats(100)[0].member


def test_a_server_that_goes_away_is_not_noticed_by_visitors_but_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    clock = [0.0]
    with new_postgresql_database() as url:
        publish(url, 100)
        directory = Directory(StoredDirectory(url), now=lambda: clock[0])
        assert directory.seat("seat-001").member == seats(100)[0].member
        drop(url)
        for clock[0] in (60.0, 61.0, 120.0):
            assert directory.seat("seat-001").member == seats(100)[0].member
        assert [record.getMessage() for record in caplog.records] == [
            "the directory cannot be read just now: StoreUnavailable"
        ] * 2
        create(url)
        publish(url, 200)
        clock[0] = 180.0
        assert directory.seat("seat-001").member == seats(200)[0].member


def drop(url: str) -> None:
    """Take the database away from under everybody."""
    server, _, name = url.rpartition("/")
    with psycopg.connect(server + "/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def create(url: str) -> None:
    """Give an empty one back."""
    server, _, name = url.rpartition("/")
    with psycopg.connect(server + "/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())


@dataclass
class Interrupted:
    """A reader of seats; at its tenth call something happens to the database."""

    happens: Callable[[], None]
    calls: int = 0

    def page(self, skip: int) -> tuple[int, tuple[Seat, ...]]:
        return 30, tuple(seats(100)[skip : skip + 20])

    def complete(self, seat: Seat) -> Seat:
        self.calls += 1
        if self.calls == 10:
            self.happens()
        return replace(seat)


def test_a_server_that_goes_away_during_a_refresh_is_one_clear_line() -> None:
    with new_postgresql_database() as url, closing(open_store(url)) as store:
        with pytest.raises(StoreUnavailable) as caught:
            Refresher(store, Interrupted(lambda: drop(url)), Limits(seats=30)).run()
        assert "\n" not in str(caught.value)
        create(url)


def test_a_server_that_loses_its_connections_for_a_moment_does_not_stop_a_refresh() -> None:
    with new_postgresql_database() as url, closing(open_store(url)) as store:

        def lose() -> None:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(
                    b"SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    b" WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

        Refresher(store, Interrupted(lose), Limits(seats=30)).run()
        current = store.directory.current()
        assert current is not None
        assert len(store.directory.seats(current)) == 30


def test_a_database_of_a_newer_version_is_left_alone_with_one_clear_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'c.sqlite3'}"
    publish(url, 100)
    with closing(open_store(url)) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for opened in (open_store, read_store):
        with pytest.raises(StoreUnavailable, match="another version") as caught:
            opened(url)
        assert "\n" not in str(caught.value)


def test_a_table_that_is_missing_is_our_own_error_too(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'c.sqlite3'}")) as store:
        with store.engine.begin() as connection:
            connection.execute(text("DROP TABLE directory_seats"))
            connection.execute(text("DROP TABLE directory_editions"))
        with pytest.raises(StoreUnavailable, match="no such table"):
            store.directory.current()
