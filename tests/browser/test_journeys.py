"""From a postcode to a letter, as people with different browsers and hands do it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from campaign.parliament import PracticeParliament
from tests.browser import walk
from tests.browser.conftest import OpenTab
from tests.live import Live

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


@BOTH
@pytest.mark.parametrize("width", [360, 1280])
def test_from_a_postcode_to_a_letter(javascript: bool, width: int, tab: OpenTab) -> None:
    page = tab(javascript=javascript, width=width)
    walk.find(page, "zz1-1aa")
    assert urlsplit(page.url).path == "/write/harrowby-and-fenwick-vale"
    expect(page.get_by_role("heading", level=1)).to_contain_text("Margaret Ashenden")
    walk.fill(page)
    walk.press(page, "compose")
    assert urlsplit(page.url)[2:4] == ("/write/harrowby-and-fenwick-vale", "")
    text = walk.text(page)
    assert text.count(walk.OWN_WORDS) == 1
    for part in (walk.NAME, walk.ADDRESS, "Dear Margaret Ashenden,", "Yours sincerely,"):
        assert part in text


@BOTH
def test_a_link_that_chooses_travels_along(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    page.goto("/?ask=company-sanctions&ask=traceability-guidance&via=poster7")
    page.locator("#postcode").fill("ZZ2 1AA")
    page.locator("form[action='/find']").first.get_by_role("button").click()
    query = parse_qs(urlsplit(page.url).query)
    assert sorted(query["ask"]) == ["company-sanctions", "traceability-guidance"]
    assert query["via"] == ["poster7"]
    ticked = page.locator("input[name=ask]:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    assert sorted(ticked) == ["company-sanctions", "traceability-guidance"]


@BOTH
def test_a_person_chooses_among_the_seats_of_a_postcode(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    walk.find(page, "ZZ13 1AA")
    page.get_by_role("link", name="Calderfold Moor").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dr Tunde Adebanwi")


@BOTH
def test_a_person_finds_their_constituency_by_a_part_of_its_name(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    page.goto("/?ask=cotton-import-ban")
    page.get_by_role("link", name="Choose your constituency from a list").click()
    page.get_by_label("Your constituency’s name").fill("gwylan")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Ynys Gwylân").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Siân Llŷr-Môn")
    expect(page.locator("#ask-cotton-import-ban")).to_be_checked()


def test_with_javascript_the_list_grows_shorter_as_one_types(tab: OpenTab) -> None:
    page = tab(javascript=True)
    page.goto("/constituencies")
    box, names = page.get_by_label("Your constituency’s name"), page.locator("ul.names li:visible")
    expect(names).to_have_count(len(PracticeParliament().constituencies()))
    box.fill("FENWICK har")
    expect(names).to_have_text(["Harrowby and Fenwick Vale"])
    expect(page.locator("#fitting")).to_have_text("1 name fits what you typed.")
    box.fill("st osrics")
    expect(names).to_have_text(["St Osric's-by-the-Sea"])
    box.fill("xyzzy")
    expect(names).to_have_count(0)
    expect(page.locator("#fitting")).to_contain_text("No name fits")
    box.fill("")
    expect(names).to_have_count(len(PracticeParliament().constituencies()))
    expect(page.locator("#fitting")).to_have_text("")


@BOTH
def test_a_postcode_in_the_search_box_does_not_leave_the_browser(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    page.goto("/constituencies")
    page.get_by_label("Your constituency’s name").fill("ZZ1 1AA")
    page.get_by_role("button", name="Search").click()
    assert "ZZ1" not in page.url
    assert not page.locator("#q").evaluate("box => box.checkValidity()")


@BOTH
def test_the_letter_is_finished_though_parliament_is_down(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    walk.find(page, "ZZ14 1AA")
    page.get_by_role("link", name="Type my MP’s name").first.click()
    page.locator("[name=mp_name]").fill("Alex Example")
    page.locator("[name=constituency]").fill("Somewhere North")
    walk.fill(page)
    walk.press(page, "compose")
    assert "Dear Alex Example," in walk.text(page)
    assert "I am your constituent in Somewhere North" in walk.text(page)


@BOTH
def test_an_error_summary_takes_focus_and_leads_to_the_fields(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    page.goto("/write/aldermere")
    walk.press(page, "compose")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.id") == "summary"
    links = page.locator("#summary a")
    targets = links.evaluate_all("links => links.map(link => link.getAttribute('href').slice(1))")
    assert len(targets) >= 2
    for number, target in enumerate(targets):
        links.nth(number).click()
        assert page.evaluate("document.activeElement.id") == target


@BOTH
def test_the_file_holds_the_letter_as_it_was_changed(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    changed = walk.letter(page) + "\nP.S. Grüße – and thanks.\n"
    page.locator("#letter").fill(changed)
    with page.expect_download() as started:
        walk.press(page, "download")
    assert started.value.suggested_filename.endswith(".txt")
    data = started.value.path().read_bytes()
    assert data.decode("utf-8-sig") == changed.replace("\n", "\r\n")


def test_the_letter_is_copied_whole(tab: OpenTab) -> None:
    page = tab(permissions=["clipboard-read", "clipboard-write"])
    changed = walk.letter(page) + "\nP.S. Copied.\n"
    page.locator("#letter").fill(changed)
    walk.copy(page)
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == changed


def links(page: Tab) -> dict[str, str]:
    """The four links that open an e-mail, by their host ("" for the mail program), in the order of the page."""
    found: list[str] = page.locator("#mail a").evaluate_all("links => links.map(link => link.href)")
    assert len(found) == 4
    return {urlsplit(url).netloc: url for url in found}


def body(url: str) -> str:
    """The letter in a link, "" when it holds none; read as RFC 6068 and URL query strings are."""
    assert "+" not in urlsplit(url).query
    query = dict(part.partition("=")[::2] for part in urlsplit(url).query.split("&"))
    return unquote(query.get("body", ""))


def test_the_mail_links_follow_every_change(tab: OpenTab) -> None:
    page = tab()
    walk.letter(page, template="short")
    changed = "Dear MP,\n\n" + walk.OWN_WORDS + "\n100 % & more = #1?\n"
    page.locator("#letter").fill(changed)
    page.locator("#subject").fill("Ünïque subject & more")
    expect(page.locator("#mail a").first).to_have_attribute("href", re.compile("%AFque%20subject"))
    for url in links(page).values():
        assert body(url) == changed.replace("\n", "\r\n")
        assert "%C3%9Cn%C3%AFque%20subject%20%26%20more" in url
        assert "mp1@commons.example" in unquote(url)


def test_if_the_script_does_not_come_no_link_holds_a_letter_with_gaps(tab: OpenTab) -> None:
    page = tab()
    walk.find(page, "ZZ1 1AA")
    walk.fill(page)
    page.context.route(
        re.compile(r"/letter\.[^/]*js"), lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    walk.press(page, "compose")
    expect(page.locator("[data-reason]:visible")).to_have_text(re.compile("^Copy the letter first, then open"))
    links = page.locator("#mail a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 4
    assert not any("body=" in link for link in links)
    assert "[[your name]]" in page.locator("textarea#letter").input_value()


def test_a_letter_too_long_for_a_link_is_never_cut(tab: OpenTab) -> None:
    page = tab()
    text = walk.letter(page)
    for more in range(0, 9_000, 500):
        now = text + "x" * more
        page.locator("#letter").fill(now)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        for url in links(page).values():
            assert body(url) in {"", now.replace("\n", "\r\n")}
            assert "commons.example" in url
    assert not any(body(url) for url in links(page).values())


@pytest.mark.parametrize(
    "own_words",
    [
        walk.OWN_WORDS,
        walk.OWN_WORDS * 12,
        "",
        "a~!*'()b \t \\ ` | ^ [x] {y} <z>",
        "\n \u00a0\n  two blank lines before, a bell \x07 and a line \x85 inside\u2028 it.  \n\n \u3000\n",
        "[[your name]] and {{ name }} are my words, too",
    ],
)
def test_the_script_makes_the_same_letter_and_links_as_the_server(own_words: str, tab: OpenTab) -> None:
    page = tab()
    text = walk.letter(page, own_words=own_words)
    form = {"own_words": own_words, "name": walk.NAME, "address": walk.ADDRESS, "ask": walk.ASKS[0]}
    form["seed"] = page.locator("#desk [name=seed]").input_value()
    agent = page.evaluate("navigator.userAgent")
    answer = page.request.post(page.url, form=form, headers={"User-Agent": agent})
    made = BeautifulSoup(answer.text(), "html5lib")
    letter = made.select_one("#letter")
    assert letter is not None
    assert text == letter.text.removeprefix("\n")
    ours = [unquote(url) for url in links(page).values()]
    assert ours == [unquote(str(a["href"])) for a in made.select("#mail a")]


@BOTH
def test_another_wording_keeps_the_letter_that_was_changed(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    first = walk.letter(page)
    page.locator("#letter").fill(first + "\nMine.\n")
    walk.press(page, "another")
    assert "Mine." not in walk.text(page)
    assert walk.text(page) != first
    page.get_by_role("button", name="Use this letter instead").click()
    assert walk.text(page) == first + "\nMine.\n"


def test_going_back_from_a_letter_loses_nothing(tab: OpenTab) -> None:
    page = tab()
    walk.letter(page)
    walk.press(page, "edit")
    expect(page.locator("[name=own_words]")).to_have_value(walk.OWN_WORDS)
    expect(page.locator("[name=address]")).to_have_value(walk.ADDRESS)
    expect(page.locator("input[name=ask]:checked")).to_have_count(1)


@pytest.mark.parametrize(
    ("javascript", "words", "heading"),
    [
        (True, walk.OWN_WORDS, "Your letter"),
        (False, walk.OWN_WORDS, "Your letter"),
        (False, "far too long " * 6_000, "That is too much text"),
    ],
)
def test_the_browsers_own_way_back_loses_nothing(javascript: bool, words: str, heading: str, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    page.goto("/write/calderfold-moor")
    walk.fill(page, own_words=words)
    walk.press(page, "compose")
    expect(page.get_by_role("heading", name=heading).first).to_be_visible()
    page.go_back()
    expect(page.locator("input[name=name]")).to_have_value(walk.NAME)
    expect(page.locator("[name=own_words]")).to_have_value(re.compile("^(My daughter|far too long)"))


def test_nothing_typed_is_in_an_address_or_in_the_servers_log(tab: OpenTab, site: Live) -> None:
    page = tab()
    seen: list[str] = []
    page.context.on("request", lambda request: seen.append(unquote(request.url)))
    walk.letter(page, "ZZ9 1AA")
    walk.press(page, "edit")
    assert len(seen) > 3
    told = site.said()
    for secret in ("ZZ9", "ZZ91AA", walk.NAME, "Ürümqi", "Example Street"):
        assert not any(secret in address for address in seen)
        assert secret not in told
