"""What to offer first for sending a letter, and why. The words for each reason stand in the page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from campaign.models import Letter, Seat
from campaign.outputs import ROUTES, Way, empty_ways, ways

ROOMY = re.compile(r"Macintosh|Mac OS X|iPhone|iPad|Android|Linux|X11|CrOS|BSD")
"""Systems that hand a long mailto: link to the mail program whole."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The ways out of the site for one letter. `reason` says what comes first.

    "fits", "webmail" (only webmail links can hold it) or "long" (no link can): e-mail first;
    "no-email": post first; "vacant": there is nobody to send it to; "script": the page's script will see, which puts
    the letter together from what only the browser knows.
    """

    reason: str
    ways: tuple[Way, ...] = ()
    routes: str = ""
    """The pieces of the links and their budgets as JSON, for the page's script to build them anew."""


def offer_for(letter: Letter, seat: Seat, user_agent: str) -> Offer:
    """What to offer for this letter in this browser."""
    if seat.member is None:
        return Offer("vacant")
    tight = is_tight(user_agent)
    found = ways(letter, tight=tight)
    return Offer(_reason(found), found, _ROUTES[tight]) if found else Offer("no-email")


def offer_without(seat: Seat, user_agent: str) -> Offer:
    """What to offer where there are gaps in the letter for the page's script to fill.

    Such a letter is in none of the links, so that nobody sends one with gaps if the script does not come.
    """
    if seat.member is None:
        return Offer("vacant")
    found = empty_ways(seat.member.email)
    return Offer("script", found, _ROUTES[is_tight(user_agent)]) if found else Offer("no-email")


def is_tight(user_agent: str) -> bool:
    """Whether long mailto: links may be cut off: on Windows, and where the browser does not say."""
    return "Windows" in user_agent or not ROOMY.search(user_agent)


def _routes(*, tight: bool) -> str:
    pieces = ("kind", "to", "subject", "body")
    return json.dumps([
        {name: getattr(route, name) for name in pieces} | {"budget": route.tight if tight else route.budget}
        for route in ROUTES
    ])  # fmt: skip


_ROUTES = {tight: _routes(tight=tight) for tight in (True, False)}


def _reason(found: tuple[Way, ...]) -> str:
    if not found[0].complete:
        return "long"
    return "fits" if all(way.complete for way in found if way.kind == "mailto") else "webmail"
