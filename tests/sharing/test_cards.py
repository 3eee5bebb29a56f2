"""The pictures of links: their size, their words, how they are kept."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
from PIL import Image, ImageFont

from campaign.sharing.cards import KEPT, SIZES, Card, Deck, draw_card, fit
from campaign.typesetting import FONTS

LONG = (
    "Ynys Môn",
    "Inverness, Skye and West Ross-shire",
    "Dumfriesshire, Clydesdale and Tweeddale",
    "Birmingham Hall Green and Moseley",
    "Upper Strathcarron, Inverallt and the Isles of Morray and Skelda",
)
ROOM = (1056, 322)


def card(headline: str = "Write to your MP", above: str = "Never Again Letters", below: str = "A line") -> Card:
    return Card(above, headline, below)


@pytest.mark.parametrize("name", LONG)
def test_a_card_is_a_png_of_the_size_that_networks_ask_for_and_small(name: str) -> None:
    data = draw_card(card(f"Write to the MP for {name}"))
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(data) < 60_000


@pytest.mark.parametrize("name", LONG)
def test_the_headline_is_large_whole_and_within_its_room(name: str) -> None:
    lines, font = fit(f"Write to the MP for {name}", *ROOM)
    assert " ".join(lines) == f"Write to the MP for {name}"
    assert font.size >= 70
    assert all(font.getlength(line) <= ROOM[0] for line in lines)
    assert len(lines) * font.size <= ROOM[1]


def test_lines_are_about_equally_long() -> None:
    lines, font = fit("Write to the MP for Inverness, Skye and West Ross-shire", *ROOM)
    lengths = [font.getlength(line) for line in lines]
    assert min(lengths) > 0.6 * max(lengths)


@pytest.mark.parametrize(
    "text", ["x" * 500, "word " * 400, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"]
)
def test_words_without_end_stay_within_the_room(text: str) -> None:
    lines, font = fit(text.strip(), *ROOM)
    assert font.size == SIZES[-1]
    assert all(font.getlength(line) <= ROOM[0] + font.size for line in lines)
    assert len(lines) * font.size <= ROOM[1]


def test_nothing_at_all_is_a_card_too() -> None:
    assert Image.open(BytesIO(draw_card(Card("", "", "")))).size == (1200, 630)


@pytest.mark.parametrize("weight", ["bold", "regular"])
def test_the_font_has_every_welsh_gaelic_and_common_letter(weight: str) -> None:
    font = ImageFont.truetype(str(FONTS / f"texgyrepagella-{weight}.otf"), 60)
    missing = font.getmask("\ue123").getbbox(), bytes(font.getmask("\ue123"))
    for letter in "ŵŷŴŶâêîôûÂÊÎÔÛáéíóúàèìòùäëïöüÄËÏÖÜẃỳçñ’‘“”–—…·&£'-,":
        mask = font.getmask(letter)
        assert (mask.getbbox(), bytes(mask)) != missing, letter


def test_letters_with_a_loose_accent_look_as_those_with_their_own() -> None:
    assert draw_card(card("Ynys Mo\u0302n")) == draw_card(card("Ynys M\u00f4n"))


def test_an_apostrophe_of_a_typewriter_is_set_as_one_of_a_printer() -> None:
    assert draw_card(card("St Osric's-by-the-Sea")) == draw_card(card("St Osric’s-by-the-Sea"))


def test_other_words_are_another_picture_at_another_address() -> None:
    one, two = card("Ynys Môn"), card("Ynys Mon")
    assert one.mark != two.mark
    assert draw_card(one) != draw_card(two)
    assert card("a", "b", "c").mark != card("a\nb", "", "c").mark
    assert one.mark == card("Ynys Môn").mark


def test_all_the_words_are_on_it() -> None:
    pictures = {draw_card(card(above=above, below=below)) for above in ("", "One") for below in ("", "Two")}
    assert len(pictures) == 4


def test_a_picture_is_drawn_once_and_so_many_are_kept() -> None:
    drawn: list[str] = []

    def draw(one: Card) -> bytes:
        drawn.append(one.headline)
        return one.headline.encode()

    deck = Deck(draw, kept=2)
    assert [deck.png(card(name)) for name in ("a", "a", "b", "a", "c", "b", "a")] == [
        b"a",
        b"a",
        b"b",
        b"a",
        b"c",
        b"b",
        b"a",
    ]
    assert drawn == ["a", "b", "c", "a"]
    assert KEPT > 650 + 50


def test_many_who_ask_at_once_wait_for_one_drawing() -> None:
    drawn: list[str] = []
    at_once = threading.Barrier(6)

    def draw(one: Card) -> bytes:
        drawn.append(one.headline)
        return b"x"

    deck = Deck(draw)

    def ask() -> None:
        at_once.wait()
        deck.png(card())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert drawn == ["Write to your MP"]
