from datetime import date

import pytest

from campaign.content import load_content
from campaign.models import Claim, Confidence, Report, Role, Source, Wording
from tests.content.harbours import FOLDER, TODAY, changed, problems_of

OFFICE = "    office: the Harbour Secretary\n"
CHECKED = "  checked: 2026-11-01\n\nrecommendations"
NOT_A_TEXT = "(a text that begins with '{' or '[' needs quotation marks)"

KINDS = [
    pytest.param(
        "    title: Light",
        "    titel: Light",
        ["15:5: 'titel' is not a key of a recommendation (did you mean 'title'?)"],
        id="an unknown key that is nearly right",
    ),
    pytest.param(
        OFFICE,
        OFFICE + "    colour: blue\n",
        [
            "29:5: 'colour' is not a key of a recommendation; its keys are id, title, short, summary, why, "
            "committee, standing, office, departments, committees, wordings, briefs, asks, claims, prompts, caution"
        ],
        id="an unknown key like no other",
    ),
    pytest.param(
        "      speaker:\n",
        "      deputy-speaker: [a]\n      speaker:\n",
        ["43:7: 'deputy-speaker' is not a key of 'asks' (did you mean 'speaker'?)"],
        id="an unknown position",
    ),
    pytest.param(
        OFFICE,
        "",
        ["14:5: a recommendation has no 'office'; write for example 'office: the Home Secretary'"],
        id="a missing key of a recommendation",
    ),
    pytest.param(
        "  paper_number: HC 9999\n",
        "",
        ["2:1: the report has no 'paper_number'; write for example 'paper_number: HC 198'"],
        id="a missing key of the report",
    ),
    pytest.param(
        "        confidence: secondary\n",
        "",
        ["48:9: a claim has no 'confidence'; write for example 'confidence: primary'"],
        id="a missing key of a claim",
    ),
    pytest.param(
        ", url: https://news.example.org/lamps}",
        "}",
        ["50:9: a source has no 'url'; write for example 'url: https://committees.parliament.uk/'"],
        id="a missing key of a source",
    ),
    pytest.param(
        "      does-not-sit:\n        - write to {office} about the lights\n",
        "",
        [
            "36:5: 'asks' has no 'does-not-sit'; "
            "write for example 'does-not-sit: [\"write to {office} about it\"]'"
        ],
        id="a missing position",
    ),
    pytest.param(
        "      - text: Two towns put up lamps last year, which shows what a small sum can do.\n        rests_on",
        "      - rests_on",
        ["33:9: a wording has no 'text'; write for example 'text: A paragraph for the letter.'"],
        id="a wording without its text",
    ),
    pytest.param(
        CHECKED,
        CHECKED.replace("2026-11-01", "1/11/2026"),
        ["11:12: 'checked' is '1/11/2026', which is not a date; write 2026-11-01"],
        id="a date in British order",
    ),
    pytest.param(
        CHECKED,
        CHECKED.replace("2026-11-01", "2026-02-30"),
        ["11:12: 'checked' is '2026-02-30', which is not a date; write year, month and day, such as 2026-11-21"],
        id="a day that is not in the calendar",
    ),
    pytest.param(
        CHECKED,
        CHECKED.replace("2026-11-01", "2026-11"),
        ["11:12: 'checked' is '2026-11', which is not a date; write year, month and day, such as 2026-11-21"],
        id="half a date",
    ),
    pytest.param(
        "date: 2025-06",
        "date: June 2025",
        ["51:15: 'date' is 'June 2025', which is not a date; write 2021, 2021-07 or 2021-07-08"],
        id="the date of a fact in words",
    ),
    pytest.param(
        "https://news.example.org/lamps",
        "http://news.example.org/lamps",
        [
            "50:44: 'url' is 'http://news.example.org/lamps', a link that is not secure; "
            "write https://news.example.org/lamps"
        ],
        id="an http link",
    ),
    pytest.param(
        "https://news.example.org/lamps",
        "news.example.org",
        [
            "50:44: 'url' is 'news.example.org', which is not a link; "
            "write it whole, such as https://www.parliament.uk/"
        ],
        id="half a link",
    ),
    pytest.param(
        "status: partly-met",
        "status: partly met",
        [
            "24:15: 'status' is 'partly met' (did you mean 'partly-met'?); "
            "write outstanding, partly-met, met or overtaken"
        ],
        id="an unknown status",
    ),
    pytest.param(
        "confidence: secondary",
        "confidence: high",
        ["54:21: 'confidence' is 'high'; write primary or secondary"],
        id="an unknown confidence",
    ),
    pytest.param("quoted: no", "quoted: NO", ["20:15: 'quoted' is 'NO'; write yes or no"], id="not quite yes or no"),
    pytest.param(
        "id: life-jackets",
        "id: Life jackets!",
        [
            "61:9: 'id' is 'Life jackets!'; an id has only small letters a-z, figures and dashes, at most 40: "
            "write 'life-jackets'"
        ],
        id="an id with capitals and spaces",
    ),
    pytest.param(
        "dark in {constituency}",
        "dark in {constituancy}",
        ["31:41: 'text' names '{constituancy}', which is not a field (did you mean '{constituency}'?)"],
        id="an unknown field in a wording",
    ),
    pytest.param(
        "- write to {office}",
        "- write to {minister}",
        [
            "40:20: an ask names '{minister}', which is not a field; "
            "the fields are {constituency}, {mp}, {office}, {committee}, {report}"
        ],
        id="an unknown field in an ask",
    ),
    pytest.param(
        "No crew should",
        "No crew } should",
        ["35:9: a wording has a stray '}'; a brace may only stand round a field, as in '{constituency}'"],
        id="a stray brace",
    ),
    pytest.param(
        "short: lights for every harbour",
        "short: lights for {office}",
        ["16:23: 'short' names '{office}', but no field is filled in here; write the words themselves"],
        id="a field where none is filled in",
    ),
    pytest.param(
        "- pass my letter to {office}",
        "- Pass my letter to {office}",
        [
            "42:11: an ask begins with a capital letter; it follows 'Will you please', "
            "so write 'pass my letter to {office}'"
        ],
        id="an ask with a capital letter",
    ),
    pytest.param(
        "text: ask {office} when the other towns will follow",
        "text: ask {office} when the other towns will follow.",
        ["38:17: 'text' ends in '.'; leave it out, the letter adds its own"],
        id="an ask with a full stop",
    ),
    pytest.param(
        "title: Light every harbour", "title:", ["15:5: 'title' is empty; write a text"], id="nothing after a key"
    ),
    pytest.param(
        "- Who goes out in boats where you live?",
        "- ''",
        ["57:9: an entry of 'prompts' is empty; write a text"],
        id="an empty prompt",
    ),
    pytest.param(
        "title: Light every harbour",
        "title: " + "x" * 151,
        ["15:12: 'title' has 151 characters, but at most 150 fit; make it shorter"],
        id="a title that is too long",
    ),
    pytest.param(
        "No crew should have to guess",
        "No crew should have to guess " + "again " * 200,
        ["35:9: a wording has 1,275 characters, but at most 1,200 fit; make it shorter"],
        id="a wording that is too long",
    ),
    pytest.param(
        "- pass my letter to {office}",
        "- pass my letter on" + " and on" * 60,
        ["42:11: an ask has 437 characters, but at most 400 fit; make it shorter"],
        id="an ask that is too long",
    ),
    pytest.param(
        "short: lights for every harbour",
        "short: [lights]",
        [
            f"16:12: 'short' must be a text, but a list stands here {NOT_A_TEXT}; "
            "write for example 'short: a ban on cotton made with forced labour'"
        ],
        id="a list for a text",
    ),
    pytest.param(
        "published: 2021-07-08",
        "published: {year: 2021}",
        [
            f"6:14: 'published' must be a text, but keys with values stand here {NOT_A_TEXT}; "
            "write for example 'published: 2021-07-08'"
        ],
        id="keys for a date",
    ),
    pytest.param(
        "rests_on: [two-towns]",
        "rests_on: two-towns",
        ["34:19: 'rests_on' must be a list, but a text stands here; write for example 'rests_on: [government-reply]'"],
        id="a text for a list",
    ),
    pytest.param(
        "source: {title: Harbour News, url: https://news.example.org/lamps}",
        "source: Harbour News",
        [
            "50:17: 'source' must be keys with values, but a text stands here; write for example "
            "'source: {title: Report of the committee, url: https://committees.parliament.uk/}'"
        ],
        id="a text for keys with values",
    ),
    pytest.param(
        "    claims: []",
        "    claims: [lamps]",
        ["81:14: an entry of 'claims' must be keys with values, but a text stands here"],
        id="a text for a claim",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "problems"), KINDS)
