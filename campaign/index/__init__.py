"""The whole country in about one megabyte: a read-only file that knows the seat of every live postcode.

    build(tables) -> file;  open_index(file) -> PostcodeIndex;  index.look_up("SW1A", "1AA") -> Answer;  verify(...)

The form of the file is in docs/postcode-index.md.
"""

from campaign.index.about import About
from campaign.index.builder import Built, build
from campaign.index.names import join_names
from campaign.index.reader import Answer, PostcodeIndex, open_index
from campaign.index.verify import Difference, Verified, verify

__all__ = [
    "About",
    "Answer",
    "Built",
    "Difference",
    "PostcodeIndex",
    "Verified",
    "build",
    "join_names",
    "open_index",
    "verify",
]
