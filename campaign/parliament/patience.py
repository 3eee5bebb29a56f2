"""How long anybody is kept waiting: a deadline for a visit, and for whatever is asked on the way.

A server that sends a byte a second, or a look-up of a name (DNS) that hangs, does not stop at a timeout of a
socket. So whatever goes out on the wire runs in a thread of its own, and at the deadline nobody waits for it any more.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

CONNECT_SECONDS = 3.0
READ_SECONDS = 5.0
PATIENCE_SECONDS = 7.5
"""For one page, retries and all: with our own work and a moment's grace a visitor waits eight at most."""
FIND_SECONDS = 4.5
"""For the constituency of a postcode, however many sources are asked; what is left is for the page that comes next."""
DETAILS_SECONDS = 3.0
"""For e-mail address and posts of an MP whom a search has just shown."""

_latest: ContextVar[float] = ContextVar("latest", default=math.inf)


@contextmanager
def wait_at_most(seconds: float) -> Iterator[None]:
    """Whatever is asked within the block has no more time than this in all."""
    before = _latest.set(min(_latest.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _latest.reset(before)


class Patience:
    """How long one look-up may still take, in seconds; never longer than the `wait_at_most` around it."""

    def __init__(self, seconds: float = PATIENCE_SECONDS) -> None:
        self._end = min(time.monotonic() + seconds, _latest.get())

    @property
    def left(self) -> float:
        """Seconds until the deadline; below zero after it."""
        return self._end - time.monotonic()

    @property
    def timeouts(self) -> tuple[float, float]:
        """Seconds to connect and to read for the next try."""
        left = max(self.left, 0.001)
        return min(CONNECT_SECONDS, left), min(READ_SECONDS, left)


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives or raises. TimeoutError after that many seconds; the work then goes on alone."""
    return begin(work).result(max(seconds, 0))


def begin(work: Callable[[], T]) -> Future[T]:
    """Start `work` in a thread of its own. It has its own deadline: the one around it here does not reach there."""
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as problem:
            outcome.set_exception(problem)

    # A daemon: a program that wants to end does not wait for it either, as it would for a pool's threads.
    try:
        threading.Thread(target=run, name="patience", daemon=True).start()
    except RuntimeError:  # no more threads can be had
        run()
    return outcome
