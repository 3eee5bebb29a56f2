"""docs/privacy.md names tests that prove it: each exists, and what it quotes from the program is so."""

from __future__ import annotations

import re

from campaign.web.letter.slots import SLOTS
from tests.live import ROOT

GUIDE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_test_that_it_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", GUIDE))
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    assert len(named) >= 9
    assert [name for name in named if f"def {name}(" not in code] == []


def test_the_slots_are_those_of_the_program() -> None:
    assert set(re.findall(r"`(\[\[[^`]+\]\])`", GUIDE)) == set(SLOTS.values())


def test_the_receipt_has_five_lines_either_way() -> None:
    receipt = (ROOT / "templates" / "partials" / "receipt.html").read_text(encoding="utf-8")
    lines = re.findall(r"<li([^>]*)>", receipt)
    for way in ("browser", "server"):
        for made in ("none", "some"):
            shown = [
                line for line in lines
                if ("data-in" not in line or f'data-in="{way}"' in line)
                and ("data-files" not in line or f'data-files="{made}"' in line)
            ]  # fmt: skip
            assert len(shown) == 5
