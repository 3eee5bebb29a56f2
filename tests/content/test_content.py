import copy
from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaign.content import RECOMMENDATIONS, check_content, load_content
from campaign.content.reader import read_marked
from campaign.errors import ContentError
from campaign.models import Content
from tests.content.harbours import FOLDER, ROOT, TEXT, TODAY, changed, problems_of


def read(data):
    """What load_content does, without a folder."""
    sheet, problems = RECOMMENDATIONS.check(read_marked("recommendations.yaml", data), TODAY)
    if sheet is None:
        raise ContentError(problems)
    return sheet.build()


def outcome(data):
    """The content, or the problems: nothing else may come out."""
    try:
        return read(data)
    except ContentError as error:
        return error.problems or pytest.fail("no reason was given")


def test_ten_mistakes_are_ten_problems_at_once():
    text = changed(
        ("  published: 2021-07-08", "  published: 8 July 2021"),
        ("https://committees.example.org/harbours/\n", "http://committees.example.org/harbours/\n"),
        ("    short: lights", "    shrot: lights"),
        ("quoted: no", "quoted: perhaps"),
        ("    office: the Harbour Secretary\n", ""),
        ("rests_on: [two-towns]", "rests_on: [two-town]"),
        ("- pass my letter to {office}", "- pass my letter to {ofice}"),
        ("        confidence: secondary\n", "        confidence: secondary\n        confidence: primary\n"),
        ("- id: life-jackets", "- id: harbour-lights"),
        ("title: Lend a life jacket to every child", "title: *lights"),
    )

    assert problems_of(text) == [
        "recommendations.yaml:6:14: 'published' is '8 July 2021', which is not a date; write 2021-07-08",
        "recommendations.yaml:7:8: 'url' is 'http://committees.example.org/harbours/', a link that is not secure; "
        "write https://committees.example.org/harbours/",
        "recommendations.yaml:14:5: a recommendation has no 'office'; write for example 'office: the Home Secretary'",
        "recommendations.yaml:16:5: 'shrot' is not a key of a recommendation (did you mean 'short'?)",
        "recommendations.yaml:20:15: 'quoted' is 'perhaps'; write yes or no",
        "recommendations.yaml:33:20: 'two-town' is not the id of a claim of this recommendation "
        "(did you mean 'two-towns'?)",
        "recommendations.yaml:41:29: an ask names '{ofice}', which is not a field (did you mean '{office}'?)",
        "recommendations.yaml:54:9: 'confidence' stands twice, first in line 53: keep one of them",
        "recommendations.yaml:61:9: the id 'harbour-lights' is taken, in line 14: write another one",
        "recommendations.yaml:62:12: an alias ('*lights') stands here: write the text itself",
    ]


def test_loading_a_file_with_mistakes_raises_all_of_them_but_no_warning(tmp_path):
    text = changed(("title: Light every harbour", "title:"), ("review_by: 2027-05-01", "review_by: 2026-11-20"))
    (tmp_path / "recommendations.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        load_content([tmp_path, FOLDER], TODAY)

    assert str(caught.value) == "recommendations.yaml:15:5: 'title' is empty; write a text"
    assert [problem.warning for problem in check_content([tmp_path, FOLDER], TODAY)] == [False, True]


def test_a_file_with_nothing_but_warnings_is_loaded(tmp_path):
    text = changed(("        review_by: 2027-05-01", "        review_by: 2026-11-20"))
    (tmp_path / "recommendations.yaml").write_text(text, encoding="utf-8")

    first = load_content([tmp_path], TODAY).recommendations[0]

    assert not first.claims[0].is_current(TODAY)
    assert len(first.current(first.wordings, TODAY)) == 2


def test_a_computer_whose_clock_is_slow_still_loads_the_file():
    assert load_content([FOLDER], date(2020, 1, 1)).recommendations
    assert all(problem.warning for problem in check_content([FOLDER], date(2020, 1, 1)))


def test_without_a_file_anywhere_the_error_says_what_to_do(tmp_path):
    with pytest.raises(ContentError, match="'campaign init DIR' puts one in the folder DIR"):
        load_content([tmp_path], TODAY)


def test_the_shipped_recommendations_have_no_problems():
    if not (ROOT / "recommendations.yaml").exists():
        pytest.skip("there is no recommendations.yaml here")

    assert [str(problem) for problem in check_content([ROOT], TODAY) if not problem.warning] == []


def steps(value, trail=()):
    """The way to every key and every entry."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in items:
        yield (*trail, step)
        yield from steps(inner, (*trail, step))


PLAIN = yaml.load(TEXT, yaml.BaseLoader)
STEPS = list(steps(PLAIN))

anything = st.recursive(
    st.text() | st.sampled_from(["", "no", "2026-11-21", "2099-01-01", "two-towns", "http://a.example", "{mp", "{x}"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


def as_yaml(value):
    return yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "surrogatepass")


def mutated(changes):
    value = copy.deepcopy(PLAIN)
    for trail, how, new in changes:
        holder = value
        try:
            for step in trail[:-1]:
                holder = holder[step]
            if how == "delete":
                del holder[trail[-1]]
            elif how == "rename" and isinstance(holder, dict):
                holder[str(new)] = holder.pop(trail[-1])
            else:
                holder[trail[-1]] = new
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    return value


def test_the_file_written_anew_is_still_valid():
    assert isinstance(outcome(as_yaml(PLAIN)), Content)


change = st.tuples(st.sampled_from(STEPS), st.sampled_from(["delete", "rename", "replace"]), anything)


@given(st.lists(change, max_size=4))
def test_a_valid_file_with_keys_and_values_changed_is_content_or_problems(changes):
    outcome(as_yaml(mutated(changes)))


@given(st.dictionaries(st.sampled_from(["report", "recommendations", "x"]), anything))
def test_any_structure_is_content_or_problems(value):
    outcome(as_yaml(value))


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_content_or_problems(data):
    outcome(data)


@given(st.integers(0, len(TEXT)), st.integers(0, 60), st.text(max_size=8))
def test_a_valid_file_with_a_part_cut_out_and_typed_over_is_content_or_problems(start, length, typed):
    outcome((TEXT[:start] + typed + TEXT[start + length :]).encode())


@pytest.mark.parametrize("trail", [trail for trail in STEPS if isinstance(trail[-1], str)])
def test_every_key_that_is_deleted_is_missed_unless_it_may_be_left_out(trail):
    result = outcome(as_yaml(mutated([(trail, "delete", "")])))

    if trail[-1] in ("caution", "rests_on"):
        assert isinstance(result, Content)
    else:
        assert f"has no '{trail[-1]}'" in " ".join(str(problem) for problem in result)
