"""The site's own address, for links that must be whole: from the settings, or else as the visitor asked for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from urllib.parse import quote

from flask import Flask, Request, Response, has_request_context, request

from campaign.settings import Settings

HERE = "\ue002site\ue003"
"""Stands for the address in pages that are made once for all, while no setting says what it is."""
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")
_PLAIN, _QUOTED = HERE.encode(), quote(HERE, safe="").encode()


def site_address(settings: Settings, asked: Request) -> str:
    """As "https://letters.example"."""
    return settings.base_url or f"{asked.scheme}://{asked.host}"


def origin_of(settings: Settings) -> Callable[[], str]:
    """Gives the address while a request is answered, for links that are put together on the server.

    Without a `base_url` it is the visitor's own word, so no page with it in may be kept for another visitor:
    `Renderer` keeps pages apart by it.
    """

    def origin() -> str:
        if settings.base_url or not has_request_context():
            return settings.base_url
        return site_address(settings, request) if _HOST.fullmatch(request.host) else ""

    return origin


def for_all(settings: Settings, header: str) -> str:
    """A Cache-Control header for a page that names the site's address: others may share it only where that is settled.

    Else somebody who asks for it under a false name would have a shared cache give it to all.
    """
    return header if settings.base_url else header.replace("public", "private")


def install_address(app: Flask, settings: Settings) -> None:
    """Without a `base_url`: put the address that was asked for into each page, but into none with a person's words."""
    if settings.base_url:
        return

    @app.after_request
    def fill(response: Response) -> Response:
        if request.method in {"GET", "HEAD"} and response.mimetype == "text/html":
            page = response.get_data()
            if _PLAIN in page:
                address = site_address(settings, request)
                page = page.replace(_PLAIN, escape(address).encode("utf-8", "replace"))
                response.set_data(page.replace(_QUOTED, quote(address, safe="").encode()))
        return response
