"""The list of constituencies and its search box, without JavaScript."""

from __future__ import annotations

import pytest

from campaign.models import Constituency
from campaign.parliament import PracticeParliament
from tests.page import Page, PageClient
from tests.web.conftest import DownParliament, MakeSite

INVITED = "?ask=cotton-import-ban&via=poster"
ALL = len(PracticeParliament().constituencies())
MANY = tuple(f"{letter}{rest} Vale" for letter in "ABCDEFGHIJK" for rest in ("nder", "ilst"))


def names(page: Page) -> list[str]:
    return [link.get_text() for link in page.soup.select("ul.names a")]


def test_all_are_listed_by_name_and_lead_to_the_writing_page_with_what_the_link_brought(page: PageClient) -> None:
    listed = page.get("/constituencies" + INVITED)
    assert listed.status == 200
    assert names(listed) == sorted(names(listed), key=lambda name: Constituency(0, name).slug)
    assert len(names(listed)) == ALL
    write = listed.click("ul.names a[href*='aldermere']")
    assert write.url == "/write/aldermere" + INVITED
    assert write.soup.select_one("input#ask-cotton-import-ban[checked]")


def test_a_part_of_a_name_is_enough_without_accents(page: PageClient) -> None:
    found = page.get("/constituencies" + INVITED).submit("form.search", q="ynys gwylan")
    assert "1 constituency found for “ynys gwylan”" in found.words
    assert names(found) == ["Ynys Gwylân"]
    assert found.soup.select_one("ul.names a")["href"] == "/write/ynys-gwylan" + INVITED  # type: ignore[index]
    assert found.click("a[href^='/constituencies']").status == 200


def test_the_box_keeps_what_was_searched_for_and_what_the_link_brought(page: PageClient) -> None:
    found = page.get("/constituencies" + INVITED).submit("form.search", q="moor")
    again = found.submit("form.search", q="vale")
    assert again.url.endswith("&q=vale")
    assert {"ask=cotton-import-ban", "via=poster"} <= set(again.url.partition("?")[2].split("&"))
    assert again.value("#q") == "vale"


def test_a_slip_brings_suggestions(page: PageClient) -> None:
    found = page.get("/constituencies?q=Caldrefold")
    assert "No constituency found" in found.words
    assert "Did you mean one of these?" in found.words
    assert names(found) == ["Calderfold Moor"]


def test_a_name_that_is_like_none_is_said_to_be_unknown_and_the_whole_list_is_offered(page: PageClient) -> None:
    found = page.get("/constituencies?q=xyzzy")
    assert names(found) == []
    assert "Try fewer letters" in found.words
    assert len(names(found.click("main a[href='/constituencies']"))) == ALL


def test_many_are_listed_under_their_first_letters(site: MakeSite) -> None:
    listed = site(parliament=DownParliament(*MANY)).get("/constituencies")
    assert [link.get_text() for link in listed.soup.select("nav.letters a")] == list("ABCDEFGHIJK")
    for link in listed.soup.select("nav.letters a"):
        assert listed.soup.select_one(str(link["href"]))
    assert len(names(listed)) == len(MANY)
    some = site(parliament=DownParliament(*MANY)).get("/constituencies?q=vale")
    assert names(some) == names(listed)


@pytest.mark.parametrize("typed", ["SW1A+0AA", "sw1a0aa", "AB1"])
def test_a_postcode_typed_here_neither_stays_in_the_address_nor_comes_back_in_the_page(
    page: PageClient, typed: str
) -> None:
    answer = page.get(f"/constituencies?ask=cotton-import-ban&q={typed}")
    assert (answer.status, answer.location) == (303, "/constituencies?ask=cotton-import-ban&figures=yes")
    told = answer.follow()
    assert "looked like a postcode" in told.words
    assert typed[:3].upper() not in told.text.upper().replace("ABOUT", "")
    assert page.get(f"/constituencies?q={typed}").location == "/constituencies?figures=yes"


def test_the_browser_itself_refuses_figures(page: PageClient) -> None:
    box = page.get("/constituencies").soup.select_one("#q")
    assert box is not None
    assert box["pattern"] == "[^0-9]*"


def test_without_a_list_the_page_says_so_and_the_front_page_does_not_speak_of_one(site: MakeSite) -> None:
    bare = site(parliament=DownParliament())
    page = bare.get("/constituencies" + INVITED)
    assert page.status == 200
    assert "We have no list of constituencies" in page.words
    assert page.click("a[href^='/by-hand']").status == 200
    assert not bare.get("/").soup.select("a[href^='/constituencies']")
    assert bare.get("/constituencies?q=ynys").status == 200


def test_the_front_page_leads_to_the_list_as_soon_as_there_is_one(site: MakeSite) -> None:
    parliament = DownParliament()
    here = site(parliament=parliament)
    assert not here.get("/").soup.select("a[href^='/constituencies']")
    parliament.places = (Constituency(1, "Exampleton"),)
    home = here.get("/" + INVITED)
    assert home.click("a[href^='/constituencies']").url == "/constituencies" + INVITED
    assert names(here.get("/constituencies")) == ["Exampleton"]


def test_a_page_about_an_unknown_constituency_has_the_box_and_the_nearest_names(page: PageClient) -> None:
    lost = page.get("/write/harowby-and-fenwick-vail" + INVITED)
    assert lost.status == 404
    assert lost.click("ul a[href^='/write/']").url == "/write/harrowby-and-fenwick-vale" + INVITED
    assert names(lost.submit("form.search", q="harrowby")) == ["Harrowby and Fenwick Vale"]


@pytest.mark.parametrize(
    "typed", ["%3Cscript%3Ealert(a)%3C/script%3E", "%22%3E%3Cb%3E", "a" * 3000, "%F0%9F%98%80", "%00"]
)
def test_hostile_names_are_only_text(page: PageClient, typed: str) -> None:
    found = page.get(f"/constituencies?q={typed}")
    assert found.status == 200
    assert not found.soup.select("main script, main b")
