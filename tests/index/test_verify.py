"""An index against the tables it should agree with."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.errors import IndexSourceError
from campaign.index import Difference, verify
from tests.index.country import NORTH, ROWS, SOUTH, build_here, csv_text, table


def test_an_index_agrees_with_what_it_was_built_from(tmp_path: Path) -> None:
    index, _ = build_here(tmp_path)
    report = verify(index, [tmp_path / "table.csv"])
    assert report.exact
    assert (report.live, report.agreed) == (7, 7)
    assert (report.terminated, report.rejected, report.known_as_terminated) == (3, 3, 3)
    assert (report.twins, report.surplus, report.odd, report.without_seat, report.left_out) == (0, 0, 0, 0, 0)
    assert report.differences == ()


def test_another_seat_a_missing_one_and_one_too_many_are_told(tmp_path: Path) -> None:
    index, _ = build_here(tmp_path)
    rows = [("QX1 1AA", SOUTH, ""), *ROWS[2:], ("QX3 1AA", NORTH, "")]
    rows[1] = ("QX1 1AD", SOUTH, "202001")
    report = verify(index, [table(tmp_path, csv_text(rows), "other.csv")])
    assert not report.exact
    assert report.differences == (
        Difference("QX1 1AA", SOUTH, NORTH),
        Difference("QX1 1AD", "terminated", SOUTH),
        Difference("QX3 1AA", NORTH, "unknown"),
    )
    assert (report.live, report.agreed, report.terminated, report.rejected) == (6, 4, 4, 3)
    assert report.surplus == 2  # QX1 1AB is in no row, QX1 1AD in a terminated one


def test_a_surplus_alone_is_no_exact_agreement(tmp_path: Path) -> None:
    index, _ = build_here(tmp_path)
    report = verify(index, [table(tmp_path, csv_text(ROWS[1:]), "other.csv")])
    assert (report.surplus, report.differences, report.exact) == (1, (), False)


def test_only_the_first_ten_differences_are_kept(tmp_path: Path) -> None:
    index, _ = build_here(tmp_path)
    rows = [(f"QX{n} 7AA", NORTH, "") for n in range(10, 35)]
    report = verify(index, [table(tmp_path, csv_text(rows), "other.csv")])
    assert len(report.differences) == 10
    assert (report.live, report.agreed) == (25, 0)


def test_twins_rows_without_seat_and_repeated_rows_do_not_count_as_differences(tmp_path: Path) -> None:
    index, _ = build_here(tmp_path)
    rows = [*ROWS, *ROWS, ("QX1 1AA", SOUTH, "199001"), ("JE2 1AA", "L99999999", ""), ("NPT 0VA", NORTH, "198412")]
    report = verify(index, [table(tmp_path, csv_text(rows), "other.csv")])
    assert report.exact
    assert (report.live, report.twins, report.without_seat, report.odd) == (7, 1, 1, 1)


def test_northern_ireland_is_not_compared_if_the_index_was_made_without(tmp_path: Path) -> None:
    index, _ = build_here(tmp_path, without_ni=True)
    report = verify(index, [tmp_path / "table.csv"])
    assert report.exact
    assert (report.live, report.left_out) == (6, 2)


def test_a_table_that_contradicts_itself_cannot_be_compared_with(tmp_path: Path) -> None:
    index, _ = build_here(tmp_path)
    with pytest.raises(IndexSourceError, match="two constituencies"):
        verify(index, [table(tmp_path, csv_text([("QX1 1AA", NORTH, ""), ("QX1 1AA", SOUTH, "")]), "other.csv")])
