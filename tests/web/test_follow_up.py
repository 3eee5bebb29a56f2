"""The page with the second letters, and the reminder that leads to it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from campaign.letters.contract import PRACTICE_LINE
from campaign.services import Services
from tests.page import Page, PageClient
from tests.web.conftest import DownParliament, MakeSite, OneSeat

PATH = "/follow-up/harrowby-and-fenwick-vale"
TYPED = {"name": "Siân O’Example", "address": "1 Example Street\nZZ1 1AA", "date": "2026-11-07"}
LINUX = {"User-Agent": "X11; Linux"}


def letters(page: Page) -> list[str]:
    return [area.get_text() for area in page.soup.select(".follow textarea")]


def test_three_letters_are_ready_with_gaps(page: PageClient) -> None:
    answer = page.get(PATH, headers=LINUX)
    assert answer.h1 == "Has Margaret Ashenden answered?"
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(letters(answer)) == 3
    for text in letters(answer):
        assert "Dear Margaret Ashenden," in text
        assert "[your name]" in text
    assert "Words in [square brackets] are for you to fill in" in answer.words


def test_the_gaps_are_filled_without_javascript_and_nothing_is_in_the_address(page: PageClient) -> None:
    answer = page.get(PATH).submit("#gaps", **TYPED)
    assert answer.url == PATH
    assert answer.headers["Cache-Control"] == "no-store"
    for text in letters(answer):
        assert "7 November 2026" in text
        assert text.rstrip().endswith("Siân O’Example\n1 Example Street\nZZ1 1AA")
    assert answer.value("#name") == "Siân O’Example"
    assert answer.value("#date") == "2026-11-07"


def test_each_letter_can_be_opened_as_an_email(page: PageClient) -> None:
    answer = page.post(PATH, TYPED, headers=LINUX)
    mailtos = [str(a["href"]) for a in answer.soup.select(".follow a[href^='mailto:']")]
    assert len(mailtos) == 3
    for link, text in zip(mailtos, letters(answer), strict=True):
        assert unquote(link.split("&body=")[1]).replace("\r\n", "\n").strip() == text.strip()


def test_a_date_in_words_is_taken_as_it_is_and_an_endless_one_is_cut(page: PageClient) -> None:
    assert "On last Monday I wrote" in letters(page.post(PATH, {"date": " last\n Monday"}))[0]
    assert "x" * 41 not in letters(page.post(PATH, {"date": "x" * 5_000}))[0]
    assert "2026-13-77" in letters(page.post(PATH, {"date": "2026-13-77"}))[0]


def test_what_is_too_long_is_said_and_left_out(page: PageClient) -> None:
    answer = page.post(PATH, TYPED | {"name": "x" * 201, "address": "y" * 601})
    assert answer.status == 422
    assert [str(a["href"]) for a in answer.soup.select("#summary a")] == ["#name", "#address"]
    assert "[your name]" in letters(answer)[0]
    assert answer.soup.select_one("#name[aria-invalid=true]")


def test_markup_stays_text(page: PageClient) -> None:
    attack = "\"'><script>alert(1)</script></textarea><img src=x>{{7*7}}{name}"
    answer = page.post(PATH, {"name": attack, "address": attack, "date": attack, "mp_name": attack})
    assert not answer.soup.select("script:not([src]), img")
    assert attack in letters(answer)[0]


def test_a_vacant_seat_has_no_letter_but_says_what_to_do(page: PageClient) -> None:
    write = page.post("/find", {"postcode": "ZZ11 1AA"}).follow()
    answer = page.get(write.url.replace("/write/", "/follow-up/"))
    assert not letters(answer)
    assert not answer.soup.select("main form")
    assert "Nobody sits for" in answer.words
    assert "surgeries" not in answer.words  # there is no MP to meet


def test_an_mp_named_by_hand_is_named_here_again(page: PageClient) -> None:
    blank = page.get("/follow-up/by-hand")
    assert blank.h1 == "Has your MP answered?"
    assert "Dear [your MP's name]," in letters(blank)[0]
    answer = blank.submit("#gaps", mp_name="Alex Example", name="Jo")
    assert answer.url == "/follow-up/by-hand"
    assert "Dear Alex Example," in letters(answer)[0]
    assert all(text.startswith(PRACTICE_LINE) for text in letters(answer))
    assert "mailto:" not in answer.text
    assert "Alex" not in answer.url


def test_the_members_page_of_parliament_is_linked_by_number_alone(site: MakeSite, services: Services) -> None:
    seat = services.parliament.seat("harrowby-and-fenwick-vale")
    real = replace(seat, source="members-api", member=replace(seat.member, id=172))  # type: ignore[type-var]
    answer = site(parliament=OneSeat(real)).get(PATH)
    (link,) = answer.soup.select("#surgery ~ ul a")
    assert link["href"] == "https://members.parliament.uk/member/172/contact"
    assert "noreferrer" in str(link["rel"])


def test_an_invented_mp_has_no_page_at_parliament(page: PageClient) -> None:
    assert "members.parliament.uk" not in page.get(PATH).text
    assert "look at your MP’s own website" in page.get(PATH).words


def test_without_an_email_address_the_letter_goes_by_post(site: MakeSite, services: Services) -> None:
    seat = services.parliament.seat("harrowby-and-fenwick-vale")
    assert seat.member is not None
    answer = site(parliament=OneSeat(replace(seat, member=replace(seat.member, email=None)))).get(PATH)
    assert len(letters(answer)) == 3
    assert "post it to Margaret Ashenden MP, House of Commons" in answer.words


def test_while_mps_cannot_be_looked_up_the_letters_are_there_all_the_same(site: MakeSite) -> None:
    down = site(parliament=DownParliament("Harrowby and Fenwick Vale"))
    blank = down.get(PATH)
    assert blank.status == 503
    assert "constituent in Harrowby and Fenwick Vale" in letters(blank)[0]
    answer = blank.submit("#gaps", mp_name="Alex Example", **TYPED)
    assert answer.url == PATH
    assert "Dear Alex Example," in letters(answer)[0]
    assert down.client.get(f"{PATH}/reminder.ics").status_code == 200


@pytest.mark.parametrize("path", ["/follow-up/nowhere", "/follow-up/nowhere/reminder.ics", "/follow-up/"])
def test_an_unknown_place_is_not_found(page: PageClient, path: str) -> None:
    assert page.get(path).status == 404


def test_the_reminder_leads_back_here(site: MakeSite, client: FlaskClient) -> None:
    known = site(base_url="https://letters.example").client.get(f"{PATH}/reminder.ics")
    assert b"https://letters.example/follow-up/" in known.data
    assert known.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert known.headers["Cache-Control"] == "no-store"
    assert b"DTSTART;VALUE=DATE:20261205" in known.data
    assert b"http://localhost/follow-up/by-hand" in client.get("/follow-up/by-hand/reminder.ics").data


def test_a_letter_can_be_taken_as_a_file_as_the_person_left_it(page: PageClient) -> None:
    answer = page.get(PATH)
    changed = letters(answer)[1] + "P.S. \u00a3\x07 mine"
    saved = answer.submit("#thank", letter=changed)
    assert saved.headers["Content-Disposition"] == 'attachment; filename="second-letter-to-margaret-ashenden-mp.txt"'
    assert saved.headers["Cache-Control"] == "no-store"
    assert saved.text.removeprefix("\ufeff").replace("\r\n", "\n").strip() == changed.replace("\x07", "").strip()


def test_a_file_of_no_letter_of_ours_is_refused(page: PageClient) -> None:
    assert page.post(f"{PATH}/letter.txt", {"letter": "x"}).status == 400
    assert page.post(f"{PATH}/letter.txt", {"letter": "x", "kind": "ruin"}).status == 400
    assert page.post("/follow-up/nowhere-at-all/letter.txt", {"letter": "x", "kind": "thank"}).status == 404


def test_a_file_can_be_had_while_nobody_knows_the_mp(site: MakeSite) -> None:
    answer = site(parliament=DownParliament()).post(f"{PATH}/letter.txt", {"letter": "x", "kind": "thank"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="second-letter-to-your-mp.txt"'


def test_each_letter_of_the_practice_site_says_so(page: PageClient) -> None:
    for text in letters(page.get(PATH)):
        assert text.startswith("PRACTICE LETTER")
