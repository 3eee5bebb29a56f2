"""Others have done this: offered beside what to ask for, ticked, said in the letter, and kept on every way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from campaign.models import Source
from campaign.services import Services
from campaign.web.knowledge.precedents import MOST, offered, ticks
from tests.page import Page, PageClient, words
from tests.web.conftest import FILLED, SEAT, MakeSite, fields_of, letter_of

CANADA = "canada-import-ban-2020"
CANADA_SAYS = "Since July 2020 goods made wholly or partly by forced labour may not be imported into Canada."
EU = "eu-forced-labour-regulation-2024"
COTTON, DUTY = "cotton-import-ban", "forced-labour-duty"


def ticked(page: Page) -> list[str]:
    """The ids of the boxes that are ticked."""
    return [str(box["id"]) for box in page.soup.select("input[name=precedent][checked]")]


@pytest.fixture
def write(page: PageClient) -> Page:
    return page.get(SEAT)


def test_each_recommendation_offers_up_to_three_checked_precedents(write: Page, services: Services) -> None:
    soup = write.soup
    for one in services.content.recommendations:
        known = services.responses.precedents(one.id, services.clock())[:MOST]
        boxes = soup.select(f".ask:has(#ask-{one.id}) input[name=precedent]")
        assert [str(box["value"]) for box in boxes] == [precedent.id for precedent in known]
        for box, precedent in zip(boxes, known, strict=True):
            label = soup.select_one(f"label[for='{box['id']}']")
            assert label is not None
            assert words(label) == precedent.text
            assert box.parent is not None
            assert box.parent.select_one(f"a[href='{precedent.source.url}']")
    assert sum(len(some) for some in offered(services).values()) >= 10


def test_fines_and_threshold_offer_none(write: Page, services: Services) -> None:
    for id_ in ("modern-slavery-fines", "reporting-threshold"):
        assert offered(services)[id_] == ()
        assert not write.soup.select(f".ask:has(#ask-{id_}) .done-elsewhere")


def test_nothing_unchecked_or_out_of_date_is_offered(site: MakeSite, services: Services) -> None:
    checked = {entry.id for entry in services.responses.entries if entry.evidence.is_checked}
    assert {one.id for some in offered(services).values() for one in some} <= checked
    later = site(clock=lambda: date(2040, 1, 1))
    assert not later.get(SEAT).soup.select("input[name=precedent]")


def test_a_tick_puts_the_sentence_into_the_paragraph(page: PageClient, write: Page, services: Services) -> None:
    chosen = {**FILLED, "ask": [COTTON]}
    plain = letter_of(write.submit(**chosen))
    letter = letter_of(write.submit(**chosen, precedent=[CANADA]))
    assert letter.count(CANADA_SAYS) == 1
    leads = services.content.parts.examples  # the sentence that leads on to it, in one of its wordings
    assert plain in [letter.replace(f" {lead} {CANADA_SAYS}", "") for lead in leads]


def test_ticks_survive_another_wording_and_going_back(page: PageClient, write: Page) -> None:
    letter = write.submit(**{**FILLED, "ask": [COTTON]}, precedent=[CANADA])
    another = letter.submit(button="[value=another]")
    assert fields_of(another)["precedent"] == [CANADA]
    back = another.submit(button="[value=edit]")
    assert ticked(back) == [f"precedent-{COTTON}-{CANADA}"]
    assert back.soup.select_one(f".ask:has(#ask-{COTTON}) details.done-elsewhere[open]")
    assert not back.soup.select_one(".ask:has(#ask-asylum-fast-track) details.done-elsewhere[open]")
    again = letter_of(back.submit())
    assert again == letter_of(another)


def test_where_the_wording_says_it_already_it_is_not_said_again_and_the_tick_stays(write: Page) -> None:
    letter = write.submit(**{**FILLED, "ask": [COTTON]}, precedent=[CANADA])
    ours = []
    for _ in range(6):
        letter = letter.submit(button="[value=another]")
        assert letter_of(letter).count("Canada") == 1
        assert fields_of(letter)["precedent"] == [CANADA]
        ours.append(CANADA_SAYS in letter_of(letter))
    assert set(ours) == {True, False}, "one of the wordings names Canada itself"


def test_a_short_letter_has_it_too(write: Page) -> None:
    letter = write.submit(**{**FILLED, "ask": [COTTON]}, precedent=[CANADA], template="short")
    assert letter_of(letter).count(CANADA_SAYS) == 1


def test_a_download_has_it(page: PageClient, write: Page) -> None:
    letter = write.submit(**{**FILLED, "ask": [COTTON]}, precedent=[CANADA])
    data = [(name, value) for name, values in fields_of(letter).items() for value in values]
    answer = page.client.post(SEAT, data={name: [v for n, v in data if n == name] for name, _ in data} | {
        "action": "download"
    })  # fmt: skip
    assert CANADA_SAYS in answer.get_data(as_text=True)


def test_ticks_stay_when_something_else_is_wrong(write: Page) -> None:
    wrong = write.submit(ask=[COTTON], precedent=[CANADA])
    assert wrong.status == 422
    assert ticked(wrong) == [f"precedent-{COTTON}-{CANADA}"]


def test_one_that_bears_on_two_things_is_said_and_shown_once(write: Page) -> None:
    both = {**FILLED, "ask": [DUTY, COTTON]}
    letter = write.submit(**both, precedent=[EU])
    for _ in range(6):
        assert letter_of(letter).count("European Union") <= 2
        assert letter_of(letter).count("A European Union regulation of November 2024") <= 1
        letter = letter.submit(button="[value=another]")
    back = letter.submit(button="[value=edit]")
    assert len(ticked(back)) == 1


@pytest.mark.parametrize("value", ["no-such-entry", "us-export-list-2019", "<b>", "x" * 500, "../../etc"])
def test_an_id_that_is_unknown_or_not_checked_changes_nothing(value: str, page: PageClient) -> None:
    chosen = {**FILLED, "ask": [COTTON]}
    letter = page.post(SEAT, {**chosen, "precedent": [value]})
    assert letter_of(letter) == letter_of(page.post(SEAT, chosen))
    assert letter.submit(button="[value=edit]").status == 200


def test_one_about_something_that_was_not_asked_is_left_out(page: PageClient) -> None:
    letter = page.post(SEAT, {**FILLED, "ask": ["reporting-threshold"], "precedent": [CANADA]})
    assert CANADA_SAYS not in letter_of(letter)
    assert ticked(letter.submit(button="[value=edit]")) == [f"precedent-{COTTON}-{CANADA}"]


def test_by_hand_it_goes_the_same_way(page: PageClient) -> None:
    form = page.get("/by-hand")
    letter = form.submit(mp_name="Alex Example", **{**FILLED, "ask": [COTTON]}, precedent=[CANADA])
    assert CANADA_SAYS in letter_of(letter)
    assert ticked(letter.submit(button="[value=edit]")) == [f"precedent-{COTTON}-{CANADA}"]


def test_a_tick_stands_with_the_first_thing_asked_that_it_bears_on(services: Services) -> None:
    assert ticks(services, [COTTON], [EU]) == {(COTTON, EU)}
    assert ticks(services, [DUTY, COTTON], [EU, EU]) == {(DUTY, EU)}
    assert ticks(services, [], [EU]) == {(DUTY, EU)}
    assert ticks(services, [COTTON], ["nothing", "us-export-list-2019"]) == frozenset()


def test_markup_in_a_precedent_stays_text(site: MakeSite, services: Services) -> None:
    entries = tuple(
        replace(e, letter=e.letter and f"{e.letter} <b id=injected>",
                evidence=replace(e.evidence, source=e.evidence.source and Source("<b id=injected>", "https://e.example")))
        for e in services.responses.entries
    )  # fmt: skip
    found = site(responses=replace(services.responses, entries=entries)).get(SEAT)
    assert "<b id=injected>" in found.soup.get_text()
    assert not found.soup.select("#injected")


def test_each_recommendation_leads_to_its_page(write: Page, services: Services) -> None:
    for one in services.content.recommendations:
        assert write.soup.select_one(f".ask details a[href='/recommendations/{one.id}']")
