import codecs

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.reader import LOADER, MAX_BYTES, MAX_DEPTH, MAX_VALUES, read_marked
from tests.content.harbours import TEXT


def read(text, loader=LOADER):
    return read_marked("a.yaml", text.encode() if isinstance(text, str) else text, loader)


def said(text):
    return [str(problem) for problem in sorted(read(text).problems)]


@pytest.mark.parametrize("word", ["NO", "no", "on", "~", "null", "1.0", "0x1F", "12:30:00", "2026-11-21", "='", "1_0"])
def test_every_value_stays_the_text_it_is(word):
    assert read(f"a: {word}\n").value == {"a": word}


def test_lists_keys_and_long_texts_are_read():
    text = 'a: [x, "y: z"]\nb:\n  - c: >-\n      one\n      two\n    d: |\n      three\n'

    assert read(text).value == {"a": ["x", "y: z"], "b": [{"c": "one two", "d": "three\n"}]}


def test_a_byte_order_mark_and_the_line_ends_of_windows_and_old_macs_are_fine():
    for data in (codecs.BOM_UTF8 + b"a: b\nc: d\n", b"a: b\r\nc: d\r\n", b"a: b\rc: d\r"):
        file = read(data)
        assert (file.value, file.problems) == ({"a": "b", "c": "d"}, ())
        assert str(file.problem(("c",), "here")) == "a.yaml:2:4: here"


def test_the_slower_reader_sees_what_the_fast_one_sees():
    slow, fast = read(TEXT, yaml.SafeLoader), read(TEXT)

    assert slow.value == fast.value
    assert {trail: span.mark for trail, span in slow.values.items()} == {t: s.mark for t, s in fast.values.items()}
    assert slow.problems == fast.problems == ()


REFUSED = [
    pytest.param(
        "a: 1\nb: 2\na: 3\n",
        ["a.yaml:3:1: 'a' stands twice, first in line 1: keep one of them"],
        id="a key that stands twice",
    ),
    pytest.param(
        "a: {b: 1, b: {c: *d}}\n",
        [
            "a.yaml:1:11: 'b' stands twice, first in line 1: keep one of them",
            "a.yaml:1:18: an alias ('*d') stands here: write the text itself",
        ],
        id="a key that stands twice in braces",
    ),
    pytest.param(
        "a: &x b\nc: *x\n",
        [
            "a.yaml:1:4: an anchor ('&x') stands here: delete it and write each text out",
            "a.yaml:2:4: an alias ('*x') stands here: write the text itself",
        ],
        id="an anchor and its alias",
    ),
    pytest.param(
        "a: &x {b: c}\nd:\n  <<: *x\n  e: f\n",
        [
            "a.yaml:1:4: an anchor ('&x') stands here: delete it and write each text out",
            "a.yaml:3:3: a merge key ('<<') stands here: write the keys and their values out",
        ],
        id="a merge key",
    ),
    pytest.param(
        "a: !!int 1\n? !x b\n: c\n",
        [
            "a.yaml:1:4: a tag such as '!name' stands here: delete it, every value is text already",
            "a.yaml:2:3: a tag such as '!name' stands here: delete it, every value is text already",
        ],
        id="tags",
    ),
    pytest.param(
        "a: b\n---\nc: d\n",
        ["a.yaml:2:1: a second document starts here: delete this line; a file holds one"],
        id="a second document",
    ),
    pytest.param(
        "- a\n",
        ["a.yaml:1:1: the file must be keys with values, such as 'key: value', from its first line on"],
        id="a list",
    ),
    pytest.param(
        "just words\n",
        ["a.yaml:1:1: the file must be keys with values, such as 'key: value', from its first line on"],
        id="words alone",
    ),
    pytest.param(
        "# nothing yet\n",
        ["a.yaml:1:1: the file is empty: take the shipped one again ('campaign init DIR')"],
        id="nothing",
    ),
    pytest.param(
        "{{ a }}: b\n[c]: d\n*e : f\n",
        [
            "a.yaml:1:1: a key must be a word: put a text that begins with '{', '[' or '*' in quotation marks",
            "a.yaml:1:2: a key must be a word: put a text that begins with '{', '[' or '*' in quotation marks",
            "a.yaml:2:1: a key must be a word: put a text that begins with '{', '[' or '*' in quotation marks",
            "a.yaml:3:1: a key must be a word: put a text that begins with '{', '[' or '*' in quotation marks",
        ],
        id="keys that are no words",
    ),
    pytest.param(
        'a: b\x07c\nd: e\u202e\n"f\\u200b": "g\\0"\n',
        [
            "a.yaml:1:5: a character that cannot be seen (U+0007) stands here: delete it",
            "a.yaml:2:5: a character that cannot be seen (U+202E) stands here: delete it",
            "a.yaml:3:1: this text holds a character that cannot be seen (U+200B): delete it",
            "a.yaml:3:12: this text holds a character that cannot be seen (U+0000): delete it",
        ],
        id="characters that cannot be seen",
    ),
]


