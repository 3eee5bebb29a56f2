"""The e-mail draft, read back as mail programs read it."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import FileError
from campaign.models import Letter
from campaign.outputs.eml import eml_file
from campaign.outputs.paper import plain
from tests.outputs.conftest import changed, composed

HEADERS = {"X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}


def read(letter: Letter) -> EmailMessage:
    found = message_from_bytes(eml_file(letter), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def body(draft: EmailMessage) -> str:
    return str(draft.get_content()).replace("\r\n", "\n")


def test_it_is_an_unsent_draft_to_the_mp_and_from_nobody_yet() -> None:
    draft = read(composed())
    assert set(draft.keys()) == HEADERS
    assert draft["X-Unsent"] == "1"
    assert draft["To"] == "sian.example.mp@example.org"
    assert draft["Subject"] == composed().subject
    assert draft["Content-Type"] == 'text/plain; charset="utf-8"'
    assert draft["Content-Transfer-Encoding"] == "quoted-printable"
    assert body(draft) == composed().text


@given(st.text(max_size=300), st.text(max_size=200))
def test_any_text_and_subject_arrive_and_make_no_second_header(text: str, subject: str) -> None:
    draft = read(changed(text, subject=subject))
    assert set(draft.keys()) == HEADERS
    assert draft["Subject"].split() == plain(subject).split()
    assert body(draft).rstrip("\n") == plain(text).rstrip("\n")


@pytest.mark.parametrize(
    "subject", ["A\r\nBcc: x@example.org", "A\nTo: x@example.org\n\nbody", "A\u2028Bcc: x", "A\x0bB\x0cC"]
)
def test_a_line_break_in_a_subject_is_a_space(subject: str) -> None:
    data = eml_file(changed("x", subject=subject))
    assert b"\nBcc" not in data
    assert data.count(b"\nTo:") == 1
    assert set(read(changed("x", subject=subject)).keys()) == HEADERS


def test_lines_are_short_end_as_mail_wants_it_and_are_plain_ascii() -> None:
    data = eml_file(changed("ئۇيغۇر " * 300 + "\n.\nFrom me", subject="Ŵ" * 300))
    assert data.isascii()
    assert max(len(line) for line in data.split(b"\r\n")) <= 78
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")


@pytest.mark.parametrize(
    "address", ["a" * 64 + "@" + "b" * 60 + "." + "c" * 60 + ".example.org", "o'brien+mp@example.org"]
)
def test_a_long_or_unusual_address_stays_itself(address: str) -> None:
    assert read(changed("x", to_email=address))["To"] == address


@pytest.mark.parametrize(
    "address", [None, "", "a@b.example,c@d.example", "a@b.example\nBcc: c@d.example", "A <a@b.example>"]
)
def test_without_exactly_one_plain_address_there_is_no_draft(address: str | None) -> None:
    with pytest.raises(FileError) as caught:
        eml_file(changed("x", to_email=address))
    assert caught.value.code == "eml-no-address"
