"""What a YAML parser says, in words for people who do not know YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from campaign.content.marks import Mark

_TAB = "a tab stands here, and YAML allows only spaces: replace it with two spaces"
_OPEN_QUOTE = "the quotation mark that opens here is never closed: add the closing one"
_CLOSING = "add a comma or '{}', and put texts that hold brackets or braces in quotation marks"
_NO_KEY = "this line is neither a key nor part of a text: write 'key: value'"
_NOT_IN_LIST = (
    "this line does not fit the list above it: begin it with '- ', "
    "or give it as many spaces as the keys it belongs with"
)

_SENTENCES = {
    "tab character": _TAB,
    "mapping values are not allowed": (
        "a colon and a space cannot stand inside a text like this: put the whole text in quotation marks, "
        "or begin it on the next line after '>-' (if this is a key, bring it under the keys above it)"
    ),
    "end of stream": _OPEN_QUOTE,
    "document indicator": _OPEN_QUOTE,
    "escape": "in double quotation marks a backslash has a meaning of its own: use single quotation marks",
    "entries are not allowed": (
        "a list cannot start here: put each '- ' on a line of its own, under the key it belongs to"
    ),
    "',' or ']'": f"the list that '[' opens here does not end well: {_CLOSING.format(']')}",
    "',' or '}'": f"the keys that '{{' opens here do not end well: {_CLOSING.format('}')}",
    "expected '-'": _NOT_IN_LIST,
    "tag handle": "a tag such as '!name' stands here: delete it, every value is text already",
    "alphabetic or numeric": "a text cannot begin with '*' or '&': put it in quotation marks",
    "expected ':'": _NO_KEY,
    "scanning a simple key": _NO_KEY,
    "parsing a block mapping": (
        "this does not fit what stands above it: give it as many spaces as the keys it belongs with; "
        "put a text that holds quotation marks in those of the other kind; look for one above that is not closed"
    ),
    "parsing a block collection": _NOT_IN_LIST,
    "document start": (
        "these lines begin with spaces but belong to no key above them: look whether one has been deleted, "
        "such as 'report:' or 'recommendations:'"
    ),
}
"""What to say when these words are in what the parser says; the first that fits counts."""

_AT_ITS_START = ("end of stream", "document indicator", "',' or ']'", "',' or '}'")
"""Here the opening mark is more help than the place where the parser gave up."""


_START = r"^(?P<before>\s*(?:-\s+)*(?:[\w-]+:\s+)?)"
_SLIPS = {
    re.compile(
        r"^(?P<before>\s*)-(?=[^\s-])"
    ): "a space is missing after the dash of this list: write '- ' and then the text",
    re.compile(
        r"^(?P<before>\s*)[–—•·](?=\s)"
    ): "a list has plain dashes: write '- ' in place of the mark that stands here",
    re.compile("^(?P<before> *)\u00a0"): (
        "the spaces at the start of this line are not plain ones (U+00A0): delete them and type them again"
    ),
    re.compile(_START + "[“”„‘’]"): (
        "curly quotation marks do not hold a text together: put straight ones around the whole text, \" or '"
    ),
    re.compile(_START + r"\{[a-z_]+\}(?=[^\s,}]|\s+\S)"): (
        "a text cannot begin with '{': put the whole text in quotation marks"
    ),
    re.compile(_START + r"(?P<mark>[\"'])(?:(?!(?P=mark)).)*(?P=mark)\s*(?=[^\s,\]}#:\"'])"): (
        "a text goes on after its closing quotation mark: put the whole text in quotation marks of the other kind"
    ),
    re.compile(_START + r"(?P<mark>[\"'])(?:(?!(?P=mark)).)*$"): _OPEN_QUOTE,
    re.compile(r"^(?P<before>\s*(?:-\s+)+[^\s\"'\[{>|#][^\"'#]*?\s[^\"'#:]*):\s"): _SENTENCES[
        "mapping values are not allowed"
    ],
}
"""What people do who know no YAML, with what to say. A parser often stops many lines further down."""
_TEXT_FOLLOWS = re.compile(r"(?:^|[:\s-])[>|][-+0-9]*\s*$")


def explain(error: yaml.YAMLError, text: str) -> tuple[Mark, str]:
    """Where the mistake is and what to write instead: at a slip that many make, or else where the parser stopped."""
    stopped, sentence = _stopped(error, text)
    return next(((mark, said) for mark, said in _slips(text) if mark.line <= stopped.line), (stopped, sentence))


def _slips(text: str) -> Iterator[tuple[Mark, str]]:
    """Every line that looks like a slip; not inside texts after '>-' or '|', which may hold anything."""
    inside = None
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or line.lstrip().startswith("#") or (inside is not None and indent > inside):
            continue
        inside = indent if _TEXT_FOLLOWS.search(line) else None
        for pattern, said in _SLIPS.items():
            if found := pattern.search(line):
                yield Mark(number, len(found["before"]) + 1), said
                break


def _stopped(error: yaml.YAMLError, text: str) -> tuple[Mark, str]:
    """Where the parser stopped, and a plain sentence about why and what to write instead."""
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    mark = getattr(error, "problem_mark", None)
    if any(words in said for words in _AT_ITS_START):
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return Mark(1, 1), "this is not YAML: write keys with values, such as 'key: value'"
    place = Mark(mark.line + 1, mark.column + 1)
    return place, _sentence(said, _character(text, place))


def _character(text: str, place: Mark) -> str:
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return line[place.column - 1 : place.column]


def _sentence(said: str, character: str) -> str:
    if "cannot start any token" in said and character != "\t":
        return f"a text cannot begin with {character!r}: put it in quotation marks"
    if "cannot start any token" in said:
        return _TAB
    otherwise = "this cannot be read: look at the spaces, colons and quotation marks here and on the line above"
    return next((sentence for words, sentence in _SENTENCES.items() if words in said), otherwise)
