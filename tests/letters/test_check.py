"""Every template tried on every kind of MP."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.content import load_content
from campaign.letters import Composer, LetterTemplates, check_templates
from campaign.models import Position
from tests.letters.conftest import REPOSITORY
from tests.letters.samples import CONTENT, IDS, PIERS, TODAY, WRITER, by_hand, seat

GOOD = """\
Subject: From your constituent

{{ writer.name }}
{{ writer.address }}

{{ mp.full_title }}

Dear {{ mp.salutation }},

I am your constituent in {{ constituency.name }}.

{{ writer.own_words }}

{% for one in recommendations %}
Will you please {{ one.ask }}?

{% endfor %}
I look forward to your reply.
"""


MISSING = "one of the requests is missing (print {{ one.ask }} in the loop {% for one in recommendations %})"


@pytest.fixture
def said_of(folder_with: Callable[..., Path]) -> Callable[[str], list[str]]:
    return lambda text: [str(p) for p in check_templates([folder_with(standard=text)], CONTENT, TODAY)]


def test_the_shipped_templates_have_no_problem_and_no_warning() -> None:
    assert check_templates([REPOSITORY], CONTENT, TODAY) == ()


def test_the_check_is_quick() -> None:
    started = time.process_time()
    check_templates([REPOSITORY], CONTENT, TODAY)
    assert time.process_time() - started < 1


def test_a_plain_letter_is_good_enough(said_of: Callable[[str], list[str]]) -> None:
    assert said_of(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ writer.address }}", "", "the writer's name or a line of the address is missing"),
        ("{{ writer.name }}", "", "the writer's name or a line of the address is missing"),
        ("{{ mp.full_title }}", "", "the MP's name is not on it ({{ mp.full_title }})"),
        (" in {{ constituency.name }}", "", "the constituency is not named"),
        ("{{ mp.salutation }}", "", "nobody is greeted after 'Dear'"),
        ("{{ mp.salutation }}", "{office}", "'{office}' is left in the letter"),
        ("{{ mp.salutation }}", "{ mp.salutation }", "'{ mp.salutation }' is left in the letter"),
        ("{{ mp.salutation }}", "{mp.salutation}", "'{mp.salutation}' is left in the letter"),
        ("{{ mp.salutation }}", "{ Sam", "'{' is left in the letter"),
        ("{{ mp.salutation }}", "}}", "'}}' is left in the letter"),
        ("{{ mp.salutation }}", "None", "'None' is left in the letter"),
        ("Dear", "[your name]", "it asks for a name or address that was given"),
        ("Dear", "PRACTICE", "it says PRACTICE, but it is a real letter"),
        ("{{ one.ask }}", "help", MISSING),
        ("I am your constituent", "I live", "it does not say that the writer is a constituent"),
        ("I look forward to your reply.", "", "it does not ask for a reply after the last request"),
        ("I look forward to your reply.", "{{ parts.aside }}", "it does not ask for a reply after the last request"),
        ("Dear", "{{ report.cite }} {{ report.cite }}", "it cites the report more than once"),
        (
            "Will you please",
            "{{ one.paragraph }} {{ one.precedents }} Will you please",
            "what others have done stands there twice: print {{ one.paragraph }} or {{ one.precedents }}, not both",
        ),
        (
            "{{ writer.own_words }}",
            "{% if mp.vacant %}{{ writer.own_words }}{% endif %}",
            "{{ writer.own_words }} must stand in every letter, once",
        ),
        (
            "Subject: From",
            "Subject:{% if mp.vacant %} From{% endif %}\n",
            "the first line of a letter must be 'Subject:' and a few words",
        ),
        ("Dear", "x" * 19_600, "the letter gets longer than 20,000 characters"),
    ],
)  # fmt: skip
def test_a_letter_that_would_go_wrong_is_found_before_anybody_gets_it(
    said_of: Callable[[str], list[str]], old: str, new: str, said: str
) -> None:
    lines = [line for line in said_of(GOOD.replace(old, new, 1)) if line.endswith(f": {said}")]
    assert len(lines) == 1
    assert lines[0].startswith("letters/standard.txt:1: ")
    assert ("warning: " in lines[0]) == said.startswith(("it does not", "it cites"))


def test_a_problem_names_the_first_letter_that_has_it_and_is_told_once(said_of: Callable[[str], list[str]]) -> None:
    two = GOOD.replace("{{ one.ask }}", "{% if loop.first %}{{ one.ask }}{% endif %}")
    assert said_of(two) == [f"letters/standard.txt:1: in a letter to an MP (backbencher) with 2 requests: {MISSING}"]


@pytest.mark.parametrize("left_out", IDS[1:])
def test_a_request_that_a_template_leaves_out_is_found_whichever_it_is(
    said_of: Callable[[str], list[str]], left_out: str
) -> None:
    text = GOOD.replace("{{ one.ask }}", "{% if one.id != '" + left_out + "' %}{{ one.ask }}{% endif %}")
    [said] = said_of(text)
    assert said.endswith(f": {MISSING}")


def test_a_fault_in_one_kind_of_letter_only_is_found(said_of: Callable[[str], list[str]]) -> None:
    text = GOOD.replace("Dear {{ mp.salutation }},", "Dear {% if not mp.vacant %}{{ mp.name }}{% endif %},")
    assert said_of(text) == [
        "letters/standard.txt:1: in a letter to a vacant seat with 1 request: nobody is greeted after 'Dear'"
    ]


def test_broken_and_sound_templates_are_checked_side_by_side(folder_with: Callable[..., Path]) -> None:
    folder = folder_with(a=GOOD.replace("mp.salutation", "mp.salutatio"), b=GOOD.replace("{{ mp.full_title }}", ""))
    said = [(p.file, p.line) for p in check_templates([folder], CONTENT, TODAY)]
    assert said == [("letters/a.txt", 8), ("letters/b.txt", 1)]


def test_no_template_at_all_is_a_problem(tmp_path: Path) -> None:
    [problem] = check_templates([tmp_path], CONTENT, TODAY)
    assert "there is no letter template" in problem.message


def test_content_with_a_single_recommendation_can_be_checked() -> None:
    assert check_templates([REPOSITORY], replace(CONTENT, recommendations=(PIERS,)), TODAY) == ()


def test_the_shipped_templates_read_well_with_the_shipped_recommendations() -> None:
    content = load_content([REPOSITORY], TODAY)
    assert check_templates([REPOSITORY], content, TODAY) == ()


def test_every_shipped_wording_makes_a_letter_without_gaps() -> None:
    content = load_content([REPOSITORY], TODAY)
    composer = Composer(content, LetterTemplates([REPOSITORY]), lambda: TODAY)
    for one in content.recommendations:
        for who in (*(seat(position) for position in Position), by_hand("")):
            said = {composer.compose(who, [one.id], WRITER, seed=seed).text for seed in range(len(one.wordings))}
            assert not any("{" in text or "[" in text for text in said)
            assert len(said) >= 3
