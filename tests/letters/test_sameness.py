"""The measure: what counts, what does not, and that it is the one the guide describes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
import unicodedata
from random import Random
from zlib import crc32

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaign.letters import Composer
from campaign.letters.sameness import ONE_IN, WINDOW, body, fingerprint, overlap, share_of_own, share_of_words
from campaign.letters.text import own_words
from campaign.models import Writer
from tests.letters.conftest import REPOSITORY
from tests.letters.samples import IDS, WRITER, seat

GUIDE = (REPOSITORY / "docs" / "sameness.md").read_text(encoding="utf-8")
VECTORS = re.findall(r"^\| (.+) \| ([0-9, ]+|\(none\)) \|$", GUIDE, re.MULTILINE)
LETTERS = "abcdefghijklm"
OTHERS = "nopqrstuvwxyz"
TEXT = (
    "Small boats have nowhere to go in a storm. The committee asked for one safe pier in every harbour, "
    "and I should like to know when ours will be built, by whom, and how many of the boats will find room."
)
LONG = st.text(st.characters(codec="utf-8"), min_size=WINDOW, max_size=600)


# What counts


def test_identical_texts_overlap_wholly_and_different_ones_not_at_all() -> None:
    assert overlap(fingerprint(TEXT), fingerprint(TEXT)) == 1.0
    other = "Honest charts cost little and save much: ask any pilot who has looked for a rock that nobody drew."
    assert overlap(fingerprint(TEXT), fingerprint(other)) == 0.0


@given(LONG)
def test_every_text_that_has_a_fingerprint_is_wholly_like_itself(text: str) -> None:
    kept = fingerprint(text)
    assert overlap(kept, kept) == (1.0 if kept else 0.0)


@given(LONG, LONG)
def test_the_overlap_is_the_same_both_ways_and_from_nought_to_one(one: str, other: str) -> None:
    there, back = overlap(fingerprint(one), fingerprint(other)), overlap(fingerprint(other), fingerprint(one))
    assert there == back
    assert 0.0 <= there <= 1.0


@given(st.text(LETTERS, min_size=WINDOW, max_size=400), st.text(OTHERS, min_size=WINDOW, max_size=400))
def test_texts_without_a_letter_in_common_do_not_overlap(one: str, other: str) -> None:
    assert overlap(fingerprint(one), fingerprint(other)) == 0.0


@given(
    st.text(LETTERS + "0123456789éŵñ", min_size=WINDOW, max_size=300),
    st.text(" \n\t.,;:!?–—“”’()[]{}_-/*", min_size=1, max_size=9),
    st.data(),
)
def test_case_punctuation_and_spacing_make_no_difference(text: str, noise: str, data: st.DataObject) -> None:
    at = data.draw(st.lists(st.integers(0, len(text)), max_size=5).map(sorted))
    pieces = [text[start:end] for start, end in zip([0, *at], [*at, len(text)], strict=True)]
    assert fingerprint(noise.join(pieces).upper()) == fingerprint(text)


def test_an_accent_typed_in_either_way_makes_no_difference() -> None:
    text = "Siân Ŵyn o Ynys Môn: llythyr am y bobl sydd heb lais, at ei Haelod Seneddol yn Llundain heddiw."
    assert fingerprint(unicodedata.normalize("NFD", text)) == fingerprint(unicodedata.normalize("NFC", text)) != set()


def test_a_text_of_fewer_characters_than_a_window_has_no_fingerprint() -> None:
    assert fingerprint("a" * (WINDOW - 1)) == fingerprint("") == frozenset()
    assert overlap(frozenset(), frozenset()) == 0.0


def test_half_a_text_in_common_is_an_overlap_of_about_a_half() -> None:
    chance = Random(5)
    shared, one, other = ("".join(chance.choices(LETTERS, k=3_000)) for _ in range(3))
    assert overlap(fingerprint(shared + one), fingerprint(shared + other)) == pytest.approx(0.5, abs=0.06)


def test_about_one_window_in_sixteen_is_kept() -> None:
    text = "".join(Random(7).choices(LETTERS + OTHERS, k=40_000))
    assert len(fingerprint(text)) == pytest.approx(40_000 / ONE_IN, rel=0.06)


# The letter and its envelope

LETTER = """\
Sam Writer
1 Quay Street

21 November 2026

Dear Dame Siân,

My grandmother kept the lamp.

Dear me, how dark it was. She always ended with
Best wishes
and so do I.

Yours sincerely,

