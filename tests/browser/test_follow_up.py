"""The second letters, as somebody with JavaScript fills them in."""

from __future__ import annotations

import re
from urllib.parse import unquote

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab

PAGE = "/follow-up/harrowby-and-fenwick-vale"


def letters(page: Tab) -> list[str]:
    return [area.input_value() for area in page.locator(".follow textarea").all()]


def put_in(page: Tab) -> None:
    page.get_by_role("button", name="Put these into the letters").click()
    expect(page.locator("#filled")).to_be_focused()


def test_the_gaps_are_filled_in_the_browser_and_what_was_changed_stays(tab: OpenTab) -> None:
    page = tab()
    asked: list[str] = []
    page.goto(PAGE)
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    first = page.locator(".follow textarea").first
    first.fill(first.input_value() + "\nP.S. Mine.\n")
    page.locator("[name=name]").fill("  Siân  $& Example ")
    page.locator("[name=address]").fill("1 Example Street\n\nZZ1 1AA")
    page.locator("[name=date]").fill("2026-11-07")
    put_in(page)
    for text in letters(page):
        assert "7 November 2026" in text
        assert "Siân $& Example\n1 Example Street\nZZ1 1AA" in text
    assert "P.S. Mine." in first.input_value()
    assert page.locator("[data-subject]").first.inner_text() == "My letter of 7 November 2026: may I ask for a reply?"
    link = unquote(page.locator("#chase [data-kind=mailto] a").get_attribute("href") or "")
    assert "My letter of 7 November 2026" in link
    assert "P.S. Mine." in link

    page.locator("[name=name]").fill("Ann Example")
    put_in(page)
    assert "Ann Example" in letters(page)[1]  # one that nobody has changed is filled anew
    assert "P.S. Mine." in letters(page)[0]
    assert [one for one in asked if not one.endswith("mark.svg")] == []


def test_what_is_left_out_stays_a_gap(tab: OpenTab) -> None:
    page = tab()
    page.goto("/follow-up/by-hand")
    page.locator("[name=mp_name]").fill("Alex Example")
    put_in(page)
    for text in letters(page):
        assert "Dear Alex Example," in text
        assert "[your name]" in text
        assert re.search(r"\[date of your letter\]", text)


def test_one_letter_is_copied_printed_and_saved_as_it_stands(tab: OpenTab) -> None:
    page = tab()
    asked: list[str] = []
    page.add_init_script("window.print = () => { window.printed = document.body.className; }")
    page.goto(PAGE)
    page.on("request", lambda request: asked.append(request.url))
    thanks = page.locator("#thank")
    thanks.locator("textarea").fill("Dear MP,\n\nThank you.\n")
    thanks.get_by_role("button", name="Print the letter: A helpful answer").click()
    assert page.evaluate("printed") == "has-letter"
    page.emulate_media(media="print")
    expect(page.locator("#paper")).to_have_text("Dear MP,\n\nThank you.\n")
    expect(page.locator("main")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("main")).to_be_visible()  # printed by the browser's own command it is the page
    page.emulate_media(media="screen")
    with page.expect_download() as started:
        thanks.get_by_role("button", name="Download as text (A helpful answer)").click()
    assert started.value.suggested_filename == "second-letter-to-margaret-ashenden-mp.txt"
    assert started.value.path().read_text(encoding="utf-8-sig") == "Dear MP,\n\nThank you.\n"
    assert [one for one in asked if one.startswith("http") and not one.endswith("mark.svg")] == []
