"""What networks show of a link: tags on public pages alone, whole addresses, a picture that can be fetched."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from PIL import Image

from campaign.counts import Counting, MemoryTally
from campaign.models import Content
from campaign.services import Services
from tests.conftest import TODAY
from tests.page import Page, PageClient
from tests.web.conftest import FILLED, SEAT, DownParliament, MakeSite

PUBLIC = {
    "/": "/",
    "/?via=leeds-friends&ask=cotton-import-ban&stray=1": "/?ask=cotton-import-ban&via=leeds-friends",
    "/about": "/about",
    "/privacy": "/privacy",
    "/help": "/help",
    "/recommendations": "/recommendations",
    "/recommendations/cotton-import-ban?utm_source=x": "/recommendations/cotton-import-ban",
    "/responses": "/responses",
    "/responses?place=canada": "/responses?place=canada",
    "/responses/canada": "/responses/canada",
    SEAT: SEAT,
    f"{SEAT}?ask=cotton-import-ban&via=poster": f"{SEAT}?ask=cotton-import-ban&via=poster",
    "/by-hand": "/by-hand",
    "/constituencies": "/constituencies",
    "/progress": "/progress",
    "/share": "/share",
    "/share/print?via=poster&line=Tuesdays": "/share/print?via=poster",
    "/share/embed?theme=dark": "/share/embed",
}
"""Public pages, and the address that stands for each."""
WITHOUT = {"/embed", "/sent", "/mastodon"}
"""Pages that nobody should link to: what stands in frames, a thank-you, a question on the way to Mastodon."""
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
CAMPAIGN = "/campaign/campaign.png"


def tags(page: Page) -> dict[str, str]:
    """The preview of a page by the names of its tags."""
    found = page.soup.select("meta[property^='og:'], meta[name^='twitter:'], meta[name=description]")
    return {str(tag.get("property") or tag.get("name")): str(tag["content"]) for tag in found}


def picture_of(page: Page) -> str:
    """The path of its picture."""
    return urlsplit(tags(page)["og:image"]).path


@pytest.mark.parametrize(("path", "address"), PUBLIC.items())
def test_every_public_page_has_a_preview_with_whole_addresses(site: MakeSite, path: str, address: str) -> None:
    page = site(base_url="https://letters.example").get(path)
    found = tags(page)
    assert page.h1 == found["og:title"]
    assert found["og:description"] == found["description"]
    assert 20 < len(found["description"]) < 400
    assert found["og:url"] == f"https://letters.example{address}"
    canonical = page.soup.select_one("link[rel=canonical]")
    assert canonical is not None
    assert canonical["href"] == found["og:url"]
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:image"].startswith("https://letters.example/cards/")
    assert found["og:image:alt"] == found["twitter:image:alt"] != ""


@pytest.mark.parametrize("path", PUBLIC)
def test_the_picture_of_every_page_can_be_fetched_by_anybody_and_kept(page: PageClient, path: str) -> None:
    answer = page.client.get(picture_of(page.get(path)))
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert Image.open(BytesIO(answer.data)).size == (1200, 630)
    assert len(answer.data) < 300_000
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer.headers


def test_no_public_page_is_left_out(page: PageClient) -> None:
    rules = [r for r in page.client.application.url_map.iter_rules() if "GET" in (r.methods or ()) and not r.arguments]
    found = [rule.rule for rule in rules if (answer := page.client.get(rule.rule)).status_code == 200
             and answer.mimetype == "text/html" and "og:title" not in answer.text]  # fmt: skip
    assert set(found) == WITHOUT


def test_pages_that_hold_a_persons_words_have_none(page: PageClient) -> None:
    for found in (
        page.post(SEAT, FILLED),
        page.post(SEAT, {"own_words": "Some words."}),
        page.post("/by-hand", {"own_words": "Some words."}),
        page.post("/find", {"postcode": "nonsense"}),
        page.post("/find", {"postcode": "ZZ13 1AA"}),
        page.get("/nowhere"),
        page.get("/write/nowhere"),
    ):
        assert not tags(found), found.url
        assert not found.soup.select("link[rel=canonical]")


def test_without_a_base_url_the_address_is_the_one_that_was_asked_for(page: PageClient) -> None:
    for host in ("one.example", "two.example:8080", "one.example"):
        found = tags(page.get("/about", headers={"Host": host}))
        assert found["og:url"] == f"http://{host}/about"
        assert found["og:image"].startswith(f"http://{host}/cards/")
    secure = tags(page.get("/about", base_url="https://three.example"))
    assert secure["og:url"] == "https://three.example/about"


def test_a_base_url_is_used_whatever_host_was_asked_for(site: MakeSite) -> None:
    page = site(base_url="https://letters.example").get("/about", headers={"Host": "evil.example"})
    assert "evil.example" not in page.text


def test_a_host_with_markup_in_it_stays_text(client: FlaskClient) -> None:
    answer = client.get("/about", headers={"Host": 'x"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text


def test_no_sign_of_the_filling_in_is_left(page: PageClient) -> None:
    for path in PUBLIC:
        assert "\ue002" not in page.get(path).text
        assert "%EE%80%82" not in page.get(path).text


def test_a_seat_has_its_own_picture_and_so_has_a_recommendation(page: PageClient) -> None:
    seat, one = page.get("/write/ynys-gwylan"), page.get("/recommendations/cotton-import-ban")
    assert picture_of(seat).endswith("/constituency/ynys-gwylan.png")
    assert tags(seat)["og:image:alt"].startswith("Write to the MP for Ynys Gwylân – ")
    assert picture_of(one).endswith("/recommendation/cotton-import-ban.png")
    assert tags(one)["og:image:alt"].startswith(one.h1)
    assert picture_of(page.get("/?ask=cotton-import-ban")) == picture_of(one)
    assert picture_of(page.get("/?ask=cotton-import-ban&ask=company-sanctions")).endswith(CAMPAIGN)


def test_a_practice_site_says_so_on_its_pictures(page: PageClient, site: MakeSite) -> None:
    assert "practice" in tags(page.get("/"))["og:image:alt"]
    assert "practice" not in tags(site(practice=False).get("/"))["og:image:alt"]


class Dissolved(DownParliament):
    """A parliament that has been dissolved."""

    is_dissolved = True


def test_while_parliament_is_dissolved_nobody_is_called_an_mp(site: MakeSite) -> None:
    client = site(parliament=Dissolved("Ynys Môn"))
    home = client.get("/")
    assert tags(home)["og:image:alt"].startswith("Write to your next MP, in your own words")
    asked = client.client.get("/cards/x/constituency/ynys-mon.png")
    assert asked.status_code == 302
    assert asked.location.endswith("/constituency/ynys-mon.png")


def test_an_old_address_leads_to_the_picture_of_today(page: PageClient) -> None:
    today = picture_of(page.get("/recommendations/cotton-import-ban"))
    old = today.replace(today.split("/")[2], "0123456789ab")
    answer = page.client.get(old)
    assert (answer.status_code, answer.location) == (302, today)
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_the_address_changes_when_the_words_change(site: MakeSite, services: Services) -> None:
    content = services.content
    first, *others = content.recommendations
    changed = Content(content.report, (replace(first, title="Something else"), *others), content.parts)
    old, new = (picture_of(site(content=c).get(f"/recommendations/{first.id}")) for c in (content, changed))
    assert old != new


class Asked(DownParliament):
    """A parliament that nobody has been heard of in, and that counts who is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def seat(self, slug: str):  # type: ignore[no-untyped-def]
        self.asked.append(slug)
        return super().seat(slug)


