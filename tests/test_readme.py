"""What the README and docs/ tell people to type works, and what they name is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from campaign.cli.arguments import build_parser
from campaign.settings import load
from tests.live import CAMPAIGN, ROOT, fetch, outside, running
from tests.page import PageClient
from tests.test_house import tracked

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"`([\w.-]*(?:/[\w.*-]+)*/?)`")
FOLDERS = ("campaign/", "templates/", "tests/", "docs/", ".ci/")
HOLDERS = re.compile(r"_bundled|NAME|DIR")
"""Parts of a path that stand for something else, or exist only in the wheel."""
RUN, TEST = (line for line in README.splitlines() if line.startswith("python3 -m venv"))


def blocks(path: Path, *kinds: str) -> list[str]:
    """The fenced blocks of these kinds."""
    return [text for kind, text in BLOCKS.findall(path.read_text(encoding="utf-8")) if kind in kinds]


def typed(path: Path) -> list[str]:
    """The lines that a reader is told to type in a shell."""
    return [line for block in blocks(path, "sh") for line in block.splitlines() if line.strip()]


def arguments(line: str) -> list[str] | None:
    """What follows `campaign` where that is the program of a line."""
    words = shlex.split(line.split("&&")[-1].removeprefix("$ "))
    words = [word for word in words if not re.fullmatch(r"[A-Z_]+=.*", word)]
    return words[1:] if words and words[0].rsplit("/", 1)[-1] == "campaign" else None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    lost = [link for link in links if link and "://" not in link and not (path.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_file_that_is_named_is_there(path: Path) -> None:
    named = {name for name in NAMED.findall(path.read_text(encoding="utf-8")) if name.startswith(FOLDERS)}
    lost = [
        name for name in named if not (ROOT / name).exists() and not list(ROOT.glob(name)) and not HOLDERS.search(name)
    ]
    assert lost == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_is_one_that_the_program_knows(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in typed(path):
        words = arguments(line)
        if words is None:
            continue
        code = 0
        try:
            build_parser().parse_args(words)
        except SystemExit as end:  # --version and --help end with 0
            code = int(end.code or 0)
        assert code == 0, f"{line}\n{capsys.readouterr().err}"


def test_the_settings_in_the_documentation_are_settings(tmp_path: Path) -> None:
    found = 0
    for path in PAGES:
        for block in blocks(path, "toml"):
            file = tmp_path / "settings.toml"
            file.write_text(re.sub(r"^dir = .*$", 'dir = "."', block, flags=re.MULTILINE), encoding="utf-8")
            assert tomllib.loads(block)
            load({"CAMPAIGN_SETTINGS": str(file)})
            found += 1
    assert found >= 1


def test_the_tour_for_organisers_and_constituents_can_be_walked(tmp_path: Path) -> None:
    walked = 0
    for line in typed(ROOT / "README.md"):
        words = arguments(line)
        if words is None or "run" in words:
            continue
        done = subprocess.run(
            [*CAMPAIGN, *words], cwd=tmp_path, env=outside(os.environ), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
        walked += 1
    assert walked >= 4
    last = next(arguments(line) for line in typed(ROOT / "README.md") if "--dir my-campaign" in line)
    with running([*CAMPAIGN, *(last or []), "--port", "{port}"], tmp_path) as site:
        assert b"<h1>" in fetch(site.url)


def test_the_links_for_supporters_choose_what_they_say(page: PageClient) -> None:
    links = re.findall(r"http://127\.0\.0\.1:8000(/\S+)|`(/write/\S+)`", README)
    assert len(links) == 2
    for first, second in links:
        link = first or second
        wanted = re.findall(r"ask=([a-z-]+)", link)
        assert wanted
        write = page.get(link)
        if write.url.startswith("/?"):
            write = write.submit(postcode="ZZ1 1AA")
        ticked = [str(box["value"]) for box in write.soup.select("input[name=ask][checked]")]
        assert sorted(ticked) == sorted(wanted)


@pytest.fixture
def fresh_copy(tmp_path: Path) -> Path:
    """The project as a fresh clone has it."""
    copy = tmp_path / "clone"
    for name in tracked():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.mark.network
def test_the_first_command_serves_the_practice_site_from_a_fresh_clone(fresh_copy: Path) -> None:
    command = ["bash", "-euc", f"{RUN} --port {{port}}"]
    with running(command, fresh_copy, seconds=600) as site:
        front = fetch(site.url).decode()
    assert "ZZ1 1AA" in front


@pytest.mark.network
def test_the_second_command_runs_the_tests_in_a_fresh_clone(fresh_copy: Path) -> None:
    # All of them run where this one runs; here it is enough that the command finds and runs some.
    environ = outside(os.environ, PYTEST_ADDOPTS="tests/test_page.py")
    done = subprocess.run(
        ["bash", "-euc", TEST], cwd=fresh_copy, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert re.search(r"\d+ passed", done.stdout)
