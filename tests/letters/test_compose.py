"""Whole letters: for every kind of MP, with every kind of writer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaign.errors import LetterError, TemplateError
from campaign.letters import ADDRESS_GAP, NAME_GAP, Composer, LetterTemplates, clean
from campaign.models import Constituency, Letter, Position, Seat, Writer
from tests.letters.samples import CONTENT, IDS, PIERS, TODAY, VACANT, WRITER, by_hand, seat

TEMPLATES = ("short", "standard")
MARK = "These words mark the place."
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)


def every_letter(composer: Composer, writer: Writer = WRITER) -> list[Letter]:
    """Both templates, every kind of seat, one to eight requests."""
    seats = [*(seat(position) for position in Position), VACANT, by_hand("Port Example"), by_hand("")]
    seats.append(seat(source="practice"))
    return [
        composer.compose(who, IDS[:count], writer, template=template, seed=count)
        for who, count, template in product(seats, (1, 2, 3, 4, 8), TEMPLATES)
    ]


@pytest.mark.parametrize("writer", [WRITER, Writer(), Writer(own_words=WRITER.own_words)])
def test_every_letter_is_complete_and_tidy(composer: Composer, writer: Writer) -> None:
    for letter in every_letter(composer, writer):
        outside = letter.text.replace(writer.own_words or "\n\n\n", "OWN WORDS")
        assert not re.search(r"\{|\}|None|\n\n\n| \n|\n ", outside)
        assert outside == outside.strip() + "\n"
        assert letter.subject == " ".join(letter.subject.split())
        assert "House of Commons\nLondon\nSW1A 0AA\n\nDear " in outside
        assert "I am your constituent" in outside
        assert len(re.findall(r"\breply\b", outside)) == 1
        assert outside.count("HC 999") == 1


@pytest.mark.parametrize("count", [1, 2, 3, 4, 8])
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_request_is_made_once(composer: Composer, template: str, count: int) -> None:
    letter = composer.compose(seat(Position.MINISTER), IDS[:count], WRITER, template=template)
    for one in CONTENT.recommendations[:count]:
        asked = one.asks[Position.MINISTER][0].text.replace("{office}", one.office)
        assert letter.text.count(asked) == 1


def test_the_letter_says_what_it_was_made_from(composer: Composer) -> None:
    letter = composer.compose(seat(), [IDS[2], IDS[0], IDS[2]], WRITER, template="short", seed=5)
    assert letter.asks == (IDS[2], IDS[0])
    assert (letter.template, letter.seed) == ("short", 5)
    assert letter.to_name == "Rt Hon Dame Siân Example MP"
    assert letter.to_email == "sian.example.mp@example.org"


def test_own_words_stand_before_the_committee_and_the_requests(composer: Composer) -> None:
    text = composer.compose(seat(), IDS[:3], WRITER).text
    assert text.index("I am your constituent") < text.index(WRITER.own_words) < text.index("HC 999")


def test_the_requests_are_in_the_order_chosen(composer: Composer) -> None:
    text = composer.compose(seat(), [IDS[2], IDS[0]], WRITER).text
    assert text.index("who checks the charts") < text.index("a safe pier?")


@pytest.mark.parametrize("position", list(Position))
def test_each_kind_of_mp_is_asked_for_what_it_can_do(composer: Composer, position: Position) -> None:
    asked = {
        Position.BACKBENCHER: "table a written question",
        Position.SPOKESPERSON: "table a written question",
        Position.MINISTER: "pass this letter to the Harbours Secretary",
        Position.SPEAKER: "send this letter on to",
        Position.DEPUTY_SPEAKER: "send this letter on to",
        Position.DOES_NOT_SIT: "as any MP can",
    }
    text = composer.compose(seat(position), IDS[:1], WRITER).text
    assert [words for words in set(asked.values()) if words in text] == [asked[position]]
    assert ("someone in your position" in text) == (position not in (Position.BACKBENCHER, Position.SPOKESPERSON))


def test_a_vacant_seat_gets_a_letter_to_keep(composer: Composer) -> None:
    letter = composer.compose(VACANT, IDS[:1], WRITER)
    assert letter.to_name == "The Member of Parliament for Ynys Enghraifft"
    assert letter.to_email is None
    assert f"{letter.to_name}\nHouse of Commons" in letter.text
    assert "\nDear Member of Parliament,\n" in letter.text


def test_a_wording_about_a_vacant_seats_mp_still_reads_well(shipped: LetterTemplates) -> None:
    one = replace(PIERS, wordings=(replace(PIERS.wordings[0], text="{mp} knows. So may {mp}."),))
    composer = Composer(replace(CONTENT, recommendations=(one,)), shipped, lambda: TODAY)
    text = composer.compose(VACANT, IDS[:1], WRITER).text
    assert "The Member of Parliament for Ynys Enghraifft knows. So may the Member of Parliament for Ynys" in text


def test_without_a_place_the_first_sentence_still_reads_well(composer: Composer) -> None:
    letter = composer.compose(by_hand(""), IDS[:1], WRITER)
    assert "\n\nI am your constituent, and I am writing" in letter.text
    assert letter.subject.startswith("From your constituent: ")


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_name_and_address_that_are_missing_leave_gaps_that_can_be_seen(composer: Composer, template: str) -> None:
    text = composer.compose(seat(), IDS[:1], Writer(), template=template).text
    assert text.startswith(f"{NAME_GAP}\n{ADDRESS_GAP}\n")
    assert text.endswith(f"Yours sincerely,\n\n{NAME_GAP}\n")


def test_no_gap_shows_when_name_and_address_are_given(composer: Composer) -> None:
    for letter in every_letter(composer):
        assert "[" not in letter.text
        assert letter.text.count(WRITER.name) == 2


def test_a_practice_letter_says_so_in_its_subject_and_its_first_line(composer: Composer) -> None:
    letter = composer.compose(seat(source="practice"), IDS[:1], WRITER)
    assert letter.subject.startswith("PRACTICE: ")
    assert letter.text.startswith("PRACTICE LETTER – ")
    assert "PRACTICE" not in composer.compose(seat(), IDS[:1], WRITER).text


def test_a_template_that_forgets_practice_gets_the_line_on_top(letter_of: Callable[[str], Composer]) -> None:
    composer = letter_of("Subject: x\n\nDear {{ mp.salutation }},\n\n{{ writer.own_words }}\n")
    text = composer.compose(seat(source="practice"), IDS[:1], Writer(own_words="PRACTICE\nPRACTICE")).text
    assert text.startswith(
        "PRACTICE LETTER – made for practice, with invented MPs and places. Please do not send it.\n\nDear "
    )


# Own words


def with_words(composer: Composer, words: str, template: str = "standard") -> str:
    return composer.compose(seat(), IDS[:2], replace(WRITER, own_words=words), template=template).text


@given(words=ANYTHING, template=st.sampled_from(TEMPLATES))
@example(words="{{ 7*7 }}{% set x = 1 %}{# note #}", template="standard")
@example(words="\\1 \\g<0> \\n {office} {0} %s", template="standard")
@example(words="a\r\n\r\n\r\n\r\nb   \n\t c\x00", template="standard")
def test_own_words_stand_in_the_letter_exactly_as_written_once(composer: Composer, words: str, template: str) -> None:
    before, after = with_words(composer, MARK, template).split(MARK)
    text = with_words(composer, words, template)
    kept = re.sub(r"\A(?:[^\S\n]*\n)+|(?:\n[^\S\n]*)+\Z", "", clean(words))
    if kept.strip():
        assert text == f"{before}{kept}{after}"
    else:
        assert text == f"{before.rstrip()}\n\n{after.lstrip()}"


def test_own_words_are_never_a_template(composer: Composer) -> None:
    assert "\n{{ 7*7 }}\n" in with_words(composer, "{{ 7*7 }}")


@given(name=ANYTHING, address=ANYTHING, words=ANYTHING)
@example(name="Sam\r\nBcc: x", address="\x00", words="\x00")
def test_whatever_people_type_a_clean_letter_comes_out(composer: Composer, name: str, address: str, words: str) -> None:
    letter = composer.compose(seat(), IDS[:1], Writer(name[:200], address, words))
    assert clean(letter.text) == letter.text
    assert "\n" not in letter.subject
    letter.text.encode()


def test_names_from_outside_cannot_break_a_line(composer: Composer) -> None:
    member = replace(seat().member, full_title="Alex\r\nBcc: x\x00", salutation="Alex\n\n", email="")  # type: ignore[type-var]
    letter = composer.compose(Seat(Constituency(1, "Port\nExample"), member, "members-api", TODAY), IDS[:1], WRITER)
    assert letter.to_name == "Alex Bcc: x"
    assert letter.to_email is None
    assert "\nDear Alex,\n" in letter.text
    assert letter.subject.startswith("From your constituent in Port Example: ")


# Limits and errors


def error_of(composer: Composer, writer: Writer = WRITER, asks: tuple[str, ...] = IDS[:1]) -> LetterError:
    with pytest.raises(LetterError) as error:
        composer.compose(seat(), asks, writer)
    return error.value


@pytest.mark.parametrize(
    ("field", "limit", "writer"),
    [
        ("your own words", "5,000", Writer(own_words="x" * 5001)),
        ("your name", "200", Writer(name="x" * 201)),
        ("your address", "600", Writer(address="x" * 601)),
    ],
)
def test_what_is_too_long_is_named_with_its_limit(composer: Composer, field: str, limit: str, writer: Writer) -> None:
    error = error_of(composer, writer)
    assert (error.code, error.details) == ("too-long", {"field": field, "limit": limit})
    assert "xxx" not in str(error)


def test_what_is_just_short_enough_is_taken(composer: Composer) -> None:
    words = "x\r\n" * 2499 + "yz"  # a browser sends two characters for a line end; the person typed one
    text = composer.compose(seat(), IDS[:1], Writer("n" * 200, "a" * 600, words)).text
    assert words.replace("\r", "") in text


def test_no_ask_and_an_unknown_ask_have_codes_of_their_own(composer: Composer) -> None:
    assert error_of(composer, asks=()).code == "ask-missing"
    assert error_of(composer, asks=(IDS[0], "no-such-thing")).code == "ask-unknown"


def test_a_letter_has_at_most_20000_characters_with_own_words_and_all(letter_of: Callable[[str], Composer]) -> None:
    composer = letter_of("Subject: x\n\n{{ writer.own_words }}\n\n" + "y" * 17_000)
    error = error_of(composer, Writer(own_words="x" * 4_000))
    assert (error.code, error.details) == ("letter-too-long", {"limit": "20,000"})
    assert len(composer.compose(seat(), IDS[:1], Writer(own_words="x" * 2_000)).text) < 20_000


@pytest.mark.parametrize(
    "source",
    [
        "{{ mp.name }}Subject: x\n\n{{ writer.own_words }}",
        "Subject:\n\n{{ writer.own_words }}",
        "Subject: {{ writer.own_words }}\n\nDear all",
        "Subject: x\n\n{% if mp.vacant %}{{ writer.own_words }}{% endif %}",
    ],
)
def test_a_template_whose_fault_shows_only_in_the_letter_is_an_error_that_tells_no_words(
    letter_of: Callable[[str], Composer], source: str
) -> None:
    with pytest.raises(TemplateError) as error:
        letter_of(source).compose(seat(), IDS[:1], WRITER)
    assert error.value.problems[0].file == "letters/standard.txt"
    assert "grandmother" not in str(error.value)


def test_an_unknown_template_is_an_error(composer: Composer) -> None:
    with pytest.raises(TemplateError):
        composer.compose(seat(), IDS[:1], WRITER, template="no-such-template")


# Wordings and days


def test_the_same_letter_comes_out_twice_and_the_next_seed_changes_every_paragraph(composer: Composer) -> None:
    first, again, other = (composer.compose(seat(), IDS[:3], WRITER, seed=seed) for seed in (7, 7, 8))
    assert first == again
    same = set(first.text.split("\n\n")) & set(other.text.split("\n\n"))
    assert not any(paragraph.startswith(("The first", "The second", "The third")) for paragraph in same)


def test_a_claim_that_grows_old_overnight_leaves_the_next_days_letters(shipped: LetterTemplates) -> None:
    day = date(2026, 12, 31)
    composer = Composer(CONTENT, shipped, lambda: day)
    assert "table a written question" in composer.compose(seat(), IDS[:1], WRITER).text
    day += timedelta(days=1)
    letters = [composer.compose(seat(), IDS[:1], WRITER, seed=seed).text for seed in range(6)]
    assert all("1 January 2027" in text for text in letters)
    assert not any("table a written question" in text or "A Bill" in text for text in letters)


class AlwaysYesterday(Composer):
    """As another thread leaves it that read the clock before midnight, and writes after us."""

    @property
    def _texts(self) -> object:
        return self._texts_on(date(2026, 12, 31))

    @_texts.setter
    def _texts(self, value: object) -> None:
        pass


def test_a_thread_still_on_the_day_before_does_not_change_the_new_days_letters(
    shipped: LetterTemplates,
) -> None:
    composer = AlwaysYesterday(CONTENT, shipped, lambda: date(2027, 1, 1))
    letters = [composer.compose(seat(), IDS[:1], WRITER, seed=seed).text for seed in range(6)]
    assert not any("table a written question" in text or "A Bill" in text for text in letters)


def test_nothing_a_person_typed_shows_in_the_repr_of_a_letter(composer: Composer) -> None:
    shown = repr(composer.compose(seat(), IDS[:1], WRITER))
    assert not any(words in shown for words in ("Sam", "Quay Street", "grandmother"))
