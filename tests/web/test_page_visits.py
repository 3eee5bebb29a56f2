"""`campaign check` on pages: what is wrong with a template is told with its line, before any visitor meets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from campaign.app import create_app
from campaign.cli import main
from campaign.services import Services
from campaign.settings import Settings, bundled_folder
from campaign.web.page_files import check_page_files
from campaign.web.page_visits import check_pages, practice_sites
from tests.conftest import TODAY
from tests.web.conftest import application

PAGES = bundled_folder() / "templates"


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """The organiser's own copy of a template, with one change."""
    text = (PAGES / name).read_text(encoding="utf-8")
    assert old in text
    file = folder / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def check_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = main(["check", str(folder)], environ={}, clock=lambda: TODAY)
    return code, capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("pages/letter.html", "<h1>{{ title }}", "<h1>{{ titel }}",
         ": 'titel' is not known on this page (did you mean 'title'?); seen at /write/"),
        ("partials/asks.html", "recommendation.title", "recommendation.titel",
         ": there is no 'titel' in what this asks; seen at /"),
        ("pages/dissolved.html", "{{ back_on", "{{ black_on",
         ": 'black_on' is not known on this page (did you mean 'back_on'?); seen at /"),
        ("pages/home.html", "| longdate", "| longdat",
         ": 'longdat' is not a filter that pages have (did you mean 'longdate'?)"),
        ("pages/about.html", "{% block main %}", '{% block main %}{% include "partials/alik.html" %}',
         ": there is no file templates/partials/alik.html (did you mean 'partials/alike.html'?)"),
        ("pages/sent.html", "{% block main %}", "{% block main %}{% if place is knwon %}{% endif %}",
         ": 'knwon' is nothing that can be asked"),
        ("pages/help.html", "{% block main %}", "{% block main %}{{ 1 / 0 }}",
         ": this cannot be shown (ZeroDivisionError: division by zero); seen at /help"),
    ],
)  # fmt: skip
def test_a_page_that_would_fail_is_named_with_its_line(
    name: str, old: str, new: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = changed(tmp_path, name, old, new)
    line = next(n for n, text in enumerate((folder / "templates" / name).read_text().splitlines(), 1) if new in text)
    code, printed = check_of(folder, capsys)
    assert code == 1
    assert any(one.startswith(f"{name}:{line}{says}") for one in printed), printed


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_page_that_was_not_saved_as_utf8_is_named(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = changed(tmp_path, "pages/about.html", "{% block main %}", "{% block main %}café")
    file = folder / "templates" / "pages" / "about.html"
    file.write_bytes(file.read_text(encoding="utf-8").encode(encoding, "replace"))
    said = "pages/about.html:1: this file cannot be read; save it as plain text in UTF-8"
    assert check_of(folder, capsys) == (1, [said, "1 problem, no warnings"])


def test_a_mark_at_the_start_of_a_file_makes_no_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Some editors put one there to say that the text is UTF-8."""
    folder = changed(tmp_path, "partials/alike.html", "twin", "twín")
    file = folder / "templates" / "partials" / "alike.html"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert check_of(folder, capsys) == (0, ["no problems, no warnings"])


def test_every_template_of_a_page_is_opened(settings: Settings, services: Services) -> None:
    sites = [(create_app(how, those), those) for how, those in practice_sites(settings, services)]
    assert check_pages(*sites) == ()
    opened = {key[1] for app, _ in sites for key in app.extensions["campaign"].renderer._environment.cache}
    there = {file.relative_to(PAGES).as_posix() for file in PAGES.rglob("*.html")}
    assert there - opened == set()


def test_the_shipped_files_have_nothing_wrong() -> None:
    assert check_page_files([bundled_folder()]) == ()


def test_an_empty_page_or_part_is_told(tmp_path: Path) -> None:
    for name in ("pages/home.html", "partials/alike.html"):
        (tmp_path / "templates" / name).parent.mkdir(parents=True)
        (tmp_path / "templates" / name).write_text("\n")
    assert sorted(map(str, check_page_files([tmp_path, bundled_folder()]))) == [
        "pages/home.html:1: warning: this file is empty, so it shows nothing; delete it to have the shipped one",
        "partials/alike.html:1: warning: this file is empty, so it is left out of every page; "
        "delete it to have the shipped one",
    ]


def test_the_log_says_which_template_failed_and_nothing_that_was_typed(
    settings: Settings, services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = changed(tmp_path, "pages/letter.html", "<h1>{{ title }}", "<h1>{{ titel }}")
    app = application(replace(settings, dir=folder), services)
    app.testing = False
    form = {"ask": "cotton-import-ban", "name": "canary-name", "address": "canary-street", "own_words": "canary-words"}
    assert app.test_client().post("/write/harrowby-and-fenwick-vale", data=form).status_code == 500
    [record] = caplog.records
    assert record.getMessage().startswith(
        "unexpected UndefinedError in writing.made, templates/pages/letter.html line "
    )
    assert "canary" not in caplog.text
