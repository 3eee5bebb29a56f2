import pytest
import yaml

from campaign.content.reader import LOADER, read_marked

COLON = (
    "a colon and a space cannot stand inside a text like this: put the whole text in quotation marks, "
    "or begin it on the next line after '>-' (if this is a key, bring it under the keys above it)"
)
TAB = "a tab stands here, and YAML allows only spaces: replace it with two spaces"
OPEN = "the quotation mark that opens here is never closed: add the closing one"
NO_KEY = "this line is neither a key nor part of a text: write 'key: value'"
UNFIT = (
    "this does not fit what stands above it: give it as many spaces as the keys it belongs with; "
    "put a text that holds quotation marks in those of the other kind; look for one above that is not closed"
)
BELONGS = "give it as many spaces as the keys it belongs with"
NOT_IN_LIST = f"this line does not fit the list above it: begin it with '- ', or {BELONGS}"
GOES_ON = "a text goes on after its closing quotation mark: put the whole text in quotation marks of the other kind"
DASHES = "a list has plain dashes: write '- ' in place of the mark that stands here"
BRACE = "a text cannot begin with '{': put the whole text in quotation marks"
CURLY = "curly quotation marks do not hold a text together: put straight ones around the whole text, \" or '"
NOT_PLAIN = "the spaces at the start of this line are not plain ones (U+00A0): delete them and type them again"
MISSING = (
    "these lines begin with spaces but belong to no key above them: look whether one has been deleted, "
    "such as 'report:' or 'recommendations:'"
)
MARKS = "and put texts that hold brackets or braces in quotation marks"

CASES = [
    ("a: b: c\n", f"1:5: {COLON}"),
    ("a: b\n c: d\n", f"2:3: {COLON}"),
    ("a:\n\t- b\n", f"2:1: {TAB}"),
    ("a: b\n\tc: d\n", f"2:1: {TAB}"),
    ("a: >-\n  b\n\tc\n", f"3:1: {TAB}"),
    ("a: 'b\nc: d\n", f"1:4: {OPEN}"),
    ('a: "b\n---\n', f"1:4: {OPEN}"),
    ('a: "b\\q"\n', "1:6: in double quotation marks a backslash has a meaning of its own: use single quotation marks"),
    ("a: - b\n", "1:4: a list cannot start here: put each '- ' on a line of its own, under the key it belongs to"),
    ("a: [b, c\nd: e\n", f"1:4: the list that '[' opens here does not end well: add a comma or ']', {MARKS}"),
    ("a: {b: c\nd: e\n", f"1:4: the keys that '{{' opens here do not end well: add a comma or '}}', {MARKS}"),
    ("- a\nb: c\n", f"2:1: {NOT_IN_LIST}"),
    ("a: !b!c d\n", "1:4: a tag such as '!name' stands here: delete it, every value is text already"),
    ("a: *\n", "1:5: a text cannot begin with '*' or '&': put it in quotation marks"),
    ("a: b\nc\nd: e\n", f"3:1: {NO_KEY}"),
    ("a: 'it's'\n", f"1:4: {GOES_ON}"),
    ("a:\n  - b\n - c\n", f"3:2: {UNFIT}"),
    ("a: @b\n", "1:4: a text cannot begin with '@': put it in quotation marks"),
    ("a: %b\n", "1:4: a text cannot begin with '%': put it in quotation marks"),
    ("a: }\n", "1:4: this cannot be read: look at the spaces, colons and quotation marks here and on the line above"),
]


SLIPS = [
    (
        "a:\n  - b\n  -c\n  - d: e f\n",
        "3:3: a space is missing after the dash of this list: write '- ' and then the text",
    ),
    ("a:\n  - b\n  – c\n  d: e\n", f"3:3: {DASHES}"),
    ("a:\n  • c: d\n  - e\n", f"2:3: {DASHES}"),
    ("a:\n  - {cite} is here.\n", f"2:5: {BRACE}"),
    ("a:\n  - My start: {cite}.\n", f"2:13: {COLON}"),
    ('a:\n  - "b" c\n', f"2:5: {GOES_ON}"),
    ("a: “b: c”\n", f"1:4: {CURLY}"),
    ('a: "b\nc: d\n' + "e: f\n" * 40 + 'g: "h"\n', f"1:4: {OPEN}"),
    ("a:\n  b: c\n\u00a0\u00a0d\ne: f\n", f"3:1: {NOT_PLAIN}"),
    ("  a: b\n  c: d\ne: f\n", f"3:1: {MISSING}"),
    ("a: >-\n  -b “c\n  • d\ne: f: g\n", f"4:5: {COLON}"),
]
"""What people do who know no YAML. The place is that of the slip, wherever the parser stops."""
HIDDEN = (
    "whatever stands after ' #' is left out of this text: put the whole text in quotation marks; "
    "if it is a note for yourself, give it a line of its own"
)
CUT_OFF = [
    ("a: Create #1 of them\n", f"1:4: {HIDDEN}"),
    ("a:\n  - Elsewhere #Stop is heard\n", f"2:5: {HIDDEN}"),
    ("a: b\n  c #d\n", f"1:4: {HIDDEN}"),
]
CASES += [*SLIPS, *CUT_OFF]


@pytest.mark.parametrize(("text", "problem"), CASES, ids=[text for text, _ in CASES])
def test_what_the_parser_says_becomes_a_plain_sentence(text, problem):
    assert [str(p) for p in read_marked("a.yaml", text.encode()).problems] == [f"a.yaml:{problem}"]


@pytest.mark.parametrize("escape", ["UFFFFFFFF", "ud800", "U00110000"])
def test_a_character_that_does_not_exist_is_refused_by_both_readers(escape):
    for loader in (LOADER, yaml.SafeLoader):
        file = read_marked("a.yaml", f'a: "\\{escape}"\n'.encode(), loader)
        assert len(file.problems) == 1
        str(file.problems[0]).encode()
        str(file.value).encode()


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_the_slower_reader_complains_too(text):
    (problem,) = read_marked("a.yaml", text.encode(), yaml.SafeLoader).problems

    assert ":" in str(problem)
    assert problem.line <= text.count("\n") + 1


@pytest.mark.parametrize("text", ["# a\na: b\n", "a: 'b #1'\n", "a: b#1\n", "a: >- # c\n  b #1\n", "a: # c\n  - b\n"])
def test_a_note_that_hides_nothing_is_no_fault(text):
    assert read_marked("a.yaml", text.encode()).problems == ()
