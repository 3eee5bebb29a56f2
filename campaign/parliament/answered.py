"""Which constituency a postcode turned out to be in, remembered for a minute and without the postcode.

The key is a keyed hash (HMAC-SHA-256): without the secret nobody can try all 1.8 million postcodes against it. With it
somebody can, so an answer is kept no longer than people need who press a button twice or come back to a page. And it is
given no sooner than the first time: how long an answer takes must not tell whether somebody has just asked the same.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from campaign.models import Whereabouts
from campaign.parliament.shared import Shared
from campaign.postcodes import Postcode

KEPT_SECONDS = 60
"""How long an answer is remembered at most."""


@dataclass(frozen=True, slots=True)
class _Timed:
    """An answer, and how many seconds it took."""

    answer: Whereabouts
    seconds: float

    @classmethod
    def of(cls, ask: Callable[[], Whereabouts]) -> _Timed:
        started = time.monotonic()
        answer = ask()
        return cls(answer, time.monotonic() - started)

    def to_json(self) -> str:
        return json.dumps([self.answer.to_json(), self.seconds])

    @classmethod
    def from_json(cls, text: str) -> _Timed:
        answer, seconds = json.loads(text)
        return cls(Whereabouts.from_json(answer), float(seconds))


class Answered:
    """Answers about postcodes. `secret` must be the same in every process that shares the memory."""

    def __init__(self, memory: Shared, secret: str = "") -> None:
        """`memory`: keeps what it is given for `KEPT_SECONDS` at most."""
        self._memory = memory
        self._secret = secret.encode() or secrets.token_bytes(32)

    def share(self, postcode: Postcode, ask: Callable[[], Whereabouts]) -> Whereabouts:
        """The remembered answer, or what `ask` gives: asked once, however many want it at the same time."""
        started = time.monotonic()
        found = self._memory.share(self.key(postcode), lambda: _Timed.of(ask), _Timed.to_json, _Timed.from_json)
        time.sleep(max(0.0, found.seconds - (time.monotonic() - started)))
        return found.answer

    def key(self, postcode: Postcode) -> str:
        """What the answer is filed under."""
        return "place:" + hmac.new(self._secret, str(postcode).encode(), hashlib.sha256).hexdigest()
