"""What nobody would type by accident: markup, broken characters, second recipients, endless words."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.page import PageClient
from tests.web.conftest import FILLED, SEAT, fields_of, letter_of

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% raw %}</textarea></pre><b>"
FIELDS = ("own_words", "name", "address", "mp_name", "constituency", "subject", "letter", "kept", "via", "template")
BUTTONS = ("compose", "another", "update", "edit", "take-0", "download", "nonsense", "take-x", "take-²")


def harmless(text: str) -> None:
    """No tag or attribute of the attack became part of the page."""
    soup = BeautifulSoup(text, "html5lib")
    assert not soup.select("script:not([src]), img:not([src^='/counted/visit.svg']), b, [onerror]")
    assert "49" not in soup.get_text().split()


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("path", [SEAT, "/by-hand"])
def test_markup_in_every_field_stays_text(page: PageClient, path: str, button: str) -> None:
    typed: dict[str, Any] = dict.fromkeys(FIELDS, ATTACK) | {"ask": ["cotton-import-ban", ATTACK], "action": button}
    for asks in (typed["ask"], ["cotton-import-ban"]):
        answer = page.post(path, typed | {"ask": asks})
        assert answer.status in {200, 422}
        if answer.is_html:
            harmless(answer.text)


def test_markup_in_addresses_and_links_stays_text(page: PageClient) -> None:
    for path in ("/", SEAT, "/by-hand", "/write/nowhere"):
        answer = page.client.get(path, query_string={"ask": ATTACK, "via": ATTACK, "constituency": ATTACK})
        harmless(answer.text)
    harmless(page.post("/find", {"postcode": ATTACK, "ask": ATTACK, "via": ATTACK}).text)
    harmless(page.get("/write/%3Cscript%3Ealert(1)%3C%2Fscript%3E").text)
    harmless(page.get("/%3Cscript%3Ealert(1)%3C%2Fscript%3E").text)


def test_a_line_break_in_a_name_makes_no_second_header(page: PageClient) -> None:
    evil = "Jo\r\nBcc: victim@example.org\r\n\r\nhello"
    typed = FILLED | {"name": evil, "mp_name": evil, "constituency": evil, "subject": evil, "template": "short"}
    for path in (SEAT, "/by-hand"):
        answer = page.post(path, typed, headers={"User-Agent": "X11; Linux"})
        assert answer.status == 200
        for link in answer.soup.select("#mail a"):
            subject = str(link["href"]).split("subject=" if "subject=" in str(link["href"]) else "su=")[1].split("&")[0]
            assert not set("\r\n") & set(unquote(subject))
        saved = answer.submit(button="button[value=download]", subject=evil)
        assert "\n" not in saved.headers["Content-Disposition"]


def test_a_subject_of_many_lines_is_one_line_in_every_link(page: PageClient) -> None:
    letter = page.post(SEAT, FILLED)
    answer = letter.submit(button="button[value=update]", subject="A\r\nBcc: victim@example.org", letter="x")
    for link in answer.soup.select("#mail a"):
        assert "%0A" not in str(link["href"]).split("body=")[0]
        assert "%0D" not in str(link["href"]).split("body=")[0]


def test_one_endless_word_and_ten_thousand_lines_are_taken(page: PageClient) -> None:
    for words in ("x" * 5_000, "a\n" * 2_500):
        answer = page.post(SEAT, FILLED | {"own_words": words})
        assert answer.status == 200
        assert words.strip() in letter_of(answer)
    assert page.post(SEAT, FILLED | {"own_words": "word\n" * 10_000}).status in {413, 422}


def test_text_from_right_to_left_stays_as_it_is(page: PageClient) -> None:
    words = "\u202eمەن بىر ئۇيغۇر\u202c — שלום"
    assert words in letter_of(page.post(SEAT, FILLED | {"own_words": words}))


def test_control_characters_are_taken_out_and_nothing_else(page: PageClient) -> None:
    answer = page.post(SEAT, FILLED | {"own_words": "a\x00b\x07c\td", "name": "J\x00o", "address": "1\x08 Road"})
    assert "abc\td" in letter_of(answer)
    assert not set(map(chr, range(32))) - {"\n", "\t"} & set(answer.text)


NOT_UTF8 = [b"own_words=%FF%FE&name=%C3&ask=%80", b"\xff\xfe=\x80&own_words=\xc3", b"%", b"=&&=="]
KINDS = ["application/json", "text/plain", "", "multipart/form-data", "multipart/form-data; boundary="]


@pytest.mark.parametrize("body", NOT_UTF8)
def test_bytes_that_are_not_utf8_are_survived(client: FlaskClient, body: bytes) -> None:
    for path in (SEAT, "/by-hand", "/find"):
        answer = client.post(path, data=body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {400, 422}


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_of_another_kind_is_an_empty_form(client: FlaskClient, kind: str) -> None:
    assert client.post(SEAT, data=b'{"ask": 1}', content_type=kind).status_code in {400, 422}


def test_the_hidden_state_may_be_anything(page: PageClient) -> None:
    for seed in ("-1", "1e9", "9" * 50, "٣", "x", ""):
        assert page.post(SEAT, FILLED | {"seed": seed, "action": "another", "made": ATTACK}).status == 200
    for button in ("take-99", "take-" + "9" * 60):
        answer = page.post(SEAT, FILLED | {"letter": "Mine", "kept": ["One"], "action": button})
        assert fields_of(answer)["letter"] == ["Mine"]
        assert fields_of(answer)["kept"] == ["One"]


TEXT = st.text(max_size=300)


@given(own=TEXT, name=TEXT, address=TEXT, letter=TEXT, subject=TEXT, kept=st.lists(TEXT, max_size=5),
       button=st.sampled_from(BUTTONS))  # fmt: skip
@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_a_page(client: FlaskClient, button: str, own: str, **typed: Any) -> None:
    def sound(value: str) -> str:
        return value.encode("utf-8", "replace").decode()

    data = {name: [sound(v) for v in value] if name == "kept" else sound(value) for name, value in typed.items()}
    answer = client.post(SEAT, data=FILLED | data | {"own_words": sound(own), "action": button})
    assert answer.status_code in {200, 422}
