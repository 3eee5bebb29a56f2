"""The front page, the look-up, and the pages about the site."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, redirect, request

from campaign.errors import ParliamentUnavailable, PostcodeError, PostcodeUnknown
from campaign.models import Source
from campaign.postcodes import parse
from campaign.web.faults import Fault
from campaign.web.guards import sent_form
from campaign.web.invitation import Invitation, read_invitation
from campaign.web.site import Answer, Site, the_site

pages = Blueprint("pages", __name__)


@pages.get("/")
def home() -> Answer:
    """The front page: a postcode, and what this is."""
    site = the_site()
    invitation = read_invitation(request.args, site.services.content)
    dissolved = site.services.parliament.is_dissolved
    name = "pages/dissolved.html" if dissolved else "pages/home.html"
    if invitation.sentence:  # somebody's own words are not remembered
        return site.renderer.page(name, **_home_values(site, invitation))
    key = (invitation, site.services.clock(), bool(site.places))
    return site.renderer.kept_page(name, key, lambda: _home_values(site, invitation))


@pages.post("/find")
def find() -> Answer:
    """From a postcode to the address of a constituency, which is all that goes on from here."""
    site = the_site()
    form = sent_form()
    invitation = read_invitation(form, site.services.content)
    typed = form.get("postcode", "")
    try:
        found = site.services.parliament.find(parse(typed))
    except (PostcodeError, PostcodeUnknown) as error:
        fault = Fault("postcode", site.services.messages.say(error))
        values = _home_values(site, invitation) | {"faults": [fault], "postcode": typed}
        dissolved = site.services.parliament.is_dissolved
        return site.renderer.page("pages/dissolved.html" if dissolved else "pages/home.html", **values), 422
    except ParliamentUnavailable as error:
        return unavailable(site, error, invitation, postcode=typed)
    if len(found) == 1:
        return redirect(f"/write/{found.choices[0].slug}{invitation.query}", 303)  # type: ignore[return-value]
    return site.renderer.page("pages/choose.html", found=found, invitation=invitation, listed=bool(site.places))


@pages.get("/about")
def about() -> Answer:
    """Who runs this, what it rests on, how letters are made."""
    site = the_site()
    return site.renderer.kept_page("pages/about.html", (), lambda: {"sources": _sources(site)})


@pages.get("/privacy")
def privacy() -> Answer:
    """What leaves the device, and what becomes of it."""
    site = the_site()
    settings = site.settings
    asked = {
        "own_list": "index" in settings.places and settings.postcode_index is not None,
        "parliament": "members-api" in settings.places,
        "parliament_host": urlsplit(settings.parliament_url).hostname,
        "third_party": urlsplit(settings.postcodes_io_url).hostname if "postcodes-io" in settings.places else "",
    }
    return site.renderer.kept_page("pages/privacy.html", (), lambda: asked)


@pages.get("/health")
def health() -> Response:
    """Whether this process answers; it says nothing else."""
    return Response("ok\n", mimetype="text/plain")


def unavailable(
    site: Site, error: ParliamentUnavailable, invitation: Invitation, *, postcode: str = "", likely: str = ""
) -> Answer:
    """The page that says that MPs cannot be looked up, and how to go on."""
    places = site.places
    page = site.renderer.page(
        "pages/unavailable.html",
        message=site.services.messages.say(error),
        invitation=invitation,
        postcode=postcode,
        likely=likely if any(place.slug == likely for place in places) else "",
        again=(f"/write/{quote(likely, safe='')}" if likely else "/") + invitation.query,
        places=places,
    )
    return page, 503


def _home_values(site: Site, invitation: Invitation) -> dict[str, object]:
    content = site.services.content
    return {
        "invitation": invitation,
        "chosen": content.find(invitation.asks),
        "examples": getattr(site.services.parliament, "examples", ()),
        "outstanding": [r.standing for r in content.recommendations if r.standing.status == "outstanding"],
        "postcode": "",
        "faults": [],
        "back_on": site.settings.back_on,
        "listed": bool(site.places),
    }


def _sources(site: Site) -> Iterable[Source]:
    """Every source of every claim once, in the order of the file."""
    found = [
        source
        for recommendation in site.services.content.recommendations
        for source in (recommendation.committee.source, *(claim.source for claim in recommendation.claims))
    ]
    return list({source.url: source for source in found}.values())
