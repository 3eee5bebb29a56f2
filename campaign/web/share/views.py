"""`/share`: a supporter makes a link that opens the site set up. The link carries everything; nothing is stored."""

from __future__ import annotations

from flask import Blueprint, request

from campaign.web.guards import sent_form
from campaign.web.share.form import MOST_LABEL, Wanted, read_wanted
from campaign.web.site import Answer, Site, the_site

sharing = Blueprint("sharing", __name__)


@sharing.get("/share")
def choose() -> Answer:
    """The form; a link to it may have chosen already (`?ask=...`)."""
    site = the_site()
    wanted = read_wanted(site, request.args)
    if not request.args:
        return site.renderer.kept_page("pages/share.html", (), lambda: share_values(site, wanted))
    if request.args.get("told") == "deleted":
        return site.renderer.page("pages/share.html", **share_values(site, wanted) | {"told": "deleted"})
    return share_page(site, wanted)


@sharing.post("/share")
def made() -> Answer:
    """The link with its preview, or the form with what is wrong."""
    site = the_site()
    wanted = read_wanted(site, sent_form())
    return share_page(site, wanted, is_made=True)


def share_page(site: Site, wanted: Wanted, *, is_made: bool = False) -> Answer:
    """The page for what is wanted, with the link where nothing is wrong."""
    page = site.renderer.page("pages/share.html", **share_values(site, wanted, is_made=is_made and wanted.is_sound))
    return (page, 422) if wanted.faults else page


def share_values(site: Site, wanted: Wanted, *, is_made: bool = False) -> dict[str, object]:
    """What the page shows; `is_made`: with the link."""
    return {
        "form": wanted.form,
        "faults": wanted.faults,
        "templates": ("", *site.terms.templates),
        "most_label": MOST_LABEL,
        "link_path": f"/{wanted.invitation.query}" if is_made else "",
        "sentence": wanted.choice.sentence,
        "chosen": site.services.content.find(wanted.choice.asks),
        "carried_along": wanted.pairs,
        "told": "",
    }
