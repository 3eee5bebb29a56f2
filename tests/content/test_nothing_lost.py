"""Every item of the campaign's two source texts is in the content, whole, or it is said why not."""

import re
from itertools import chain

import pytest

from campaign.content.evidence import figures
from tests.content.campaign_data import (
    REFERENCE,
    SEED_HELP,
    SEED_RESPONSES,
    content,
    help_page,
    responses,
    shared_text,
    texts,
)  # fmt: skip
from tests.content.seed_items import HELP, PLACES, RESPONSES

SECTIONS = {**RESPONSES, **HELP}
ITEMS = [(section, item) for section, items in SECTIONS.items() for item in items]
NAMES = [f"{section}: {item.key}" for section, item in ITEMS]

WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(WORDS, 2)}


def by_id():
    """Everything that has an id, or stands for one."""
    page = help_page()
    every = [*responses().entries, *responses().headlines, *page.organisations, *page.points]
    return {one.id: one for one in [*every, *content().recommendations]} | {"intro": page.intro}


def corrections(value):
    """What a response or a point says the source text has wrong."""
    return getattr(value, "corrections", ()) or getattr(getattr(value, "evidence", None), "corrections", ())


@pytest.mark.parametrize(("section", "item"), ITEMS, ids=NAMES)
def test_every_item_of_the_source_texts_is_in_the_content(section, item):
    assert item.at.split()
    assert set(item.at.split()) <= set(by_id())


def test_every_item_has_a_key_of_its_own():
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize(("section", "item"), [i for i in ITEMS if i[0] in PLACES and not i[1].merged])
def test_every_item_stands_with_its_country(section, item):
    assert {responses().find([id])[0].place.slug for id in item.at.split()} == {section}


def test_what_has_no_entry_of_its_own_says_why():
    first = [item.at.split()[0] for items in RESPONSES.values() for item in items if not item.merged]

    assert len(set(first)) == len(first)
    assert [item.key for _, item in ITEMS if item.merged] == ["94 measures", "OIC again", "brand lists again"]


MISTAKEN = [(item, mistake) for _, item in ITEMS for mistake in item.mistakes.split()]


@pytest.mark.parametrize(("item", "mistake"), MISTAKEN, ids=lambda value: getattr(value, "key", value))
def test_every_mistake_is_corrected_with_a_source_and_a_date(item, mistake):
    if mistake == "E24":  # the year that is missing could not be found
        assert by_id()[item.at].evidence.confidence == "not-checked"
        assert "year" in by_id()[item.at].date_note
        return
    found = list(chain.from_iterable(corrections(by_id()[id]) for id in item.at.split()))
    assert found
    assert all(one.said and one.now and one.source.url and one.corrected for one in found)


def test_all_twenty_four_mistakes_are_in_the_list():
    assert {mistake for _, mistake in MISTAKEN} == {f"E{number}" for number in range(1, 25)}


def test_every_correction_belongs_to_a_mistake_of_the_list():
    listed = {id for _, item in ITEMS if item.mistakes for id in item.at.split()}

    assert {id for id, value in by_id().items() if corrections(value)} <= listed


def test_the_places_are_those_of_the_source_text_and_one_for_several():
    assert {place.slug for place in responses().places} - {"several-countries"} == set(PLACES)
    assert len([place for place in responses().places if place.group == "national"]) == 17


def test_what_is_not_in_the_list_says_that_it_was_added():
    listed = {id for _, item in ITEMS for id in item.at.split()}
    extra = {one.id for one in (*responses().entries, *help_page().organisations)} - listed

    assert extra == {one.id for one in (*responses().entries, *help_page().organisations) if one.added}


def bullets():
    """The bullets of the source text of responses, section by section."""
    found = []
    for line in shared_text(SEED_RESPONSES).split("\n"):
        if line.startswith("  • "):
            found[-1].append(line)
        elif line.strip() and (not found or found[-1]):
            found.append([])
    return [section for section in found if section]


def paragraphs():
    """The paragraphs of the source text of how to help, part by part."""
    heads = ("How To Help", "Support Uyghur Groups", "End Uyghur Forced Labour", "Demand Political Action")
    found = []
    for line in re.split(r"\n|(?=• )", shared_text(SEED_HELP)):
        if line.strip() in heads:
            found.append([])
        elif line.strip() not in ("", "-"):
            found[-1].append(line)
    return found


def test_the_list_has_every_bullet_of_every_section_of_the_responses():
    assert [len(section) for section in bullets()] == [len(items) for items in RESPONSES.values()]


def test_the_list_has_every_paragraph_of_how_to_help():
    assert [len(part) for part in paragraphs()] == [len(items) for items in HELP.values()]


def test_the_list_has_every_mistake_that_the_reference_names():
    assert set(re.findall(r"^\| (E\d+) \|", shared_text(REFERENCE), re.MULTILINE)) == {m for _, m in MISTAKEN}


def numbers(text):
    """The numbers in a text, in figures or in words."""
    for word, number in NUMBERS.items():
        text = re.sub(rf"\b{word}\b", str(number), text, flags=re.IGNORECASE)
    return {number.lstrip("0") or "0" for number in figures(re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text))}


def said_of(item):
    """All that the content says in the entries of an item."""
    return " ".join(chain.from_iterable(texts(by_id()[id]) for id in item.at.split())).replace("-", " ")


def test_every_number_of_every_bullet_is_kept():
    lost = {}
    for section, items in zip(bullets(), RESPONSES.values(), strict=True):
        for bullet, item in zip(section, items, strict=True):
            if missing := numbers(bullet) - numbers(said_of(item)):
                lost[item.key] = missing
    assert lost == {}


def test_every_number_of_how_to_help_is_kept():
    lost = {}
    for part, items in zip(paragraphs(), HELP.values(), strict=True):
        for paragraph, item in zip(part, items, strict=True):
            if missing := numbers(paragraph) - numbers(said_of(item)):
                lost[item.key] = missing
    assert lost == {}
