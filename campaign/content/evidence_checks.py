"""What the keys of a fact must be to each other, whichever file it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from campaign.content.evidence import figures
from campaign.content.marks import At, Marked
from campaign.content.texts import parse_day
from campaign.errors import Problem
from campaign.models import Confidence
from campaign.near import did_you_mean

Find = Callable[[At], Iterable[At]]
"""Where in a file, whatever its shape, something stands."""

_CHECKED = (Confidence.PRIMARY, Confidence.SECONDARY)


@dataclass(frozen=True)
class Facts:
    """Each fact that was checked says where and when; one that was not says so and claims nothing more."""

    find: Find
    needs: tuple[str, ...] = ("source", "checked", "review_by")

    def __call__(self, file: Marked, today: date) -> Iterator[Problem]:
        """Every problem of every fact."""
        for fact in self.find(At(file.value)):
            yield from self._complete(file, fact)
            for correction in fact["corrections"]:
                yield from _not_after(file, correction["corrected"], today)
        yield from Days(self.find)(file, today)

    def _complete(self, file: Marked, fact: At) -> Iterator[Problem]:
        confidence = fact["confidence"].text
        if confidence in _CHECKED:
            yield from self._missing(file, fact, confidence)
        elif confidence == Confidence.NOT_CHECKED:
            for key in ("checked", "review_by", "letter", "same_as"):
                if fact[key].value is not None:
                    message = f"a fact that is 'not-checked' cannot have '{key}': delete it, or check the fact"
                    yield file.problem(fact[key].trail, message, at_key=True)

    def _missing(self, file: Marked, fact: At, confidence: str) -> Iterator[Problem]:
        for key in self.needs:
            if fact[key].value is None:
                message = f"a fact whose confidence is '{confidence}' needs '{key}'; add it, or write 'not-checked'"
                yield file.problem(fact["confidence"].trail, message)


@dataclass(frozen=True)
class Days:
    """Nothing was looked at in the future, and the next look comes later; warns when it is due."""

    find: Find
    key: str = "checked"

    def __call__(self, file: Marked, today: date) -> Iterator[Problem]:
        """Every day that is out of order, and a warning for every review that is due."""
        for at in self.find(At(file.value)):
            yield from _not_after(file, at[self.key], today)
            first, due = parse_day(at[self.key].text), parse_day(at["review_by"].text)
            if first is not None and due is not None and due < first:
                message = f"'review_by' is {due}, before '{self.key}' ({first}); write a later day"
                yield file.problem(at["review_by"].trail, message)
            elif due is not None and due < today:
                message = f"this is past its review date; check it again, then write a new '{self.key}' and 'review_by'"
                yield file.problem(at["review_by"].trail, message, warning=True)


def _not_after(file: Marked, at: At, today: date) -> Iterator[Problem]:
    day = parse_day(at.text)
    if day is not None and day > today:
        yield file.problem(at.trail, f"'{at.trail[-1]}' is {day}, which is in the future; today is {today}")


@dataclass(frozen=True)
class OnlyOnce:
    """No two of the entries have the same value of a key."""

    find: Find
    key: str

    def __call__(self, file: Marked, _today: date) -> Iterator[Problem]:
        """Every value that is taken already."""
        first: dict[str, At] = {}
        for entry in self.find(At(file.value)):
            here = entry[self.key]
            if here.text and first.setdefault(here.text, here) is not here:
                line = file.line(first[here.text].trail)
                message = f"the {self.key} '{here.text}' is taken, in line {line}: write another one"
                yield file.problem(here.trail, message)


@dataclass(frozen=True)
class Meets:
    """Each name is one of those that are known; those of another file are worth a warning only."""

    find: Find
    known: Callable[[At], Iterable[str]]
    noun: str
    warning: bool = False

    def __call__(self, file: Marked, _today: date) -> Iterator[Problem]:
        """Every name that nobody knows."""
        known = list(self.known(At(file.value)))
        for name in self.find(At(file.value)):
            if name.text and name.text not in known:
                hint = did_you_mean(name.text, known) or ": correct the name or delete it"
                message = f"'{name.text}' is not {self.noun}{hint}"
                yield file.problem(name.trail, message, warning=self.warning)


@dataclass(frozen=True)
class NoMoreThan:
    """Every list in the file has at most so many entries."""

    limits: Mapping[str, int]

    def __call__(self, file: Marked, _today: date) -> Iterator[Problem]:
        """Every list that is too long."""
        for found in _lists(At(file.value)):
            key = str(found.trail[-1])
            count = len(list(found))
            if count > self.limits.get(key, count):
                message = f"'{key}' has {count} entries, but at most {self.limits[key]} fit; delete some"
                yield file.problem(found.trail, message, at_key=True)


def _lists(at: At) -> Iterator[At]:
    if isinstance(at.value, dict):
        yield from chain.from_iterable(_lists(at[key]) for key in at.value)
    elif at.is_list:
        yield from (at,) if at.trail and isinstance(at.trail[-1], str) else ()
        yield from chain.from_iterable(_lists(entry) for entry in at)


@dataclass(frozen=True)
class NumbersAreBacked:
    """A text with a number in it stands beside a confidence, or beside names of facts that have one."""

    find: Find
    backed_by: tuple[str, ...]

    def __call__(self, file: Marked, _today: date) -> Iterator[Problem]:
        """Every number out of nowhere."""
        for entry in self.find(At(file.value)):
            text = entry["text"]
            if figures(text.text) and all(entry[key].value is None for key in self.backed_by):
                number = min(figures(text.text))
                message = f"the text names a number ({number}), so it needs one of: {', '.join(self.backed_by)}"
                yield file.problem(text.trail, message, word=number)
