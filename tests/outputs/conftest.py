"""Letters for the tests of files: made by the real composer from invented content, and as people change them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from campaign.letters import Composer, LetterTemplates
from campaign.models import Letter
from campaign.outputs import Press
from campaign.settings import bundled_folder
from tests.letters.samples import CONTENT, IDS, TODAY, WRITER, seat

ENVELOPE = "Dame Siân Example MP\nHouse of Commons\nLondon\nSW1A 0AA"
HEAD = f"Ann Example\n1 Quay Street\nZZ1 1AA\n\n21 November 2026\n\n{ENVELOPE}"
COMPOSER = Composer(CONTENT, LetterTemplates((bundled_folder(),)), lambda: TODAY)


def composed(asks: int = 1, template: str = "standard", seed: int = 0, **writer: str) -> Letter:
    """A letter as the site makes it."""
    return COMPOSER.compose(seat(), IDS[:asks], replace(WRITER, **writer), template=template, seed=seed)


def changed(text: str, **values: Any) -> Letter:
    """The same with a text of the person's own."""
    return replace(composed(), text=text, **values)


def squeezed(text: str) -> str:
    """Without spaces of any kind."""
    return "".join(text.split())


@pytest.fixture(scope="session")
def press() -> Press:
    """A press with the fonts that every installation has, and no others: the same everywhere."""
    return Press((bundled_folder(),), system_fonts=False)
