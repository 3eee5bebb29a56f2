"""An organiser's rules in letters: the first that matches counts, and a letter is always left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign.letters import Composer, LetterTemplates
from campaign.models import Condition, Party, Position, Rule, Rulebook, Seat, Wording
from tests.letters.samples import CONTENT, IDS, TODAY, VACANT, WRITER, by_hand, seat

MINISTERS = {"position": Condition(frozenset({"minister"}))}
ANY: dict[str, Condition] = {}
MINISTER = seat(Position.MINISTER)


def letter(shipped: LetterTemplates, *rules: Rule, to: Seat = MINISTER, asks: int = 2, seed: int = 0) -> str:
    composer = Composer(replace(CONTENT, rules=rules), shipped, lambda: TODAY)
    return composer.compose(to, IDS[:asks], WRITER, seed=seed).text


def test_a_sentence_is_added_before_the_closing_and_filled_in(shipped: LetterTemplates) -> None:
    text = letter(shipped, Rule(MINISTERS, add="{constituency} is watching."))
    line = next(line for line in text.split("\n") if "is watching." in line)
    assert line.startswith("I have tried to ask only")
    assert " Port Example and Quayside is watching. " in line


def test_the_first_rule_that_matches_counts_alone(shipped: LetterTemplates) -> None:
    rules = (Rule(MINISTERS, add="First."), Rule(ANY, add="Second."))
    assert "First." in letter(shipped, *rules)
    assert "Second." not in letter(shipped, *rules)
    assert "Second." in letter(shipped, *rules, to=seat())


def test_a_wording_that_a_rule_names_comes_before_all_others(shipped: LetterTemplates) -> None:
    one = replace(CONTENT.recommendations[0], wordings=(
        *CONTENT.recommendations[0].wordings, Wording("A pier for those who govern.", id="for-ministers"),
    ))  # fmt: skip
    content = replace(CONTENT, recommendations=(one,), rules=(Rule(MINISTERS, wordings=frozenset({"for-ministers"})),))
    composer = Composer(content, shipped, lambda: TODAY)
    texts = {composer.compose(MINISTER, IDS[:1], WRITER, seed=seed).text.count("those who govern") for seed in range(9)}
    assert texts == {1}
    others = [composer.compose(seat(), IDS[:1], WRITER, seed=seed).text for seed in range(9)]
    assert any("those who govern" not in text for text in others)


def test_thanks_replace_every_request_and_keep_the_writers_words(shipped: LetterTemplates) -> None:
    composer = Composer(replace(CONTENT, rules=(Rule(MINISTERS, thanks="Thank you, {mp}."),)), shipped, lambda: TODAY)
    made = composer.compose(MINISTER, IDS[:2], WRITER, template="short")
    assert made.subject.startswith("Thank you, from your constituent in ")
    assert f"Thank you, {MINISTER.member.name}." in made.text if MINISTER.member else False
    assert WRITER.own_words in made.text
    assert "HC 999" not in made.text
    assert made.asks == ()
    assert made.template == "short"


def test_a_note_leaves_the_letter_as_it_is(shipped: LetterTemplates) -> None:
    assert letter(shipped, Rule(MINISTERS, note="Wait a while.")) == letter(shipped)


def test_a_vacant_seat_is_nobodys_to_thank(shipped: LetterTemplates) -> None:
    assert letter(shipped, Rule(ANY, thanks="Thank you."), to=VACANT) == letter(shipped, to=VACANT)


def test_the_letter_of_thanks_is_not_among_those_to_choose(composer: Composer, shipped: LetterTemplates) -> None:
    assert composer.templates == shipped.names == ("short", "standard")


@pytest.mark.parametrize(
    ("when", "matches"),
    [
        ({"party": Condition(frozenset({"oak"}))}, True),
        ({"party": Condition(frozenset({"oak"}), is_not=True)}, False),
        ({"party": Condition(frozenset({"elm", "ash"}), is_not=True)}, True),
        ({"seat": Condition(frozenset({"port-example-and-quayside"}))}, True),
        ({"nation": Condition(frozenset({"England"}))}, True),
        ({"nation": Condition(frozenset({"England"})), "position": Condition(frozenset({"speaker"}))}, False),
    ],
)
def test_every_condition_must_hold(when: dict[str, Condition], matches: bool) -> None:
    assert MINISTER.member is not None
    known = replace(MINISTER, member=replace(MINISTER.member, party=Party("Oak")))
    assert (Rulebook((Rule(when),)).find(known) is not None) is matches


@pytest.mark.parametrize("is_not", [True, False])
@pytest.mark.parametrize("about", ["party", "position", "nation"])
def test_what_is_not_known_of_an_mp_meets_no_condition(about: str, is_not: bool) -> None:
    rule = Rule({about: Condition(frozenset({"something"}), is_not)})
    assert Rulebook((rule,)).find(by_hand("")) is None


def test_of_an_mp_whose_posts_could_not_be_read_the_position_is_not_known() -> None:
    rule = Rule({"position": Condition(frozenset({"minister"}), is_not=True)})
    assert Rulebook((rule,)).find(seat()) is rule
    assert Rulebook((rule,)).find(replace(seat(), missing=("posts",))) is None
