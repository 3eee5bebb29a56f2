"""What other programs may show for a link to a public page (oembed.com): its title, its picture, or the form."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from flask import Blueprint, Response, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder

from campaign.sharing.cards import SIZE
from campaign.web.address import for_all, site_address
from campaign.web.invitation import read_invitation
from campaign.web.share.embedding import FRAME_HEIGHT
from campaign.web.site import Site, the_site

oembed = Blueprint("oembed", __name__)

PATH = "/oembed"
FRAME = (480, FRAME_HEIGHT)
"""Pixels of the form in a frame, where it may be framed."""
NARROWEST = 200
"""Pixels below which there is no frame but a link."""
AN_HOUR = 3600
FOR_ALL = {
    "Cache-Control": f"public, max-age={AN_HOUR}",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_TAG = re.compile(r'<meta property="og:([a-z_:]+)" content="([^"]*)">')


@oembed.get(PATH)
def describe() -> Response:
    """The description of one of our own pages, as JSON. 404: not one of them; 501: another format."""
    if request.args.get("format", "json") != "json":
        return _refused(501, "This site describes its pages as JSON alone.")
    site = the_site()
    address = site_address(site.settings, request)
    path, query = _ours(request.args.get("url", "")[:2_000], address)
    tags = _tags(path, query) if path else {}
    if "title" not in tags:
        return _refused(404, "That is no public page of this site.")
    found = _described(site, tags, address, query if path == "/" else None)
    return Response(json.dumps(found, ensure_ascii=False), mimetype="application/json", headers=_headers(site))


def _headers(site: Site) -> dict[str, str]:
    return FOR_ALL | {"Cache-Control": for_all(site.settings, FOR_ALL["Cache-Control"])}


def _ours(url: str, address: str) -> tuple[str, str]:
    """Path and query of an address of this site; "" and "" for any other."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    path = unquote(parts.path) or "/"
    is_ours = parts.scheme in {"http", "https"} and parts.netloc.casefold() == urlsplit(address).netloc.casefold()
    return (path, parts.query) if is_ours and re.fullmatch(r"/(?!/)[^?#]*", path) else ("", "")


def _tags(path: str, query: str) -> dict[str, str]:
    """The page's own preview, by the names of its tags; nothing for what is no public page."""
    if path.startswith(PATH):
        return {}
    builder = EnvironBuilder(path=path, query_string=query, base_url=request.host_url)
    asker = {"REMOTE_ADDR": request.remote_addr or ""}
    with current_app.request_context(builder.get_environ() | asker):
        answer = current_app.full_dispatch_request()
    is_page = answer.status_code == 200 and answer.mimetype == "text/html"
    return {name: unescape(value) for name, value in _TAG.findall(answer.get_data(as_text=True))} if is_page else {}


def _described(site: Site, tags: dict[str, str], address: str, front: str | None) -> dict[str, Any]:
    """The fields of the answer; `front`: what the link carries if it is one to the front page."""
    most = _most("maxwidth"), _most("maxheight")
    found: dict[str, Any] = {
        "version": "1.0",
        "type": "link",
        "title": tags["title"],
        "provider_name": tags["site_name"],
        "provider_url": f"{address}/",
        "cache_age": AN_HOUR,
    }
    if SIZE[0] <= most[0] and SIZE[1] <= most[1]:
        found |= {"thumbnail_url": tags["image"], "thumbnail_width": SIZE[0], "thumbnail_height": SIZE[1]}
    if front is not None and "*" in site.settings.embed_sites and most[0] >= NARROWEST and most[1] >= FRAME[1]:
        pairs = read_invitation(MultiDict(parse_qsl(front)), site.services.content).pairs
        source = f"{address}/embed" + (f"?{urlencode(pairs)}" if pairs else "")
        width, height = min(FRAME[0], most[0]), FRAME[1]
        named = f'src="{escape(source)}" title="{escape(tags["title"])}"'
        frame = f'<iframe {named} width="{width}" height="{height}" style="border:0"></iframe>'
        found |= {"type": "rich", "html": frame, "width": width, "height": height}
    return found


def _most(name: str) -> int:
    """The largest width or height that is wanted."""
    text = request.args.get(name, "")
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else 1_000_000


def _refused(status: int, why: str) -> Response:
    return Response(why + "\n", status, mimetype="text/plain", headers={"Access-Control-Allow-Origin": "*"})
