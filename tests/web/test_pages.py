"""The front page, the look-up, and the pages about the site."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from campaign.models import Content
from campaign.services import Services
from tests.page import PageClient
from tests.web.conftest import DownParliament, MakeSite


def test_the_front_page_asks_for_a_postcode(page: PageClient) -> None:
    home = page.get("/")
    assert home.status == 200
    assert home.soup.select_one("form[action='/find'][method=post] input[name=postcode]")


def test_the_first_page_with_its_style_and_scripts_is_under_forty_kilobytes(page: PageClient) -> None:
    home = page.get("/")
    loaded = "link[rel=stylesheet], link[rel=icon], link[rel=modulepreload], script[src], img[src]"  # no canonical link
    parts = [str(tag.get("href") or tag["src"]) for tag in home.soup.select(loaded)]
    size = len(home.text.encode())
    for part in parts:
        answer = page.client.get(part)
        assert answer.status_code == 200
        size += len(answer.data)
        for inner in re.findall(rb'url\("([^"]+)"\)', answer.data):
            size += len(page.client.get(part.rsplit("/", 1)[0] + "/" + inner.decode()).data)
    assert size < 40_000


def test_the_practice_site_says_so_on_every_page(page: PageClient) -> None:
    for path in ("/", "/about", "/privacy", "/by-hand", "/write/harrowby-and-fenwick-vale", "/nowhere"):
        assert "The places and MPs on this site are invented" in page.get(path).words


def test_the_real_site_says_nothing_of_practice(site: MakeSite) -> None:
    real = site(practice=False, parliament=DownParliament())
    for path in ("/", "/about", "/privacy", "/by-hand"):
        assert "ractice" not in real.get(path).text


def test_every_practice_postcode_can_be_tried_with_one_press(page: PageClient, services: Services) -> None:
    home = page.get("/")
    examples = services.parliament.examples  # type: ignore[attr-defined]
    assert len(examples) >= 10
    for example in examples:
        assert example.shows in home.words
        answer = home.submit("form.examples", button=f"button[value='{example.postcode}']")
        assert answer.status in {200, 422, 503}, example


def test_a_postcode_leads_to_its_constituency_and_stays_out_of_the_address(page: PageClient) -> None:
    answer = page.post("/find", {"postcode": "zz1-1aa"})
    assert (answer.status, answer.location) == (303, "/write/harrowby-and-fenwick-vale")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Please type your postcode"),
        ("hello", "does not look like a postcode"),
        ("SW1A", "only the beginning"),
        ("JE2 3AB", "Jersey"),
        ("SW1A 1AA", "practice site"),
    ],
)
def test_a_postcode_that_leads_nowhere_is_explained_and_kept_in_its_field(
    page: PageClient, typed: str, said: str
) -> None:
    answer = page.post("/find", {"postcode": typed})
    assert answer.status == 422
    assert said in answer.words
    field = answer.soup.select_one("input#postcode")
    assert field is not None
    assert field["value"] == typed
    assert field["aria-invalid"] == "true"


def test_an_error_comes_first_takes_focus_and_leads_to_its_field(page: PageClient) -> None:
    answer = page.post("/find", {"postcode": "hello"})
    summary = answer.soup.select_one("#summary[role=alert][tabindex='-1'][autofocus]")
    assert summary is not None
    assert summary.select_one("a[href='#postcode']")
    assert answer.text.split("<title>")[1].startswith("Error: ")


def test_a_postcode_in_two_constituencies_lets_the_person_choose(page: PageClient) -> None:
    answer = page.post("/find", {"postcode": "ZZ13 1AA", "ask": "cotton-import-ban", "via": "poster"})
    links = [str(a["href"]) for a in answer.soup.select("ul.choices a")]
    assert len(links) == 2
    assert all(link.startswith("/write/") and link.endswith("?ask=cotton-import-ban&via=poster") for link in links)
    assert answer.click("ul.choices a").status == 200


def test_the_number_of_what_is_outstanding_carries_the_oldest_of_its_dates(site: MakeSite, services: Services) -> None:
    first, *others = services.content.recommendations
    older = replace(first, standing=replace(first.standing, status="outstanding", as_of=date(2026, 10, 3)))
    content = replace(services.content, recommendations=(older, *others))
    count = sum(one.standing.status == "outstanding" for one in content.recommendations)
    said = f"By our own reading as of 3 October 2026, {count} of them are still outstanding."
    assert said in site(content=content).get("/").words


def test_while_parliament_is_down_the_page_says_so_and_offers_three_ways_on(site: MakeSite) -> None:
    down = site(parliament=DownParliament("Exampleton", "Ynys Example"))
    answer = down.post("/find", {"postcode": "SW1A 1AA", "ask": "cotton-import-ban", "via": "poster"})
    assert answer.status == 503
    assert "cannot look up MPs just now" in answer.h1
    assert "choose your constituency from the list, or type your MP’s name." in answer.words
    again = answer.submit("form[action='/find']")
    assert again.status == 503
    by_list = answer.submit("form[action='/constituencies']", q="ynys").click("ul.names a")
    assert by_list.url == "/write/ynys-example?ask=cotton-import-ban&via=poster"
    assert by_list.status == 503
    by_name = by_list.click("a[href^='/by-hand']")
    assert by_name.status == 200
    assert by_name.soup.select_one("input[name=constituency][value='Ynys Example']")
    assert by_name.soup.select_one("input#ask-cotton-import-ban[checked]")


def test_while_parliament_is_down_and_no_list_is_known_a_name_can_be_typed(site: MakeSite) -> None:
    down = site(parliament=DownParliament())
    answer = down.get("/write/somewhere")
    assert answer.status == 503
    assert not answer.soup.select("form[action='/constituencies']")
    assert "You can go on all the same: type your MP’s name." in answer.words
    assert answer.click("a[href^='/by-hand']").status == 200


def test_a_postcode_close_to_an_edge_shows_the_likeliest_first_and_asks_to_check(page: PageClient) -> None:
    answer = page.post("/find", {"postcode": "ZZ15 1AA", "ask": "cotton-import-ban", "via": "poster"})
    assert "You probably live in Ynys Gwylân: please check" in answer.h1
    choices = [str(a["href"]) for a in answer.soup.select("ul.choices a")]
    places = ("ynys-gwylan", "calderfold-moor")
    assert choices == [f"/write/{place}?ask=cotton-import-ban&via=poster" for place in places]
    assert "most likely" in answer.soup.select("ul.choices li")[0].get_text()
    assert answer.click("p.small a[href^='/constituencies']").status == 200


def test_the_about_page_names_who_runs_the_site(site: MakeSite) -> None:
    told = site(organiser="Friends of Example", organiser_address="1 Example Road", contact="us@example.org")
    words = told.get("/about").words
    assert "Friends of Example, 1 Example Road." in words
    assert "us@example.org" in words
    assert "Friends of Example" in told.get("/").words


def test_a_site_that_was_not_told_who_runs_it_says_so(page: PageClient) -> None:
    assert "has not been told who runs it" in page.get("/about").words


def test_the_about_page_has_report_sources_and_licence(page: PageClient, services: Services) -> None:
    about, content = page.get("/about"), services.content
    assert content.report.title in about.words
    assert content.report.licence in about.words
    assert "Contains Parliamentary information licensed under the Open Parliament Licence v3.0." in about.words
    links = {str(a["href"]) for a in about.soup.select("main a[href^=https]")}
    assert {content.report.url, *_sources(content)} <= links


def _sources(content: Content) -> set[str]:
    return {claim.source.url for recommendation in content.recommendations for claim in recommendation.claims}


def test_the_privacy_page_says_whom_the_server_asks(page: PageClient, site: MakeSite) -> None:
    assert "asks nobody else" in page.get("/privacy").words

    def told(**changes: object) -> str:
        return site(practice=False, parliament=DownParliament(), **changes).get("/privacy").words

    assert "asks Parliament’s Members service (members-api.parliament.uk) which constituency it is in." in told()
    index = Path("postcodes.idx")
    assert "a list of its own. Only if that does not settle it, the server asks Parliament’s" in told(
        postcode_index=index
    )
    assert "a list of its own and asks nobody else." in told(postcode_index=index, places=("index",))
    third = told(places=("members-api", "postcodes-io"))
    assert "and then perhaps api.postcodes.io, which is not Parliament’s," in third
    assert "Parliament’s Members service" not in told(places=("postcodes-io",))


def test_health_answers_with_one_word(page: PageClient) -> None:
    answer = page.client.get("/health")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")


def test_pages_answer_to_head_and_options(page: PageClient) -> None:
    assert page.client.head("/").status_code == 200
    assert page.client.head("/").data == b""
    assert page.client.options("/find").status_code == 200
