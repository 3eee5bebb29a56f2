"""What Jinja says of a template it cannot read, in words for people who do not know Jinja."""

from __future__ import annotations

import re

_SIGNS = {"end of print statement": "}}", "end of statement block": "%}", " token": ""}
_PLAINLY = {
    re.compile(
        r"unexpected '\}'"
    ): "the '{{{{' or '{{%' here does not end as it began: write '}}}}' after '{{{{', and '%}}' after '{{%'",
    re.compile(
        r"unexpected char ['\"](?P<got>[“”„‘’«»])"
    ): "'{got}' cannot stand here: put a text in straight quotation marks (')",
    re.compile(r"unexpected char \"'\""): "the text that ' opens here is never closed: add the closing '",
    re.compile(
        r"unexpected char ['\"](?P<got>.)['\"]"
    ): "'{got}' cannot stand inside '{{{{ }}}}' or '{{% %}}': delete it",
    re.compile(
        r"Expected an expression, got '(?P<got>\S+)'"
    ): "something is missing before '{got}': a name, such as mp.name",
    re.compile("expected name or number|expected 'name', got"): "a name is missing here, after a '.' or a '|'",
    re.compile(
        "expected 'in', got"
    ): "a loop is written as {{% for NAME in LIST %}}, such as {{% for one in recommendations %}}",
    re.compile("Missing end of comment"): "the note that '{{#' opens here is never closed: write '#}}' after it",
    re.compile(
        r"unexpected end of template, expected '(?P<got>\S+)'"
    ): "what begins here is never closed: write '{got}' after it",
    re.compile(r"expected '%\}', got '='"): "one '=' cannot stand here: write '==' to compare",
    re.compile(
        r"expected '(?P<end>\S+)', got '(?P<got>.+)'"
    ): "'{got}' is too much here: write '{end}' before it, or delete it",
}
"""What Jinja says, with what to write instead; the first that fits counts."""


def in_plain_words(message: str) -> str:
    """What is wrong and what to write instead; the message as it is where we know no better."""
    for said, sign in _SIGNS.items():
        message = message.replace(said, sign)
    for pattern, plain in _PLAINLY.items():
        if found := pattern.search(message):
            return plain.format(**found.groupdict())
    return message
