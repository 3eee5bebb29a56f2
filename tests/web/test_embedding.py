"""The form on other people's websites: the code to paste, who may frame it, and what is let in from elsewhere."""

from __future__ import annotations

import html

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from campaign.web.headers import POLICY, policy
from tests.page import Page, PageClient
from tests.web.conftest import FILLED, SEAT, MakeSite

OURS = "https://letters.example"
ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def code(page: Page, name: str) -> BeautifulSoup:
    """The HTML that one of the boxes tells people to paste."""
    area = page.soup.select_one(f"#{name}-code")
    assert area is not None
    return BeautifulSoup(area.get_text(), "html5lib")


def one(soup: BeautifulSoup, selector: str) -> Tag:
    (found,) = soup.select(selector)
    return found


@pytest.mark.parametrize("name", ["plain", "component"])
def test_the_form_to_paste_posts_the_postcode_to_us_in_a_new_tab(site: MakeSite, name: str) -> None:
    page = site(base_url=OURS).get("/share/embed?ask=cotton-import-ban&ask=company-sanctions&via=our-page")
    form = one(code(page, name), "form")
    assert (form["action"], form["method"], form["target"], form["rel"]) == (
        f"{OURS}/find", "post", "_blank", "noreferrer",
    )  # fmt: skip
    assert form["lang"] == "en-GB"
    fields = [(control["name"], control.get("value", "")) for control in form.select("input")]
    assert fields == [("ask", "cotton-import-ban"), ("ask", "company-sanctions"), ("via", "our-page"), ("postcode", "")]
    assert form.select_one("label > input[name=postcode]")
    assert not form.select("[id], [onclick], [style], script")


def test_the_component_is_that_form_with_a_script_beside_it(site: MakeSite) -> None:
    page = site(base_url=OURS).get("/share/embed?theme=dark")
    pasted = code(page, "component")
    assert one(pasted, "write-to-your-mp")["theme"] == "dark"
    assert one(pasted, "write-to-your-mp > form") == one(code(page, "plain"), "form")
    assert one(pasted, "script")["src"] == f"{OURS}/embed.js"
    assert "theme" not in one(code(site(base_url=OURS).get("/share/embed"), "component"), "write-to-your-mp").attrs


def test_the_form_that_is_pasted_finds_the_mp(page: PageClient) -> None:
    form = one(code(page.get("/share/embed?ask=cotton-import-ban"), "plain"), "form")
    fields = [(str(control["name"]), str(control.get("value", ""))) for control in form.select("input[type=hidden]")]
    answer = page.post("/find", [*fields, ("postcode", "ZZ1 1AA")], headers=ELSEWHERE)
    assert (answer.status, answer.location) == (303, "/write/harrowby-and-fenwick-vale?ask=cotton-import-ban")
    assert "ZZ1" not in str(answer.headers)


def test_what_a_link_brought_cannot_break_out_of_the_code(page: PageClient) -> None:
    found = page.get('/share/embed?via="><script>alert(1)</script>&ask="><b>&theme="><i>')
    assert "alert(1)" not in html.unescape(found.text)
    hosted = page.client.get("/share/embed", headers={"Host": 'x"></textarea><script>alert(1)</script>'})
    assert "<script>alert" not in hosted.text


@pytest.mark.parametrize(("asked", "used"), [("dark", "dark"), ("light", "light"), ("", "auto"), ("pink", "auto")])
def test_the_frame_is_light_or_dark_as_it_is_told(page: PageClient, asked: str, used: str) -> None:
    found = page.get(f"/embed?theme={asked}&ask=cotton-import-ban&via=our-page")
    root = found.soup.html
    assert root is not None
    assert (root["data-theme"], root["lang"]) == (used, "en-GB")
    assert [(c["name"], c["value"]) for c in found.soup.select("input[type=hidden]")] == [
        ("ask", "cotton-import-ban"), ("via", "our-page"),
    ]  # fmt: skip
    assert len(found.text) < 2_500


