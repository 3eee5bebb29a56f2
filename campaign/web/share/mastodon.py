"""The page that asks for somebody's Mastodon server: every server has an address of its own for sharing."""

from __future__ import annotations

from flask import Blueprint, request

from campaign.errors import ShareError
from campaign.sharing.mastodon import server_of
from campaign.sharing.names import NAME
from campaign.web.faults import Fault
from campaign.web.guards import sent_form
from campaign.web.invitation import read_invitation
from campaign.web.site import Answer, Site, the_site

pass_on = Blueprint("pass_on", __name__)


@pass_on.get("/mastodon")
def ask_server() -> Answer:
    """Asks for the server, and shows the text to copy."""
    site = the_site()
    return site.renderer.page("pages/mastodon.html", **_values(site))


@pass_on.post("/mastodon")
def show_link() -> Answer:
    """A plain link to that server: nobody is sent anywhere without seeing where."""
    site, typed = the_site(), sent_form().get("server", "")[:300]
    try:
        server = server_of(typed)
    except ShareError as error:
        faults = (Fault("server", site.services.messages.say(error)),)
        return site.renderer.page("pages/mastodon.html", **_values(site) | {"typed": typed, "faults": faults}), 422
    return site.renderer.page("pages/mastodon.html", **_values(site) | {"typed": server, "server": server})


def _values(site: Site) -> dict[str, object]:
    """What is shared: the first page as a link chose it, or a short link (`?go=CODE`)."""
    code = request.args.get("go", "")
    invitation = read_invitation(request.args, site.services.content)
    path = f"/go/{code}" if NAME.fullmatch(code) else f"/{invitation.query}"
    again = f"?go={code}" if NAME.fullmatch(code) else invitation.query
    return {"path": path, "action": f"/mastodon{again}", "typed": "", "server": "", "faults": ()}