Sam Writer
"""


def test_only_what_stands_between_salutation_and_sign_off_counts() -> None:
    inner = body(LETTER)
    assert inner.strip().startswith("My grandmother")
    assert inner.strip().endswith("and so do I.")


@pytest.mark.parametrize(
    "end", ["Yours sincerely,", "Yours faithfully", "yours truly,", "Yours,", "Kind regards,", "With best wishes",
            "Regards", "  Yours sincerely,  "],
)  # fmt: skip
def test_the_usual_ways_to_end_a_letter_are_known(end: str) -> None:
    assert body(f"Dear Sam,\nHello.\n\n{end}\n\nMe\n") == "Hello.\n\n"


@pytest.mark.parametrize("text", ["Hello.", "My regards to her, and best wishes for you.", "Yours is the harbour."])
def test_a_text_that_is_no_letter_is_kept_whole(text: str) -> None:
    assert body(text) == text


def test_name_address_and_mp_make_no_difference(composer: Composer) -> None:
    other = Writer("Somebody Else Entirely", "99 Long Winding Road\nAnother Town\nZZ2 2AA", WRITER.own_words)
    letters = [composer.compose(seat(), IDS[:3], writer, seed=4).text for writer in (WRITER, other)]
    assert fingerprint(letters[0]) != fingerprint(letters[1])
    assert fingerprint(body(letters[0])) == fingerprint(body(letters[1]))


# How much is the writer's


def test_a_letter_without_own_words_has_nothing_of_the_writers(composer: Composer) -> None:
    bare = composer.compose(seat(), IDS[:3], Writer(), seed=4).text
    assert share_of_own(bare, [bare]) == 0.0


def test_the_more_own_words_the_larger_the_writers_share(composer: Composer) -> None:
    bare = composer.compose(seat(), IDS[:3], Writer(), seed=4).text
    letters = [composer.compose(seat(), IDS[:3], Writer(own_words=TEXT[:end]), seed=4).text for end in (40, 100, 200)]
    shares = [share_of_own(letter, [bare]) for letter in letters]
    assert shares == sorted(set(shares))
    assert 0.0 < shares[0] < shares[2] < 1.0


def test_words_that_are_shipped_are_not_the_writers_wherever_they_come_from() -> None:
    assert share_of_own(TEXT, [TEXT[:120], TEXT[60:]]) == 0.0
    assert share_of_own(TEXT, []) == 1.0
    assert share_of_own("", [TEXT]) == 0.0


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 200), st.integers(0, 90)), max_size=8),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 300)), max_size=3),
    st.sampled_from(["ab", "abcdefgh", "aŵ 漢.🙂x"]),
)
def test_the_share_is_the_one_that_looking_at_each_window_gives(
    parts: list[tuple[int, int, int]], cuts: list[tuple[int, int]], alphabet: str
) -> None:
    """Texts that repeat themselves and share long runs, short ones and none with what was shipped."""
    base = "".join(Random(1).choices(alphabet, k=200))
    letter = "".join(
        base[at : at + length] if kind < 6 else "".join(Random(at).choices(alphabet, k=length))
        for kind, at, length in parts
    )
    shipped = [base[start : start + length] for start, length in cuts]
    known, plain = [letters_of(text) for text in shipped], letters_of(letter)
    windows = [plain[at : at + WINDOW] for at in range(len(plain) - WINDOW + 1)]
    foreign = [window for window in windows if not any(window in text for text in known)]
    assert share_of_own(letter, shipped) == (len(foreign) / len(windows) if windows else 0.0)


SIGNS = "ab cĉ\u0302ΣσDY.\n"


@given(
    st.text(SIGNS, max_size=120),
    st.sampled_from(["", "Dear Sam,\n"]),
    st.sampled_from(["\n\n", "\n", " ", ""]),
    st.text(SIGNS, max_size=120) | st.sampled_from(["Dear", "Dear Sam,", "Yours sincerely,", "Yours,\nab"]),
    st.sampled_from(["", "Yours sincerely,\n", "\nYours,\nab\n"]),
)
@example("", "Dear Sam,\n", "", "x", "Yours\n" + "abcdefghij" * 5)
@example("abcdefghijklmnopqrstuvwxyz abcdefghijk\n\n", "", "", "xx", "Dear Sam\n" + "klmnopqrst" * 4)
def test_the_share_of_words_in_a_letter_is_the_share_without_them(
    before: str, start: str, around: str, words: str, end: str
) -> None:
    words = own_words(words)
    letter = f"{start}{before}{around}{words}{around}{before[::-1]}\n\n{end}"
    assert share_of_words(letter, words) == share_of_own(letter, [letter.replace(words, "", 1)])


def letters_of(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFC", text).lower() if unicodedata.category(one)[0] in "LN")


# The guide


def test_the_guide_has_numbers_to_check_another_program_by() -> None:
    assert len(VECTORS) >= 4
    for text, numbers in VECTORS:
        assert sorted(fingerprint(text)) == [int(number) for number in re.findall(r"\d+", numbers)], text


@given(st.text(max_size=120))
def test_the_rule_of_the_guide_step_by_step_gives_the_same(text: str) -> None:
    small = unicodedata.normalize("NFC", text).lower()
    plain = [character for character in small if unicodedata.category(character)[0] in "LN"]
    hashes = {crc32("".join(plain[at : at + 32]).encode()) for at in range(len(plain) - 31)}
    assert fingerprint(text) == {number for number in hashes if number % 16 == 0}


def test_the_javascript_of_the_guide_gives_the_same() -> None:
    if not (node := shutil.which("node")):
        pytest.skip("there is no node to run JavaScript with")
    (code,) = re.findall(r"```js\n(.*?)```", GUIDE, re.DOTALL)
    texts = [TEXT, LETTER, *(text for text, _ in VECTORS), "İSTANBUL ΌΣΟΣ ΣΑΣ ẞ ﬁ ½ Ⅷ 𝒜𝓑 " * 4, "Ynys Môn " * 20]
    code += f"console.log(JSON.stringify({json.dumps(texts)}.map((text) => [...fingerprint(text)])))"
    told = subprocess.run([node, "-e", code], capture_output=True, check=True, timeout=60).stdout
    assert [frozenset(numbers) for numbers in json.loads(told)] == [fingerprint(text) for text in texts]


def test_a_letter_is_measured_in_about_a_millisecond(composer: Composer) -> None:
    letter = composer.compose(seat(), IDS[:8], Writer(own_words=TEXT * 5)).text

    def once() -> float:
        started = time.process_time()
        fingerprint(body(letter))
        return time.process_time() - started

    assert min(once() for _ in range(30)) / len(body(letter)) < 1e-6  # seconds a character: 2,500 make a long page
