from pathlib import Path

import pytest

from campaign.content.hints import check_hints, load_hints
from campaign.errors import ContentError
from campaign.models import Hint
from tests.content.harbours import ROOT, TODAY

GOOD = "hints:\n  - id: harbour\n    text: Say more about the harbour.\n    phrases: [the harbour]\n    not_here: yes\n"


def put(folder: Path, text: str) -> list[Path]:
    (folder / "content").mkdir()
    (folder / "content" / "hints.yaml").write_text(text, encoding="utf-8")
    return [folder]


def test_the_shipped_hints_have_no_problem() -> None:
    assert check_hints([ROOT], TODAY) == ()
    assert len(load_hints([ROOT], TODAY)) >= 4


def test_a_hint_is_read_whole(tmp_path: Path) -> None:
    assert load_hints(put(tmp_path, GOOD), TODAY) == (
        Hint("harbour", "Say more about the harbour.", ("the harbour",), (), not_here=True),
    )


MISTAKES = [
    ("    phrases: [the harbour]\n", "", "content/hints.yaml:2:5: a hint needs 'phrases' or 'before_a_name'"),
    ("    phrases", "    frases", "did you mean"),
    ("    not_here: yes\n", "  - id: harbour\n    text: x y z.\n    phrases: [x]\n", "harbour"),
]


@pytest.mark.parametrize(("old", "new", "says"), MISTAKES)
def test_a_mistake_is_named_with_its_line(old: str, new: str, says: str, tmp_path: Path) -> None:
    folders = put(tmp_path, GOOD.replace(old, new))
    with pytest.raises(ContentError):
        load_hints(folders, TODAY)
    assert any(says in str(problem) for problem in check_hints(folders, TODAY))
