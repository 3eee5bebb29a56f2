"""`rules` in recommendations.yaml: mistakes are said with their place, and rules that never match are found."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content import RECOMMENDATIONS
from campaign.content.reader import read_marked
from campaign.content.rule_checks import reach
from campaign.models import Condition, Constituency, Member, Party, Position, Rule, Rulebook, Seat
from tests.content.harbours import TODAY, changed, problems_of

HEAD = "recommendations:\n"
WHEN = "  - when: {position: minister}\n"
ADD = "    add: One sentence more.\n"


def with_rules(text):
    return changed((HEAD, f"rules:\n{text}\n{HEAD}"))


def rules_of(text):
    sheet, problems = RECOMMENDATIONS.check(read_marked("recommendations.yaml", with_rules(text).encode()), TODAY)
    assert sheet is not None, problems
    return sheet.build().rules


KINDS = [
    pytest.param(
        "  - when: {position: ministr}\n" + ADD,
        [
            "14:22: a condition is 'ministr' (did you mean 'minister'?); write backbencher, spokesperson, minister, "
            "speaker, deputy-speaker or does-not-sit"
        ],
        id="an unknown position",
    ),
    pytest.param(
        "  - when: {nation: {one of: [England, Walls]}}\n" + ADD,
        [
            "14:39: an entry of 'one of' is 'Walls' (did you mean 'Wales'?); "
            "write England, Scotland, Wales or Northern Ireland"
        ],
        id="an unknown nation",
    ),
    pytest.param(
        "  - when: {postion: minister}\n" + ADD,
        ["14:12: 'postion' is not a key of 'when' (did you mean 'position'?)"],
        id="an unknown thing to ask about",
    ),
    pytest.param(
        WHEN + "    thanks: Well done.\n",
        [
            "14:5: a rule does nothing; give it 'choose', 'add', 'thank-you' or 'note'",
            "15:5: 'thanks' is not a key of a rule (did you mean 'thank-you'?)",
        ],
        id="an unknown thing to do",
    ),
    pytest.param(
        "  - add: One sentence more.\n",
        ["14:5: a rule has no 'when'; write for example 'when: {position: minister}'"],
        id="a rule for nobody",
    ),
    pytest.param(
        "  - when: {}\n" + ADD,
        ["14:5: 'when' has no condition; ask about 'party', 'position', 'seat' or 'nation'"],
        id="a rule without a condition",
    ),
    pytest.param(
        WHEN + "    note: Wait.\n    thank-you: Thank you.\n    add: More.\n",
        [
            "15:5: 'note' replaces the letter, so it stands alone; leave out 'add' and 'thank-you'",
            "16:5: 'thank-you' replaces the letter, so it stands alone; leave out 'add' and 'note'",
        ],
        id="more than a letter can do",
    ),
    pytest.param(
        "  - when: {party: {one of: [A], not: B}}\n" + ADD,
        ["14:19: a condition has either 'one of' or 'not'; write one of the two"],
        id="a condition that asks two things",
    ),
    pytest.param(
        WHEN + "    add: 'I know {office}.'\n",
        [
            "15:18: 'add' names '{office}', which is not a field; "
            "the fields are {constituency}, {mp}, {committee}, {report}"
        ],
        id="a field that a rule cannot fill",
    ),
    pytest.param(
        WHEN + "    choose: [lamps]\n",
        ["15:14: 'lamps' is not the id of a wording; give the wording that you mean this 'id'"],
        id="a wording that is not there",
    ),
    pytest.param(
        WHEN + ADD + "  - when: {position: [minister]}\n" + ADD,
        ["16:5: warning: this rule never matches: earlier rules catch all whom it is for"],
        id="a rule that an earlier one leaves nobody to",
    ),
    pytest.param(
        "  - when: {seat: Ynys Môn, nation: {not: Wales}}\n" + ADD,
        ["14:5: warning: this rule never matches: no MP can meet all its conditions"],
        id="a rule that no MP can meet",
    ),
]


@pytest.mark.parametrize(("rules", "problems"), KINDS)
def test_each_kind_of_mistake_is_said_with_its_place(rules, problems):
    assert problems_of(with_rules(rules)) == [f"recommendations.yaml:{problem}" for problem in problems]


def test_conditions_may_be_written_short_or_in_full():
    (short,), (full,) = (
        rules_of(f"  - when: {{party: {party}, position: {{not: minister}}}}\n" + ADD)
        for party in ("Labour", "{one of: [Labour]}")
    )
    assert short == full
    assert short.when == {
        "party": Condition(frozenset({"labour"})),
        "position": Condition(frozenset({"minister"}), is_not=True),
    }


def test_a_seat_may_be_named_as_people_or_as_addresses_name_it():
    first, second = rules_of("  - when: {seat: Ynys Môn}\n" + ADD + "  - when: {seat: [ynys-mon]}\n    note: N.\n")
    assert first.when == second.when


def test_a_rule_may_choose_a_wording_by_its_id():
    named = with_rules(WHEN + "    choose: [two-towns]\n").replace(
        "      - text: Two towns put up", "      - id: two-towns\n        text: Two towns put up"
    )
    assert problems_of(named) == []


def test_two_wordings_cannot_have_one_id():
    twice = changed(
        ("      - text: Two towns put up", "      - id: same\n        text: Two towns put up"),
        ("      - No crew should", "      - id: same\n        text: No crew should"),
    )
    (said,) = problems_of(twice)
    assert said.endswith("the id 'same' is taken, in line 33: write another one")


def test_more_rules_than_anybody_needs_are_one_problem():
    many = "".join(f"  - when: {{seat: Place {n}}}\n{ADD}" for n in range(41))
    (said,) = problems_of(with_rules(many))
    assert said.endswith("'rules' has 41 entries; write at most 40")


# `reach` against plain search: every seat that could matter, tried one by one.

PARTIES, SEATS = ("oak", "elm"), ("ynys-mon", "sandleigh")


def conditions_on(values):
    return st.builds(Condition, st.frozensets(st.sampled_from(values), min_size=1), st.booleans())


WHENS = st.fixed_dictionaries(
    {},
    optional={
        "party": conditions_on(PARTIES),
        "position": conditions_on([position.value for position in Position]),
        "seat": conditions_on(SEATS),
        "nation": conditions_on(["England", "Scotland", "Wales"]),
    },
)


def everybody():
    names = ("Ynys Môn", "Sandleigh", "Elsewhere", "Midlothian", "Gower", "South Down")
    places = [Constituency(number, name) for name in names for number in (0, 1)]
    for place, party, position in product(places, (None, *map(Party, ("Oak", "Elm", "Ash"))), Position):
        member = Member(1, "N", "N MP", "N", party, position=position)
        for source in ("members-api", "by-hand"):
            yield Seat(place, member, source, TODAY)


EVERYBODY = list(everybody())


@given(st.lists(WHENS, max_size=6))
def test_what_is_said_never_to_match_matches_nobody_and_all_else_somebody(whens):
    possible, reached = reach(whens)
    book = Rulebook(tuple(Rule(when, add=str(number)) for number, when in enumerate(whens)))
    assert reached == {number for number, seats in book.caught(EVERYBODY).items() if seats}
    alone = [Rulebook((rule,)) for rule in book.rules]
    assert possible == {number for number, one in enumerate(alone) if any(map(one.find, EVERYBODY))}