@pytest.mark.parametrize(("text", "problems"), REFUSED)
def test_what_is_refused_is_named_with_its_place(text, problems):
    assert said(text) == problems


def test_joiners_dashes_quotes_and_accents_are_left_as_they_are():
    text = "Zoë’s “café” – ئۇيغۇر\u200cچە 👩\u200d🔬 — …"

    assert read(f"a: {text}\n").value == {"a": text}
    assert said(f"a: {text}\n") == []


def test_text_in_another_encoding_is_refused_at_the_first_letter_that_shows_it():
    assert said("a: b\r\nc: café\r\n".encode("latin-1")) == [
        "a.yaml:2:7: this is not UTF-8 text: save the file again with the encoding UTF-8"
    ]
    assert said(codecs.BOM_UTF8 + b"a: \xff") == [
        "a.yaml:1:4: this is not UTF-8 text: save the file again with the encoding UTF-8"
    ]
    assert said("a: b".encode("utf-16"))[0].startswith("a.yaml:1:1: this is not UTF-8 text")


def test_a_file_may_have_a_million_bytes_and_no_more():
    assert said(b"a: " + b"b" * (MAX_BYTES - 3)) == []
    assert said(b"a: " + b"b" * (MAX_BYTES - 2)) == [
        "a.yaml:1:1: the file is larger than 1,000,000 bytes: make it shorter"
    ]


def test_a_file_with_far_too_many_values_is_refused_where_they_begin():
    assert said("a:\n" + "- b\n" * (MAX_VALUES - 2)) == []
    assert said("a:\n" + "- b\n" * (MAX_VALUES - 1)) == [
        "a.yaml:30000:3: the file holds more than 30,000 values: make it shorter from here on"
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "? ", "- ", "{? "])
def test_a_file_that_is_too_deep_is_refused_before_it_can_do_harm(opening):
    problems = said("a:\n " + opening * 20_000)

    assert problems[-1].endswith(f"this stands more than {MAX_DEPTH} levels deep: look at the brackets and spaces here")


def test_what_was_wrong_before_the_place_where_reading_stops_is_still_said():
    assert said("a: 1\na: 2\nb: *c\nd: e: f\n") == [
        "a.yaml:2:1: 'a' stands twice, first in line 1: keep one of them",
        "a.yaml:3:4: an alias ('*c') stands here: write the text itself",
        "a.yaml:4:5: a colon and a space cannot stand inside a text like this: put the whole text in quotation marks, "
        "or begin it on the next line after '>-' (if this is a key, bring it under the keys above it)",
    ]


def test_aliases_that_would_multiply_are_never_followed():
    rows = [f"a{n}: &a{n} [{', '.join(['*a' + str(n - 1)] * 9)}]" for n in range(1, 40)]

    assert read("a0: &a0 x\n" + "\n".join(rows)).value["a39"] == [""] * 9


yamlish = st.lists(
    st.sampled_from([*"abé: -[]{}&*!|>'\"%@`#?,\n\t\\~<=0\u00a0\u2028\x00😀", "\n  ", "- ", ": ", "---", "<<"])
).map("".join)


@given(st.one_of(st.binary(), st.text().map(str.encode), yamlish.map(str.encode)))
def test_no_bytes_make_the_reader_fall(data):
    for loader in (LOADER, yaml.SafeLoader):
        file = read(data, loader)
        assert file.complete or file.problems
        assert all(problem.line >= 1 and problem.column >= 1 for problem in file.problems)
