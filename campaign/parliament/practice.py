"""The practice parliament: invented MPs of invented places, one for every case a letter can meet.

It needs no network. Its postcodes begin with ZZ, which no real postcode does; its parties do not exist, nor its
departments and committees but for two that a request is for; its e-mail addresses end in .example, where nothing can
be delivered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from campaign.errors import ConstituencyUnknown, ParliamentUnavailable, PostcodeUnknown
from campaign.models import Constituency, Member, Party, Position, Seat, Whereabouts
from campaign.postcodes import Postcode

_GOVERNING = Party("Governing Party", "Gov", governing=True)
_OPPOSITION = Party("Opposition Party", "Opp", governing=False)
_SMALLER = Party("Smaller Party", "Sml", governing=False)
_ABSTAINING = Party("Abstaining Party", "Abs", governing=None)
_SPEAKER = Party("Speaker", "Spk", governing=None)

_NEW, _LONG = timedelta(days=60), timedelta(days=2_000)

_DOWN = "ZZ14 1AA"
_EDGE = "ZZ15 1AA"


@dataclass(frozen=True, slots=True)
class Example:
    """A postcode to try, and what it shows."""

    postcode: str
    shows: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One invented seat: its postcode, what it shows, who sits there."""

    shows: str
    place: str
    name: str = ""
    title: str = ""
    salutation: str = ""
    party: Party | None = None
    email: bool = True
    position: Position = Position.BACKBENCHER
    posts: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    is_new: bool = False
    missing: tuple[str, ...] = ()
    region: str = ""
    """Its region of England, by name."""

    def member(self, number: int, today: date) -> Member | None:
        """The invented MP, or None for a vacant seat."""
        if not self.name:
            return None
        return Member(
            id=990_000 + number,
            name=self.name,
            full_title=self.title or f"{self.name} MP",
            salutation=self.salutation or self.name,
            party=self.party,
            email=f"mp{number}@commons.example" if self.email else None,
            position=self.position,
            posts=self.posts,
            committees=self.committees,
            since=today - (_NEW if self.is_new else _LONG),
        )


_CASES = (
    _Case(
        "a backbencher of the governing party",
        "Harrowby and Fenwick Vale",
        "Margaret Ashenden",
        party=_GOVERNING,
        region="Yorkshire and The Humber",
    ),
    _Case(
        "a backbencher of an opposition party, who says how to be addressed",
        "Calderfold Moor",
        "Dr Tunde Adebanwi",
        salutation="Dr Adebanwi",
        party=_OPPOSITION,
        region="North West",
    ),
    _Case(
        "a minister",
        "Wexcombe North",
        "Priya Ravenscroft",
        "Rt Hon Priya Ravenscroft MP",
        party=_GOVERNING,
        position=Position.MINISTER,
        posts=("Minister of State (Department for Practice)",),
        region="South West",
    ),
    _Case(
        "the Speaker",
        "Aldermere",
        "Dame Judith Hallowell",
        "Rt Hon Dame Judith Hallowell MP",
        "Dame Judith",
        party=_SPEAKER,
        position=Position.SPEAKER,
        region="South East",
    ),
    _Case(
        "a Deputy Speaker",
        "Stourhythe",
        "Callum Breckenridge",
        party=_OPPOSITION,
        position=Position.DEPUTY_SPEAKER,
        region="West Midlands",
    ),
    _Case(
        "an MP who does not take their seat",
        "Glenarva and Loughmoyle",
        "Fionnuala McAteggart",
        party=_ABSTAINING,
        position=Position.DOES_NOT_SIT,
    ),
    _Case(
        "an MP with no e-mail address",
        "Pennerley Bridge",
        "George Tillingham",
        party=_SMALLER,
        email=False,
        region="West Midlands",
    ),
    _Case(
        "long names and titles, and a name that does not end in MP",
        "Upper Strathcarron, Inverallt and the Isles of Morray and Skelda",
        "Professor Sir Alexander Featherstonehaugh-Cholmondeley",
        "Rt Hon Professor Sir Alexander Featherstonehaugh-Cholmondeley KCMG CBE KC",
        "Sir Alexander",
        party=_GOVERNING,
        position=Position.MINISTER,
        posts=(
            "Parliamentary Under-Secretary of State (Department for Practice) (Jointly with the Department for "
            "Rehearsal and the Office for Trials and Examples)",
        ),
    ),
    _Case("accents", "Ynys Gwylân", "Siân Llŷr-Môn", party=_SMALLER),
    _Case(
        "an apostrophe and hyphens",
        "St Osric's-by-the-Sea",
        "Niamh O'Connaught-Day",
        party=_OPPOSITION,
        region="East of England",
    ),
    _Case("a vacant seat", "Thornley and Marsh Dale", region="East Midlands"),
    _Case(
        "an MP of whom some details cannot be read just now",
        "Kestrel Heath",
        "Samuel Oyelaran-Pike",
        party=_GOVERNING,
        email=False,
        missing=("contact", "posts"),
        region="South East",
    ),
    _Case(
        "a spokesperson of an opposition party",
        "Marrowfield and Eastlow",
        "Edwin Stallbridge",
        party=_OPPOSITION,
        position=Position.SPOKESPERSON,
        posts=("Shadow Minister (Practice)",),
        region="East of England",
    ),
    _Case(
        "a minister whose own department some requests are for",
        "Quillingborough",
        "Yasmin Thorogood-Bell",
        party=_GOVERNING,
        position=Position.MINISTER,
        posts=("Minister of State (Home Office)",),
        region="London",
    ),
    _Case(
        "a member of a select committee that some requests are for",
        "Netherby Chase",
        "Owain Pellingrew",
        party=_OPPOSITION,
        committees=("Foreign Affairs Committee", "Committee for Practice"),
        region="North East",
    ),
    _Case(
        "an MP who took their seat two months ago",
        "Duncastle Harbour",
        "Roshni Amberley",
        party=_GOVERNING,
        is_new=True,
        region="South West",
    ),
)
_TWICE = "ZZ13 1AA"
_NUMBERED = dict(zip((*range(1, 13), *range(16, 99)), _CASES, strict=False))
"""By the number in their postcode: ZZ1 1AA and so on. ZZ13 to ZZ15 show something else."""

