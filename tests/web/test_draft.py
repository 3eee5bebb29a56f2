"""The state that travels in the form: read, written, and never losing a letter that a person changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from campaign.models import Letter
from campaign.web.letter.draft import MOST_KEPT, Draft, read_draft

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
PAIRS = st.lists(st.tuples(st.sampled_from([*Draft._fields, "ask"]), TEXT), max_size=20)


def made(text: str) -> Letter:
    return Letter("About", text, "Alex Example MP", None, ("one",), 0, "standard")


@given(pairs=PAIRS)
def test_any_form_is_a_draft_and_its_fields_are_the_same_draft(pairs: list[tuple[str, str]]) -> None:
    draft = read_draft(MultiDict(pairs))
    seen = [("subject", draft.subject), ("letter", draft.letter), *(("kept", text) for text in draft.kept)]
    assert read_draft(MultiDict([*draft.pairs, *seen])) == draft


def test_a_letter_is_changed_when_its_words_are() -> None:
    draft = Draft().with_letter(made("Dear you,\n\nme\n"))
    assert not draft.is_changed
    assert not read_draft(MultiDict([("letter", "Dear you,\r\n\r\nme"), ("made", draft.made)])).is_changed
    assert read_draft(MultiDict([("letter", "Dear you,\r\n\r\nMe"), ("made", draft.made)])).is_changed
    assert not read_draft(MultiDict([("letter", " \n"), ("made", draft.made)])).is_changed


@given(pairs=PAIRS, text=TEXT)
def test_a_letter_that_was_just_made_is_as_we_made_it_without_looking(pairs: list[tuple[str, str]], text: str) -> None:
    draft = read_draft(MultiDict(pairs)).with_letter(made(text))
    looked_at = draft._replace(is_as_made=False)
    assert (draft.is_changed, draft.own_subject) == (looked_at.is_changed, looked_at.own_subject)


STEPS = st.lists(st.tuples(st.sampled_from(["change", "make", "take"]), st.integers(0, 9)), max_size=20)


def travel(draft: Draft, letter: str) -> Draft:
    """The draft after the form was sent with this text as the letter."""
    return read_draft(MultiDict([*draft.pairs, ("letter", letter), *(("kept", text) for text in draft.kept)]))


@given(steps=STEPS)
def test_no_way_of_going_back_and_forth_loses_a_changed_letter(steps: list[tuple[str, int]]) -> None:
    draft, mine = Draft().with_letter(made("made")), set()
    for step, number in steps:
        draft = travel(draft, draft.letter)
        if step == "change":
            mine.discard(draft.letter)  # the person writes over it, knowingly
            draft = travel(draft, f"mine {number}")
            mine.add(f"mine {number}")
        elif step == "make" and not draft.is_full:
            draft = draft.with_letter(made(f"made {number}"))
        elif step == "take":
            draft = draft.take(number)
        assert mine <= {draft.letter, *draft.kept}
        assert len(draft.kept) <= MOST_KEPT


def test_two_writers_get_two_letters_and_the_same_writer_the_same_one() -> None:
    ann = MultiDict({"name": "Ann", "address": "1 High Street"})
    ben = MultiDict({"name": "Ben", "address": "2 High Street"})
    assert read_draft(ann).seed == read_draft(ann).seed
    assert read_draft(ann).seed != read_draft(ben).seed


def test_without_a_name_or_a_word_the_letter_is_drawn() -> None:
    assert len({read_draft(MultiDict({"ask": "cotton-import-ban"})).seed for _ in range(20)}) > 1
