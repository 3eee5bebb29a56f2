"""The letter as a plain text file, to keep, print or paste."""

from __future__ import annotations

import codecs
import re

from campaign.models import Letter, slugify

LONGEST_NAME = 80
"""Characters of the MP's name in a file name; every file system allows the whole."""


def text_file(letter: Letter) -> bytes:
    """The letter's text as UTF-8 with a byte order mark and "\\r\\n" line ends.

    Without the mark Word and older Windows editors take UTF-8 for their own code page, and a letter would say
    "Â£36 million" or "Ynys MÃ´n"; the line ends are those of text/plain (RFC 2046) and are read everywhere.
    """
    lines = re.split(r"\r\n|\r|\n", letter.text)
    return codecs.BOM_UTF8 + "\r\n".join(lines).encode("utf-8", "replace")


def filename(letter: Letter, suffix: str = "txt") -> str:
    """A file name of plain ASCII letters, digits and dashes: "letter-to-jane-example-mp.txt"."""
    slug = slugify(letter.to_name)[:LONGEST_NAME].strip("-")
    return f"letter-to-{slug or 'your-mp'}.{suffix}"
