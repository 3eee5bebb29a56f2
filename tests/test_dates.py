"""Days in words: always British, and as exact as they are known."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.dates import as_known, in_full


def test_dates_are_written_as_in_a_british_letter() -> None:
    assert in_full(date(2021, 7, 8)) == "8 July 2021"


@pytest.mark.parametrize(
    ("text", "said"),
    [("2021", "2021"), ("2021-07", "July 2021"), ("2021-01", "January 2021"), ("2021-07-08", "8 July 2021")],
)
def test_dates_are_as_exact_as_they_are_known(text: str, said: str) -> None:
    assert as_known(text) == said
