"""docs/finding-the-mp.md: every setting, command, number and log line it names is real."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from campaign.cli.arguments import build_parser
from campaign.parliament import breaker, directory, patience, shared
from campaign.parliament.memory import _MOST
from campaign.settings import TABLE, load
from campaign.timer import LOOK_SECONDS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "finding-the-mp.md").read_text(encoding="utf-8")
SOURCE = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "campaign").rglob("*.py")))


def test_every_setting_it_names_exists() -> None:
    named = set(re.findall(r"CAMPAIGN_\w+", TEXT)) - {"CAMPAIGN_SETTINGS"}
    assert len(named) > 10
    assert named <= {row.variable for row in TABLE}


def test_its_lines_for_the_settings_file_are_allowed() -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    values = {name: str(value) for name, value in tomllib.loads(block).items()}
    assert load({}, **values).refresh_every == 24


def commands() -> list[str]:
    """Every command line that it shows, in a block or in the text."""
    shown = re.findall(r"\bcampaign ((?:refresh|postcodes|run)[^`\n]*)", TEXT)
    return [re.sub(r" 2>&1.*", "", line) for line in shown]


@pytest.mark.parametrize("line", commands())
def test_every_command_it_shows_can_be_typed_like_that(line: str) -> None:
    assert build_parser().parse_args(shlex.split(line)).command == line.split()[0]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (r"all sources together \| ([\d.]+)", patience.FIND_SECONDS),
        (r"the MP, after that \| ([\d.]+)", patience.DETAILS_SECONDS),
        (r"comes by a link \| ([\d.]+)", patience.PATIENCE_SECONDS),
        (r"at most (\d) seconds for a connection", patience.CONNECT_SECONDS),
        (r"connection and (\d) for an answer", patience.READ_SECONDS),
        (r"left alone for (\d+) seconds", breaker.REST_SECONDS),
        (r"works alone for (\d+) seconds", shared.REST_SECONDS),
        (r"([\d,]+) postcodes for a minute, and", _MOST),
    ],
)
def test_every_number_is_the_one_in_the_code(words: str, number: float) -> None:
    found = re.search(words, " ".join(TEXT.split()))
    assert found, words
    assert float(found[1].replace(",", "")) == number


def test_numbers_in_words_are_those_in_the_code() -> None:
    assert (breaker.FAILURES, directory.LOOK_SECONDS, directory.PATIENCE_SECONDS, LOOK_SECONDS) == (3, 30, 1, 300)
    assert patience.FIND_SECONDS + patience.DETAILS_SECONDS <= patience.PATIENCE_SECONDS < 8


def test_every_line_of_the_log_is_one_that_the_program_writes() -> None:
    table = TEXT.partition("## What is in the log")[2]
    lines = re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)
    assert len(lines) == 13
    for line in lines:
        assert re.split(r", Location|: no", line)[0] in SOURCE, line


def test_every_line_that_the_program_writes_about_this_is_in_the_table() -> None:
    others = ("connect.py", "timer.py", "index/source.py")
    files = [*(ROOT / "campaign" / "parliament").glob("*.py"), *(ROOT / "campaign" / name for name in others)]
    for file in files:
        for said in re.findall(r"_log\.\w+\(\s*\"([^\"]+)", file.read_text(encoding="utf-8")):
            assert said.startswith("%s") or re.split(r": %s|;|, or", said)[0] in TEXT, f"{file.name}: {said}"


def test_every_page_it_links_to_exists() -> None:
    for target in re.findall(r"\]\(([\w.-]+)(?:#[\w-]+)?\)", TEXT):
        assert (ROOT / "docs" / target).is_file()
