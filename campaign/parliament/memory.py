"""What is remembered between requests: answers about seats, never about postcodes or people who asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from cachelib import SimpleCache

T = TypeVar("T")
_MOST = 2_000


class _AsItIs:
    """What is kept here is never changed, so it need not be pickled and unpickled."""

    def dumps(self, value: object, protocol: int = 0) -> object:  # noqa: ARG002
        return value

    def loads(self, value: object) -> object:
        return value


class _Cache(SimpleCache):
    serializer = _AsItIs()  # type: ignore[assignment]


class Memory:
    """A small cache in this process, of values that nobody changes. With `seconds` 0 nothing is kept.

    Keys name constituencies and days, or are keyed hashes.
    """

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._cache = _Cache(threshold=_MOST)

    def get(self, key: str) -> Any:
        """What was put there, or None when there is nothing or it is too old."""
        with self._lock:
            return self._cache.get(key)

    def put(self, key: str, value: object) -> None:
        """Keep a value, until it is too old."""
        if self._seconds > 0:
            with self._lock:
                self._cache.set(key, value, timeout=self._seconds)

    def drop(self, key: str) -> None:
        """Forget it."""
        with self._lock:
            self._cache.delete(key)


class Flights:
    """Makes requests that want the same thing at the same time share one journey, whatever it brings."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[Any]] = {}

    def share(self, key: str, journey: Callable[[], T]) -> T:
        """The result of `journey`, or of one already under way for `key`. Raises what the journey raised."""
        mine: Future[T] = Future()
        with self._lock:
            flight: Future[T] = self._under_way.setdefault(key, mine)
        if flight is mine:
            self._fly(key, flight, journey)
        return flight.result()

    def _fly(self, key: str, flight: Future[T], journey: Callable[[], T]) -> None:
        try:
            flight.set_result(journey())
        except BaseException as problem:
            flight.set_exception(problem)
        finally:
            with self._lock:
                del self._under_way[key]
