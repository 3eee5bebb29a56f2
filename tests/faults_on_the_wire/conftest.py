"""Whole sites on real data: with or without a directory and an index, in a hurry, on a service that is in trouble."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from campaign.app import create_app
from campaign.connect import Waits, connect_parliament
from campaign.index import build
from campaign.models import Constituency, Member, Position, Seat
from campaign.parliament import Parliament
from campaign.parliament.finder import Finder
from campaign.services import build_services
from campaign.settings import load
from campaign.store import open_store
from tests.conftest import TODAY
from tests.faults_on_the_wire.misbehaviour import Trouble, trouble
from tests.page import Page, PageClient
from tests.stand_in import StandIn, need_shared, real_members, real_seats, running_stand_in, stand_in

__all__ = ["running_stand_in", "stand_in"]

HURRY = 0.4
"""Seconds that visitors wait here, so that the tests are quick; the real ones are tried in test_real_patience.py."""
LONG_AGO = date(2026, 11, 1)


@dataclass(frozen=True)
class Person:
    """Somebody real enough: where they live, and who is to get their letter."""

    postcode: str
    slug: str
    constituency: str
    mp: str
    full_title: str


def as_seat(row: dict[str, str], members: dict[str, dict[str, str]]) -> Seat:
    """A row of the reference data as a seat of the directory."""
    place = Constituency(int(row["parliament_id"]), row["name"])
    found = members.get(row["name"])
    member = found and Member(
        id=int(found["member_id"]),
        name=found["name_display"],
        full_title=found["name_full_title"],
        salutation=found["name_display"],
        email=found["email"] or None,
        position=Position.MINISTER if found["is_minister"] == "1" else Position.BACKBENCHER,
    )
    return Seat(place, member or None, "directory", TODAY)


@pytest.fixture(scope="session")
def directories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The directory of all 650 seats, of today and of three weeks ago."""
    need_shared()
    members = {row["constituency"]: row for row in real_members()}
    made = {}
    for name, day in (("fresh", TODAY), ("stale", LONG_AGO)):
        made[name] = tmp_path_factory.mktemp("directory") / f"{name}.sqlite3"
        store = open_store(f"sqlite:///{made[name]}")
        edition = store.directory.begin(day, 1000)
        store.directory.put(edition, [as_seat(row, members) for row in real_seats()], complete=True)
        store.directory.publish(edition)
        store.close()
    return made


@pytest.fixture(scope="session")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that knows one postcode of each seat."""
    need_shared()
    folder = tmp_path_factory.mktemp("index")
    rows = "".join(f"{row['example_postcode']},{row['gss']}\n" for row in real_seats())
    (folder / "postcodes.csv").write_text("postcode,gss\n" + rows)
    names = "".join(f'{row["gss"]},"{row["name_ons"]}"\n' for row in real_seats())
    (folder / "names.csv").write_text("gss,name\n" + names)
    build([folder / "postcodes.csv"], folder / "few.idx", names=folder / "names.csv")
    return folder / "few.idx"


@dataclass
class Switch:
    """A parliament that is another for each site: so the pages' templates are read once for all sites."""

    inner: Parliament

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


@dataclass(frozen=True)
class QuickPage(Page):
    """A page that is read once, and quickly; tests/web checks these pages with care."""

    @cached_property
    def soup(self) -> BeautifulSoup:  # type: ignore[override]
        return BeautifulSoup(self.text, "html.parser")


class Visitor(PageClient):
    """A client of one site."""

    def __init__(self, application: Flask, switch: Switch, parliament: Parliament) -> None:
        super().__init__(application.test_client())
        self.switch, self.parliament = switch, parliament

    def take_time(self, seconds: float = 20.0) -> None:
        """From now on wait so long, on the same sources: when an answer is to come, also on a busy machine."""
        assert isinstance(self.parliament, Finder)
        self.parliament = replace(self.parliament, find_seconds=seconds, seat_seconds=seconds)

    def get(self, path: str, **options: Any) -> Page:
        self.switch.inner = self.parliament
        return super().get(path, **options)

    def post(self, path: str, *args: Any, **options: Any) -> Page:
        self.switch.inner = self.parliament
        return super().post(path, *args, **options)

    def _checked(self, path: str, response: TestResponse, method: str) -> Page:
        return QuickPage(self, path, response.status_code, response.headers, response.get_data(as_text=True))


@pytest.fixture(scope="session")
def application() -> tuple[Flask, Switch]:
    """The real application, whose parliament can be changed."""
    settings = load({}, practice="yes", database_url="sqlite://", limit_lookups="0")
    services = build_services(settings, lambda: TODAY)
    switch = Switch(services.parliament)
    app = create_app(replace(settings, practice=False), replace(services, parliament=switch))
    app.testing = True
    return app, switch


MakeSite = Callable[..., Visitor]


@pytest.fixture
def site(tmp_path: Path, directories: dict[str, Path], index_file: Path, application: tuple[Flask, Switch]) -> MakeSite:
    """`site(url, directory="fresh" or "stale", index=True, ...)`: with sources as the settings name them.

    `hurry` is how many seconds visitors wait, `rest` how many a dead source is left alone.
    """

    def make(url: str, *, directory: str = "", index: bool = False, hurry: float = HURRY, **more: str) -> Visitor:
        database = tmp_path / f"{directory or 'none'}.sqlite3"
        if directory:
            shutil.copy(directories[directory], database)
        rest = float(more.pop("rest", "0"))
        values = {"parliament_url": url, "database_url": f"sqlite:///{database}"} | more
        settings = load({}, **values, **({"postcode_index": str(index_file)} if index else {}))
        visitor = Visitor(*application, connect_parliament(settings, lambda: TODAY, Waits(seat=20, rest=rest)))
        visitor.take_time(hurry)
        return visitor

    return make


@pytest.fixture
def person(stand_in: StandIn) -> Person:
    """A constituent of a backbencher with a plain name."""
    seats = {row["name"]: row for row in real_seats()}
    row = next(
        row for row in real_members() if row["is_minister"] == "0" and row["email"] and row["constituency"].isalpha()
    )
    name = row["constituency"]
    return Person(
        seats[name]["example_postcode"], Constituency(0, name).slug, name, row["name_display"], row["name_full_title"]
    )


@pytest.fixture
def service(
    request: pytest.FixtureRequest, stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Trouble]:
    """The service in the trouble that the test's parameter names."""
    with trouble(request.param, stand_in, tmp_path, monkeypatch) as found:
        yield found
