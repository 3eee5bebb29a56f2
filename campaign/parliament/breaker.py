"""A circuit breaker: after several failures in a row a source is left alone for a while, so it costs nobody time.

Own code, because pybreaker holds its lock during the call: one slow answer would make every visitor wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from campaign.errors import ParliamentUnavailable

T = TypeVar("T")
FAILURES = 3
REST_SECONDS = 30.0


class Breaker:
    """Guards one source. Closed: calls go through. Open: they fail at once, until one trial call is let through."""

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        rest_seconds: float = REST_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures, self._rest, self._now = failures, rest_seconds, now
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._open_until = 0.0

    def call(self, source: Callable[[], T]) -> T:
        """What `source` gives. Only ParliamentUnavailable counts as a failure; raises it at once while open."""
        self._enter()
        try:
            result = source()
        except ParliamentUnavailable:
            self._failed()
            raise
        except Exception:
            self._succeeded()  # "not known" is an answer
            raise
        self._succeeded()
        return result

    def _enter(self) -> None:
        with self._lock:
            if self._in_a_row < self._failures:
                return
            if self._now() < self._open_until:
                raise ParliamentUnavailable("this source is resting after several failures")
            self._open_until = self._now() + self._rest  # this call is the trial; others go on being refused

    def _failed(self) -> None:
        with self._lock:
            self._in_a_row += 1
            self._open_until = self._now() + self._rest

    def _succeeded(self) -> None:
        with self._lock:
            self._in_a_row = 0
