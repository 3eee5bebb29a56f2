"""What is remembered between requests and between processes. Never a person who writes.

`open_store(url)` gives a `Store`: the directory of seats, leases (locks that run out by themselves), counts
and short links.
"""

from __future__ import annotations

from campaign.store.counts import CountStore
from campaign.store.directory import DirectoryStore, Edition
from campaign.store.engine import Store, is_there, open_store, read_store
from campaign.store.leases import Leases
from campaign.store.links import LinkStore

__all__ = [
    "CountStore",
    "DirectoryStore",
    "Edition",
    "Leases",
    "LinkStore",
    "Store",
    "is_there",
    "open_store",
    "read_store",
]
