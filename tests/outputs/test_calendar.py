"""The reminder, read back by the icalendar library, which had no part in writing it."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.outputs.calendar import reminder
from tests.conftest import TODAY

PATH = "/follow-up/ynys-mon"


def event(data: bytes) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(data)
    (found,) = calendar.walk("VEVENT")
    assert isinstance(found, icalendar.Event)
    return found


def test_it_is_an_all_day_event_in_two_weeks_with_an_alarm_at_nine() -> None:
    found = event(reminder(PATH, TODAY))
    assert found["SUMMARY"] == "No answer from your MP yet?"
    assert found.decoded("DTSTART") == date(2026, 12, 5)
    assert found.decoded("DTEND") == date(2026, 12, 6)
    assert found["TRANSP"] == "TRANSPARENT"
    (alarm,) = found.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=9)
    assert alarm["ACTION"] == "DISPLAY"
    assert not found.errors


def test_it_links_to_the_follow_up_page_where_the_sites_address_is_known() -> None:
    found = event(reminder(PATH, TODAY, base_url="https://letters.example.org/"))
    assert found["URL"] == f"https://letters.example.org{PATH}"
    assert f"https://letters.example.org{PATH}" in found["DESCRIPTION"]
    without = event(reminder(PATH, TODAY))
    assert "URL" not in without
    assert "http" not in without["DESCRIPTION"]
    assert PATH in without["DESCRIPTION"]


def test_each_reminder_has_an_id_that_nobody_can_link_to_anything() -> None:
    assert event(reminder(PATH, TODAY))["UID"] != event(reminder(PATH, TODAY))["UID"]


@given(st.text("abcdefghijklmnopqrstuvwxyz-", max_size=200), st.text("éŵ漢a", max_size=100))
def test_no_line_is_longer_than_75_bytes_and_nothing_is_lost(slug: str, host: str) -> None:
    data = reminder(f"/follow-up/{slug}", TODAY, base_url=f"https://{host}.example")
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()  # no letter is cut in two
    assert event(data)["URL"] == f"https://{host}.example/follow-up/{slug}"


@pytest.mark.parametrize("today", [date(2028, 2, 20), date(2026, 12, 31), date(2027, 1, 1)])
def test_the_day_is_right_over_months_and_years(today: date) -> None:
    assert event(reminder(PATH, today)).decoded("DTSTART") == today + timedelta(days=14)
