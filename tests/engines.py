"""Engines that tests use when they are there: PostgreSQL and Redis on this computer, Chromium.

`TESTS_REQUIRE` (a list such as "postgresql,redis,chromium", set by `.ci/run`) turns a missing one from a
skip with a reason into a failure.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

POSTGRESQL = os.environ.get("TESTS_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TESTS_REDIS_URL", "redis://127.0.0.1:6379/9")


def missing(engine: str, reason: str) -> None:
    """Skip the test, or fail it where the engine is required."""
    if engine in os.environ.get("TESTS_REQUIRE", "").split(","):
        pytest.fail(f"{engine} is required here: {reason}")
    pytest.skip(f"{engine}: {reason}")


def chromium() -> str:
    """The path of a Chromium; skips without one."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    if not found:
        missing("chromium", "no chromium on the path")
    return found


@contextmanager
def new_postgresql_database() -> Iterator[str]:
    """The URL of an empty database that is dropped afterwards; skips where no server answers."""
    try:
        server = psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as problem:
        missing("postgresql", str(problem).splitlines()[0])
        raise
    name = f"campaign_test_{secrets.token_hex(6)}"
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield POSTGRESQL.rsplit("/", 1)[0] + "/" + name
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    server.close()
