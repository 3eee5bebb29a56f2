"""The poster and the cards to hand out: what is on them, and that their code is read from the page."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from campaign.errors import FileError
from campaign.settings import bundled_folder
from campaign.sharing.posters import KINDS, MOST_LINE, Poster, PosterPress, check_posters, own_line, sample, to_type
from campaign.typesetting import FOLDER
from tests.sharing.eyes import read_pdf

MM = 72 / 25.4
LONG = "Ask your MP: guidance for businesses on tracing where materials come from, and lowering the reporting threshold"


@pytest.fixture(scope="module")
def press() -> PosterPress:
    return PosterPress((bundled_folder(),), system_fonts=False)


def words(data: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).replace("\u200b", "").split()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_one_tagged_a4_page_with_all_the_words(press: PosterPress, kind: str) -> None:
    poster = sample(kind)
    data = press.pdf(poster)
    reader = PdfReader(BytesIO(data))
    assert [[round(float(side) / MM) for side in page.mediabox[2:]] for page in reader.pages] == [[210, 297]]
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    found = words(data).replace(" ", "")
    for text in (poster.site_name.upper(), poster.headline, poster.line, poster.imprint, poster.typed):
        assert found.count(text.replace(" ", "")) == (10 if kind == "cards" else 1), text


@pytest.mark.parametrize("kind", KINDS)
def test_an_independent_check_for_pdf_ua_finds_nothing(press: PosterPress, tmp_path: Path, kind: str) -> None:
    pdfua = pytest.importorskip("pdfua", reason="the checker is not installed")
    for number, line in enumerate(("", "Tuesdays", "ئۇيغۇر")):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(press.pdf(replace(sample(kind), line=line)))
        assert pdfua.validate(file).findings == ()


@pytest.mark.parametrize(
    ("kind", "count", "address"),
    [
        ("poster", 1, "https://letters.example/?via=leeds"),
        ("cards", 10, "https://letters.example/?via=leeds"),
        ("poster", 1, "https://letters.example/?" + "&".join(f"ask=recommendation-{n}" for n in range(8))),
        ("cards", 10, "https://letters.example/?" + "&".join(f"ask=recommendation-{n}" for n in range(8))),
    ],
)
def test_every_code_on_the_page_is_read_by_a_decoder(
    press: PosterPress, tmp_path: Path, kind: str, count: int, address: str
) -> None:
    data = press.pdf(replace(sample(kind), address=address, typed=to_type(address)))
    assert read_pdf(data, tmp_path) == [address] * count


@pytest.mark.parametrize("kind", KINDS)
def test_the_longest_words_stay_on_one_page(press: PosterPress, kind: str) -> None:
    for line in ("W" * MOST_LINE, "word " * 16, ""):
        data = press.pdf(replace(sample(kind), headline=LONG, line=line.strip(), call=LONG, lead=LONG, imprint=LONG))
        assert len(PdfReader(BytesIO(data)).pages) == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "line",
    ['#panic("x")', '"quoted" \\ backslash', '#import "x"', "<b>bold</b> & $x$ *y* _z_ @w", "Llŷn Ŵ ẃ", "ئۇيغۇر"],
)
def test_an_organisers_line_is_printed_as_it_is(press: PosterPress, kind: str, line: str) -> None:
    data = press.pdf(replace(sample(kind), line=line))
    if line.isascii():
        assert line.replace(" ", "") in words(data).replace(" ", "")


def test_many_who_print_at_once_get_each_their_own_or_are_told_to_come_again(press: PosterPress) -> None:
    found: dict[int, bytes] = {}

    def make(number: int) -> None:
        with suppress(FileError):
            found[number] = press.pdf(replace(sample("poster"), line=f"number {number} only"))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found
    for number, data in found.items():
        assert f"number {number} only" in words(data)


def test_a_letter_that_no_font_has_is_said_and_not_printed_as_a_box(press: PosterPress) -> None:
    with pytest.raises(FileError) as caught:
        press.pdf(replace(sample("poster"), line="\U0010fffd"))
    assert caught.value.code == "print-glyph"


def test_a_broken_template_is_our_error_and_check_names_its_place(tmp_path: Path) -> None:
    path = FOLDER / "poster.typ"
    folders = (tmp_path, bundled_folder())
    assert check_posters(folders) == ()
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text('#set document(title: "x")\n#let a =\n', encoding="utf-8")
    (problem,) = check_posters(folders)
    assert str(problem) == "templates/print/poster.typ:2:8: expected expression"
    with pytest.raises(FileError) as caught:
        PosterPress(folders).pdf(sample("poster"))
    assert caught.value.code == "print-failed"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Tuesdays,\r\n 7pm ", "Tuesdays, 7pm"),
        ("a\x00b\u202ec\u200bd\ufeff", "a b c d"),
        ("Mo\u0302n", "Môn"),
        ("\u200d", "\u200d"),
        ("", ""),
    ],
)
def test_a_line_is_one_line_of_signs_that_can_be_seen(typed: str, kept: str) -> None:
    assert own_line(typed) == kept


@given(st.text())
def test_any_text_becomes_one_line(text: str) -> None:
    line = own_line(text)
    assert line.splitlines() in ([], [line])
    assert own_line(line) == line


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("https://letters.example/", "letters.example"),
        ("https://letters.example/?via=leeds", "letters.example/?via=leeds"),
        ("https://letters.example/go/leeds", "letters.example/go/leeds"),
        ("https://letters.example/?ask=cotton-import-ban&ask=company-sanctions", "letters.example"),
    ],
)
def test_what_is_typed_from_paper_is_short(address: str, typed: str) -> None:
    assert to_type(address) == typed


def test_a_poster_is_plain_values() -> None:
    assert isinstance(sample("poster"), Poster)
