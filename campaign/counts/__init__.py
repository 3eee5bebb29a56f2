"""Counting without spying: numbers of letters and visits, never of a person; and how they may be shown.

`Counting` counts off the request path; a `Tally` (in memory, or the database) keeps the numbers.
"""

from campaign.counts.counter import Counting
from campaign.counts.memory import MemoryTally
from campaign.counts.stored import StoredTally

__all__ = ["Counting", "MemoryTally", "StoredTally"]
