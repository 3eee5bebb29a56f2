"""What has been counted today already, so that a page loaded again is not counted again."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from threading import Lock

MOST = 50_000
"""Marks kept at once, about 7 MB; then the oldest goes first."""


class Once:
    """A bounded memory of marks. It holds keyed hashes, and the key is drawn anew in each process.

    So nobody can learn from it what was counted, and it says nothing about another day or another process.
    """

    def __init__(self, clock: Callable[[], date], most: int = MOST) -> None:
        self._key = secrets.token_bytes(32)
        self._clock = clock
        self._most = most
        self._seen: dict[bytes, None] = {}
        self._lock = Lock()

    def first(self, *mark: str) -> bool:
        """Whether this mark is new today; from now on it is not."""
        text = "\0".join((self._clock().isoformat(), *mark))
        hashed = blake2b(text.encode("utf-8", "replace"), digest_size=16, key=self._key).digest()
        with self._lock:
            if hashed in self._seen:
                return False
            while len(self._seen) >= self._most:
                del self._seen[next(iter(self._seen))]
            self._seen[hashed] = None
        return True
