"""The store on SQLite and on PostgreSQL: the same contract on both."""

from __future__ import annotations

import multiprocessing
import os
import re
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from campaign.errors import StoreUnavailable
from campaign.models import Constituency, Member, Party, Position, Seat
from campaign.models.counts import Cell, Kind
from campaign.store import Leases, Store, engine, open_store
from campaign.store.engine import HEAD
from campaign.store.tables import metadata
from tests.engines import new_postgresql_database

TODAY = date(2026, 11, 21)
MP = Member(
    id=7,
    name="Siân Ŵyn-O'Neil",
    full_title="Rt Hon Siân Ŵyn-O'Neil MP",
    salutation="Siân",
    party=Party("Governing Party", "Gov", governing=True),
    email="sian@parliament.example",
    position=Position.MINISTER,
    posts=("Minister for Lamps",),
)
TAKEN = Seat(Constituency(1, "Ynys Gwylân"), MP, "directory", TODAY)
VACANT = Seat(Constituency(2, "Fenwick Vale"), None, "directory", TODAY, missing=("contact",))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'deep' / 'campaign.sqlite3'}"
        return
    with new_postgresql_database() as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()


def test_an_empty_store_has_no_directory(store: Store) -> None:
    assert store.directory.current() is None
    assert store.directory.building() is None


def test_seats_come_back_as_they_were_put(store: Store) -> None:
    edition = store.directory.begin(TODAY, 1000)
    store.directory.put(edition, [TAKEN, VACANT], complete=True)
    assert set(store.directory.seats(edition)) == {TAKEN, VACANT}


def test_visitors_see_nothing_of_an_unfinished_edition(store: Store) -> None:
    first = store.directory.begin(TODAY, 1000)
    store.directory.put(first, [TAKEN], complete=True)
    store.directory.publish(first)
    second = store.directory.begin(TODAY, 2000)
    store.directory.put(second, [VACANT], complete=False)
    current = store.directory.current()
    assert current is not None
    assert store.directory.seats(current) == (TAKEN,)


def test_an_unfinished_edition_can_be_taken_up_again(store: Store) -> None:
    edition = store.directory.begin(TODAY, 1000)
    store.directory.expect(edition, 2)
    store.directory.put(edition, [TAKEN], complete=True)
    store.directory.put(edition, [VACANT], complete=False)
    again = store.directory.building()
    assert again is not None
    assert (again.id, again.expected, store.directory.count(again)) == (edition.id, 2, 2)
    assert store.directory.seats(again, complete=False) == (VACANT,)


def test_putting_a_seat_again_replaces_it(store: Store) -> None:
    edition = store.directory.begin(TODAY, 1000)
    store.directory.put(edition, [Seat(TAKEN.constituency, None, "directory", TODAY)], complete=False)
    store.directory.put(edition, [TAKEN], complete=True)
    assert store.directory.seats(edition) == (TAKEN,)


def test_publishing_replaces_the_edition_before_and_its_rows(store: Store) -> None:
    for start in (1000, 2000):
        edition = store.directory.begin(TODAY, start)
        store.directory.put(edition, [TAKEN], complete=True)
        store.directory.publish(edition)
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM directory_seats")).scalar() == 1
        assert connection.execute(text("SELECT count(*) FROM directory_editions")).scalar() == 1


def test_beginning_anew_throws_away_what_was_unfinished(store: Store) -> None:
    old = store.directory.begin(TODAY, 1000)
    store.directory.put(old, [TAKEN], complete=True)
    new = store.directory.begin(TODAY, 2000)
    assert store.directory.count(new) == 0
    assert store.directory.seats(old) == ()


def test_a_lease_is_held_by_one_at_a_time(store: Store) -> None:
    with store.leases.hold("refresh", 60) as mine:
        assert mine is not None
        with store.leases.hold("refresh", 60) as theirs:
            assert theirs is None
        assert mine()
    with store.leases.hold("refresh", 60) as again:
        assert again is not None


def test_a_lease_of_a_killed_process_runs_out(store: Store) -> None:
    moment = [1000.0]
    leases = Leases(store.engine, lambda: moment[0])
    with leases.hold("refresh", 60) as mine:
        assert mine is not None
        moment[0] += 61
        with leases.hold("refresh", 60) as theirs:
            assert theirs is not None
            assert mine() is False, "a lost lease cannot be renewed"
        # leaving the inner block must not have needed the outer holder's consent
    with leases.hold("refresh", 60) as again:
        assert again is not None


def _try_lease(url: str, start: multiprocessing.synchronize.Barrier, answers: multiprocessing.Queue[bool]) -> None:
    store = open_store(url)
    start.wait()
    with store.leases.hold("refresh", 60) as mine:
        answers.put(mine is not None)
        start.wait()
    store.close()


def test_of_two_processes_that_ask_at_once_one_gets_the_lease(url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    start, answers = spawn.Barrier(2), spawn.Queue()
    workers = [spawn.Process(target=_try_lease, args=(url, start, answers)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sorted(answers.get(timeout=5) for _ in workers) == [False, True]


def test_opening_twice_changes_nothing(store: Store, url: str) -> None:
    edition = store.directory.begin(TODAY, 1000)
    store.directory.publish(edition)
    again = open_store(url)
    assert again.directory.current() == store.directory.current()
    again.close()


def test_the_migrations_make_exactly_the_tables_of_the_code(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD


def test_no_table_has_a_column_for_a_person_who_writes(store: Store) -> None:
    columns = {c["name"] for t in inspect(store.engine).get_table_names() for c in inspect(store.engine).get_columns(t)}
    forbidden = re.compile(r"address|own_?words|letter_?text|postcode|e?mail|phone|ip\b|session|cookie|visitor|writer")
    assert not [c for c in columns if forbidden.search(c)]


@pytest.mark.skipif(os.name != "posix", reason="needs a folder that cannot be made")
@pytest.mark.parametrize("where", ["/dev/null/x.sqlite3", "/proc/nowhere/x.sqlite3"])
def test_a_database_that_cannot_be_made_is_one_clear_line(where: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_store(f"sqlite:///{where}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    path.write_text("just some notes, and quite a few of them " * 50)
    with pytest.raises(StoreUnavailable, match="not a database"):
        open_store(f"sqlite:///{path}")


def test_a_server_that_is_not_there_is_one_clear_line() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_store("postgresql://nobody@127.0.0.1:1/none")
    assert "\n" not in str(caught.value)


def test_a_reader_is_not_stopped_by_a_writer(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'c.sqlite3'}")
    other = sqlite3.connect(tmp_path / "c.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.directory.current() is None
    other.execute("ROLLBACK")
    other.close()
    store.close()
    create_engine("sqlite://").dispose()


def test_a_database_of_the_first_version_is_brought_up_to_date_and_keeps_its_directory(store: Store, url: str) -> None:
    edition = store.directory.begin(TODAY, 1000)
    store.directory.put(edition, [TAKEN], complete=True)
    store.directory.publish(edition)
    with store.engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(engine.__file__).parent / "migrations"))
        command.downgrade(config, "0001")
    assert "counts" not in inspect(store.engine).get_table_names()
    again = open_store(url)
    cell = Cell(TODAY, "ynys-gwylan", "", "", Kind.COMPOSED)
    again.counts.add({cell: 2})
    assert again.counts.sums("seat", kind=Kind.COMPOSED) == {("ynys-gwylan",): 2}
    current = again.directory.current()
    assert current is not None
    assert again.directory.seats(current) == (TAKEN,)
    again.close()
