"""A composer of the shipped templates with invented content, and a way to try a template of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from campaign.letters import Composer, LetterTemplates
from tests.letters.samples import CONTENT, TODAY

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shipped() -> LetterTemplates:
    return LetterTemplates([REPOSITORY])


@pytest.fixture(scope="session")
def composer(shipped: LetterTemplates) -> Composer:
    return Composer(CONTENT, shipped, lambda: TODAY)


@pytest.fixture
def folder_with(tmp_path: Path) -> Callable[..., Path]:
    """`folder_with(standard="...")` is an organiser's folder that holds these templates."""

    def make(**templates: str | bytes) -> Path:
        letters = tmp_path / "templates" / "letters"
        letters.mkdir(parents=True, exist_ok=True)
        for name, text in templates.items():
            data = text if isinstance(text, bytes) else text.encode()
            (letters / f"{name.replace('_', '-')}.txt").write_bytes(data)
        return tmp_path

    return make


@pytest.fixture
def letter_of(folder_with: Callable[..., Path]) -> Callable[[str], Composer]:
    """`letter_of("...")` is a composer whose standard letter is that text."""
    return lambda text: Composer(CONTENT, LetterTemplates([folder_with(standard=text)]), lambda: TODAY)