def test_each_kind_of_mistake_is_said_with_its_place(old, new, problems):
    assert problems_of(changed((old, new))) == [f"recommendations.yaml:{problem}" for problem in problems]


def test_an_ask_with_three_mistakes_gets_three_problems():
    assert problems_of(changed(("- pass my letter to {office}", "- Pass it to {ofice}."))) == [
        "recommendations.yaml:42:11: an ask begins with a capital letter; it follows 'Will you please', "
        "so write 'pass it to {ofice}.'",
        "recommendations.yaml:42:11: an ask ends in '.'; leave it out, the letter adds its own",
        "recommendations.yaml:42:22: an ask names '{ofice}', which is not a field (did you mean '{office}'?)",
    ]


def test_a_file_without_its_two_keys_names_both():
    assert [problem.split(";")[0] for problem in problems_of("raport: 1\n")] == [
        "recommendations.yaml:1:1: 'raport' is not a key of the file (did you mean 'report'?)",
        "recommendations.yaml:1:1: the file has no 'recommendations'",
    ]


def test_the_file_becomes_the_models_word_for_word():
    content = load_content([FOLDER], TODAY)
    first, second = content.recommendations

    assert content.report == Report(
        title="Safe Harbours: Looking after our Coast",
        committee="Coastal Committee",
        paper_number="HC 9999",
        published=date(2021, 7, 8),
        url="https://committees.example.org/harbours/",
        cite="the Coastal Committee's report of 8 July 2021 (HC 9999)",
        licence="An invented licence.",
        source=Source("The committee's page", "https://committees.example.org/"),
        checked=date(2026, 11, 1),
    )
    assert (first.id, first.title, first.short) == (
        "harbour-lights", "Light every harbour", "lights for every harbour",
    )  # fmt: skip
    assert (first.committee.quoted, second.committee.quoted) == (False, True)
    assert first.standing.text == "Some harbours have lights now – not all."
    assert (first.standing.status, first.standing.as_of, first.standing.review_by) == (
        "partly-met", date(2026, 11, 1), date(2027, 5, 1),
    )  # fmt: skip
    assert first.claims == (
        Claim(
            "two-towns", "Two towns put up lamps in 2025.",
            Source("Harbour News", "https://news.example.org/lamps"),
            "2025-06", date(2026, 11, 1), date(2027, 5, 1), Confidence.SECONDARY,
        ),
    )  # fmt: skip
    assert first.wordings[0] == Wording(
        "Boats come home after dark in {constituency}, and the quay has no lamp. "
        "The committee asked for one in every harbour."
    )
    assert [w.rests_on for w in first.wordings] == [(), ("two-towns",), ()]
    assert first.prompts[1] == "Who goes out in boats where you live?"
    assert (first.caution, second.caution) == ("Do not say where a boat is moored.", None)


def test_there_is_an_ask_for_every_role_that_needs_one():
    first = load_content([FOLDER], TODAY).recommendations[0]

    assert set(first.asks) == {Role.BACKBENCHER, Role.MINISTER, Role.SPEAKER, Role.DOES_NOT_SIT}
    assert first.asks[Role.SPEAKER] == (Wording("pass my letter to {office}"),)
    assert first.asks[Role.BACKBENCHER] == (
        Wording("ask {office} when the other towns will follow", ("two-towns",)),
        Wording("write to {office} about the lights"),
    )
