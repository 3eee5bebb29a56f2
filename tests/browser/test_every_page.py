"""Every page in every state: no barrier that axe knows of, and room on every screen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab
from playwright.sync_api import Playwright

from tests.bench.speed import first_page
from tests.browser.conftest import OpenTab
from tests.browser.walk import STATES
from tests.browser.watch import CHROMIUM_FLAGS
from tests.engines import chromium
from tests.live import Live

ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# Only colours differ between light and dark; axe takes about a second each time.
LOOKS = (
    ("light", 1280, ALL_RULES),
    ("light", 360, ALL_RULES),
    ("dark", 360, COLOUR_RULES),
    ("dark", 1280, COLOUR_RULES),
)


def barriers(tab: Tab, rules: list[str]) -> list[str]:
    """What axe finds, one line for each place."""
    tab.evaluate("document.getAnimations().forEach(one => one.finish())")  # a colour on its way is none to judge
    options = {"resultTypes": ["violations"], "runOnly": rules}
    found: list[dict[str, Any]] = Axe().run(tab, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {' '.join(check['message'] for check in node['any'] + node['all'])}"
        for rule in found
        for node in rule["nodes"]
    ]


def sticks_out(tab: Tab) -> list[str]:
    """The elements that make the page scroll sideways."""
    return tab.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > width + 1)
                .map(e => `${e.tagName} ${e.id} ${e.className} to ${Math.round(e.getBoundingClientRect().right)}`)
        }"""
    )


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_sticks_out(state: str, tab: OpenTab) -> None:
    page = tab(permissions=["clipboard-read", "clipboard-write"])
    STATES[state](page)
    wrong = []
    for scheme, width, rules in LOOKS:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        wrong += [f"{scheme} {width}: {fault}" for fault in barriers(page, rules)]
    for width, percent in ((320, 100), (320, 200), (360, 200), (640, 200), (1280, 200)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{percent}%")
        wrong += [f"{width} px, text {percent} %: {fault}" for fault in sticks_out(page)[:5]]
    assert not wrong, "\n".join(wrong)


def test_with_the_browsers_own_text_at_twice_its_size_a_phone_has_room_for_words(
    driver: Playwright, site: Live
) -> None:
    """Media queries follow the browser's own size of text, but no size that a page sets."""
    flags = [*CHROMIUM_FLAGS, "--blink-settings=defaultFontSize=32"]
    with driver.chromium.launch(executable_path=chromium(), args=flags) as browser:
        page = browser.new_page(base_url=site.url, viewport={"width": 360, "height": 800})
        page.goto("/")
        label, box = (page.locator(f".find {one}").bounding_box() for one in ("label", "input"))
        assert label is not None
        assert box is not None
        assert page.locator(".find").evaluate("e => getComputedStyle(e).backgroundImage") == "none"
        assert abs(label["x"] - box["x"]) < 1
        page.goto("/write/harrowby-and-fenwick-vale")
        page.locator(".done-elsewhere summary").first.click()
        assert page.locator(".done-elsewhere .tick > div").first.evaluate("e => e.clientWidth") > 200
        assert sticks_out(page) == []


def test_the_first_page_loads_what_is_measured_and_nothing_else(tab: OpenTab, site: Live) -> None:
    page = tab()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto("/", wait_until="networkidle")
    asked_and_measured = [{path for path in paths if "/mark." not in path} for paths in (asked, first_page(site))]
    assert asked_and_measured[0] == asked_and_measured[1], "the icon left aside: a browser may have it already"
