"""The templates of a campaign: which file wins, and what is said about a bad one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.errors import TemplateError
from campaign.letters import Composer, LetterTemplates
from tests.letters.conftest import REPOSITORY
from tests.letters.samples import CONTENT, IDS, TODAY, WRITER, seat

MINE = "Subject: Mine\n\n{{ writer.own_words }}\n"


def problems(*folders: Path) -> list[str]:
    with pytest.raises(TemplateError) as error:
        LetterTemplates(folders)
    return [str(problem) for problem in error.value.problems]


def test_the_shipped_templates_are_standard_and_short(shipped: LetterTemplates) -> None:
    assert shipped.names == ("short", "standard")


def test_the_organisers_file_wins_and_may_add_names(folder_with: Callable[..., Path]) -> None:
    folder = folder_with(standard=MINE, very_short=MINE)
    templates = LetterTemplates([folder, REPOSITORY])
    assert templates.names == ("short", "standard", "very-short")
    letter = Composer(CONTENT, templates, lambda: TODAY).compose(seat(), IDS[:1], WRITER)
    assert letter.subject == "Mine"


def test_a_file_saved_by_a_windows_editor_is_read(folder_with: Callable[..., Path]) -> None:
    folder = folder_with(standard=b"\xef\xbb\xbf" + MINE.replace("\n", "\r\n").encode())
    assert LetterTemplates([folder]).names == ("standard",)


def test_a_folder_without_templates_has_none(tmp_path: Path) -> None:
    assert LetterTemplates([tmp_path]).names == ()


def test_files_of_other_kinds_are_left_alone(folder_with: Callable[..., Path]) -> None:
    folder = folder_with(standard=MINE)
    (folder / "templates" / "letters" / "notes.md").write_text("{{ nothing }}")
    (folder / "templates" / "letters" / "folder.txt").mkdir()
    assert LetterTemplates([folder]).names == ("standard",)


def test_a_strange_file_name_is_a_problem(folder_with: Callable[..., Path]) -> None:
    assert problems(folder_with(**{"My Letter": MINE})) == [
        "letters/My Letter.txt:1: rename or delete this file: "
        "a name has 1 to 40 small letters, figures and dashes, and ends in .txt"
    ]


def test_a_file_that_is_not_text_is_a_problem(folder_with: Callable[..., Path]) -> None:
    [said] = problems(folder_with(standard=b"\xff\xfeS\x00"))
    assert said == "letters/standard.txt:1: this file cannot be read; save it as plain text in UTF-8"


def test_all_problems_of_all_files_are_told_at_once(folder_with: Callable[..., Path]) -> None:
    broken = MINE + "{{ one }}\n{{ mp.nam }}\n"
    said = problems(folder_with(a=broken, b=broken))
    assert said == [
        "letters/a.txt:4: 'one' is not a name that a letter can use",
        "letters/a.txt:5: 'nam' is not a field of an MP (did you mean 'name'?)",
        "letters/b.txt:4: 'one' is not a name that a letter can use",
        "letters/b.txt:5: 'nam' is not a field of an MP (did you mean 'name'?)",
    ]


def test_an_unknown_name_gets_a_hint(shipped: LetterTemplates) -> None:
    with pytest.raises(TemplateError, match=r"did you mean 'standard'"):
        shipped.get("standart")
    with pytest.raises(TemplateError, match=r"there are: short, standard"):
        shipped.get("../../etc/passwd")
