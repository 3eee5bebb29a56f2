"""Every kind of file, with its name and its type."""

from __future__ import annotations

import pytest

from campaign.outputs import KINDS, FileMaker, Press, follow_up_path
from tests.letters.samples import TODAY, VACANT, by_hand, seat
from tests.outputs.conftest import composed

TYPES = {
    "pdf": (b"%PDF-", "letter-to-rt-hon-dame-sian-example-mp.pdf", "application/pdf"),
    "docx": (b"PK", "letter-to-rt-hon-dame-sian-example-mp.docx", "application/vnd.openxmlformats-officedocument"),
    "eml": (b"X-Unsent: 1", "letter-to-rt-hon-dame-sian-example-mp.eml", "message/rfc822"),
    "ics": (b"BEGIN:VCALENDAR", "reminder.ics", "text/calendar"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_is_what_its_name_says(press: Press, kind: str) -> None:
    start, name, mimetype = TYPES[kind]
    file = FileMaker(press, lambda: TODAY).make(kind, composed(), seat())
    assert file.data.startswith(start)
    assert file.name == name
    assert file.mimetype.startswith(mimetype)
    assert "Quay" not in repr(file)


def test_a_reminder_holds_nothing_of_the_letter_or_the_writer(press: Press) -> None:
    letter = composed(name="Canary", own_words="canary")
    data = FileMaker(press, lambda: TODAY, "https://x.example").make("ics", letter, seat()).data.replace(b"\r\n ", b"")
    for secret in (b"anary", b"Quay Street", letter.subject.encode(), b"Example MP"):
        assert secret not in data
    assert b"https://x.example/follow-up/port-example-and-quayside" in data


def test_the_address_of_a_follow_up_names_no_person() -> None:
    assert follow_up_path(seat()) == "/follow-up/port-example-and-quayside"
    assert follow_up_path(VACANT) == "/follow-up/ynys-enghraifft"
    assert follow_up_path(by_hand("Port Example")) == follow_up_path(by_hand("")) == "/follow-up/by-hand"
