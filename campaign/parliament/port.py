"""The port: what the rest of the campaign may ask of any source of MPs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from campaign.models import Constituency, Seat, Whereabouts
from campaign.postcodes import Postcode


class Parliament(Protocol):
    """Knows which constituency a postcode lies in, and who sits for a constituency."""

    @property
    def is_dissolved(self) -> bool:
        """Whether there are no MPs at all just now, as between a dissolution and polling day."""
        ...

    def find(self, postcode: Postcode) -> Whereabouts:
        """One constituency; several when the postcode straddles a boundary; or a probable one and its neighbours.

        Raises PostcodeUnknown, ParliamentUnavailable, and NotAPostcode for a practice postcode where it is not one.
        """
        ...

    def seat(self, slug: str) -> Seat:
        """The constituency with that slug and its MP. Raises ConstituencyUnknown, ParliamentUnavailable."""
        ...

    def constituencies(self) -> tuple[Constituency, ...]:
        """All by name, without asking anybody; empty where there is no list. Never those that others have asked for."""
        ...

    def regions(self) -> Mapping[str, str]:
        """Slug -> region of England by name, as far as it is known without asking anybody."""
        ...
