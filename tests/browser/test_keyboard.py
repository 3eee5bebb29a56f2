"""Everything by keyboard alone, and always visible where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as Tab

from tests.browser import walk
from tests.browser.conftest import OpenTab

FAR = 200
"""Steps with the Tab key after which something counts as out of reach."""

HAS_RING = """() => {
    const style = getComputedStyle(document.activeElement);
    const box = document.activeElement.getBoundingClientRect();
    const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
    return ring && seen ? '' : document.activeElement.outerHTML.slice(0, 120);
}"""


def reach(tab: Tab, selector: str) -> None:
    """Tab on until the element has focus; on the way every stop must be visible."""
    for _ in range(FAR):
        tab.keyboard.press("Tab")
        assert not tab.evaluate(HAS_RING), "focus cannot be seen"
        if tab.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is out of reach")


def test_from_a_postcode_to_a_letter_without_a_mouse(tab: OpenTab) -> None:
    page = tab()
    page.goto("/")
    reach(page, "input#postcode")
    page.keyboard.type("zz6 1aa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/write/*")
    reach(page, "input[name=ask][value=reporting-threshold]")
    page.keyboard.press("Space")
    reach(page, "[name=own_words]")
    page.keyboard.type("Because I buy cotton.")
    reach(page, "input[name=name]")
    page.keyboard.type("Ann Example")
    reach(page, "[name=address]")
    page.keyboard.type("1 Example Street")
    reach(page, "button[value=compose]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#letter")
    reach(page, "#letter")
    page.keyboard.press("Control+End")
    page.keyboard.type("P.S. By keyboard.")
    reach(page, "#mail a[href^='mailto:']")
    assert "By%20keyboard" in page.evaluate("document.activeElement.href")
    reach(page, "button[value=download]")


def test_the_first_stop_skips_to_the_main_part(tab: OpenTab) -> None:
    page = tab()
    page.goto("/write/aldermere")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert not page.evaluate(HAS_RING)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    "state",
    ["write-all-open", "letter-another-kept", "unavailable", "choose", "share-made", "link-numbers", "mastodon-server"],
)
def test_focus_is_visible_at_every_stop_and_never_caught(state: str, tab: OpenTab) -> None:
    page = tab(width=360)
    walk.STATES[state](page)
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    reach(page, "footer a[href='/privacy']")
