"""Between a dissolution and polling day nobody is an MP, and the site says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from campaign.models import Seat
from campaign.parliament import PracticeParliament
from campaign.parliament.dissolution import Dissolved
from tests.conftest import TODAY
from tests.page import PageClient
from tests.web.conftest import FILLED, SEAT, MakeSite, letter_of

POLLING_DAY = date(2026, 12, 10)


def dissolved(site: MakeSite) -> PageClient:
    parliament = Dissolved(PracticeParliament(lambda: TODAY), POLLING_DAY, lambda: TODAY)
    return site(parliament=parliament, back_on=POLLING_DAY)


def test_the_front_page_says_when_to_come_back_and_that_candidates_are_not_mps(site: MakeSite) -> None:
    page = dissolved(site).get("/")
    assert page.soup.h1 is not None
    assert "dissolved" in page.soup.h1.get_text()
    assert "candidates are not MPs" in page.words
    assert "10 December 2026" in page.words


def test_a_wrong_postcode_is_still_explained(site: MakeSite) -> None:
    page = dissolved(site).post("/find", {"postcode": "not one"})
    assert page.status == 422
    assert "dissolved" in page.words


def test_a_constituency_can_be_chosen_by_name(site: MakeSite) -> None:
    found = dissolved(site).get("/").click("main a[href='/constituencies']").submit("form.search", q="harrowby")
    assert "Parliament is dissolved" in found.click("ul.names a").words


def test_nobody_is_called_an_mp_and_the_letter_can_be_written_and_kept(site: MakeSite) -> None:
    here = dissolved(site)
    page = here.get(SEAT)
    assert "Margaret Ashenden" not in page.words
    assert "Parliament is dissolved" in page.words
    assert "by-election" not in page.words
    letter = here.post(SEAT, FILLED)
    assert letter.status == 200
    assert "Margaret Ashenden" not in letter_of(letter)
    assert not letter.soup.select("#mail, .mail a[href^=mailto]")


def test_from_the_day_on_everything_is_as_before() -> None:
    inner = PracticeParliament(lambda: POLLING_DAY)
    parliament = Dissolved(inner, POLLING_DAY, lambda: POLLING_DAY)
    assert not parliament.is_dissolved
    assert parliament.seat("harrowby-and-fenwick-vale") == inner.seat("harrowby-and-fenwick-vale")


def test_while_dissolved_only_the_member_is_taken_away() -> None:
    inner = PracticeParliament(lambda: TODAY)
    seat = Dissolved(inner, POLLING_DAY, lambda: TODAY).seat("harrowby-and-fenwick-vale")
    was: Seat = inner.seat("harrowby-and-fenwick-vale")
    assert seat == replace(was, member=None)
