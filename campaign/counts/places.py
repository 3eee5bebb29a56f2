"""Constituencies by nation and region: nations are known, regions of England come with a map of hexagons."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.counts.hexes import HexMap
from campaign.models import Constituency
from campaign.models.nations import nation_of


def by_region(places: Iterable[Constituency], hexes: HexMap | None) -> dict[str, list[str]]:
    """Slugs by name, in groups by "Nation, Region", as far as the map tells, or by nation; "" where none is known."""
    known = {one.slug: ", ".join(filter(None, (one.nation, one.region))) for one in hexes.hexes} if hexes else {}
    groups: dict[str, list[str]] = {}
    for place in sorted(places, key=lambda place: place.slug):
        groups.setdefault(known.get(place.slug) or nation_of(place), []).append(place.slug)
    return dict(sorted(groups.items(), key=lambda item: (not item[0], item[0])))
