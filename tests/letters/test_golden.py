"""Five letters to read.

When a template changes on purpose, delete the files in golden/: the next run writes them and fails, so that they are
read again before they count.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.letters import Composer
from campaign.models import Position, Seat, Writer
from tests.letters.samples import IDS, VACANT, WRITER, by_hand, seat

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("name", "who", "count", "writer", "template"),
    [
        ("standard-one-request-backbencher", seat(), 1, WRITER, "standard"),
        ("standard-three-requests-minister", seat(Position.MINISTER), 3, WRITER, "standard"),
        ("standard-eight-requests-by-hand", by_hand(""), 8, WRITER, "standard"),
        ("standard-two-requests-practice-no-writer", seat(source="practice"), 2, Writer(), "standard"),
        ("short-three-requests-vacant", VACANT, 3, WRITER, "short"),
    ],
)
def test_the_letter_reads_as_it_was_last_read_and_approved(
    composer: Composer, name: str, who: Seat, count: int, writer: Writer, template: str
) -> None:
    letter = composer.compose(who, IDS[:count], writer, template=template)
    printed = f"Subject: {letter.subject}\n\n{letter.text}"
    file = GOLDEN / f"{name}.txt"
    if not file.exists():
        file.write_text(printed, encoding="utf-8")
        pytest.fail(f"{file.name} was not there and has been written: read it, then run this test again")
    assert printed == file.read_text(encoding="utf-8")
