"""The index behind the finder's port: seats by name, the probable one first, and a list of them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.errors import ParliamentUnavailable, PostcodeUnknown
from campaign.index import PostcodeIndex, build, open_index
from campaign.index.source import IndexSource
from campaign.models import Constituency, Whereabouts
from campaign.postcodes import parse

ROWS = "AB12 3QX,E14009001,10,E12000007\nAB12 3QY,E14009002,900,E12000009\nAB13 1AA,W07009001,3,W99999999\n"
NAMES = {"E14009001": "Seat A Vale", "E14009002": "Fallow Hythe", "W07009001": "Ynys Mon"}


def index(folder: Path, names: dict[str, str] = NAMES) -> PostcodeIndex:
    (folder / "table.csv").write_text("postcode,gss,edge_m,rgn\n" + ROWS)
    (folder / "names.csv").write_text("gss,name\n" + "".join(f"{code},{name}\n" for code, name in names.items()))
    build([folder / "table.csv"], folder / "few.idx", names=(folder / "names.csv") if names else None, edge_metres=50)
    return open_index(folder / "few.idx")


def test_close_to_an_edge_its_own_seat_is_probable_and_comes_before_the_neighbours(tmp_path: Path) -> None:
    found = IndexSource(index(tmp_path)).find(parse("AB12 3QX"))
    assert found == Whereabouts((Constituency(0, "Seat A Vale"), Constituency(0, "Fallow Hythe")), probable=True)


def test_away_from_every_edge_there_is_one_answer(tmp_path: Path) -> None:
    assert IndexSource(index(tmp_path)).find(parse("AB12 3QY")) == Whereabouts((Constituency(0, "Fallow Hythe"),))


def test_close_to_an_edge_without_a_known_neighbour_there_is_nothing_to_choose(tmp_path: Path) -> None:
    assert IndexSource(index(tmp_path)).find(parse("AB13 1AA")) == Whereabouts((Constituency(0, "Ynys Mon"),))


def test_the_directory_s_own_entries_are_given_where_there_are_any(tmp_path: Path) -> None:
    parliaments = tuple(Constituency(n, name) for n, name in enumerate(("Seat A Vale", "Fallow Hythe", "Ynys Môn"), 1))
    source = IndexSource(index(tmp_path), lambda: parliaments)
    assert source.find(parse("AB13 1AA")).choices == (parliaments[2],)


def test_the_list_has_every_seat_by_name(tmp_path: Path) -> None:
    assert [place.name for place in IndexSource(index(tmp_path)).listed] == ["Fallow Hythe", "Seat A Vale", "Ynys Mon"]


def test_regions_go_by_the_name_in_our_addresses_which_is_parliaments_where_that_is_known(tmp_path: Path) -> None:
    opened = index(tmp_path)
    assert IndexSource(opened).regions() == {"seat-a-vale": "London", "fallow-hythe": "South West"}
    parliaments = tuple(Constituency(n, name) for n, name in enumerate(("Seat A Vale", "The Fallow Hythe", "Ynys Mon")))
    assert IndexSource(opened, lambda: parliaments).regions()["the-fallow-hythe"] == "South West"


def test_without_names_there_is_no_list_and_no_answer(tmp_path: Path) -> None:
    source = IndexSource(index(tmp_path, {}))
    assert source.listed == ()
    assert source.regions() == {}
    with pytest.raises(ParliamentUnavailable):
        source.find(parse("AB12 3QX"))


def test_a_postcode_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(PostcodeUnknown):
        IndexSource(index(tmp_path)).find(parse("AB12 3XX"))
