"""campaign/connect.py: what the settings name is joined, and what cannot be had is left out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from campaign.connect import connect_parliament, listed_constituencies
from campaign.errors import NotAPostcode, ParliamentUnavailable, PostcodeUnknown, StoreUnavailable
from campaign.index import build
from campaign.models.nations import REGIONS
from campaign.parliament import Parliament, PracticeParliament
from campaign.parliament.finder import Finder
from campaign.postcodes import parse
from campaign.settings import load
from tests.conftest import TODAY
from tests.small_parliament import SmallParliament, small_parliament

CODE = parse("AB12 3QX")
Connect = Callable[..., Parliament]


@pytest.fixture
def parliament() -> Iterator[SmallParliament]:
    """Its search takes no postcodes: it finds seats by name alone."""
    with small_parliament() as running:
        yield running


@pytest.fixture
def connect(parliament: SmallParliament, tmp_path: Path) -> Connect:
    """The sources for these settings."""

    def make(**more: str) -> Parliament:
        values = {"parliament_url": parliament.url, "database_url": f"sqlite:///{tmp_path / 'none.sqlite3'}"}
        return connect_parliament(load({}, **values | more), lambda: TODAY)

    return make


@pytest.fixture
def index_file(tmp_path: Path) -> Path:
    """An index of one postcode."""
    (tmp_path / "table.csv").write_text("postcode,gss,rgn25cd\nAB12 3QX,E14009001,E12000007\n")
    (tmp_path / "names.csv").write_text("gss,name\nE14009001,Seat A Vale\n")
    build([tmp_path / "table.csv"], tmp_path / "one.idx", names=tmp_path / "names.csv")
    return tmp_path / "one.idx"


def test_connecting_asks_nobody_and_makes_no_database(
    connect: Connect, parliament: SmallParliament, tmp_path: Path
) -> None:
    assert connect().constituencies() == ()
    assert parliament.total == 0
    assert list(tmp_path.iterdir()) == []


def test_practice_needs_nothing_else(connect: Connect) -> None:
    assert isinstance(connect(practice="yes"), PracticeParliament)


def test_an_index_answers_before_anybody_is_asked(
    connect: Connect, parliament: SmallParliament, index_file: Path
) -> None:
    (place,) = connect(postcode_index=str(index_file)).find(CODE)
    assert (place.slug, parliament.total) == ("seat-a-vale", 0)


def test_the_regions_of_england_come_from_the_index_or_with_the_practice_parliament(
    connect: Connect, parliament: SmallParliament, index_file: Path
) -> None:
    assert connect(postcode_index=str(index_file)).regions() == {"seat-a-vale": "London"}
    assert connect(postcode_index=str(index_file), back_on="2026-12-01").regions() == {"seat-a-vale": "London"}
    assert connect().regions() == connect(postcode_index=str(index_file), places="members-api").regions() == {}
    assert {*connect(practice="yes").regions().values()} == {*REGIONS.values()}
    assert parliament.total == 0


@pytest.mark.parametrize("content", [None, b"", b"nonsense", b"damaged"])
def test_an_index_that_cannot_be_used_is_a_line_in_the_log_and_the_rest_goes_on(
    content: bytes | None, connect: Connect, parliament: SmallParliament, tmp_path: Path, index_file: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    file = tmp_path / "bad.idx"
    if content is not None:
        file.write_bytes(index_file.read_bytes()[:-9] if content == b"damaged" else content)
    with pytest.raises(PostcodeUnknown):
        connect(postcode_index=str(file)).find(CODE)
    assert parliament.total == 1
    assert [line.partition(":")[0] for line in caplog.messages] == ["going on without the postcode index"]


def test_places_are_asked_in_the_order_of_the_setting_and_no_others(
    connect: Connect, parliament: SmallParliament, index_file: Path
) -> None:
    with pytest.raises(ParliamentUnavailable):
        connect(places="postcodes-io", postcodes_io_url="http://127.0.0.1:1").find(CODE)
    connect(places="members-api index", postcode_index=str(index_file)).find(CODE)
    assert list(parliament.calls) == ["/api/Location/Constituency/Search"]
    with pytest.raises(PostcodeUnknown):
        connect(places="index").find(CODE)


@pytest.mark.parametrize("places", ["index", "members-api", "index postcodes-io"])
def test_a_practice_postcode_on_the_real_site_is_refused_with_its_own_words(
    places: str, connect: Connect, parliament: SmallParliament
) -> None:
    with pytest.raises(NotAPostcode) as caught:
        connect(places=places, postcodes_io_url="http://127.0.0.1:1").find(parse("ZZ1 1AA"))
    assert (caught.value.code, parliament.total) == ("postcode-practice", 0)


def test_with_no_memory_each_visit_asks_again_and_still_works(connect: Connect, parliament: SmallParliament) -> None:
    forgetful = connect(cache_seconds="0")
    for visit in (1, 2):
        assert forgetful.seat("seat-a-vale").member is not None
        assert parliament.calls["/api/Members/1001/Contact"] == visit


def test_with_a_memory_it_asks_once(connect: Connect, parliament: SmallParliament) -> None:
    one = connect()
    assert {one.seat("seat-a-vale") for _ in range(3)}
    assert parliament.total == 4


def test_the_settings_for_old_directories_and_second_opinions_reach_the_finder(connect: Connect) -> None:
    one, usual = connect(stale_days="3", second_opinion="yes"), connect()
    assert isinstance(one, Finder)
    assert isinstance(usual, Finder)
    assert (one.stale_days, one.second_opinion, usual.stale_days, usual.second_opinion) == (3, True, 7, False)


def test_without_a_directory_the_list_is_that_of_the_postcode_index(
    connect: Connect, parliament: SmallParliament, index_file: Path
) -> None:
    assert [place.name for place in connect(postcode_index=str(index_file)).constituencies()] == ["Seat A Vale"]
    assert parliament.total == 0


def test_redis_without_a_key_is_a_line_in_the_log(connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    connect(redis_url="redis://127.0.0.1:1/0")
    assert "CAMPAIGN_SECRET_KEY" in caplog.text


def test_a_redis_address_that_is_none_is_a_line_in_the_log(connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    connect(redis_url="redis://127.0.0.1:1/0?db=x", secret_key="for tests")
    assert "CAMPAIGN_REDIS_URL is no address that Redis understands" in caplog.text


def test_a_redis_that_is_not_there_changes_nothing(
    connect: Connect, parliament: SmallParliament, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    one = connect(redis_url="redis://127.0.0.1:1/0", secret_key="for tests")
    for _ in range(3):
        assert one.seat("seat-a-vale").member is not None
    assert parliament.total <= 8
    assert all("seat" not in line for line in caplog.messages)


def test_a_database_that_is_away_is_said_where_somebody_can_read_it() -> None:
    with pytest.raises(StoreUnavailable):
        listed_constituencies(load({}, database_url="postgresql://nobody@127.0.0.1:1/none"))
