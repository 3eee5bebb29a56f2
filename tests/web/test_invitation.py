"""Links that bring recommendations already chosen, and the code of where the link was shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from campaign.models import Content
from campaign.services import Services
from campaign.web.invitation import VIA, read_invitation
from tests.page import PageClient
from tests.web.conftest import FILLED, SEAT, fields_of

QUERY = "?ask=cotton-import-ban&ask=asylum-fast-track&via=leaflet-7"


def test_what_a_link_chose_is_ticked_and_travels_to_the_letter(page: PageClient) -> None:
    home = page.get("/" + QUERY)
    assert "Already chosen for you" in home.words
    write = home.submit(postcode="ZZ1 1AA")
    assert write.url.endswith("?ask=asylum-fast-track&ask=cotton-import-ban&via=leaflet-7")
    assert {str(box["value"]) for box in write.soup.select("input[name=ask][checked]")} == {
        "asylum-fast-track",
        "cotton-import-ban",
    }
    filled = {name: value for name, value in FILLED.items() if name != "ask"}
    letter = write.submit(**filled)
    assert fields_of(letter)["via"] == ["leaflet-7"]
    assert fields_of(letter)["ask"] == ["asylum-fast-track", "cotton-import-ban"]
    again = letter.submit(button="button[value=edit]")
    assert fields_of(again)["via"] == ["leaflet-7"]


@pytest.mark.parametrize("path", ["/", SEAT, "/by-hand"])
def test_an_unknown_recommendation_is_left_out_with_a_word(page: PageClient, path: str) -> None:
    answer = page.get(path + "?ask=buy-now&ask=cotton-import-ban")
    assert "named something to ask for that is not on this site" in answer.words
    assert "buy-now" not in answer.text
    assert answer.soup.select_one("[value=cotton-import-ban]")
    assert "also named" in answer.words
    assert "so nothing is chosen yet" in page.get(path + "?ask=buy-now").words


def test_nothing_is_said_when_all_are_known(page: PageClient) -> None:
    assert "is not on this site" not in page.get(SEAT + QUERY).words


@pytest.mark.parametrize("via", ["A", "-x", "x" * 41, "a b", "a<b>", "é", ""])
def test_a_strange_code_is_dropped_without_a_word(page: PageClient, via: str) -> None:
    answer = page.client.get("/", query_string={"via": via})
    assert 'name="via"' not in answer.text
    assert answer.text == page.client.get("/").text


@pytest.fixture(scope="module")
def content() -> Content:
    from datetime import date

    from campaign.content import load_content
    from campaign.settings import bundled_folder

    return load_content([bundled_folder()], date(2026, 11, 21))


PAIRS = st.lists(st.tuples(st.sampled_from(["ask", "via", "x"]), st.text(max_size=50)), max_size=8)


@given(pairs=PAIRS, known=st.sets(st.sampled_from(["cotton-import-ban", "company-sanctions"])))
def test_only_known_things_come_out_of_any_query(
    content: Content, pairs: list[tuple[str, str]], known: set[str]
) -> None:
    found = read_invitation(MultiDict([*pairs, *(("ask", one) for one in known)]), content)
    assert set(found.asks) == known
    assert found.via == "" or VIA.fullmatch(found.via)
    assert found.query == "" or found.query.startswith("?")


def test_a_page_in_memory_does_not_leak_what_another_link_chose(page: PageClient, services: Services) -> None:
    page.get(SEAT + QUERY)
    assert not page.get(SEAT).soup.select("input[name=ask][checked]")
    assert len(page.get(SEAT).soup.select("input[name=ask]")) == len(services.content.recommendations)
