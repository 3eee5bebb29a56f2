"""The writing page and the finished letter, for a constituency and for an MP whose name was typed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.datastructures import MultiDict

from campaign.errors import FileError, LetterError, ParliamentUnavailable
from campaign.models import Constituency, Seat
from campaign.parliament import by_hand
from campaign.web.guards import sent_form
from campaign.web.invitation import read_invitation
from campaign.web.letter.desk import Desk
from campaign.web.letter.draft import Draft, read_draft
from campaign.web.letter.sheet import wrong_letter
from campaign.web.site import Answer, Site, the_site

writing = Blueprint("writing", __name__)

BY_HAND = "/by-hand"
ANYWAY = "anyway"
"""In the address: the organisers' note about this MP has been read."""
FILES_FOR_ANYBODY = ("pdf", "docx")
"""Files that can be made of a letter without knowing its MP."""


@writing.get("/write/<slug>")
def blank(slug: str) -> Answer:
    """The writing page for a constituency."""
    site = the_site()
    seat = site.seat(slug)
    rule = site.services.composer.rule_for(seat)
    if rule and rule.note and ANYWAY not in request.args:
        return _note(site, seat, rule.note)
    return Desk(site, seat, f"/write/{slug}").blank(request.args)


def _note(site: Site, seat: Seat, note: str) -> Answer:
    """What the organisers say first to somebody who would write to this MP, and the ways on."""
    invitation = read_invitation(request.args, site.services.content)
    onwards = f"/write/{seat.constituency.slug}?{urlencode([*invitation.pairs, (ANYWAY, 'yes')])}"
    values = {"seat": seat, "note": note, "invitation": invitation, "onwards": onwards}
    if invitation.sentence:  # somebody's own words are not remembered
        return site.renderer.page("pages/note.html", **values)
    return site.renderer.kept_page("pages/note.html", (seat, note, invitation), lambda: values)


@writing.post("/write/<slug>")
def made(slug: str) -> Answer:
    """The letter, or the page again with what is wrong."""
    site = the_site()
    form = sent_form()
    draft = read_draft(form)
    try:
        seat = site.seat(slug)
    except ParliamentUnavailable:
        return _go_on_by_hand(site, draft, form, slug)
    rule = site.services.composer.rule_for(seat)
    if rule and rule.thanks:
        site = replace(site, terms=replace(site.terms, needs_ask=False))
    return Desk(site, seat, f"/write/{slug}").answer(draft, form)


@writing.get(BY_HAND)
def blank_by_hand() -> Answer:
    """The writing page for an MP whose name is typed."""
    site = the_site()
    wanted = request.args.get("constituency", "")
    name = next((place.name for place in site.places if place.slug == wanted), "") if wanted else ""
    return Desk(site, _nobody(site), BY_HAND, is_by_hand=True).blank(request.args, name)


@writing.post(BY_HAND)
def made_by_hand() -> Answer:
    """The letter to the MP that was named, or the page again with what is wrong."""
    site = the_site()
    form = sent_form()
    draft = read_draft(form)
    try:
        seat = by_hand(draft.mp_name, draft.constituency, site.services.clock(), practice=site.settings.practice)
    except LetterError:  # no name: the form will say so
        seat = _nobody(site)
    return Desk(site, seat, BY_HAND, is_by_hand=True).answer(draft, form)


def _nobody(site: Site) -> Seat:
    """While no name has been typed."""
    return Seat(Constituency(0, ""), None, "by-hand", site.services.clock(), is_practice=site.settings.practice)


def _go_on_by_hand(site: Site, draft: Draft, sent: MultiDict[str, str], slug: str) -> Answer:
    """When MPs cannot be looked up just now: all that was written, in the form that asks for the MP's name."""
    desk = Desk(site, _nobody(site), BY_HAND, is_by_hand=True)
    if sent.get("action") == "download":
        return desk.answer(draft, sent)
    if sent.get("action") in FILES_FOR_ANYBODY and not wrong_letter(draft.letter):
        with suppress(FileError):  # the form below says what to do instead
            return desk.file(draft, sent["action"])
    form = desk.form(sent)
    form["constituency"].data = next(
        (place.name for place in site.places if place.slug == slug), slug.replace("-", " ").title()
    )
    return desk.show_form(form, draft, unavailable=True), 503
