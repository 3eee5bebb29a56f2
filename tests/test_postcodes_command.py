"""`campaign postcodes build | info | verify` on a small invented country."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from campaign.cli import main
from campaign.models import Constituency, Seat
from campaign.store import open_store
from tests.conftest import TODAY
from tests.index.country import NAMES, ROWS, csv_text, names_text, ons_text, ons_zip, table


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line on standard error; progress comes before it."""
        assert "Traceback" not in self.err
        return self.err.splitlines()[-1]


Run = Callable[..., Done]


@pytest.fixture
def postcodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run it in a folder that has table.csv and names.csv."""
    monkeypatch.chdir(tmp_path)
    table(tmp_path)
    table(tmp_path, names_text(), "names.csv")
    database = f"sqlite:///{tmp_path / 'campaign.sqlite3'}"

    def run(*argv: str, **environ: str) -> Done:
        code = main(["postcodes", *argv], environ={"CAMPAIGN_DATABASE_URL": database} | environ, clock=lambda: TODAY)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return run


def build(postcodes: Run, *argv: str) -> Done:
    """Build country.idx."""
    return postcodes("build", "table.csv", "--names", "names.csv", "-o", "country.idx", *argv)


def test_build_says_what_is_in_the_index_and_shows_progress(postcodes: Run, tmp_path: Path) -> None:
    done = build(postcodes)
    size = (tmp_path / "country.idx").stat().st_size
    live = sum(not row[2] for row in ROWS)
    assert (done.code, done.out) == (0, f"country.idx: {live} postcodes in {len(NAMES)} seats, {size:,} bytes\n")
    assert done.err.splitlines()[-2:] == [
        "Reading postcodes: 100%",
        "note: there is no directory yet to check the names against (`campaign refresh` makes one)",
    ]


def test_build_without_names_says_that_the_site_cannot_use_it(postcodes: Run) -> None:
    done = postcodes("build", "table.csv", "-o", "country.idx")
    assert done.code == 0
    assert done.last.endswith("build it again with --names FILE")


def test_build_can_leave_out_northern_ireland(postcodes: Run) -> None:
    assert "in 3 seats" in build(postcodes, "--without-ni").out
    assert "without ni" in postcodes("info", "country.idx").out


def directory_of(tmp_path: Path, *names: str) -> None:
    """A directory of seats with these names."""
    with closing(open_store(f"sqlite:///{tmp_path / 'campaign.sqlite3'}")) as store:
        edition = store.directory.begin(TODAY, 1000)
        places = [Constituency(number, name) for number, name in enumerate(names, 1)]
        store.directory.put(edition, [Seat(place, None, "directory", TODAY) for place in places], complete=True)
        store.directory.publish(edition)


def test_build_checks_the_names_against_the_directory(postcodes: Run, tmp_path: Path) -> None:
    directory_of(tmp_path, *NAMES.values())
    done = build(postcodes)
    assert (done.code, done.last) == (0, "Reading postcodes: 100%")
    directory_of(tmp_path, "Somewhere Else", *list(NAMES.values())[1:])
    done = build(postcodes)
    assert done.code == 1
    assert "Quillmouth North" in done.last


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("build", "none.csv"), "cannot be read"),
        (("build", "names.csv"), "no column of postcodes"),
        (("build", "table.csv", "--names", "table.csv"), "table.csv"),
        (("build", "table.csv", "--names", "names.csv", "-o", "none/country.idx"), "cannot be written"),
        (("info", "none.idx"), "is not there"),
        (("info", "table.csv"), "is not a postcode index"),
        (("verify", "none.idx", "table.csv"), "is not there"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_and_exit_code_1(
    argv: tuple[str, ...], why: str, postcodes: Run
) -> None:
    done = postcodes(*argv)
    assert (done.code, done.out) == (1, "")
    assert why in done.last
    assert [line for line in done.err.splitlines() if "%" not in line] == [done.last]


def test_a_damaged_index_is_refused(postcodes: Run, tmp_path: Path) -> None:
    build(postcodes)
    file = tmp_path / "country.idx"
    content = bytearray(file.read_bytes())
    content[-3] ^= 0xFF
    file.write_bytes(content)
    for argv in (("info", "country.idx"), ("verify", "country.idx", "table.csv")):
        done = postcodes(*argv)
        assert (done.code, "is damaged" in done.last) == (1, True)


def test_info_tells_all_that_the_index_says_of_itself(postcodes: Run) -> None:
    build(postcodes)
    lines = postcodes("info", "country.idx").out.splitlines()
    labels = [line[:14].strip() for line in lines]
    assert labels[:3] == ["edition", "date", "built"]
    assert "built         2026-11-21" in lines
    assert labels[-2:] == ["regions", "size"]
    assert "regions       not known" in lines
    assert any(line.startswith("licence ") and len(line) > 30 for line in lines)


def test_info_tells_for_how_many_seats_the_region_is_known(postcodes: Run, tmp_path: Path) -> None:
    ons_zip(tmp_path, {"Data/ONSPD_NOV_2025_UK.csv": ons_text()}, "ons.zip")
    postcodes("build", "ons.zip", "--names", "names.csv", "-o", "country.idx")
    assert "regions       known for 2 seats\n" in postcodes("info", "country.idx").out


def test_the_index_that_the_site_uses_is_the_one_meant_unless_a_file_is_named(postcodes: Run, tmp_path: Path) -> None:
    there = {"CAMPAIGN_POSTCODE_INDEX": str(tmp_path / "here.idx")}
    assert postcodes("build", "table.csv", "--names", "names.csv", **there).out.startswith(f"{tmp_path}/here.idx: ")
    assert postcodes("info", **there).code == 0
    assert postcodes("build", "table.csv", "--names", "names.csv").out.startswith("postcodes.idx: ")
    (tmp_path / "here.idx").unlink()
    assert (postcodes("info").code, postcodes("info", **there).code) == (0, 1)


def test_verify_agrees_with_the_table_it_was_built_from(postcodes: Run) -> None:
    build(postcodes)
    done = postcodes("verify", "country.idx", "table.csv")
    assert (done.code, done.out.splitlines()[-1]) == (0, "They agree.")


def test_verify_names_what_differs(postcodes: Run, tmp_path: Path) -> None:
    build(postcodes)
    other = [("QX1 1AA", "E14009002", ""), *ROWS[1:-1], ("ZE9 9ZZ", "E14009001", "")]
    table(tmp_path, csv_text(other), "other.csv")
    done = postcodes("verify", "country.idx", "other.csv")
    assert (done.code, done.out.splitlines()[-1]) == (1, "They do not agree.")
    assert "  QX1 1AA: E14009002 in the table, E14009001 in the index" in done.out.splitlines()
    assert "ZE9 9ZZ" in done.out
