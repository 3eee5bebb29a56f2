"""Templates that try to reach, repeat or run for ever; and templates with honest mistakes."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaign.errors import LetterError, Problem, TemplateError
from campaign.letters.contract import MAX_LETTER, MAX_SOURCE
from campaign.letters.sandbox import LetterTemplate
from tests.letters.samples import VALUES

GOOD = "Subject: Harbours\n\n{{ writer.own_words }}\n"
TWO_LOOPS = "{% for a in recommendations %}{% for b in recommendations %}"
ENDS = "{% endfor %}{% endfor %}"

HOSTILE = [
    # Reaching for Python
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ mp.__class__.__init__.__globals__ }}",
    "{{ mp['__class__'] }}",
    "{{ mp|attr('__class__') }}",
    "{{ '{0.__class__}'.format(mp) }}",
    "{{ '%s'|format(mp) }}",
    "{{ recommendations|map(attribute='__class__')|join }}",
    "{{ shorts|join('x', attribute='__class__') }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__ }}",
    "{{ joiner() }}",
    "{{ namespace(a=1) }}",
    "{{ dict(a=1) }}",
    "{{ caller() }}",
    "{{ varargs }}",
    "{{ kwargs }}",
    "{{ _ }}",
    "{{ gettext('x') }}",
    "{{ request }}",
    "{{ config }}",
    "{{ mp|pprint }}",
    "{{ mp|tojson }}",
    "{{ mp|xmlattr }}",
    "{{ mp|list }}",
    "{{ mp.items() }}",
    "{{ mp.clear() }}",
    "{{ mp.clear }}",
    "{{ mp.name.upper() }}",
    "{{ loop }}",
    "{% for a in recommendations %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for a in recommendations %}{{ loop._iterable }}{% endfor %}",
    "{% for a in recommendations %}{{ loop.previtem }}{% endfor %}",
    # Growing
    "{{ '%5000000d'|format(1) }}",
    "{{ lipsum(100000) }}",
    "{{ 'a' * 999999999 }}",
    "{{ 'a' ~ 'a' }}",
    "{{ 9 ** 999999 }}",
    "{{ 99999999999999999999 }}",
    "{{ 1e999 }}",
    "{{ 5 // 0 }}",
    "{{ 'a'|center(999999) }}",
    "{{ 'a'|indent(999999) }}",
    "{{ 'a'|replace('a', 'aaaa') }}",
    "{{ recommendations|batch(2, 'x') }}",
    "{{ 'abc'[::-1] }}",
    # Running
    "{% for i in range(99999) %}x{% endfor %}",
    '{% for x in "a" * 99999999 %}x{% endfor %}',
    "{% for x in writer.name %}x{% endfor %}",
    "{% for x in [1, 2] %}x{% endfor %}",
    "{% for a in recommendations recursive %}{{ loop(recommendations) }}{% endfor %}",
    "{% for a in recommendations if practice %}x{% endfor %}",
    TWO_LOOPS + "{% for c in recommendations %}x{% endfor %}" + ENDS,
    TWO_LOOPS + "{{ a.id }}" * 400 + ENDS,
    # Other files, other tags
    "{% macro m() %}x{% endmacro %}",
    "{% call mp() %}x{% endcall %}",
    "{% import 'short.txt' as x %}",
    "{% from 'short.txt' import x %}",
    "{% include 'short.txt' %}",
    "{% extends 'short.txt' %}",
    "{% block a %}x{% endblock %}",
    "{% set x = 1 %}",
    "{% set x %}x{% endset %}",
    "{% with a = 1 %}x{% endwith %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{% trans %}x{% endtrans %}",
    "{% do mp.clear() %}",
    "{% debug %}",
    "{% for a in recommendations %}{% break %}{% endfor %}",
    "{% raw %}{{ mp }}{% endraw %}",
    # Hiding
    "{{ '\\x00' }}",
    "{{ '\\ud800' }}",
    "a\x00b",
    "a\x1b[2Jb",
    # Depth
    "{{ " + "not " * 3000 + "practice }}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ 1" + " == 1" * 3000 + " }}",
    "{{ mp" + ".name" * 3000 + " }}",
    "{{ mp.name" + "|upper" * 2500 + " }}",
    "{% if practice %}" * 500 + "{% endif %}" * 500,
]


def problems_of(source: str) -> list[str]:
    """What is said about a template, each as it is printed."""
    with pytest.raises(TemplateError) as error:
        LetterTemplate(source, "letters/standard.txt")
    return [str(problem) for problem in error.value.problems]


def render(source: str) -> str:
    return LetterTemplate(source, "letters/standard.txt").render(VALUES)


@pytest.mark.parametrize("attack", HOSTILE, ids=[attack[:50] for attack in HOSTILE])
def test_a_hostile_template_is_refused_at_its_line(attack: str) -> None:
    started = time.perf_counter()
    said = problems_of(f"{GOOD}\nA calm line.\n{attack}\n")
    assert time.perf_counter() - started < 5
    assert {line.split(":")[1] for line in said} & {"6", "1"}
    if "too " not in said[0]:  # what is too deep, or too much as a whole, is told at the top of the file
        assert all(line.startswith("letters/standard.txt:6: ") for line in said)


LOOP = "a loop is written as {% for NAME in LIST %}, such as {% for one in recommendations %}"
UNFINISHED = "does not end as it began: write '}}' after '{{', and '%}' after '{%'"
NEW_NAME = "this loop needs one new name in small letters, as in {% for item in … %}"
NO_BRACKETS = "square brackets are not used in letters; write a full stop and the field's name"
TWICE = "this letter can print more than once {{ writer.own_words }}; it must stand there once"
UNLIKE = "the writer's own words and a text cannot be compared like this"


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        (
            "{% for one in recommendations %}{{ one.titel }}{% endfor %}",
            "'titel' is not a field of a recommendation (did you mean 'title'?)",
        ),
        ("{{ tody }}", "'tody' is not a name that a letter can use (did you mean 'today'?)"),
        ("{{ mp.name|uper }}", "'uper' is not a filter that letters have (did you mean 'upper'?)"),
        ("{{ mp }}", "an MP cannot be printed as a whole; print a field of it, such as 'name'"),
        ("{{ recommendations }}", "a list of recommendations cannot be printed as a whole; go through it with 'for'"),
        ("{{ practice }}", "a yes or no cannot be printed; ask about it with 'if'"),
        ("{{ practice and mp.vacant }}", "a yes or no cannot be printed; ask about it with 'if'"),
        ("{% if mp.position == 'ministr' %}{% endif %}", "it is never 'ministr' (did you mean 'minister'?)"),
        ("{% if mp.name > 'a' %}{% endif %}", "a text and a text cannot be compared like this"),
        ("{% if mp.name == 3 %}{% endif %}", "a text and a number cannot be compared like this"),
        ("{% if writer.own_words == 'x' %}{% endif %}", UNLIKE),
        ("{% if 1 < 2 < 3 %}{% endif %}", "compare two values with ==, !=, <, <=, > or >="),
        ("{% if 'a' in shorts %}{% endif %}", "compare two values with ==, !=, <, <=, > or >="),
        ("{% if mp.name is defined %}{% endif %}", "'is' is not used in letters; compare with == or !="),
        ("{{ recommendations|rest|first }}", "the filter 'first' takes a whole list, and this is the rest of a list"),
        ("{{ mp.name|length }}", "the filter 'length' takes a list, and this is a text"),
        ("{{ writer.name|upper('x') }}", "the filter 'upper' takes nothing in brackets"),
        ("{{ shorts|join(3) }}", "the filter 'join' takes a text in quotes in brackets"),
        ("{{ none }}", "only texts in quotes, whole numbers, true and false can stand here"),
        ("{{ recommendations[0] }}", NO_BRACKETS),
        ("{% for mp in recommendations %}{% endfor %}", NEW_NAME),
        ("{% for a, b in recommendations %}{% endfor %}", NEW_NAME),
        ("{% if practice %}", "this 'if' is never closed; write {% endif %} after it"),
        ("{% for a in shorts %}{% if mp %}{% endif %}", "this 'for' is never closed; write {% endfor %} after it"),
        ("{% endif %}", "'endif' stands here, but nothing is open"),
        ("{% for a in shorts %}{% endif %}", "'endif' stands here, but the 'for' before it is not closed yet"),
        ("{% if practice %}{% endfor %}", "'endfor' stands here, but the 'if' before it is not closed yet"),
        ("{% wenn practice %}", "'wenn' is not used in letters; there are 'if' and 'for'"),
        ("{{ mp.name mp.name }}", "'mp' is too much here: write '}}' before it, or delete it"),
        ("{{ mp.name", "what begins here is never closed: write '}}' after it"),
        ("{{ mp.name }", f"the '{{{{' or '{{%' here {UNFINISHED}"),
        ("{% if practice }x{% endif %}", f"the '{{{{' or '{{%' here {UNFINISHED}"),
        ("{{ “mp” }}", "'“' cannot stand here: put a text in straight quotation marks (')"),
        ("{{ 'abc }}", "the text that ' opens here is never closed: add the closing '"),
        ("{{ mp.name $ }}", "'$' cannot stand inside '{{ }}' or '{% %}': delete it"),
        ("{% if mp.name = 'b' %}{% endif %}", "one '=' cannot stand here: write '==' to compare"),
        ("{{ }}", "something is missing before '}}': a name, such as mp.name"),
        ("{{ mp. }}", "a name is missing here, after a '.' or a '|'"),
        ("{{ mp.name | }}", "a name is missing here, after a '.' or a '|'"),
        ("{% for one recommendations %}{% endfor %}", LOOP),
        ("{# a note", "the note that '{#' opens here is never closed: write '#}' after it"),
    ],
)  # fmt: skip
def test_an_honest_mistake_is_explained(mistake: str, said: str) -> None:
    assert problems_of(f"{GOOD}\n\n{mistake}\n") == [f"letters/standard.txt:6: {said}"]


def test_all_mistakes_of_a_file_are_told_at_once_in_order() -> None:
    said = problems_of(GOOD + "{{ titel }}\n{% set x = 1 %}\n{{ mp.nam }} {{ mp.titl }}\n")
    assert [line.split(":")[1] for line in said] == ["4", "5", "6", "6"]


def test_a_mistake_in_a_tag_on_a_line_of_its_own_keeps_its_line() -> None:
    source = "{# a note #}\n" + GOOD + "{% if practice %}\n\n{% if mp.nam %}\nx\n{% endif %}\n{% endif %}\n{{ one }}\n"
    assert [line.split(":")[1] for line in problems_of(source)] == ["7", "11"]


def test_a_loop_over_a_misspelt_list_is_one_problem_and_not_two() -> None:
    assert len(problems_of(GOOD + "{% for one in recommendation %}{{ one.title }}{% endfor %}")) == 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Dear {{ mp.name }}\n{{ writer.own_words }}", "the first line of a letter must start with 'Subject:'"),
        ("Subject: x", "this letter never prints {{ writer.own_words }}; it must stand there once"),
        (GOOD + "{{ writer.own_words }}", TWICE),
        (
            "Subject: x\n{% for a in shorts %}{{ writer.own_words }}{% endfor %}",
            TWICE,
        ),
        ("x" * (MAX_SOURCE + 1), "a letter template has at most 20,000 characters"),
    ],
)  # fmt: skip
def test_what_a_letter_must_have_as_a_whole(source: str, said: str) -> None:
    assert problems_of(source) == [f"letters/standard.txt:1: {said}"]


def test_own_words_may_stand_in_two_ways_of_one_choice() -> None:
    source = "Subject: x\n{% if practice %}{{ writer.own_words }}{% else %}So: {{ writer.own_words }}{% endif %}"
    assert render(source) == "Subject: x\nSo: \x00"


def test_all_that_the_contract_allows_works() -> None:
    source = (
        "{# a note #}\nSubject: {{ shorts|in_sentence|capitalize }}\n"
        "{% if recommendations|length >= 3 and not (practice or mp.vacant) and mp.position != 'backbencher' %}\n"
        "{% for one in recommendations|rest %}\n"
        "{{ loop.index }}/{{ loop.length }}/{{ loop.revindex }} {{ one.id|upper }}{% if loop.last %}.{% endif %}\n"
        "{% endfor %}\n"
        "{% elif practice == true %}\nNo.\n{% else %}\nNeither.\n{% endif %}\n"
        "{{ (recommendations|first).id }} {{ shorts|join('; ') }} {{ 3|in_words }} {{ writer.own_words }}"
    )
    assert render(source) == (
        "Subject: A pier, lamps and charts\n1/2/2 TWO\n2/2/1 THREE.\none a pier; lamps; charts three \x00"
    )


def test_a_line_of_tags_alone_leaves_no_line_behind_and_other_lines_keep_theirs() -> None:
    source = GOOD + "a{% if not practice %} b{% endif %}\n  {% if not practice -%}  {# note #}  \nc\n{% endif +%}\nd\n"
    assert render(source) == GOOD.replace("{{ writer.own_words }}", "\x00") + "a b\nc\nd"


def test_two_braces_in_what_people_type_stay_two_braces() -> None:
    values = VALUES | {"writer": VALUES["writer"] | {"name": "{{ 7*7 }}{% set x = 1 %}"}}  # type: ignore[operator]
    assert "{{ 7*7 }}{% set x = 1 %}" in LetterTemplate(GOOD + "{{ writer.name }}", "x").render(values)


def test_a_hash_sign_or_percent_at_the_start_of_a_line_is_text() -> None:
    assert "# for x in y\n% 5" in render(GOOD + "# for x in y\n% 5")


def test_a_letter_stops_while_it_is_being_printed() -> None:
    template = LetterTemplate(GOOD + "{% for a in recommendations %}{{ a.title }}{% endfor %}", "x")
    printed = []

    class Long(list[dict[str, str]]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            for number in range(10**9):
                printed.append(number)
                yield {"title": "x" * 1000}

    with pytest.raises(LetterError) as error:
        template.render(VALUES | {"recommendations": Long()})
    assert error.value.code == "letter-too-long"
    assert error.value.details == {"limit": "20,000"}
    assert len(printed) < MAX_LETTER // 1000 + 2


def test_printing_nothing_for_ever_is_counted_too() -> None:
    template = LetterTemplate(GOOD + "{% for a in recommendations %}{{ a.title }}{% endfor %}", "x")
    with pytest.raises(LetterError):
        template.render(VALUES | {"recommendations": [{"title": ""}] * 10**6})


def test_a_fault_inside_a_template_never_tells_what_a_person_wrote() -> None:
    template = LetterTemplate(GOOD + "{{ writer.name }}", "letters/x.txt")
    with pytest.raises(TemplateError) as error:
        template.render({"writer": {"own_words": "my secret"}})
    assert "secret" not in str(error.value)
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__


TAGS = "{{ }} {% %} {# #} {%- -%} if else elif endif for in endfor set macro raw endraw"
VALUES_AND_SIGNS = (
    "mp . name recommendations one | first rest length join ( ) [ ] ' \" \\ , == != < and or not is 1 99999999 "
    "writer.own_words loop.index Subject: ~ * ** __class__ format % practice true none \n \t \r\n é \x00 \ud800"
)
PIECES = st.sampled_from(f"{TAGS} {VALUES_AND_SIGNS}".split(" "))
SOURCES = st.one_of(
    st.text(st.characters(codec=None, exclude_categories=())),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=12).map(lambda parts: GOOD + "{{ " + " ".join(parts) + " }}"),
    st.lists(PIECES, max_size=12).map(lambda parts: GOOD + "{% if " + " ".join(parts) + " %}x{% endif %}"),
)


@given(SOURCES)
@example("{{ '\\d' }}")
@example("{{ 0b2 }}")
@example("{%")
@example("{{}}")
@example("{#")
def test_whatever_is_written_either_makes_a_letter_or_is_explained(source: str) -> None:
    lines = source.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    problems: tuple[Problem, ...] = ()
    printed = ""
    try:
        printed = LetterTemplate(source, "letters/standard.txt").render(VALUES)
    except TemplateError as error:
        problems = error.problems
    assert bool(printed) != bool(problems)
    assert len(printed) <= MAX_LETTER
    assert all(1 <= problem.line <= lines and problem.message for problem in problems)
