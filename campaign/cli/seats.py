"""A postcode (and where it lies in several constituencies, a choice) -> the Seat to write to."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.cli.terminal import WRONG_USAGE, CommandError
from campaign.errors import CampaignError
from campaign.models import Constituency, Seat
from campaign.parliament import Parliament
from campaign.postcodes import Postcode

NO_ANSWER = "Parliament's list of MPs does not answer just now. Please try again in a few minutes."
"""For ParliamentUnavailable; the sentence in messages.yaml speaks of what a page offers."""
UNCHECKED = {"contact": "the e-mail address", "posts": "whether this MP holds a post"}
"""What `Seat.missing` names, in words for people."""


class Several(CampaignError):
    """The postcode lies in several constituencies and none was chosen."""

    code = "several"
    status = "several"

    def __init__(self, constituencies: tuple[Constituency, ...]) -> None:
        super().__init__()
        self.constituencies = constituencies


@dataclass(frozen=True, slots=True)
class Found:
    """The seat to write to; `near` are its neighbours when it is the probable one, itself first."""

    seat: Seat
    near: tuple[Constituency, ...] = ()

    @property
    def doubt(self) -> str:
        """The sentence for a probable seat, or ""."""
        if not self.near:
            return ""
        others = listed(self.near[1:])
        return f"This postcode lies close to another constituency. If you live in {others}, say so with --seat."


def find_seat(parliament: Parliament, postcode: Postcode, slug: str | None) -> Found:
    """The seat for this postcode; near a boundary the probable one, unless `slug` chooses another.

    Raises Several, PostcodeUnknown, ParliamentUnavailable, and CommandError if `slug` is not one it may lie in.
    """
    found = parliament.find(postcode)
    if slug is None and len(found.said) > 1:
        raise Several(found.choices)
    chosen = next((place for place in found if slug in (None, place.slug)), None)
    if chosen is None:
        raise CommandError(f"--seat {slug}: this postcode lies in {listed(found.choices)}", WRONG_USAGE)
    return Found(parliament.seat(chosen.slug), found.choices if found.probable and slug is None else ())


def unchecked(seat: Seat) -> str:
    """The sentence about what could not be read of an MP, or ""."""
    if not seat.missing:
        return ""
    return f"Could not be checked just now: {' and '.join(UNCHECKED[name] for name in seat.missing)}."


def no_address(seat: Seat) -> str:
    """Why nothing can be addressed as an e-mail: nobody looked, it could not be read, or there is none."""
    if seat.source == "by-hand":
        return "No e-mail address is known of an MP named by hand:"
    if "contact" in seat.missing:
        return "The MP's e-mail address could not be read just now. Try again in a few minutes, or"
    return "No e-mail address is published for this MP:"


def listed(constituencies: tuple[Constituency, ...]) -> str:
    """Names with the slug to choose each by: "Aldmere (aldmere) or Wend Valley (wend-valley)"."""
    return " or ".join(f"{place.name} ({place.slug})" for place in constituencies)
