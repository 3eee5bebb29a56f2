"""The house rules that a machine can hold: what lies where, how big it is, what is never written."""

from __future__ import annotations

import ast
import re
import shutil
import socket
import statistics
import subprocess
from pathlib import Path

import pytest

import campaign
from campaign.settings import bundled_folder
from tests.live import ROOT

TOP_LEVEL = {
    "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "recommendations.yaml", "campaign", "templates",
    "tests", "docs",
}  # fmt: skip
MODULES = sorted((ROOT / "campaign").rglob("*.py"))
# A path of one person's computer, and of this one; the host of a package registry.
HERE = rf"|{re.escape(str(ROOT.parent))}/" if len(ROOT.parents) > 1 else ""
NEVER = re.compile(
    r"/(?:home|Users)/\w+|/(?:root)/|\b(?:files\.)?pythonhosted\.org|\bpypi\.org|\bregistry\.npmjs\b" + HERE
)


def tracked() -> list[str]:
    """Every file of the project, also one that is not committed yet."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    told = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in told.stdout.decode().splitlines() if (ROOT / name).is_file()]


def test_the_top_level_holds_what_the_readme_shows_and_no_more() -> None:
    top = {name.split("/")[0] for name in tracked()}
    assert {name for name in top if not name.startswith(".")} == TOP_LEVEL


def test_no_file_names_a_persons_computer_or_a_package_registry() -> None:
    guilty = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        guilty += [f"{name}: {found[0]}" for found in NEVER.finditer(text)]
    assert not guilty


def test_no_file_is_large() -> None:
    assert [name for name in tracked() if (ROOT / name).stat().st_size > 500_000] == []


def test_a_module_has_at_most_300_lines() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_a_function_has_at_most_40_lines_and_most_have_ten() -> None:
    sizes = {
        f"{path.relative_to(ROOT)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in sizes.items() if lines > 40} == {}
    assert statistics.median(sizes.values()) <= 10


def test_test_files_of_one_folder_can_be_told_apart() -> None:
    bare = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in bare if not (folder / "__init__.py").exists()] == []


def test_nothing_but_this_computer_can_be_reached() -> None:
    # 192.0.2.1 is set aside for documentation (RFC 5737): nobody is there.
    with pytest.raises(RuntimeError, match="192"), pytest.warns(UserWarning, match="connect"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_there_is_no_room_without_people() -> None:
    empty = [
        f for f in (ROOT / "campaign").rglob("*") if f.is_dir() and f.name != "__pycache__" and not any(f.iterdir())
    ]
    assert empty == []


def test_this_is_the_checkout_and_it_reads_its_own_files() -> None:
    # An editable installation leaves a copy of the templates beside the other packages. Nothing may read it.
    assert Path(campaign.__file__) == ROOT / "campaign" / "__init__.py"
    assert bundled_folder() == ROOT
