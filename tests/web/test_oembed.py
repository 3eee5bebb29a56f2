"""oEmbed: what other programs show for our public pages, and what is said of all else (oembed.com)."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.page import PageClient
from tests.web.conftest import SEAT, MakeSite
from tests.web.test_previews import PUBLIC, tags

OURS = "https://letters.example"


def described(client: FlaskClient, url: str, **more: Any) -> Any:
    """The answer for one of our addresses."""
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    answer = client.get(f"/oembed?url={quote(url, safe='')}{rest}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json"), url
    return answer.json


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_says_where_it_is_described_and_the_description_fits(site: MakeSite, path: str) -> None:
    made = site(base_url=OURS)
    page = made.get(path)
    link = page.soup.select_one("link[rel=alternate][type='application/json+oembed']")
    assert link is not None
    address = str(link["href"])
    assert address.startswith(f"{OURS}/oembed?format=json&url=https%3A//letters.example/")
    found = made.client.get(address.removeprefix(OURS))
    assert found.json == {
        "version": "1.0",
        "type": "link",
        "title": page.h1,
        "provider_name": "Never Again Letters",
        "provider_url": f"{OURS}/",
        "cache_age": 3600,
        "thumbnail_url": tags(page)["og:image"],
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def test_without_a_base_url_the_way_there_is_the_address_that_was_asked_for(client: FlaskClient) -> None:
    text = client.get("/about", headers={"Host": "two.example:81"}).text
    link = unescape(re.findall(r'json.oembed" .*href="([^"]*)"', text)[0])
    assert link == "http://two.example:81/oembed?format=json&url=http%3A%2F%2Ftwo.example%3A81/about"
    assert client.get(link.split(":81", 1)[1], headers={"Host": "two.example:81"}).json["title"] == "About this site"


@pytest.mark.parametrize(
    "url",
    [
        "", "about", "/about", "https://evil.example/about", "https://letters.example.evil.example/",
        "https://letters.example@evil.example/", "ftp://letters.example/", "javascript:alert(1)", "//letters.example/",
        "https://letters.example:8443/", f"{OURS}/nowhere", f"{OURS}/write/nowhere", f"{OURS}/qr.svg", f"{OURS}/find",
        f"{OURS}/health", f"{OURS}/embed", f"{OURS}/print/poster.pdf", f"{OURS}/oembed?url={OURS}/",
        f"{OURS}/%6fembed?url={OURS}/", "https://[", f"{OURS}/\x00", f"{OURS}//about",
        f"{OURS}/%3Fx", f"{OURS}/about%3Fx", f"{OURS}/about%23x",
    ],
)  # fmt: skip
def test_what_is_no_public_page_of_ours_is_not_found(site: MakeSite, url: str) -> None:
    answer = site(base_url=OURS).client.get("/oembed", query_string={"url": url})
    assert answer.status_code == 404
    assert answer.mimetype == "text/plain"


def test_nothing_asked_is_not_found(client: FlaskClient) -> None:
    assert client.get("/oembed").status_code == 404


@pytest.mark.parametrize("form", ["xml", "html", "JSON", ""])
def test_other_formats_are_not_implemented(client: FlaskClient, form: str) -> None:
    assert client.get(f"/oembed?url=http://localhost/&format={form}").status_code == 501


def test_a_program_in_any_page_may_read_it(client: FlaskClient) -> None:
    answer = client.get("/oembed?url=http://localhost/")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "private, max-age=3600", "it names the address it was asked under"


def test_where_the_site_knows_its_address_everybody_may_keep_it(site: MakeSite) -> None:
    answer = site(base_url=OURS).get(f"/oembed?url={OURS}/")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_the_form_itself_comes_only_where_every_website_may_frame_it(site: MakeSite) -> None:
    url = f"{OURS}/?ask=cotton-import-ban&via=a&stray=%22%3E"
    for sites in ((), ("https://a.example",)):
        assert described(site(base_url=OURS, embed_sites=sites).client, url)["type"] == "link"
    client = site(base_url=OURS, embed_sites=("*",)).client
    found = described(client, url)
    frame = BeautifulSoup(found["html"], "html5lib").find("iframe")
    assert frame is not None
    assert (found["type"], found["width"], found["height"]) == ("rich", 480, 270)
    assert (frame["height"], frame["style"]) == ("270", "border:0")
    assert frame["src"] == f"{OURS}/embed?ask=cotton-import-ban&via=a"
    assert frame["title"] == found["title"]
    assert described(client, f"{OURS}{SEAT}")["type"] == "link"


@pytest.mark.parametrize(
    ("asked", "kind", "width", "has_picture"),
    [
        ({"maxwidth": 300}, "rich", 300, False),
        ({"maxwidth": 199}, "link", None, False),
        ({"maxheight": 269}, "link", None, False),
        ({"maxwidth": 1200, "maxheight": 630}, "rich", 480, True),
        ({"maxwidth": "wide", "maxheight": -1}, "rich", 480, True),
    ],
)
def test_it_keeps_to_the_size_that_is_asked_for(
    site: MakeSite, asked: dict[str, Any], kind: str, width: int | None, has_picture: bool
) -> None:
    found = described(site(base_url=OURS, embed_sites=("*",)).client, f"{OURS}/", **asked)
    assert (found["type"], found.get("width")) == (kind, width)
    assert ("thumbnail_url" in found) is has_picture


def test_a_page_of_the_site_is_described_to_the_visitor_who_asks_in_either_scheme(page: PageClient) -> None:
    assert described(page.client, "https://localhost/about")["title"] == "About this site"
