"""Passing it on: after a letter and for a link of one's own, by plain links that hold nothing of the person."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

from campaign.sharing.networks import NETWORKS
from tests.page import Page, PageClient
from tests.web.conftest import FILLED, SEAT


def ways(page: Page) -> dict[str, str]:
    """Where each way leads."""
    return {str(link["data-kind"]): str(link["href"]) for link in page.soup.select("#pass-on .networks a")}


def test_after_a_letter_every_way_is_there_and_leads_to_the_first_page(letter: Page) -> None:
    found = ways(letter)
    assert set(found) == {network.kind for network in NETWORKS}
    for kind, url in found.items():
        if kind != "mastodon":
            assert "http://localhost/?via=passed-on" in unquote(url)


def test_nothing_of_the_letter_the_name_or_the_constituency_is_passed_on(page: PageClient) -> None:
    letter = page.post(SEAT, FILLED)
    part = letter.soup.select_one("#pass-on")
    assert part is not None
    links = [unquote(str(link["href"])) for link in part.select("a")]
    for text in (*links, str(part["data-text"]), str(part["data-link"])):
        for private in ("Harrowby", "harrowby", "Ashenden", FILLED["name"], "neighbour", "ZZ1"):
            assert private not in text


def test_the_constituency_is_named_only_in_what_a_tick_puts_in(page: PageClient) -> None:
    letter = page.post(SEAT, FILLED)
    tick = letter.soup.select_one("#pass-on-place")
    assert tick is not None
    assert not tick.has_attr("checked")
    assert tick.find_parent(hidden=True)  # a script shows it, as only a script can follow it
    for link in letter.soup.select("#pass-on a[data-with]"):
        if link["data-kind"] not in {"facebook", "linkedin"}:  # those take no text
            assert "Harrowby and Fenwick Vale" in unquote(str(link["data-with"]))


def test_links_that_leave_tell_no_page_and_open_beside(letter: Page) -> None:
    for link in letter.soup.select("#pass-on .networks a[href^=http]"):
        assert set(link["rel"]) == {"noopener", "noreferrer"}
        assert link["target"] == "_blank"
        assert "(opens a new tab)" in link.get_text()


def test_a_link_of_ones_own_is_passed_on_as_it_is(page: PageClient) -> None:
    made = page.post("/share", {"ask": "cotton-import-ban", "say": "Write & see + go!", "group": "York"})
    link = str(made.soup.select_one("#pass-on")["data-link"])  # type: ignore[index]
    for kind, url in ways(made).items():
        if kind != "mastodon":
            assert link in unquote(url)
    home = page.get(urlsplit(link)._replace(scheme="", netloc="").geturl())
    assert "Write & see + go!" in home.words


def test_a_link_that_is_too_long_for_a_network_says_so(page: PageClient) -> None:
    made = page.post("/share", {"say": "ئ" * 200})
    assert "this link is too long for Bluesky: make it short" in made.words
    assert "this link is too long for WhatsApp" not in made.words


def test_mastodon_asks_for_the_server_and_shows_a_link_to_it(page: PageClient) -> None:
    asked = page.post("/share", {"ask": "cotton-import-ban", "group": "York"}).click("[data-kind=mastodon]")
    assert asked.url == "/mastodon?ask=cotton-import-ban&via=york"
    assert "http://localhost/?ask=cotton-import-ban&via=york" in asked.words
    told = asked.submit(form="#mastodon", server="@ann@social.coop")
    link = told.soup.select_one("#go")
    assert link is not None
    assert str(link["href"]).startswith("https://social.coop/share?text=")
    assert unquote(str(link["href"])).endswith("http://localhost/?ask=cotton-import-ban&via=york")
    assert "social.coop" in link.get_text()


@pytest.mark.parametrize("server", ["", "127.0.0.1", "evil.example:8080", "ftp://a.example", "https://a@b.example"])
def test_what_is_no_server_leads_nowhere(page: PageClient, server: str) -> None:
    answer = page.post("/mastodon", {"server": server})
    assert answer.status == 422
    assert "does not look like the name of a Mastodon server" in answer.words
    assert not answer.soup.select("#go")
    assert answer.value("#server") == server


@pytest.mark.parametrize("go", ["../evil", "//evil.example", "a bcd", "Xyz", "x?yz"])
def test_mastodon_shares_our_own_pages_alone(page: PageClient, go: str) -> None:
    answer = page.client.get("/mastodon", query_string={"go": go})
    assert "http://localhost/" in answer.text
    assert go not in answer.text


def test_no_answer_ever_redirects_to_another_host(page: PageClient) -> None:
    for server in ("mastodon.scot", "evil.example"):
        assert page.post("/mastodon", {"server": server}).status == 200
