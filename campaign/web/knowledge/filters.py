"""Which responses a link shows: the recognised filters of an address, in one order, and other views' addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from campaign.content.responses import KINDS, Response
from campaign.services import Services

KEYS = ("place", "kind", "year", "recommendation")
"""The filters, in the order of a canonical address."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Recognised filters; "" lets all through. `unknown`: the address asked for something that we do not have."""

    place: str = ""
    kind: str = ""
    year: str = ""
    recommendation: str = ""
    unknown: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Those that are set, in canonical order."""
        return [(key, value) for key in KEYS if (value := getattr(self, key))]

    @property
    def query(self) -> str:
        """As the end of an address: "?place=canada&kind=law", or ""."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""

    def having(self, key: str, value: str) -> Filters:
        """The same with one filter set; with "" it is taken away."""
        return replace(self, **{key: value, "unknown": False})  # type: ignore[arg-type]

    def entries(self, services: Services) -> tuple[Response, ...]:
        """What fits every filter, in the order of the file."""
        return services.responses.select(**dict(self.pairs))


def choices(services: Services) -> dict[str, dict[str, str]]:
    """For each filter its values and what people read for each, in the order of the page."""
    used = {entry.kind for entry in services.responses.entries}
    return {
        "place": {place.slug: place.name for place in services.responses.places},
        "kind": {kind: label for kind, label in KINDS.items() if kind in used},
        "year": {year: year for year in reversed(services.responses.years)},
        "recommendation": {one.id: one.title for one in services.content.recommendations},
    }


def read_filters(values: MultiDict[str, str], services: Services) -> Filters:
    """The recognised filters of a query; empty values are those of a form that was left alone."""
    known, found, unknown = choices(services), {}, False
    for key in KEYS:
        given = [value for value in values.getlist(key) if value]
        if given and given[0] in known[key]:
            found[key] = given[0]
        unknown = unknown or len(given) > 1 or (bool(given) and key not in found)
    return Filters(**found, unknown=unknown)


def is_canonical(values: MultiDict[str, str], filters: Filters) -> bool:
    """Whether an address says just this, in our order; whatever else it holds does not count."""
    return [(key, value) for key, value in values.items(multi=True) if key in KEYS] == filters.pairs
