"""A supporter's sentence: plain words pass, every way to lead people elsewhere is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import ShareError
from campaign.sharing.remarks import MAX_REMARK, read_remark

FINE = [
    "My aunt has not been heard from since 2017.",
    "Please write: it took me 5 minutes, and 100% of it was mine!",
    "On 4 June 1989, and again on 2017-01-01, nobody answered.",
    "e.g. the U.S. banned it; i.e. we can too.",
    "She was raped in a camp. Nazi is not too strong a word.",
    "I <3 my town & <b>so do you</b>",
    "ئۇيغۇر خەلقىگە ئەدالەت",
    "我们在等。请写信。",
    "Meet at noon. Is it right that 1.5 million wait?",
    "At 10.30 a.m. the U.K. had 2.5m of them, e.g. Ann B. Ex, B.A. (Leeds), No. 7.",
    "Wait... and then?No.",
    "And so on...then write!",
    "Join the 12,000 who wrote at Scunthorpe.",
    "",
]

REFUSED = {
    "remark-link": [
        "see bit.ly/x", "https://x", "HTTPS://X.EXAMPLE", "www.example.org", "go to example.org now",
        "ｅｘａｍｐｌｅ．ｃｏｍ",
        "example dot com", "example (dot) org", "example[dot]net", "192.168.0.1", "пример.рф", "e\u200bxample.com",
        "exam\u00adple.com", "t.me/group", "example。com",
        "evil.click", "go to evil.monster!", "evil.sbs now", "xn--80ak6aa92e.su", "x.se", "a.xn--p1ai", "1-2-3.click",
        "Evil.Click", "пример.онлайн", "例子.中国", "例子。中国", "evil｡click", "evil․monster", "evil。click",
        "a sentence.without a space", "evil (dot) club",
        "host.example/page", "host.example:8080", "exa\u200dmple.com",
    ],
    "remark-contact": [
        "write to ann@example.org", "@ann", "ann (at) example org", "ann [ at ] x", "ring 07700 900123",
        "ring 07700900123", "+44 7700 900 123", "0044 7700 900123", "(020) 7946 0000", "020-7946-0000",
        "0113 496 0000", "44 20 7946 0000", "LS1 4AP", "come to sw1a1aa", "ＬＳ１ ４ＡＰ", "＠ann",
    ],
    "remark-rude": ["you fucking idiots", "f-u-c-k it", "sh1t"],
    "remark-long": ["x" * 201, "word " * 41],
}  # fmt: skip


@pytest.mark.parametrize("text", FINE)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert read_remark(text) == text


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts])
def test_addresses_contacts_and_abuse_are_refused(code: str, text: str) -> None:
    with pytest.raises(ShareError) as caught:
        read_remark(text)
    assert caught.value.code == code


def test_lines_become_one_and_marks_that_turn_text_round_are_left_out() -> None:
    assert read_remark(" one\r\n two\t three\x00 \u202eruof\u2066 ") == "one two three ruof"
    assert read_remark("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text(max_size=300))
def test_whatever_is_typed_a_sentence_is_short_on_one_line_and_read_again_the_same(text: str) -> None:
    try:
        read = read_remark(text)
    except ShareError:
        return
    assert len(read) <= MAX_REMARK
    assert "@" not in read
    assert "://" not in read
    assert read == " ".join(read.split())
    assert read_remark(read) == read
