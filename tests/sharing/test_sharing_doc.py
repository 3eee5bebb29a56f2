"""docs/sharing.md says what is so."""

from __future__ import annotations

import math
import re

import pytest

from campaign.errors import ShareError
from campaign.models.sharing import Choice
from campaign.settings import TABLE
from campaign.sharing.names import ALPHABET, DRAWN, LONGEST, SHORTEST, check_name, skeleton
from campaign.sharing.networks import NETWORKS
from campaign.sharing.remarks import MAX_REMARK
from campaign.web.invitation import VIA, invitation_of
from campaign.web.limits import LIMITS
from campaign.web.share.embedding import FRAME_HEIGHT
from tests.live import ROOT

DOC = (ROOT / "docs" / "sharing.md").read_text(encoding="utf-8")


def test_the_table_of_networks_is_that_of_the_program() -> None:
    rows = re.findall(r"^\| ([A-Z][\w -]*) \| (\d+) \| (?:by its length|as (\d+)) \|$", DOC, re.MULTILINE)
    assert rows == [(n.name, str(n.limit), str(n.link_counts or "")) for n in NETWORKS]


def test_the_example_has_every_part_and_the_table_explains_each() -> None:
    example = re.search(r"https://letters\.example/(\?\S+)", DOC)
    assert example is not None
    choice = Choice(("cotton-import-ban",), "short", "Please write!")
    # "!" needs no encoding in an address; the site writes it encoded all the same.
    assert invitation_of(choice, "leeds-friends").query == example[1].replace("!", "%21")
    explained = re.findall(r"^\| `(\w+)` \|", DOC, re.MULTILINE)
    assert explained[:4] == ["ask", "template", "say", "via"]


def test_the_table_of_limits_is_that_of_the_settings() -> None:
    rows = re.findall(r"^\| (\d+) an? (minute|hour) \| .* \| `CAMPAIGN_(\w+)` \|$", DOC, re.MULTILINE)
    defaults = {row.name: row.default for row in TABLE}
    limits = [(defaults[limit.setting], limit.every, limit.setting.upper()) for limit in LIMITS]
    assert rows == [*limits, (defaults["limit_places"], "minute", "LIMIT_PLACES")], "the last is counted by `Misses`"
    assert f"The frame has no border and is {FRAME_HEIGHT} pixels high" in DOC
    assert f"`CAMPAIGN_LINKS_UNUSED_DAYS` ({defaults['links_unused_days']}) days" in DOC


def test_what_it_says_of_names_is_so() -> None:
    assert f"A name has {SHORTEST} to {LONGEST} letters" in DOC
    assert f"we draw {DRAWN} of {len(ALPHABET)} signs, about {DRAWN * math.log2(len(ALPHABET)):.0f} bits" in DOC
    told = DOC.partition("looks like one that somebody has: ")[2].partition(" count as the same")[0]
    for group in ("0 o", "1 i l", "2 z", "5 s", "8 b", "rn m", "vv w"):
        signs = group.split()
        assert all(re.search(rf"\b{sign}\b", told) for sign in signs)
        assert len({skeleton(f"a{sign}a") for sign in signs}) == 1
    for word in ("admin", "parliament", "police"):
        assert f"`{word}`" in DOC
        with pytest.raises(ShareError):
            check_name(f"the-{word}")


def test_the_lengths_are_those_of_the_program() -> None:
    assert f"at most {MAX_REMARK} characters" in DOC
    assert VIA.fullmatch("x" * 40)
    assert not VIA.fullmatch("x" * 41)
