import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content import Messages, check_content, load_messages
from campaign.content.messages import NAME
from campaign.errors import CODES, ContentError, LetterError, NotAPostcode, SettingsError
from campaign.postcodes import PRACTICE_AREA, parse
from tests.content.harbours import FOLDER, ROOT, TODAY

SHIPPED = load_messages([ROOT])


def folder_with(folder, text):
    (folder / "templates").mkdir(parents=True)
    (folder / NAME).write_text(text, encoding="utf-8")
    return folder


def problems_of(folder, text):
    with pytest.raises(ContentError) as caught:
        load_messages([folder_with(folder, text), ROOT])
    return [str(problem) for problem in caught.value.problems]


def test_every_code_has_a_message_and_every_message_a_code():
    assert list(SHIPPED.sentences) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_message_names_its_details_and_nothing_stays_unfilled(code):
    details = {name: f"<{name}>" for name in CODES[code]}
    said = SHIPPED.say(LetterError(code, **details))

    assert all(value in said for value in details.values())
    assert "{" not in said
    assert said[0].isupper()
    assert said[-1] in ".:"
    assert not {"error", "invalid", "failed", "oops", "sorry"}.intersection(said.lower().split())


def codes_in_the_code():
    for file in (ROOT / "campaign").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "NotAPostcode", "NoMemberForPostcode", "PostcodeUnknown", "ConstituencyUnknown", "LetterError",
            }:  # fmt: skip
                yield from (a.value for a in node.args[:1] if isinstance(a, ast.Constant))


def test_no_part_of_the_program_raises_a_code_without_a_message():
    assert set(codes_in_the_code()) <= set(CODES)


def test_an_example_of_a_postcode_is_one_and_it_is_the_house_of_commons_own():
    for code in ("postcode-empty", "postcode-shape", "postcode-half"):
        assert "SW1A 0AA" in SHIPPED.sentences[code]
    assert str(parse("SW1A 0AA")) == "SW1A 0AA"
    assert str(parse("ZZ1 1AA")).startswith(PRACTICE_AREA)
    assert "ZZ1 1AA" in SHIPPED.sentences["postcode-unknown-practice"]


def test_an_area_of_postcodes_that_are_no_homes_is_not_said_not_to_exist():
    assert SHIPPED.say(NotAPostcode("postcode-area", area="BX")).startswith("No home in the United Kingdom has a")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("postcode-jersey", ("States Assembly", "Deputies", "Connétable")),
        ("postcode-guernsey", ("States of Deliberation", "Deputies", "Alderney", "Sark")),
        ("postcode-isle-of-man", ("Tynwald", "House of Keys")),
        ("postcode-gibraltar", ("Parliament of Gibraltar",)),
        ("postcode-overseas", ("{territory}", "government", "Governor")),
        ("postcode-bfpo", ("registered to vote", "home address")),
    ],
)
def test_a_place_without_an_mp_is_told_who_represents_it_and_what_to_do(code, words):
    assert all(word in SHIPPED.sentences[code] for word in words)
    assert "registered to vote" in SHIPPED.sentences[code]


def test_a_slip_is_answered_with_what_was_probably_meant():
    assert SHIPPED.say(NotAPostcode("postcode-slip", suggestion="SW1A 0AA")).startswith("Did you mean SW1A 0AA?")


def test_an_error_without_a_message_speaks_for_itself():
    assert SHIPPED.say(SettingsError("CAMPAIGN_X", "a", "b")) == "CAMPAIGN_X is 'a', but it must be b."


@given(st.dictionaries(st.sampled_from(["suggestion", "area", "field"]), st.text()))
def test_details_are_filled_in_once_whatever_they_hold(details):
    said = Messages({"postcode-slip": "[{suggestion}|{area}]"}).say(NotAPostcode("postcode-slip", **details))

    assert said == f"[{details.get('suggestion', '')}|{details.get('area', '')}]"


def test_an_organiser_may_change_only_a_few(tmp_path):
    folder = folder_with(tmp_path / "a", "name-missing: >-\n  Who are\n  you?\n")
    messages = load_messages([tmp_path / "nothing-here", folder, ROOT])

    assert messages.say(LetterError("name-missing")) == "Who are you?"
    assert messages.say(LetterError("ask-missing")) == SHIPPED.sentences["ask-missing"]


def test_a_code_that_has_no_message_anywhere_is_a_problem(tmp_path):
    with pytest.raises(ContentError) as caught:
        load_messages([folder_with(tmp_path, "name-missing: Who are you?\n")])

    problems = [str(problem) for problem in caught.value.problems]
    assert len(problems) == len(CODES) - 1
    assert "templates/messages.yaml:1:1: there is no message for 'ask-missing'; add 'ask-missing: ...'" in problems


def test_no_messages_anywhere_is_a_problem_that_says_what_to_do(tmp_path):
    with pytest.raises(ContentError, match="'campaign init DIR' puts one in the folder DIR") as caught:
        load_messages([tmp_path])
    assert len(caught.value.problems) == 1

    with pytest.raises(ContentError, match="looked in no folder"):
        load_messages([])


def test_all_mistakes_are_said_at_once(tmp_path):
    text = (
        "name-mising: Who?\nzzz: What?\npostcode-slip: Or {sugestion}?\nname-missing: Hello {name}\n"
        "ask-missing: [a]\naddress-missing:\npostcode-area: Not { area\n"
    )

    assert problems_of(tmp_path, text) == [
        "templates/messages.yaml:1:1: 'name-mising' is not the code of a message (did you mean 'name-missing'?)",
        "templates/messages.yaml:2:1: 'zzz' is not the code of a message; delete it",
        "templates/messages.yaml:3:19: 'postcode-slip' names '{sugestion}', which is not a field "
        "(did you mean '{suggestion}'?)",
        "templates/messages.yaml:4:21: 'name-missing' names '{name}', but no field is filled in here; "
        "write the words themselves",
        "templates/messages.yaml:5:14: 'ask-missing' must be a text, but a list stands here "
        "(a text that begins with '{' or '[' needs quotation marks)",
        "templates/messages.yaml:6:1: 'address-missing' is empty; write a text",
        "templates/messages.yaml:7:16: 'postcode-area' has a stray '{'; a brace may only stand round a field, "
        "as in '{area}'",
    ]


def test_a_message_that_is_too_long_is_a_problem(tmp_path):
    assert problems_of(tmp_path, "name-missing: " + "x" * 601) == [
        "templates/messages.yaml:1:15: 'name-missing' has 601 characters, but at most 600 fit; make it shorter"
    ]


def test_the_check_of_the_content_covers_the_messages_there_are(tmp_path):
    folder = folder_with(tmp_path, "zzz: What?\n")

    assert [str(problem) for problem in check_content([folder, FOLDER], TODAY)] == [
        "templates/messages.yaml:1:1: 'zzz' is not the code of a message; delete it"
    ]
    assert check_content([FOLDER], TODAY) == ()
