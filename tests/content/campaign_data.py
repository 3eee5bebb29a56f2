"""The shipped content, read once, and every text in it that people may read."""

from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest

from campaign.content import load_content
from campaign.content.help import load_help
from campaign.content.responses import load_responses
from campaign.content.standing import load_standing
from tests.content.harbours import ROOT, TODAY

SHARED = ROOT.parent / "shared" / "reference"
SEED_RESPONSES = SHARED / "seed-international-responses.txt"
SEED_HELP = SHARED / "seed-how-to-help.txt"
REFERENCE = SHARED / "never-again.md"


@cache
def content():
    return load_content([ROOT], TODAY)


@cache
def responses():
    return load_responses([ROOT], TODAY)


@cache
def help_page():
    return load_help([ROOT], TODAY)


@cache
def histories():
    return load_standing([ROOT], content(), TODAY)


def texts(value):
    """Every text in a value, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def shared_text(path: Path) -> str:
    """A file that lies beside the project on some machines; the test is skipped on others."""
    if not path.exists():
        pytest.skip(f"{path.name} is not here: it is not part of the project")
    return path.read_text(encoding="utf-8")
