"""A reminder for the calendar, two weeks on: "No answer from your MP yet?" It holds nothing of the person or letter.

Our own writer, as one event needs nine lines: a library would bring time zones, which an all-day event has not.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

MIMETYPE = "text/calendar"
DAYS = 14
"""Days after which an answer may be asked for."""
SUMMARY = "No answer from your MP yet?"
WITH_LINK = (
    "If not, a short second letter often helps. A ready one, and how to find your MP's surgery, are here:\n{link}\n"
    "If an answer has come: the same page has a letter of thanks, and one for an answer that does not answer."
)
WITHOUT_LINK = (
    "If not, a short second letter often helps. The website where you wrote your letter has a ready one: "
    "open it and go to the page {path}"
)
FOLD = 75
"""Bytes in a line, its end not counted (RFC 5545, 3.1)."""


def reminder(path: str, today: date, *, base_url: str = "") -> bytes:
    """An .ics file: an all-day event 14 days after `today`, wherever the person then is, with an alarm at nine.

    `path`: the page with the follow-up letters, such as /follow-up/ynys-mon. It is a link where `base_url` is known.
    """
    day = today + timedelta(days=DAYS)
    link = base_url.rstrip("/") + path if base_url else ""
    text = WITH_LINK.format(link=link) if link else WITHOUT_LINK.format(path=path)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Never Again Letters//Reminder//EN", "BEGIN:VEVENT",
        f"UID:{uuid4()}", f"DTSTAMP:{today:%Y%m%d}T000000Z", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_escaped(SUMMARY)}",
        f"DESCRIPTION:{_escaped(text)}", *([f"URL:{link}"] if link else []), "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(SUMMARY)}", "TRIGGER:PT9H", "END:VALARM",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _escaped(text: str) -> str:
    """A text value (RFC 5545, 3.3.11)."""
    for character in "\\;,":
        text = text.replace(character, "\\" + character)
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """At most 75 bytes a line, never within a letter; a line that goes on begins with a space."""
    lines = [b""]
    for character in line:
        data = character.encode("utf-8", "replace")
        if len(lines[-1]) + len(data) > FOLD:
            lines.append(b" ")
        lines[-1] += data
    return b"\r\n".join(lines)
