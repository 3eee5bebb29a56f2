"""What the keys of recommendations.yaml must be to each other: numbers, names that meet, days in order.

Each rule walks the file as it was written, whatever its shape, so that one mistake never hides another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, combinations, islice

from campaign.content.alike import NEARLY_EQUAL, SAME_NAMES, TOO_ALIKE, likeness, word_pairs
from campaign.content.marks import At, Marked
from campaign.content.parts import PartsSheet
from campaign.content.rule_checks import MOST_RULES, RULE_RULES, rules_in
from campaign.content.sheets import keys_of
from campaign.content.texts import parse_day
from campaign.errors import Problem
from campaign.models import Role
from campaign.near import did_you_mean

PARTS = keys_of(PartsSheet)
"""The lists of shared parts."""
ROLES = tuple(Role)
"""The lists of asks and asides."""

_ALWAYS_KNOWN = ("backbencher", "minister", "speaker", "does-not-sit")
"""Roles for which no other stands in, so that they always need an ask."""

LIMITS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(PARTS, (1, 20)),
    "recommendations": (1, 40),
    "wordings": (3, 20),
    "prompts": (3, 3),
    "claims": (0, 40),
    "rests_on": (0, 40),
    **dict.fromkeys(ROLES, (0, 10)),
    **dict.fromkeys(_ALWAYS_KNOWN, (1, 10)),
    "rules": (0, MOST_RULES),
    "choose": (0, 40),
    "departments": (0, 20),
    "committees": (0, 20),
    "briefs": (0, 20),
    "variants": (0, 20),
}
"""The fewest and the most entries of each list."""

_A_FEW_WORDS = ("lead_ins", "requests")
"""Lists of texts so short that they cannot but share words."""
_NUMBERS = ("no", "one", "two", "three")


def right_numbers(file: Marked, _today: date) -> Iterator[Problem]:
    """Each list has as many entries as `LIMITS` says."""
    lists = [*(At(file.value)["parts"][name] for name in PARTS)]
    lists += [At(file.value)["recommendations"], At(file.value)["rules"]]
    for one in _recommendations(file):
        lists += [one[key] for key in ("briefs", "wordings", "prompts", "claims", "departments", "committees")]
        lists += _ask_lists(one)
        lists += [text[key] for text in _texts(one) for key in ("rests_on", "variants")]
    lists += [At(file.value)["asides"][role] for role in ROLES]
    lists += [rule["choose"] for rule in rules_in(file)]
    for found in lists:
        count = len(list(found))
        key = str(found.trail[-1])
        fewest, most = LIMITS[key]
        if found.is_list and not file.is_broken(found.trail) and not fewest <= count <= most:
            yield file.problem(found.trail, f"'{key}' has {_number(count)}; write {_wanted(fewest, most)}", at_key=True)


def _number(count: int) -> str:
    return f"{_NUMBERS[count] if count < len(_NUMBERS) else f'{count:,}'} {'entry' if count == 1 else 'entries'}"


def _wanted(fewest: int, most: int) -> str:
    if fewest == most:
        return f"exactly {_NUMBERS[fewest]}"
    return f"{_NUMBERS[fewest]} or more, up to {most}" if fewest else f"at most {most}"


def ids_once(file: Marked, _today: date) -> Iterator[Problem]:
    """No two recommendations, and no two claims of one recommendation, have the same id."""
    lists = chain([At(file.value)["recommendations"]], (one["claims"] for one in _recommendations(file)))
    for found in lists:
        first: dict[str, At] = {}
        for entry in found:
            here = entry["id"]
            if here.text and first.setdefault(here.text, here) is not here:
                line = file.line(first[here.text].trail)
                yield file.problem(here.trail, f"the id '{here.text}' is taken, in line {line}: write another one")


def names_meet(file: Marked, _today: date) -> Iterator[Problem]:
    """Every name in a `rests_on` is the id of a claim of the same recommendation."""
    for one in _recommendations(file):
        if not one["claims"].is_list:
            continue  # that is said already, and would make every name wrong
        known = [claim["id"].text for claim in one["claims"] if claim["id"].text]
        for name in chain.from_iterable(text["rests_on"] for text in _texts(one)):
            if name.text and name.text not in known:
                hint = did_you_mean(name.text, known) or "; add the claim or delete the name"
                message = f"'{name.text}' is not the id of a claim of this recommendation{hint}"
                yield file.problem(name.trail, message)


def always_something_to_say(file: Marked, _today: date) -> Iterator[Problem]:
    """When every claim is out of date, a wording and an ask for every position are still left."""
    for one in _recommendations(file):
        wordings = list(one["wordings"])
        if wordings and all(_rests(wording) for wording in wordings):
            message = "every wording rests on claims; at least one must rest on none, for when the claims grow old"
            yield file.problem(one["wordings"].trail, message, at_key=True)
        for asks in (one["asks"][key] for key in _ALWAYS_KNOWN):
            last = list(asks)[-1:]
            if last and _rests(last[0]):
                message = f"the last ask of '{asks.trail[-1]}' must rest on nothing; add a last one that is always true"
                yield file.problem(last[0]["rests_on"].trail, message, at_key=True)


def wordings_differ(file: Marked, _today: date) -> Iterator[Problem]:
    """No two wordings of the file are nearly alike (see `alike.TOO_ALIKE`)."""
    every = chain.from_iterable(_first(one["wordings"], "wordings") for one in _recommendations(file))
    says = "two wordings are nearly alike ({}): give this one another argument, or delete it"
    yield from _alike(file, map(_text, every), TOO_ALIKE, says)


def other_words_differ(file: Marked, _today: date) -> Iterator[Problem]:
    """No two texts that say the same in other words are nearly alike."""
    says = "two texts of '{}' are nearly alike ({{}}): put this one in other words, or delete it"
    for name in PARTS:
        limit = NEARLY_EQUAL if name in _A_FEW_WORDS else TOO_ALIKE
        yield from _alike(file, _first(At(file.value)["parts"][name], name), limit, says.format(name))
    for role in ROLES:
        asides = _first(At(file.value)["asides"][role], role)
        yield from _alike(file, asides, SAME_NAMES, says.format(role))
    for one in _recommendations(file):
        briefs = (one["summary"], *_first(one["briefs"], "briefs"))
        yield from _alike(file, briefs, SAME_NAMES, says.format("briefs"))
        for ask in chain.from_iterable(_first(asks, str(asks.trail[-1])) for asks in _ask_lists(one)):
            variants = (_text(ask), *_first(ask["variants"], "variants"))
            yield from _alike(file, variants, SAME_NAMES, says.format("variants"))


def _alike(file: Marked, texts: Iterable[At], limit: float, says: str) -> Iterator[Problem]:
    read = [(at, word_pairs(at.text)) for at in texts]
    for (one, its), (other, others) in combinations(read, 2):
        if likeness(its, others) >= limit:
            lines = f"lines {file.line(one.trail)} and {file.line(other.trail)}"
            yield file.problem(other.trail, says.format(lines))


def days_in_order(file: Marked, today: date) -> Iterator[Problem]:
    """A review comes after the check; warns of what was checked or published in the future."""
    report = At(file.value)["report"]
    yield from _not_after(file, report["published"], today)
    yield from _not_after(file, report["checked"], today)
    for one in _recommendations(file):
        yield from _not_after(file, one["committee"]["checked"], today)
        for dated, checked in ((one["standing"], "as_of"), *((claim, "checked") for claim in one["claims"])):
            yield from _not_after(file, dated[checked], today)
            yield from _review_after(file, dated, checked)


def _not_after(file: Marked, at: At, today: date) -> Iterator[Problem]:
    day = parse_day(at.text)
    # A warning, because a computer whose clock is slow must not take the site down.
    if day is not None and day > today:
        message = f"'{at.trail[-1]}' is {day}, in the future (today is {today}); write the day it was done"
        yield file.problem(at.trail, message, warning=True)


def _review_after(file: Marked, dated: At, checked: str) -> Iterator[Problem]:
    first, then = parse_day(dated[checked].text), parse_day(dated["review_by"].text)
    if first is not None and then is not None and then < first:
        message = f"'review_by' is {then}, before '{checked}' ({first}); write a later day"
        yield file.problem(dated["review_by"].trail, message)


def reviews_due(file: Marked, today: date) -> Iterator[Problem]:
    """Warns of claims and standings whose review date has passed."""
    for one in _recommendations(file):
        for claim in one["claims"]:
            says = f"the claim '{claim['id'].text}' is past its review date, so letters leave out what rests on it"
            yield from _past(file, claim, "checked", says, today)
        says = f"the standing of '{one['id'].text}' is past its review date"
        yield from _past(file, one["standing"], "as_of", says, today)


def _past(file: Marked, dated: At, checked: str, says: str, today: date) -> Iterator[Problem]:
    due = parse_day(dated["review_by"].text)
    if due is not None and due < today:
        message = f"{says}; check it again, then write new days for '{checked}' and 'review_by'"
        yield file.problem(dated["review_by"].trail, message, warning=True)


def _recommendations(file: Marked) -> Iterator[At]:
    return _first(At(file.value)["recommendations"], "recommendations")


def _first(entries: At, key: str) -> Iterator[At]:
    """As many entries as are allowed: what is beyond is one problem, not thousands."""
    return islice(entries, LIMITS[key][1])


def _ask_lists(one: At) -> Iterator[At]:
    return (one["asks"][key] for key in ROLES)


def _texts(one: At) -> Iterator[At]:
    """Every wording and every ask."""
    return chain(one["wordings"], *_ask_lists(one))


def _text(wording: At) -> At:
    return wording if isinstance(wording.value, str) else wording["text"]


def _rests(text: At) -> bool:
    return any(True for _ in text["rests_on"])


CHECKS = (
    right_numbers, ids_once, names_meet, always_something_to_say, wordings_differ, other_words_differ, days_in_order,
    reviews_due, *RULE_RULES,
)  # fmt: skip
