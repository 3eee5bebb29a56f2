"""Who asks, as far as limits need to know it: a keyed hash of an internet address; and who asks in vain too often."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address

from flask import request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter


def client_key(secret: str) -> Callable[[], str]:
    """What stands for whoever asks: a hash of the address, keyed with the secret or with a new key at each start."""
    key = blake2b(secret.encode() if secret else secrets.token_bytes(32)).digest()

    def hashed() -> str:
        return blake2b(network_of(request.remote_addr or "").encode(), key=key, digest_size=16).hexdigest()

    return hashed


def network_of(address: str) -> str:
    """An IPv4 address, or the half of an IPv6 address that one household has."""
    try:
        parsed = ip_address(address.split("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return str(parsed)


class Misses:
    """How many things that do not exist an address has asked for in this minute, in this process. 0: no limit."""

    def __init__(self, most: int, key: Callable[[], str]) -> None:
        self._item = RateLimitItemPerMinute(most) if most else None
        self._key = key
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._forgotten_at = float("-inf")

    @property
    def are_too_many(self) -> bool:
        """Whether whoever asks now has used up this minute."""
        if self._item is None or time.monotonic() > self._forgotten_at:  # nobody has asked in vain just now
            return False
        return not self._limiter.test(self._item, self._key())

    def count(self) -> None:
        """One more."""
        if self._item:
            self._limiter.hit(self._item, self._key())
            self._forgotten_at = time.monotonic() + self._item.get_expiry()
