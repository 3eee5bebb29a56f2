"""What letters may name, as plain texts: the MP, the place, the report, the day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaign.dates import in_full
from campaign.letters.text import clean, one_line
from campaign.models import Position, Report, Seat


def report_fields(report: Report) -> dict[str, str]:
    """The report as the contract gives it to a template."""
    return {
        "cite": clean(report.cite),
        "title": clean(report.title),
        "committee": clean(report.committee),
        "paper_number": clean(report.paper_number),
        "published": in_full(report.published),
        "url": clean(report.url),
    }


def fields_for(seat: Seat, report: Mapping[str, str]) -> dict[str, str]:
    """What a wording or an ask may name in braces, but for {office}, which each recommendation has of its own."""
    place = one_line(seat.constituency.name)
    return {
        "constituency": place,
        "mp": one_line(seat.member.name) if seat.member else f"the Member of Parliament for {place}",
        "committee": report["committee"],
        "report": report["title"],
    }


def mp_fields(seat: Seat) -> dict[str, Any]:
    """The MP as the contract gives them to a template, or whoever will be it while the seat is vacant."""
    if seat.member is None:
        place = one_line(seat.constituency.name)
        return {
            "name": f"the Member of Parliament for {place}",
            "full_title": f"The Member of Parliament for {place}",
            "salutation": "Member of Parliament",
            "position": Position.BACKBENCHER,
            "vacant": True,
        }
    return {
        "name": one_line(seat.member.name),
        "full_title": one_line(seat.member.full_title),
        "salutation": one_line(seat.member.salutation),
        "position": seat.member.position,
        "vacant": False,
    }
