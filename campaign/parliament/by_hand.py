"""The last resort, so that a letter can always be finished: the writer types the MP's name."""

from __future__ import annotations

import re
from datetime import date

from campaign.errors import LetterError
from campaign.models import Constituency, Member, Seat
from campaign.parliament.answers import tidy

_BEFORE = re.compile(r"^(?:the )?(?:rt\.?|right) hon(?:\.|ourable)? ", re.IGNORECASE)
_AFTER = re.compile(r",? MP$")


def by_hand(mp_name: str, constituency: str, today: date) -> Seat:
    """A seat made from what a person typed; `constituency` may be "".

    The envelope carries the name as typed; "Rt Hon" and "MP" do not follow "Dear".
    Raises LetterError when the name is empty.
    """
    full_title = tidy(mp_name)
    name = _AFTER.sub("", _BEFORE.sub("", full_title))
    if not name:
        raise LetterError("mp-name-missing")
    member = Member(id=0, name=name, full_title=full_title, salutation=name)
    return Seat(Constituency(0, tidy(constituency)), member, source="by-hand", as_of=today)
