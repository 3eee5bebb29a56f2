from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.evidence import Cited
from campaign.content.reader import read_marked
from campaign.content.responses import GROUPS, KINDS, RESPONSES, Place, check_responses, load_responses
from campaign.content.shipped import PACKAGE
from campaign.errors import ContentError
from campaign.models import Confidence, Precedent, Source
from tests.content import campaign_data, small_world
from tests.content.harbours import ROOT, TODAY
from tests.content.small_world import written

LAMPS = Source("Harbour News", "https://news.example.org/lamps")


def load(folder, *changes):
    return load_responses(written(folder, "responses", *changes), TODAY)


def problems(folder, *changes, today=TODAY):
    return [str(p) for p in check_responses(written(folder, "responses", *changes), small_world.content(), today)]


def test_the_shipped_responses_have_no_problem_and_no_warning():
    assert check_responses([ROOT], campaign_data.content(), TODAY) == ()


def test_an_entry_becomes_a_response_with_its_place_and_its_evidence(tmp_path):
    found = load(tmp_path)
    lamps, talk = found.entries

    assert lamps.place == Place("norland", "Norland", "Norland", "national")
    assert (lamps.date, lamps.in_force, lamps.year, lamps.date_checked) == ("2024-06-03", "2025-06", "2024", True)
    assert lamps.evidence.confidence is Confidence.SECONDARY
    assert lamps.evidence.source == LAMPS
    assert lamps.evidence.corrections[0].now == "There are 40."
    assert lamps.kind_label == "Law"
    assert talk.place.called == "the Isles"
    assert (talk.year, talk.date_checked, talk.added, lamps.added) == ("", False, True, False)
    assert not talk.evidence.is_checked


def test_an_entry_changed_when_it_was_corrected_or_else_with_the_first_edition(tmp_path):
    assert [entry.changed for entry in load(tmp_path).entries] == [date(2026, 11, 20), date(2026, 11, 1)]
    said = load(tmp_path, ("    added: yes", "    added: yes\n    changed: 2026-11-12"))
    assert said.entries[1].changed == date(2026, 11, 12)


def test_a_date_may_be_unsure_although_the_fact_is_not(tmp_path):
    unsure = load(
        tmp_path,
        ("date: 2024-06-03", "date: 2024-06-03\n    date_checked: no"),
        ("    letter: Since June 2025 Norland has had 1,200 lamps in 40 towns.\n", ""),
    ).entries[0]

    assert not unsure.date_checked
    assert unsure.evidence.is_checked


def test_only_a_checked_entry_with_a_sentence_is_a_precedent(tmp_path):
    (precedent,) = load(tmp_path).precedents("harbour-lights", TODAY)

    assert precedent == Precedent(
        "lamps", "Since June 2025 Norland has had 1,200 lamps in 40 towns.", LAMPS, "2024-06-03",
        date(2026, 11, 1), date(2027, 5, 1), Confidence.SECONDARY, ("harbour-lights",), ("harbour-lights/two-towns",),
    )  # fmt: skip
    assert load(tmp_path).precedents("life-jackets", TODAY) == ()


def test_a_precedent_past_its_review_date_is_not_offered(tmp_path):
    found = load(tmp_path)

    assert len(found.precedents("harbour-lights", date(2027, 5, 1))) == 1
    assert found.precedents("harbour-lights", date(2027, 5, 2)) == ()


def test_the_newest_precedents_come_first():
    dates = [one.date for one in campaign_data.responses().precedents("cotton-import-ban", TODAY)]

    assert len(dates) == 3
    assert dates == sorted(dates, reverse=True)


def test_filters_let_through_what_fits_all_of_them(tmp_path):
    found = load(tmp_path)
    lamps, talk = found.entries

    assert found.select() == (lamps, talk)
    assert found.select(place="isles") == found.select(kind="statement") == (talk,)
    assert found.select(year="2024") == found.select(recommendation="harbour-lights") == (lamps,)
    assert found.select(place="isles", kind="law") == ()
    assert found.find(["talk", "nothing", "talk", "lamps"]) == (talk, lamps)


def test_the_timeline_ends_with_what_has_no_year(tmp_path):
    found = load(tmp_path)
    early = replace(found.entries[1], id="early", date="1999")

    more = replace(found, entries=(*found.entries, early))
    assert [entry.id for entry in more.timeline] == ["early", "lamps", "talk"]
    assert found.years == ("2024",)


