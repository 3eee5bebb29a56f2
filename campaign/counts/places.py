"""Constituencies by nation and region: nations are known; a postcode index or a map of hexagons tells regions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from campaign.counts.hexes import HexMap
from campaign.models import Constituency
from campaign.models.nations import NATIONS, nation_of


def by_region(places: Iterable[Constituency], hexes: HexMap | None, regions: Mapping[str, str]) -> dict[str, list[str]]:
    """Slugs in groups by "Nation, Region", or by nation where no region is known; "" where not even that is.

    What the map tells of a place comes first; then `regions`, the regions of England by slug.
    """
    groups: dict[str, list[str]] = {}
    mapped = {one.slug: one for one in hexes.hexes} if hexes else {}
    for place in sorted(places, key=lambda place: place.slug):
        drawn = mapped.get(place.slug)
        region = regions.get(place.slug, "")
        nation = (drawn and drawn.nation) or (NATIONS[0] if region else nation_of(place))
        region = (drawn and drawn.region) or region
        groups.setdefault(", ".join(filter(None, (nation, region))), []).append(place.slug)
    return dict(sorted(groups.items(), key=lambda item: (not item[0], item[0])))
