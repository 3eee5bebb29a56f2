"""Error pages: each says what happened, that nothing was kept, and how to go on."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import HTTPException

from campaign.errors import ConstituencyUnknown, ParliamentUnavailable
from campaign.parliament import nearest
from campaign.web.invitation import NOTHING, read_invitation
from campaign.web.pages import unavailable
from campaign.web.site import Answer, Site

PAGES = (400, 403, 404, 405, 413, 500, 503)
"""Errors that have words of their own in templates/pages/error.html."""


def install_problems(app: Flask, site: Site) -> None:
    """Give every error its page. Nothing of the request goes into a page or a log line."""

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Answer | HTTPException:
        code = error.code or 500
        if code < 400:
            return error
        page = error_page(site, code)
        response = error.get_response()  # keeps "Allow" and the like
        response.data = page
        response.content_type = "text/html; charset=utf-8"
        return response  # type: ignore[return-value]

    @app.errorhandler(ParliamentUnavailable)
    def no_parliament(error: ParliamentUnavailable) -> Answer:
        invitation = read_invitation(request.args, site.services.content)
        return unavailable(site, error, invitation, likely=(request.view_args or {}).get("slug", ""))

    @app.errorhandler(ConstituencyUnknown)
    def no_constituency(error: ConstituencyUnknown) -> Answer:
        places = site.places
        page = site.renderer.page(
            "pages/no_constituency.html",
            message=site.services.messages.say(error),
            invitation=read_invitation(request.args, site.services.content),
            near=nearest((request.view_args or {}).get("slug", ""), places),
            places=places,
        )
        return page, 404


def error_page(site: Site, code: int) -> bytes:
    """The page for an error without details; made once for each code."""
    known = code if code in PAGES else 500 if code >= 500 else 400
    return site.renderer.kept_page("pages/error.html", known, lambda: {"code": known, "invitation": NOTHING})