def test_every_link_is_listed_with_the_day_when_it_was_read(tmp_path):
    assert load(tmp_path).links == (
        Cited("content/responses.yaml", "lamps", LAMPS, date(2026, 11, 1), date(2027, 5, 1)),
        Cited("content/responses.yaml", "lamps", Source("Harbour News", "https://news.example.org/forty"),
              date(2026, 11, 20), None),
    )  # fmt: skip


FACT = "    fact: The Isles spoke of lamps."
LETTER = "letter: Since June 2025 Norland has had 1,200 lamps in 40 towns."
MISTAKES = {
    "a place nobody knows": (
        [("place: isles", "place: isle")],
        ["29:12: 'isle' is not the slug of a place (did you mean 'isles'?)"],
    ),
    "a kind nobody knows": (
        [("kind: law", "kind: laws")],
        [f"12:11: 'kind' is 'laws' (did you mean 'law'?); write {', '.join(list(KINDS)[:-1])} or group"],
    ),
    "an id twice": ([("id: talk", "id: lamps")], ["28:9: the id 'lamps' is taken, in line 9: write another one"]),
    "a place twice": (
        [("slug: isles", "slug: norland"), ("place: isles", "place: norland")],
        ["5:12: the slug 'norland' is taken, in line 4: write another one"],
    ),
    "a headline of nothing": (
        [("see: [lamps]", "see: [lamp]")],
        ["7:55: 'lamp' is not the id of a response (did you mean 'lamps'?)"],
    ),
    "a checked fact without a source": (
        [("    source: {title: Harbour News, url: https://news.example.org/lamps}\n", ""), (f"    {LETTER}\n", ""),
         ("    same_as: [harbour-lights/two-towns]\n", "")],
        ["16:17: a fact whose confidence is 'secondary' needs 'source'; add it, or write 'not-checked'"],
    ),
    "a checked fact without its days": (
        [("    checked: 2026-11-01\n    review_by: 2027-05-01\n", "")],
        ["16:17: a fact whose confidence is 'secondary' needs 'checked'; add it, or write 'not-checked'",
         "16:17: a fact whose confidence is 'secondary' needs 'review_by'; add it, or write 'not-checked'"],
    ),
    "a sentence for a letter that nobody checked": (
        [(FACT, f"{FACT}\n    date: 2020\n    letter: They spoke in 2020.\n    recommendations: [harbour-lights]")],
        ["35:5: a fact that is 'not-checked' cannot have 'letter': delete it, or check the fact"],
    ),
    "no date and no reason": (
        [("    date_note: Nobody knows when.\n", "")],
        ["28:5: a response has neither 'date' nor 'date_note'; add one of them"],
    ),
    "an end before the beginning": (
        [("in_force: 2025-06", "until: 2024-05\n    in_force: 2025-06")],
        ["14:12: 'until' is 2024-05, before 'date' (2024-06-03); write a later day"],
    ),
    "a letter without a year": (
        [("Since June 2025 Norland", "Norland")],
        ["21:13: 'letter' names no year; say when it was"],
    ),
    "a letter that says more than the fact": (
        [("Since June 2025 Norland has had 1,200 lamps in 40", "Since July 2025 Norland has had 1,300 lamps in 40")],
        ["21:13: 'letter' names 1300, which is neither in 'fact' nor in its dates",
         "21:13: 'letter' names July 2025, which is neither in 'fact' nor in its dates"],
    ),
    "a letter that is no sentence": (
        [("lamps in 40 towns.\n    same", "lamps in 40 towns\n    same")],
        ["21:13: 'letter' must be a whole sentence with a full stop at its end"],
    ),
    "a letter about nothing that is asked": (
        [("    recommendations: [harbour-lights]\n", "")],
        ["20:13: a response with a 'letter' must bear on a recommendation; add 'recommendations' or delete 'letter'"],
    ),
    "a letter with a date nobody checked": (
        [("date: 2024-06-03", "date: 2024-06-03\n    date_checked: no")],
        ["22:13: a response with a 'letter' needs a 'date' that was checked"],
    ),
    "a correction from the future": (
        [("corrected: 2026-11-20", "corrected: 2026-11-22")],
        ["27:20: 'corrected' is 2026-11-22, which is in the future; today is 2026-11-21"],
    ),
    "a list that is too long": (
        [("see: [lamps]", f"see: [{', '.join(['lamps'] * 21)}]")],
        ["7:49: 'see' has 21 entries, but at most 20 fit; delete some"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_place(tmp_path, changes, said):
    found = problems(tmp_path, *changes)

    assert [text.removeprefix("content/responses.yaml:") for text in found] == said
    with pytest.raises(ContentError):
        load(tmp_path, *changes)


WARNINGS = {
    "a recommendation nobody knows": (
        [("recommendations: [harbour-lights]", "recommendations: [harbour-light]")],
        "20:23: warning: 'harbour-light' is not the id of a recommendation (did you mean 'harbour-lights'?)",
    ),
    "a claim nobody knows": (
        [("harbour-lights/two-towns", "two-towns")],
        "22:15: warning: 'two-towns' is not a claim of recommendations.yaml: correct the name or delete it",
    ),
    "the same fact with another source": (
        [("https://news.example.org/lamps", "https://news.example.org/other")],
        "22:15: warning: the claim 'harbour-lights/two-towns' has another source or date than this entry: "
        "make them alike",
    ),
    "the same fact with another date": (
        [("in_force: 2025-06", "in_force: 2025-07"), ("Since June", "Since July")],
        "22:15: warning: the claim 'harbour-lights/two-towns' has another source or date than this entry: "
        "make them alike",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), WARNINGS.values(), ids=WARNINGS)
def test_what_does_not_agree_with_the_recommendations_is_a_warning(tmp_path, changes, said):
    assert problems(tmp_path, *changes) == [f"content/responses.yaml:{said}"]
    assert load(tmp_path, *changes).entries


def test_a_fact_that_is_due_for_another_look_is_a_warning(tmp_path):
    assert problems(tmp_path, today=date(2027, 5, 2)) == [
        "content/responses.yaml:19:16: warning: this is past its review date; check it again, "
        "then write a new 'checked' and 'review_by'"
    ]


def test_an_organisers_copy_takes_the_place_of_the_shipped_one_whole(tmp_path):
    shipped = load_responses([tmp_path, ROOT], TODAY)
    assert shipped == load_responses([], TODAY)
    assert RESPONSES.path([PACKAGE])

    written(tmp_path, "responses")

    assert [entry.id for entry in load_responses([tmp_path, ROOT], TODAY).entries] == ["lamps", "talk"]


def test_the_shipped_entries_read_well():
    for entry in campaign_data.responses().entries:
        assert entry.fact.endswith("."), entry.id
        assert len(entry.fact.split()) <= 45, entry.id
        assert ". " not in entry.fact.removesuffix("."), entry.id
        assert entry.fact[0].isupper() or entry.fact[0].isdigit(), entry.id


def test_every_kind_and_every_group_is_used():
    assert {entry.kind for entry in campaign_data.responses().entries} == set(KINDS)
    assert {place.group for place in campaign_data.responses().places} == set(GROUPS)


def test_what_is_said_of_the_two_camera_makers_never_leaves_out_their_denial():
    for entry in campaign_data.responses().entries:
        said = f"{entry.evidence.not_checked} {entry.evidence.checked_note}"
        if "surveillance" in said and "Hikvision" in said:
            assert "denies involvement" in said or "deny involvement" in said, entry.id


def test_no_precedent_says_the_same_as_another_of_its_recommendation():
    for one in campaign_data.content().recommendations:
        found = campaign_data.responses().precedents(one.id, TODAY)
        assert len(found) <= 3
        assert len({precedent.text for precedent in found}) == len(found)


@given(st.integers(0, len(small_world.RESPONSES)), st.integers(0, 60), st.text(max_size=8))
def test_a_valid_file_with_a_part_cut_out_is_responses_or_problems(start, length, typed):
    text = small_world.RESPONSES
    data = (text[:start] + typed + text[start + length :]).encode("utf-8", "surrogatepass")
    sheet, problems = RESPONSES.check(read_marked("content/responses.yaml", data), TODAY)

    assert sheet.build().licence if sheet else any(not problem.warning for problem in problems)
