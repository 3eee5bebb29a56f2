"""What the `rules` of recommendations.yaml must be to each other and to the rest of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import chain, islice, product

from campaign.content.marks import At, Marked
from campaign.errors import Problem
from campaign.models import Condition, Constituency, Position, slugify
from campaign.models.nations import NATIONS, nation_of
from campaign.models.rules import ABOUT
from campaign.near import did_you_mean

MOST_RULES = 40
_ALONE = ("thank-you", "note")
_ACTIONS = ("choose", "add", *_ALONE)


def rules_are_whole(file: Marked, _today: date) -> Iterator[Problem]:
    """Each rule says for whom it is and what it does, and each condition asks one thing."""
    for rule in rules_in(file):
        when, given = rule["when"], [key for key in _ACTIONS if rule[key].value is not None]
        if isinstance(when.value, dict) and not when.value:
            yield file.problem(when.trail, f"'when' has no condition; ask about {_listed(ABOUT)}", at_key=True)
        if not given:
            yield file.problem(rule.trail, f"a rule does nothing; give it {_listed(_ACTIONS)}")
        for alone in (key for key in _ALONE if key in given and len(given) > 1):
            message = f"'{alone}' replaces the letter, so it stands alone; leave out {_listed(given, 'and', but=alone)}"
            yield file.problem(rule[alone].trail, message, at_key=True)
        for about in ABOUT:
            asked = when[about]
            if isinstance(asked.value, dict) and len({"one of", "not"} & set(asked.value)) != 1:
                yield file.problem(asked.trail, "a condition has either 'one of' or 'not'; write one of the two")


def wordings_of_rules_meet(file: Marked, _today: date) -> Iterator[Problem]:
    """Every wording that a rule chooses is one of the file, and no two wordings have the same id."""
    first: dict[str, At] = {}
    for wording in chain.from_iterable(one["wordings"] for one in islice(At(file.value)["recommendations"], 40)):
        here = wording["id"]
        if here.text and first.setdefault(here.text, here) is not here:
            line = file.line(first[here.text].trail)
            yield file.problem(here.trail, f"the id '{here.text}' is taken, in line {line}: write another one")
    for name in chain.from_iterable(rule["choose"] for rule in rules_in(file)):
        if name.text and name.text not in first:
            hint = did_you_mean(name.text, first) or "; give the wording that you mean this 'id'"
            yield file.problem(name.trail, f"'{name.text}' is not the id of a wording{hint}")


def rules_can_match(file: Marked, _today: date) -> Iterator[Problem]:
    """Warns of rules that no MP can ever be the first to match."""
    rules = list(rules_in(file))
    conditions = [_conditions(rule["when"]) for rule in rules]
    possible, reached = reach(conditions)
    for number, rule in enumerate(rules):
        if number in reached or not conditions[number] or _is_misspelt(conditions[number]):
            continue
        says = "earlier rules catch all whom it is for" if number in possible else "no MP can meet all its conditions"
        yield file.problem(rule["when"].trail, f"this rule never matches: {says}", at_key=True, warning=True)


def _is_misspelt(when: Mapping[str, Condition]) -> bool:
    """Whether a position or nation is none: that is said already."""
    known = {"position": {*Position}, "nation": {*NATIONS}}
    return any(not when[about].values <= words for about, words in known.items() if about in when)


def reach(rules: Sequence[Mapping[str, Condition]]) -> tuple[set[int], set[int]]:
    """The numbers of the rules that some MP can match, and of those that some MP can be the first to match.

    Values that no rule tells apart are tried once: each is a set of the rules whose condition it meets, as bits.
    """
    parties = {*_named(rules, "party"), "", "(another)"}
    names = _named(rules, "seat")
    seats = {(name, nation_of(Constituency(known, name))) for name in names for known in (0, 1)}
    seats |= {("(another)", nation) for nation in (*NATIONS, "")}
    bits = (
        {_bits(rules, party=party) for party in parties},
        {_bits(rules, position=position) for position in (*Position, "")},
        {_bits(rules, seat=seat, nation=nation) for seat, nation in seats},
    )
    matched = {reduce(int.__and__, each) for each in product(*bits)}
    possible = {number for number in range(len(rules)) if any(each >> number & 1 for each in matched)}
    return possible, {(each & -each).bit_length() - 1 for each in matched if each}


def _bits(rules: Sequence[Mapping[str, Condition]], **known: str) -> int:
    return sum(
        1 << number
        for number, rule in enumerate(rules)
        if all(rule[about].holds(value) for about, value in known.items() if about in rule)
    )


def _named(rules: Sequence[Mapping[str, Condition]], about: str) -> set[str]:
    return set(chain.from_iterable(rule[about].values for rule in rules if about in rule))


def _conditions(when: At) -> dict[str, Condition]:
    return {about: found for about in ABOUT if (found := _condition(when[about], about))}


def _condition(asked: At, about: str) -> Condition | None:
    """What the file says there, whatever its shape; None for no condition."""
    value = asked.value
    given = value if isinstance(value, dict) else {"one of": value}
    is_not = "not" in given
    found = given.get("not" if is_not else "one of")
    texts = [text for text in (found if isinstance(found, list) else [found]) if isinstance(text, str)]
    plain = {"seat": slugify, "party": str.casefold}.get(about, str)
    return Condition(frozenset(plain(text.strip()) for text in texts), is_not) if texts else None


def rules_in(file: Marked) -> Iterator[At]:
    """The rules of a file, as many as are allowed."""
    return islice(At(file.value)["rules"], MOST_RULES)


def _listed(words: Sequence[str], joint: str = "or", but: str = "") -> str:
    quoted = [f"'{word}'" for word in words if word != but]
    return f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}" if len(quoted) > 1 else quoted[0]


RULE_RULES = (rules_are_whole, wordings_of_rules_meet, rules_can_match)
