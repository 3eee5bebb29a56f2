"""The page of numbers: what it shows, what it hides everywhere, how old it is, and what it costs."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag

from campaign.counts import Counting, MemoryTally
from campaign.errors import StoreUnavailable
from campaign.models.counts import Kind, cells_of
from campaign.parliament import PracticeParliament
from tests.conftest import TODAY
from tests.page import Page, PageClient
from tests.web.conftest import DownParliament, MakeSite

SEATS = ("harrowby-and-fenwick-vale", "ynys-gwylan", "aldermere", "wexcombe-north")
CSV = ("constituencies", "days", "recommendations")


class Counted(MemoryTally):
    """Counts how often it is read."""

    reads = 0

    def sums(self, *by: str, **only: Any) -> dict[tuple[Any, ...], int]:
        self.reads += 1
        return super().sums(*by, **only)


def event(tally: MemoryTally, times: int, kind: Kind, seat: str = "", *asks: str, days_ago: int = 0) -> None:
    tally.add(dict.fromkeys(cells_of(TODAY - timedelta(days=days_ago), kind, seat, asks), times))


@pytest.fixture
def tally() -> Counted:
    made = Counted()
    event(made, 1_207, Kind.COMPOSED, SEATS[0], "cotton-import-ban", "company-sanctions", days_ago=3)
    event(made, 5, Kind.COMPOSED, SEATS[1], "cotton-import-ban", days_ago=1)
    event(made, 4, Kind.COMPOSED, SEATS[2], "asylum-fast-track", days_ago=1)
    event(made, 1, Kind.COMPOSED, SEATS[3], "asylum-fast-track", days_ago=1)
    event(made, 600, Kind.CONFIRMED, SEATS[0], "cotton-import-ban", days_ago=2)
    event(made, 77, Kind.HOLDING, SEATS[0])
    return made


def show(site: MakeSite, tally: MemoryTally, **more: Any) -> PageClient:
    return site(counting=Counting(tally, lambda: TODAY, every=0), **more)


@pytest.fixture
def page(site: MakeSite, tally: Counted) -> PageClient:
    return show(site, tally)


def read_csv(page: PageClient, name: str) -> list[dict[str, str]]:
    answer = page.client.get(f"/progress/{name}.csv")
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def rows_of(found: Page, caption: str) -> dict[str, list[str]]:
    """The rows of the table with this caption, by their headings."""
    tables = [t for t in found.soup.select("table") if t.caption and caption in t.caption.get_text()]
    (table,) = tables
    return {
        str(th.get_text()): [td.get_text() for td in th.find_next_siblings("td")] for th in table.select("tbody th")
    }


def all_places(found: Page) -> dict[str, list[str]]:
    """The rows of the tables of constituencies, whatever group they stand in."""
    groups = [table.caption.get_text() for table in found.soup.select("#places ~ details table") if table.caption]
    assert groups == sorted(groups)
    return {name: cells for group in groups for name, cells in rows_of(found, group).items()}


def test_letters_in_all_over_time_by_recommendation_and_by_place_are_shown(page: PageClient) -> None:
    found = page.get("/progress")
    assert found.h1 == "How far it has come"
    assert "1,217 letters have been made here. People have told us that 600 of them have gone." in found.words
    days = rows_of(found, "by day")
    assert days["20 November 2026"] == ["10", "0"]
    assert days["18 November 2026"] == ["1,207", "0"]
    assert days["19 November 2026"] == ["0", "600"]
    asks = rows_of(found, "by recommendation")
    assert ["1,212", "600"] in asks.values()
    assert "An answer that does not answer: 77" in found.words
    places = all_places(found)
    assert len(places) == len(PracticeParliament().constituencies())
    assert places["Harrowby and Fenwick Vale"] == ["1,205 or more"]
    assert places["Ynys Gwylân"] == ["5 or more"]


def test_a_small_number_of_a_place_is_shown_nowhere(page: PageClient) -> None:
    places = all_places(page.get("/progress"))
    assert places["Aldermere"] == places["Wexcombe North"] == places["Kestrel Heath"] == ["fewer than 5"]
    numbers = {row["constituency"]: row["letters"] for row in read_csv(page, "constituencies")}
    assert numbers["Harrowby and Fenwick Vale"] == "1205 or more"
    assert {numbers[name] for name in ("Aldermere", "Wexcombe North", "Kestrel Heath")} == {"fewer than 5"}


def test_todays_letters_are_in_no_number_of_a_place(page: PageClient, tally: Counted) -> None:
    event(tally, 50, Kind.COMPOSED, SEATS[2])
    found = page.get("/progress")
    assert "1,267 letters have been made here." in found.words
    assert all_places(found)["Aldermere"] == ["fewer than 5"]


def test_taking_away_all_that_is_shown_gives_no_small_number_away(site: MakeSite) -> None:
    places = [place.slug for place in PracticeParliament().constituencies()]
    tally = MemoryTally()
    for slug in places[1:]:
        event(tally, 30, Kind.COMPOSED, slug, days_ago=1)
    event(tally, 3, Kind.COMPOSED, places[0], days_ago=1)
    page = show(site, tally)
    shown = [row["letters"] for row in read_csv(page, "constituencies")]
    assert set(shown) == {"fewer than 50"}, "else the total less 30 for each of the others would be 3"
    assert "Usually the limit is five" in page.get("/progress").words


def test_where_no_limit_helps_the_page_says_that_nothing_is_shown(site: MakeSite) -> None:
    tally = MemoryTally()
    event(tally, 90, Kind.COMPOSED, SEATS[0], days_ago=1)
    event(tally, 1, Kind.COMPOSED, SEATS[1], days_ago=1)
    page = show(site, tally)
    assert "We do not show any constituency’s number yet" in page.get("/progress").words
    assert {row["letters"] for row in read_csv(page, "constituencies")} == {"not shown"}


def test_the_tables_for_a_spreadsheet_have_the_same_numbers(page: PageClient) -> None:
    assert read_csv(page, "days") == [
        {"day": "2026-11-18", "composed": "1207", "confirmed": "0"},
        {"day": "2026-11-19", "composed": "0", "confirmed": "600"},
        {"day": "2026-11-20", "composed": "10", "confirmed": "0"},
    ]
    asks = {row["id"]: (row["composed"], row["confirmed"]) for row in read_csv(page, "recommendations")}
    assert asks == {
        "cotton-import-ban": ("1212", "600"),
        "company-sanctions": ("1207", "0"),
        "asylum-fast-track": ("5", "0"),
    }
    for name in CSV:
        assert f'href="/progress/{name}.csv"' in page.get("/progress").text


def test_no_cell_of_a_table_is_run_as_a_formula(site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "hexes.json").write_text(
        json.dumps({"layout": "odd-r", "hexes": {"a": {"n": "=1+1 North", "q": 0, "r": 0}}})
    )
    page = show(site, MemoryTally(), hexes=tmp_path / "hexes.json", parliament=DownParliament())
    assert [row["constituency"] for row in read_csv(page, "constituencies")] == ["'=1+1 North"]


def test_without_a_map_places_are_listed_by_nation_and_region(page: PageClient) -> None:
    groups = {row["constituency"]: row["nation_and_region"] for row in read_csv(page, "constituencies")}
    assert groups["Aldermere"] == "England, South East"
    assert groups["Ynys Gwylân"] == "Wales"
    assert not page.get("/progress").soup.select("svg.hexes")
    assert list(rows_of(page.get("/progress"), "England, South East")) == ["Aldermere", "Kestrel Heath"]


def test_a_minute_of_watching_costs_one_reading_and_nobody_else_keeps_it(page: PageClient, tally: Counted) -> None:
    for path in ("/progress", "/progress", *(f"/progress/{name}.csv" for name in CSV), "/progress?x=1"):
        answer = page.client.get(path)
        shared = "public" if path.endswith(".csv") else "private"  # the page names the address it was asked under
        assert answer.headers["Cache-Control"] == f"{shared}, max-age=60"
    assert tally.reads == 4


def test_where_the_site_knows_its_address_everybody_may_keep_the_page(site: MakeSite) -> None:
    answer = site(base_url="https://letters.example").get("/progress")
    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_the_age_of_the_numbers_is_shown(page: PageClient) -> None:
    time = page.get("/progress").soup.select_one(".as-of time")
    assert time is not None
    assert str(time["datetime"]).count(":") >= 1


def test_before_anything_is_counted_the_page_says_so_and_shows_no_zeros(site: MakeSite) -> None:
    found = show(site, MemoryTally()).get("/progress")
    assert "No letter has been counted yet." in found.words
    assert not found.soup.select("svg, table")


def test_one_letter_is_said_as_one(site: MakeSite) -> None:
    tally = MemoryTally()
    event(tally, 1, Kind.COMPOSED, SEATS[0], "cotton-import-ban")
    found = show(site, tally).get("/progress")
    assert "1 letter has been made here." in found.words
    assert "No constituency had 5 letters by the end of yesterday." in found.words


def test_while_the_numbers_cannot_be_read_the_page_says_so(site: MakeSite) -> None:
    class Away(MemoryTally):
        def sums(self, *by: str, **only: Any) -> dict[tuple[Any, ...], int]:
            raise StoreUnavailable("gone")

    page = show(site, Away())
    found = page.get("/progress")
    assert (found.status, found.headers["Cache-Control"]) == (503, "no-store")
    assert "cannot be read just now" in found.words
    assert page.get("/progress/days.csv").status == 503


def test_switched_off_there_is_no_page_of_numbers(site: MakeSite, tally: Counted) -> None:
    page = show(site, tally, count=False)
    for path in ("/progress", "/progress/days.csv"):
        assert page.get(path).status == 404


def test_a_long_time_is_shown_by_weeks(site: MakeSite) -> None:
    tally = MemoryTally()
    event(tally, 6, Kind.COMPOSED, SEATS[0], days_ago=100)
    event(tally, 7, Kind.COMPOSED, SEATS[0], days_ago=1)
    weeks = rows_of(show(site, tally).get("/progress"), "by week")
    assert len(weeks) == 15
    assert weeks["10 August 2026"] == ["6", "0"]
    assert weeks["16 November 2026"] == ["7", "0"]


def test_a_first_day_is_one_narrow_bar_among_two_weeks(site: MakeSite) -> None:
    tally = MemoryTally()
    event(tally, 1_656, Kind.COMPOSED, SEATS[0])
    found = show(site, tally).get("/progress")
    assert len(rows_of(found, "by day")) == 14
    (bar,) = found.soup.select("svg.bars rect")
    assert float(str(bar["width"])) < 30
    assert "at most 1,656 letters in one" in found.words


# The map


@pytest.fixture
def hexes(tmp_path: Path) -> Path:
    cells = {
        f"E1400{number:04}": {"n": place.name, "q": number % 4, "r": number // 4, "region": "E12000003"}
        for number, place in enumerate(PracticeParliament().constituencies())
    }
    file = tmp_path / "hexes.json"
    file.write_text(json.dumps({"layout": "odd-r", "hexes": cells}))
    return file


def cells_in(found: Page) -> dict[str, Tag]:
    return {str(use.title.get_text()): use for use in found.soup.select("svg.hexes use") if use.title}


def test_the_map_shows_every_place_and_hides_what_the_table_hides(site: MakeSite, tally: Counted, hexes: Path) -> None:
    found = show(site, tally, hexes=hexes).get("/progress")
    cells = cells_in(found)
    assert len(cells) == len(PracticeParliament().constituencies())
    assert "level-3" in cells["Harrowby and Fenwick Vale: 1,205 or more"]["class"]
    assert "level-1" in cells["Ynys Gwylân: 5 or more"]["class"]
    assert "level-0" in cells["Aldermere: fewer than 5"]["class"]
    assert rows_of(found, "England, Yorkshire and The Humber")["Aldermere"] == ["fewer than 5"]


def test_the_map_is_one_picture_for_those_who_cannot_see_it_and_takes_no_tab_stop(
    site: MakeSite, tally: Counted, hexes: Path
) -> None:
    picture = show(site, tally, hexes=hexes).get("/progress").soup.select_one("svg.hexes")
    assert picture is not None
    assert picture["role"] == "img"
    assert picture.title
    assert picture.desc
    assert not picture.select("a, [tabindex]")


def test_a_map_of_other_places_is_not_shown(site: MakeSite, tally: Counted, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(json.dumps({"layout": "odd-r", "hexes": {"E14001063": {"n": "Aldershot", "q": 0, "r": 0}}}))
    assert not show(site, tally, hexes=file).get("/progress").soup.select("svg.hexes")


def test_a_damaged_map_is_left_out(site: MakeSite, tally: Counted, tmp_path: Path) -> None:
    file = tmp_path / "hexes.json"
    file.write_text("damaged")
    found = show(site, tally, hexes=file).get("/progress")
    assert found.status == 200
    assert not found.soup.select("svg.hexes")
