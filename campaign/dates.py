"""Days as people in Britain write them, whatever the computer's language is."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_full(day: date) -> str:
    """As "8 July 2021"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def as_known(text: str) -> str:
    """A date as exact as it is known: "2021" stays, "2021-07" is "July 2021", "2021-07-08" is "8 July 2021"."""
    if len(text) == 10:
        return in_full(date.fromisoformat(text))
    return in_full(date.fromisoformat(f"{text}-01")).removeprefix("1 ") if len(text) == 7 else text
