"""The code of a link, read back by a decoder."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from campaign.sharing.qr import qr_png, qr_svg
from tests.sharing.eyes import read_png, read_svg

ADDRESSES = (
    "https://letters.example/",
    "https://letters.example/go/leeds",
    "https://letters.example/?ask=cotton-import-ban&via=leeds-friends",
    "https://letters.example/?"
    + "&".join(f"ask=recommendation-number-{n}" for n in range(8))
    + "&say="
    + "%C5%B5" * 60,
    "http://[::1]:8000/?via=a",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_decoder_reads_the_address_from_the_picture_and_from_the_drawing(address: str) -> None:
    assert read_png(qr_png(address)) == [address]
    assert read_svg(qr_svg(address)) == [address]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_large_enough_to_print_and_black_on_white(address: str) -> None:
    picture = Image.open(BytesIO(qr_png(address))).convert("L")
    assert picture.width == picture.height > 800
    assert {value for _, value in picture.getcolors() or ()} == {0, 255}


def test_four_modules_are_left_white_all_round() -> None:
    picture = Image.open(BytesIO(qr_png(ADDRESSES[0]))).convert("L")
    left, top, right, bottom = picture.point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    module = picture.width / (25 + 8)
    assert left == top == picture.width - right == picture.height - bottom == 4 * module


def test_the_drawing_says_what_it_is_and_holds_no_script() -> None:
    root = ElementTree.fromstring(qr_svg("https://letters.example/?ask=a&via=b"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {element.tag.split("}")[1] for element in root.iter()} <= {"svg", "title", "g", "path"}
    assert "https://letters.example/?ask=a&via=b" in "".join(root.itertext())
