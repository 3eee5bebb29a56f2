"""Short links: made without an account, changed by whoever has the secret address, followed by anybody.

`LinkBook` knows the rules; a `Shelf` (in memory, or the database) keeps the links.
"""

from campaign.links.book import MARK, LinkBook
from campaign.links.memory import MemoryShelf
from campaign.links.stored import StoredShelf

__all__ = ["MARK", "LinkBook", "MemoryShelf", "StoredShelf"]