def test_a_picture_never_asks_parliament(site: MakeSite) -> None:
    parliament = Asked()
    client = site(parliament=parliament).client
    answer = client.get("/cards/x/constituency/ynys-mon.png", follow_redirects=True)
    assert answer.request.path.endswith(CAMPAIGN)
    assert answer.mimetype == "image/png"
    assert parliament.asked == []


@pytest.mark.parametrize(
    "path", ["recommendation/no-such-thing", "campaign/other", "letter/campaign", "recommendation/..", "campaign/%00"]
)
def test_there_are_no_other_pictures(page: PageClient, path: str) -> None:
    assert page.get(f"/cards/x/{path}.png").status == 404


def test_nobody_can_make_it_draw_more_than_it_knows(page: PageClient) -> None:
    for number in range(30):
        page.client.get(f"/cards/{number}/constituency/made-up-{number}.png")
        page.client.get(f"/cards/{number}/recommendation/cotton-import-ban.png?x={number}")
    site = page.client.application.extensions["campaign"]
    assert len(site.cards.deck) == 0


def test_programs_that_look_at_links_are_counted_nowhere(site: MakeSite) -> None:
    counting = Counting(MemoryTally(), lambda: TODAY, every=0)
    made = site(counting=counting)
    looked_at = (picture_of(made.get("/")), "/cards/x/constituency/aldermere.png", "/oembed?url=http://localhost/",
                 "/embed", "/embed.js", "/qr.svg", "/print/poster", "/", SEAT)  # fmt: skip
    for path in looked_at:
        assert made.client.get(path, headers=BROWSER).status_code in {200, 302}, path
    assert counting.tally.sums("kind") == {}
    made.client.get("/counted/visit.svg", headers=BROWSER)
    assert counting.tally.sums("kind") != {}
