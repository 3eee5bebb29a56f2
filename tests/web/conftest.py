"""What the page tests share: the way to a finished letter, and sites with other settings or a parliament that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from campaign.errors import ConstituencyUnknown, ParliamentUnavailable
from campaign.models import Constituency, Seat, Whereabouts
from campaign.postcodes import Postcode
from campaign.services import Services, build_services
from campaign.settings import Settings, load
from tests.conftest import TODAY
from tests.page import Page, PageClient

SEAT = "/write/harrowby-and-fenwick-vale"
FILLED: dict[str, Any] = {
    "ask": ["asylum-fast-track", "cotton-import-ban"],
    "own_words": "My neighbour has not heard from her mother for six years.",
    "name": "Siân O’Example",
    "address": "1 Example Street\nExampleton\nZZ1 1AA",
}

MakeSite = Callable[..., PageClient]


def letter_of(page: Page) -> str:
    """The text of the letter on a page."""
    area = page.soup.select_one("textarea#letter")
    assert area is not None, page.words[:300]
    return area.get_text()


def fields_of(page: Page) -> dict[str, list[str]]:
    """What the page's main form carries unseen and in text boxes, by name; not "did it go?"."""
    found: dict[str, list[str]] = {}
    for control in page.soup.select("main form:not(#sent) :is(input[type=hidden], textarea)"):
        value = control.get_text() if control.name == "textarea" else control["value"]
        found.setdefault(str(control["name"]), []).append(str(value))
    return found


class DownParliament:
    """A parliament that nobody can reach; it may still know some constituencies by name."""

    is_dissolved = False

    def __init__(self, *places: str) -> None:
        self.places = tuple(Constituency(n, place) for n, place in enumerate(places, 1))

    def find(self, postcode: Postcode) -> Whereabouts:
        raise ParliamentUnavailable("test")

    def seat(self, slug: str) -> Seat:
        raise ParliamentUnavailable("test")

    def constituencies(self) -> tuple[Constituency, ...]:
        return self.places

    def regions(self) -> dict[str, str]:
        return {}


class OneSeat(DownParliament):
    """A parliament of one seat."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.one = seat

    def seat(self, slug: str) -> Seat:
        if slug != self.one.constituency.slug:
            raise ConstituencyUnknown
        return self.one


@pytest.fixture(scope="session")
def shipped() -> Services:
    """The practice services, read once: nothing in them changes."""
    return build_services(load({}, practice="yes", database_url="sqlite://"), lambda: TODAY)


@pytest.fixture
def services(shipped: Services) -> Services:
    """The same for each test."""
    return shipped


@pytest.fixture
def site(settings: Settings, services: Services) -> MakeSite:
    """Make a site with other settings or services: `site(parliament=..., organiser="...")`."""

    def make(**changes: Any) -> PageClient:
        named = {name: changes.pop(name) for name in list(changes) if name in Services.__dataclass_fields__}
        return PageClient(application(replace(settings, **changes), replace(services, **named)).test_client())

    return make


def application(settings: Settings, services: Services) -> Flask:
    """The application, with errors that nobody expected coming through."""
    from campaign.app import create_app

    app = create_app(settings, services)
    app.testing = True
    return app


@pytest.fixture
def letter(page: PageClient) -> Page:
    """A finished letter about two things."""
    return page.post(SEAT, FILLED)
