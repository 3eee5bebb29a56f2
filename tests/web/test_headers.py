"""The headers that go with every answer, pinned here once."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from campaign.web.headers import ALWAYS, NOT_KEPT
from campaign.web.letter.slots import SLOTS
from tests.web.conftest import FILLED, SEAT, MakeSite

PINNED = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def test_these_headers_go_with_every_answer(app: Flask, client: FlaskClient) -> None:
    assert dict(ALWAYS) == PINNED
    app.testing = False
    app.add_url_rule("/broken", view_func=lambda: str(1 / 0))
    style = client.get("/").text.split('stylesheet" href="')[1].split('"')[0]
    answers = [
        client.get(p)
        for p in (
            "/",
            SEAT,
            "/about",
            "/health",
            "/nowhere",
            "/broken",
            "/find",
            "/constituencies",
            "/print/poster",
            "/print/cards.pdf",
            "/qr.svg",
            style,
        )
    ]
    answers += [
        client.post("/find", data={"postcode": p}) for p in ("ZZ1 1AA", "ZZ13 1AA", "ZZ14 1AA", "ZZ15 1AA", "no")
    ]
    answers += [client.post(SEAT, data=FILLED), client.post(SEAT, data={**FILLED, "letter": "x", "action": "download"})]
    answers += [client.post(SEAT, data={"own_words": "x" * 70_000}), client.options("/")]
    answers += [client.post(SEAT, headers={"Sec-Fetch-Site": "cross-site"})]
    answers += [client.get(p) for p in ("/progress", "/progress/days.csv", "/for-mps", "/sent", "/counted/visit.svg")]
    answers += [client.get(p) for p in ("/share", "/go/nothing", "/share/nothing", "/mastodon", "/report?say=Hello")]
    answers += [client.post(p, data={"say": "Hello"}) for p in ("/share", "/share/short", "/mastodon", "/report")]
    answers += [client.get(answers[-3].location or "/", follow_redirects=False)]
    answers += [client.post("/sent"), client.post("/follow-up/aldermere/reply", data={"reply": "none"})]
    assert {a.status_code for a in answers} == {200, 303, 403, 404, 405, 413, 422, 500, 503}
    for answer in answers:
        assert {name: answer.headers.get(name) for name in PINNED} == PINNED, answer.request.path
        assert "Set-Cookie" not in answer.headers
        assert len(answer.headers.getlist("Cache-Control")) == 1
        assert "Strict-Transport-Security" not in answer.headers


def test_what_may_hold_a_persons_words_is_never_stored(client: FlaskClient) -> None:
    for answer in (
        client.post(SEAT, data=FILLED),
        client.post(SEAT, data={}),
        client.post("/by-hand", data=FILLED),
        client.post("/find", data={"postcode": "ZZ1 1AA"}),
        client.post("/find", data={"postcode": "nonsense"}),
        client.post(SEAT, data={**FILLED, "letter": "x", "action": "download"}),
        client.get("/nowhere"),
    ):
        assert answer.headers["Cache-Control"] == NOT_KEPT[1] == "no-store"


def test_a_letter_with_nothing_in_it_that_was_typed_may_be_come_back_to(client: FlaskClient) -> None:
    blank = {**FILLED, "own_words": "", "name": "", "address": "", "add_later": "yes"}
    for form in (blank, blank | SLOTS):
        for action in ("compose", "another"):
            answer = client.post(SEAT, data=form | {"action": action})
            assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-cache"), action
    made = {"letter": "Dear Margaret,\n\nMine.", "subject": "S", "made": "00000000.1-00000000.2"}
    for more in (
        {"own_words": "I care."},
        {"name": "Ann Example"},
        {"address": "1 Example Street"},
        {"kept": "A letter that I changed."},
        made | {"action": "update"},
        made | {"action": "another"},
    ):
        assert client.post(SEAT, data=blank | SLOTS | more).headers["Cache-Control"] == "no-store", more
    assert client.post("/by-hand", data=blank | SLOTS | {"mp_name": "Jo"}).headers["Cache-Control"] == "no-store"


def test_pages_without_anybodys_words_are_asked_for_again_each_time(client: FlaskClient) -> None:
    for path in ("/", SEAT, "/about", "/by-hand", "/constituencies"):
        assert client.get(path).headers["Cache-Control"] == "private, no-cache"


def test_numbers_that_are_the_same_for_everybody_may_be_kept_for_a_minute(site: MakeSite) -> None:
    """By all, but for pages that name the address they were asked under: somebody may have made that up."""
    for path in ("/progress", "/progress/constituencies.csv", "/for-mps"):
        known, unknown = (site(base_url=url).get(path) for url in ("https://letters.example", ""))
        assert known.headers["Cache-Control"] == "public, max-age=60"
        whose = "public" if path.endswith(".csv") else "private"
        assert unknown.headers["Cache-Control"] == f"{whose}, max-age=60"


def test_strict_transport_comes_with_tls_or_an_https_address(client: FlaskClient, site: MakeSite) -> None:
    strict = "max-age=31536000"
    assert client.get("/", base_url="https://localhost").headers["Strict-Transport-Security"] == strict
    public = site(base_url="https://letters.example").client
    assert public.get("/").headers["Strict-Transport-Security"] == strict
    assert "Strict-Transport-Security" not in site(base_url="http://letters.example").client.get("/").headers


@pytest.mark.parametrize(("hops", "strict"), [(0, False), (1, True)])
def test_a_proxy_is_believed_only_when_the_settings_say_so(site: MakeSite, hops: int, strict: bool) -> None:
    answer = site(trusted_proxies=hops).client.get("/", headers={"X-Forwarded-Proto": "https"})
    assert ("Strict-Transport-Security" in answer.headers) is strict


def test_static_files_are_kept_for_a_year_under_an_address_that_changes(client: FlaskClient) -> None:
    style = client.get("/").text.split('stylesheet" href="')[1].split('"')[0]
    answer = client.get(style)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.mimetype == "text/css"
    old = client.get("/static/000000000000/style.css")
    assert (old.status_code, old.headers["Cache-Control"]) == (200, "no-cache")
    assert old.data == answer.data


@pytest.mark.parametrize("name", ["nothing.css", "..%2fapp.py", "style.css%00", "%2e%2e", "style.css/"])
def test_no_other_file_can_be_fetched(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/0/{name}").status_code in {200, 404}
    assert b"create_app" not in client.get(f"/static/0/{name}").data
