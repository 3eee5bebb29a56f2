"""An organiser's rules on the pages: a note and its ways on, and a letter of thanks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from campaign.app import create_app
from campaign.services import build_services
from campaign.settings import Settings, bundled_folder, load
from tests.page import PageClient
from tests.web.conftest import FILLED, letter_of

RULES = """
rules:
  - when: {position: minister}
    note: This minister has promised to act. Please give it <some> weeks.
  - when: {party: Governing Party}
    thank-you: Thank you for your speech about {constituency}.

recommendations:
"""


@pytest.fixture
def ruled(settings: Settings, clock: Callable[[], date], tmp_path: Path) -> PageClient:
    shipped = (bundled_folder() / "recommendations.yaml").read_text(encoding="utf-8")
    (tmp_path / "recommendations.yaml").write_text(shipped.replace("\nrecommendations:\n", RULES, 1), encoding="utf-8")
    own = load({}, practice="yes", database_url=settings.database_url, dir=str(tmp_path))
    return PageClient(create_app(own, build_services(own, clock)).test_client())


def test_a_note_comes_first_and_the_letter_can_be_written_all_the_same(ruled: PageClient) -> None:
    note = ruled.get("/").submit(postcode="ZZ3 1AA")
    assert note.url == "/write/wexcombe-north"
    assert "Please give it <some> weeks." in note.words
    links = [str(link["href"]) for link in note.soup.select("main a")]
    assert {"/help", "/recommendations"} < set(links)
    write = ruled.get(next(link for link in links if "anyway" in link))
    letter = write.submit(**FILLED, button="[value=compose]")
    assert "Dear Priya Ravenscroft," in letter_of(letter)


def test_what_a_link_brought_along_is_still_there_after_the_note(ruled: PageClient) -> None:
    note = ruled.get("/write/wexcombe-north?ask=cotton-import-ban&via=poster")
    onwards = note.soup.select_one("main a[href*=anyway]")
    assert onwards is not None
    assert onwards["href"] == "/write/wexcombe-north?ask=cotton-import-ban&via=poster&anyway=yes"
    write = ruled.get(str(onwards["href"]))
    assert write.soup.select_one("input[name=ask][value=cotton-import-ban][checked]")


def test_the_sentence_of_a_link_is_passed_on_by_the_note_and_not_remembered(ruled: PageClient) -> None:
    note = ruled.get("/write/wexcombe-north?say=Something+of+my+own")
    assert "say=Something+of+my+own" in str(note.soup.select_one("main a[href*=anyway]"))
    renderer = ruled.client.application.extensions["campaign"].renderer
    assert "Something of my own" not in repr([renderer._pages, renderer._parts, renderer._frames])


def test_a_letter_of_thanks_is_announced_and_made(ruled: PageClient) -> None:
    write = ruled.get("/write/harrowby-and-fenwick-vale")
    assert "would like to thank this MP" in write.words
    letter = letter_of(write.submit(**FILLED, button="[value=compose]"))
    assert "Thank you for your speech about Harrowby and Fenwick Vale." in letter
    assert FILLED["own_words"] in letter
    assert "HC 198" not in letter


def test_a_letter_of_thanks_needs_no_choice_and_can_be_made_again(ruled: PageClient) -> None:
    first = ruled.get("/write/harrowby-and-fenwick-vale").submit(**FILLED | {"ask": []}, button="[value=compose]")
    again = first.submit("form.desk", button="[value=another]")
    assert (first.status, again.status) == (200, 200)
    assert letter_of(again) == letter_of(first)
    assert ruled.get("/write/calderfold-moor").submit(**FILLED | {"ask": []}, button="[value=compose]").status == 422


def test_for_all_others_nothing_is_different(ruled: PageClient, page: PageClient) -> None:
    made = [site.get("/write/calderfold-moor").submit(**FILLED, button="[value=compose]") for site in (ruled, page)]
    assert letter_of(made[0]) == letter_of(made[1])


def test_an_mp_can_read_every_rule(ruled: PageClient) -> None:
    words = ruled.get("/for-mps").words
    assert "Where the position is minister: a note" in words
    assert "Thank you for your speech about {constituency}." in words
