"""The picture and the table hold exactly the entries that they are given."""

from __future__ import annotations

from itertools import combinations

import pytest

from campaign.content.responses import KINDS, Response
from campaign.services import Services
from campaign.web.knowledge.charts import LABEL, STEP, TOP, WIDTH, table, timeline

SOME = [{}, {"place": "canada"}, {"year": "2020"}, {"kind": "statement"}, {"place": "taiwan"}, {"year": "2023"}]


@pytest.fixture(params=SOME, ids=str)
def entries(request: pytest.FixtureRequest, services: Services) -> tuple[Response, ...]:
    return services.responses.select(**request.param)


def test_each_entry_with_a_year_is_one_dot_in_the_row_of_its_year(entries: tuple[Response, ...]) -> None:
    picture = timeline(entries)
    assert picture is not None
    for row in picture.rows:
        of_year = [entry for entry in entries if entry.year == row.year]
        assert len(row.dots) == len(of_year)
        assert row.checked == sum(entry.evidence.is_checked for entry in of_year)
    assert sum(len(row.dots) for row in picture.rows) + picture.undated == len(entries)


def test_years_without_an_entry_have_a_row_too(services: Services) -> None:
    some = [entry for entry in services.responses.entries if entry.year in {"2018", "2025"}]
    picture = timeline(some)
    assert picture is not None
    assert [row.year for row in picture.rows] == [str(year) for year in range(2018, 2026)]
    assert [len(row.dots) for row in picture.rows] == [1, 0, 0, 0, 0, 0, 0, 1]


def test_no_dot_covers_another_or_lies_outside(entries: tuple[Response, ...]) -> None:
    picture = timeline(entries)
    assert picture is not None
    dots = [dot for row in picture.rows for dot in row.dots]
    assert all(LABEL < dot.x < WIDTH and TOP < dot.y < picture.height for dot in dots)
    for one, other in combinations(dots, 2):
        assert abs(one.x - other.x) >= STEP - 1.1 or abs(one.y - other.y) >= STEP


def test_dots_stand_in_the_column_of_their_month(services: Services) -> None:
    picture = timeline(services.responses.select(place="japan"))
    assert picture is not None
    april = next(row for row in picture.rows if row.year == "2021").dots[1]
    assert abs(april.x - picture.months[3][1]) <= 14
    late_2020 = next(row for row in picture.rows if row.year == "2020").dots[0]
    assert abs(late_2020.x - picture.no_month) <= 19


def test_without_any_year_there_is_no_picture(services: Services) -> None:
    undated = [entry for entry in services.responses.entries if not entry.year]
    assert undated
    assert timeline(undated) is None
    assert timeline([]) is None


def test_the_table_counts_every_entry_once(entries: tuple[Response, ...], services: Services) -> None:
    made = table(entries, services.responses.places)
    for _, lines in made.groups:
        for line in lines:
            for (kind, label), count in zip(made.kinds, line.counts, strict=True):
                assert label == KINDS[kind]
                assert count == sum(one.place == line.place and one.kind == kind for one in entries)
    assert sum(line.total for _, lines in made.groups for line in lines) == sum(made.totals) == len(entries)


def test_the_table_has_no_empty_row_or_column(entries: tuple[Response, ...], services: Services) -> None:
    made = table(entries, services.responses.places)
    assert all(made.totals)
    assert all(line.total for _, lines in made.groups for line in lines)


def test_a_table_of_nothing_is_empty(services: Services) -> None:
    made = table([], services.responses.places)
    assert (made.kinds, made.groups, made.totals) == ((), (), ())
