"""The form on other people's websites: code to paste, the script of the web component, the page inside a frame."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, request
from markupsafe import Markup

from campaign.web.address import site_address
from campaign.web.assets import FOLDER
from campaign.web.headers import policy
from campaign.web.invitation import Invitation, read_invitation
from campaign.web.site import Answer, Site, the_site

embedding = Blueprint("embedding", __name__)

THEMES = ("auto", "light", "dark")
FRAME_HEIGHT = 270
"""Pixels that the form needs in a frame 270 wide, as on a telephone, under the line that a practice site has above it;
no more, or there is an empty space under it on a wide page."""
FORM = "partials/embed_form.html"
SCRIPT = (FOLDER / "embed.js").read_bytes()
FOR_ALL = {
    "Cache-Control": "public, max-age=3600",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Of the script: any page may load it, and its address stays, so it is asked for again after an hour."""


@embedding.get("/share/embed")
def choose() -> Answer:
    """Three ways to put the form on a website, each with its code and as it will look."""
    site = the_site()
    invitation, theme, address = _invitation(site), _theme(), site_address(site.settings, request)
    page = site.renderer.page(
        "pages/share_embed.html",
        invitation=invitation,
        chosen=site.services.content.find(invitation.asks),
        theme=theme,
        tall=FRAME_HEIGHT,
        themes=THEMES,
        form=_form(site, invitation, address),
        shown=_form(site, invitation, ""),
        address=address,
        frame=_frame(invitation, theme),
        sites=site.settings.embed_sites,
    )
    answer = Response(page)
    # The frame that is shown is our own.
    answer.headers["Content-Security-Policy"] = policy(frame_src="'self'")
    answer.headers["X-Frame-Options"] = "DENY"
    return answer


@embedding.get("/embed")
def framed() -> Answer:
    """The form alone, for a frame. The settings say which websites may frame it."""
    site = the_site()
    page = site.renderer.page("pages/embed.html", invitation=_invitation(site), theme=_theme())
    answer = Response(page)
    allowed = " ".join(("'self'", *site.settings.embed_sites))
    answer.headers["Content-Security-Policy"] = policy(frame_ancestors=allowed)
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@embedding.get("/embed.js")
def script() -> Response:
    """The script of <write-to-your-mp>, under an address that stays."""
    return Response(SCRIPT, content_type="text/javascript; charset=utf-8", headers=FOR_ALL)


def _form(site: Site, invitation: Invitation, address: str) -> Markup:
    """The form as HTML. With an address its links are whole, as another website needs them."""
    host = urlsplit(address or site_address(site.settings, request)).netloc
    return site.renderer.page(FORM, base=address, host=host, pairs=invitation.pairs).strip()


def _frame(invitation: Invitation, theme: str) -> str:
    """The path of the page inside a frame."""
    pairs = [*invitation.pairs, *([("theme", theme)] if theme != THEMES[0] else [])]
    return f"/embed?{urlencode(pairs)}" if pairs else "/embed"


def _invitation(site: Site) -> Invitation:
    return read_invitation(request.args, site.services.content)


def _theme() -> str:
    theme = request.args.get("theme", "")
    return theme if theme in THEMES else THEMES[0]
