"""What is counted, and how a visitor tells us: a visit, a letter made, opened and gone, and what came of it.

docs/counting.md says what does not count. Nothing here learns or keeps who somebody is.
"""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.datastructures import MultiDict

from campaign.errors import ConstituencyUnknown, ParliamentUnavailable
from campaign.models import Constituency, Seat
from campaign.models.counts import REPLIES, Kind
from campaign.outputs.files import BY_HAND
from campaign.web.guards import sent_form
from campaign.web.invitation import Invitation, read_invitation
from campaign.web.letter.draft import Draft
from campaign.web.site import Answer, Site, the_site

counting = Blueprint("counting", __name__)

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n'
PROGRAMS = (
    "crawl", "spider", "slurp", "preview", "prerender", "headless", "lighthouse", "monitor", "uptime", "scan", "fetch",
    "facebookexternalhit", "skypeuri", "embedly", "bluesky", "curl", "wget", "python", "java/", "libwww", "httpclient",
    "go-http", "okhttp", "perl", "php",
)  # fmt: skip
"""What the user agent of a program that looks at pages without a person has in it, in small letters."""
PROGRAMS_AT_START = ("whatsapp", "mastodon", "ruby")
"""What it begins with: people's browsers may say these further on."""
_BOT = re.compile(r"bot\b(?<!cubot)")
"""At the end of a word: "cubot" makes telephones."""
_SEED = re.compile(r"[0-9]{1,7}")
_TAP = re.compile(r"[\w-]{1,24}")


# A visit


@counting.get("/counted/visit.svg")
def visit() -> Response:
    """A picture of nothing. The browser keeps it until midnight, so it asks once a day, however often pages load.

    The mark of its content (ETag) is the day, the same for everybody: a browser that asks again with today's mark
    is not counted again.
    """
    site = the_site()
    day = site.services.clock().isoformat()
    if is_looked_at_ahead() or request.method != "GET":
        return Response(PICTURE, mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})
    known = request.if_none_match.contains_weak(day)
    if not (known or is_program() or is_shown_elsewhere() or is_asked_again()):
        via = read_invitation(request.args, site.services.content).via
        site.services.counting.count(Kind.VISIT, source=via)
    answer = Response(b"" if known else PICTURE, 304 if known else 200, mimetype="image/svg+xml")
    answer.set_etag(day)
    answer.headers["Cache-Control"] = f"private, max-age={seconds_to_midnight()}"
    return answer


def is_looked_at_ahead() -> bool:
    """Whether a browser fetches this in case somebody wants it: prefetch and prerender."""
    named = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
    return any(re.search("prefetch|prerender|preview", request.headers.get(name, ""), re.IGNORECASE) for name in named)


def is_program() -> bool:
    """Whether it is known for a program by what it calls itself."""
    agent = request.environ.get("HTTP_USER_AGENT", "").lower()
    named = agent.startswith(PROGRAMS_AT_START) or any(map(agent.__contains__, PROGRAMS))
    return not agent or named or bool(_BOT.search(agent))


def is_shown_elsewhere() -> bool:
    """Whether the picture is not asked for by a page of ours."""
    elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    return elsewhere or request.headers.get("Sec-Fetch-Dest") == "document"


def is_asked_again() -> bool:
    """Whether a person has told the browser to load everything anew."""
    told = request.headers.get("Cache-Control", "") + request.headers.get("Pragma", "")
    return "no-cache" in told or "max-age=0" in told


def seconds_to_midnight() -> int:
    """Until the server's next day begins; at least one."""
    now = datetime.now().astimezone()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(1, int((midnight - now).total_seconds()))


# A letter


def count_letter(site: Site, seat: Seat, draft: Draft, *, is_new: bool) -> None:
    """One more letter, unless it is one in another wording, one that was there already, or that of a program."""
    if is_program():
        return
    slug = seat.constituency.slug if seat.constituency.id else ""
    if site.services.counting.is_first(Kind.COMPOSED, slug, str(draft.seed)) and is_new:
        site.services.counting.count(Kind.COMPOSED, slug, draft.asks, draft.via)


@counting.post("/counted/opened")
def opened() -> Answer:
    """A letter is on its way: the script says so when an e-mail is opened, or the letter copied, printed or saved."""
    _count_told(the_site(), Kind.OPENED, sent_form())
    return Response(status=204)


@counting.post("/sent")
def gone() -> Answer:
    """ "It has gone": one tap. The answer is a page that can be loaded again without counting again."""
    site, form = the_site(), sent_form()
    place, invitation = _count_told(site, Kind.CONFIRMED, form)
    pairs = ([("seat", place.slug)] if place else []) + invitation.pairs
    return redirect("/sent" + (f"?{urlencode(pairs)}" if pairs else ""), 303)  # type: ignore[return-value]


@counting.get("/sent")
def thanks() -> Answer:
    """Thank you, and what can be done next."""
    site = the_site()
    invitation = read_invitation(request.args, site.services.content)
    place = find_place(site, request.args.get("seat", ""))
    return site.renderer.page("pages/sent.html", place=place, invitation=invitation)


def _count_told(site: Site, kind: Kind, form: MultiDict[str, str]) -> tuple[Constituency | None, Invitation]:
    """Count what a page tells of its letter: once for each letter, which its seed stands for; without one never."""
    invitation = read_invitation(form, site.services.content)
    place = find_place(site, form.get("seat", ""))
    slug, seed = place.slug if place else "", form.get("seed", "")
    if _SEED.fullmatch(seed) and not is_program() and site.services.counting.is_first(kind, slug, seed):
        site.services.counting.count(kind, slug, invitation.asks, invitation.via)
    return place, invitation


# What came of it


@counting.post("/follow-up/<slug>/reply")
def told(slug: str) -> Answer:
    """One tap: what came of a letter. No more is asked, and nothing says whose letter it was."""
    site, form = the_site(), sent_form()
    kind = next((kind for kind in REPLIES if kind == form.get("reply")), None) or abort(400)
    place = None if slug == BY_HAND else find_place(site, slug)
    tap = form.get("tap", "")
    if _TAP.fullmatch(tap) and not is_program() and site.services.counting.is_first("reply", tap):
        site.services.counting.count(kind, place.slug if place else "")
    return redirect(f"/follow-up/{quote(slug, safe='')}/reply?told={kind}", 303)  # type: ignore[return-value]


@counting.get("/follow-up/<slug>/reply")
def thanks_for_telling(slug: str) -> Answer:
    """Thank you, and which of the short letters fits now."""
    site = the_site()
    reply = next((kind for kind in REPLIES if kind == request.args.get("told")), None)
    if reply is None:
        return redirect(f"/follow-up/{quote(slug, safe='')}", 303)  # type: ignore[return-value]
    place = None if slug == BY_HAND else find_place(site, slug)
    address = f"/follow-up/{place.slug if place else BY_HAND}"
    return site.renderer.page("pages/told.html", place=place, reply=str(reply), address=address)


def new_tap() -> str:
    """A mark for one showing of the buttons, so that pressing one twice counts once. It is drawn, and kept nowhere."""
    return secrets.token_urlsafe(9)


def find_place(site: Site, slug: str) -> Constituency | None:
    """The constituency with that slug; None for any other text, and while it cannot be known."""
    listed = next((place for place in site.places if place.slug == slug), None)
    if listed or not re.fullmatch(r"[a-z0-9-]{1,90}", slug) or slug == BY_HAND:
        return listed
    with suppress(ConstituencyUnknown, ParliamentUnavailable):
        return site.seat(slug).constituency
    return None
