"""Short links: made from /share, followed at /go/CODE, looked after at the secret address /share/SECRET."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

from flask import Blueprint, Response, abort, make_response, redirect, request
from werkzeug.datastructures import MultiDict

from campaign.errors import ShareError, StoreUnavailable
from campaign.models.sharing import LinkState, ShortLink
from campaign.web.guards import sent_form
from campaign.web.invitation import invitation_of
from campaign.web.numbers.counting import is_looked_at_ahead, is_program
from campaign.web.share.form import Wanted, read_wanted
from campaign.web.share.link_numbers import has_numbers, numbers_of
from campaign.web.share.views import share_page, share_values
from campaign.web.site import Answer, Site, the_site

short_links = Blueprint("short_links", __name__)

SECRET = re.compile(r"[\w-]{16,64}", re.ASCII)
"""What looks like a secret, perhaps not whole or with something behind it."""


@short_links.post("/share/short")
def shorten() -> Answer:
    """Make a short link, and go to its secret address; or say why it cannot be had."""
    site = the_site()
    wanted = read_wanted(site, sent_form())
    if wanted.faults:
        return share_page(site, wanted)
    try:
        tally = site.services.counting.tally
        _, secret = site.services.links.make(
            wanted.choice, wanted.label, wanted.form.code.data or "", lambda name: has_numbers(tally, name)
        )
    except (ShareError, StoreUnavailable) as problem:
        return share_page(site, wanted.refuse("code", say(site, problem)), is_made=True)
    return redirect(f"/share/{secret}?told=made", 303)  # type: ignore[return-value]


@short_links.get("/go/<code>")
def go(code: str) -> Answer:
    """To the first page, set up as the link says. A link leads nowhere but here."""
    site = the_site()
    try:
        link = site.services.links.find(code)
        if link and link.state == LinkState.ACTIVE:
            if not is_program() and not is_looked_at_ahead():
                # A full disk can be read from: the link leads on, and is noted next time.
                with suppress(StoreUnavailable):
                    site.services.links.follow(link)
            answer = redirect(f"/{invitation_of(link.choice, link.code).query}", 303)
            answer.headers["Cache-Control"] = "no-store"  # it may be changed or paused at any time
            return answer  # type: ignore[return-value]
    except StoreUnavailable:
        return site.renderer.page("pages/no_link.html", state="away"), 503
    if link:  # there is one: no guess, so not 404, which is limited
        return site.renderer.page("pages/no_link.html", state="paused"), 403
    return site.renderer.page("pages/no_link.html", state="unknown"), 404


@short_links.get("/share/<secret>")
def look_after(secret: str) -> Answer:
    """What a link has brought, for whoever made it."""
    site = the_site()
    return _private(_page(site, secret, _mine(site, secret)))


@short_links.post("/share/<secret>")
def changed(secret: str) -> Answer:
    """Change, pause, go on, delete."""
    site, form = the_site(), sent_form()
    link = _mine(site, secret)
    if form.get("action") == "delete":
        return _private(site.renderer.page("pages/delete_link.html", link=link, secret=secret))
    try:
        return _change(site, secret, link, form)
    except StoreUnavailable:
        abort(503)


def _change(site: Site, secret: str, link: ShortLink, form: MultiDict[str, str]) -> Answer:
    """Do what was pressed. Raises StoreUnavailable."""
    book, pressed = site.services.links, form.get("action", "")
    if pressed == "delete-for-good":
        book.delete(link)
        return redirect("/share?told=deleted", 303)  # type: ignore[return-value]
    if pressed == "change":
        wanted = read_wanted(site, form, is_in_link=False)
        if wanted.faults:
            return _private(_page(site, secret, link, wanted), 422)
        book.change(link, wanted.choice, wanted.label)
    elif pressed in {"pause", "resume"}:
        book.pause(link, pressed == "pause")
    else:
        abort(400)
    return redirect(f"/share/{secret}?told={pressed}", 303)  # type: ignore[return-value]


def say(site: Site, problem: ShareError | StoreUnavailable) -> str:
    """The sentence for what went wrong."""
    return site.services.messages.say(problem if isinstance(problem, ShareError) else ShareError("links-away"))


def _mine(site: Site, secret: str) -> ShortLink:
    """The link of this secret; else the page that says there is none, or that it cannot be known just now."""
    try:
        link = site.services.links.mine(secret)
    except StoreUnavailable:
        abort(503)
    return link or abort(_gone(site) if SECRET.fullmatch(secret) else 404)


def _gone(site: Site) -> Response:
    """The same for every secret address that is none, so that it tells nothing."""
    page = site.renderer.page("pages/no_link.html", state="gone", unused_days=site.settings.links_unused_days)
    return _private(page, 404)


def _page(site: Site, secret: str, link: ShortLink, wanted: Wanted | None = None) -> str:
    given = wanted or read_wanted(site, link_form(link), is_in_link=False)
    services = site.services
    return site.renderer.page(
        "pages/link.html",
        **share_values(site, given)
        | {
            "link": link,
            "link_path": f"/{invitation_of(link.choice, link.code).query}",
            "code": link.code,
            "secret": secret,
            "numbers": numbers_of(services.counting.tally, link.code, link.made, services.clock()),
            "told": _told(link, services.clock()),
            "unused_days": site.settings.links_unused_days,
        },
    )


def _told(link: ShortLink, today: date) -> str:
    """What has just been done, by the address; "" where it is no longer so: addresses are kept as bookmarks.

    A link that was made yesterday may have been made a second ago, before midnight.
    """
    told = request.args.get("told", "")
    is_so = {
        "made": (today - link.made).days <= 1 and link.state == LinkState.ACTIVE,
        "change": True,
        "pause": link.state == LinkState.PAUSED,
        "resume": link.state == LinkState.ACTIVE,
    }
    return told if is_so.get(told) else ""


def link_form(link: ShortLink) -> MultiDict[str, str]:
    """What was chosen, as the form that would choose it again."""
    pairs = [pair for pair in invitation_of(link.choice, "").pairs if pair[0] != "via"]
    return MultiDict([*pairs, ("group", link.label)])


def _private(page: str, status: int = 200) -> Response:
    """A page under a secret address: kept nowhere."""
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
