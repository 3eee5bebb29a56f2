"""Between a dissolution and polling day there are no MPs: nobody may be called one, and candidates are not MPs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from campaign.models import Constituency, Seat, Whereabouts
from campaign.parliament.port import Parliament
from campaign.postcodes import Postcode


@dataclass(frozen=True, slots=True)
class Dissolved:
    """A parliament that the operator has declared dissolved until `back_on`: every seat is vacant until that day.

    Parliament's own list may go on naming those who were MPs for a while, so the operator's word comes first.
    """

    inner: Parliament
    back_on: date
    clock: Callable[[], date]

    @property
    def is_dissolved(self) -> bool:
        """Whether there are no MPs today."""
        return self.clock() < self.back_on or self.inner.is_dissolved

    def find(self, postcode: Postcode) -> Whereabouts:
        """As `Parliament.find`."""
        return self.inner.find(postcode)

    def seat(self, slug: str) -> Seat:
        """As `Parliament.seat`, without a member while dissolved."""
        seat = self.inner.seat(slug)
        return replace(seat, member=None, missing=()) if self.is_dissolved else seat

    def constituencies(self) -> tuple[Constituency, ...]:
        """As `Parliament.constituencies`."""
        return self.inner.constituencies()

    def regions(self) -> Mapping[str, str]:
        """As `Parliament.regions`."""
        return self.inner.regions()
