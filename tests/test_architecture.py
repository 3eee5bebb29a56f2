"""docs/architecture.md says what is true: its rooms are the modules, its layers are those that are enforced."""

from __future__ import annotations

from tests.architecture import PARTS, PICTURE, layers, rewritten, rooms


def test_the_rooms_and_layers_are_those_of_the_code() -> None:
    text = PICTURE.read_text(encoding="utf-8")
    assert [part[2] for part in PARTS.finditer(text)] == ["layers", "rooms"]
    assert text == rewritten(text), "`python -m tests.architecture` writes them anew"


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name, said in rooms().items() if not said] == []


def test_every_room_of_the_top_floor_has_its_place_in_the_layers() -> None:
    placed = {name.strip() for layer in layers() for name in layer.split("|")}
    top = {name.rstrip("/").removesuffix(".py") for name in rooms() if "/" not in name.rstrip("/")}
    # `__init__` gives the version and create_app, `__main__` and `wsgi` start cli and app: all three have no code.
    assert top - {"__init__", "__main__", "wsgi"} == placed


def test_a_room_that_is_not_listed_is_noticed() -> None:
    text = PICTURE.read_text(encoding="utf-8")
    shorter = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("| `postcodes.py`"))
    assert shorter != text
    assert rewritten(shorter) == text
