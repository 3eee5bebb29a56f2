"""docs/templates.md says what is true."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.letters import check_templates
from campaign.letters.contract import NAMES
from campaign.letters.filters import FILTERS
from campaign.letters.reference import document, reference
from tests.letters.conftest import REPOSITORY
from tests.letters.samples import CONTENT, TODAY

GUIDE = REPOSITORY / "docs" / "templates.md"
TEXT = GUIDE.read_text(encoding="utf-8")


def test_the_tables_in_the_guide_are_those_of_the_program() -> None:
    anew = "write it anew: GUIDE.write_text(document(GUIDE.read_text())), from campaign.letters.reference"
    assert document(TEXT) == TEXT, anew


def test_every_name_and_every_filter_is_in_the_tables() -> None:
    tables = reference()
    assert all(f"| `{name}` |" in tables for name in (*NAMES, *FILTERS))


@pytest.mark.parametrize("example", re.findall(r"```jinja\n(.*?)```", TEXT, re.DOTALL))
def test_each_whole_template_in_the_guide_passes_the_check(example: str, folder_with: Callable[..., Path]) -> None:
    assert check_templates([folder_with(very_short=example)], CONTENT, TODAY) == ()


def test_each_piece_in_the_guide_is_something_a_letter_may_say(folder_with: Callable[..., Path]) -> None:
    pieces = [piece for piece in re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL) if not piece.startswith("letters/")]
    pieces += re.findall(r"`(\{\{ (?!…|writer\.own_words).*?\}\})`", TEXT.replace("\\|", "|"))
    assert len(pieces) > 4
    whole = (
        "Subject: x\n\n{{ writer.own_words }}\n{% for one in recommendations %}" + "\n".join(pieces) + "{% endfor %}"
    )
    folder = folder_with(pieces=whole)
    assert [p for p in check_templates([folder], CONTENT, TODAY) if "in a letter to" not in p.message] == []


def test_the_mistake_in_the_guide_is_told_in_the_words_of_the_guide(folder_with: Callable[..., Path]) -> None:
    source = "Subject: x\n\n{{ writer.own_words }}\n\n{% for one in recommendations %}\n{{ one.titel }}\n{% endfor %}\n"
    [problem] = check_templates([folder_with(standard=source)], CONTENT, TODAY)
    assert str(problem) in TEXT
