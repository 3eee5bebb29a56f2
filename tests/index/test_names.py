"""The names of the seats, and how they are found among Parliament's."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.errors import IndexSourceError
from campaign.index.names import find_names, join_names
from campaign.models import Constituency
from tests.index.country import NAMES, NORTH, SOUTH, names_text, ons_text, ons_zip, table


@pytest.mark.parametrize("header", ["PCON24CD,PCON24NM", "pcon24cd,pcon24nm", "gss,name"])
def test_names_are_read_from_a_plain_table(tmp_path: Path, header: str) -> None:
    assert find_names(table(tmp_path, names_text(header=header)), []) == NAMES


def test_other_columns_and_codes_for_no_seat_do_not_matter(tmp_path: Path) -> None:
    text = f"FID,PCON24CD,PCON24NM,PCON24NMW\n1,{NORTH},  Quillmouth  North ,\n2,E99999999,(pseudo) England,\n\n"
    assert find_names(table(tmp_path, text), []) == {NORTH: "Quillmouth North"}


def test_the_newest_list_of_the_right_kind_is_found_in_a_zip(tmp_path: Path) -> None:
    documents = "ONSPD_NOV_2025/Documents/"
    path = ons_zip(
        tmp_path,
        {
            documents
            + "Scottish Parliamentary Constituency names and codes 2021.csv": "SPC21CD,SPC21NM\nS16000074,Far\n",
            documents + "Westminster Parliamentary Constituency names and codes UK as at 12_14.csv": names_text(
                {"E14000530": "Old Town"}, "PCON14CD,PCON14NM"
            ),
            documents + "PCON Westminster Parliamentary Constituency names and codes UK as at 07_24.csv": names_text(),
            documents + "LAD names and codes.csv": "LAD25CD,LAD25NM\nE06000001,Far\n",
            "Data/ONSPD_NOV_2025_UK.csv": ons_text(),
        },
    )
    assert find_names(None, [path]) == NAMES


def test_a_list_saved_by_excel_is_understood(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_bytes("PCON24CD,PCON24NM\nW07009001,Ynys Môn\n".encode("cp1252"))
    assert find_names(tmp_path / "names.csv", []) == {"W07009001": "Ynys Môn"}


def test_a_list_in_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    member = "Documents/PCON names and codes.csv"
    path = ons_zip(tmp_path, {member: names_text()})
    whole = bytearray(path.read_bytes())
    whole[30 + len(member)] = 7  # no kind of block
    path.write_bytes(whole)
    with pytest.raises(IndexSourceError, match="the names cannot be read"):
        find_names(None, [path])


def test_without_a_list_there_are_no_names(tmp_path: Path) -> None:
    assert find_names(None, [ons_zip(tmp_path, {"Data/a.csv": ons_text()}), table(tmp_path)]) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no columns of codes and names"),
        ("PCON24CD,other\nx,y\n", "no columns of codes and names"),
        ("gss,name\nE14000530,Old Town\n", "line 2: .* before 2024"),
        ("gss,name\nbad,Old Town\n", "line 2: 'bad' is not the code"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(IndexSourceError, match=said):
        find_names(table(tmp_path, text), [])


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexSourceError, match="cannot be read"):
        find_names(tmp_path / "none.csv", [])


@pytest.mark.parametrize(
    ("ons", "parliament"),
    [
        ("Ynys Mon", "Ynys Môn"),
        ("Ynys Môn", "Ynys Mon"),
        ("Ynys MÃ´n", "Ynys Môn"),
        ("Montgomeryshire and Glyndwr", "Montgomeryshire and Glyndŵr"),
        ("Montgomeryshire and Glyndŵr", "Montgomeryshire and Glyndw\u0302r"),
        ("Bridlington and the Wolds", "Bridlington and The Wolds"),
        ("Wrekin, The", "The Wrekin"),
        ("QUEEN’S PARK & MAIDA VALE", "Queen's Park and Maida Vale"),
        ("Inverness Skye and West Ross-shire", "Inverness, Skye and West Ross-shire"),
        ("St. Helens North", "St Helens North"),
    ],
)
def test_the_ways_in_which_names_differ_do_not_matter(ons: str, parliament: str) -> None:
    here = Constituency(7, parliament)
    others = (Constituency(8, "Quillmouth"), Constituency(9, "Bridlington and Far Wolds"))
    assert join_names({NORTH: ons}, (*others, here)) == {NORTH: here}


def test_every_name_that_is_not_found_is_listed() -> None:
    with pytest.raises(IndexSourceError) as caught:
        join_names({**NAMES, SOUTH: ""}, [Constituency(1, "Quillmouth North"), Constituency(2, "Ynys Gwydd")])
    problem = caught.value.details["problem"]
    assert problem.startswith("2 not among")
    assert f"{SOUTH} (no name)" in problem
    assert "N05009001 Lough Fell" in problem
    assert "Quillmouth North" not in problem


def test_two_codes_of_one_name_or_two_seats_of_one_name_are_listed() -> None:
    one = Constituency(1, "Quillmouth")
    with pytest.raises(IndexSourceError, match="2 not"):
        join_names({NORTH: "Quillmouth", SOUTH: "Quillmouth"}, [one])
    with pytest.raises(IndexSourceError, match="1 not"):
        join_names({NORTH: "Quillmouth"}, [one, Constituency(2, "The Quillmouth")])
