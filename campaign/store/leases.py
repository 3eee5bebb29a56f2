"""A lease: a lock in the database that runs out by itself, so that a killed process cannot keep it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, delete, insert, update
from sqlalchemy.exc import IntegrityError

from campaign.store.tables import leases


class Leases:
    """Leases by name; `now` gives seconds since 1970."""

    def __init__(self, engine: Engine, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now = now

    @contextmanager
    def hold(self, name: str, seconds: int) -> Iterator[Callable[[], bool] | None]:
        """Hold the lease while in the block, or get None if another process has it.

        What is got is called to renew the lease; it answers False when the lease has been lost.
        """
        holder = secrets.token_hex(16)
        if not self._take(name, holder, seconds):
            yield None
            return
        try:
            yield lambda: self._renew(name, holder, seconds)
        finally:
            with self._engine.begin() as connection:
                connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))

    def _take(self, name: str, holder: str, seconds: int) -> bool:
        now = int(self._now())
        with self._engine.begin() as connection:
            connection.execute(delete(leases).where(leases.c.name == name, leases.c.until < now))
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(leases).values(name=name, holder=holder, until=now + seconds))
        except IntegrityError:
            return False
        return True

    def _renew(self, name: str, holder: str, seconds: int) -> bool:
        mine = (leases.c.name == name) & (leases.c.holder == holder)
        with self._engine.begin() as connection:
            done = connection.execute(update(leases).where(mine).values(until=int(self._now()) + seconds))
        return done.rowcount == 1
