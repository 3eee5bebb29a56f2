"""docs/counting.md says what the program does: its words and numbers are compared with the code."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from campaign.counts import counter, figures, once, progress
from campaign.models.counts import Kind
from campaign.store.tables import counts
from campaign.web.numbers import counting
from tests.live import ROOT

DOC = (ROOT / "docs" / "counting.md").read_text(encoding="utf-8")
TEXT = " ".join(DOC.split())


def test_the_table_of_kinds_has_every_kind() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", DOC, re.MULTILINE)
    assert re.findall(r"`(\w+)`", " ".join(rows)) == [str(kind) for kind in Kind]


def test_a_number_belongs_to_what_is_said_and_to_nothing_else() -> None:
    assert (
        "a day, a constituency, a recommendation, the code of the link that brought the visitor (`via`), and a kind"
        in TEXT
    )
    assert [column.name for column in counts.columns] == ["day", "seat", "ask", "source", "kind", "number"]


@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        ("every three seconds", counter.EVERY_SECONDS == 3),
        ("room for 200,000 different numbers", counter.MOST_CELLS == 200_000),
        ("at most 2,000 different codes", counter.MOST_SOURCES == 2_000),
        ("the last 50,000 marks", once.MOST == 50_000),
        ("once a minute", progress.SECONDS == 60),
        ("A number under five", figures.FEW == 5),
        ("up to ten, twenty or fifty", figures.LIMITS == (5, 10, 20, 50)),
        ("in steps of five", figures.STEP == 5),
        ("at least four letters together", figures.FEW - 1 == 4),
    ],
)
def test_every_number_in_it_is_that_of_the_program(said: str, is_so: bool) -> None:
    assert said in TEXT
    assert is_so


def test_it_lists_the_words_by_which_programs_are_known(app: Flask) -> None:
    listed = TEXT.partition("holds one of these words: ")[2].partition("; or begins with ")
    inside, at_start = listed[0].split(", "), re.split(r", | or ", listed[2].partition(".")[0])
    assert sorted(inside) == sorted(["bot", *counting.PROGRAMS])
    assert sorted(at_start) == sorted(counting.PROGRAMS_AT_START)
    for word in [*inside, *at_start]:
        with app.test_request_context(headers={"User-Agent": f"{word.title()}/1.0"}):
            assert counting.is_program(), word


def test_every_address_in_it_exists(app: Flask) -> None:
    rules = {rule.rule.replace("<slug>", "<seat>") for rule in app.url_map.iter_rules()}
    named = set(re.findall(r"`(?:POST )?(/[\w/.<>-]+)`", DOC))
    assert len(named) > 3
    assert named <= rules


def test_every_file_and_command_in_it_exists(app: Flask) -> None:
    assert (ROOT / "campaign" / "static" / "sent.js").is_file()
    assert "campaign hexes import" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    from campaign.counts.figures import seat_figures

    assert f"{seat_figures.__module__}.{seat_figures.__name__}" in DOC
