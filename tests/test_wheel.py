"""The built wheel, in an environment of its own, from another folder: what people get when they install it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.live import ROOT, fetch, outside, running

pytestmark = pytest.mark.network


def run(*command: str | Path, folder: Path) -> str:
    """What a program prints; a failure shows all it said."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=outside(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, ROOT, folder=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a fresh environment with nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "venv", folder=folder)
    programs = folder / "venv" / "bin"
    run(programs / "pip", "install", "-c", ROOT / ".ci" / "constraints.txt", wheel, folder=folder)
    return programs


def test_the_wheel_carries_every_file_that_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    here = {
        f"campaign/_bundled/{path.relative_to(ROOT)}"
        for path in [ROOT / "recommendations.yaml", *(ROOT / "templates").rglob("*.*")]
    }
    code = {str(path.relative_to(ROOT)) for path in (ROOT / "campaign").rglob("*.*") if "__pycache__" not in path.parts}
    assert here | code <= inside
    assert not [name for name in inside if name.startswith(("tests", "docs"))]


def test_the_installed_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    from campaign import __version__

    assert run(installed / "campaign", "--version", folder=tmp_path) == f"campaign {__version__}\n"


def test_the_installed_program_writes_a_letter(installed: Path, tmp_path: Path) -> None:
    command = ("--practice", "letter", "ZZ1 1AA", "--ask", "cotton-import-ban", "--name", "Ann Example")
    letter = run(installed / "campaign", *command, folder=tmp_path)
    assert "Dear Margaret Ashenden," in letter


def test_the_installed_program_copies_the_organisers_files(installed: Path, tmp_path: Path) -> None:
    run(installed / "campaign", "init", "mine", folder=tmp_path)
    run(installed / "campaign", "check", "mine", folder=tmp_path)
    assert (tmp_path / "mine" / "recommendations.yaml").read_bytes() == (ROOT / "recommendations.yaml").read_bytes()


def test_the_installed_program_serves_the_site(installed: Path, tmp_path: Path) -> None:
    with running([str(installed / "campaign"), "run", "--practice", "--port", "{port}"], tmp_path) as live:
        page = fetch(live.url).decode()
        assert "<h1>" in page
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert b"{" in fetch(live.url + style)
