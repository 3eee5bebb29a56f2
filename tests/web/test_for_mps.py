"""The page for MPs and their offices: nothing of ours in a letter that does not stand there with its source."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from campaign.counts import Counting, MemoryTally
from campaign.errors import StoreUnavailable
from campaign.models.counts import Kind, cells_of
from campaign.services import Services
from tests.conftest import TODAY
from tests.page import Page, PageClient
from tests.web.conftest import FILLED, MakeSite, letter_of

SEATS = ("harrowby-and-fenwick-vale", "ynys-gwylan", "aldermere")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def counted(**numbers: int) -> Counting:
    tally = MemoryTally()
    for seat, number in zip(SEATS, numbers.values(), strict=False):
        tally.add(dict.fromkeys(cells_of(TODAY - timedelta(days=1), Kind.COMPOSED, seat), number))
    return Counting(tally, lambda: TODAY, every=0)


def test_every_wording_stands_there(page: PageClient, services: Services) -> None:
    words, content = squeezed(page.get("/for-mps").words), services.content
    texts = [text for texts in vars_of(content.parts).values() for text in texts]
    texts += [text for texts in content.asides.values() for text in texts]
    for one in content.recommendations:
        texts += [one.summary, *one.briefs, *(wording.text for wording in one.wordings)]
        texts += [text for asks in one.asks.values() for ask in asks for text in (ask.text, *ask.variants)]
    assert len(texts) > 100
    assert [text for text in texts if squeezed(text) not in words] == []


def vars_of(parts: Any) -> dict[str, tuple[str, ...]]:
    return {name: getattr(parts, name) for name in parts.__dataclass_fields__}


def test_the_frame_of_a_letter_stands_there_as_the_organiser_wrote_it(site: MakeSite) -> None:
    words = squeezed(site().get("/for-mps").words)
    assert "Yours sincerely, {{ writer.name }}" in words
    assert "I made this letter on a campaign’s website." in words
    assert "{#" not in words


def test_every_claim_that_a_wording_rests_on_has_its_source_there(page: PageClient, services: Services) -> None:
    links = {str(link["href"]) for link in page.get("/for-mps").soup.select("main a")}
    for one in services.content.recommendations:
        used = {id for wording in one.wordings for id in wording.rests_on}
        assert {claim.source.url for claim in one.claims if claim.id in used} <= links


def test_a_sentence_of_a_letter_can_be_found_there(page: PageClient) -> None:
    letter = page.post("/write/aldermere", FILLED)
    opening = letter_of(letter).partition("Dear Dame Judith,\n\n")[2].split("\n\n")[0]
    assert "Aldermere" in opening
    start = squeezed(opening).split("Aldermere")[0]
    assert start in squeezed(page.get("/for-mps").words)


def test_who_runs_it_and_where_complaints_go(site: MakeSite) -> None:
    words = (
        site(organiser="Cyfeillion Môn", organiser_address="1 Mill Lane", contact="mps@wend.example")
        .get("/for-mps")
        .words
    )
    assert "Cyfeillion Môn, 1 Mill Lane." in words
    assert "Complaints and corrections: mps@wend.example." in words
    unnamed = site().get("/for-mps").words
    assert "has not been told who runs it" in unnamed
    assert "has not been told either whom to write to" in unnamed


def numbers(found: Page) -> dict[str, str]:
    rows = found.soup.select("table.figures tbody tr")
    return {row.select("th")[0].get_text(): row.select("td")[0].get_text() for row in rows}


def test_how_many_came_from_where_with_small_numbers_hidden(site: MakeSite) -> None:
    found = site(counting=counted(a=31, b=5, c=4)).get("/for-mps")
    assert numbers(found) == {"Harrowby and Fenwick Vale": "30 or more", "Ynys Gwylân": "5 or more"}
    assert "40 letters have been made here." in found.words
    assert found.headers["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize(
    ("counting", "said"),
    [
        (counted(), "No letter has been counted yet."),
        (counted(a=1), "No constituency had 5 letters by the end of yesterday"),
        (counted(a=90, b=1), "No constituency’s number can be shown yet"),
    ],
)
def test_where_nothing_can_be_shown_it_says_so(site: MakeSite, counting: Counting, said: str) -> None:
    found = site(counting=counting).get("/for-mps")
    assert said in found.words
    assert numbers(found) == {}


def test_without_numbers_the_rest_is_there_all_the_same(site: MakeSite) -> None:
    class Away(MemoryTally):
        def sums(self, *by: str, **only: Any) -> dict[tuple[Any, ...], int]:
            raise StoreUnavailable("gone")

    away = site(counting=Counting(Away(), lambda: TODAY, every=0)).get("/for-mps")
    assert away.status == 200
    assert "cannot be read just now" in away.words
    off = site(count=False).get("/for-mps")
    assert "This copy does not count letters." in off.words
    assert off.soup.select(".wordings")


def test_a_wording_whose_fact_is_due_for_another_look_is_marked(site: MakeSite, services: Services) -> None:
    late = max(claim.review_by for one in services.content.recommendations for claim in one.claims)
    after = date.fromordinal(late.toordinal() + 1)
    marked = "Not in new letters: a fact in it is due for another look."
    assert marked not in site().get("/for-mps").words
    assert marked in site(clock=lambda: after).get("/for-mps").words
