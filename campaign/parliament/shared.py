"""Answers that many want at the same time are fetched once: in this process, or between processes with Redis.

What is kept stands under a key that names a constituency or is a keyed hash; it is never a postcode, never a person
who writes. If Redis is away, each process does it alone, and nobody notices but the operator's log.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from campaign.parliament.memory import Flights, Memory
from campaign.parliament.patience import Patience

T = TypeVar("T")
PREFIX = "campaign:"
LOCK_SECONDS = 10
"""Longer than the longest look-up, so that a lock outlives its holder only when that was killed."""
POLL_SECONDS = 0.05
REST_SECONDS = 30.0
"""How long Redis is left alone after it gave no answer, so that it costs one visitor a second and not all of them."""

_log = logging.getLogger(__name__)


class Shared(Protocol):
    """A memory in which one asks for all."""

    def share(
        self,
        key: str,
        ask: Callable[[], T],
        write: Callable[[T], str],
        read: Callable[[str], T],
        keep: Callable[[T], bool] = lambda _value: True,
    ) -> T:
        """The remembered value, or what `ask` gives, remembered if `keep` says so. Raises what `ask` raises."""


class InProcess:
    """A memory of this process alone. `seconds` is how long a value is used again; 0: never."""

    def __init__(self, seconds: int) -> None:
        self._memory = Memory(seconds)
        self._flights = Flights()

    def share(
        self,
        key: str,
        ask: Callable[[], T],
        write: Callable[[T], str],  # noqa: ARG002 - what nobody changes can be kept as it is
        read: Callable[[str], T],  # noqa: ARG002
        keep: Callable[[T], bool] = lambda _value: True,
    ) -> T:
        """As `Shared.share`."""
        kept: T | None = self._memory.get(key)
        if kept is not None:
            return kept

        def journey() -> T:
            kept: T | None = self._memory.get(key)  # another journey may have ended a moment ago
            if kept is None:
                kept = ask()
                if keep(kept):
                    self._memory.put(key, kept)
            return kept

        return self._flights.share(key, journey)


class InRedis:
    """A memory that several processes and computers share. Falls back to one of this process when Redis is away."""

    def __init__(self, client: Any, seconds: int, *, rest_seconds: float = REST_SECONDS) -> None:
        self._redis, self._seconds, self._rest = client, seconds, rest_seconds
        self._alone = InProcess(seconds)
        self._flights = Flights()
        self._away_until = float("-inf")

    def share(
        self,
        key: str,
        ask: Callable[[], T],
        write: Callable[[T], str],
        read: Callable[[str], T],
        keep: Callable[[T], bool] = lambda _value: True,
    ) -> T:
        """As `Shared.share`."""

        def journey() -> T:
            # Whoever has the lock may have been killed: time must be left to ask without it.
            patience, locked = Patience(Patience(LOCK_SECONDS).left / 3), False
            try:
                while patience.left > 0 and not self._is_away:
                    kept = self._get(key, read)
                    if kept is not None:
                        return kept
                    if locked:  # looked for once more under the lock, as it may only just have come
                        break
                    locked = self._lock(key)
                value = ask()
                if keep(value):
                    self._set(key, write(value))
                return value
            finally:
                if locked:
                    self._try("delete", PREFIX + "lock:" + key)

        if self._is_away:
            return self._alone.share(key, ask, write, read, keep)
        return self._flights.share(key, journey)

    @property
    def _is_away(self) -> bool:
        return time.monotonic() < self._away_until

    def _lock(self, key: str) -> bool:
        """Take the lock, or wait a moment for whoever has it."""
        taken = bool(self._try("set", PREFIX + "lock:" + key, "1", nx=True, ex=LOCK_SECONDS))
        if not taken and not self._is_away:
            time.sleep(POLL_SECONDS)
        return taken

    def _get(self, key: str, read: Callable[[str], T]) -> T | None:
        """What is kept there; None too for what another version of this program wrote in a way of its own."""
        kept = self._try("get", PREFIX + key)
        with suppress(ValueError, TypeError, KeyError):
            return None if kept is None else read(kept.decode() if isinstance(kept, bytes) else str(kept))
        return None

    def _set(self, key: str, text: str) -> None:
        if self._seconds > 0:
            self._try("set", PREFIX + key, text, ex=self._seconds)

    def _try(self, command: str, *arguments: Any, **options: Any) -> Any:
        """The answer, or None when Redis does not give one: it makes things faster, it must never make them fail."""
        if self._is_away:
            return None
        try:
            return getattr(self._redis, command)(*arguments, **options)
        except Exception as problem:
            _log.warning("Redis did not answer: %s", type(problem).__name__)
            self._away_until = time.monotonic() + self._rest
            return None


def connect_redis(url: str) -> Any:
    """A Redis client that gives up after a second. Raises ImportError without the `redis` extra."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    once = Retry(NoBackoff(), 0)  # by default it would try again and again, and people wait
    return redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1, retry=once)
