"""`campaign hexes import`: what it says, and that the site then has the map."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from campaign.cli import main
from campaign.counts.hexes import load_hexes
from campaign.models import Constituency, Seat
from campaign.settings import load
from campaign.store import open_store
from tests.conftest import TODAY
from tests.live import CAMPAIGN, ROOT, outside

CELLS = {"E1": {"n": "Aldmere", "q": 0, "r": 0}, "E2": {"n": "Wend Valley", "q": 1, "r": 0}}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"CAMPAIGN_DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'campaign.sqlite3'}"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "map.hexjson"
    made.write_text(json.dumps({"layout": "odd-r", "hexes": CELLS}))
    return made


def directory(environ: dict[str, str], *names: str) -> None:
    with closing(open_store(environ["CAMPAIGN_DATABASE_URL"])) as store:
        edition = store.directory.begin(TODAY, 1000)
        seats = [Seat(Constituency(n, name), None, "directory", TODAY) for n, name in enumerate(names, 1)]
        store.directory.put(edition, seats, complete=True)
        store.directory.publish(edition)


def test_a_map_is_kept_beside_the_database_and_the_note_says_what_could_not_be_checked(
    environ: dict[str, str], file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hexes", "import", str(file)], environ=environ) == 0
    said = capsys.readouterr()
    target = tmp_path / "data" / "hexes.json"
    assert said.out == f"{target}: 2 hexagons, layout odd-r\n"
    assert said.err.startswith("note: there is no directory yet")
    assert load(environ).hex_file == target
    hexes = load_hexes(target)
    assert hexes is not None
    assert [one.name for one in hexes.hexes] == ["Aldmere", "Wend Valley"]


def test_what_is_missing_and_what_is_unknown_is_named(
    environ: dict[str, str], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory(environ, "Aldmere", *(f"Seat {n}" for n in range(12)))
    assert main(["hexes", "import", str(file)], environ=environ) == 0
    notes = capsys.readouterr().err.splitlines()
    assert notes[0].startswith("note: constituencies without a hexagon: 12 (Seat 0, Seat 1, ")
    assert notes[0].endswith(" and 2 more)")
    assert notes[1] == "note: hexagons that are no constituency of Parliament's: 1 (Wend Valley)"


def test_a_complete_map_needs_no_note(environ: dict[str, str], file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory(environ, "Aldmere", "Wend Valley")
    assert main(["hexes", "import", str(file)], environ=environ) == 0
    assert capsys.readouterr().err == ""


def test_a_map_of_somewhere_else_or_no_map_is_one_line_and_the_old_one_stays(
    environ: dict[str, str], file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["hexes", "import", str(file)], environ=environ) == 0
    kept = load(environ).hex_file.read_bytes()
    directory(environ, "Elsewhere")
    broken = tmp_path / "broken.hexjson"
    broken.write_text("{")
    capsys.readouterr()
    for wrong, said in ((file, "none of its hexagons"), (broken, "it is no JSON"), (tmp_path / "none", "No such file")):
        assert main(["hexes", "import", str(wrong)], environ=environ) == 1
        lines = capsys.readouterr().err.splitlines()
        assert len(lines) == 1
        assert said in lines[0]
        assert lines[0].startswith(f"{wrong}: ")
    assert load(environ).hex_file.read_bytes() == kept


@pytest.mark.skipif(os.name != "posix", reason="limits of the size of files are set as POSIX has them")
def test_a_full_disk_leaves_the_map_from_before(environ: dict[str, str], file: Path) -> None:
    assert main(["hexes", "import", str(file)], environ=environ) == 0
    target = load(environ).hex_file
    kept = target.read_bytes()
    many = {f"E{n}": {"n": f"Place {n}", "q": n % 30, "r": n // 30} for n in range(600)}
    file.write_text(json.dumps({"layout": "odd-r", "hexes": many}))
    command = f"ulimit -f 8; exec {shlex.join([*CAMPAIGN, 'hexes', 'import', str(file)])}"
    failed = subprocess.run(
        ["bash", "-c", command],
        env=outside(os.environ, PYTHONPATH=str(ROOT), **environ),
        capture_output=True,
        text=True,
    )
    assert failed.returncode == 1
    assert failed.stderr.splitlines() == [f"{target}: File too large; nothing was written"]
    assert target.read_bytes() == kept
    assert [path.name for path in target.parent.iterdir() if "hexes" in path.name or "campaign-" in path.name] == [
        target.name
    ]


def test_the_place_of_the_map_can_be_set_and_a_server_has_it_in_the_data_folder(tmp_path: Path) -> None:
    assert load({"CAMPAIGN_HEXES": str(tmp_path / "m.json")}).hex_file == tmp_path / "m.json"
    server = load({"CAMPAIGN_DATABASE_URL": "postgresql://h/d"}).hex_file
    assert server == load({}).hex_file
    assert server.name == "hexes.json"
