"""Tables as they are downloaded, and what is said of those that cannot be used."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from campaign.errors import IndexSourceError
from campaign.index.sources import Columns, Table, find_columns, find_tables
from tests.index.country import csv_text, ons_text, ons_zip, table

Row = tuple[str, str, bool, str, str]


def rows_of(path: Path) -> list[Row]:
    """Every row of every table of a source."""
    rows: list[Row] = []
    for found in find_tables(path):
        found.read(lambda *row: rows.append(row), lambda _: None)
    return rows


def refusal(path: Path) -> str:
    """What is said of a source that cannot be used."""
    with pytest.raises(IndexSourceError) as caught:
        rows_of(path)
    assert caught.value.details["file"].startswith(str(path))
    return caught.value.details["problem"]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("postcode,gss", Columns(0, 1, -1, -1, -1, -1)),
        ("gss, Postcode ", Columns(1, 0, -1, -1, -1, -1)),
        ("postcode,gss,status,terminated,edge_m", Columns(0, 1, 3, 2, 4, -1)),
        ("pcd,pcd2,pcds,dointr,doterm,pcon", Columns(2, 5, 4, -1, -1, -1)),
        ("pcd,pcds,doterm,ctry,rgn,pcon", Columns(1, 5, 2, -1, -1, 4)),
        ("pcd7,pcd8,pcds,doterm,ctry25cd,rgn25cd,pcon24cd", Columns(2, 6, 3, -1, -1, 5)),
        ("PCD7,PCD8,DOTERM,PCON31CD,RGN20CD,RGN31CD,PCON24CD", Columns(1, 3, 2, -1, -1, 5)),
        ("pcd,doterm,pconxx,pcon14,rgn_name,", Columns(0, 3, 1, -1, -1, -1)),
        ("gss,postcode,region_code,", Columns(1, 0, -1, -1, -1, 2)),
    ],
)
def test_columns_are_found_by_the_pattern_of_their_names(header: str, columns: Columns) -> None:
    assert find_columns(header.split(","), "x") == columns


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.txt"])
def test_a_plain_table_is_read_packed_or_not(tmp_path: Path, name: str) -> None:
    text = "postcode,gss,status,terminated,edge_m\nQX1 1AA,A,L,,12\nQX1 1AB,B,T,199606,\nQX1 1AD,B,T,,\n"
    content = gzip.compress(text.encode(), mtime=0) if name.endswith("gz") else text.encode()
    (tmp_path / name).write_bytes(content)
    assert rows_of(tmp_path / name) == [
        ("QX1 1AA", "A", False, "12", ""),
        ("QX1 1AB", "B", True, "", ""),
        ("QX1 1AD", "B", True, "", ""),
    ]


def test_a_byte_order_mark_windows_line_ends_and_empty_lines_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfpostcode,gss\r\nQX1 1AA,A\r\n\r\n")
    assert rows_of(tmp_path / "a.csv") == [("QX1 1AA", "A", False, "", "")]


def test_in_a_zip_the_largest_table_in_one_piece_is_taken(tmp_path: Path) -> None:
    whole = ons_text()
    members = {
        "ONSPD_NOV_2025/Data/multi_csv/ONSPD_NOV_2025_UK_QX.csv": whole,
        "ONSPD_NOV_2025/Data/ONSPD_NOV_2025_UK.csv": whole + whole.splitlines()[1],
        "ONSPD_NOV_2025/Data/small.csv": ons_text([]),
        "ONSPD_NOV_2025/Documents/LAD names and codes.csv": "LAD25CD,LAD25NM\nE06000001,Far\n" + "x,y\n" * 999,
        "ONSPD_NOV_2025/User Guide.pdf": "x" * 9999,
    }
    tables = find_tables(ons_zip(tmp_path, members))
    assert [found.member for found in tables] == ["ONSPD_NOV_2025/Data/ONSPD_NOV_2025_UK.csv"]
    assert len(rows_of(tmp_path / "ONSPD_NOV_2025.zip")) == 11


def test_a_zip_that_has_only_the_parts_gives_all_of_them(tmp_path: Path) -> None:
    lines = ons_text().splitlines(keepends=True)
    members = {f"Data/multi_csv/ONSPD_NOV_2025_UK_{n}.csv": lines[0] + lines[n] for n in range(1, 11)}
    path = ons_zip(tmp_path, members)
    assert len(find_tables(path)) == 10
    assert len(rows_of(path)) == 10


def test_progress_ends_with_everything_and_never_goes_back(tmp_path: Path) -> None:
    for path in (table(tmp_path), table(tmp_path, name="b.csv.gz"), ons_zip(tmp_path, {"a.csv": ons_text()})):
        (found,) = find_tables(path)
        told: list[int] = []
        found.read(lambda *_: None, told.append)
        assert told == sorted(told)
        assert told[-1] == found.size


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"name,gss\nx,y\n", "no column of postcodes"),
        (b"postcode,name\nx,y\n", "no column of constituency codes"),
        (b"postcode,gss\nQX1 1AA\n", "line 2: the line is too short"),
        ("postcode,gss\nQX1 1AA,Ynys Gŵydd\nQX1 1AB,Gwŷr\n".encode("iso8859-14"), "not in UTF-8"),
        (b"postcode,gss\n" + b"x" * 200_000, "not CSV"),
        (gzip.compress(b"postcode,gss\n" + b"QX1 1AA,E14009001\n" * 50, mtime=0)[:-12], "damaged or cut short"),
        (b"\x1f\x8b but no gzip", "damaged or cut short"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert said in refusal(tmp_path / "a.csv")


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "nothing.zip")


def test_a_zip_without_a_table_or_cut_short_is_refused(tmp_path: Path) -> None:
    path = ons_zip(tmp_path, {"readme.txt": "hello", "Documents/a.csv": "a,b\n"})
    assert "no file in the zip" in refusal(path)
    path = ons_zip(tmp_path, {"Data/a.csv": ons_text() * 50})
    whole = path.read_bytes()
    for first, what in ((30 + len("Data/a.csv"), b"\7"), (300, bytes(30))):  # 7: no kind of block
        path.write_bytes(whole[:first] + what + whole[first + len(what) :])
        assert re.search("damaged|cannot be read|line is too short", refusal(path)), first


def test_the_line_of_a_wrong_row_is_named(tmp_path: Path) -> None:
    def take(*row: object) -> None:
        if row[0] == "QX1 1AD":
            raise ValueError("it is odd")

    path = table(tmp_path, "\n" + csv_text())
    with pytest.raises(IndexSourceError, match="empty"):
        Table(path, "", 1).read(take, lambda _: None)
    path = table(tmp_path, csv_text().replace("QX1 1AB", "\nQX1 1AB"))
    with pytest.raises(IndexSourceError, match=r"table\.csv: line 5: it is odd"):
        Table(path, "", 1).read(take, lambda _: None)
