"""The writing page: what it shows for every kind of MP, what it insists on, and that nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.errors import TemplateError
from campaign.letters.contract import PRACTICE_LINE
from campaign.models import Constituency, Letter, Member, Party, Seat
from campaign.services import Services
from tests.page import PageClient
from tests.web.conftest import FILLED, SEAT, DownParliament, MakeSite, OneSeat, fields_of, letter_of

TODAY = date(2026, 11, 21)
PLAIN = Member(7, "Alex Example", "Alex Example MP", "Alex Example", Party("Example Party"), "alex@commons.example")


def seat_of(member: Member | None, **more: Any) -> Seat:
    return Seat(Constituency(1, "Exampleton"), member, "members-api", TODAY, **more)


KINDS = {
    "ZZ1 1AA": "A backbench MP of the governing party",
    "ZZ2 1AA": "A backbench MP: can question ministers",
    "ZZ3 1AA": "A minister in the Government",
    "ZZ4 1AA": "The Speaker of the House",
    "ZZ5 1AA": "A Deputy Speaker",
    "ZZ6 1AA": "does not take their seat",
    "ZZ7 1AA": "No e-mail address is published",
    "ZZ11 1AA": "has no MP just now",
    "ZZ12 1AA": "We could not",
}


@pytest.mark.parametrize(("postcode", "said"), KINDS.items())
def test_the_page_says_in_plain_words_who_the_mp_is(page: PageClient, postcode: str, said: str) -> None:
    answer = page.post("/find", {"postcode": postcode}).follow()
    assert answer.status == 200
    assert said in answer.words


def test_the_card_names_mp_party_and_constituency(site: MakeSite) -> None:
    write = site(parliament=OneSeat(seat_of(PLAIN))).get("/write/exampleton")
    card = write.soup.select_one(".card")
    assert card is not None
    assert write.h1 == "Write to Alex Example"
    for words in ("Alex Example MP", "Example Party", "Exampleton"):
        assert words in card.get_text()


@pytest.mark.parametrize("source", ["directory", "members-api"])
@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, ""),
        (date(2026, 11, 20), "MP details as of 20 November 2026, from Parliament."),
        (date(2025, 1, 2), "MP details as of 2 January 2025, from Parliament."),
    ],
)
def test_details_that_are_not_of_today_carry_their_date(site: MakeSite, source: str, day: date, said: str) -> None:
    old = replace(seat_of(PLAIN), source=source, as_of=day)
    words = site(parliament=OneSeat(old)).get("/write/exampleton").words
    assert (said in words) if said else ("MP details as of" not in words)


def test_details_grow_old_while_the_page_is_remembered(site: MakeSite) -> None:
    day = [TODAY]
    visitor = site(parliament=OneSeat(seat_of(PLAIN)), clock=lambda: day[0])
    assert "MP details as of" not in visitor.get("/write/exampleton").words
    day[0] = date(2026, 11, 22)
    assert "MP details as of 21 November 2026" in visitor.get("/write/exampleton").words


def test_what_could_not_be_read_is_said(site: MakeSite) -> None:
    half = seat_of(replace(PLAIN, email=None), missing=("contact", "posts"))
    words = site(parliament=OneSeat(half)).get("/write/exampleton").words
    assert "could not read this MP’s e-mail address just now" in words
    assert "could not check just now whether this MP holds a government post" in words
    assert "No e-mail address is published" not in words


def test_a_vacant_seat_is_explained(page: PageClient) -> None:
    words = page.post("/find", {"postcode": "ZZ11 1AA"}).follow().words
    for part in ("The seat is vacant", "by-election", "ask the House of Commons who can help", "keep it as text"):
        assert part in words


def test_each_recommendation_has_title_sentence_standing_and_evidence(page: PageClient, services: Services) -> None:
    write = page.get(SEAT)
    for recommendation in services.content.recommendations:
        box = write.soup.select_one(f"input[type=checkbox][name=ask][value={recommendation.id}]")
        assert box is not None
        assert box.parent is not None
        words = " ".join(box.parent.get_text(" ").split())
        shown = [recommendation.title, recommendation.summary, recommendation.standing.text]
        shown += [recommendation.committee.text, *(claim.text for claim in recommendation.claims)]
        if recommendation.caution:
            shown.append(recommendation.caution)
        for text in shown:
            assert " ".join(text.split()) in words
        quoted = recommendation.committee.quoted
        assert ("The committee’s own words." if quoted else "In our words, not the committee’s.") in words
        assert len(box.parent.select("details:not(.done-elsewhere) a[href^=https]")) == len(recommendation.claims) + 1


def test_a_claim_past_its_review_date_is_no_longer_shown(site: MakeSite, services: Services) -> None:
    claims = [claim for one in services.content.recommendations for claim in one.claims]
    first = min(claims, key=lambda claim: claim.review_by)
    late = date.fromordinal(first.review_by.toordinal() + 1)
    assert first.text in site().get(SEAT).words
    assert first.text not in site(clock=lambda: late).get(SEAT).words


def test_a_standing_past_its_review_date_is_flagged_wherever_it_can_be_chosen(
    site: MakeSite, services: Services
) -> None:
    first = min(one.standing.review_by for one in services.content.recommendations)
    late = sum(one.standing.review_by == first for one in services.content.recommendations)
    for path in (SEAT, "/recommendations"):
        assert ", due for another look" not in site(clock=lambda: first).get(path).words
        after = site(clock=lambda: first + timedelta(days=1)).get(path)
        assert after.words.count(", due for another look") == late, path


def test_prompts_for_every_recommendation_are_there_without_javascript(page: PageClient, services: Services) -> None:
    words = page.get(SEAT).words
    for recommendation in services.content.recommendations:
        assert all(prompt in words for prompt in recommendation.prompts)


MISSING = {
    "ask": ("#ask-asylum-fast-track", "Please choose at least one thing"),
    "name": ("#name", "Please type your name"),
    "address": ("#address", "Please type your postal address"),
}


@pytest.mark.parametrize("field", MISSING)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(page: PageClient, field: str) -> None:
    given = {name: value for name, value in FILLED.items() if name != field}
    answer = page.post(SEAT, given | {"template": "short", "via": "poster", "seed": "3"})
    assert answer.status == 422
    link, said = MISSING[field]
    summary = answer.soup.select_one("#summary")
    assert summary is not None
    assert [str(a["href"]) for a in summary.select("a")] == [link]
    assert said in summary.get_text()
    for name in ("own_words", "name", "address"):
        if name != field:
            control = answer.soup.select_one(f"[name={name}]")
            assert control is not None
            assert FILLED[name] in (control.get("value") or control.get_text())
    if field != "ask":
        assert len(answer.soup.select("input[name=ask][checked]")) == 2
    assert answer.soup.select_one("input[name=template][value=short][checked]")
    assert fields_of(answer)["via"] == ["poster"]
    assert fields_of(answer)["seed"] == ["3"]


def test_everything_wrong_is_said_at_once(page: PageClient) -> None:
    answer = page.post(SEAT, {})
    assert [str(a["href"]) for a in answer.soup.select("#summary a")] == ["#ask-asylum-fast-track", "#name", "#address"]
    assert answer.soup.select_one("#name[aria-invalid=true][aria-describedby='name-error']")


def test_who_adds_name_and_address_later_need_not_type_them(page: PageClient) -> None:
    answer = page.post(SEAT, {"ask": "cotton-import-ban", "add_later": "yes"})
    assert answer.status == 200
    assert "[your name]" in letter_of(answer)
    assert "Remember to put in your full name and postal address" in answer.words


@pytest.mark.parametrize(
    ("field", "size", "said"),
    [("own_words", 5_001, "5,000"), ("name", 201, "200"), ("address", 601, "600")],
)
def test_a_text_that_is_too_long_is_kept_and_the_limit_is_named(
    page: PageClient, field: str, size: int, said: str
) -> None:
    long = "x" * size
    answer = page.post(SEAT, FILLED | {field: long})
    assert answer.status == 422
    assert f"may have at most {said} characters" in answer.words
    control = answer.soup.select_one(f"#{field}")
    assert control is not None
    assert long in (control.get("value") or control.get_text())


def test_an_unknown_recommendation_in_the_form_is_refused_but_the_others_stay(page: PageClient) -> None:
    answer = page.post(SEAT, FILLED | {"ask": ["cotton-import-ban", "<nonsense>"]})
    assert answer.status == 422
    assert [str(box["value"]) for box in answer.soup.select("input[name=ask][checked]")] == ["cotton-import-ban"]
    assert "nonsense" not in answer.text


def test_an_unknown_template_becomes_the_usual_one(page: PageClient) -> None:
    usual = letter_of(page.post(SEAT, FILLED))
    assert letter_of(page.post(SEAT, FILLED | {"template": "../../etc/passwd"})) == usual


def test_the_short_letter_is_shorter(page: PageClient) -> None:
    assert len(letter_of(page.post(SEAT, FILLED | {"template": "short"}))) < len(letter_of(page.post(SEAT, FILLED)))


def test_more_than_three_things_make_a_letter_and_a_kind_word(page: PageClient, services: Services) -> None:
    everything = [recommendation.id for recommendation in services.content.recommendations]
    answer = page.post(SEAT, FILLED | {"ask": everything})
    assert answer.status == 200
    assert f"asks for {len(everything)} things" in answer.words


def test_a_constituency_nobody_knows_is_a_404_that_helps(page: PageClient) -> None:
    answer = page.get("/write/harowby-and-fenwick-vale?ask=cotton-import-ban")
    assert answer.status == 404
    near = answer.soup.select_one("section[aria-labelledby=near] a")
    assert near is not None
    assert near["href"] == f"{SEAT}?ask=cotton-import-ban"
    assert answer.click("main a.button").url == "/?ask=cotton-import-ban"
    assert page.post("/write/nowhere", FILLED).status == 404


def test_an_mp_named_by_hand_gets_a_letter(page: PageClient) -> None:
    form = page.get("/by-hand?ask=cotton-import-ban")
    assert "Your polling card and your council’s website name your constituency." in form.words
    answer = form.submit(
        mp_name="Rt Hon Dame Una Example MP", constituency="Exampleton", name="Jo", address="1 Example Street"
    )
    assert answer.status == 200
    assert answer.h1 == "Your letter to Dame Una Example"
    assert "Dear Dame Una Example," in letter_of(answer)
    assert "post comes first" in answer.words
    assert not answer.soup.select("#mail, .mail a[href^=mailto]")


def test_a_letter_by_hand_says_that_it_is_practice_on_a_practice_site_alone(site: MakeSite) -> None:
    typed = FILLED | {"mp_name": "Alex Example", "constituency": "Exampleton"}
    practice, real = (letter_of(site(practice=flag).post("/by-hand", typed)) for flag in (True, False))
    assert practice.startswith(PRACTICE_LINE)
    assert "PRACTICE" not in real
    assert "\n\nAlex Example MP\nHouse of Commons\n" in real
    assert "\n\nDear Alex Example,\n" in real


def test_the_name_of_the_mp_is_needed_by_hand(page: PageClient) -> None:
    answer = page.post("/by-hand", FILLED | {"constituency": "Exampleton"})
    assert answer.status == 422
    assert [str(a["href"]) for a in answer.soup.select("#summary a")] == ["#mp_name"]
    constituency = answer.soup.select_one("#constituency")
    assert constituency is not None
    assert constituency["value"] == "Exampleton"


@pytest.mark.parametrize("action", ["compose", "another", "update", "edit", "take-0"])
def test_when_parliament_fails_half_way_all_that_was_written_goes_on_by_hand(site: MakeSite, action: str) -> None:
    down = site(parliament=DownParliament("Ynys Example"))
    typed = FILLED | {"letter": "My own changed letter.", "made": "00000000.1-00000000.2", "action": action}
    answer = down.post("/write/ynys-example", typed)
    assert answer.status == 503
    assert "cannot be reached just now" in answer.words
    kept = fields_of(answer)
    assert kept["kept"] == ["My own changed letter."]
    assert FILLED["own_words"] in kept["own_words"][0]
    assert answer.soup.select_one("input[name=constituency][value='Ynys Example']")
    letter = answer.submit(mp_name="Alex Example")
    assert letter.status == 200
    assert FILLED["own_words"] in letter_of(letter)
    assert "My own changed letter." in letter.words


def test_a_letter_can_be_downloaded_while_parliament_is_down(site: MakeSite) -> None:
    down = site(parliament=DownParliament())
    answer = down.post("/write/exampleton", FILLED | {"letter": "Dear you,\n", "action": "download"})
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")


class BrokenComposer:
    """A composer whose only template has a mistake."""

    templates = ("standard",)

    def rule_for(self, _seat: Seat) -> None:
        return None

    def compose(self, *_: object, **__: object) -> Letter:
        raise TemplateError(())


def test_a_broken_letter_template_loses_nothing(site: MakeSite) -> None:
    answer = site(composer=BrokenComposer()).post(SEAT, FILLED)
    assert answer.status == 500
    assert "its template has a mistake" in answer.words
    assert FILLED["own_words"] in fields_of(answer)["own_words"][0]
