"""From tables to an index."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.errors import IndexFileError, IndexSourceError
from campaign.index import build, open_index
from campaign.models import Constituency
from tests.index.country import NAMES, NORTH, ROWS, SOUTH, build_here, csv_text, names_text, ons_text, ons_zip, table

MEMBERS = {
    "Data/ONSPD_NOV_2025_UK.csv": ons_text(),
    "Documents/PCON names and codes.csv": names_text(),
}


def test_a_zip_of_ons_becomes_an_index_with_edition_licence_and_names(tmp_path: Path) -> None:
    index, built = build_here(tmp_path, ons_zip(tmp_path, MEMBERS))
    assert index.about == built.about
    assert (built.about.edition, built.about.date) == ("ONS Postcode Directory, November 2025", "2025-11")
    assert any("Land & Property Services" in line for line in built.about.licence)
    assert dict(index.names) == NAMES
    assert dict(index.regions) == {NORTH: "E12000003", SOUTH: "E12000003"}
    assert index.look_up("QX1", "1AD").gss == SOUTH
    assert index.look_up("QX1", "1BA").status == "terminated"
    assert (built.rows, built.odd, built.without_seat, built.left_out) == (10, 0, 0, 0)


@pytest.mark.parametrize(("seat", "ended"), [("pcon", "doterm"), ("pcon24cd", "doterm"), ("PCON31CD", "DOTERM")])
def test_the_columns_of_any_edition_are_understood(tmp_path: Path, seat: str, ended: str) -> None:
    members = {**MEMBERS, "Data/ONSPD_NOV_2025_UK.csv": ons_text(seat=seat, ended=ended)}
    assert build_here(tmp_path, ons_zip(tmp_path, members))[1].about.live == 7


def test_several_sources_make_one_index(tmp_path: Path) -> None:
    first = table(tmp_path, csv_text(ROWS[:5]), "gb.csv.gz")
    second = table(tmp_path, csv_text(ROWS[5:]), "ni.csv")
    told: list[tuple[int, int]] = []
    index, built = build_here(tmp_path, first, second, progress=lambda done, total: told.append((done, total)))
    assert built.about.live == 7
    assert built.about.edition == "gb.csv.gz, ni.csv"
    total = first.stat().st_size + second.stat().st_size
    assert told == sorted(told)
    assert told[-1] == (total, total)
    assert index.look_up("BT99", "1AA").gss == "N05009001"
    assert "regions" not in index.sections
    assert dict(index.regions) == {}


def test_without_northern_ireland_neither_its_postcodes_nor_its_licence_are_in(tmp_path: Path) -> None:
    index, built = build_here(tmp_path, ons_zip(tmp_path, MEMBERS), without_ni=True)
    assert index.look_up("BT99", "1AA").status == "unknown"
    assert index.look_up("BT99", "1AB").status == "unknown"
    assert built.about.without_ni
    assert built.left_out == 2
    assert not any("Northern Ireland" in line for line in built.about.licence)
    assert "N05009001" not in index.names


def test_the_order_of_the_rows_does_not_change_a_byte(tmp_path: Path) -> None:
    build_here(tmp_path)[0].close()
    first = (tmp_path / "postcodes.idx").read_bytes()
    build_here(tmp_path, table(tmp_path, csv_text(reversed(ROWS))))[0].close()
    assert (tmp_path / "postcodes.idx").read_bytes() == first


def test_a_seat_without_a_name_in_the_list_stops_the_build(tmp_path: Path) -> None:
    names = table(tmp_path, names_text({NORTH: "Quillmouth North"}), "names.csv")
    with pytest.raises(IndexSourceError, match=r"3 constituencies: E14009002, N05009001, W07009001"):
        build_here(tmp_path, names=names)
    assert not (tmp_path / "postcodes.idx").exists()


def test_a_seat_that_parliament_does_not_have_stops_the_build(tmp_path: Path) -> None:
    names = table(tmp_path, names_text(), "names.csv")
    parliament = [Constituency(n, name) for n, name in enumerate(NAMES.values(), 1)]
    assert build_here(tmp_path, names=names, constituencies=parliament)[1].names == 4
    with pytest.raises(IndexSourceError, match="Lough Fell"):
        build_here(tmp_path, names=names, constituencies=parliament[:-1])
    with pytest.raises(IndexSourceError, match="no names of constituencies"):
        build_here(tmp_path, constituencies=parliament)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "no live postcode"),
        ([("QX1 1AA", "E14000530", "")], "line 2: E14000530 is the code of a constituency as it was before 2024"),
        ([("QX1 1AA", NORTH, ""), ("QX1 1AB", "Quill", "")], "line 3: 'Quill' is not the code"),
        ([("QX1 1AA", NORTH, ""), ("QX1 1AA", SOUTH, "")], "1 postcodes are in two"),
        ([(f"QX1 1A{x}", f"E1400{2000 + n}", "") for n, x in enumerate("ABDEFGHJLNPQRSTUW")], "a sector has 17"),
    ],
)
def test_a_table_that_cannot_be_right_leaves_the_old_index_as_it_was(tmp_path: Path, rows: list, said: str) -> None:
    build_here(tmp_path)[0].close()
    before = (tmp_path / "postcodes.idx").read_bytes()
    with pytest.raises(IndexSourceError, match=said):
        build_here(tmp_path, table(tmp_path, csv_text(rows), "bad.csv"))
    assert (tmp_path / "postcodes.idx").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.csv", "postcodes.idx", "table.csv"]


def test_a_target_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(IndexFileError, match="index-unwritable"):
        build([table(tmp_path)], tmp_path / "no folder" / "a.idx")


KILLED = """
import os, signal, sys
from pathlib import Path
from campaign.index import build
build([Path(sys.argv[1])], Path(sys.argv[2]), progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_builder_that_is_killed_leaves_the_old_index(tmp_path: Path) -> None:
    build_here(tmp_path)[0].close()
    before = (tmp_path / "postcodes.idx").read_bytes()
    other = table(tmp_path, csv_text(ROWS[:3]), "other.csv")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, other, tmp_path / "postcodes.idx"], env=environment, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "postcodes.idx").read_bytes() == before
    with open_index(tmp_path / "postcodes.idx") as index:
        assert index.about.live == 7
