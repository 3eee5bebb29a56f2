"""The form on a page of another website, in a real Chromium: pasted, dressed by its script, and in a frame."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import PATIENCE
from tests.engines import chromium
from tests.live import Live, practice_site

HOST = "campaigners.example"
"""Another website: it has a name of its own, and lies on this computer."""
FLAGS = [f"--host-resolver-rules=MAP {HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


class Website(ThreadingHTTPServer):
    """Somebody else's website: one page, which can be changed, and a list of all it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.page = ""
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    """Gives the page, whatever is asked."""

    server: Website

    def do_GET(self) -> None:
        if self.path != "/favicon.ico":  # the browser asks for that by itself, at a time of its own
            self.server.asked.append(self.requestline)
        body = f"<!doctype html><html lang=cy><title>Ours</title><h1>Our page</h1>{self.server.page}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Website]:
    website = Website()
    thread = threading.Thread(target=website.serve_forever, daemon=True)
    thread.start()
    yield website
    website.shutdown()
    website.server_close()
    thread.join()


@pytest.fixture(scope="module")
def open_site(elsewhere: Website, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The practice site, which lets that website frame its form."""
    with practice_site(tmp_path_factory.mktemp("embed"), CAMPAIGN_EMBED_SITES=elsewhere.url) as live:
        yield live


@pytest.fixture(scope="module")
def wide_browser(driver: Playwright) -> Iterator[Browser]:
    """A Chromium that finds the other website as well."""
    found = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield found
    found.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(wide_browser: Browser, elsewhere: Website) -> Iterator[Visit]:
    """Open the other website with some HTML pasted into its page."""
    contexts = []

    def open_page(pasted: str, *, javascript: bool = True, scheme: str = "light") -> Page:
        elsewhere.page, elsewhere.asked = pasted, []
        context = wide_browser.new_context(java_script_enabled=javascript, color_scheme=scheme)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(elsewhere.url)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def pasted(open_site: Live, wide_browser: Browser) -> dict[str, str]:
    """The code that /share/embed gives, by its name."""
    page = wide_browser.new_page()
    page.goto(f"{open_site.url}/share/embed?ask=cotton-import-ban&via=our-page")
    found = {name: page.locator(f"#{name}-code").input_value() for name in ("plain", "component", "frame")}
    page.close()
    return found


def arrives(page: Page, elsewhere: Website, press: Callable[[], None], site: Live) -> Page:
    """Press the button: a new tab opens on our site with the MP, and the other website hears nothing of it."""
    heard = len(elsewhere.asked)
    with page.context.expect_page() as opened:
        press()
    new = opened.value
    new.wait_for_url(f"{site.url}/write/harrowby-and-fenwick-vale?ask=cotton-import-ban&via=our-page")
    expect(new.locator("h1")).to_have_text("Write to Margaret Ashenden")
    expect(new.locator("input[name=ask][value=cotton-import-ban]")).to_be_checked()
    assert page.url.startswith(elsewhere.url)
    assert len(elsewhere.asked) == heard
    assert "ZZ1" not in "".join(elsewhere.asked)
    assert page.context.cookies() == []
    return new


@pytest.mark.parametrize("javascript", [True, False])
def test_the_plain_form_opens_the_mp_in_a_new_tab(
    visit: Visit, pasted: dict[str, str], elsewhere: Website, open_site: Live, javascript: bool
) -> None:
    page = visit(pasted["plain"], javascript=javascript)
    page.get_by_label("type your postcode").fill("zz1 1aa")
    new = arrives(page, elsewhere, lambda: page.get_by_role("button", name="Find my MP").click(), open_site)
    if javascript:
        assert new.evaluate("[document.referrer, window.opener]") == ["", None]


def test_a_postcode_that_is_none_gets_our_own_page(
    visit: Visit, pasted: dict[str, str], elsewhere: Website, open_site: Live
) -> None:
    page = visit(pasted["plain"])
    page.get_by_label("type your postcode").fill("nonsense")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Find my MP").click()
    expect(opened.value.locator("#summary")).to_contain_text("does not look like a postcode")
    assert opened.value.locator("input[name=via]").first.get_attribute("value") == "our-page"


@pytest.mark.parametrize(
    ("scheme", "theme", "colour"),
    [
        ("light", "", "rgb(255, 253, 248)"),
        ("dark", "", "rgb(36, 33, 28)"),
        ("light", ' theme="dark"', "rgb(36, 33, 28)"),
        ("dark", ' theme="light"', "rgb(255, 253, 248)"),
    ],
)
def test_the_component_dresses_the_form_in_light_or_dark_and_it_works(
    visit: Visit, pasted: dict[str, str], elsewhere: Website, open_site: Live, scheme: str, theme: str, colour: str
) -> None:
    code = pasted["component"].replace("<write-to-your-mp>", f"<write-to-your-mp{theme}>")
    assert theme in code
    page = visit(code, scheme=scheme)
    page.wait_for_selector("write-to-your-mp[data-dressed]")
    assert page.evaluate("document.querySelector('write-to-your-mp').shadowRoot") is None
    assert page.evaluate("document.querySelector('form')") is None
    seen = page.locator("write-to-your-mp").screenshot()
    picture = Image.open(BytesIO(seen)).convert("RGB")
    red, green, blue = picture.getpixel((8, 40))  # type: ignore[misc]
    assert f"rgb({red}, {green}, {blue})" == colour
    page.keyboard.press("Tab")
    page.keyboard.type("zz1 1aa")
    arrives(page, elsewhere, lambda: page.keyboard.press("Enter"), open_site)


@pytest.mark.parametrize("how", ["no JavaScript", "no script"])
def test_without_its_script_the_component_is_the_plain_form(
    visit: Visit, pasted: dict[str, str], elsewhere: Website, open_site: Live, how: str
) -> None:
    code = pasted["component"] if how == "no JavaScript" else pasted["component"].replace("/embed.js", "/embed-gone.js")
    page = visit(code, javascript=how != "no JavaScript")
    page.get_by_label("type your postcode").fill("ZZ1 1AA")
    arrives(page, elsewhere, lambda: page.get_by_role("button", name="Find my MP").click(), open_site)


@pytest.mark.parametrize("width", [286, 320, 690])
def test_the_frame_holds_the_whole_form_and_does_not_stick_out(
    visit: Visit, pasted: dict[str, str], width: int
) -> None:
    page = visit(pasted["frame"])
    page.set_viewport_size({"width": width, "height": 800})
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    (inside,) = [frame for frame in page.frames if frame.parent_frame]
    left = inside.evaluate("innerHeight - document.querySelector('main').getBoundingClientRect().bottom")
    assert 0 <= left <= 80


@pytest.mark.parametrize("javascript", [True, False])
def test_the_frame_shows_the_form_and_opens_the_mp_in_a_new_tab(
    visit: Visit, pasted: dict[str, str], elsewhere: Website, open_site: Live, javascript: bool
) -> None:
    page = visit(pasted["frame"], javascript=javascript)
    inside = page.frame_locator("iframe")
    expect(inside.locator("h1")).to_have_text("Write to your MP")
    inside.get_by_label("Your postcode").fill("ZZ1 1AA")
    arrives(page, elsewhere, lambda: inside.get_by_role("button", name="Find my MP").click(), open_site)
    if javascript:
        assert page.evaluate("document.querySelector('iframe').contentDocument") is None


def test_no_other_page_of_ours_and_no_other_website_can_frame(
    visit: Visit, pasted: dict[str, str], open_site: Live, site: Live
) -> None:
    closed = pasted["frame"].replace(open_site.url, site.url)
    ours = pasted["frame"].replace("/embed?", "/?")
    for code in (closed, ours):
        page = visit(code)
        page.wait_for_load_state("networkidle")
        assert page.frame_locator("iframe").locator("#postcode").count() == 0


def test_a_script_of_another_website_cannot_ask_for_an_mp(visit: Visit, open_site: Live) -> None:
    page = visit("")
    said = page.evaluate(
        """async url => {
            const body = new URLSearchParams({postcode: "ZZ1 1AA"});
            try { await fetch(url, {method: "POST", body}); return "read"; } catch { return "refused"; }
        }""",
        f"{open_site.url}/find",
    )
    assert said == "refused"


def test_light_or_dark_is_shown_at_once_and_stands_in_the_code(open_site: Live, wide_browser: Browser) -> None:
    context = wide_browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    address = f"{open_site.url}/share/embed?ask=cotton-import-ban&via=our-page"
    for theme in ("dark", "light", "auto"):
        page.goto(address)
        page.locator(f"#theme-{'auto' if theme == 'dark' else 'dark'}").check()
        page.locator(f"#theme-{theme}").check()
        expect(page.frame_locator(".tried iframe").locator("html")).to_have_attribute("data-theme", theme)
        codes = [page.locator(f"#{name}-code").input_value() for name in ("plain", "component", "frame")]
        # What is made on the page is what the server makes for the page without JavaScript.
        page.goto(f"{address}&theme={theme}")
        assert codes == [page.locator(f"#{name}-code").input_value() for name in ("plain", "component", "frame")]
    page.get_by_role("button", name="Copy the code").nth(1).click()
    expect(page.locator("#said")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == codes[1]
    context.close()
