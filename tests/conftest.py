"""What every test may ask for. Nothing here reaches further than this computer."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from campaign.settings import PREFIX, Settings, load

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from campaign.services import Services
    from tests.page import PageClient

TODAY = date(2026, 11, 21)

# A slow machine is no reason to fail: what is tested is the answer, not the time.
hypothesis.settings.register_profile("campaign", deadline=None, print_blob=True)
hypothesis.settings.load_profile("campaign")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with one of these marks run only where TESTS_REQUIRE names it."""
    required = os.environ.get("TESTS_REQUIRE", "").split(",")
    for name, why in {"network": "asks a package registry", "patience": "takes eight seconds"}.items():
        skip = pytest.mark.skip(reason=f"{why}; TESTS_REQUIRE={name} runs it")
        for item in items:
            if name not in required and item.get_closest_marker(name):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the person who runs the tests do not change them."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


@pytest.fixture
def clock() -> Callable[[], date]:
    """The same day in every test: 21 November 2026."""
    return lambda: TODAY


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The practice site, with all that it could ever write in a folder of its own."""
    return load({}, practice="yes", database_url=f"sqlite:///{tmp_path / 'campaign.sqlite3'}")


@pytest.fixture
def services(settings: Settings, clock: Callable[[], date]) -> Services:
    """The real services on the practice parliament and the shipped content."""
    from campaign.services import build_services

    return build_services(settings, clock)


@pytest.fixture
def app(settings: Settings, services: Services) -> Flask:
    """The whole application; an error that nobody expected fails the test instead of giving a 500 page."""
    from campaign.app import create_app

    app = create_app(settings, services)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Flask's own test client, for what is not a page."""
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient) -> PageClient:
    """A client that checks every page it fetches; see tests/page.py."""
    from tests.page import PageClient

    return PageClient(client)
