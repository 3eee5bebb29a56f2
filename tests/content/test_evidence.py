from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.evidence import (
    Correction,
    Evidence,
    cited,
    claims_by_name,
    figures,
    find_claims,
    from_claim,
    month_of,
    months,
)  # fmt: skip
from campaign.models import Confidence, Source
from tests.content import small_world
from tests.content.harbours import TODAY

ONE, TWO = Source("One", "https://one.example.org/"), Source("Two", "https://two.example.org/")
CHECKED = Evidence(Confidence.PRIMARY, ONE, (TWO,), date(2026, 11, 1), date(2027, 5, 1))


def test_what_was_checked_is_current_until_the_end_of_its_review_day():
    assert CHECKED.is_checked
    assert CHECKED.is_current(date(2027, 5, 1))
    assert not CHECKED.is_current(date(2027, 5, 2))


def test_what_nobody_checked_is_never_current():
    assert not Evidence(Confidence.NOT_CHECKED, None).is_checked
    assert not Evidence(Confidence.NOT_CHECKED, ONE).is_current(TODAY)


def test_the_best_source_comes_first():
    assert CHECKED.sources == (ONE, TWO)
    assert Evidence(Confidence.NOT_CHECKED, None).sources == ()


def test_links_of_corrections_are_listed_with_the_day_of_the_correction():
    correction = Correction("It was red.", "It was blue.", TWO, date(2026, 11, 2))
    links = list(cited("a.yaml", "lamp", Evidence(Confidence.NOT_CHECKED, ONE, corrections=(correction,))))

    assert [(link.source, link.checked) for link in links] == [(ONE, None), (TWO, date(2026, 11, 2))]
    assert {(link.file, link.id) for link in links} == {("a.yaml", "lamp")}


def test_a_claim_is_known_by_its_recommendation_and_its_own_name():
    (claim,) = find_claims(small_world.content(), ["two-towns", "harbour-lights/two-towns"])

    assert claims_by_name(small_world.content())["harbour-lights/two-towns"] == claim
    assert from_claim(claim) == Evidence(Confidence.SECONDARY, claim.source, (), claim.checked, claim.review_by)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By 322 votes to 0 on 1 February", {"322", "0", "1"}),
        ("10,000 people, 20.", {"10000", "20"}),
        ("H.R.6256, 8/00120 and £1.5 million", {"6256", "8", "00120", "1.5"}),
        ("two towns", set()),
    ],
)
def test_the_numbers_of_a_text_are_found(text, found):
    assert figures(text) == found


def test_the_months_of_a_text_are_found_with_their_year():
    assert months("On 24 June 2021, in May and by December 2027.") == {"June 2021", "December 2027"}


def test_the_month_of_a_date_is_written_as_in_a_text():
    assert month_of("2021-06-24") == month_of("2021-06") == "June 2021"
    assert month_of("2021") == month_of("") == month_of("2021-13") == ""


@given(st.text())
def test_any_text_has_numbers_and_months_or_none(text):
    assert all(any(character.isdigit() for character in number) for number in figures(text))
    assert all(len(month.split()) == 2 for month in months(text))
    assert isinstance(month_of(text), str)
