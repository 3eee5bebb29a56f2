"""The privacy receipt is true: canaries are typed, and all that leaves the browser or is left behind is searched.

The site runs as an operator runs it, with a database and Redis, against an invented Parliament.
"""

from __future__ import annotations

import os
import re
import secrets
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus, urlsplit

import pytest
from playwright.sync_api import Browser, Request, expect
from playwright.sync_api import Page as Tab

from campaign.parliament.shared import connect_redis
from tests.browser import walk
from tests.browser.watch import Watch
from tests.engines import REDIS, missing
from tests.live import CAMPAIGN, ROOT, Live, running
from tests.small_parliament import SmallParliament, small_parliament

POSTCODE = "AB12 3QX"
PAGE = "/write/seat-a-vale"
CANARIES = ("canarina", "canaryroad", "canarywords", "canarychange")
BY_HAND = "/by-hand?constituency=seat-a-vale"


@dataclass
class Sent:
    """Every request of a tab."""

    requests: list[Request] = field(default_factory=list)

    def texts(self) -> list[str]:
        """All that each request says: method, address, headers and body."""
        return [
            unquote_plus(f"{one.method} {one.url} {one.headers} {(one.post_data_buffer or b'').decode('latin-1')}")
            for one in self.requests
        ]

    def holding(self, *words: str) -> list[str]:
        """The method and path of each request that holds one of the words."""
        found = zip(self.requests, self.texts(), strict=True)
        return [f"{one.method} {urlsplit(one.url).path}" for one, text in found if any(word in text for word in words)]


@dataclass
class Place:
    """A running site, and all the places where it could have left something."""

    live: Live
    folder: Path
    parliament: SmallParliament
    asked: list[str]

    def left_behind(self) -> list[str]:
        """The canaries that stand in the log, the database or the cache, and those that Parliament was asked for."""
        files = b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()) + _redis()
        asked = "\n".join(self.asked)
        kept = [word for word in (*CANARIES, POSTCODE, "AB123QX") if word.encode() in files]
        return kept + [word for word in CANARIES if word in asked]


def _redis() -> bytes:
    client = connect_redis(REDIS)
    try:
        client.ping()
    except Exception as problem:
        missing("redis", type(problem).__name__)
    try:
        texts = [key for key in sorted(client.scan_iter("*")) if client.type(key) == b"string"]  # all that we write
        return b"\n".join(key + b" " + (client.get(key) or b"") for key in texts)
    finally:
        client.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """The real site, with all that it can remember things in."""
    asked: list[str] = []
    with ExitStack() as stack:
        parliament = stack.enter_context(small_parliament())

        def answer(path: str, query: dict[str, list[str]]) -> object:
            asked.append(f"{path} {query}")
            if query.get("searchText", [""])[0].startswith("AB12"):
                query = {**query, "searchText": ["seat a vale"]}
            return SmallParliament.answer(parliament, path, query)

        parliament.answer = answer  # type: ignore[method-assign]
        environ = {
            "PYTHONPATH": str(ROOT),
            "CAMPAIGN_PARLIAMENT_URL": parliament.url,
            "CAMPAIGN_DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}",
            "CAMPAIGN_REDIS_URL": REDIS,
            "CAMPAIGN_SECRET_KEY": secrets.token_hex(16),
            "no_proxy": os.environ.get("no_proxy", "") + ",127.0.0.1",
        }
        live = stack.enter_context(
            running([*CAMPAIGN, "run", "--port", "{port}"], tmp_path, ready="/health", **environ)
        )
        yield Place(live, tmp_path, parliament, asked)


OpenCanary = Callable[..., tuple[Tab, Sent]]


@pytest.fixture
def canary(browser: Browser, place: Place) -> Iterator[OpenCanary]:
    """Open a tab whose every request is written down."""
    watches: list[Watch] = []

    def open_tab(*, javascript: bool = True) -> tuple[Tab, Sent]:
        context = browser.new_context(base_url=place.live.url, java_script_enabled=javascript, locale="en-GB")
        context.set_default_timeout(20_000)
        watches.append(Watch(context, place.live.url))
        sent = Sent()
        context.on("request", lambda request: sent.requests.append(request))
        return context.new_page(), sent

    yield open_tab
    assert not [fault for watch in watches for fault in watch.close()]


def fill(tab: Tab, asks: tuple[str, ...] = walk.ASKS, name: str = "Ann canarina") -> None:
    walk.wait(tab, "write")
    for ask in asks:
        tab.locator(f"input[name=ask][value={ask}]").check()
    tab.locator("[name=own_words]").fill("It matters to me: canarywords.")
    tab.locator("[name=name]").fill(name)
    tab.locator("[name=address]").fill("1 canaryroad\nSomewhere\n" + POSTCODE)


def make(tab: Tab) -> str:
    """From the front page to a letter, with canaries in every field."""
    walk.find(tab, POSTCODE)
    fill(tab)
    walk.press(tab, "compose")
    return walk.text(tab)


def receipt(tab: Tab) -> str:
    return tab.locator("#receipt").inner_text()


