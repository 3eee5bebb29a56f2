"""What the campaign knows: how to help, what others have done, and where each recommendation stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, abort, redirect, request

from campaign.content.evidence import find_claims
from campaign.content.help import Point
from campaign.web.knowledge.charts import table, timeline
from campaign.web.knowledge.dossier import dossier, newest_first
from campaign.web.knowledge.downloads import as_atom, as_csv, as_json
from campaign.web.knowledge.filters import Filters, choices, is_canonical, read_filters
from campaign.web.site import Answer, Site, the_site

knowledge = Blueprint("knowledge", __name__)

ENOUGH = 6
"""Entries from which on a picture and a table say more than the list alone."""


@knowledge.get("/help")
def how_to_help() -> Answer:
    """Groups to support, what is known of forced labour, how to ask for action."""
    site, services = the_site(), the_site().services
    values = {"help": services.help, "point_values": lambda point: _point_values(site, point)}
    return _kept(site, "help", services.clock(), lambda: values)


def _point_values(site: Site, point: Point) -> Mapping[str, Any]:
    """What a point of the page shows beside its own words."""
    services = site.services
    return {
        "claims": find_claims(services.content, point.claims),
        "responses": services.responses.find(point.responses),
        "recommendations": services.content.find(point.recommendations),
    }


@knowledge.get("/responses")
def what_others_did() -> Answer:
    """All entries, or those that fit the filters of the address."""
    site = the_site()
    filters = read_filters(request.args, site.services)
    if not filters.unknown and not is_canonical(request.args, filters):
        return redirect(f"/responses{filters.query}")  # type: ignore[return-value]

    def values() -> Mapping[str, Any]:
        return _responses_values(site, filters)

    if len(filters.pairs) > 1:  # too many combinations to keep
        return site.renderer.page("pages/responses.html", **values(), today=site.services.clock())
    return _kept(site, "responses", (filters, site.services.clock()), values)


def _responses_values(site: Site, filters: Filters) -> dict[str, Any]:
    services = site.services
    entries = newest_first(filters.entries(services))
    return {
        "filters": filters,
        "choices": choices(services),
        "entries": entries,
        "years": [(year, list(found)) for year, found in groupby(entries, key=lambda entry: entry.year)],
        "timeline": timeline(entries) if len(entries) >= ENOUGH else None,
        "table": table(entries, services.responses.places),
        "headlines": services.responses.headlines,
        "all_entries": services.responses.entries,
    }


@knowledge.get("/responses/<slug>")
def what_one_did(slug: str) -> Answer:
    """All entries of one place, each with an address of its own that stays."""
    site = the_site()
    place = next((one for one in site.services.responses.places if one.slug == slug), None) or abort(404)

    def values() -> Mapping[str, Any]:
        entries = newest_first(site.services.responses.select(place=slug))
        return {"place": place, "entries": entries, "places": site.services.responses.places}

    return _kept(site, "place", (slug, site.services.clock()), values)


@knowledge.get("/responses.<any(csv, json, atom):form>")
def responses_file(form: str) -> Answer:
    """The same entries as a file. A filter that we do not know is an error: a program cannot read a kind word."""
    site, services = the_site(), the_site().services
    filters = read_filters(request.args, services)
    if filters.unknown:
        abort(404)
    base, entries = site.settings.base_url.rstrip("/"), filters.entries(services)
    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "csv": ("text/csv; charset=utf-8; header=present", lambda: as_csv(entries, services.responses, base)),
        "json": ("application/json", lambda: as_json(entries, services.responses, base)),
        "atom": ("application/atom+xml; charset=utf-8", lambda: as_atom(
            entries, services.responses, base_url=base, query=filters.query,
            author=site.settings.organiser or "Never Again Letters",
        )),
    }  # fmt: skip
    kind, make = makers[form]
    response = Response(make(), content_type=kind)
    if form != "atom":
        response.headers["Content-Disposition"] = f'attachment; filename="responses.{form}"'
    response.add_etag()
    response.make_conditional(request)
    return response


@knowledge.get("/recommendations")
def recommendations() -> Answer:
    """All recommendations, and what concerns the whole report."""
    site, services = the_site(), the_site().services
    return _kept(site, "recommendations", services.clock(), lambda: {"general": services.standing.general})


@knowledge.get("/recommendations/<id>")
def recommendation(id: str) -> Answer:
    """What is asked, why and of whom; what has happened since; what an MP can do."""
    site = the_site()
    one = next(iter(site.services.content.find([id])), None) or abort(404)

    def values() -> Mapping[str, Any]:
        return {"dossier": dossier(site.services, one), "base_url": site.settings.base_url.rstrip("/")}

    return _kept(site, "recommendation", (id, site.services.clock()), values)


def _kept(site: Site, name: str, key: Hashable, values: Callable[[], Mapping[str, Any]]) -> bytes:
    """A page that depends on nothing but its key and the day, made once."""
    return site.renderer.kept_page(f"pages/{name}.html", key, lambda: {**values(), "today": site.services.clock()})
