"""Letters that are printed once with holes: the same, letter for letter, as those that are printed from the start."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import FunctionType, ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaign.content import load_content
from campaign.letters import Composer, LetterTemplates
from campaign.letters.compose import OCCASIONS
from campaign.letters.occasion import Occasion
from campaign.letters.printing import Mould
from campaign.models import Letter, Member, Position, Seat, Writer
from tests.letters.conftest import REPOSITORY
from tests.letters.samples import CONTENT, IDS, TODAY, VACANT, WRITER, by_hand, seat

SEATS = [*(seat(position) for position in Position), VACANT, seat(source="practice")]
TEXT = st.text(st.characters(codec="utf-8"), max_size=80)
WRITERS = st.builds(Writer, TEXT, TEXT, TEXT)
ODD = """Subject: About {{ shorts|in_sentence }}

{{ writer.name }}{% if writer.own_words %} {{ writer.own_words }}{% endif %}
{{ mp.full_title }} {{ parts.opening }}   {{ parts.request }}

{{ today }}



{% for one in recommendations %}{{ one.brief }} {{ one.precedents }}
   {{ one.lead_in }}{{ one.ask }}{% if not loop.last %}; {% endif %}{% endfor %}

{{ parts.citation }}{% if parts.aside %} {{ parts.aside }}{% endif %}
{{ writer.address }}"""


def from_the_start(composer: Composer, *given: Any, **more: Any) -> Letter:
    with patch.object(Occasion, "mould", return_value=None):
        return composer.compose(*given, **more)


def mould_of(composer: Composer, who: Seat, *, has_words: bool = True) -> Mould | None:
    return composer._remembered(who, tuple(IDS[:2]), TODAY).mould(
        composer._templates.get("standard"), has_words=has_words
    )


@pytest.fixture(scope="module")
def shipped_content(shipped: LetterTemplates) -> Composer:
    return Composer(load_content([REPOSITORY], TODAY), shipped, lambda: TODAY)


@given(
    who=st.sampled_from(SEATS),
    count=st.integers(1, 8),
    writer=WRITERS,
    seed=st.integers(0, 999_999),
    template=st.sampled_from(["standard", "short"]),
    last=st.sampled_from(["", "Made with a tool."]),
)
@example(SEATS[0], 1, Writer("\ue000parts.opening\ue001", "\ue000", "\ue000writer.name\ue001"), 0, "standard", "")
def test_a_letter_from_a_mould_is_the_letter_printed_from_the_start(
    shipped_content: Composer, who: Seat, count: int, writer: Writer, seed: int, template: str, last: str
) -> None:
    asks = shipped_content.asks[:count]
    more: dict[str, Any] = {"template": template, "seed": seed, "last_line": last}
    assert shipped_content.compose(who, asks, writer, **more) == from_the_start(
        shipped_content, who, asks, writer, **more
    )


@pytest.mark.parametrize("who", SEATS)
def test_the_shipped_templates_have_moulds(shipped_content: Composer, shipped: LetterTemplates, who: Seat) -> None:
    occasion = shipped_content._remembered(who, shipped_content.asks[:2], TODAY)
    for name in ("standard", "short"):
        for has_words in (True, False):
            assert occasion.mould(shipped.get(name), has_words=has_words) is not None


@pytest.mark.parametrize("who", SEATS)
@pytest.mark.parametrize("writer", [WRITER, Writer()])
def test_so_is_a_letter_of_an_odd_template(letter_of: Callable[[str], Composer], who: Seat, writer: Writer) -> None:
    composer = letter_of(ODD)
    is_printed_anew = who.source == "practice"  # it does not say PRACTICE itself
    assert (mould_of(composer, who, has_words=bool(writer.own_words)) is None) == is_printed_anew
    for seed in range(8):
        assert composer.compose(who, IDS[:2], writer, seed=seed) == from_the_start(
            composer, who, IDS[:2], writer, seed=seed
        )


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("{{ parts.closing|upper }}", str.upper),
        ("{{ parts.closing|lower }}", str.lower),
        ("{{ parts.closing|capitalize }}", lambda text: text),
        ('{% if parts.closing == "" %}nothing{% else %}{{ parts.closing }}{% endif %}', lambda text: text),
    ],
)
def test_a_template_that_does_more_with_a_text_than_print_it_is_printed_for_each_letter(
    letter_of: Callable[[str], Composer], use: str, said: Callable[[str], str]
) -> None:
    composer = letter_of(
        "Subject: A\n\n{{ writer.name }}{{ writer.own_words }}\n\nDear you,\n\n{{ parts.opening }}\n" + use
    )
    assert mould_of(composer, seat()) is None
    for seed in range(4):
        closing = composer._parts._turns["closings"].choose(CONTENT.parts.closings, seed)
        assert said(closing) in composer.compose(seat(), IDS[:1], WRITER, seed=seed).text


def test_a_subject_of_its_own_for_each_letter_is_as_good(letter_of: Callable[[str], Composer]) -> None:
    composer = letter_of("Subject: {{ parts.closing }}\n\n{{ writer.own_words }} {{ parts.opening }}")
    assert mould_of(composer, seat()) is None
    subjects = {composer.compose(seat(), IDS[:1], WRITER, seed=seed).subject for seed in range(6)}
    assert subjects == set(CONTENT.parts.closings)


def test_an_mp_who_was_typed_with_the_sign_of_a_hole_gets_that_sign_and_nothing_else(shipped_content: Composer) -> None:
    sign = "\ue000parts.opening\ue001"
    typed = replace(by_hand("Port Example"), member=Member(0, sign, sign, sign))
    letter = shipped_content.compose(typed, shipped_content.asks[:1], WRITER)
    assert f"Dear {sign}," in letter.text
    assert letter == from_the_start(shipped_content, typed, shipped_content.asks[:1], WRITER)


def everything_held_by(start: object) -> Iterator[object]:
    seen, waiting = set(), [start]
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and not isinstance(one, type | ModuleType):
            seen.add(id(one))
            yield one
            # Of a function what it holds itself: its module holds all that there is.
            waiting += (one.__closure__ or ()) if isinstance(one, FunctionType) else gc.get_referents(one)


def test_nothing_of_a_writer_is_remembered(shipped: LetterTemplates) -> None:
    composer = Composer(CONTENT, shipped, lambda: TODAY)
    canary = Writer("Canary Name", "1 Canary Street", "My canary words.")
    for who in (seat(), by_hand("Canary Place")):
        assert "canary words" in composer.compose(who, IDS[:2], canary, last_line="canary line").text
    held = [one for one in everything_held_by(composer) if isinstance(one, str)]
    place = seat().constituency.name
    assert [one for one in held if place in one and "{" not in one], "what is remembered was found"
    assert not [one for one in held if "canary" in one.casefold()]
    assert composer._remembered.cache_info().currsize == 1
    assert OCCASIONS <= 500
