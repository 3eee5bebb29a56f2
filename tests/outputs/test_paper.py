"""A text is read as a letter without losing a character of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.outputs.paper import MOST_HEAD_LINES, Role, is_right_to_left, plain, read_paper
from tests.outputs.conftest import HEAD, composed, squeezed

WORDS = [
    "\n", "\n\n", " ", "Dear Ann,", "Dear", "House of Commons", "SW1A 0AA", "21 November 2026", "Yours sincerely,",
    "Kind regards", "1. ", "2) one", "PRACTICE", "\t", "x", "ئۇيغۇر", "\ufeff", "\u2028", "\u2029", "\x85", "\x00",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(WORDS), max_size=60).map("".join))


def roles(text: str) -> list[str]:
    return [str(part.role) for part in read_paper(text).parts]


@given(TEXTS)
def test_every_character_is_in_a_part_in_its_order(text: str) -> None:
    parts = read_paper(text).parts
    assert squeezed("".join(part.label + "".join(part.lines) for part in parts)) == squeezed(plain(text))
    assert all(part.lines and all("\n" not in line for line in part.lines) for part in parts)


@pytest.mark.parametrize("asks", [1, 2, 3, 8])
@pytest.mark.parametrize("template", ["standard", "short"])
def test_a_letter_as_we_make_it_has_all_its_parts(asks: int, template: str) -> None:
    paper = read_paper(composed(asks, template).text)
    assert paper.is_letter
    found = [part.role for part in paper.parts]
    assert found[:4] == [Role.SENDER, Role.DATE, Role.RECIPIENT, Role.SALUTATION]
    assert found[-2:] == [Role.CLOSING, Role.NAME]
    assert set(found[4:-2]) <= {Role.BODY, Role.ITEM}
    assert paper.of(Role.RECIPIENT)[0].lines[1:] == ("House of Commons", "London", "SW1A 0AA")
    assert paper.of(Role.NAME)[0].lines == ("Sam Writer",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEAD}\n\nDear Siân,\n\nWhy?\n\nYours,\n\nAnn\n\nPS Thanks.",
         "sender date recipient salutation body closing name after"),
        (f"{HEAD}\n\nDear Siân,\nWhy?\nYours,\n\nAnn", "sender date recipient salutation body body"),
        (f"{HEAD}\n\nDear Siân,\nWhy?\n\nYours,\nAnn", "sender date recipient salutation body closing name"),
        ("House of Commons\n\nDear X,\n\n1. a\n\n2) b\n\n3.c", "recipient salutation item item body"),
        ("PRACTICE\n\nMe\n\nMy street\n\nHouse of Commons\n\nDear X,", "note sender sender recipient salutation"),
        ("Dear all,\n\nKind words first.\n\nThe end", "salutation closing name"),
        ("Just words.\n\nTwo.\n\nYours sincerely", "body body body"),
        ("Annwyl Siân,\n\nTestun\n\nYn gywir,\n\nAnn", "salutation body closing name"),
        ("", ""),
    ],
)  # fmt: skip
def test_parts_are_told_by_what_they_say(text: str, expected: str) -> None:
    assert " ".join(roles(text)) == expected


def test_without_an_envelope_address_it_is_no_letter() -> None:
    assert read_paper(f"{HEAD}\n\nDear Siân,").is_letter
    assert not read_paper("Ann\n\nDear Siân,\n\nWhy?").is_letter
    assert not read_paper(f"{HEAD}\n\nHello!").is_letter


def test_an_endless_head_is_no_head_of_a_letter() -> None:
    assert not read_paper("a\n" * MOST_HEAD_LINES + f"\n{HEAD}\n\nDear X,").is_letter


def test_what_was_typed_stays_out_of_repr() -> None:
    assert "canary" not in repr(read_paper(f"{HEAD}\n\nDear canary,\n\ncanary"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("نەبىجان", True),
        ("«نەبىجان» x", True),
        ("12 שלום", True),
        ("x نەبىجان", False),
        ("1 2 –", False),
        ("漢字", False),
    ],
)
def test_the_first_letter_of_a_line_gives_its_direction(line: str, expected: bool) -> None:
    assert is_right_to_left(line) is expected
