"""`campaign check` on files that are never read: a slip in a name should not go unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.cli import main
from campaign.cli.strays import strays
from tests.conftest import TODAY


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An organiser's whole copy."""
    made = tmp_path / "ours"
    assert main(["init", str(made)], environ={}) == 0
    capsys.readouterr()
    return made


def put(folder: Path, name: str, text: str = "") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_copy_of_everything_has_no_stray_file(folder: Path) -> None:
    assert strays(folder) == ()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("recommendations.yml", " (did you mean 'recommendations.yaml'?)"),
        ("recomendations.yaml", " (did you mean 'recommendations.yaml'?)"),
        ("content/recommendations.yaml", " (did you mean 'recommendations.yaml'?)"),
        ("contents/hints.yaml", " (did you mean 'content/hints.yaml'?)"),
        ("template/pages/home.html", " (did you mean 'templates/pages/home.html'?)"),
        ("templates/pages/hme.html", " (did you mean 'templates/pages/home.html'?)"),
        ("templates/letter/standard.txt", " (did you mean 'templates/letters/standard.txt'?)"),
        ("templates/letters/ours.doc", "; a name in this folder ends in '.txt'"),
        ("templates/follow_up/chaser.txt", " (did you mean 'templates/follow_up/chase.txt'?)"),
        ("templates/partials/nobody-includes-this.html", ""),
    ],
)
def test_a_file_that_is_never_read_is_named(name: str, hint: str, folder: Path) -> None:
    put(folder, name)
    assert [str(problem) for problem in strays(folder)] == [f"{name}:1: warning: this file is never read{hint}"]


def test_the_check_warns_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "recommendations.yml")
    assert main(["check", str(tmp_path)], environ={}, clock=lambda: TODAY) == 0
    assert capsys.readouterr().out.startswith("recommendations.yml:1: warning: this file is never read")


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "README.md", ".git/config", "templates/.backup.html", "settings.toml", "templates/letters/ours.txt",
     "templates/print/logo.svg", "templates/print/fonts/Ours.ttf"],
)  # fmt: skip
def test_an_organisers_other_files_are_left_alone(name: str, folder: Path) -> None:
    put(folder, name)
    assert strays(folder) == ()


def test_a_part_of_their_own_that_a_page_includes_is_no_stray(folder: Path) -> None:
    put(folder, "templates/partials/ours.html", "Hello.")
    home = folder / "templates" / "pages" / "home.html"
    home.write_text(home.read_text(encoding="utf-8") + "{# partials/ours.html #}", encoding="utf-8")
    assert strays(folder) == ()
