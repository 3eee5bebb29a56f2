"""Templates: the organiser's come first, values are escaped, and the memory stays small and keeps to its keys."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import jinja2
import pytest

from campaign.settings import Settings
from campaign.web import rendering
from campaign.web.rendering import Renderer
from tests.web.conftest import MakeSite


def folder(path: Path, **templates: str) -> Path:
    for name, text in templates.items():
        file = path / "templates" / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return path


def test_values_are_escaped_and_unknown_names_are_errors(tmp_path: Path) -> None:
    renderer = Renderer([folder(tmp_path, a="{{ x }}", b="{{ y }}")])
    assert renderer.page("a.html", x="<b>") == "&lt;b&gt;"
    with pytest.raises(jinja2.UndefinedError):
        renderer.page("b.html")


def test_texts_with_a_name_each_do_not_move_when_one_is_left_out(tmp_path: Path) -> None:
    text = "\nabove: {{ x }}\n\n  below: C & D: e\nand more\n"
    found = Renderer([folder(tmp_path, a=text)]).lines("a.html", x="A <b>")
    assert (found["above"], found["headline"], found["below"]) == ("A <b>", "", "C & D: e and more")


def test_the_organisers_template_wins(tmp_path: Path) -> None:
    first, second = folder(tmp_path / "1", a="mine"), folder(tmp_path / "2", a="theirs", b="also theirs")
    renderer = Renderer([first, second])
    assert (renderer.page("a.html"), renderer.page("b.html")) == ("mine", "also theirs")


def test_an_edit_counts_from_the_next_start_on_whether_or_not_a_page_was_opened(tmp_path: Path) -> None:
    ours = folder(tmp_path / "2", a="theirs")
    mine = folder(tmp_path / "1", a="mine", b='{% include "c.html" %}', c="part", d="{% if %}")
    (mine / "templates" / "e.html").write_bytes(b"\xff")
    renderer = Renderer([mine, ours])
    folder(mine, a="{% if %}", b="changed", c="changed", d="mended")
    assert [renderer.page(f"{name}.html") for name in "abd"] == ["mine", "part", "mended"]
    assert Renderer([mine, ours]).page("b.html") == "changed"


def test_an_organiser_can_change_a_page_without_touching_python(
    site: MakeSite, settings: Settings, tmp_path: Path
) -> None:
    page = '{% set title = "Ours" %}{% extends "partials/base.html" %}{% block main %}<h1>Ours</h1>{% endblock %}'
    file = tmp_path / "templates" / "pages" / "about.html"
    file.parent.mkdir(parents=True)
    file.write_text(page, encoding="utf-8")
    changed = site(dir=tmp_path)
    assert changed.get("/about").h1 == "Ours"
    assert changed.get("/privacy").h1 == "What happens to what you type"


def test_a_page_is_made_once_for_each_key(tmp_path: Path) -> None:
    renderer, made = Renderer([folder(tmp_path, a="{{ x }}é")]), []

    def values(x: str) -> dict[str, str]:
        made.append(x)
        return {"x": x}

    assert renderer.kept_page("a.html", 1, lambda: values("one")) == "oneé".encode()
    assert renderer.kept_page("a.html", 2, lambda: values("two")) == "twoé".encode()
    assert renderer.kept_page("a.html", 1, lambda: values("three")) == "oneé".encode()
    assert renderer.kept_part("a.html", 1, lambda: values("four")) == "fouré"
    assert made == ["one", "two", "four"]


def test_the_memory_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "REMEMBERED", 3)
    renderer = Renderer([folder(tmp_path, a="{{ x }}")])
    for number in range(10):
        assert renderer.kept_page("a.html", number, partial(dict, x=number)) == str(number).encode()
    assert renderer.kept_page("a.html", 9, lambda: {"x": "new"}) == b"9"
    assert renderer.kept_page("a.html", 0, lambda: {"x": "new"}) == b"new"
