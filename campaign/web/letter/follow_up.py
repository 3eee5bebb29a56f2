"""Two weeks later: three short second letters, and how to meet the MP. Nothing typed here stands in an address."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, request
from wtforms import Form, StringField, TextAreaField  # type: ignore[import-untyped]

from campaign.dates import in_full
from campaign.errors import LetterError, ParliamentUnavailable
from campaign.letters import clean
from campaign.letters.follow_up import GAPS
from campaign.models import Constituency, Letter, Member, Seat, Writer, slugify
from campaign.outputs import filename, follow_up_path, plain_file
from campaign.outputs.files import BY_HAND
from campaign.web.address import site_address
from campaign.web.faults import Fault
from campaign.web.guards import sent_form
from campaign.web.letter.offers import offer_for
from campaign.web.numbers.counting import new_tap
from campaign.web.site import Answer, Site, saved, the_site

follow_up = Blueprint("follow_up", __name__)

GAP_OF = {"mp_name": "salutation", "date": "date", "name": "name", "address": "address"}
"""Which gap each field fills."""
SECOND = "second-"
"""What the name of the file begins with, so that it does not take the place of the first letter's."""
MOST_DATE = 40
"""Characters of a date that is not in figures: "the last week of November"."""


class FollowUpForm(Form):  # type: ignore[misc]
    """What fills the gaps of the letters; all of it may be left out."""

    mp_name = StringField()
    date = StringField()
    name = StringField()
    address = TextAreaField()


@dataclass(frozen=True, slots=True)
class Found:
    """Whom the letters are for. `is_down`: MPs cannot be looked up just now, so the name is left to the person."""

    seat: Seat
    is_down: bool = False


@follow_up.get("/follow-up/<slug>")
def ready(slug: str) -> Answer:
    """The letters with gaps."""
    site = the_site()
    return _answer(site, _found(site, slug), FollowUpForm())


@follow_up.post("/follow-up/<slug>")
def filled(slug: str) -> Answer:
    """The letters with what was typed in them. Nothing of it is kept."""
    site = the_site()
    return _answer(site, _found(site, slug), FollowUpForm(sent_form()))


@follow_up.post("/follow-up/<slug>/letter.txt")
def taken(slug: str) -> Answer:
    """One of the letters as a text file, as the person left it. Nothing of it is kept."""
    site, form = the_site(), sent_form()
    letters = site.follow_ups.letters(_found(site, slug).seat, Writer(), "")
    letter = letters.get(form.get("kind", "")) or abort(400)
    return saved(plain_file(replace(letter, text=clean(form.get("letter", ""))), SECOND))


@follow_up.get("/follow-up/<slug>/reminder.ics")
def reminder(slug: str) -> Answer:
    """A reminder for the calendar, made from the day and the address of the page alone."""
    site = the_site()
    file = site.files.reminder(f"/follow-up/{_known(site, slug)}", site_address(site.settings, request))
    answer = saved(file)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _known(site: Site, slug: str) -> str:
    """Raises ConstituencyUnknown; while MPs cannot be looked up, any slug of the right form is taken."""
    with suppress(ParliamentUnavailable):
        if slug != BY_HAND:
            return site.seat(slug).constituency.slug
    return slugify(slug)


def _found(site: Site, slug: str) -> Found:
    """Raises ConstituencyUnknown."""
    if slug == BY_HAND:
        return Found(_unnamed(site, ""))
    try:
        return Found(site.seat(slug))
    except ParliamentUnavailable:
        place = next((place.name for place in site.places if place.slug == slug), "")
        return Found(_unnamed(site, place), is_down=True)


def _unnamed(site: Site, place: str) -> Seat:
    return Seat(Constituency(0, place), None, "by-hand", site.services.clock(), is_practice=site.settings.practice)


def _answer(site: Site, found: Found, form: FollowUpForm) -> Answer:
    faults = _faults(site, form)
    seat = _named(found.seat, clean(form.mp_name.data or ""))
    page = site.renderer.page("pages/follow_up.html", **_values(site, seat, form, faults, found))
    status = 422 if faults else 503 if found.is_down else 200
    return Response(page, status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _faults(site: Site, form: FollowUpForm) -> tuple[Fault, ...]:
    """Texts that are too long; they are left out of the letters."""
    found = []
    for name in ("mp_name", "name", "address"):
        error = site.terms.wrong_text(name, form[name].data or "", later=True) if form[name].data else None
        if isinstance(error, LetterError):
            form[name].errors = [site.terms.say(error)]
            found.append(Fault(name, form[name].errors[0]))
    return tuple(found)


def _named(seat: Seat, name: str) -> Seat:
    """With the name that was typed, where the MP is not known."""
    if seat.source != "by-hand" or not name.strip():
        return seat
    return replace(seat, member=Member(0, name, name, name))


def _values(site: Site, seat: Seat, form: FollowUpForm, faults: tuple[Fault, ...], found: Found) -> dict[str, Any]:
    wrong = {fault.id for fault in faults}
    given = {name: "" if name in wrong else clean(form[name].data or "") for name in ("name", "address")}
    letters = site.follow_ups.letters(seat, Writer(**given), _in_words(form.date.data or ""))
    return {
        "action": follow_up_path(seat) if not found.is_down else request.path,
        "seat": seat,
        "by_hand": seat.source == "by-hand",
        "is_down": found.is_down,
        "is_vacant": seat.member is None and seat.source != "by-hand",
        "form": form,
        "gaps": json.dumps({field: GAPS[name] for field, name in GAP_OF.items()}),
        "faults": faults,
        "is_filled": request.method == "POST",
        "letters": [_offered(letter, seat) for letter in letters.values()],
        "members_page": _members_page(seat),
        "tap": new_tap(),
    }


def _offered(letter: Letter, seat: Seat) -> dict[str, Any]:
    offer = offer_for(letter, seat, request.headers.get("User-Agent", ""))
    return {"kind": letter.template, "subject": letter.subject, "text": letter.text, "offer": offer,
            "to_email": letter.to_email, "file": SECOND + filename(letter)}  # fmt: skip


def _in_words(typed: str) -> str:
    """A date as people write it; browsers send it as 2026-11-21."""
    with suppress(ValueError):
        return in_full(date.fromisoformat(typed.strip()))
    return " ".join(clean(typed).split())[:MOST_DATE]


def _members_page(seat: Seat) -> str:
    """Parliament's page on the MP, with the telephone numbers and addresses of the office; "" if there is none."""
    if seat.member is None or seat.member.id <= 0 or seat.source in {"practice", "by-hand"}:
        return ""
    return f"https://members.parliament.uk/member/{seat.member.id}/contact"
