from campaign.content.marks import At, Mark, mark_at
from campaign.content.reader import read_marked


def marked(text):
    return read_marked("a.yaml", text.encode())


def test_lines_and_columns_count_from_one():
    assert mark_at("ab\ncd\n", 0) == Mark(1, 1)
    assert mark_at("ab\ncd\n", 4) == Mark(2, 2)
    assert mark_at("ab\ncd\n", 6) == Mark(3, 1)


def test_a_problem_stands_at_its_value_or_at_its_key():
    file = marked("one: 1\ntwo:\n  - a\n  - b: c\n")

    assert str(file.problem(("two", 1, "b"), "wrong")) == "a.yaml:4:8: wrong"
    assert str(file.problem(("two", 1, "b"), "wrong", at_key=True)) == "a.yaml:4:5: wrong"
    assert str(file.problem(("two", 0), "wrong", warning=True)) == "a.yaml:3:5: warning: wrong"


def test_a_problem_with_something_that_is_not_there_stands_at_what_should_hold_it():
    file = marked("one: 1\ntwo:\n  - a: b\n")

    assert str(file.problem(("two", 0, "c", "d"), "wrong")) == "a.yaml:3:5: wrong"
    assert str(file.problem(("two", 7), "wrong", at_key=True)) == "a.yaml:2:1: wrong"
    assert str(file.problem(("three",), "wrong", at_key=True)) == "a.yaml:1:1: wrong"


def test_a_problem_with_a_word_stands_at_that_word_even_in_a_long_text():
    file = marked("a: >-\n  one two\n  three {four} five\nb: {four}\n")

    assert str(file.problem(("a",), "wrong", word="{four}")) == "a.yaml:3:9: wrong"
    assert str(file.problem(("a",), "wrong", word="{six}")) == "a.yaml:1:4: wrong"


def test_a_word_is_not_looked_for_in_the_next_value():
    file = marked("a: one\nb: two\n")

    assert str(file.problem(("a",), "wrong", word="two")) == "a.yaml:1:4: wrong"


def test_a_value_that_is_not_written_is_found_at_its_key():
    assert str(marked("a:\nbc:\n").problem(("bc",), "is empty")) == "a.yaml:2:1: is empty"


def test_walking_a_file_of_the_wrong_shape_finds_nothing_and_never_falls():
    nothing = At("text")["a"]["b"]

    assert (nothing.text, list(nothing), nothing.is_list, nothing.trail) == ("", [], False, ("a", "b"))
    assert [entry.trail for entry in At({"a": ["x", {}]})["a"]] == [("a", 0), ("a", 1)]
    assert At(["x"]).text == ""
