"""The sentences that every letter has, as recommendations.yaml holds them."""

from __future__ import annotations

import pytest

from campaign.content import load_content
from campaign.content.parts import PartsSheet
from campaign.content.sheets import keys_of
from campaign.models import Parts
from tests.content.harbours import FOLDER, ROOT, TODAY, changed, problems_of

HERE = "\nrecommendations:\n"


def with_parts(text: str) -> str:
    """The valid file with shared parts, whose first line is line 14."""
    return changed((HERE, f"\nparts:\n{text}{HERE}"))


KINDS = [
    pytest.param(
        "  opening: [Hello.]\n",
        ["14:3: 'opening' is not a key of 'parts' (did you mean 'openings'?)"],
        id="an unknown list",
    ),
    pytest.param(
        "  closings: Goodbye.\n",
        ["14:13: 'closings' must be a list, but a text stands here; "
         "write for example 'closings: [I look forward to your reply.]'"],
        id="a text for a list",
    ),
    pytest.param(
        "  closings: []\n",
        ["14:3: 'closings' has no entries; write one or more, up to 20"],
        id="a list without entries",
    ),
    pytest.param(
        "  openings:\n    - I am your constituent.\n",
        ["15:7: an entry of 'openings' does not name '{constituency}'; name it once"],
        id="an opening without the place",
    ),
    pytest.param(
        "  citations:\n    - '{cite} and {cite} again.'\n",
        ["15:8: an entry of 'citations' names '{cite}' more than once; name it once"],
        id="a report that is cited twice",
    ),
    pytest.param(
        "  bridges_few:\n    - I have {count} points from {cites}.\n",
        ["15:34: an entry of 'bridges_few' names '{cites}', which is not a field; "
         "the fields are {count}, {committee}"],
        id="a field that this list does not have",
    ),
    pytest.param(
        "  requests:\n    - 'Will you please:'\n",
        ["15:7: an entry of 'requests' ends in ':'; leave it out, the request follows at once"],
        id="words before a request with a colon",
    ),
    pytest.param(
        "  closings:\n    - ''\n",
        ["15:7: an entry of 'closings' is empty; write a text"],
        id="an empty text",
    ),
    pytest.param(
        "  openings:\n"
        "    - I am your constituent in {constituency} and I want to write to you about the lamps in our harbours.\n"
        "    - I am your constituent in {constituency} and I have to write to you about the boats in our harbours.\n",
        ["16:7: two texts of 'openings' are nearly alike (lines 15 and 16): put this one in other words, or delete it"],
        id="two openings that are nearly alike",
    ),
    pytest.param(
        "  requests: [Will you please, Could you please, will you please]\n",
        ["14:49: two texts of 'requests' are nearly alike (lines 14 and 14): "
         "put this one in other words, or delete it"],
        id="the same few words twice",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problems"), KINDS)
def test_each_kind_of_mistake_is_said_with_its_place(text: str, problems: list[str]) -> None:
    assert problems_of(with_parts(text)) == [f"recommendations.yaml:{problem}" for problem in problems]


def test_two_ways_to_ask_the_same_that_are_nearly_alike_are_refused() -> None:
    old = "        - text: ask {office} when the other towns will follow\n"
    new = f"{old}          variants: ['ask {{office}} when the other towns follow', inquire about it]\n"

    assert problems_of(changed((old, new))) == [
        "recommendations.yaml:39:22: two texts of 'variants' are nearly alike (lines 38 and 39): "
        "put this one in other words, or delete it"
    ]


def test_two_brief_reasons_that_are_nearly_alike_are_refused_and_so_is_one_like_the_summary() -> None:
    old = "    office: the Harbour Secretary\n"
    new = f"{old}    briefs: [It is dark., 'It is dark!', The committee asked for lights in any harbour.]\n"

    assert problems_of(changed((old, new))) == [
        "recommendations.yaml:29:27: two texts of 'briefs' are nearly alike (lines 29 and 29): "
        "put this one in other words, or delete it",
        "recommendations.yaml:29:42: two texts of 'briefs' are nearly alike (lines 17 and 29): "
        "put this one in other words, or delete it",
    ]


def test_a_variant_is_checked_like_the_request_it_stands_for() -> None:
    old = "        - text: ask {office} when the other towns will follow\n"
    new = f"{old}          variants: ['Write to {{offce}}.']\n"

    assert [problem.split("; ")[0] for problem in problems_of(changed((old, new)))] == [
        "recommendations.yaml:39:22: an entry of 'variants' begins with a capital letter",
        "recommendations.yaml:39:22: an entry of 'variants' ends in '.'",
        "recommendations.yaml:39:32: an entry of 'variants' names '{offce}', which is not a field "
        "(did you mean '{office}'?)",
    ]


def test_a_file_without_parts_has_one_plain_sentence_of_each() -> None:
    parts = load_content([FOLDER], TODAY).parts

    assert parts == Parts()
    assert "constituent" in parts.openings[0] + parts.openings_without_place[0]


def test_what_is_left_out_of_parts_is_the_plain_sentence_and_the_rest_is_word_for_word(tmp_path) -> None:  # type: ignore[no-untyped-def]
    text = with_parts("  closings:\n    - Please write back.\n    - >-\n      Let me know\n      what comes of it.\n")
    (tmp_path / "recommendations.yaml").write_text(text, encoding="utf-8")

    parts = load_content([tmp_path], TODAY).parts

    assert parts == Parts(closings=("Please write back.", "Let me know what comes of it."))


def test_the_plain_sentences_pass_the_checks_themselves() -> None:
    lines = (f"  {name}: [{next(iter(texts))!r}]\n" for name, texts in PartsSheet() if texts)

    assert problems_of(with_parts("".join(lines))) == []


@pytest.mark.parametrize("name", keys_of(PartsSheet))
def test_the_shipped_file_has_several_wordings_of_every_part(name: str) -> None:
    texts = getattr(load_content([ROOT], TODAY).parts, name)

    assert len(texts) >= (4 if name == "openings_without_place" else 6)


def test_every_shipped_opening_says_that_the_writer_is_a_constituent_and_every_closing_asks_for_an_answer() -> None:
    parts = load_content([ROOT], TODAY).parts

    openings = (*parts.openings, *parts.openings_without_place)
    assert [text for text in openings if "constituent" not in text.replace("{constituency}", "")] == []
    asks = ("reply", "answer", "hear", "respon", "be told")
    assert [text for text in parts.closings if not any(word in text for word in asks)] == []


def test_every_shipped_request_and_every_reason_in_brief_comes_in_several_wordings() -> None:
    for one in load_content([ROOT], TODAY).recommendations:
        assert len(one.briefs) >= 5
        assert {len(ask.variants) >= 2 for asks in one.asks.values() for ask in asks} == {True}
