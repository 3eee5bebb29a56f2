"""A letter as links and as a file: whole or not at all, and never to anybody else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PureWindowsPath
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.models import Letter
from campaign.outputs import BUDGETS, ROUTES, Way, filename, is_plain_address, text_file, ways

TEXT = "Dear Ms Môn,\n\nI am your constituent & I'd like 100% + more: £36m?\n\nYours sincerely,\nZoë\n"
LETTER = Letter(
    subject="Cotton & courage: 100% + more",
    text=TEXT,
    to_name="Rt Hon Siân Ŵyn-Môn MP",
    to_email="sian.wyn.mp@parliament.example",
    asks=("cotton-import-ban",),
    seed=0,
    template="standard",
)
KINDS = ("mailto", "gmail", "outlook", "microsoft365")
SUBJECT_NAMES = {"mailto": "subject", "gmail": "su", "outlook": "subject", "microsoft365": "subject"}


def one(kind: str, letter: Letter = LETTER, *, tight: bool = False) -> Way:
    return next(way for way in ways(letter, tight=tight) if way.kind == kind)


def fields(way: Way) -> dict[str, str]:
    """What the mail program would show, read as strictly as RFC 6068 does: "+" is a plus."""
    assert "+" not in way.url
    parts = urlsplit(way.url)
    found = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True))
    return {"to": unquote(parts.path)} | found if parts.scheme == "mailto" else found


def test_the_four_ways_come_in_the_order_in_which_they_are_offered() -> None:
    assert tuple(way.kind for way in ways(LETTER, tight=True)) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_carries_recipient_subject_and_the_whole_letter(kind: str) -> None:
    way = one(kind)
    found = fields(way)
    assert way.complete
    assert found["to"] == LETTER.to_email
    assert found[SUBJECT_NAMES[kind]] == LETTER.subject
    assert found["body"] == TEXT.replace("\n", "\r\n")


def test_a_mailto_link_is_spelt_as_the_rfc_spells_it() -> None:
    letter = replace(LETTER, subject="One & two", text="Zoë + 1\nEnd")
    assert one("mailto", letter).url == (
        "mailto:sian.wyn.mp@parliament.example?subject=One%20%26%20two&body=Zo%C3%AB%20%2B%201%0D%0AEnd"
    )


def test_the_webmail_links_open_the_pages_that_the_webmails_document() -> None:
    letter = replace(LETTER, to_email="a@b.example", subject="S", text="T")
    assert [way.url for way in ways(letter, tight=False)][1:] == [
        "https://mail.google.com/mail/?view=cm&fs=1&to=a@b.example&su=S&body=T",
        "https://outlook.live.com/mail/0/deeplink/compose?to=a@b.example&subject=S&body=T",
        "https://outlook.office.com/mail/deeplink/compose?to=a@b.example&subject=S&body=T",
    ]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_becomes_one_line_end(ends: str) -> None:
    letter = replace(LETTER, text=ends.join(["a", "b", "", "c"]))
    assert "body=a%0D%0Ab%0D%0A%0D%0Ac" in one("mailto", letter).url


@pytest.mark.parametrize(
    ("kind", "tight", "budget"),
    [
        ("mailto", True, 1_900),
        ("mailto", False, 8_000),
        ("gmail", True, 6_000),
        ("gmail", False, 6_000),
        ("outlook", False, 8_000),
        ("microsoft365", True, 8_000),
    ],
)
def test_a_link_may_be_as_long_as_its_budget_and_not_one_character_longer(kind: str, tight: bool, budget: int) -> None:
    room = budget - len(one(kind, replace(LETTER, text="")).url)
    full = one(kind, replace(LETTER, text="x" * room), tight=tight)
    over = one(kind, replace(LETTER, text="x" * (room + 1)), tight=tight)
    assert full.complete
    assert len(full.url) == budget
    assert not over.complete
    assert fields(over) == {name: value for name, value in fields(full).items() if name != "body"}


def test_ways_that_hold_the_whole_letter_come_first() -> None:
    letter = replace(LETTER, text="x" * 3_000)
    assert [(way.kind, way.complete) for way in ways(letter, tight=True)] == [
        ("gmail", True),
        ("outlook", True),
        ("microsoft365", True),
        ("mailto", False),
    ]


def test_a_subject_too_long_for_any_link_leaves_the_address() -> None:
    way = one("mailto", replace(LETTER, subject="x" * 9_000))
    assert (way.url, way.complete) == (f"mailto:{LETTER.to_email}", False)


def test_the_page_gets_the_same_budgets_and_pieces() -> None:
    assert BUDGETS == {
        "mailto": 8_000,
        "mailto-tight": 1_900,
        "gmail": 6_000,
        "outlook": 8_000,
        "microsoft365": 8_000,
    }
    for route, way in zip(ROUTES, ways(LETTER, tight=False), strict=True):
        assert re.fullmatch(rf"{re.escape(route.to)}[^&?]+{re.escape(route.subject)}[^&?]+{route.body}[^&?]+", way.url)


@pytest.mark.parametrize("email", [None, "", "   "])
def test_without_an_address_there_is_no_way_at_all(email: str | None) -> None:
    assert ways(replace(LETTER, to_email=email), tight=False) == ()


@pytest.mark.parametrize(
    "email",
    [
        "a@b.example,c@d.example",
        "a@b.example;c@d.example",
        "a@b.example c@d.example",
        "a@b.example\nBcc: c@d.example",
        "a@b.example\r\nBcc:c@d.example",
        "a@b.example\n",
        " a@b.example",
        "Jane <a@b.example>",
        "a@b.example?bcc=c@d.example",
        "a@b.example&cc=c@d.example",
        "a@b@c.example",
        "a..b@c.example",
        ".a@c.example",
        '"a b"@c.example',
        "a@localhost",
        "a@-b.example",
        "a@b.example%0d",
        "@b.example",
        "siân@b.example",
        "a@b.ëxample",
        "a@b.example\x00",
        "a" * 250 + "@b.example",
    ],
)
def test_what_is_not_one_ordinary_address_is_nobody(email: str) -> None:
    assert not is_plain_address(email)
    assert ways(replace(LETTER, to_email=email), tight=False) == ()


@pytest.mark.parametrize(
    ("email", "encoded"),
    [
        ("o'brien.mp@b.example", "o'brien.mp@b.example"),
        ("jo+mp@b.example", "jo%2Bmp@b.example"),
        ("jo?bcc=x&y=z@b.example", "jo%3Fbcc%3Dx%26y%3Dz@b.example"),
        ("100%0a@b.example", "100%250a@b.example"),
        ("a/b#c@b.example", "a%2Fb%23c@b.example"),
    ],
)
def test_odd_characters_of_a_lawful_address_are_encoded(email: str, encoded: str) -> None:
    letter = replace(LETTER, to_email=email)
    assert one("mailto", letter).url.startswith(f"mailto:{encoded}?subject=")
    assert all(fields(way)["to"] == email for way in ways(letter, tight=False))


@pytest.mark.parametrize("breaker", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00", "\x1b"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_subject_cannot_smuggle_in_a_header(kind: str, breaker: str) -> None:
    way = one(kind, replace(LETTER, subject=f"Hello{breaker}Bcc: x@y.example&cc=x@y.example"))
    assert fields(way)[SUBJECT_NAMES[kind]] == "Hello Bcc: x@y.example&cc=x@y.example"
    assert set(fields(way)) <= {"view", "fs", "to", "body", SUBJECT_NAMES[kind]}


@given(subject=st.text(max_size=80), text=st.text(max_size=400), tight=st.booleans())
def test_any_letter_gives_links_that_are_whole_or_say_that_they_are_not(subject: str, text: str, tight: bool) -> None:
    for way in ways(replace(LETTER, subject=subject, text=text), tight=tight):
        budget = BUDGETS.get(f"{way.kind}-tight" if tight else way.kind, BUDGETS[way.kind])
        assert way.url.isascii()
        assert len(way.url) <= budget
        assert fields(way)["to"] == LETTER.to_email
        assert way.complete == ("body" in fields(way))
        if way.complete:
            assert fields(way)["body"].replace("\r\n", "\n") == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(alphabet=st.characters(categories=("Cs", "L", "Cc")), max_size=20))
def test_even_half_a_character_does_not_break_a_link_or_a_file(text: str) -> None:
    letter = replace(LETTER, subject=text, text=text, to_name=text)
    assert ways(letter, tight=False)
    assert text_file(letter).decode("utf-8-sig") is not None
    assert filename(letter).isascii()


@given(st.text(max_size=60) | st.emails())
def test_whatever_stands_where_an_address_should_be_there_is_one_recipient_or_none(email: str) -> None:
    for way in ways(replace(LETTER, to_email=email), tight=False):
        assert fields(way)["to"] == email
        assert "," not in email
        assert email.count("@") == 1


def test_a_way_keeps_the_letter_out_of_its_repr() -> None:
    assert "constituent" not in repr(one("mailto"))


def test_the_file_opens_as_utf_8_with_windows_line_ends_in_every_program() -> None:
    data = text_file(LETTER)
    assert data.startswith(b"\xef\xbb\xbfDear Ms M\xc3\xb4n,\r\n\r\n")
    assert data.decode("utf-8-sig") == TEXT.replace("\n", "\r\n")


@given(st.text(alphabet=st.sampled_from("ab\r\n"), max_size=12))
def test_the_file_never_has_half_a_line_end(text: str) -> None:
    data = text_file(replace(LETTER, text=text))
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize(
    ("to_name", "name"),
    [
        ("Rt Hon Siân Ŵyn-Môn MP", "letter-to-rt-hon-sian-wyn-mon-mp.txt"),
        ("../../etc/passwd", "letter-to-etc-passwd.txt"),
        ('a"; filename="x.exe', "letter-to-a-filename-x-exe.txt"),
        ("小林", "letter-to-your-mp.txt"),
        ("", "letter-to-your-mp.txt"),
    ],
)
def test_the_file_name_is_plain_ascii(to_name: str, name: str) -> None:
    assert filename(replace(LETTER, to_name=to_name)) == name


@given(st.text(max_size=300))
def test_the_file_name_is_a_lawful_file_name_everywhere(to_name: str) -> None:
    name = filename(replace(LETTER, to_name=to_name))
    assert PureWindowsPath(name).name == name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(name) <= 100
