"""The name of a Mastodon server: what people type becomes a public host name, or is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import ShareError
from campaign.sharing.mastodon import server_of


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("mastodon.scot", "mastodon.scot"),
        (" Mastodon.Scot/ ", "mastodon.scot"),
        ("https://mastodon.scot/home", "mastodon.scot"),
        ("http://mastodon.scot", "mastodon.scot"),
        ("@ann@social.coop", "social.coop"),
        ("ann@social.coop", "social.coop"),
        ("tŵt.cymru", "xn--tt-bva.cymru"),
        ("toot.wales.", "toot.wales"),
    ],
)
def test_what_people_type_is_understood(typed: str, server: str) -> None:
    assert server_of(typed) == server


@pytest.mark.parametrize(
    "typed",
    [
        "", "mastodon", "localhost", "127.0.0.1", "[::1]", "0x7f.1", "10.0.0.1:80", "server.local", "a.internal",
        "javascript:alert(1)", "https://evil.example@mastodon.scot", "https://mastodon.scot:8080", "a b.scot",
        "mastodon.scot/../x?y", "mastodon.scot#x", "mastodon.scot\\@evil.example", "-a.scot", "a-.scot", "a..scot",
        "mastodon.scot\r\nX: y", "//mastodon.scot", "ftp://mastodon.scot", "x" * 300 + ".scot", "%6d.scot",
        "http://[x",
    ],
)  # fmt: skip
def test_what_is_no_public_host_is_refused(typed: str) -> None:
    with pytest.raises(ShareError) as caught:
        server_of(typed)
    assert caught.value.code == "mastodon-server"


@given(
    st.text(max_size=60)
    | st.text(alphabet="abhtps.:/@-%#?\\[]1 \n", max_size=30)
    | st.text("[]:/.a").map("http://{}".format)
)
def test_whatever_is_typed_only_a_plain_host_comes_out(typed: str) -> None:
    try:
        server = server_of(typed)
    except ShareError:
        return
    assert re.fullmatch(r"[a-z0-9.-]+\.[a-z0-9-]*[a-z][a-z0-9-]*", server)
