"""Error pages: each says what happened and how to go on, and shows nothing of the request."""

from __future__ import annotations

import pytest
from flask import Flask, abort
from hypothesis import given
from hypothesis import strategies as st

from campaign.models import Constituency
from campaign.web.problems import PAGES, nearest
from tests.page import PageClient


@pytest.mark.parametrize("code", [*PAGES, 401, 410, 418, 429, 501, 502, 504])
def test_every_error_has_a_page_with_a_way_on(app: Flask, code: int) -> None:
    app.add_url_rule("/stop", view_func=lambda: abort(code, description="canary"))
    answer = PageClient(app.test_client()).get("/stop")
    assert answer.status == code
    assert "canary" not in answer.text
    assert answer.click("main a.button").url == "/"


def test_a_page_that_is_not_there(page: PageClient) -> None:
    answer = page.get("/wp-login.php?name=canary")
    assert (answer.status, answer.h1) == (404, "There is no such page")
    assert "canary" not in answer.text


def test_the_wrong_method_says_which_are_right(page: PageClient) -> None:
    answer = page.get("/find")
    assert answer.status == 405
    assert "POST" in answer.headers["Allow"]


@given(slug=st.text(max_size=200))
def test_near_names_are_found_for_any_slug(slug: str) -> None:
    places = (Constituency(1, "Ynys Môn"), Constituency(2, "Exampleton"))
    assert set(nearest(slug, places)) <= set(places)
    assert nearest("ynys-mom", places) == [places[0]]
