"""The list of constituencies, with a search box: for when a postcode cannot be looked up, or need not be."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, redirect, request

from campaign.letters.text import one_line
from campaign.models import Constituency
from campaign.parliament import matching, nearest
from campaign.parliament.by_name import LONGEST
from campaign.web.invitation import Invitation, read_invitation
from campaign.web.site import Answer, Site, the_site

constituencies = Blueprint("constituencies", __name__)

Letters = list[tuple[str, list[Constituency]]]
ALL_IN_ONE = 20
"""So many names need no letters between them."""


@constituencies.get("/constituencies")
def choose() -> Answer:
    """All of them from A to Z, or those whose names are like what was typed."""
    site = the_site()
    invitation = read_invitation(request.args, site.services.content)
    typed = one_line(request.args.get("q", "")[:LONGEST])
    if any(sign.isdecimal() for sign in typed):
        # A postcode, as no name has a figure: it must not stay in the address, nor come back in the page.
        query = f"{invitation.query}{'&' if invitation.query else '?'}figures=yes"
        return redirect("/constituencies" + query, 303)  # type: ignore[return-value]
    if typed:
        return site.renderer.page("pages/constituencies.html", **_search(site, invitation, typed))
    places, figures = site.places, request.args.get("figures") == "yes"
    values = _values(invitation, places, figures=figures)
    if invitation.sentence:  # somebody's own words are not remembered
        return site.renderer.page("pages/constituencies.html", **values)
    return site.renderer.kept_page("pages/constituencies.html", (invitation, places, figures), lambda: values)


def _search(site: Site, invitation: Invitation, typed: str) -> dict[str, object]:
    places = site.places
    found = matching(typed, places)
    near = () if found else nearest(typed, places)
    return _values(invitation, found, typed=typed, near=near, total=len(places))


def _values(
    invitation: Invitation,
    shown: list[Constituency] | tuple[Constituency, ...],
    *,
    typed: str = "",
    figures: bool = False,
    near: list[Constituency] | tuple[()] = (),
    total: int | None = None,
) -> dict[str, object]:
    return {
        "invitation": invitation,
        "typed": typed,
        "figures": figures,
        "letters": by_letter(shown),
        "count": len(shown),
        "near": near,
        "total": len(shown) if total is None else total,
    }


def by_letter(places: list[Constituency] | tuple[Constituency, ...]) -> Letters:
    """Names under their first letters; a few under none."""
    if len(places) <= ALL_IN_ONE:
        return [("", list(places))] if places else []
    alphabetical = sorted(places, key=lambda place: place.slug)
    return [(letter, list(names)) for letter, names in groupby(alphabetical, lambda place: place.slug[:1].upper())]
