"""Text as people type and paste it, made safe to put into a letter without changing what it says."""

from __future__ import annotations

import re

SLOT = "\x00"
"""Stands for the writer's own words while a letter is laid out. `clean` removes it from everything else."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANK_START = re.compile(r"\A(?:[^\S\n]*\n)+")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """The text with line ends as "\\n" and without control characters; tabs and all else stay.

    Also takes out lone surrogates, which no file or address can hold. Joiners and marks of
    direction stay: names in many scripts need them.
    """
    if text.isprintable():  # most names and places: nothing to clean, and quicker to see
        return text
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def own_words(text: str) -> str:
    """What the writer wrote, cleaned, without blank lines before and after it."""
    if text.isprintable():  # one line, and nothing to clean
        return text if text.strip() else ""
    lines = _BLANK_START.sub("", clean(text)).split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def one_line(text: str) -> str:
    """A name or the like: cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())


def address_lines(text: str) -> str:
    """A postal address: cleaned, one thing a line, no blank lines."""
    if text.isprintable():
        return one_line(text)
    lines = (one_line(line) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def lay_out(text: str) -> str:
    """Tidy what a template printed: no spaces at line ends, never two blank lines in a row."""
    lines = "\n".join(map(str.rstrip, text.split("\n")))
    if "\n\n\n" in lines:
        lines = _MANY_BLANK_LINES.sub("\n\n", lines)
    return lines.strip("\n")
