"""Every page in every state: no barrier that axe knows of, and room on every screen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab

from tests.browser.conftest import OpenTab
from tests.browser.walk import STATES

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
    for width, percent in ((320, 100), (360, 200), (640, 200), (1280, 200)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{percent}%")
        wrong += [f"{width} px, text {percent} %: {fault}" for fault in sticks_out(page)[:5]]
    assert not wrong, "\n".join(wrong)
