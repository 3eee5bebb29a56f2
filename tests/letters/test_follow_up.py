"""The three second letters: filled in once, with a gap for what is not known, and checked when they are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import ContentError
from campaign.letters.follow_up import FOLDER, GAPS, KINDS, FollowUps, load_follow_ups
from campaign.models import Writer
from campaign.settings import bundled_folder
from tests.letters.samples import WRITER, by_hand, seat

SHIPPED = load_follow_ups((bundled_folder(),))


def test_all_three_are_filled_in() -> None:
    letters = SHIPPED.letters(seat(), WRITER, "1 November 2026")
    assert tuple(letters) == KINDS
    for letter in letters.values():
        assert letter.text.startswith("Dear Dame Siân,\n\n")
        assert letter.text.endswith("Yours sincerely,\n\nSam Writer\n1 Quay Street\nPort Example\nZZ1 1AA\n")
        assert "1 November 2026" in letter.text
        assert letter.subject
        assert not set("{}") & set(letter.text + letter.subject)
        assert letter.to_email == "sian.example.mp@example.org"
        assert len(letter.text.split()) < 150


def test_what_is_not_known_stays_a_gap_that_is_easy_to_see() -> None:
    letter = SHIPPED.letters(by_hand(""), Writer(), "")["chase"]
    assert GAPS["name"] in letter.text
    assert GAPS["address"] in letter.text
    assert GAPS["constituency"] in letter.text
    assert GAPS["date"] in letter.subject
    assert letter.to_email is None


def test_the_vacant_place_has_a_gap_for_a_name() -> None:
    from tests.letters.samples import VACANT

    assert "Dear [your MP's name]," in SHIPPED.letters(VACANT, WRITER, "")["thank"].text


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_braces_and_line_breaks_in_what_was_typed_do_nothing(name: str, address: str, day: str) -> None:
    letter = SHIPPED.letters(seat(), Writer(name + "{address}\n", address, own_words="x"), day + "{name}")["chase"]
    assert "{address}" in letter.text
    assert "{name}" in letter.subject
    assert "\n" not in letter.subject


def folder_with(folder: Path, **texts: str) -> Path:
    (folder / FOLDER).mkdir(parents=True)
    for kind, text in texts.items():
        (folder / FOLDER / f"{kind}.txt").write_text(text, encoding="utf-8")
    return folder


def test_an_organisers_own_text_is_used_and_the_others_are_the_shipped_ones(tmp_path: Path) -> None:
    found = load_follow_ups((folder_with(tmp_path, thank="Subject: Ta\n\nTa, {name}"), bundled_folder()))
    assert found.letters(seat(), WRITER, "")["thank"].text == "Ta, Sam Writer\n"
    assert found.texts["chase"] == SHIPPED.texts["chase"]


def test_every_problem_is_told_with_its_place(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path, chase="Dear {mp},\n\nI am {nobody}", thank="Subject:\n\nx", answer="Subject: {name}\n"
    )
    with pytest.raises(ContentError) as caught:
        load_follow_ups((folder,))
    found = [str(problem) for problem in caught.value.problems]
    assert [line.split(": ")[0] for line in found] == [
        "templates/follow_up/chase.txt:1",
        "templates/follow_up/chase.txt:1:6",
        "templates/follow_up/chase.txt:3:6",
        "templates/follow_up/thank.txt:1",
    ]
    assert "there is no {mp}; there are {salutation}" in found[1]


def test_a_missing_or_unreadable_file_is_a_problem_too(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, chase="Subject: x\n")
    (folder / FOLDER / "thank.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ContentError) as caught:
        load_follow_ups((folder,))
    assert [problem.message for problem in caught.value.problems] == [
        "this file is missing",
        "this file cannot be read as UTF-8 text",
    ]


def test_the_shipped_texts_are_checked_values() -> None:
    assert isinstance(SHIPPED, FollowUps)
    assert set(SHIPPED.texts) == set(KINDS)
