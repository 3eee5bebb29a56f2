"""The code of a link and what is printed with it: for our own addresses alone."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from campaign.services import Services
from campaign.settings import bundled_folder
from campaign.sharing.posters import PosterPress
from campaign.web.site import install
from tests.page import PageClient
from tests.sharing.eyes import read_pdf, read_png, read_svg
from tests.web.conftest import MakeSite
from tests.web.test_previews import Dissolved

OURS = "https://letters.example"
CUNEIFORM = "\U00012000"


def text_of(data: bytes) -> str:
    """The words of a PDF on one line."""
    return " ".join(PdfReader(BytesIO(data)).pages[0].extract_text().replace("\u200b", "").split())


def test_the_code_holds_the_invitation_under_our_own_address(site: MakeSite) -> None:
    client = site(base_url=OURS).client
    query = "?ask=cotton-import-ban&via=leeds-friends"
    drawing, picture = client.get(f"/qr.svg{query}"), client.get(f"/qr.png{query}")
    assert (drawing.mimetype, picture.mimetype) == ("image/svg+xml", "image/png")
    assert read_svg(drawing.data) == read_png(picture.data) == [f"{OURS}/{query}"]


@pytest.mark.parametrize(
    "query",
    [
        "?url=https://evil.example/",
        "?address=//evil.example",
        "?via=https://evil.example",
        "?ask=//evil.example",
        "?u=x",
    ],
)
def test_it_never_holds_an_address_of_somebody_else(site: MakeSite, query: str) -> None:
    assert read_png(site(base_url=OURS).client.get(f"/qr.png{query}").data) == [f"{OURS}/"]


def test_a_short_link_stands_in_the_code_and_on_the_poster(site: MakeSite, tmp_path: Path) -> None:
    made = site(base_url=OURS)
    short = f"{OURS}/go/leeds-friends"
    query = "?ask=cotton-import-ban&go=leeds-friends"
    assert read_png(made.client.get(f"/qr.png{query}").data) == [short]
    page = made.get(f"/share/print{query}").submit(line="Tuesdays")
    assert short in page.words
    poster = page.click("a[href^='/print/poster?']")
    assert "letters.example/go/leeds-friends" in poster.words
    assert "Ask your MP to press for it" in poster.words
    pdf = page.client.client.get(f"/print/cards.pdf{query}").data
    assert set(read_pdf(pdf, tmp_path)) == {short}


@pytest.mark.parametrize("code", ["../find", "a b", "x" * 31, "https://evil.example", "%2F%2Fevil", "-", "É"])
def test_what_cannot_be_a_short_link_is_left_out(site: MakeSite, code: str) -> None:
    assert read_png(site(base_url=OURS).client.get("/qr.png", query_string={"go": code}).data) == [f"{OURS}/"]


def test_without_a_base_url_it_leads_to_where_it_was_made(client: FlaskClient) -> None:
    answer = client.get("/qr.png", headers={"Host": "two.example"})
    assert read_png(answer.data) == ["http://two.example/"]
    assert "public" not in answer.headers["Cache-Control"]


def test_the_page_leads_to_all_that_can_be_printed(page: PageClient) -> None:
    choose = page.get("/share/print?ask=cotton-import-ban&via=leeds")
    assert "Take a decision on banning imports of cotton" in choose.words
    found = choose.submit(line="Tuesdays, 7 pm & later")
    kept = "?ask=cotton-import-ban&via=leeds"
    links = {str(link["href"]) for link in found.soup.select("main a[href]")}
    line = f"&line={quote('Tuesdays, 7 pm & later', safe='')}"
    assert {f"/print/{name}{kept}{line}" for name in ("poster", "poster.pdf", "cards", "cards.pdf")} <= links
    assert {f"/qr.svg{kept}", f"/qr.png{kept}"} <= links
    for link in links:
        assert page.get(link).status == 200


@pytest.mark.parametrize("kind", ["poster", "cards"])
def test_page_and_pdf_say_the_same_and_their_codes_lead_to_the_same_place(
    site: MakeSite, tmp_path: Path, kind: str
) -> None:
    made = site(base_url=OURS, organiser="Ann's Friends", organiser_address="1 High Street")
    query = "?ask=cotton-import-ban&line=Ynys%20M%C3%B4n%3A%20%3Cb%3ETuesdays%3C%2Fb%3E"
    page, answer = made.get(f"/print/{kind}{query}"), made.client.get(f"/print/{kind}.pdf{query}")
    assert answer.mimetype == "application/pdf"
    printed = text_of(answer.data)
    for said in (
        "Take a decision on banning imports",
        "Ask your MP to press for it",
        "Ynys Môn: <b>Tuesdays</b>",
        "A practice copy",
    ):
        assert said in page.words
        assert said in printed
    code = page.soup.select_one(f".{'poster' if kind == 'poster' else 'hand-out'} img")
    assert code is not None
    assert read_svg(made.client.get(str(code["src"])).data)[0] == f"{OURS}/?ask=cotton-import-ban"
    assert set(read_pdf(answer.data, tmp_path)) == {f"{OURS}/?ask=cotton-import-ban"}


def test_a_real_site_says_who_runs_it(site: MakeSite) -> None:
    made = site(practice=False, organiser="Ann's Friends", organiser_address="1 High Street")
    assert "Run by Ann's Friends, 1 High Street." in made.get("/print/poster").words
    assert "Run by Ann's Friends, 1 High Street." in text_of(made.client.get("/print/poster.pdf").data)
    assert "Run by" not in text_of(site(practice=False).client.get("/print/poster.pdf").data)


def test_while_parliament_is_dissolved_it_is_the_next_mp(site: MakeSite) -> None:
    assert "Write to your next MP" in site(parliament=Dissolved()).get("/print/poster").words


def test_a_line_that_is_too_long_is_refused_kindly_everywhere(page: PageClient) -> None:
    long = "x" * 81
    assert page.get(f"/share/print?line={'x' * 70_00}").status == 422
    found = page.get(f"/share/print?line={long}")
    assert found.status == 422
    assert found.h1
    assert "at most 80 characters" in found.words
    assert found.value("#line") == long
    assert not found.soup.select("a[href^='/print/']")
    for name in ("poster", "cards", "poster.pdf", "cards.pdf"):
        away = page.get(f"/print/{name}?via=leeds&line={long}")
        assert (away.status, away.follow().status) == (303, 422)
    assert page.get(f"/share/print?line={'x' * 80}").status == 200


@pytest.mark.parametrize(
    "path", ["/qr.svg", "/qr.png", "/print/poster", "/print/cards", "/print/poster.pdf", "/share/print"]
)
def test_a_link_that_no_code_can_hold_is_explained_with_a_way_on(
    path: str, page: PageClient, services: Services
) -> None:
    carried = [("say", "😀" * 200), *(("ask", one.id) for one in services.content.recommendations)]
    answer = page.get(f"{path}?{urlencode(carried)}")
    if path != "/share/print":
        assert answer.status == 303
        answer = page.get(answer.headers["Location"])
    assert answer.status == 422
    assert "too long for a QR code" in answer.words
    assert answer.soup.select_one("img.code") is None
    assert answer.click("main a.button").status == 200


def test_a_line_without_a_glyph_is_explained_and_the_web_page_is_offered(page: PageClient) -> None:
    app = page.client.application
    # Only the fonts that every installation has: no computer's own may happen to have cuneiform.
    install(app, replace(app.extensions["campaign"], posters=PosterPress((bundled_folder(),), system_fonts=False)))
    found = page.get(f"/print/poster.pdf?line={quote(CUNEIFORM)}")
    assert found.status == 422
    assert "has no font" in found.words
    assert found.value("#line") == CUNEIFORM
    assert CUNEIFORM in page.get(f"/print/poster?line={quote(CUNEIFORM)}").words


@pytest.mark.parametrize("path", ["/print/letter", "/print/poster.docx", "/print/cards.png", "/qr.gif", "/qr"])
def test_there_is_nothing_else(page: PageClient, path: str) -> None:
    assert page.get(path).status == 404
