"""How far it has come: letters in all, over time, by recommendation and by constituency; as pages and as tables."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort

from campaign.counts.hexes import HexMap, load_hexes
from campaign.counts.places import by_region
from campaign.counts.progress import Figures
from campaign.errors import CampaignError, StoreUnavailable
from campaign.models import Constituency
from campaign.settings import Settings
from campaign.web.address import for_all
from campaign.web.knowledge.downloads import harmless
from campaign.web.numbers.charts import hexagons, timeline
from campaign.web.site import Answer, Site, the_site

progress = Blueprint("progress", __name__)

A_MINUTE = "public, max-age=60"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One constituency in the table."""

    name: str
    slug: str
    group: str
    said: str
    number: int


@progress.get("/progress")
def page() -> Answer:
    """The page; the same for everybody, made once a minute."""
    site = the_site()
    if not site.settings.count:
        abort(404)
    try:
        body = site.progress.made("page", lambda figures: _page(site, figures))
    except StoreUnavailable:
        return site.renderer.page("pages/progress.html", figures=None), 503
    return Response(body, mimetype="text/html", headers={"Cache-Control": for_all(site.settings, A_MINUTE)})


@progress.get("/progress/<any(constituencies, days, recommendations):name>.csv")
def table(name: str) -> Answer:
    """The same numbers for a spreadsheet."""
    site = the_site()
    if not site.settings.count:
        abort(404)
    rows = {"constituencies": _seat_rows, "days": _day_rows, "recommendations": _ask_rows}[name]
    try:
        body = site.progress.made(name, lambda figures: _csv(rows(site, figures)))
    except StoreUnavailable:
        abort(503)
    headers = {"Cache-Control": A_MINUTE, "Content-Disposition": f'attachment; filename="letters-by-{name}.csv"'}
    return Response(body, content_type="text/csv; charset=utf-8; header=present", headers=headers)


def _page(site: Site, figures: Figures) -> bytes:
    lines, hexes, today = list(seat_lines(site, figures)), hex_map(site.settings), site.services.clock()
    named = {recommendation.id: recommendation.title for recommendation in site.services.content.recommendations}
    values: dict[str, Any] = {
        "figures": figures,
        "timeline": timeline(figures.days, today),
        "asks": sorted(
            ((named[ask], ask, pair) for ask, pair in figures.asks.items() if ask in named),
            key=lambda row: -row[2].composed,
        ),
        "map": hexagons(hexes, figures.seats) if hexes and _fits(hexes, lines) else None,
        "lines": lines,
        "groups": sorted({line.group for line in lines}, key=lambda group: (not group, group)),
        "top": sorted((line for line in lines if line.number), key=lambda line: (-line.number, line.slug)),
    }
    return site.renderer.page("pages/progress.html", **values).encode()


def seat_lines(site: Site, figures: Figures) -> Iterable[Line]:
    """Every constituency that is known, by name; if no list is known, those with a number that may be shown."""
    hexes = hex_map(site.settings)
    places = site.places or _places_of(hexes)
    names = {place.slug: place.name for place in places}
    missing = [slug for slug in figures.seats.shown if slug not in names]
    groups = by_region(places, hexes, site.services.parliament.regions())
    group_of = {slug: group for group, slugs in groups.items() for slug in slugs}
    for slug in sorted([*names, *missing]):
        name = names.get(slug) or slug.replace("-", " ").title()
        yield Line(name, slug, group_of.get(slug, ""), figures.seats.say(slug), figures.seats.shown.get(slug, 0))


def _places_of(hexes: HexMap | None) -> tuple[Constituency, ...]:
    return tuple(Constituency(number, one.name) for number, one in enumerate(hexes.hexes, 1)) if hexes else ()


def _fits(hexes: HexMap, lines: list[Line]) -> bool:
    """Whether it is a map of these constituencies at all: the practice ones are on no real map."""
    slugs = {line.slug for line in lines}
    return sum(one.slug in slugs for one in hexes.hexes) * 2 > len(hexes.hexes)


def hex_map(settings: Settings) -> HexMap | None:
    """The imported map; one that has been damaged is logged and left out."""
    try:
        return load_hexes(settings.hex_file)
    except CampaignError as problem:
        _log.error("going on without the map of hexagons: %s", problem)
        return None


# Tables


def _seat_rows(site: Site, figures: Figures) -> Iterable[tuple[str, ...]]:
    yield "constituency", "nation_and_region", "letters"
    for line in seat_lines(site, figures):
        yield line.name, line.group, line.said.replace(",", "")


def _day_rows(_site: Site, figures: Figures) -> Iterable[tuple[str, ...]]:
    yield "day", "composed", "confirmed"
    for day, pair in figures.days:
        yield day.isoformat(), str(pair.composed), str(pair.confirmed)


def _ask_rows(site: Site, figures: Figures) -> Iterable[tuple[str, ...]]:
    yield "id", "recommendation", "composed", "confirmed"
    for one in site.services.content.recommendations:
        if pair := figures.asks.get(one.id):
            yield one.id, one.title, str(pair.composed), str(pair.confirmed)


def _csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([[harmless(cell) for cell in row] for row in rows])
    return file.getvalue().encode("utf-8-sig")
