"""A link on paper: the code that telephones read, a poster, cards to hand out. All of it leads to this site alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, redirect, request

from campaign.errors import FileError
from campaign.sharing.names import LONGEST, NAME
from campaign.sharing.posters import MOST_LINE, Poster, own_line, to_type
from campaign.sharing.qr import qr_png, qr_svg
from campaign.web.address import site_address
from campaign.web.faults import Fault
from campaign.web.invitation import Invitation, read_invitation
from campaign.web.site import Answer, Site, the_site

printing = Blueprint("printing", __name__)

WORDS = "partials/poster.html"
NAMES = {"poster": "poster.pdf", "cards": "cards-to-hand-out.pdf"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: a link (what it carries, or the name of a short one) and a line to print."""

    invitation: Invitation
    code: str
    line: str

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The link, as fields of a form."""
        return self.invitation.pairs + ([("go", self.code)] if self.code else [])

    @property
    def of_link(self) -> str:
        """The link, as the end of the address of its code."""
        return _query(self.pairs)

    @property
    def of_all(self) -> str:
        """The link and the line, as the end of the address of what is printed."""
        return _query(self.pairs + ([("line", self.line)] if self.line else []))

    @property
    def address(self) -> str:
        """Where the code leads, whatever was asked for: our own front page set up as the link says, or a short link."""
        here = site_address(the_site().settings, request)
        return f"{here}/go/{self.code}" if self.code else f"{here}/{self.invitation.query}"

    @property
    def fault(self) -> Fault | None:
        """What is wrong with the link or with the line."""
        try:
            qr_svg(self.address)
        except FileError as error:
            return Fault("code", the_site().services.messages.say(error))
        if len(self.line) <= MOST_LINE:
            return None
        return _fault(FileError("own-line-long", limit=str(MOST_LINE)))


@printing.get("/qr.svg")
def drawing() -> Answer:
    """The code of a link, as a drawing. What is asked for is an invitation and never an address."""
    return _code(qr_svg, "image/svg+xml")


@printing.get("/qr.png")
def picture() -> Answer:
    """The same as a picture."""
    return _code(qr_png, "image/png")


def _code(make: Callable[[str], bytes], mimetype: str) -> Answer:
    wanted = _wanted()
    try:
        return Response(make(wanted.address), mimetype=mimetype)
    except FileError:
        return _back(wanted)


@printing.get("/share/print")
def choose() -> Answer:
    """The code, and what to print; with a line of the organiser's own."""
    wanted = _wanted()
    page = _choose(the_site(), wanted, wanted.fault)
    return (page, 422) if wanted.fault else page


@printing.get("/print/<any(poster, cards):kind>")
def on_a_page(kind: str) -> Answer:
    """A poster or cards as a page, to be printed from the browser."""
    site, wanted = the_site(), _wanted()
    if wanted.fault:
        return _back(wanted)
    return site.renderer.page("pages/poster.html", poster=_poster(site, kind, wanted), wanted=wanted, kind=kind)


@printing.get("/print/<any(poster, cards):kind>.pdf")
def as_pdf(kind: str) -> Answer:
    """The same as a PDF."""
    site, wanted = the_site(), _wanted()
    if wanted.fault:
        return _back(wanted)
    try:
        data = site.posters.pdf(_poster(site, kind, wanted))
    except FileError as error:
        return _choose(site, wanted, _fault(error)), 422 if error.code == "print-glyph" else 500
    headers = {"Content-Disposition": f'inline; filename="{NAMES[kind]}"'}
    return Response(data, mimetype="application/pdf", headers=headers)


def _wanted() -> Wanted:
    code = request.args.get("go", "")
    return Wanted(
        read_invitation(request.args, the_site().services.content),
        # Whether there is such a link is not looked up: nobody finds out which names are taken.
        code if len(code) <= LONGEST and NAME.fullmatch(code) else "",
        own_line(request.args.get("line", ""))[: 4 * MOST_LINE],
    )


def _choose(site: Site, wanted: Wanted, fault: Fault | None) -> str:
    return site.renderer.page(
        "pages/share_print.html",
        wanted=wanted,
        invitation=wanted.invitation,
        chosen=site.services.content.find(wanted.invitation.asks),
        most=MOST_LINE,
        faults=[fault] if fault else [],
    )


def _back(wanted: Wanted) -> Answer:
    """To the page that says what is wrong with the link or the line."""
    return redirect(f"/share/print{wanted.of_all}", 303)  # type: ignore[return-value]


def _fault(error: FileError) -> Fault:
    return Fault("line", the_site().services.messages.say(error))


def _query(pairs: list[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs, quote_via=quote)}" if pairs else ""


def _poster(site: Site, kind: str, wanted: Wanted) -> Poster:
    chosen = site.services.content.find(wanted.invitation.asks)
    dissolved = site.services.parliament.is_dissolved
    words = site.renderer.lines(WORDS, chosen=chosen, dissolved=dissolved)
    return Poster(
        kind=kind,
        site_name=words["name"],
        **{part: words[part] for part in ("headline", "call", "lead", "how", "promise", "imprint")},
        line=wanted.line,
        address=wanted.address,
        typed=to_type(wanted.address),
    )
