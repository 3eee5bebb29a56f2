"""The Word document, read back by python-docx and as the XML that it is."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.document import Document as DocumentType
from hypothesis import given
from hypothesis import strategies as st

from campaign.models import Letter
from campaign.outputs.docx import docx_file
from campaign.outputs.paper import plain
from tests.outputs.conftest import HEAD, changed, composed, squeezed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 36_000


def opened(letter: Letter) -> DocumentType:
    return Document(BytesIO(docx_file(letter)))


def styles(letter: Letter) -> list[str]:
    return [str(paragraph.style.name) for paragraph in opened(letter).paragraphs if paragraph.style]


def part(letter: Letter, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(docx_file(letter))) as file:
        return ElementTree.fromstring(file.read(name))


def test_every_part_has_a_style_of_its_own() -> None:
    found = styles(composed(2))
    assert found[:9] == ["Sender"] * 4 + ["Date"] + ["Recipient"] * 4
    assert found[9] == "Salutation"
    assert "List Number" in found
    assert set(found[10:-2]) == {"Body Text", "List Number"}
    assert found[-2:] == ["Closing", "Signature"]


def test_it_is_a4_and_in_british_english() -> None:
    document = opened(composed())
    section = document.sections[0]
    assert [round(side / MM) for side in (section.page_width, section.page_height)] == [210, 297]  # type: ignore[operator]
    assert document.core_properties.language == "en-GB"
    languages = {tag.get(f"{W}val") for tag in part(composed(), "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_its_properties_say_nothing_of_the_library_or_the_writer() -> None:
    with zipfile.ZipFile(BytesIO(docx_file(composed()))) as file:
        names, core = file.namelist(), file.read("docProps/core.xml").decode()
    assert not any("thumbnail" in name or "customXml" in name for name in names)
    assert "python-docx" not in core
    assert "Sam Writer" not in core
    assert "2013" not in core
    assert opened(composed()).core_properties.title == composed().subject


def test_a_subject_that_is_longer_than_a_property_may_be_is_no_fault() -> None:
    assert opened(changed("a", subject="x" * 5_000)).core_properties.title == "x" * 255


@given(st.text(max_size=300), st.booleans(), st.text(max_size=80))
def test_any_text_is_in_the_document_whole(text: str, is_letter: bool, subject: str) -> None:
    text = f"{HEAD}\n\nDear Siân,\n\n{text}\n\nYours,\n\n{text[:50]}" if is_letter else text
    document = opened(changed(text, subject=subject))
    assert squeezed("".join(paragraph.text for paragraph in document.paragraphs)) == squeezed(plain(text))


@pytest.mark.parametrize("text", ["\x00\x01\x0b\x1b", "\ud800", "\ufffe\uffff", "\u2028\u2029"])
def test_what_a_word_document_may_not_hold_is_left_out(text: str) -> None:
    assert opened(changed(f"a{text}b", subject=text)).paragraphs[0].text.startswith("a")


def test_the_address_begins_where_a_window_envelope_shows_it() -> None:
    for letter in (composed(), composed(address="1 Quay Street"), composed(address="a\nb\nc\nd\nZZ1 1AA")):
        assert heights(letter)["Recipient"] == pytest.approx(57, abs=1)
        assert heights(letter)["Salutation"] == pytest.approx(94, abs=2)


def heights(letter: Letter) -> dict[str, float]:
    """Where the first line of each style begins, in millimetres from the top, if no line is too long."""
    document, y, found = opened(letter), 15.0, dict[str, float]()
    normal = document.styles["Normal"].paragraph_format
    for paragraph in document.paragraphs:
        assert paragraph.style is not None
        own, general = paragraph.paragraph_format, paragraph.style.paragraph_format  # type: ignore[attr-defined]
        y += (own.space_before or general.space_before or 0) / MM
        found.setdefault(str(paragraph.style.name), y)
        line = (general.line_spacing or normal.line_spacing) / MM
        y += (paragraph.text.count("\n") + 1) * line + (general.space_after or 0) / MM
    return found


def test_a_uyghur_paragraph_is_set_from_right_to_left_and_its_name_keeps_the_column() -> None:
    letter = composed(name="نەبىجان", own_words="مەن بىر ئۇيغۇر.\n\nAnd English.")
    body = part(letter, "word/document.xml")
    paragraphs = {"".join(p.itertext()): p for p in body.iter(f"{W}p")}
    uyghur, name = paragraphs["مەن بىر ئۇيغۇر."], paragraphs["نەبىجان"]
    assert uyghur.find(f"{W}pPr/{W}bidi") is not None
    assert name.find(f"{W}pPr/{W}bidi") is None
    assert all(p.find(f"{W}r/{W}rPr/{W}rtl") is not None for p in (uyghur, name))
    assert paragraphs["And English."].find(f"{W}pPr/{W}bidi") is None


def test_numbers_are_those_of_the_text_and_are_not_counted_again() -> None:
    letter = changed(f"{HEAD}\n\nDear X,\n\n7. seven\n\n9) nine")
    assert [p.text for p in opened(letter).paragraphs[-2:]] == ["7.\tseven", "9)\tnine"]
    assert not list(part(letter, "word/styles.xml").iter(f"{W}numPr"))
