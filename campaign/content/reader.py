"""Bytes -> Marked: YAML of the plainest kind, read so that every scalar stays text.

Refused, each with its place: a key that stands twice, aliases, anchors, merge keys, tags, a second
document, characters nobody can see, and files that are too large, too deep or not UTF-8.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import count
from typing import Any

import yaml

from campaign.content.marks import Mark, Marked, Plain, Span, Trail, mark_at
from campaign.content.syntax import explain
from campaign.errors import Problem

MAX_BYTES = 1_000_000
"""The largest content file that is read, in bytes."""
MAX_DEPTH = 12
"""How deep keys and lists may stand in one another; recommendations.yaml needs 7."""
MAX_VALUES = 30_000
"""How many values a content file may hold; beyond, a list of its problems would help nobody."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_COMMENT = re.compile(r"[ \t]+#")
_CUT_OFF = (
    "whatever stands after ' #' is left out of this text: put the whole text in quotation marks; "
    "if it is a note for yourself, give it a line of its own"
)
_JOINERS = "\u200c\u200d"
_MOST_UNSEEN = 50


def read_marked(file: str, data: bytes, loader: Any = LOADER) -> Marked:
    """The values of a content file with their places. Never raises: what is wrong is in `problems`."""
    if len(data) > MAX_BYTES:
        return _nothing(file, Mark(1, 1), f"the file is larger than {MAX_BYTES:,} bytes: make it shorter")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = _lines(data)
    except UnicodeDecodeError as error:
        good = _lines(data[: error.start])
        place = mark_at(good, len(good))
        return _nothing(file, place, "this is not UTF-8 text: save the file again with the encoding UTF-8")
    return _Reader(file, text, loader).read()


def _lines(data: bytes) -> str:
    """The text, with every line ending in "\\n"."""
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _nothing(file: str, mark: Mark, message: str) -> Marked:
    problem = Problem(file, mark.line, mark.column, message)
    return Marked(file, "", {}, {}, {}, problems=(problem,), complete=False)


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """Each character that nobody can see, other than space, tab and line break: its offset, its name.

    Control characters, marks of writing direction, zero-width spaces; the two joiners that some
    scripts and emoji need are allowed.
    """
    for found in re.finditer(r"[^\t\n -~]", text):
        character = found[0]
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and character not in _JOINERS:
            yield found.start(), f"U+{ord(character):04X}"


class _Stop(Exception):
    """Reading on would be of no use."""


class _Reader:
    def __init__(self, file: str, text: str, loader: Any) -> None:
        self._file = file
        self._keys: dict[Trail, Span] = {}
        self._values: dict[Trail, Span] = {}
        self._broken: set[Trail] = set()
        self._problems: list[Problem] = []
        self._count = count(1)
        self._text = self._without_unseen(text)
        self._events: Iterator[Any] = yaml.parse(self._text, Loader=loader)

    def read(self) -> Marked:
        value: Plain = {}
        complete = False
        try:
            value = self._document()
            complete = isinstance(value, dict)
        except _Stop:
            pass
        except yaml.YAMLError as error:
            self._say(*explain(error, self._text))
        except (ValueError, OverflowError):  # what the slower reader makes of "\\UFFFFFFFF"
            self._say(Mark(1, 1), "a backslash with a number stands somewhere in the file: write the character itself")
        return Marked(
            self._file, self._text, value, self._keys, self._values,
            frozenset(self._broken), tuple(self._problems), complete,
        )  # fmt: skip

    def _document(self) -> Plain:
        next(self._events)  # the stream starts
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._say(Mark(1, 1), "the file is empty: take the shipped one again ('campaign init DIR')")
            raise _Stop
        first = next(self._events)
        value = self._node(first, ())
        if not isinstance(value, dict):
            self._say_at(first, "the file must be keys with values, such as 'key: value', from its first line on")
        next(self._events)  # the document ends
        if isinstance(after := next(self._events), yaml.DocumentStartEvent):
            self._say_at(after, "a second document starts here: delete this line; a file holds one")
        return value

    def _node(self, event: Any, trail: Trail) -> Plain:
        self._values[trail] = _span(event)
        if next(self._count) > MAX_VALUES:
            self._say_at(event, f"the file holds more than {MAX_VALUES:,} values: make it shorter from here on")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self._say_at(event, f"an alias ('*{event.anchor}') stands here: write the text itself")
            self._broken.add(trail)
            return ""
        self._refuse_extras(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if len(trail) >= MAX_DEPTH:
            self._say_at(event, f"this stands more than {MAX_DEPTH} levels deep: look at the brackets and spaces here")
            raise _Stop
        return self._list(trail) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(trail)

    def _list(self, trail: Trail) -> Plain:
        items: list[Plain] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*trail, len(items))))
        return items

    def _mapping(self, trail: Trail) -> Plain:
        values: dict[str, Plain] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, trail)
            if key is None:
                self._discard(trail)
                continue
            self._keys[(*trail, key)] = _span(event)
            values[key] = self._node(next(self._events), (*trail, key))
        return values

    def _key(self, event: Any, trail: Trail) -> str | None:
        """The key, or None (and a problem) when it is not one that can be used."""
        if not isinstance(event, yaml.ScalarEvent):
            self._say_at(event, "a key must be a word: put a text that begins with '{', '[' or '*' in quotation marks")
            if not isinstance(event, yaml.AliasEvent):
                self._discard(trail, event)
            return None
        self._refuse_extras(event)
        key = self._scalar(event)
        if key == "<<":
            self._say_at(event, "a merge key ('<<') stands here: write the keys and their values out")
        elif (first := self._keys.get((*trail, key))) is not None:
            self._say_at(event, f"'{key}' stands twice, first in line {first.mark.line}: keep one of them")
        else:
            return key
        return None

    def _discard(self, trail: Trail, event: Any = None) -> None:
        """Read past the value of a key that cannot be used."""
        event = event or next(self._events)
        if not isinstance(event, yaml.AliasEvent):
            self._node(event, (*trail, -1))

    def _scalar(self, event: Any) -> str:
        value: str = event.value
        if event.style in {None, ""} and _COMMENT.match(self._text, event.end_mark.index):
            self._say_at(event, _CUT_OFF)
        found = dict(unseen(value))
        for name in sorted(set(found.values())):
            self._say_at(event, f"this text holds a character that cannot be seen ({name}): delete it")
        return "".join(c for n, c in enumerate(value) if n not in found) if found else value

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            self._say_at(event, f"an anchor ('&{event.anchor}') stands here: delete it and write each text out")
        if event.tag:
            self._say_at(event, "a tag such as '!name' stands here: delete it, every value is text already")

    def _without_unseen(self, text: str) -> str:
        """The text with a space for each character that cannot be seen, so that all else can be read."""
        characters = list(text)
        found = list(unseen(text))
        for offset, _ in found:
            characters[offset] = " "
        for offset, name in found[:_MOST_UNSEEN]:
            self._say(mark_at(text, offset), f"a character that cannot be seen ({name}) stands here: delete it")
        return "".join(characters)

    def _say_at(self, event: Any, message: str) -> None:
        self._say(_span(event).mark, message)

    def _say(self, mark: Mark, message: str) -> None:
        self._problems.append(Problem(self._file, mark.line, mark.column, message))


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(Mark(start.line + 1, start.column + 1), start.index, end.index)
