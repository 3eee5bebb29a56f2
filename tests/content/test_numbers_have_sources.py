"""No number, date or link in the content comes from nowhere."""

import re
from itertools import chain

import pytest

from campaign.content.evidence import figures, month_of, months
from campaign.models import Confidence
from tests.content.campaign_data import (
    REFERENCE,
    SEED_HELP,
    SEED_RESPONSES,
    content,
    help_page,
    histories,
    responses,
    shared_text,
    texts,
)  # fmt: skip

ENTRIES = responses().entries
EVENTS = [*histories().general, *chain.from_iterable(one.events for one in histories().histories)]
OWN_EVENTS = [event for event in EVENTS if not event.claim]
POINTS = help_page().points
FACTS = [
    *((entry.id, entry.fact, entry.evidence) for entry in ENTRIES),
    *((event.day, event.text, event.evidence) for event in OWN_EVENTS),
    *((point.id, point.text, point.evidence) for point in POINTS if point.evidence),
]


@pytest.mark.parametrize(("name", "text", "evidence"), FACTS, ids=[f"{name} {i}" for i, (name, *_) in enumerate(FACTS)])
def test_every_fact_has_a_source_or_says_that_it_was_not_checked(name, text, evidence):
    if evidence.confidence is Confidence.NOT_CHECKED:
        assert (evidence.checked, evidence.review_by) == (None, None)
    else:
        assert evidence.source
        assert evidence.checked
        assert evidence.review_by


def test_only_checked_entries_have_a_sentence_for_a_letter():
    assert [entry.id for entry in ENTRIES if entry.letter and not entry.evidence.is_checked] == []


def test_no_precedent_is_our_own_government_or_stretched_to_fines_or_the_threshold():
    bears_on = set(chain.from_iterable(entry.recommendations for entry in ENTRIES))

    assert bears_on == {one.id for one in content().recommendations} - {"modern-slavery-fines", "reporting-threshold"}
    assert [entry.id for entry in ENTRIES if entry.letter and entry.place.slug == "united-kingdom"] == []


OTHER_DAYS = {
    "eu-prize-ilham-tohti-2019": {"2014"},
    "imams-council-olympics-2021": {"2022"},
    "olympics-motions-2021": {"2022"},
    "czech-senate-2021": {"2022"},
    "canada-motion-m62-2023": {"2024"},
    "canada-subcommittee-2020": {"July 2020"},
    "japan-friendship-group-2020": {"2012"},
    "norway-oil-fund-2020": {"January 2020"},
    "uk-foreign-committee-inquiry-2020": {"April 2021", "2021"},
    "us-business-advisory-2021": {"July 2020", "2020"},
    "us-cotton-tomato-orders-2021": {"June 2021"},
    "us-genocide-determination-2021": {"March 2017", "2017"},
}
"""Months and years in the sentence of an entry that are not the dates of the entry itself."""


def test_every_other_date_in_a_fact_was_looked_at_one_by_one():
    strange = {}
    for entry in ENTRIES:
        days = (entry.date, entry.until, entry.in_force)
        said = months(entry.fact) | set(re.findall(r"\b(?:19|20)\d\d\b(?!/)", entry.fact))
        if other := said - {month_of(day) for day in days} - {day[:4] for day in days}:
            strange[entry.id] = other

    assert strange == OTHER_DAYS


def test_every_number_in_help_stands_beside_its_source():
    for point in POINTS:
        if figures(point.text):
            assert point.evidence or point.claims or point.responses, point.id
        if not point.evidence:
            behind = " ".join([
                *(claim.text for claim in _claims(point)),
                *chain.from_iterable(texts(one) for one in responses().find(point.responses)),
            ])  # fmt: skip
            assert figures(point.text) <= figures(behind.replace("-", " ")), point.id


def _claims(point):
    return [c for one in content().recommendations for c in one.claims if f"{one.id}/{c.id}" in point.claims]


def test_every_number_in_an_open_question_or_a_task_is_one_of_the_history_or_the_recommendation():
    by_id = {one.id: one for one in content().recommendations}
    for one in histories().histories:
        known = figures(" ".join(chain(texts(by_id[one.recommendation]), texts(one.events))).replace("-", " "))
        for text in (*one.open, *one.mp_can, one.reply):
            assert figures(text) <= known, text


def test_every_point_of_help_names_things_that_exist():
    for point in POINTS:
        assert len(responses().find(point.responses)) == len(point.responses)
        assert len(_claims(point)) == len(point.claims)
        assert len(content().find(point.recommendations)) == len(point.recommendations)


def test_no_event_of_a_history_is_missing_because_its_claim_is_gone():
    assert {one.recommendation for one in histories().histories} == {one.id for one in content().recommendations}
    assert all(event.evidence.is_checked for event in EVENTS)


LINKS = {link.source.url for link in chain(responses().links, help_page().links, histories().links)}


@pytest.mark.parametrize("url", sorted(LINKS))
def test_every_link_is_one_that_the_reference_has_seen(url):
    reference = shared_text(REFERENCE)
    tail = re.sub(r"^https?://(www\.)?", "", url)

    assert tail in reference or tail.rstrip("/") in reference


def _plain(text):
    """A text with its numbers in figures, for a search."""
    for number, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2):
        text = re.sub(rf"\b{word}\b", str(number), text, flags=re.IGNORECASE)
    return re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text)


def test_every_number_of_a_checked_fact_is_in_the_reference():
    known = figures(_plain(shared_text(REFERENCE)))
    strange = {
        name: unknown
        for name, text, evidence in FACTS
        if evidence.is_checked and (unknown := figures(_plain(text)) - known)
    }

    assert strange == {}


def test_every_number_that_was_not_checked_is_in_a_source_text():
    known = figures(_plain(shared_text(SEED_RESPONSES) + shared_text(SEED_HELP) + shared_text(REFERENCE)))
    unchecked = [(name, text) for name, text, evidence in FACTS if not evidence.is_checked]
    unchecked += [(name, evidence.not_checked) for name, _, evidence in FACTS]

    assert {name: more for name, text in unchecked if (more := figures(_plain(text)) - known)} == {}


def _as_written(day):
    """How the reference or a source text may write a date."""
    if len(day) == 4:
        return [day]
    month, year = month_of(day).split()
    names = {month, month[:3], month[:4]}
    if len(day) == 7:
        return [f"{name} {year}" for name in names]
    number = str(int(day[8:]))
    forms = [f"{number} {name} {year}" for name in names] + [f"{month} {number}, {year}", f"{number}, {month} {year}"]
    return [*forms, f"{number} {month}, {year}", f"{number} {month[:4]} {year}"]


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.date], ids=lambda entry: entry.id)
def test_the_date_of_every_entry_is_in_the_text_it_comes_from(entry):
    text = shared_text(REFERENCE) if entry.date_checked else shared_text(SEED_RESPONSES) + shared_text(REFERENCE)

    for day in filter(None, (entry.date, entry.until, entry.in_force)):
        assert any(form in text for form in _as_written(day)), day


@pytest.mark.parametrize("event", OWN_EVENTS, ids=lambda event: f"{event.day} {event.text[:30]}")
def test_the_date_of_every_event_is_in_the_reference(event):
    text = shared_text(REFERENCE)
    forms = _as_written(event.day)
    shorter = [form.removesuffix(f" {event.day[:4]}") for form in forms]  # the year may stand elsewhere in its line

    assert any(form in text for form in (*forms, *shorter)), event.day
