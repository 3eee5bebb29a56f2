"""Postcode -> Seat: one port (`Parliament`), and the sources that fit it.

    port.py         what every source can do
    members_api.py  the UK Parliament's Members API  (session.py asks, answers.py reads, memory.py remembers)
    practice.py     an invented parliament with magic postcodes; needs no network
    by_name.py      choosing by hand: a constituency found by its name
    by_hand.py      the last resort: a person types their MP's name

The rest of the campaign imports from here alone.
"""

from campaign.parliament.by_hand import by_hand
from campaign.parliament.by_name import matching, nearest
from campaign.parliament.members_api import MembersApi
from campaign.parliament.port import Parliament
from campaign.parliament.practice import Example, PracticeParliament

__all__ = ["Example", "MembersApi", "Parliament", "PracticeParliament", "by_hand", "matching", "nearest"]
