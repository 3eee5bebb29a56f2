"""The PDF as it is: read by pypdf, a library that had no part in making it."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from campaign.errors import FileError
from campaign.models import Letter
from campaign.outputs import Press
from campaign.outputs.paper import plain
from campaign.outputs.pdf import check_print, page_data
from campaign.settings import bundled_folder
from campaign.typesetting import FOLDER, FONTS, font_folders
from tests.outputs.conftest import HEAD, changed, composed, squeezed

TEMPLATE = FOLDER / "letter.typ"
MM = 72 / 25.4
NO_FONT_HAS = "\U0010fffd"
EUROPEAN = "aAzŴŵÓéâŷïßñłøşğ .,;:!?'\"“”‘’«»–—…£€&@#$%*_\\/<>[]{}()`~^+=|•½№ αβΩ ЖяЇ 1290\u200b\u00ad\ufeff\t\n"
NAMES = ["Siân Ŵyn", "Órfhlaith", "Ynys Môn", "“Nebijan” — ‘Tursun’", "Łukasz Şahin", "Дмитро", "Ελένη", "W\u0302yn"]


def read(press: Press, letter: Letter) -> PdfReader:
    return PdfReader(BytesIO(press.pdf(letter)))


def words(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def seen(text: str) -> str:
    """What the eye can see of a text."""
    return "".join(c for c in squeezed(plain(text)) if c not in "\u200b\u00ad")


def places(reader: PdfReader) -> list[tuple[float, float, str]]:
    """Every piece of text of the first page with its place: millimetres from the left and from the top."""
    found: list[tuple[float, float, str]] = []

    def visit(text: str, page: list[float], line: list[float], *_: object) -> None:
        if text.strip():
            x, y = line[4], line[5]
            across, up = page[0] * x + page[2] * y + page[4], page[1] * x + page[3] * y + page[5]
            found.append((across / MM, 297 - up / MM, text.strip()))

    reader.pages[0].extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize(("asks", "template"), [(1, "standard"), (3, "standard"), (1, "short"), (3, "short")])
def test_a_usual_letter_is_one_a4_page(press: Press, asks: int, template: str) -> None:
    reader = read(press, composed(asks, template))
    assert len(reader.pages) == 1
    assert [round(float(side) / MM) for side in reader.pages[0].mediabox[2:]] == [210, 297]


def test_a_long_letter_goes_on_with_page_numbers(press: Press) -> None:
    reader = read(press, composed(8, own_words="I have more to say. " * 60))
    assert len(reader.pages) == 2
    assert "1 of 2" in reader.pages[0].extract_text()
    assert "2 of 2" in reader.pages[1].extract_text()
    assert " of 1" not in words(read(press, composed()))


def test_it_is_tagged_titled_and_in_british_english(press: Press) -> None:
    letter = composed(3)
    reader = read(press, letter)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == letter.subject
    assert reader.metadata.author is None
    assert list(kinds(root["/StructTreeRoot"])).count("/LI") == 3


def kinds(node: object) -> Iterator[str]:
    """The kind of every element of the structure tree."""
    if isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            yield from kinds(child.get_object())


def test_an_independent_check_for_pdf_ua_finds_nothing(press: Press, tmp_path: Path) -> None:
    pdfua = pytest.importorskip("pdfua", reason="the checker is not installed")
    for number, letter in enumerate((composed(3), composed(8), changed("نەبىجان\n\nhello"))):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(press.pdf(letter))
        assert pdfua.validate(file).findings == ()


def test_all_fonts_are_in_the_file_and_can_be_read_back(press: Press) -> None:
    reader = read(press, composed(3, name="نەبىجان Siân"))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert len(fonts) >= 2
    for font in fonts:
        assert "/ToUnicode" in font
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize("name", NAMES)
def test_european_names_are_printed_as_they_are_written(press: Press, name: str) -> None:
    assert squeezed(name) in squeezed(words(read(press, composed(name=name, address=f"1 {name}\nZZ1 1AA"))))


@pytest.mark.parametrize("name", ["نەبىجان تۇرسۇن", "محمد", "ڭۇۋ ھېرقېز", "یوسف ٹڈڑ"])
def test_uyghur_and_arabic_names_are_printed_on_every_computer(press: Press, name: str) -> None:
    # Letters of these scripts are joined in the font, and read back in the order in which they are drawn.
    printed = words(read(press, composed(name=name)))
    assert sorted(squeezed(name) * 2) == sorted(c for c in printed if c > "\u0590")


@pytest.mark.parametrize("text", [NO_FONT_HAS, "漢字", "a" + NO_FONT_HAS, "བོད", "한"])
@pytest.mark.parametrize("where", ["name", "own_words", "address"])
def test_a_letter_without_a_glyph_gives_no_pdf(press: Press, text: str, where: str) -> None:
    with pytest.raises(FileError) as caught:
        press.pdf(composed(**{where: text}))
    assert caught.value.code == "pdf-glyph"
    assert text not in str(caught.value)
    assert caught.value.__suppress_context__
    assert press.pdf(composed())  # and the next letter is made


def test_what_looks_like_typst_is_printed_as_it_is(press: Press) -> None:
    hostile = "#eval(1) $x^2$ *bold* _it_ `raw` <label> @ref \\ // gone? /* no */ #import 'x' = h\n- 1\n+ 2\n~--- \"q\""
    own, whole = composed(own_words=hostile, name="#name[]"), changed(f"{HEAD}\n\nDear #x,\n\n{hostile}")
    for letter in (own, whole, changed(hostile)):
        assert squeezed(hostile) in squeezed(words(read(press, letter)))


@given(st.lists(st.text(EUROPEAN, max_size=60), max_size=20).map("\n".join), st.booleans())
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_of_a_text_is_lost_and_all_is_in_order(press: Press, text: str, is_letter: bool) -> None:
    text = f"{HEAD}\n\nDear Siân,\n\n{text}\n\nYours sincerely,\n\nAnn" if is_letter else text
    printed = iter(seen(words(read(press, changed(text)))))
    lost = [c for c in seen(text) if c not in printed]
    assert lost == []


@given(st.text(max_size=300), st.text(max_size=100))
@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_pdf_or_our_own_error(press: Press, text: str, subject: str) -> None:
    try:
        made = press.pdf(changed(text, subject=subject))
    except FileError as error:
        made = error.code.encode()
    assert made.startswith((b"%PDF", b"pdf-glyph"))


@pytest.mark.parametrize(
    ("text", "most"),
    [("x" * 3_000, 90), ("W" * 500, 45), ("https://example.org/" + "path/" * 90, 100), ("é" * 300, 95)],
)
def test_an_endless_word_stays_on_the_paper(press: Press, text: str, most: int) -> None:
    address = text[:60]  # in the narrow columns, too
    whole = f"{address}\n\n{HEAD}\n\nDear {text[:150]},\n\n{text}\n\nYours,\n\n{address}"
    for letter in (changed(text), changed(whole)):
        printed = words(read(press, letter)).replace("\u200b", "")
        assert max(len(line) for line in printed.splitlines() if line in text) <= most
        assert squeezed(text) in squeezed(printed)
        assert squeezed(printed).startswith(squeezed(letter.text)[:60])


def test_the_address_stands_in_the_window_and_nothing_else_does(press: Press) -> None:
    for letter in (composed(), composed(3), composed(8), composed(address="a\n" * 12 + "ZZ1 1AA")):
        address = [(x, y) for x, y, text in places(read(press, letter)) if text in WINDOW]
        assert len(address) == 4
        assert all(20 < x < 30 and 57 < y < 81 for x, y in address)
        others = [(x, y, t) for x, y, t in places(read(press, letter)) if t not in WINDOW and 46 < y < 92 and x < 110]
        assert others == []


WINDOW = {"Rt Hon Dame Siân Example MP", "House of Commons", "London", "SW1A 0AA"}


def test_there_is_room_to_sign(press: Press) -> None:
    found = {text: y for x, y, text in places(read(press, composed())) if x < 30}
    assert 15 < found["Sam Writer"] - found["Yours sincerely,"] < 30


def test_a_head_that_is_longer_than_a_page_is_not_cut_off(press: Press) -> None:
    long = "\n".join(f"line {n} " + "which goes on and on " * 20 for n in range(30))
    letter = changed(f"{long}\n\n{HEAD}\n\nDear Siân,\n\nWhy?")
    assert squeezed(letter.text) in squeezed(
        "".join(p.extract_text().rsplit("\n", 1)[0] for p in read(press, letter).pages)
    )


def test_a_letter_that_fits_one_page_in_any_setting_is_one_page(tmp_path: Path) -> None:
    # `guess` in the template spares trials; without it the same letters must get the same number of pages.
    source = (bundled_folder() / TEMPLATE).read_text(encoding="utf-8")
    trials = "tried.find(setting => guess(0.47, setting) or fits(setting))"
    assert trials in source
    (tmp_path / TEMPLATE).parent.mkdir(parents=True)
    (tmp_path / TEMPLATE).write_text(source.replace(trials, "settings.find(fits)"), encoding="utf-8")
    patient, ours = Press((tmp_path,), system_fonts=False), Press((bundled_folder(),), system_fonts=False)
    for length in range(100, 520, 20):
        words = ("This one and that other word. ", "I AM LOUD AND WIDE. ", "Ill little lilt, it is. ")[length % 3]
        letter = composed(2, own_words=words * (length // 6))
        assert len(read(ours, letter).pages) == len(read(patient, letter).pages)


def test_many_threads_get_each_their_own_letter(press: Press) -> None:
    found: dict[int, str] = {}

    def make(number: int) -> None:
        found[number] = words(read(press, changed(f"number {number} only")))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[number].strip() == f"number {number} only" for number in range(12))


def test_the_same_letter_is_the_same_file(press: Press) -> None:
    assert press.pdf(composed()) == press.pdf(composed())


@pytest.mark.parametrize(
    "template",
    ["#let x =", "#panic(sys.inputs.letter)", '#read("/etc/passwd")', "no title"],
)
def test_a_broken_template_is_our_error_and_its_words_reach_no_log(
    tmp_path: Path, template: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / TEMPLATE).parent.mkdir(parents=True)
    (tmp_path / TEMPLATE).write_text(template, encoding="utf-8")
    caplog.set_level(logging.DEBUG)
    with pytest.raises(FileError) as caught:
        Press((tmp_path,), system_fonts=False).pdf(composed(own_words="canary"))
    assert caught.value.code == "pdf-failed"
    assert "canary" not in caplog.text + str(caught.value)
    assert "no PDF" in caplog.text


def test_a_template_that_is_gone_is_our_error_too(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        Press((tmp_path,)).pdf(composed())


def test_an_organisers_own_template_and_fonts_are_used(tmp_path: Path) -> None:
    folder = (tmp_path / TEMPLATE).parent
    (folder / "fonts").mkdir(parents=True)
    shutil.copy(next(FONTS.glob("*.ttf")), folder / "fonts")
    (tmp_path / TEMPLATE).write_text('#set document(title: "x", date: none)\nOur own paper', encoding="utf-8")
    assert words(read(Press((tmp_path, bundled_folder())), composed())).strip() == "Our own paper"
    assert font_folders((tmp_path, bundled_folder())) == [folder / "fonts"]


def test_a_letter_without_a_subject_has_a_title_all_the_same() -> None:
    assert page_data(replace(composed(), subject=" "))["title"] == "Letter to Rt Hon Dame Siân Example MP"


def test_an_organisers_template_is_tried_and_its_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / TEMPLATE
    file.parent.mkdir(parents=True)
    folders = (tmp_path, bundled_folder())
    assert check_print((bundled_folder(),)) == ()
    shutil.copy(bundled_folder() / TEMPLATE, file)
    assert check_print(folders) == ()
    file.write_text('#set document(title: "x")\n#let a =\n', encoding="utf-8")
    (problem,) = check_print(folders)
    assert str(problem) == "templates/print/letter.typ:2:8: expected expression"
    file.write_text("no title", encoding="utf-8")
    assert "missing document title" in check_print(folders)[0].message


def test_a_template_that_takes_typst_down_or_never_ends_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / TEMPLATE
    file.parent.mkdir(parents=True)
    shutil.copy(bundled_folder() / TEMPLATE, file)
    folders = (tmp_path, bundled_folder())
    with monkeypatch.context() as impatient:
        impatient.setattr("campaign.typesetting.PATIENCE_FOR_ONE", 0.01)
        assert "was not finished" in check_print(folders)[0].message
    monkeypatch.setattr("sys.executable", shutil.which("false"))
    assert "typst broke off" in check_print(folders)[0].message
