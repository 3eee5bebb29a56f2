"""Invented content, seats and writers for the tests of letters: no real person, and no real recommendation."""

from __future__ import annotations

from datetime import date

from campaign.models import (
    Claim,
    CommitteeView,
    Confidence,
    Constituency,
    Content,
    Member,
    Parts,
    Position,
    Recommendation,
    Report,
    Seat,
    Source,
    Standing,
    Wording,
    Writer,
)

TODAY = date(2026, 11, 21)
SOURCE = Source("A page", "https://example.org/page")

REPORT = Report(
    title="Safe Harbour: What Britain Can Do",
    committee="the Harbours Committee",
    paper_number="HC 999",
    published=date(2021, 7, 8),
    url="https://example.org/report",
    cite="the Harbours Committee's report Safe Harbour: What Britain Can Do (HC 999, published 8 July 2021)",
    licence="Open Parliament Licence",
    source=SOURCE,
    checked=TODAY,
)

CLAIM = Claim("bill", "A Bill was introduced.", SOURCE, "2026-06-30", TODAY, date(2026, 12, 31), Confidence.PRIMARY)


def recommendation(
    id_: str, short: str, summary: str, office: str, wordings: tuple[Wording, ...], ask: str
) -> Recommendation:
    """One invented recommendation, with asks for every position."""
    return Recommendation(
        id=id_,
        title=short.capitalize(),
        short=short,
        summary=summary,
        committee=CommitteeView("The committee said so.", quoted=False, source=SOURCE, checked=TODAY),
        standing=Standing("outstanding", "Nothing has happened.", TODAY, date(2027, 6, 30)),
        office=office,
        wordings=wordings,
        asks={
            Position.BACKBENCHER: (
                Wording(f"table a written question about it, and write to {{office}} and {ask}", ("bill",)),
                Wording(f"write to {{office}} and {ask}"),
            ),
            Position.MINISTER: (Wording(f"pass this letter to {{office}} and {ask}"),),
            Position.SPEAKER: (Wording(f"send this letter on to {{office}} and {ask}"),),
            Position.DOES_NOT_SIT: (Wording(f"write to {{office}}, as any MP can, and {ask}"),),
        },
        claims=(CLAIM,),
        prompts=("Why?", "Since when?", "What else?"),
    )


PIERS = recommendation(
    "safe-piers",
    "a safe pier in every harbour",
    "The committee wanted every harbour to have one pier where small boats are safe.",
    "the Harbours Secretary",
    (
        Wording("Small boats have nowhere to go in a storm. The committee asked for one safe pier in every harbour."),
        Wording("In {constituency} we know what a storm can do. {office} could name a safe pier tomorrow."),
        Wording("A Bill now before Parliament could require a safe pier.", ("bill",)),
    ),
    "ask when each harbour will have a safe pier",
)
LAMPS = recommendation(
    "harbour-lamps",
    "lamps that are lit all night",
    "The committee wanted harbour lamps to stay lit until morning.",
    "the Lights Secretary",
    (
        Wording("Lamps are put out at midnight to save money, which the committee found a poor bargain."),
        Wording("{office} pays for the lamps, and could light them until morning at small cost."),
        Wording("A harbour that is dark after midnight is no harbour to those who come late."),
    ),
    "ask for the lamps to be lit until morning",
)
CHARTS = recommendation(
    "honest-charts",
    "charts that show every rock",
    "The committee wanted charts of the coast to show every rock.",
    "the Charts Secretary",
    (
        Wording("A chart that leaves out a rock is worse than none, as {committee} heard from pilots."),
        Wording("Pilots told the committee that charts leave out rocks that everybody on the quay knows."),
        Wording("Honest charts cost little and save much."),
    ),
    "ask who checks the charts",
)
EXTRA = tuple(
    recommendation(
        f"harbour-rule-{number}",
        f"harbour rule {number}",
        f"The committee wanted rule {number}.",
        "the Harbours Secretary",
        tuple(Wording(f"Reason {letter} for rule {number}.") for letter in "abc"),
        f"ask about rule {number}",
    )
    for number in range(4, 9)
)

PARTS = Parts(
    openings=(
        "I am your constituent in {constituency}, and I am writing about the harbours of our coast.",
        "I am your constituent in {constituency}, where boats come home every night.",
    ),
    openings_without_place=(
        "I am your constituent, and I am writing about the harbours of our coast.",
        "I am your constituent, and boats are what I care about.",
    ),
    citations=("What I ask here comes from {cite}.", "{cite} has long been on my mind."),
    bridges_one=(
        "One thing that it asks for matters most to me: {short}.",
        "{short} is what I have picked from its pages.",
    ),
    bridges_few=("Of the things that it asks for, {count} matter most to me.", "I have {count} of its pages in mind."),
    bridges_many=(
        "I have numbered the {count} things that I ask, to make an answer easier.",
        "Here are {count} things from its pages, in order.",
    ),
    lead_ins=("The {ordinal} is {short}.", "{short} is my {ordinal} point."),
    requests=("Will you please", "May I ask you to"),
    closings=(
        "I would be grateful for a reply that tells me what you are able to do.",
        "Please send me a reply once you know more.",
    ),
)

CONTENT = Content(REPORT, (PIERS, LAMPS, CHARTS, *EXTRA), PARTS)
IDS = tuple(one.id for one in CONTENT.recommendations)

WRITER = Writer(
    "Sam Writer",
    "1 Quay Street\nPort Example\nZZ1 1AA",
    "My grandmother kept the lamp at the end of our pier.\n\nI have not forgotten what it meant to the boats.",
)


def seat(position: Position = Position.BACKBENCHER, source: str = "members-api") -> Seat:
    """A seat held by an invented MP in that position."""
    member = Member(
        7,
        "Dame Siân Example",
        "Rt Hon Dame Siân Example MP",
        "Dame Siân",
        email="sian.example.mp@example.org",
        position=position,
    )
    place = Constituency(70, "Port Example and Quayside")
    return Seat(place, member, source, TODAY, is_practice=source == "practice")


VACANT = Seat(Constituency(71, "Ynys Enghraifft"), None, "members-api", TODAY)


def by_hand(place: str) -> Seat:
    """An MP whose name the writer typed."""
    return Seat(Constituency(0, place), Member(0, "Alex Example", "Alex Example", "Alex Example"), "by-hand", TODAY)


VALUES = {
    "mp": {"name": "N", "full_title": "F", "salutation": "S", "position": "minister", "vacant": False},
    "constituency": {"name": "Port Example"},
    "writer": {"name": "Sam", "address": "1 Quay Street", "own_words": "\x00"},
    "report": {"cite": "C", "title": "T", "committee": "K", "paper_number": "HC 1", "published": "P", "url": "U"},
    "recommendations": [
        {
            "id": i,
            "title": "T",
            "short": "s",
            "summary": "S.",
            "office": "o",
            "paragraph": "P.",
            "ask": "a",
            "precedents": "",
            "lead_in": "L.",
            "brief": "B.",
        }
        for i in ("one", "two", "three")
    ],
    "parts": {"opening": "O.", "citation": "C.", "bridge": "B.", "request": "Will you", "closing": "E."},
    "shorts": ["a pier", "lamps", "charts"],
    "today": "21 November 2026",
    "practice": False,
}
"""What a composer hands to a template, to try a template without a composer."""
