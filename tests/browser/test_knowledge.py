"""Help, responses and recommendations in a real browser: the briefing on paper, links into a page, the keyboard.

That axe finds nothing and nothing sticks out is in test_every_page.py: these pages are in its list of states.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.conftest import OpenTab
from tests.browser.test_keyboard import reach

ALL = walk.ALL_ASKS
SEEN = "document.body.innerText"


@pytest.mark.parametrize("id_", ALL)
def test_the_briefing_is_one_sheet_of_a4(id_: str, tab: OpenTab) -> None:
    page = tab()
    page.goto(f"/recommendations/{id_}")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)[0]
    assert (round(float(width)), round(float(height))) == (595, 842)


def test_the_briefing_alone_is_printed_and_says_what_why_and_of_whom(tab: OpenTab) -> None:
    page = tab(scheme="dark")
    page.goto("/recommendations/cotton-import-ban")
    assert "A briefing for a meeting" not in page.evaluate(SEEN)
    page.emulate_media(media="print")
    printed = page.evaluate(SEEN)
    assert printed.startswith("A briefing for a meeting with an MP")
    for said in ("What is asked.", "Why.", "Who can do it.", "What an MP can do", "HC 198"):
        assert said in printed
    for not_said in ("Start a letter", "Privacy", "Recommendations\n"):
        assert not_said not in printed
    assert page.locator(".briefing").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"


def test_the_list_of_entries_prints_as_plain_text(tab: OpenTab) -> None:
    page = tab()
    page.goto("/responses/canada")
    page.emulate_media(media="print")
    printed = page.evaluate(SEEN)
    assert "Canada: what has been done" in printed
    assert "Privacy" not in printed
    assert "Goods made wholly or partly by forced labour" in printed


def test_the_button_prints_and_stands_in_for_the_words(tab: OpenTab) -> None:
    page = tab()
    page.goto("/recommendations/cotton-import-ban")
    page.evaluate("window.print = () => { document.title = 'printed' }")
    assert not page.locator("[data-plain]").is_visible()
    page.locator("[data-print]").click()
    assert page.title() == "printed"
    plain = tab(javascript=False)
    plain.goto("/recommendations/cotton-import-ban")
    assert plain.locator("[data-plain]").is_visible()
    assert not plain.locator("[data-print]").is_visible()


def test_a_link_to_an_entry_shows_it_and_marks_it(tab: OpenTab) -> None:
    page = tab()
    page.goto("/responses/canada#canada-import-ban-2020")
    entry = page.locator("#canada-import-ban-2020")
    other = page.locator("#canada-advisory-2021")
    assert entry.evaluate("one => { const at = one.getBoundingClientRect().top; return at > -2 && at < innerHeight }")
    colour = "one => getComputedStyle(one).backgroundColor"
    assert entry.evaluate(colour) != other.evaluate(colour)


@pytest.mark.parametrize("javascript", [True, False])
def test_filters_are_chosen_and_taken_away_again(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    page.goto("/responses")
    page.locator("#place").select_option("canada")
    page.locator("#kind").select_option("resolution")
    page.get_by_role("button", name="Show these").click()
    page.wait_for_url("**/responses?place=canada&kind=resolution")
    shown = page.locator("article.entry").count()
    page.locator(".chosen a").last.click()
    page.wait_for_url("**/responses?place=canada")
    assert page.locator("article.entry").count() > shown > 0


def test_the_wide_table_is_reached_and_scrolled_by_keyboard_on_a_small_screen(tab: OpenTab) -> None:
    page = tab(width=320)
    page.goto("/responses")
    reach(page, ".scroller")
    page.keyboard.press("ArrowRight")
    walk.until(page, "document.querySelector('.scroller').scrollLeft > 0")


def test_ticking_what_others_have_done_ticks_what_it_is_about(tab: OpenTab) -> None:
    page = tab()
    page.goto("/write/harrowby-and-fenwick-vale")
    page.locator(".ask:has(#ask-cotton-import-ban) .done-elsewhere summary").click()
    page.locator("#precedent-cotton-import-ban-canada-import-ban-2020").check()
    assert page.locator("#ask-cotton-import-ban").is_checked()
    page.locator("#precedent-cotton-import-ban-canada-import-ban-2020").uncheck()
    assert page.locator("#ask-cotton-import-ban").is_checked()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_page_of_a_recommendation_to_a_letter_that_names_canada(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    page.goto("/recommendations/cotton-import-ban")
    page.get_by_role("link", name="Start a letter about this").first.click()
    page.locator("#postcode").fill("ZZ1 1AA")
    page.get_by_role("button", name="Find my MP").click()
    page.locator(".ask:has(#ask-cotton-import-ban) .done-elsewhere summary").click()
    page.locator("#precedent-cotton-import-ban-canada-import-ban-2020").check()
    walk.fill(page, asks=())
    walk.press(page, "compose")
    assert "Canada" in walk.text(page)  # whether the wording names it or the sentence that was ticked


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_way_to_these_pages_stays_calm(width: int, tab: OpenTab) -> None:
    page = tab(width=width)
    page.goto("/")
    box = page.locator("nav.site").bounding_box()
    if width < 480:  # the postcode comes first there, and the foot of the page leads on
        assert box is None
        expect(page.locator(".colophon").get_by_role("link", name="Recommendations")).to_be_visible()
    else:
        assert box is not None
        assert box["height"] <= 80
    page.goto("/write/aldermere")
    assert page.locator("nav.site").count() == 0
