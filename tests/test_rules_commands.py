"""`campaign check`, `letter` and `preview` with an organiser's rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from campaign.cli import main
from campaign.models import Constituency, Member, Party, Seat
from campaign.settings import bundled_folder
from campaign.store import open_store
from tests.conftest import TODAY

RULES = """
rules:
  - when: {seat: Netherby Chase}
    thank-you: Thank you for your speech.
  - when: {position: minister, nation: {not: England}}
    note: This minister has promised to act.
  - when: {party: Oposition Party}
    add: I hope that you can help.

recommendations:
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shipped = (bundled_folder() / "recommendations.yaml").read_text(encoding="utf-8")
    (tmp_path / "recommendations.yaml").write_text(shipped.replace("\nrecommendations:\n", RULES, 1), encoding="utf-8")
    return tmp_path


def run(*line: str, **environ: str) -> int:
    return main(list(line), environ={f"CAMPAIGN_{name}": value for name, value in environ.items()}, clock=lambda: TODAY)


def test_check_names_the_seats_that_each_rule_catches(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    caught = [
        "rules, held against 16 practice seats, as there is no directory (`campaign refresh` makes one):",
        "  rule 1: 1 (Netherby Chase)",
        "  rule 2: 1 (Upper Strathcarron, Inverallt and the Isles of Morray and Skelda)",
        "  rule 3: none",
    ]
    none = f"sqlite:///{folder / 'none.sqlite3'}"
    assert run("check", str(folder), DATABASE_URL=none) == 0
    # Invented seats cannot tell whether the name of a real party is right: for practice alone they do.
    assert capsys.readouterr().out.splitlines()[:-1] == caught
    assert run("check", str(folder), "--practice", DATABASE_URL=none) == 0
    slip = "           warning: no party is called 'oposition party' (did you mean 'opposition party'?)"
    assert capsys.readouterr().out.splitlines() == [*caught, slip, "no problems, 1 warning"]


def test_with_a_directory_check_holds_them_against_every_seat(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{folder / 'directory.sqlite3'}"
    member = Member(1, "N", "N MP", "N", Party("Oposition Party"))
    seats = [Seat(Constituency(n, f"Place {n:02}"), member, "directory", TODAY) for n in range(1, 9)]
    store = open_store(url)
    edition = store.directory.begin(date(2026, 11, 20), 1)
    store.directory.put(edition, seats, complete=True)
    store.directory.publish(edition)
    assert run("check", str(folder), DATABASE_URL=url) == 0
    printed = capsys.readouterr().out
    assert "rules, held against 8 seats of the directory:" in printed
    assert "  rule 3: 8 (Place 01, Place 02, Place 03, Place 04, Place 05 and 3 more)" in printed
    assert "no seat is called 'netherby-chase'" in printed


def test_without_rules_check_says_nothing_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    assert "rule" not in capsys.readouterr().out


def test_a_letter_comes_with_the_note_beside_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("letter", "ZZ8 1AA", "--practice", "--ask", "cotton-import-ban", "--dir", str(folder)) == 0
    printed = capsys.readouterr()
    assert "This minister has promised to act." in printed.err
    assert "Dear Sir Alexander," in printed.out


def test_preview_shows_thanks_and_notes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("preview", str(folder)) == 0
    printed = capsys.readouterr().out
    assert "(A note comes first: This minister has promised to act.)" in printed
    assert "Thank you for your speech." in printed
