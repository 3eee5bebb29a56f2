"""A real Chromium on the real practice site, watched for everything a page must not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from playwright.sync_api import Page as Tab

from tests.browser.watch import CHROMIUM_FLAGS, Watch
from tests.engines import chromium
from tests.live import Live, practice_site

OpenTab = Callable[..., Tab]
PATIENCE = 20_000
"""Milliseconds to wait for what should come at once: a busy machine is no fault of the page."""
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """`campaign run --practice`, as the README starts it."""
    with practice_site(tmp_path_factory.mktemp("site")) as live:
        yield live


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What starts browsers; there can be only one of it at a time."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests; each test has a profile of its own in it."""
    found = driver.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
    yield found
    found.close()


@pytest.fixture
def tab(browser: Browser, site: Live) -> Iterator[OpenTab]:
    """Open a tab: `tab(javascript=False, width=360, scheme="dark", ...)`.

    At the end of the test the tab must have asked no other host, kept no cookie, broken no policy and
    written no error.
    """
    watches: list[Watch] = []

    def open_tab(*, javascript: bool = True, width: int = 1280, scheme: str = "light", **options: Any) -> Tab:
        context = browser.new_context(
            base_url=site.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            locale="en-GB",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        watches.append(Watch(context, site.url))
        return context.new_page()

    yield open_tab
    faults = [fault for watch in watches for fault in watch.close()]
    assert not faults, "\n".join(faults)
