"""Which constituency a postcode turned out to be in, remembered without the postcode.

The key is a keyed hash (HMAC-SHA-256): without the secret nobody can try all 1.8 million postcodes against it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable

from campaign.models import Whereabouts
from campaign.parliament.shared import Shared
from campaign.postcodes import Postcode


class Answered:
    """Answers about postcodes. `secret` must be the same in every process that shares the memory."""

    def __init__(self, memory: Shared, secret: str = "") -> None:
        self._memory = memory
        self._secret = secret.encode() or secrets.token_bytes(32)

    def share(self, postcode: Postcode, ask: Callable[[], Whereabouts]) -> Whereabouts:
        """The remembered answer, or what `ask` gives: asked once, however many want it at the same time."""
        return self._memory.share(self.key(postcode), ask, Whereabouts.to_json, Whereabouts.from_json)

    def key(self, postcode: Postcode) -> str:
        """What the answer is filed under."""
        return "place:" + hmac.new(self._secret, str(postcode).encode(), hashlib.sha256).hexdigest()
