"""`/share`: a link that arrives set up, made without an account and without anything stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from campaign.settings import Settings
from tests.page import Page, PageClient
from tests.web.conftest import SEAT, MakeSite

CHOSEN: dict[str, Any] = {
    "ask": ["cotton-import-ban", "asylum-fast-track"],
    "template": "short",
    "say": "My aunt has not been heard from since 2017.",
    "group": "Leeds friends",
}


def link_of(page: Page) -> str:
    """The link that a page has made."""
    shown = page.soup.select_one("#made .link")
    assert shown is not None, page.words[:400]
    return shown.get_text().strip()


def local(link: str) -> str:
    """The same without the host."""
    parts = urlsplit(link)
    return parts._replace(scheme="", netloc="").geturl()


def test_a_link_carries_all_that_was_chosen_and_opens_the_site_with_it(page: PageClient) -> None:
    link = link_of(page.get("/share").submit(form="#share", **CHOSEN))
    assert parse_qs(urlsplit(link).query) == {
        "ask": ["asylum-fast-track", "cotton-import-ban"],
        "template": ["short"],
        "say": ["My aunt has not been heard from since 2017."],
        "via": ["leeds-friends"],
    }
    home = page.get(local(link))
    assert CHOSEN["say"] in home.words
    assert "Already chosen for you" in home.words
    write = home.submit(postcode="ZZ1 1AA")
    assert CHOSEN["say"] in write.words
    assert [str(box["value"]) for box in write.soup.select("input[name=template][checked]")] == ["short"]
    assert len(write.soup.select("input[name=ask][checked]")) == 2


def test_a_link_with_nothing_chosen_is_the_first_page(page: PageClient) -> None:
    assert link_of(page.get("/share").submit(form="#share")) == "http://localhost/"


def test_the_preview_shows_what_the_page_will(page: PageClient) -> None:
    made = page.post("/share", CHOSEN)
    home = page.get(local(link_of(made)))
    quote = made.soup.select_one(".preview blockquote")
    assert quote is not None
    assert quote.get_text() == home.soup.select_one(".remark blockquote").get_text()  # type: ignore[union-attr]
    assert [li.get_text() for li in made.soup.select(".preview li")] == [
        li.get_text() for li in home.soup.select("[aria-labelledby=chosen] li")
    ]
    assert home.h1 in made.words


def test_the_sentence_is_marked_as_that_of_whoever_shared_the_link(page: PageClient) -> None:
    home = page.get("/?say=Write+today!")
    figure = home.soup.select_one("figure.remark")
    assert figure is not None
    assert "From the person who shared this link, not from this campaign" in figure.get_text()


@pytest.mark.parametrize("path", ["/", SEAT, "/by-hand"])
@pytest.mark.parametrize("say", ["go to evil.example/x", "ring 07700 900123", "@ann", "x" * 201, "LS1 4AP"])
def test_a_link_made_by_hand_cannot_bring_an_address_or_a_contact(page: PageClient, path: str, say: str) -> None:
    answer = page.client.get(path, query_string={"say": say})
    assert say not in answer.text
    assert answer.text == page.client.get(path).text


@pytest.mark.parametrize("path", ["/", SEAT])
def test_html_in_a_sentence_is_text(page: PageClient, path: str) -> None:
    said = '<img src=x onerror="alert(1)"> </p><script>alert(2)</script> {{ 7*7 }} &amp;'
    answer = page.get(path + "?" + "say=" + said.replace(" ", "+").replace("&", "%26").replace(";", "%3B"))
    quote = answer.soup.select_one(".remark blockquote")
    assert quote is not None
    assert quote.get_text() == said
    assert not quote.select("img, script")


def test_html_in_the_form_is_text(page: PageClient) -> None:
    made = page.post("/share", {"say": "<b>x</b> \"'><script>", "group": "<i>a</i> & co"})
    assert made.value("[name=say]") == "<b>x</b> \"'><script>"
    assert parse_qs(urlsplit(link_of(made)).query)["via"] == ["i-a-i-co"]


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("say", "see www.example.org", "leave web addresses out"),
        ("say", "x" * 201, "at most 200 characters"),
        ("say", "ring 07700 900123", "out of the sentence: everybody"),
        ("say", "Leeds fuckers", "a word in the sentence that may hurt people"),
        ("group", "ann@example.org", "telephone numbers, names with an @ and postcodes out of the name of the group"),
        ("group", "Leeds 07700 900123", "out of the name of the group or place: what"),
        ("group", "friends.example", "Please leave web addresses out of the name of the group or place"),
        ("group", "تۇرپان", "Only the letters a to z and figures can stand in a link"),
        ("group", "日本", "such as Leeds friends"),
        ("group", "🌹 !", "Only the letters a to z"),
        ("group", "x" * 61, "the name of the group or place may have at most 60"),
        ("group", "Leeds cunts", "a word in the name of the group or place that may hurt people"),
    ],
)
def test_what_cannot_be_shared_is_said_at_its_field_and_nothing_is_lost(
    page: PageClient, field: str, text: str, said: str
) -> None:
    answer = page.post("/share", CHOSEN | {field: text})
    assert answer.status == 422
    error = answer.soup.select_one(f"#{field}-error")
    assert error is not None
    assert said in error.get_text()
    assert answer.value(f"[name={field}]") == text
    assert len(answer.soup.select("input[name=ask][checked]")) == 2
    assert not answer.soup.select("#made")


@pytest.mark.parametrize(("group", "via"), [("日本 Leeds", "leeds"), ("Łódź 7", "odz-7"), ("   ", None)])
def test_of_a_group_in_several_scripts_the_link_has_what_it_can_hold(
    page: PageClient, group: str, via: str | None
) -> None:
    link = link_of(page.post("/share", {"group": group}))
    assert parse_qs(urlsplit(link).query).get("via") == ([via] if via else None)


def test_what_is_not_ours_is_left_out(page: PageClient) -> None:
    made = page.post("/share", {"ask": ["no-such", "cotton-import-ban"], "template": "no-such"})
    assert link_of(made) == "http://localhost/?ask=cotton-import-ban"


def test_nothing_is_stored(page: PageClient, settings: Settings, tmp_path: Path) -> None:
    page.post("/share", CHOSEN)
    page.get("/?say=Hello&via=leeds")
    assert list(tmp_path.iterdir()) == []


def test_a_sentence_does_not_stay_in_memory(page: PageClient) -> None:
    page.get("/?say=First")
    assert "First" not in page.get("/").text
    assert "First" not in page.get("/?say=Second").text


@pytest.mark.parametrize(
    "path", ["/", "/constituencies", "/write/aldermere", "/by-hand", "/share", "/report", "/nowhere"]
)
def test_a_sentence_is_no_key_of_what_is_remembered_either(page: PageClient, path: str) -> None:
    page.get(f"{path}?say=Something+of+my+own&via=leeds")
    renderer = page.client.application.extensions["campaign"].renderer
    assert "Something of my own" not in repr([renderer._pages, renderer._parts, renderer._frames])


def test_search_engines_list_the_page_without_the_code_alone(page: PageClient) -> None:
    assert page.get("/?via=leeds").soup.select("meta[name=robots][content=noindex]")
    assert page.get("/?say=Hello").soup.select("meta[name=robots][content=noindex]")
    assert not page.get("/").soup.select("meta[name=robots]")
    assert not page.get("/?ask=cotton-import-ban").soup.select("meta[name=robots]")


def test_the_address_is_the_one_that_the_operator_set(site: MakeSite) -> None:
    made = site(base_url="https://letters.example").post("/share", CHOSEN, headers={"Host": "evil.example"})
    assert link_of(made).startswith("https://letters.example/?ask=")


def test_a_host_of_a_visitor_does_not_reach_another_visitor(page: PageClient) -> None:
    page.get("/share", headers={"Host": "evil.example"})
    page.post(SEAT, {"ask": "cotton-import-ban", "name": "A B", "address": "x"}, headers={"Host": "evil.example"})
    letter = page.post(SEAT, {"ask": "cotton-import-ban", "name": "A B", "address": "x"})
    assert "evil.example" not in letter.text + page.get("/share").text


def test_share_is_found_from_every_page(page: PageClient) -> None:
    assert page.get("/").click("footer a[href='/share']").h1 == "Make a link to share"
