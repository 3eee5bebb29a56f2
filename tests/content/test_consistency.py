from datetime import date, timedelta

import pytest

from tests.content.harbours import TEXT, TODAY, changed, problems_of

CLAIM = (
    "{{id: {}, text: A fact., source: {{title: S, url: https://a.example/}}, date: 2021, "
    "checked: 2026-11-01, review_by: 2027-05-01, confidence: primary}}"
)
THIRD = "      - No crew should have to guess where the wall is when a storm drives them in.\n"

KINDS = [
    pytest.param(
        "id: life-jackets",
        "id: harbour-lights",
        ["61:9: the id 'harbour-lights' is taken, in line 14: write another one"],
        id="an id of a recommendation that is taken",
    ),
    pytest.param(
        "    claims: []",
        f"    claims:\n      - {CLAIM.format('a')}\n      - {CLAIM.format('b')}\n      - {CLAIM.format('a')}",
        ["84:14: the id 'a' is taken, in line 82: write another one"],
        id="an id of a claim that is taken",
    ),
    pytest.param(
        "rests_on: [two-towns]",
        "rests_on: [two-towns, two-town]",
        ["34:31: 'two-town' is not the id of a claim of this recommendation (did you mean 'two-towns'?)"],
        id="a name that is nearly that of a claim",
    ),
    pytest.param(
        "          rests_on: [two-towns]\n",
        "          rests_on:\n            - elsewhere\n",
        [
            "40:15: 'elsewhere' is not the id of a claim of this recommendation; "
            "add the claim or delete the name"
        ],
        id="a name that no claim has",
    ),
    pytest.param(THIRD, "", ["29:5: 'wordings' has two entries; write three or more, up to 20"], id="two wordings"),
    pytest.param(
        "      - Who goes out in boats where you live?\n",
        "",
        ["55:5: 'prompts' has two entries; write exactly three"],
        id="two prompts",
    ),
    pytest.param(
        "      - Who goes out in boats where you live?\n",
        "      - Who goes out in boats?\n      - Who stays at home?\n",
        ["55:5: 'prompts' has 4 entries; write exactly three"],
        id="four prompts",
    ),
    pytest.param(
        'minister: ["pass my letter to {office}"]',
        "minister: []",
        ["78:7: 'minister' has no entries; write one or more, up to 10"],
        id="a position without an ask",
    ),
    pytest.param(
        "      minister:\n        - pass my letter to {office}\n",
        "      minister:\n" + "        - pass my letter to {office}\n" * 11,
        ["41:7: 'minister' has 11 entries; write one or more, up to 10"],
        id="too many asks",
    ),
    pytest.param(
        "        - write to {office} about the lights\n      minister:",
        "      minister:",
        ["39:11: the last ask of 'backbencher' must rest on nothing; add a last one that is always true"],
        id="a list of asks that all rest on claims",
    ),
    pytest.param(
        THIRD,
        "      - Two towns put up new lamps last year, and it shows what a small sum can do.\n",
        ["35:9: two wordings are nearly alike (lines 33 and 35): give this one another argument, or delete it"],
        id="two wordings that are nearly alike",
    ),
    pytest.param(
        "A jacket that hangs in a shop saves nobody; one that is lent at the slipway might.",
        "Boats come home after dark in {constituency}! The quay has no lamp.",
        ["73:9: two wordings are nearly alike (lines 30 and 73): give this one another argument, or delete it"],
        id="a wording of another recommendation",
    ),
    pytest.param(
        "        checked: 2026-11-01\n        review_by",
        "        checked: 2026-11-22\n        review_by",
        ["52:18: warning: 'checked' is 2026-11-22, in the future (today is 2026-11-21); write the day it was done"],
        id="a claim that was checked tomorrow",
    ),
    pytest.param(
        "      checked: 2026-11-01\n    standing",
        "      checked: 2027-01-01\n    standing",
        ["22:16: warning: 'checked' is 2027-01-01, in the future (today is 2026-11-21); write the day it was done"],
        id="a quotation that was checked next year",
    ),
    pytest.param(
        "published: 2021-07-08",
        "published: 2027-07-08",
        ["6:14: warning: 'published' is 2027-07-08, in the future (today is 2026-11-21); write the day it was done"],
        id="a report that is not yet published",
    ),
    pytest.param(
        "as_of: 2026-11-01",
        "as_of: 2026-12-01",
        ["26:14: warning: 'as_of' is 2026-12-01, in the future (today is 2026-11-21); write the day it was done"],
        id="a standing of the future",
    ),
    pytest.param(
        "        review_by: 2027-05-01",
        "        review_by: 2026-10-31",
        [
            "53:20: 'review_by' is 2026-10-31, before 'checked' (2026-11-01); write a later day",
            "53:20: warning: the claim 'two-towns' is past its review date, so letters leave out what rests on it; "
            "check it again, then write new days for 'checked' and 'review_by'",
        ],
        id="a review before the check",
    ),
    pytest.param(
        "      review_by: 2027-05-01",
        "      review_by: 2026-10-31",
        [
            "27:18: 'review_by' is 2026-10-31, before 'as_of' (2026-11-01); write a later day",
            "27:18: warning: the standing of 'harbour-lights' is past its review date; "
            "check it again, then write new days for 'as_of' and 'review_by'",
        ],
        id="a review before the standing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problems"), KINDS)
def test_each_kind_of_mistake_is_said_with_its_place(old, new, problems):
    assert problems_of(changed((old, new))) == [f"recommendations.yaml:{problem}" for problem in problems]


def test_wordings_that_all_rest_on_claims_are_a_problem_at_their_key():
    text = changed(
        ("      - text: >-\n", "      - rests_on: [two-towns]\n        text: >-\n"),
        (THIRD, "      - {text: No crew should have to guess where the wall is., rests_on: [two-towns]}\n"),
    )

    assert problems_of(text) == [
        "recommendations.yaml:29:5: every wording rests on claims; "
        "at least one must rest on none, for when the claims grow old"
    ]


def test_a_claim_is_current_on_its_last_day_and_a_warning_the_day_after():
    last = date(2027, 5, 1)

    assert problems_of(TEXT, last) == []
    assert problems_of(TEXT, last + timedelta(days=1)) == [
        "recommendations.yaml:27:18: warning: the standing of 'harbour-lights' is past its review date; "
        "check it again, then write new days for 'as_of' and 'review_by'",
        "recommendations.yaml:53:20: warning: the claim 'two-towns' is past its review date, "
        "so letters leave out what rests on it; check it again, then write new days for 'checked' and 'review_by'",
        "recommendations.yaml:70:97: warning: the standing of 'life-jackets' is past its review date; "
        "check it again, then write new days for 'as_of' and 'review_by'",
    ]


def test_what_was_checked_today_was_not_checked_in_the_future():
    assert problems_of(changed(("  checked: 2026-11-01\n\n", f"  checked: {TODAY}\n\n"))) == []


def test_a_file_without_recommendations_needs_one():
    text = TEXT[: TEXT.index("recommendations:")] + "recommendations: []\n"

    assert problems_of(text) == [
        "recommendations.yaml:13:1: 'recommendations' has no entries; write one or more, up to 40"
    ]


def test_ten_thousand_wordings_are_one_problem_and_not_fifty_million_comparisons():
    text = changed((THIRD, "".join(f"      - Wording x{n} y{n} z{n}.\n" for n in range(10_000))))

    assert problems_of(text) == [
        "recommendations.yaml:29:5: 'wordings' has 10,002 entries; write three or more, up to 20"
    ]
