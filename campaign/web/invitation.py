"""What a link brought along: what to ask for (?ask=ID), which letter (?template=NAME), a sentence of whoever shared it
(?say=TEXT), and where it was shared (?via=CODE).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from campaign.errors import ShareError
from campaign.models import Content
from campaign.models.sharing import Choice
from campaign.sharing.remarks import read_remark

VIA = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
TEMPLATE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class Invitation:
    """Recognised parts of a link, in the file's order; `unknown` when it named something we do not have."""

    asks: tuple[str, ...] = ()
    via: str = ""
    unknown: bool = False
    template: str = ""
    sentence: str = ""
    """Of whoever shared the link: shown as theirs, checked each time it is read, and never remembered."""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As form fields."""
        named = {"template": self.template, "say": self.sentence, "via": self.via}
        return [("ask", ask) for ask in self.asks] + [pair for pair in named.items() if pair[1]]

    @property
    def query(self) -> str:
        """As the end of an address: "?ask=...&via=...", or ""."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""


NOTHING = Invitation()


def read_invitation(values: MultiDict[str, str], content: Content) -> Invitation:
    """What `values` (a query or a form) invite to; anything else in them is left alone."""
    if not values:
        return NOTHING
    named = set(values.getlist("ask"))
    known = tuple(r.id for r in content.recommendations if r.id in named)
    via, template = values.get("via", ""), values.get("template", "")
    return Invitation(
        known,
        via if VIA.fullmatch(via) else "",
        len(known) < len(named),
        template if TEMPLATE.fullmatch(template) else "",
        _sentence(values.get("say", "")),
    )


def invitation_of(choice: Choice, via: str) -> Invitation:
    """The invitation that a link with this choice is."""
    return Invitation(choice.asks, via, template=choice.template, sentence=choice.sentence)


def _sentence(typed: str) -> str:
    """The sentence of a link, or "": whoever follows a link is not told what was wrong with it."""
    try:
        return read_remark(typed) if typed else ""
    except ShareError:
        return ""
