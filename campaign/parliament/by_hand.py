"""The last resort, so that a letter can always be finished: the writer types the MP's name."""

from __future__ import annotations

import re
from datetime import date

from campaign.errors import LetterError
from campaign.models import Constituency, Member, Seat
from campaign.parliament.answers import tidy

_BEFORE = re.compile(r"^(?:the )?(?:rt\.?|right) hon(?:\.|ourable)? ", re.IGNORECASE)
_AFTER = re.compile(r",? MP$", re.IGNORECASE)
_MP = re.compile(r"\bMP\b", re.IGNORECASE)


def by_hand(mp_name: str, constituency: str, today: date, *, practice: bool) -> Seat:
    """A seat made from what a person typed; `constituency` may be "".

    The envelope carries the name as typed, and "MP" where that is not in it; "Rt Hon" and "MP" do not follow "Dear".
    `practice`: the letter is none to be sent.
    Raises LetterError when the name is empty.
    """
    full_title = tidy(mp_name)
    name = _AFTER.sub("", _BEFORE.sub("", full_title))
    if not name:
        raise LetterError("mp-name-missing")
    envelope = full_title if _MP.search(full_title) else f"{full_title} MP"
    member = Member(id=0, name=name, full_title=envelope, salutation=name)
    return Seat(Constituency(0, tidy(constituency)), member, source="by-hand", as_of=today, is_practice=practice)
