"""`campaign letter --format pdf|docx|eml|ics`: a file of the letter, which goes to a file and not over a terminal."""

from __future__ import annotations

import sys

from campaign.cli.arguments import FILES
from campaign.cli.seats import no_address
from campaign.cli.terminal import WRONG_USAGE, CommandError, Shell, write_file
from campaign.errors import FileError
from campaign.models import Letter, Seat
from campaign.outputs import FileMaker, Press
from campaign.settings import Settings

WHY_NOT = {
    "pdf-glyph": "No font on this computer has all the letters of this text, so there is no PDF: use --format text or "
    "docx, install a font, or put one in templates/print/fonts of your folder.",
    "pdf-failed": "The PDF could not be made: use --format text or docx.",
    "eml-no-address": "{no_address} write by post (--format pdf).",
}
"""The sentences in messages.yaml speak of what a page offers."""


def refuse_terminal(kind: str, output: str) -> None:
    """Raises CommandError when a file would be written all over a terminal."""
    if kind in FILES and output == "-" and sys.stdout.isatty():
        raise CommandError(f"--format {kind} is a file and no text: name it with -o FILE", WRONG_USAGE)


def write_letter(kind: str, letter: Letter, seat: Seat, settings: Settings, shell: Shell, output: str) -> None:
    """Make the file and write it. Raises CommandError."""
    maker = FileMaker(Press(settings.folders), shell.clock, settings.base_url)
    try:
        file = maker.make(kind, letter, seat)
    except FileError as problem:
        raise CommandError(WHY_NOT[problem.code].format(no_address=no_address(seat))) from None
    write_file(file.data, output)
