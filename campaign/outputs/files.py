"""Every file that can be made of a letter, by its kind: for a button on the page, and for the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from campaign.models import Letter, Seat
from campaign.outputs import calendar, docx, eml
from campaign.outputs.pdf import Press
from campaign.outputs.textfile import filename, text_file

KINDS = ("pdf", "docx", "eml", "ics")
BY_HAND = "by-hand"
"""Stands in an address for an MP whose name was typed: the name itself must not."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to save. The name is plain ASCII."""

    name: str
    mimetype: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileMaker:
    """Makes files. `base_url`: the site's public address, or ""."""

    press: Press
    clock: Callable[[], date]
    base_url: str = ""

    def make(self, kind: str, letter: Letter, seat: Seat) -> File:
        """One of KINDS. Raises FileError."""
        if kind == "ics":
            return self.reminder(follow_up_path(seat))
        name = filename(letter, kind)
        if kind == "pdf":
            return File(name, "application/pdf", self.press.pdf(letter))
        if kind == "docx":
            return File(name, docx.MIMETYPE, docx.docx_file(letter))
        return File(name, eml.MIMETYPE, eml.eml_file(letter))

    def reminder(self, path: str, address: str = "") -> File:
        """The reminder alone, for which no letter is needed. `path`: the follow-up page; `address`: the site's own."""
        made = calendar.reminder(path, self.clock(), base_url=self.base_url or address)
        return File("reminder.ics", calendar.MIMETYPE, made)


def plain_file(letter: Letter, before: str = "") -> File:
    """The letter as a text file; `before`: what its name begins with."""
    return File(before + filename(letter), "text/plain", text_file(letter))


def follow_up_path(seat: Seat) -> str:
    """The page with the second letters for this seat; it names the constituency and nobody."""
    by_hand = seat.source == "by-hand" or not seat.constituency.slug
    return f"/follow-up/{BY_HAND if by_hand else seat.constituency.slug}"
