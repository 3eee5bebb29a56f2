"""One database, SQLite or PostgreSQL, brought up to date when it is opened."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from campaign.errors import StoreUnavailable
from campaign.store.counts import CountStore
from campaign.store.directory import DirectoryStore
from campaign.store.leases import Leases
from campaign.store.links import LinkStore

HEAD = "0003"
"""The newest migration; `tests/store` compares it with the migrations folder."""

BUSY_SECONDS = 10
SERVER_SECONDS = 3
"""How long a server may take to answer a new connection; what is lost on the way is noticed after twice that."""
UPGRADE_LOCK = 0x6E616C74
"""Any fixed number: PostgreSQL's advisory lock that lets one process at a time change the tables."""


@dataclass(frozen=True, slots=True)
class Store:
    """What the application remembers."""

    engine: Engine
    directory: DirectoryStore
    leases: Leases
    counts: CountStore
    links: LinkStore

    def close(self) -> None:
        """Give the connections back; the store is not used afterwards."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Connect, and bring the tables up to date; raises StoreUnavailable with the reason in one line."""
    try:
        engine = _engine(make_url(url))
    except (SQLAlchemyError, OSError, ImportError) as problem:  # ImportError: without the `postgresql` extra
        raise StoreUnavailable(_one_line(problem)) from None
    try:
        _upgrade(engine)
    except (SQLAlchemyError, OSError) as problem:
        engine.dispose()
        raise StoreUnavailable(_one_line(problem)) from None
    except StoreUnavailable:
        engine.dispose()
        raise
    return Store(engine, DirectoryStore(engine), Leases(engine), CountStore(engine), LinkStore(engine))


def read_store(url: str) -> Store:
    """The same, for reading alone: a SQLite file is read even where nothing can be written (rights, a full disk).

    SQLite then takes it that nobody writes at that moment, so close the store soon and open it again next time.
    """
    try:
        return open_store(url)
    except StoreUnavailable as problem:
        parts = make_url(url)
        if parts.get_backend_name() != "sqlite" or "locked" in problem.reason or not is_there(url):
            raise
        engine = _reading_engine(Path(parts.database or ""))
        if _version(engine) != HEAD:
            raise
    return Store(engine, DirectoryStore(engine), Leases(engine), CountStore(engine), LinkStore(engine))


def is_there(url: str) -> bool:
    """Whether there is a database to open: always true of a server, and of a SQLite file once it exists."""
    parts = make_url(url)
    return parts.get_backend_name() != "sqlite" or Path(parts.database or "").is_file()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        # psycopg 3 also for the plain "postgresql://" that hosts hand out
        patience = {"connect_timeout": SERVER_SECONDS, "tcp_user_timeout": 2000 * SERVER_SECONDS}
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, connect_args=patience)
        event.listen(engine, "handle_error", _translate)
        return engine
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _translate)
    return engine


def _reading_engine(path: Path) -> Engine:
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connect = lambda: sqlite3.connect(address, uri=True, check_same_thread=False)  # noqa: E731
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "handle_error", _translate)
    return engine


def _translate(context: ExceptionContext) -> None:
    """A database that goes away, is full or may not be written raises our own error, wherever that happens."""
    problem = context.sqlalchemy_exception
    if problem is not None and not isinstance(problem, IntegrityError) and not context.is_pre_ping:
        raise StoreUnavailable(_one_line(problem))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late to lock against other writers
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE: two processes that read and then write wait for each other instead of failing with "locked"
    connection.exec_driver_sql("BEGIN IMMEDIATE" if not connection.get_execution_options().get("reads") else "BEGIN")


def _upgrade(engine: Engine) -> None:
    if _version(engine) == HEAD:
        return  # the usual start: Alembic need not even be imported
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        try:
            command.upgrade(config, "head")
        except CommandError as problem:
            raise StoreUnavailable(f"it belongs to another version of this program ({_one_line(problem)})") from None


def _version(engine: Engine) -> str | None:
    with engine.connect().execution_options(reads=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _one_line(problem: Exception) -> str:
    """What a database says, without whatever stands before an "@": it may be a part of a password."""
    cause = getattr(problem, "orig", None) or problem
    said = re.sub(r"[^\s'\"]*@", "...@", " ".join(str(cause).split()))
    return said[:300] or type(problem).__name__
