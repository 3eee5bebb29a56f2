from datetime import date

import pytest

from campaign.content.reader import read_marked
from campaign.content.standing import STANDING, Office, check_standing, load_standing
from campaign.errors import ContentError
from campaign.models import Confidence
from tests.content import campaign_data, small_world
from tests.content.harbours import ROOT, TODAY
from tests.content.small_world import written


def load(folder, *changes):
    return load_standing(written(folder, "standing", *changes), small_world.content(), TODAY)


def problems(folder, *changes, today=TODAY):
    return [str(p) for p in check_standing(written(folder, "standing", *changes), small_world.content(), today)]


def test_the_shipped_histories_have_no_problem_and_no_warning():
    assert check_standing([ROOT], campaign_data.content(), TODAY) == ()


def test_the_small_one_has_none_either(tmp_path):
    assert problems(tmp_path) == []


def test_events_stand_from_the_oldest_to_the_newest_and_claims_speak_for_themselves(tmp_path):
    (history,) = load(tmp_path).histories
    claim, event = history.since

    assert (claim.day, claim.text) == ("2025-06", "Two towns put up lamps in 2025.")
    assert claim.claim == "harbour-lights/two-towns"
    assert claim.evidence.confidence is Confidence.SECONDARY
    assert (event.day, event.claim, event.evidence.checked) == ("2026-01", "", date(2026, 11, 1))


def test_a_history_says_who_is_responsible_and_what_is_open(tmp_path):
    (history,) = load(tmp_path).histories

    assert history.offices == (Office("the Harbour Secretary", ""), Office("the Treasury", "the money"))
    assert history.open == ("Whether a fourth will follow.",)
    assert history.mp_can == ("Ask a question.",)
    assert (history.reply, history.reply_read, history.then) == ("We could not read it.", False, ())
    assert (history.as_of, history.review_by) == (date(2026, 11, 1), date(2027, 5, 1))


def test_a_claim_that_is_corrected_is_corrected_here_too(tmp_path):
    events = load_standing([ROOT], campaign_data.content(), TODAY).find(["cotton-import-ban"])[0].events
    claims = {c.id: c for one in campaign_data.content().recommendations for c in one.claims}

    assert [event.text for event in events if event.claim == "cotton-import-ban/court-2024"] == [
        claims["court-2024"].text
    ]


def test_an_event_whose_claim_is_gone_is_left_out_with_a_warning(tmp_path):
    change = ("harbour-lights/two-towns", "harbour-lights/two-town")

    assert len(load(tmp_path, change).histories[0].since) == 1
    assert problems(tmp_path, change) == [
        "content/standing.yaml:11:16: warning: 'harbour-lights/two-town' is not a claim of recommendations.yaml "
        "(did you mean 'harbour-lights/two-towns'?)"
    ]


def test_histories_are_found_by_their_recommendation(tmp_path):
    found = load(tmp_path)

    assert found.find(["nothing", "harbour-lights", "harbour-lights"]) == found.histories


def test_links_of_claims_are_left_to_the_file_they_stand_in(tmp_path):
    assert [(link.id, link.source.title) for link in load(tmp_path).links] == [
        ("general", "Harbour News"), ("harbour-lights", "Harbour News"),
    ]  # fmt: skip


MISTAKES = {
    "an event that says both": (
        [("- claim: harbour", "- text: Again.\n        claim: harbour")],
        ["11:9: an event with 'claim' says what the claim says: delete 'text', or delete 'claim'"],
    ),
    "an event that says nothing": (
        [("- claim: harbour-lights/two-towns", "- date: 2025-06")],
        ["11:9: an event needs 'claim', or else 'date', 'text' and 'confidence'"],
    ),
    "a history from the future": (
        [("as_of: 2026-11-01", "as_of: 2026-11-22")],
        ["5:12: 'as_of' is 2026-11-22, which is in the future; today is 2026-11-21"],
    ),
    "a review before the look": (
        [("review_by: 2027-05-01\n    reply", "review_by: 2026-05-01\n    reply")],
        ["6:16: 'review_by' is 2026-05-01, before 'as_of' (2026-11-01); write a later day"],
    ),
    "no office": (
        [("office: the Harbour Secretary", "part: lamps")],
        ["14:9: an office has no 'office'; write for example 'office: the Home Secretary'"],
    ),
}


@pytest.mark.parametrize(("changes", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_its_place(tmp_path, changes, said):
    assert [text.removeprefix("content/standing.yaml:") for text in problems(tmp_path, *changes)] == said
    with pytest.raises(ContentError):
        load(tmp_path, *changes)


def test_a_history_twice_and_one_of_nothing_are_named(tmp_path):
    again = (small_world.STANDING.split("histories:\n")[1],) * 2

    assert problems(tmp_path, (again[0], "".join(again)))[0].endswith(
        "the recommendation 'harbour-lights' is taken, in line 4: write another one"
    )
    (problem,) = problems(tmp_path, ("recommendation: harbour-lights", "recommendation: lights"))
    assert "warning: 'lights' is not the id of a recommendation" in problem


def test_every_recommendation_has_a_history_that_says_who_is_responsible():
    for one in campaign_data.content().recommendations:
        (history,) = campaign_data.histories().find([one.id])
        assert one.office in [office.office for office in history.offices]
        assert history.since
        assert history.open
        assert history.mp_can
        assert all(event.day >= "2021-07-08" for event in history.since), one.id
        assert all(event.day <= "2021-11" for event in history.then), one.id


def test_no_reply_is_shown_as_read_that_nobody_read():
    assert [one.recommendation for one in campaign_data.histories().histories if one.reply_read] == []


def test_rules_read_a_file_of_any_shape():
    for text in ("histories: x", "general: {a: b}", "histories: [x, {since: {}, then: [y]}]"):
        assert STANDING.check(read_marked("content/standing.yaml", text.encode()), TODAY)[0] is None