def test_the_form_in_the_frame_finds_the_mp(page: PageClient) -> None:
    assert page.get("/embed").submit(postcode="ZZ1 1AA").url == SEAT


@pytest.mark.parametrize(
    ("sites", "allowed"),
    [
        ((), "'self'"),
        (("*",), "'self' *"),
        (("https://a.example", "https://b.example:81"), "'self' https://a.example https://b.example:81"),
    ],
)
def test_the_settings_say_who_may_frame_it(site: MakeSite, sites: tuple[str, ...], allowed: str) -> None:
    made = site(embed_sites=sites)
    answer = made.client.get("/embed")
    assert answer.headers["Content-Security-Policy"] == policy(frame_ancestors=allowed)
    assert "X-Frame-Options" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    page = made.get("/share/embed")
    assert bool(page.soup.select("#frame-code")) is bool(sites)
    assert ("have not allowed" in page.words) is not bool(sites)
    if len(sites) == 2:
        assert "on https://a.example, https://b.example:81 alone" in page.words


def test_the_frame_that_is_pasted_has_no_border_to_stick_out_with(site: MakeSite) -> None:
    page = site(base_url=OURS, embed_sites=("*",)).get("/share/embed")
    frame = one(code(page, "frame"), "iframe")
    assert (frame["width"], frame["height"], frame["style"]) == ("100%", "270", "border:0")
    assert one(page.soup, ".tried iframe")["height"] == "270"
    assert "style" not in one(page.soup, ".tried iframe").attrs, "our own policy allows none"


def test_nothing_but_the_frame_may_be_framed(site: MakeSite) -> None:
    client = site(embed_sites=("*",)).client
    for path in ("/", SEAT, "/share/embed", "/share/print", "/embed.js", "/find", "/nowhere", "/embed/x"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path
        assert answer.headers["X-Frame-Options"] == "DENY", path


def test_only_the_page_that_shows_a_frame_may_hold_one() -> None:
    assert "frame-src" not in POLICY
    assert policy(frame_src="'self'") == f"{POLICY}; frame-src 'self'"


def test_the_script_may_be_loaded_from_anywhere_and_says_nothing_of_anybody(client: FlaskClient) -> None:
    answer = client.get("/embed.js", headers={"Origin": "https://a.example", "Sec-Fetch-Site": "cross-site"})
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    for reach in (
        "fetch(",
        "XMLHttpRequest",
        "sendBeacon",
        "postMessage",
        "localStorage",
        "cookie",
        "innerHTML",
        "eval",
    ):
        assert reach not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        ELSEWHERE,
        ELSEWHERE | {"Origin": "https://a.example"},
        ELSEWHERE | {"Sec-Fetch-Site": "same-site", "Origin": "null"},
        {"Origin": "https://a.example"},
    ],
    ids=str,
)
def test_a_form_on_another_website_may_ask_for_an_mp_and_for_nothing_else(
    page: PageClient, headers: dict[str, str]
) -> None:
    assert page.post("/find", {"postcode": "ZZ1 1AA"}, headers=headers).status == 303
    assert page.post("/find", {"postcode": "nonsense"}, headers=headers).status == 422
    for path in (SEAT, "/by-hand", "/find/", "/"):
        assert page.post(path, FILLED, headers=headers).status == 403, path


@pytest.mark.parametrize(
    "change",
    [
        {"Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Dest": "empty"},
    ],
)
def test_neither_a_script_of_another_website_nor_a_frame_of_it_may(page: PageClient, change: dict[str, str]) -> None:
    assert page.post("/find", {"postcode": "ZZ1 1AA"}, headers=ELSEWHERE | change).status == 403


def test_the_answer_to_another_website_s_form_cannot_be_read_by_it(page: PageClient) -> None:
    answer = page.post("/find", {"postcode": "ZZ1 1AA"}, headers=ELSEWHERE | {"Origin": "https://a.example"})
    assert not [name for name in answer.headers if str(name).startswith("Access-Control-")]
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
