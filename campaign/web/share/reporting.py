"""Reporting a sentence that came with a link. Nobody is asked who they are, and nothing of them is kept."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, redirect, request

from campaign.errors import StoreUnavailable
from campaign.web.guards import sent_form
from campaign.web.invitation import read_invitation
from campaign.web.site import Answer, the_site

reporting = Blueprint("reporting", __name__)


@reporting.get("/report")
def ask() -> Answer:
    """Shows the sentence once more, and asks once."""
    site = the_site()
    invitation = read_invitation(request.args, site.services.content)
    if not invitation.sentence:
        return redirect("/", 303)  # type: ignore[return-value]
    return site.renderer.page("pages/report.html", invitation=invitation, done=False)


@reporting.post("/report")
def report() -> Answer:
    """Count the report, and say thank you."""
    site = the_site()
    invitation = read_invitation(sent_form(), site.services.content)
    with suppress(StoreUnavailable):  # nothing that whoever reports can do about
        site.services.links.report(invitation.sentence, invitation.via)
    return site.renderer.page("pages/report.html", invitation=invitation, done=True)
