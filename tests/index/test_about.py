"""What an index says about itself."""

from __future__ import annotations

import pytest

from campaign.index.about import Edition, edition_of, licence_lines


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("Data/ONSPD_NOV_2025_UK.csv", Edition("onspd", "ONS Postcode Directory, November 2025", "2025-11")),
        ("NSPL21_FEB_2026_UK.csv", Edition("nspl", "National Statistics Postcode Lookup, February 2026", "2026-02")),
        ("onspd_aug_2026.zip", Edition("onspd", "ONS Postcode Directory, August 2026", "2026-08")),
        ("folder/list.csv", Edition("csv", "list.csv", "")),
        ("ONSPD_XYZ_2025.zip", Edition("csv", "ONSPD_XYZ_2025.zip", "")),
    ],
)
def test_the_name_of_a_file_says_its_edition(name: str, edition: Edition) -> None:
    assert edition_of([name]) == edition


def test_the_first_name_that_says_an_edition_wins() -> None:
    assert edition_of(["download.zip", "Data/ONSPD_NOV_2025_UK.csv"]).date == "2025-11"


def test_the_licence_lines_name_the_year_and_northern_ireland_only_where_it_is_in() -> None:
    edition = edition_of(["ONSPD_NOV_2025.zip"])
    without = licence_lines(edition, northern_ireland=False)
    assert any("Open Government Licence" in line for line in without)
    assert sum("2025" in line for line in without) == 3
    assert not any("Northern Ireland" in line for line in without)
    assert "Land & Property Services" in licence_lines(edition, northern_ireland=True)[-1]


def test_a_plain_table_is_said_to_have_its_own_licence() -> None:
    assert "licence is that of the table" in licence_lines(edition_of(["x.csv"]), northern_ireland=True)[0]
