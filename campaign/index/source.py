"""The index as a source of constituencies for the finder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from campaign.errors import IndexSourceError, ParliamentUnavailable, PostcodeUnknown
from campaign.index.names import join_names
from campaign.index.reader import PostcodeIndex
from campaign.models import Constituency, Whereabouts
from campaign.models.nations import REGIONS
from campaign.postcodes import Postcode

_log = logging.getLogger(__name__)


class IndexSource:
    """Asks an open index. `constituencies` gives Parliament's own list, empty while there is none."""

    name = "index"

    def __init__(self, index: PostcodeIndex, constituencies: Callable[[], Sequence[Constituency]] = lambda: ()) -> None:
        self._index = index
        self._constituencies = constituencies
        self._joined: tuple[Sequence[Constituency], Mapping[str, Constituency]] = ((), {})

    def find(self, postcode: Postcode) -> Whereabouts:
        """The constituency; near a boundary also its neighbours, the likeliest first.

        Raises PostcodeUnknown, also for a terminated postcode; ParliamentUnavailable if the index has no names.
        """
        answer = self._index.look_up(postcode.outward, postcode.inward)
        if not answer.gss:
            raise PostcodeUnknown
        near = self._index.nearby(postcode.outward, postcode.inward) if answer.near_edge else ()
        codes = dict.fromkeys((answer.gss, *near))
        return Whereabouts(tuple(self._place(code) for code in codes), probable=len(codes) > 1)

    @cached_property
    def listed(self) -> tuple[Constituency, ...]:
        """Every seat that the index names, by name: for a list where there is no directory."""
        places = (Constituency(0, name) for name in self._index.names.values() if name)
        return tuple(sorted(places, key=lambda place: place.slug))

    def regions(self) -> Mapping[str, str]:
        """Slug -> region of England by name, for the seats of which the index has both."""
        known = [(seat, code) for seat, code in self._index.regions.items() if self._index.names[seat]]
        return {self._place(seat).slug: REGIONS[code] for seat, code in known if code in REGIONS}

    def _place(self, code: str) -> Constituency:
        listed = self._constituencies()
        if listed is not self._joined[0]:
            self._joined = (listed, self._join(listed))
        place = self._joined[1].get(code) or Constituency(0, self._index.names.get(code, ""))
        if not place.name:
            raise ParliamentUnavailable("the postcode index holds no names of constituencies")
        return place

    def _join(self, listed: Sequence[Constituency]) -> Mapping[str, Constituency]:
        """By name, as ONS has no number of Parliament's. Without a full match each keeps the index's own name."""
        if not listed:
            return {}
        try:
            return join_names(self._index.names, listed)
        except IndexSourceError as problem:
            _log.warning("the postcode index and the directory do not match: %s", problem)
            return {}
