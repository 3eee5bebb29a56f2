"""Files from the command line: whole, to a file or a pipe, and never over a terminal."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.cli import main
from campaign.cli.arguments import FILES
from campaign.cli.files import WHY_NOT
from campaign.errors import CODES
from campaign.outputs import KINDS
from tests.conftest import TODAY

LETTER = ("letter", "ZZ1 1AA", "--practice", "--ask", "cotton-import-ban", "--seed", "1", "--name", "Siân")
STARTS = {"pdf": b"%PDF-", "docx": b"PK", "eml": b"X-Unsent: 1", "ics": b"BEGIN:VCALENDAR"}

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command with a database of its own."""
    environ = {"CAMPAIGN_DATABASE_URL": f"sqlite:///{tmp_path / 'db' / 'campaign.sqlite3'}"}
    return lambda *argv: main(argv, environ=environ, clock=lambda: TODAY)


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_written_for_its_owner_alone(kind: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / f"letter.{kind}"
    assert run(*LETTER, "--format", kind, "-o", str(file)) == 0
    assert file.read_bytes().startswith(STARTS[kind])
    assert os.name != "posix" or stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", FILES)
def test_a_pipe_gets_the_bytes_as_they_are(kind: str, run: Run, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(*LETTER, "--format", kind) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(STARTS[kind])
    assert err == b""


class Terminal(io.StringIO):
    """Standard output as a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("kind", FILES)
def test_a_terminal_is_refused_before_anything_is_asked(
    kind: str, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    assert run(*LETTER, "--format", kind) == 2
    assert screen.getvalue() == ""
    assert f"--format {kind} is a file and no text: name it with -o FILE" in capsys.readouterr().err


def test_a_letter_without_a_glyph_writes_no_file(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.pdf"
    assert run(*LETTER, "--name", "\U0010fffd", "--format", "pdf", "-o", str(file)) == 1
    assert not file.exists()
    assert capsys.readouterr().err == WHY_NOT["pdf-glyph"] + "\n"
    assert run(*LETTER, "--name", "\U0010fffd", "--format", "docx", "-o", str(file)) == 0


def test_the_command_line_offers_every_file_and_has_a_sentence_for_every_problem() -> None:
    assert FILES == KINDS
    assert set(WHY_NOT) <= set(CODES)