def test_with_javascript_only_the_postcode_and_the_choice_leave_the_browser(canary: OpenCanary, place: Place) -> None:
    tab, sent = canary()
    text = make(tab)
    assert all(word in text for word in CANARIES[:3])
    tab.locator("#letter").fill(text + "\nP.S. canarychange\n")
    walk.press(tab, "another")
    assert "canarywords" in walk.text(tab)
    assert "canarychange" not in walk.text(tab)
    walk.press(tab, "edit")
    expect(tab.locator("[name=own_words]")).to_have_value("It matters to me: canarywords.")
    walk.press(tab, "compose")
    assert "canarywords" in walk.text(tab)
    tab.get_by_role("button", name="Use this letter instead").click()
    assert "canarychange" in walk.text(tab)
    tab.reload()
    assert "canarychange" in walk.text(tab)
    with tab.expect_download():
        walk.press(tab, "download")

    assert sent.holding(*CANARIES) == []
    assert sent.holding(POSTCODE, "AB123QX") == ["POST /find"]
    assert place.left_behind() == []
    assert any("AB12" in asked for asked in place.asked)
    assert "Stayed here: your name, your address, your own words and this letter" in receipt(tab)
    assert "Not made: a PDF" in receipt(tab)


def test_without_javascript_they_are_in_the_request_and_nowhere_after(canary: OpenCanary, place: Place) -> None:
    tab, sent = canary(javascript=False)
    text = make(tab)
    tab.locator("#letter").fill(text + "\nP.S. canarychange\n")
    walk.press(tab, "another")
    walk.press(tab, "edit")

    assert set(sent.holding(*CANARIES)) == {f"POST {PAGE}"}
    assert not any(word in one.url for one in sent.requests for word in (*CANARIES, "AB12"))
    assert place.left_behind() == []
    walk.press(tab, "compose")
    assert "Went to our server and straight back: your name" in receipt(tab)
    assert "Stayed here" not in receipt(tab)


def test_a_file_takes_the_letter_to_the_server_and_the_receipt_says_so(canary: OpenCanary, place: Place) -> None:
    tab, sent = canary()
    make(tab)
    with tab.expect_download() as started:
        walk.press(tab, "docx")
    assert started.value.suggested_filename.endswith(".docx")
    assert sent.holding(*CANARIES) == [f"POST {PAGE}"]
    assert "Made at your request: a file" in receipt(tab)
    assert "Not made" not in receipt(tab)
    assert place.left_behind() == []


def _nothing_chosen(tab: Tab, _place: Place) -> None:
    walk.find(tab, POSTCODE)
    fill(tab, asks=())
    walk.press(tab, "compose")
    expect(tab.locator("#summary")).to_be_visible()
    expect(tab.locator("[name=own_words]")).to_have_value("It matters to me: canarywords.")


def _no_name(tab: Tab, _place: Place) -> None:
    walk.find(tab, POSTCODE)
    fill(tab, name="")
    walk.press(tab, "compose")
    expect(tab.locator("#summary")).to_be_visible()
    expect(tab.locator("[name=address]")).to_have_value(re.compile("^1 canaryroad"))


def _too_much(tab: Tab, _place: Place) -> None:
    walk.find(tab, POSTCODE)
    fill(tab)
    tab.locator("[name=own_words]").fill("canarywords " * 6_000)
    walk.press(tab, "compose")
    expect(tab.get_by_role("heading", name="too much")).to_be_visible()


def _no_parliament(tab: Tab, place: Place) -> None:
    place.parliament.is_down = True
    tab.goto(PAGE.replace("seat-a", "seat-b"))
    expect(tab.get_by_role("link", name="Type my MP’s name").first).to_be_visible()
    tab.goto(BY_HAND)
    tab.locator("[name=mp_name]").fill("Alex Example")
    fill(tab)
    with tab.expect_request("**/by-hand") as asked:
        walk.press(tab, "compose")
    assert "Alex+Example" in (asked.value.post_data or "")
    assert "canarywords" in walk.text(tab)


def _an_empty_letter_as_a_file(tab: Tab, _place: Place) -> None:
    make(tab)
    tab.locator("#letter").fill("")
    walk.press(tab, "pdf")
    expect(tab.locator("#summary")).to_be_visible()
    walk.press(tab, "another")
    assert "canarywords" in walk.text(tab)


def _a_dead_server(tab: Tab, place: Place) -> None:
    walk.find(tab, POSTCODE)
    fill(tab)
    os.killpg(place.live.pid, signal.SIGKILL)
    walk.press(tab, "compose")
    tab.wait_for_url("chrome-error://**", wait_until="commit")


@pytest.mark.parametrize(
    "way", [_nothing_chosen, _no_name, _too_much, _no_parliament, _an_empty_letter_as_a_file, _a_dead_server]
)
def test_nothing_leaves_the_browser_when_something_goes_wrong(
    way: Callable[[Tab, Place], None], canary: OpenCanary, place: Place
) -> None:
    tab, sent = canary()
    way(tab, place)
    assert sent.holding(*CANARIES) == []
    assert place.left_behind() == []
