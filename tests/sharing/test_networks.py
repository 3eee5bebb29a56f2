"""Ways to pass a link on: each address is the network's own, rightly encoded, and its text fits."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.sharing.networks import BY_KIND, NETWORKS, Network, fitted, ways_to_pass_on

LINK = "https://letters.example/?ask=cotton-import-ban&via=leeds-friends"
TEXTS = ("A longer text about it, with a “quotation” – and more words than a short one has.", "Short & to the point:")
HOSTS = {
    "whatsapp": "wa.me",
    "bluesky": "bsky.app",
    "mastodon": "mastodon.scot",
    "x": "x.com",
    "facebook": "www.facebook.com",
    "threads": "www.threads.net",
    "linkedin": "www.linkedin.com",
    "telegram": "t.me",
}


def made(texts: tuple[str, ...] = TEXTS, link: str = LINK) -> dict[str, str]:
    return {way.kind: way.url for way in ways_to_pass_on(link, texts, "About us", "mastodon.scot")}


def test_every_way_that_was_promised_is_there() -> None:
    assert set(made()) == {*HOSTS, "email", "sms"}


@pytest.mark.parametrize(("kind", "host"), HOSTS.items())
def test_a_way_leads_to_the_networks_own_page_and_carries_the_whole_link(kind: str, host: str) -> None:
    parts = urlsplit(made()[kind])
    assert (parts.scheme, parts.netloc) == ("https", host)
    said = [value for values in parse_qs(parts.query, strict_parsing=True).values() for value in values]
    assert any(value == LINK or value.endswith(" " + LINK) for value in said)


def test_an_email_has_subject_text_and_link_and_a_text_message_text_and_link() -> None:
    mail, message = made()["email"], made()["sms"]
    assert mail.startswith("mailto:?subject=About%20us&body=")
    assert unquote(mail.split("body=")[1]) == f"{TEXTS[0]}\r\n\r\n{LINK}"
    assert (
        unquote(message)
        == f"sms:?&body={TEXTS[0].replace('“', chr(34)).replace('”', chr(34)).replace('–', '-')} {LINK}"
    )


def test_without_a_server_mastodon_has_no_address() -> None:
    assert [way.url for way in ways_to_pass_on(LINK, TEXTS, "") if way.kind == "mastodon"] == [""]


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.kind)
@given(
    words=st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30), min_size=1, max_size=90),
    room=st.integers(0, 100),
)
def test_text_and_link_never_take_more_than_the_network_gives(network: Network, words: list[str], room: int) -> None:
    link = "https://letters.example/" + "x" * room
    text = fitted(network, link, [" ".join(words)])
    if text:
        assert network.length(text, link) <= network.limit
    else:
        first = (" ".join(words).split() or [""])[0]
        assert not first or network.length(first + "...", link) > network.limit


@given(st.text(max_size=80), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_text_can_add_a_parameter_a_line_or_another_recipient(text: str, subject: str) -> None:
    for way in ways_to_pass_on(LINK, [text or "x"], subject, "mastodon.scot"):
        assert way.url.isascii()
        assert not set(way.url) & set(' \t\r\n<>"\\^`{}|')
        plain = next(one for one in ways_to_pass_on(LINK, ["x"], "x", "mastodon.scot") if one.kind == way.kind)
        assert [way.url.count(sign) for sign in "?&=#"] == [plain.url.count(sign) for sign in "?&=#"]
        assert way.url.split("?")[0] == plain.url.split("?")[0]


@pytest.mark.parametrize(
    ("text", "length"), [("abc", 3), ("é", 1), ("你好", 4), ("🕊", 2), ("ŵ", 1), ("’", 1), ("…", 2)]
)
def test_x_counts_as_x_does(text: str, length: int) -> None:
    # twitter-text, configuration 3: ranges of weight 100, all else 200, any link 23
    assert BY_KIND["x"].length(text, LINK) == length + 1 + 23


def test_the_shorter_text_is_taken_before_a_longer_one_is_cut() -> None:
    long = "word " * 80
    assert fitted(BY_KIND["bluesky"], LINK, [long, "A short one."]) == "A short one."
    cut = fitted(BY_KIND["bluesky"], LINK, [long])
    assert cut.endswith("word…")
    assert BY_KIND["bluesky"].length(cut, LINK) <= 300


def test_a_link_that_is_too_long_by_itself_is_never_cut_and_says_so() -> None:
    endless = "https://letters.example/?say=" + "x" * 400
    way = next(one for one in ways_to_pass_on(endless, TEXTS, "") if one.kind == "bluesky")
    assert not way.fits
    assert unquote(way.url).endswith(endless)
