"""What a YAML parser says, in words for people who do not know YAML."""

from __future__ import annotations

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
}
"""What to say when these words are in what the parser says; the first that fits counts."""

_AT_ITS_START = ("end of stream", "document indicator", "',' or ']'", "',' or '}'")
"""Here the opening mark is more help than the place where the parser gave up."""


def explain(error: yaml.YAMLError, text: str) -> tuple[Mark, str]:
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
