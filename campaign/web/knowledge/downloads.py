"""The responses as files: CSV for a spreadsheet, JSON for a program, Atom for those who follow the changes."""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree as Xml

from campaign.content.evidence import Correction
from campaign.content.responses import Response, Responses
from campaign.dates import as_known
from campaign.models import Source

ATOM = "http://www.w3.org/2005/Atom"
Xml.register_namespace("", ATOM)
_OURS = uuid.UUID("5f1c1c55-9f0a-5d0e-8c57-0a6a6c8c1d3b")
"""The namespace of our ids. Never change it: a feed reader would take every entry for a new one."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet may run as a formula."""


def address(entry: Response) -> str:
    """Where an entry stands for good, within the site."""
    return f"/responses/{entry.place.slug}#{entry.id}"


def facts(entry: Response) -> dict[str, Any]:
    """All that is known of an entry, as JSON shows it."""
    proof = entry.evidence
    return {
        "id": entry.id,
        "place": {"slug": entry.place.slug, "name": entry.place.name, "group": entry.place.group},
        "body": entry.body,
        "kind": entry.kind,
        "kind_label": entry.kind_label,
        "date": entry.date or None,
        "date_checked": entry.date_checked,
        "date_note": entry.date_note or None,
        "until": entry.until or None,
        "in_force": entry.in_force or None,
        "fact": entry.fact,
        "confidence": proof.confidence.value,
        "sources": [_source(one) for one in proof.sources],
        "checked": _day(proof.checked),
        "review_by": _day(proof.review_by),
        "checked_note": proof.checked_note or None,
        "not_checked": proof.not_checked or None,
        "corrections": [_correction(one) for one in proof.corrections],
        "recommendations": list(entry.recommendations),
        "in_source_text": not entry.added,
        "changed": entry.changed.isoformat(),
    }


def _source(source: Source) -> dict[str, str]:
    return {"title": source.title, "url": source.url}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _correction(one: Correction) -> dict[str, Any]:
    source, day = _source(one.source), one.corrected.isoformat()
    return {"said": one.said, "now": one.now, "source": source, "corrected": day}


def as_json(entries: Iterable[Response], responses: Responses, base_url: str) -> bytes:
    """One object: the licence, the day of the first edition, and the entries with the address of each."""
    listed = [facts(entry) | {"page": base_url + address(entry)} for entry in entries]
    data = {"licence": responses.licence, "published": responses.published.isoformat(), "entries": listed}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(entries: Iterable[Response], responses: Responses, base_url: str) -> bytes:
    """A line for each entry, with CR LF line ends (RFC 4180), and a mark at the start so that Excel reads UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    for entry in entries:
        row = _flat(facts(entry)) | {"licence": responses.licence, "page": base_url + address(entry)}
        writer.writerow({name: harmless(row[name]) for name in COLUMNS})
    return file.getvalue().encode("utf-8-sig")


COLUMNS = (
    "id", "place", "body", "kind", "date", "date_checked", "date_note", "until", "in_force", "fact", "confidence",
    "source_title", "source_url", "more_sources", "checked", "review_by", "checked_note", "not_checked", "corrections",
    "recommendations", "in_source_text", "changed", "page", "licence",
)  # fmt: skip
"""The columns of the CSV file. Programs rely on the names."""


def _flat(known: dict[str, Any]) -> dict[str, str]:
    """The same as texts: lists become one text, what is not known is empty."""
    first, *more = known["sources"] or [{"title": "", "url": ""}]
    corrections = [
        " ".join((f"{c['corrected']}:", c["said"], c["now"], c["source"]["url"])) for c in known["corrections"]
    ]
    flat = known | {
        "place": known["place"]["name"],
        "source_title": first["title"],
        "source_url": first["url"],
        "more_sources": " ".join(one["url"] for one in more),
        "corrections": " | ".join(corrections),
        "recommendations": " ".join(known["recommendations"]),
        "date_checked": "yes" if known["date_checked"] else "no",
        "in_source_text": "yes" if known["in_source_text"] else "no",
    }
    return {name: value or "" for name, value in flat.items()}


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would take it for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_atom(entries: Sequence[Response], responses: Responses, *, base_url: str, author: str, query: str = "") -> bytes:
    """A feed of these entries, those changed last first (RFC 4287).

    Addresses are whole where `base_url` is known, else they begin with "/", which feed readers complete. Ids hold
    no address, so that they stay the same when the site moves.
    """
    feed = Xml.Element(f"{{{ATOM}}}feed")
    _text(feed, "id", _id(f"{base_url}/responses{query}"))
    _text(feed, "title", "What others have done about the abuses in Xinjiang")
    _text(feed, "updated", _midnight(max((entry.changed for entry in entries), default=responses.published)))
    _text(_add(feed, "author"), "name", author)
    _text(feed, "rights", responses.licence)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base_url}/responses.atom{query}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base_url}/responses{query}")
    for entry in sorted(entries, key=lambda entry: (entry.changed, entry.date), reverse=True):
        _entry(feed, entry, base_url)
    written: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(feed: Xml.Element, entry: Response, base_url: str) -> None:
    made = _add(feed, "entry")
    _text(made, "id", _id(entry.id))
    when = as_known(entry.date) if entry.date else "no date known"
    _text(made, "title", f"{entry.place.name}, {when}: {entry.kind_label}")
    _text(made, "updated", _midnight(entry.changed))
    _add(made, "link", rel="alternate", type="text/html", href=base_url + address(entry))
    for source in entry.evidence.sources:
        _add(made, "link", rel="related", href=source.url, title=source.title)
    _add(made, "category", term=entry.kind, label=entry.kind_label)
    _text(made, "content", " ".join([entry.fact, *_remarks(entry)]), type="text")


def _remarks(entry: Response) -> Iterable[str]:
    """How sure we are, and what was corrected."""
    checked = entry.evidence.checked
    yield f"Checked on {checked.isoformat()}." if checked else "Not checked: nobody has compared this with a source."
    for one in entry.evidence.corrections:
        yield f"Corrected on {one.corrected.isoformat()}. {one.said} {one.now}"


def _id(name: str) -> str:
    return uuid.uuid5(_OURS, name).urn


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: Xml.Element, name: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)


def _text(parent: Xml.Element, name: str, text: str, **attributes: str) -> None:
    _add(parent, name, **attributes).text = text
