"""Text -> Postcode, by our own rule; and a kind, exact reason for everything that is not one.

The form is Royal Mail's: an outward part (area letters, district), then an inward part (a digit and two
letters, never C I K M O V). Six libraries were tried on 62 cases before this was written; each got some wrong.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import combinations

from campaign.errors import NoMemberForPostcode, NotAPostcode, PostcodeError
from campaign.unicode_form import normalize

_AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML
    N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY
    TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
AREAS = frozenset(_AREAS.split())
"""The 124 areas: 121 whose people elect MPs, and Jersey, Guernsey and the Isle of Man."""

PRACTICE_AREA = "ZZ"
"""No real postcode begins like this; the practice parliament's do ("ZZ1 1AA")."""

# A district is one or two digits (the first of two is never 0) or a digit and a letter (never I or O).
# NPT was Newport's until 1997; the lists still carry its codes, one of them with a V in the inward part.
_OUTWARD = r"(?:(?P<area>[A-Z]{1,2})(?:[1-9][0-9]|[0-9]|[0-9][A-HJ-NP-Z])|(?P<newport>NPT))"
_WHOLE = re.compile(rf"(?P<outward>{_OUTWARD})(?P<inward>[0-9](?:[ABD-HJLNP-UW-Z]{{2}}|(?<=NPT[0-9])[A-Z]{{2}}))")
_HALF = re.compile(rf"{_OUTWARD}(?:[0-9][A-Z]?)?")
_SLIPS = {"O": "0", "0": "O", "I": "1", "1": "I"}
_LONGEST = 7

_TERRITORIES = {
    "ASCN": "Ascension Island",
    "BBND": "the British Indian Ocean Territory",
    "BIQQ": "the British Antarctic Territory",
    "FIQQ": "the Falkland Islands",
    "PCRN": "the Pitcairn Islands",
    "SIQQ": "South Georgia and the South Sandwich Islands",
    "STHL": "St Helena",
    "TDCU": "Tristan da Cunha",
    "TKCA": "the Turks and Caicos Islands",
}

_SPECIAL: tuple[tuple[str, str, str], ...] = (
    (r"GIR[0O]AA", "postcode-girobank", ""),
    (r"SANTA[1I]|XM4(5HQ)?", "postcode-santa", ""),
    (r"BF(P[O0]?)?(C[O0])?[0-9]{1,4}|BFP[O0]|BF[0-9].{0,4}", "postcode-bfpo", ""),
    (r"JE[0-9].{0,4}", "postcode-jersey", ""),
    (r"GY[0-9].{0,4}", "postcode-guernsey", ""),
    (r"IM[0-9].{0,4}", "postcode-isle-of-man", ""),
    (r"GX[0-9].{0,4}", "postcode-gibraltar", ""),
    *((rf"{start}([0-9].{{0,2}})?", "postcode-overseas", name) for start, name in _TERRITORIES.items()),
    (r"AI2640", "postcode-overseas", "Anguilla"),
    (r"KY[1-3][0-9]{4}", "postcode-overseas", "the Cayman Islands"),
    (r"VG[0-9]{4}", "postcode-overseas", "the British Virgin Islands"),
    (r"MSR[0-9]{4}", "postcode-overseas", "Montserrat"),
    # Bermuda's CR, HS and SN are left out: they are Croydon, the Outer Hebrides and Swindon here.
    (r"(BM)?(DV|FL|GE|HM|MA|PG|SB|WK)([0-9]{2}|[A-Z]X)", "postcode-overseas", "Bermuda"),
)
"""Codes of places that elect no MP: pattern (of the squeezed text), error code, territory."""


@dataclass(frozen=True, slots=True)
class Postcode:
    """A well-formed postcode. `str()` gives "SW1A 1AA"; `repr()` keeps it to itself, for the sake of logs."""

    outward: str = field(repr=False)
    inward: str = field(repr=False)

    @property
    def is_practice(self) -> bool:
        """Whether only the practice parliament can know it."""
        return self.outward.startswith(PRACTICE_AREA)

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"


def parse(text: str) -> Postcode:
    """Read a postcode however it is spaced and punctuated.

    Raises NotAPostcode or NoMemberForPostcode, with a code that says exactly what is the matter.
    """
    squeezed = _squeeze(text)
    if special := _no_member(squeezed):
        raise special
    if postcode := _read(squeezed):
        return postcode
    raise _why_not(squeezed)


def _squeeze(text: str) -> str:
    """Upper case, and without all that is neither letter nor digit: spaces, dashes, full stops, invisible marks."""
    whole = normalize("NFKC", text).upper()
    return "".join(c for c in whole if unicodedata.category(c)[0] in "LN")


def _no_member(squeezed: str) -> PostcodeError | None:
    for pattern, code, territory in _SPECIAL:
        if re.fullmatch(pattern, squeezed):
            details = {"territory": territory} if territory else {}
            return NoMemberForPostcode(code, **details)
    return None


def _read(squeezed: str) -> Postcode | None:
    match = _WHOLE.fullmatch(squeezed)
    if match is None or not _is_area(match):
        return None
    return Postcode(match["outward"], match["inward"])


def _is_area(match: re.Match[str]) -> bool:
    return bool(match["newport"]) or match["area"] in AREAS or match["area"] == PRACTICE_AREA


def _why_not(squeezed: str) -> NotAPostcode:
    if not squeezed:
        return NotAPostcode("postcode-empty")
    if suggestion := _unslipped(squeezed):
        return NotAPostcode("postcode-slip", suggestion=str(suggestion))
    match = _WHOLE.fullmatch(squeezed) or _HALF.fullmatch(squeezed)
    if match is None:
        return NotAPostcode("postcode-shape")
    return NotAPostcode("postcode-half") if _is_area(match) else NotAPostcode("postcode-area", area=match["area"])


def _unslipped(squeezed: str) -> Postcode | None:
    """The postcode that is the fewest O/0 and I/1 slips away, if there is one."""
    if len(squeezed) > _LONGEST:
        return None
    places = [i for i, c in enumerate(squeezed) if c in _SLIPS]
    for count in range(1, len(places) + 1):
        for chosen in combinations(places, count):
            turned = "".join(_SLIPS[c] if i in chosen else c for i, c in enumerate(squeezed))
            if postcode := _read(turned):
                return postcode
    return None
