"""What is wrong on a page, so that a summary can lead to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong on a page: the id of the field it is about, and what to say."""

    id: str
    message: str
