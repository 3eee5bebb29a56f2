"""Forms from other websites and far too much text are refused, each with a page that helps."""

from __future__ import annotations

import io
from urllib.parse import parse_qsl, urlencode

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder, run_wsgi_app

from campaign.web.guards import read_pairs, sent_form
from tests.page import PageClient
from tests.web.conftest import FILLED, SEAT, MakeSite


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:81"},
        {"Origin": "http://[bad"},
    ],
    ids=str,
)
def test_a_form_from_another_website_is_refused_with_a_way_on(page: PageClient, headers: dict[str, str]) -> None:
    answer = page.post(SEAT, FILLED, headers=headers)
    assert answer.status == 403
    assert answer.h1 == "That came from another website"
    assert answer.click("main a").url == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_our_own_forms_are_taken(page: PageClient, headers: dict[str, str]) -> None:
    assert page.post(SEAT, FILLED, headers=headers).status == 200


def test_the_public_address_counts_as_ours_behind_a_proxy_that_changes_the_host(site: MakeSite) -> None:
    public = site(base_url="https://letters.example")
    assert public.post(SEAT, FILLED, headers={"Origin": "https://letters.example"}).status == 200
    assert public.post(SEAT, FILLED, headers={"Origin": "https://other.example"}).status == 403


def test_links_from_other_websites_are_welcome(page: PageClient) -> None:
    assert page.get(SEAT, headers={"Sec-Fetch-Site": "cross-site"}).status == 200


def test_more_than_64_kilobytes_are_refused_with_a_page(page: PageClient) -> None:
    answer = page.post(SEAT, {**FILLED, "own_words": "word " * 14_000})
    assert answer.status == 413
    assert "64 kilobytes" in answer.words
    assert "are usually still there" in answer.words


@pytest.mark.parametrize("path", ["/find", "/by-hand", SEAT, "/about", "/nowhere"])
def test_every_address_refuses_too_much(page: PageClient, path: str) -> None:
    assert page.post(path, {"x": "x" * 65_536}).status == 413


def test_a_body_that_does_not_say_its_length_is_counted_while_it_is_read(app: Flask) -> None:
    for size, status in ((70_000, 413), (10, 422)):
        builder = EnvironBuilder(path="/find", method="POST", content_type="application/x-www-form-urlencoded")
        environ = builder.get_environ()
        del environ["CONTENT_LENGTH"]
        environ |= {
            "wsgi.input": io.BytesIO(b"postcode=" + b"x" * size),
            "wsgi.input_terminated": True,
            "HTTP_TRANSFER_ENCODING": "chunked",
        }
        assert run_wsgi_app(app, environ)[1].startswith(str(status))


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_that_was_cut_off_on_its_way_makes_no_letter(app: Flask, kind: str) -> None:
    builder = EnvironBuilder(path=SEAT, method="POST", content_type=kind, data=b"ask=cotton-import-ban&name=An")
    environ = builder.get_environ() | {"CONTENT_LENGTH": "1000"}
    assert run_wsgi_app(app, environ)[1].startswith("400")


def test_a_form_can_be_read_twice(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"name": "Ann", "ask": ["one", "two"]}):
        app.preprocess_request()
        assert sent_form() == sent_form() == request.form
        assert sent_form().getlist("ask") == ["one", "two"]


SNAGS = (
    b"&", b"=", b"%", b"%2", b"%ff", b"%ed%a0%80", b"%f0%9f", b"\xf0\x9f", b"#", b"?", b"/", b"+", b" ", b"\t", b"\n",
    b"\r", b"\0", b"%00", b";", b"'", b'"', b"<", b"a",
)  # fmt: skip
"""What ends a part of an address, is skipped in one, or is no text."""


@given(st.lists(st.sampled_from(SNAGS) | st.binary(max_size=6), max_size=15).map(b"".join))
def test_a_plain_form_is_read_as_the_standard_library_reads_it(body: bytes) -> None:
    assert read_pairs(body) == parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, errors="replace")


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_whatever_a_form_holds_comes_back(pairs: list[tuple[str, str]]) -> None:
    sent = [(one.encode("utf-8", "replace"), other.encode("utf-8", "replace")) for one, other in pairs]
    assert read_pairs(urlencode(sent).encode()) == [(one.decode(), other.decode()) for one, other in sent]


def test_a_form_of_a_thousand_fields_is_refused(client: FlaskClient) -> None:
    body = {f"field{n}": (io.BytesIO(b""), "") for n in range(1_000)}
    answer = client.post(SEAT, data=body, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_plain_form_of_a_thousand_fields_is_refused(page: PageClient) -> None:
    assert page.post(SEAT, [(f"field{n}", "x") for n in range(1_000)]).status == 413


def test_bytes_that_are_not_utf8_do_not_cost_the_rest_of_the_form(client: FlaskClient) -> None:
    body = b"own_words=caf\xe9+and+caf%E9&name=Jo"
    answer = client.post(SEAT, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "caf\ufffd and caf\ufffd" in answer.text
    assert 'value="Jo"' in answer.text
