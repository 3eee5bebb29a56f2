"""For the reader at the other end: who runs this, every wording as shipped with its sources, how many letters came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Blueprint, Response

from campaign.counts.progress import Figures
from campaign.errors import StoreUnavailable
from campaign.letters.library import THANKS
from campaign.models import Claim, Precedent, Recommendation, Wording
from campaign.web.address import for_all
from campaign.web.numbers.progress import A_MINUTE, seat_lines
from campaign.web.site import Answer, Site, the_site

for_mps = Blueprint("for_mps", __name__)


@dataclass(frozen=True, slots=True)
class Said:
    """One text that a letter may hold: the same in other words, what it rests on, and whether it is used today."""

    text: str
    others: tuple[str, ...]
    claims: tuple[Claim, ...]
    is_used: bool


@for_mps.get("/for-mps")
def page() -> Answer:
    """The page; the same for everybody, made once a minute for the numbers in it."""
    site = the_site()
    if site.settings.count:
        try:
            body = site.progress.made("for-mps", lambda figures: _page(site, figures))
            return Response(body, mimetype="text/html", headers={"Cache-Control": for_all(site.settings, A_MINUTE)})
        except StoreUnavailable:  # the rest of the page needs no numbers
            pass
    return _page(site, None)


def _page(site: Site, figures: Figures | None) -> bytes:
    wordings = site.renderer.kept_part("partials/wordings.html", site.services.clock(), lambda: _wordings(site))
    lines = [line for line in seat_lines(site, figures) if line.number] if figures else []
    lines.sort(key=lambda line: (-line.number, line.slug))
    return site.renderer.page("pages/for_mps.html", wordings=wordings, figures=figures, lines=lines).encode()


def _wordings(site: Site) -> dict[str, Any]:
    content, today = site.services.content, site.services.clock()
    return {
        "parts": content.parts,
        "asides": content.asides,
        "rules": content.rules,
        "requests": [_request(one, today) for one in content.recommendations],
        "precedents": tuple(_precedents(site, today)),
        "follow_ups": site.follow_ups.texts,
        "frames": {name: _frame(site.settings.folders, name) for name in (*site.terms.templates, THANKS)},
        "last_line": site.renderer.page("partials/last_line.html", address="{address of this page}").strip(),
    }


def _frame(folders: Sequence[Path], name: str) -> str:
    """The text around all that, as its organiser wrote it, without notes to organisers."""
    files = (folder / "templates" / "letters" / f"{name}.txt" for folder in folders)
    text = next((file.read_text(encoding="utf-8-sig") for file in files if file.is_file()), "")
    return re.sub(r"\{#.*?#\}\n?", "", text, flags=re.DOTALL).strip()


def _request(one: Recommendation, today: date) -> dict[str, Any]:
    return {
        "one": one,
        "briefs": (one.summary, *one.briefs),
        "wordings": [_said(one, wording, today) for wording in one.wordings],
        "asks": [(role.value, [_said(one, ask, today) for ask in asks]) for role, asks in one.asks.items()],
    }


def _said(one: Recommendation, wording: Wording, today: date) -> Said:
    claims = tuple(claim for claim in one.claims if claim.id in wording.rests_on)
    is_used = all(claim.is_current(today) for claim in claims)
    return Said(wording.text, wording.variants, claims, is_used)


def _precedents(site: Site, today: date) -> Iterator[Precedent]:
    """What others have done, as a letter may mention it: what is checked and current."""
    known = {one.id: one for entry in site.services.responses.entries for one in entry.precedents()}
    yield from (one for one in known.values() if one.is_current(today))
