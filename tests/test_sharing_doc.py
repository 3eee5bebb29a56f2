"""docs/sharing.md says what is true."""

from __future__ import annotations

import re

from campaign.sharing import cards, posters, qr
from tests.live import ROOT
from tests.page import PageClient

SAID = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")


def test_the_numbers_about_pictures_are_those_of_the_code() -> None:
    assert "({} by {} pixels, PNG)".format(*cards.SIZE) in SAID
    assert f"at most {cards.KEPT:,}" in SAID


def test_every_template_it_names_is_there() -> None:
    named = re.findall(r"`(templates/[\w/]+\.\w+)`", SAID)
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_numbers_about_paper_are_those_of_the_code() -> None:
    assert f"at most {posters.MOST_LINE} characters" in SAID
    assert f"more than {posters.MOST_TYPED} characters" in " ".join(SAID.split())
    assert f"about {qr.PNG_SIDE:,} pixels wide" in SAID


def test_every_address_it_names_is_there(page: PageClient) -> None:
    ours = [part for part in SAID.split("\n## ") if part.startswith(("Pictures and print", "On other websites"))]
    named = [path for path in re.findall(r"`(/[\w/.-]+)`", " ".join(ours)) if "MARK" not in path]
    assert len(named) > 6
    assert [path for path in named if page.client.get(path).status_code not in {200, 405}] == []
