"""The few filters a letter template may use. Each is ours: none formats, repeats or looks up anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaign.letters.contract import NUMBER, RECOMMENDATIONS, TEXT, TEXTS, Kind

_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split(" ")  # noqa: SIM905


def capitalize(text: str) -> str:
    """With a capital first letter; the rest stays ("uyghurs in the UK" -> "Uyghurs in the UK")."""
    return text[:1].upper() + text[1:]


def in_sentence(texts: Sequence[str]) -> str:
    """As a sentence lists things: "a, b and c".

    With a comma before the last "and" where a part has an "and" of its own; semicolons where one has a comma.
    """
    if any("," in text for text in texts):
        between, before_last = "; ", "; and "
    else:
        between, before_last = ", ", ", and " if any(" and " in text for text in texts) else " and "
    *most, last = texts or ("",)
    return before_last.join([*([between.join(most)] if most else []), last])


def in_words(number: int) -> str:
    """3 -> "three"; above twelve it stays in figures."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: what it does, what it takes and what it gives."""

    function: Callable[..., Any]
    takes: str
    """In words, for the reference and for the message when it is given something else."""
    accepts: Callable[[Kind], bool]
    gives: Callable[[Kind], Kind]
    says: str
    argument: str = ""
    """What stands in its brackets, or "" for none."""


def _is_list(kind: Kind) -> bool:
    return kind.item is not None


def _is_whole(kind: Kind) -> bool:
    return kind is RECOMMENDATIONS or kind is TEXTS


def _is_texts(kind: Kind) -> bool:
    return kind.item is TEXT


def _rest(kind: Kind) -> Kind:
    return Kind("the rest of a list", item=kind.item)  # may be empty, so it has no first and no last


def _is_text(kind: Kind) -> bool:
    return kind.name == TEXT.name


def _item(kind: Kind) -> Kind:
    return kind.item or kind


FILTERS: Mapping[str, Filter] = {
    "length": Filter(len, "a list", _is_list, lambda _: NUMBER, "How many there are."),
    "first": Filter(lambda items: items[0], "a whole list", _is_whole, _item,
                    "The first: `{{ (recommendations|first).title }}`."),
    "last": Filter(lambda items: items[-1], "a whole list", _is_whole, _item, "The last."),
    "rest": Filter(lambda items: items[1:], "a list", _is_list, _rest, "All but the first."),
    "join": Filter(lambda items, between="": between.join(items), "a list of texts", _is_texts,
                   lambda _: TEXT, 'One text, with what you give between: `{{ shorts|join("; ") }}`.', "a text"),
    "in_sentence": Filter(in_sentence, "a list of texts", _is_texts, lambda _: TEXT,
                          "One text, as a sentence lists things: *a, b and c*."),
    "in_words": Filter(in_words, "a number", lambda kind: kind is NUMBER, lambda _: TEXT, "*three* for 3."),
    "capitalize": Filter(capitalize, "a text", _is_text, lambda _: TEXT, "With a capital first letter."),
    "lower": Filter(str.lower, "a text", _is_text, lambda _: TEXT, "All in small letters."),
    "upper": Filter(str.upper, "a text", _is_text, lambda _: TEXT, "All in capitals."),
}  # fmt: skip