_POSTCODES = {f"ZZ{number} 1AA": (number,) for number in _NUMBERED} | {_TWICE: (1, 2), _EDGE: (9, 2)}


class PracticeParliament:
    """An invented parliament behind the same port as the real one."""

    is_dissolved = False

    examples: tuple[Example, ...] = (
        *(Example(f"ZZ{number} 1AA", case.shows) for number, case in _NUMBERED.items()),
        Example(_TWICE, "a postcode that lies in two constituencies"),
        Example(_DOWN, "Parliament's service is down"),
        Example(_EDGE, "a postcode close to the edge of its constituency"),
        Example("ZZ99 1AA", "a postcode that nobody knows"),
    )
    """Every case in reading order, for the practice front page and the documentation."""

    def __init__(self, clock: Callable[[], date] = date.today) -> None:
        self._clock = clock
        self._places = {number: Constituency(990_000 + number, case.place) for number, case in _NUMBERED.items()}
        self._numbers = {place.slug: number for number, place in self._places.items()}
        self._by_name = tuple(sorted(self._places.values(), key=lambda constituency: constituency.slug))

    def find(self, postcode: Postcode) -> Whereabouts:
        """The constituency of a practice postcode, or two of them.

        Raises PostcodeUnknown (for every real postcode too) and, for one magic postcode, ParliamentUnavailable.
        """
        if str(postcode) == _DOWN:
            raise ParliamentUnavailable("practice")
        if str(postcode) not in _POSTCODES:
            raise PostcodeUnknown("postcode-unknown-practice")
        choices = tuple(self._places[number] for number in _POSTCODES[str(postcode)])
        return Whereabouts(choices, probable=str(postcode) == _EDGE)

    def seat(self, slug: str) -> Seat:
        """The invented seat with that slug. Raises ConstituencyUnknown."""
        number = self._numbers.get(slug)
        if number is None:
            raise ConstituencyUnknown
        case, today = _NUMBERED[number], self._clock()
        return Seat(self._places[number], case.member(number, today), "practice", today, case.missing, is_practice=True)

    def constituencies(self) -> tuple[Constituency, ...]:
        """All of them, by name."""
        return self._by_name

    def regions(self) -> Mapping[str, str]:
        """Slug -> region, for the places in England."""
        return {self._places[number].slug: case.region for number, case in _NUMBERED.items() if case.region}
