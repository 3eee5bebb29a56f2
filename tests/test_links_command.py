"""`campaign links`: the operator sees what was made and reported, and can stop any of it."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest

from campaign.cli import main
from campaign.links import LinkBook, StoredShelf
from campaign.models.sharing import Choice
from tests.conftest import TODAY
from tests.live import ROOT


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'campaign.sqlite3'}"


@pytest.fixture
def book(url: str) -> LinkBook:
    """Two links, one of them reported, and a sentence of a link that is stored nowhere."""
    book = LinkBook(StoredShelf(url), lambda: TODAY, 180)
    book.make(Choice(), "York", "york")
    book.make(Choice(("cotton-import-ban",), "", "Please write!"), "=HYPERLINK(1)", "leeds-friends")
    book.report("Please write!", "leeds-friends")
    book.report("Something untrue of somebody.")
    return book


def run(capsys: pytest.CaptureFixture[str], url: str, *argv: str) -> tuple[int, str, str]:
    code = main(("links", *argv), environ={"CAMPAIGN_DATABASE_URL": url}, clock=lambda: TODAY)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_without_a_database_there_is_nothing_and_none_is_made(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, said = run(capsys, url, "list")
    assert (code, out) == (0, "There are no links and no reported sentences.\n")
    assert said == "note: there is no database yet where CAMPAIGN_DATABASE_URL says, so no link was ever made\n"
    assert list(tmp_path.iterdir()) == []


def test_what_was_reported_most_comes_first(url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, url, "list")
    assert code == 0
    assert re.fullmatch(
        r"leeds-friends  active, reports: 1\n  made 2026-11-21, last followed 2026-11-21: =HYPERLINK\(1\)\n"
        r"  “Please write!”\nyork  active\n  made .*: York\n"
        r"sentence:[0-9a-f]{12}  sentence, reports: 1\n  “Something untrue of somebody.”\n",
        out,
    )


def test_in_a_spreadsheet_no_cell_is_a_formula(url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, url, "list", "--csv")
    table = list(csv.DictReader(io.StringIO(out)))
    assert [row["name"] for row in table[:2]] == ["leeds-friends", "york"]
    assert "HYPERLINK" in table[0]["label"]
    for row in table:
        assert not [cell for cell in row.values() if cell[:1] in set("=+-@\t\r")]


def test_a_link_can_be_stopped_let_go_on_and_deleted(
    url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, url, "pause", "york", "leeds-friends")[0] == 0
    assert "leeds-friends  paused by you, reports: 1" in run(capsys, url, "list")[1]
    assert run(capsys, url, "resume", "leeds-friends")[0] == 0
    assert "leeds-friends  active\n" in run(capsys, url, "list")[1]
    assert run(capsys, url, "delete", "york")[0] == 0
    assert "york" not in run(capsys, url, "list")[1]
    assert not book.is_free("york")


def test_a_makers_own_pause_stays_when_the_operator_lets_go(
    url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]
) -> None:
    link = book.find("york")
    assert link is not None
    book.pause(link, True)
    run(capsys, url, "resume", "york")
    assert "york  paused by its maker" in run(capsys, url, "list")[1]


def test_a_reported_sentence_can_be_hidden_shown_and_forgotten(
    url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = f"sentence:{book.reported()[0].mark}"
    assert run(capsys, url, "pause", mark)[0] == 0
    assert LinkBook(book.shelf, book.clock).hides("Something untrue of somebody.")
    assert f"{mark}  sentence, hidden, reports: 1" in run(capsys, url, "list")[1]
    assert run(capsys, url, "resume", mark)[0] == 0
    assert not LinkBook(book.shelf, book.clock).hides("Something untrue of somebody.")
    assert run(capsys, url, "delete", mark)[0] == 0
    assert book.reported() == ()


def test_after_a_while_the_words_are_gone_and_what_is_hidden_stays_hidden(
    url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]
) -> None:
    book.report("Another thing.")
    mark = next(one.mark for one in book.reported() if one.sentence.startswith("Something"))
    run(capsys, url, "pause", f"sentence:{mark}")
    later = LinkBook(book.shelf, lambda: TODAY + timedelta(days=91))
    assert [(one.mark, one.sentence) for one in later.reported()] == [(mark, "")]
    assert run(capsys, url, "list")[1].endswith(
        f"sentence:{mark}  sentence, hidden, reports: 1\n  (its words are gone)\n"
    )


def test_a_link_cannot_be_named_so_that_a_sentence_is_out_of_reach(
    url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mark of a sentence can be worked out by anybody, and may be the name of a link."""
    mark = book.reported()[0].mark
    book.make(Choice(), "", mark)
    assert run(capsys, url, "pause", f"sentence:{mark}")[0] == 0
    assert LinkBook(book.shelf, book.clock).hides("Something untrue of somebody.")
    assert f"\n{mark}  active\n" in run(capsys, url, "list")[1]


def test_pausing_a_link_hides_its_sentence_wherever_it_is_shown(
    url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, url, "pause", "leeds-friends")[0] == 0
    assert LinkBook(book.shelf, book.clock).hides("Please write!")
    book.report("please WRITE", "leeds-friends")  # what it had led to can still be reported
    assert [one.reports for one in book.reported() if one.sentence == "Please write!"] == [2]
    assert run(capsys, url, "resume", "leeds-friends")[0] == 0
    assert not LinkBook(book.shelf, book.clock).hides("Please write!")


@pytest.mark.parametrize("name", ["\udcff", "sentence:\udcff", "sentence:", "sentence:3f1c09ab52dg", "x" * 5_000])
def test_a_name_that_nothing_can_have_is_not_known(
    name: str, url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]
) -> None:
    for what in ("pause", "resume", "delete"):
        code, _, err = run(capsys, url, what, name)
        assert code == 1
        assert err.startswith("There is no link or reported sentence named ")


def test_an_unknown_name_is_said_and_the_known_ones_are_done(
    url: str, book: LinkBook, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, url, "pause", "york", "no-such")
    assert code == 1
    assert err == "There is no link or reported sentence named 'no-such'.\n"
    assert "york  paused by you" in run(capsys, url, "list")[1]


def test_a_database_that_is_away_is_said_with_exit_code_3(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "postgresql://nobody@127.0.0.1:1/none", "list")
    assert code == 3
    assert err.startswith("The database cannot be used: ")


def test_on_the_practice_site_there_is_nothing_to_list(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "sqlite://", "list", "--practice")
    assert code == 2
    assert f"{err}(exit code 2)" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
