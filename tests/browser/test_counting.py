"""Counting, seen from a real browser: what makes a number go up, and what does not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from werkzeug.serving import WSGIRequestHandler, make_server

from campaign.app import create_app
from campaign.counts import Counting, MemoryTally
from campaign.models.counts import Kind, cells_of
from campaign.services import build_services
from campaign.settings import load
from tests.browser.conftest import OpenTab
from tests.browser.test_every_page import LOOKS, barriers, sticks_out
from tests.browser.walk import NAME, OWN_WORDS, copy, letter

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""A user agent of a person: that of a Chromium without a window counts as a program."""


class Quiet(WSGIRequestHandler):
    """Writes no line for a request."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Counted:
    """A practice site in this process, whose numbers can be looked at."""

    url: str
    tally: MemoryTally

    def numbers(self, kind: Kind, *by: str) -> dict[tuple[object, ...], int]:
        """The numbers of one kind."""
        return self.tally.sums(*by, kind=kind, ask="")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Counted]:
    """With a map of the practice constituencies."""
    settings = load({}, practice="yes", database_url="sqlite://", hexes=str(tmp_path / "hexes.json"))
    services = build_services(settings)
    places = enumerate(services.parliament.constituencies())
    cells = {f"E1400{n:04}": {"n": place.name, "q": n % 4, "r": n // 4} for n, place in places}
    (tmp_path / "hexes.json").write_text(json.dumps({"layout": "odd-r", "hexes": cells}))
    tally = MemoryTally()
    app = create_app(settings, replace(services, counting=Counting(tally, every=0)))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Counted(f"http://127.0.0.1:{server.server_port}", tally)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_person_is_one_visit_however_often_pages_are_loaded(tab: OpenTab, site: Counted, javascript: bool) -> None:
    one = tab(javascript=javascript, user_agent=FIREFOX)
    for path in ("/", "/", "/write/aldermere", "/about", "/by-hand", "/"):
        one.goto(path, wait_until="networkidle")
    one.reload(wait_until="networkidle")
    beside = one.context.new_page()
    beside.goto("/", wait_until="networkidle")
    assert site.numbers(Kind.VISIT, "seat", "source") == {("", ""): 1}
    tab(javascript=javascript, user_agent=FIREFOX).goto("/", wait_until="networkidle")
    assert site.numbers(Kind.VISIT) == {(): 2}, "somebody else is another"


def test_a_link_is_a_visit_of_its_own_and_goes_with_the_person(tab: OpenTab, site: Counted) -> None:
    page = tab(user_agent=FIREFOX)
    page.goto("/?via=leeds", wait_until="networkidle")
    page.locator("#postcode").fill("ZZ1 1AA")
    page.locator("form[action='/find']").first.get_by_role("button").click()
    page.wait_for_url("**/write/**")
    page.wait_for_load_state("networkidle")
    assert site.numbers(Kind.VISIT, "source") == {("leeds",): 1}


def test_a_browser_without_a_window_is_a_program(tab: OpenTab, site: Counted) -> None:
    page = tab(javascript=False, user_agent="Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0 Safari/537.36")
    page.goto("/", wait_until="networkidle")
    letter(page)
    page.get_by_role("button", name="Yes, it has gone").click()
    expect(page.locator("h1")).to_have_text("Thank you")
    assert site.tally.sums() == {}


def leave_and_come_back(page: Tab) -> None:
    """As when an e-mail program comes to the front, and the page again."""
    page.evaluate("() => { window.dispatchEvent(new Event('blur')); window.dispatchEvent(new Event('focus')) }")


def test_did_it_go_is_asked_when_the_letter_has_been_opened_and_one_tap_counts_once(
    tab: OpenTab, site: Counted
) -> None:
    page = tab(permissions=["clipboard-read", "clipboard-write"], user_agent=FIREFOX)
    told: list[dict[str, list[str]]] = []
    page.on("request", lambda asked: told.append(parse_qs(asked.post_data or "")) if "opened" in asked.url else None)
    letter(page)
    expect(page.locator("#gone")).to_be_hidden()
    leave_and_come_back(page)
    expect(page.locator("#gone-said")).to_be_empty()
    with page.expect_response("**/counted/opened"):
        copy(page)
    copy(page)
    expect(page.locator("#gone")).to_be_visible()
    leave_and_come_back(page)
    expect(page.locator("#gone-said")).to_contain_text("Did your letter go?")
    page.locator("#gone-bar").get_by_role("button", name="Yes, it has gone").click()
    expect(page.locator("h1")).to_have_text("Thank you")
    page.reload()
    expect(page.locator("h1")).to_have_text("Thank you")
    assert {name for sent in told for name in sent} == {"seat", "ask", "seed"}
    for kind in (Kind.COMPOSED, Kind.OPENED, Kind.CONFIRMED):
        assert site.numbers(kind, "seat") == {("harrowby-and-fenwick-vale",): 1}, kind


def test_the_bar_can_be_sent_away_and_gives_way_to_the_question_itself(tab: OpenTab) -> None:
    page = tab(permissions=["clipboard-read", "clipboard-write"])
    letter(page)
    copy(page)
    leave_and_come_back(page)
    bar = page.locator("#gone-bar")
    expect(bar).to_be_visible()
    page.locator("#gone").scroll_into_view_if_needed()
    expect(bar).to_be_hidden()
    page.evaluate("() => window.scrollTo(0, 0)")
    expect(bar).to_be_visible()
    bar.get_by_role("button", name="Not yet").click()
    expect(bar).to_be_hidden()
    leave_and_come_back(page)
    expect(bar).to_be_hidden()


def test_without_javascript_the_question_stands_below_the_letter_from_the_start(tab: OpenTab, site: Counted) -> None:
    page = tab(javascript=False, user_agent=FIREFOX)
    letter(page)
    page.get_by_role("button", name="Yes, it has gone").click()
    expect(page.locator("h1")).to_have_text("Thank you")
    page.reload()
    assert site.numbers(Kind.CONFIRMED) == site.numbers(Kind.COMPOSED) == {(): 1}


def test_opening_an_email_tells_nothing_of_the_letter(tab: OpenTab, site: Counted) -> None:
    page = tab()
    bodies: list[str] = []
    letter(page)
    page.context.on("request", lambda asked: bodies.append(f"{asked.url} {asked.post_data or ''}"))
    page.evaluate("() => document.querySelector('#mail').addEventListener('click', event => event.preventDefault())")
    with page.expect_response("**/counted/opened"):
        page.locator("#mail a").first.click()
    told = [one for one in bodies if "/static/" not in one]  # Chromium fetches the site's icon when it likes
    assert len(told) == 1
    for typed in (NAME, OWN_WORDS.split()[0], "Example", "Dear"):
        assert not any(typed in one for one in bodies)


def test_what_came_of_it_is_one_tap(tab: OpenTab, site: Counted) -> None:
    page = tab(user_agent=FIREFOX)
    page.goto("/follow-up/aldermere")
    page.get_by_role("button", name="My MP supports it").click()
    expect(page.locator("h1")).to_have_text("Thank you for telling us")
    page.reload()
    assert site.numbers(Kind.SUPPORTS, "seat") == {("aldermere",): 1}


def test_the_numbers_in_full_have_no_barrier_and_fit_every_screen(tab: OpenTab, site: Counted) -> None:
    places = ("harrowby-and-fenwick-vale", "ynys-gwylan", "aldermere", "wexcombe-north")
    for seat, number in zip(places, (12_345, 23, 4, 1), strict=True):
        site.tally.add(dict.fromkeys(cells_of(date(2026, 11, 20), Kind.COMPOSED, seat, ("cotton-import-ban",)), number))
    site.tally.add(dict.fromkeys(cells_of(date(2026, 1, 2), Kind.CONFIRMED, places[0]), 60))
    site.tally.add(dict.fromkeys(cells_of(date(2026, 1, 2), Kind.HOLDING, places[0]), 7))
    page = tab()
    wrong = []
    for path in ("/progress", "/for-mps"):
        page.goto(path)
        for summary in page.locator("main summary").all():
            summary.click()
        for scheme, width, rules in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            wrong += [f"{path} {scheme} {width}: {fault}" for fault in barriers(page, rules)]
        page.set_viewport_size({"width": 320, "height": 800})
        wrong += [f"{path} at 320: {fault}" for fault in sticks_out(page)]
    assert not wrong, "\n".join(wrong)
