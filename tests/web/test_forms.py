"""The rules of the writing form, which its quick check and its slow one read alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from campaign.errors import CampaignError
from campaign.web.letter.draft import read_draft
from campaign.web.letter.forms import LONGEST, ByHandForm, Terms, WriteForm


def say(error: CampaignError) -> str:
    return f"{error.code} {' '.join(error.details.values())}".strip()


TERMS = Terms(asks=("one", "two"), templates=("standard",), sentence=say, name_of=str.upper)
LENGTHS = st.sampled_from([0, 1, *(n + d for n in LONGEST.values() for d in (0, 1))])
ODD = st.sampled_from(["\x00", " \r\n", "a\r\nb" * 200])
TEXTS = st.one_of(st.text(max_size=5), LENGTHS.map(lambda n: "é" * n), ODD)
PAIRS = st.lists(st.tuples(st.sampled_from([*LONGEST, "add_later", "template"]), TEXTS), max_size=8)
ASKS = st.lists(st.sampled_from(["one", "two", "three", ""]), max_size=3)


@given(pairs=PAIRS, asks=ASKS, form=st.sampled_from([WriteForm, ByHandForm]))
def test_the_quick_check_and_the_form_always_agree(
    pairs: list[tuple[str, str]], asks: list[str], form: type[WriteForm]
) -> None:
    sent = MultiDict([*pairs, *(("ask", ask) for ask in asks)])
    assert form.accepts(read_draft(sent), TERMS) is (form(sent).faults(TERMS) == ())


def test_faults_come_in_the_order_of_the_page_and_name_the_field() -> None:
    faults = ByHandForm(MultiDict([("own_words", "x" * 8_001)])).faults(TERMS)
    assert [fault.id for fault in faults] == ["mp_name", "ask-one", "own_words", "name", "address"]
    assert faults[2].message == "too-long OWN_WORDS 5,000"


def test_line_ends_as_browsers_send_them_count_once() -> None:
    text = "a\r\n" * 2_500
    sent = MultiDict([("ask", "one"), ("add_later", "yes"), ("own_words", text)])
    assert WriteForm(sent).faults(TERMS) == ()
