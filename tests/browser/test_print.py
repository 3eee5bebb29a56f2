"""On paper there is a letter, and nothing of a website."""

from __future__ import annotations

import re

import pytest

from campaign.models import Writer
from campaign.services import Services
from tests.browser import walk
from tests.browser.conftest import OpenTab

VISIBLE = "document.body.innerText"


def longest(services: Services) -> tuple[str, str]:
    """The request, and the number of the letter, whose wordings make the longest of many letters."""
    seat = services.parliament.seat("harrowby-and-fenwick-vale")
    writer = Writer(walk.NAME, walk.ADDRESS, walk.OWN_WORDS)
    compose = services.composer.compose
    asks = services.composer.asks
    return max(
        ((ask, str(seed)) for ask in asks for seed in range(100, 250)),
        key=lambda one: len(compose(seat, [one[0]], writer, seed=int(one[1])).text),
    )


@pytest.mark.parametrize("template", ["standard", "short"])
def test_a_letter_with_one_request_is_one_sheet_of_a4(template: str, tab: OpenTab, services: Services) -> None:
    page = tab()
    ask, seed = longest(services)
    page.goto("/about")
    page.evaluate("seed => sessionStorage.setItem('letter', JSON.stringify({ seed }))", seed)
    walk.letter(page, asks=(ask,), template=template)
    assert page.locator("#desk [name=seed]").input_value() == seed
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)[0]
    assert (round(float(width)), round(float(height))) == (595, 842)


@pytest.mark.parametrize("javascript", [True, False])
def test_only_the_letter_is_printed(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    text = walk.letter(page)
    page.emulate_media(media="print")
    assert page.evaluate(VISIBLE).split() == text.split()


def test_what_was_changed_is_printed(tab: OpenTab) -> None:
    page = tab()
    text = walk.letter(page) + "\nP.S. On paper too.\n"
    page.locator("#letter").fill(text)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.emulate_media(media="print")
    assert page.evaluate(VISIBLE).split() == text.split()


def test_a_dark_screen_prints_black_on_white(tab: OpenTab) -> None:
    page = tab(scheme="dark")
    walk.letter(page)
    page.emulate_media(media="print")
    assert page.locator("#paper").evaluate("paper => getComputedStyle(paper).color") == "rgb(0, 0, 0)"


def test_the_print_button_prints(tab: OpenTab) -> None:
    page = tab()
    walk.letter(page)
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.locator("[data-print]:visible").first.click()
    assert page.title() == "printed"
