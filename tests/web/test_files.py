"""The buttons that make a file of the letter: what comes, what does not, and that no letter is lost over it."""

from __future__ import annotations

import logging
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from campaign.services import Services
from campaign.typesetting import FOLDER
from tests.page import Page, PageClient
from tests.web.conftest import FILLED, SEAT, DownParliament, MakeSite, OneSeat, letter_of

SENTENCE = "this sends your letter to our server for a second, to make the file"
NO_FONT_HAS = "\U0010fffd"


def sent(page: Page, kind: str, **changes: str) -> dict[str, object]:
    """What the browser sends for a button, with changes."""
    fields: dict[str, object] = dict(FILLED) | {"letter": letter_of(page), "subject": "A subject", "action": kind}
    return fields | changes


@pytest.mark.parametrize(
    ("kind", "start", "mimetype"),
    [
        ("pdf", b"%PDF-", "application/pdf"),
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("eml", b"X-Unsent: 1", "message/rfc822"),
        ("ics", b"BEGIN:VCALENDAR", "text/calendar; charset=utf-8"),
    ],
)
def test_each_button_gives_a_file_to_save(
    client: FlaskClient, letter: Page, kind: str, start: bytes, mimetype: str
) -> None:
    answer = client.post(SEAT, data=sent(letter, kind))
    assert answer.status_code == 200
    assert answer.data.startswith(start)
    assert answer.headers["Content-Type"] == mimetype
    assert answer.headers["Cache-Control"] == "no-store"
    name = "reminder.ics" if kind == "ics" else f"letter-to-margaret-ashenden-mp.{kind}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_every_button_says_that_the_letter_goes_to_the_server(letter: Page) -> None:
    for kind in ("pdf", "docx", "eml"):
        (button,) = letter.soup.select(f"button[name=action][value={kind}]")
        hint = letter.soup.find(id=str(button["aria-describedby"]))
        assert hint is not None
        assert SENTENCE in hint.get_text()


def test_the_file_holds_the_letter_as_it_stands_on_the_page(letter: Page, client: FlaskClient) -> None:
    data = client.post(SEAT, data=sent(letter, "pdf", letter="Changed #eval(1) by Siân.")).data
    assert PdfReader(BytesIO(data)).pages[0].extract_text() == "Changed #eval(1) by Siân."


def test_the_reminder_is_a_link_that_takes_nothing_of_the_letter_along(letter: Page) -> None:
    (link,) = letter.soup.select("a[download]")
    assert link["href"] == "/follow-up/harrowby-and-fenwick-vale/reminder.ics"
    assert letter.soup.select_one("a[href='/follow-up/harrowby-and-fenwick-vale']")


def test_a_letter_without_a_glyph_comes_back_with_why_and_with_text_and_print(letter: Page) -> None:
    answer = letter.submit(button="button[value=pdf]", letter=f"My own {NO_FONT_HAS} words")
    assert answer.status == 422
    assert letter_of(answer).strip() == f"My own {NO_FONT_HAS} words"
    assert "has no font" in answer.words
    assert answer.soup.select_one("#summary a[href='#files']")
    assert not answer.soup.select("#letter[aria-invalid]")
    assert answer.soup.select_one("button[value=download]")
    assert answer.soup.select_one("[data-print]")
    assert letter.submit(button="button[value=docx]", letter=NO_FONT_HAS).status == 200


def test_a_press_that_is_broken_is_told_and_the_letter_stays(
    site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FOLDER / "letter.typ").parent.mkdir(parents=True)
    (tmp_path / FOLDER / "letter.typ").write_text("#panic(sys.inputs.letter)", encoding="utf-8")
    caplog.set_level(logging.DEBUG)
    letter = site(dir=tmp_path).post(SEAT, FILLED | {"own_words": "canary"})
    answer = letter.submit(button="button[value=pdf]")
    assert answer.status == 500
    assert "The PDF could not be made" in answer.words
    assert "canary" in letter_of(answer)
    assert "canary" not in caplog.text


def test_an_mp_without_email_has_no_draft(site: MakeSite, services: Services, client: FlaskClient) -> None:
    seat = services.parliament.seat("harrowby-and-fenwick-vale")
    assert seat.member is not None
    page = site(parliament=OneSeat(replace(seat, member=replace(seat.member, email=None)))).post(SEAT, FILLED)
    assert not page.soup.select("button[value=eml]")
    answer = page.client.post(SEAT, {**FILLED, "letter": "x", "action": "eml"})
    assert answer.status == 422
    assert "no e-mail address for this MP" in answer.words
    assert answer.submit(button="button[value=pdf]").status == 200


@pytest.mark.parametrize("kind", ["pdf", "docx", "eml"])
@pytest.mark.parametrize("text", ["  \n", "x" * 20_001])
def test_an_empty_or_endless_letter_makes_no_file(letter: Page, kind: str, text: str) -> None:
    answer = letter.submit(button=f"button[value={kind}]", letter=text)
    assert answer.status == 422
    assert answer.soup.select_one("#summary a[href='#letter']")


def test_a_vacant_seat_and_a_typed_name_have_files_too(page: PageClient) -> None:
    vacant = page.post("/find", {"postcode": "ZZ11 1AA"}).follow().submit(**FILLED)
    by_hand = page.post("/by-hand", FILLED | {"mp_name": "Alex Example"})
    for letter in (vacant, by_hand):
        assert not letter.soup.select("button[value=eml]")
        for kind in ("pdf", "docx"):
            assert letter.submit(button=f"button[value={kind}]").status == 200
    assert by_hand.soup.select_one("a[href='/follow-up/by-hand/reminder.ics']")
    assert "Alex" not in str(by_hand.soup.select("a[href^='/follow-up']"))


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_while_mps_cannot_be_looked_up_a_finished_letter_still_becomes_a_file(site: MakeSite, kind: str) -> None:
    down = site(parliament=DownParliament()).client
    assert down.post(SEAT, data=FILLED | {"letter": "x", "action": kind}).status_code == 200
    assert down.post(SEAT, data=FILLED | {"letter": NO_FONT_HAS, "action": "pdf"}).status_code == 503


def test_nothing_of_a_letter_stands_in_a_log_line_or_a_header(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for kind in ("pdf", "docx", "eml", "ics"):
        for text in ("canary", f"canary {NO_FONT_HAS}"):
            answer = client.post(SEAT, data=FILLED | {"letter": text, "subject": "canary", "action": kind})
            assert "canary" not in str(answer.headers)
    assert "canary" not in caplog.text
