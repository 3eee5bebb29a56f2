"""Texts, dates and links: the kinds of value a content file holds.

Each check takes what the file says and gives the value, or raises `Wrong` with every fault. A fault is
the second half of a sentence ("is empty; write a text"): whoever reports it puts the key before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from urllib.parse import urlsplit

from pydantic_core import PydanticKnownError

from campaign.models import slugify
from campaign.near import did_you_mean

LINK_LIMIT = 500
"""The longest link, in characters."""
_MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a value; `word` is the part of it that is meant, if not the whole."""

    says: str
    word: str = ""


class Wrong(ValueError):
    """A value that cannot stand, with all its faults."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.says for fault in faults))


def flatten(text: str) -> str:
    """One paragraph: each line break or run of spaces becomes one space, and no space is left at either end."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def shown(text: str) -> str:
    """A value as a message quotes it: on one line, not too long."""
    flat = flatten(text)
    return f"'{flat[:50]}…'" if len(flat) > 51 else f"'{flat}'"


@dataclass(frozen=True)
class Prose:
    """A text of one paragraph, at most `limit` characters long, that may name `fields` in braces.

    With `fields` None braces are left alone (something else checks them).
    """

    limit: int
    fields: tuple[str, ...] | None = ()

    def __call__(self, text: str) -> str:
        """The text on one line; raises Wrong."""
        flat = flatten(text)
        if faults := tuple(self.faults(flat)):
            raise Wrong(*faults)
        return flat

    def faults(self, text: str) -> Iterator[Fault]:
        """What is wrong with a text that is on one line already."""
        if not text:
            yield Fault("is empty; write a text")
        if len(text) > self.limit:
            yield Fault(f"has {len(text):,} characters, but at most {self.limit:,} fit; make it shorter")
        if self.fields is not None:
            yield from field_faults(text, self.fields)


@dataclass(frozen=True)
class Ask(Prose):
    """A text that fits both "Will you please ...?" and a numbered list."""

    def faults(self, text: str) -> Iterator[Fault]:
        """What is wrong with an ask."""
        yield from super().faults(text)
        if text[:1].isupper():
            yield Fault(
                f"begins with a capital letter; it follows 'Will you please', so write "
                f"{shown(text[0].lower() + text[1:])}"
            )
        if text and text[-1] in ".?!;:,":
            yield Fault(f"ends in '{text[-1]}'; leave it out, the letter adds its own")


def field_faults(text: str, fields: tuple[str, ...]) -> Iterator[Fault]:
    """Names in braces that are no field, and braces that belong to no name."""
    strange = (name for name in dict.fromkeys(re.findall(r"\{([^{}]*)\}", text)) if name not in fields)
    for name in islice(strange, _MOST_NAMES):
        yield Fault(_field_fault(name, fields), "{" + name + "}")
    if stray := re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text)):
        use = f"a brace may only stand round a field, as in '{{{fields[0]}}}'" if fields else "leave it out"
        yield Fault(f"has a stray '{stray[0]}'; {use}")


def _field_fault(name: str, fields: tuple[str, ...]) -> str:
    written = shown("{" + name + "}")
    if not fields:
        return f"names {written}, but no field is filled in here; write the words themselves"
    hint = did_you_mean(name, fields, "'{{{}}}'") or "; the fields are " + ", ".join(f"{{{f}}}" for f in fields)
    return f"names {written}, which is not a field{hint}"


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def __call__(self, text: str) -> str:
        """The word itself; raises Wrong."""
        if text in self.words:
            return text
        choice = f"{', '.join(self.words[:-1])} or {self.words[-1]}"
        raise Wrong(Fault(f"is {shown(text)}{did_you_mean(text, self.words)}; write {choice}"))


def yes_or_no(value: object) -> bool:
    """A value that is "yes" or "no" in the file."""
    word = _text(value)
    if word not in {"yes", "no"}:
        raise Wrong(Fault(f"is {shown(word)}; write yes or no"))
    return word == "yes"


def name_id(text: str) -> str:
    """A short name that never changes, because links and records hold it."""
    if not re.fullmatch(r"[a-z0-9-]{1,40}", text):
        better = slugify(text)[:40].strip("-") or "cotton-import-ban"
        raise Wrong(Fault(
            f"is {shown(text)}; an id has only small letters a-z, figures and dashes, at most 40: write '{better}'"
        ))  # fmt: skip
    return text


def link(text: str) -> str:
    """An https address of a page."""
    if text.lower().startswith("http://"):
        raise Wrong(Fault(f"is {shown(text)}, a link that is not secure; write https://{text[7:]}"))
    if not _is_link(text):
        raise Wrong(Fault(f"is {shown(text)}, which is not a link; write it whole, such as https://www.parliament.uk/"))
    if len(text) > LINK_LIMIT:
        raise Wrong(Fault(f"has {len(text):,} characters, but at most {LINK_LIMIT:,} fit; find a shorter link"))
    return text


def _is_link(text: str) -> bool:
    if not re.fullmatch(r"https://[^\s<>\"{}|\\^`]+", text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError when it is no number
    except ValueError:
        return False
    host = parts.hostname or ""
    return bool(re.fullmatch(r"[\w-]+(\.[\w-]+)+", host)) and "@" not in parts.netloc


def day(value: object) -> date:
    """A date as 2026-11-21."""
    text = _text(value)
    found = parse_day(text)
    if found is None:
        raise Wrong(Fault(f"is {shown(text)}, which is not a date; write {_probably(text)}"))
    return found


def parse_day(text: str) -> date | None:
    """The date that 2026-11-21 stands for, or None for any other text."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


def partial_day(text: str) -> str:
    """A date as exact as it is known: 2021, 2021-07 or 2021-07-08."""
    whole = text + "0000-01-01"[len(text) :] if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) else ""
    if parse_day(whole) is None:
        raise Wrong(Fault(
            f"is {shown(text)}, which is not a date; write {_probably(text, '2021, 2021-07 or 2021-07-08')}"
        ))  # fmt: skip
    return text


def _probably(text: str, otherwise: str = "year, month and day, such as 2026-11-21") -> str:
    """How the date that was meant is written; day before month, as in Britain."""
    for form in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y-%m-%d", "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    return otherwise


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    raise PydanticKnownError("string_type")
