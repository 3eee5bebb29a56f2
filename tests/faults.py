"""What is promised of every page, as functions that name what is wrong. `tests/page.py` applies them to all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus, urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag

from campaign.web.letter.slots import SLOTS

LOADED_RELS = {
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch",
    "preconnect", "dns-prefetch",
}  # fmt: skip
LOADERS = {
    "script": "src", "img": "src", "iframe": "src", "audio": "src", "video": "src", "source": "src", "track": "src",
    "embed": "src", "object": "data", "form": "action", "button": "formaction",
}  # fmt: skip
NAMED_BY_ITSELF = {"hidden", "submit", "button", "reset", "image"}
POINTERS = (
    "aria-describedby",
    "aria-labelledby",
    "aria-controls",
    "aria-errormessage",
    "for",
    "list",
    "form",
    "headers",
)
LETTER_LINK = re.compile(r"^(mailto:|https://(mail\.google\.com|outlook\.live\.com|outlook\.office\.com)/)")


def faults(text: str, headers: Mapping[str, str], status: int, method: str, typed: Iterable[str] = ()) -> list[str]:
    """Everything wrong with one answer; empty when it keeps all promises."""
    wrong = list(header_faults(headers))
    where = [headers.get("Location", "")]
    is_page = headers.get("Content-Type", "").startswith("text/html")
    if is_page and not 300 <= status < 400:
        soup = BeautifulSoup(text, "html5lib")
        wrong += [*policy_faults(headers), *markup_faults(text), *structure_faults(soup), *field_faults(soup)]
        wrong += [*inline_faults(soup), *outside_faults(soup)]
        where += [str(tag[attr]) for attr in ("href", "action", "src") for tag in soup.select(f"[{attr}]")]
        if method == "POST" and "no-store" not in headers.get("Cache-Control", ""):
            wrong += storing_faults(headers, soup, typed)
    return wrong + list(leak_faults(where, typed))


def storing_faults(headers: Mapping[str, str], soup: BeautifulSoup, typed: Iterable[str]) -> Iterator[str]:
    """An answer to a POST may be stored by the browser alone, and only with nothing in it that was typed."""
    if headers.get("Cache-Control") != "private, no-cache":
        yield "the answer to a POST may be stored: Cache-Control must say no-store"
    shown = soup.get_text() + " ".join(str(tag["value"]) for tag in soup.select("[value]"))
    if any(text in shown for text in typed if text not in SLOTS.values()):
        yield "the answer to a POST holds what was typed and may be stored: Cache-Control must say no-store"


def header_faults(headers: Mapping[str, str]) -> Iterator[str]:
    """No cookie; never sniffed; no address sent onwards."""
    if "Set-Cookie" in headers:
        yield "Set-Cookie is sent"
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")):
        if headers.get(name) != value:
            yield f"{name} is {headers.get(name)!r}, not {value!r}"


def policy_faults(headers: Mapping[str, str]) -> Iterator[str]:
    """The Content-Security-Policy lets nothing in that is not our own."""
    policy = headers.get("Content-Security-Policy", "")
    rules = {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}
    for needed in ("default-src", "base-uri", "form-action", "frame-ancestors"):
        if needed not in rules:
            yield f"Content-Security-Policy has no {needed}"
    for rule, sources in rules.items():
        for source in sources:
            if source.startswith("'unsafe") or source in {"*", "http:", "https:", "blob:"}:
                yield f"Content-Security-Policy {rule} allows {source}"


def markup_faults(text: str) -> Iterator[str]:
    """HTML5 as the standard's own parsing rules read it."""
    if not text.lstrip().lower().startswith("<!doctype html>"):
        yield "it does not start with <!doctype html>"
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    for (line, column), code, details in parser.errors:
        yield f"HTML, line {line}:{column}: {code} {details or ''}".rstrip()


def structure_faults(soup: BeautifulSoup) -> Iterator[str]:
    """One heading, a title that starts with it, a language, a viewport that can be zoomed, unique ids."""
    headings = [_words(tag) for tag in soup.find_all("h1")]
    title = _words(soup.title) if soup.title else ""
    if len(headings) != 1:
        yield f"{len(headings)} h1 headings, not one: {headings}"
    elif not headings[0] or not title.removeprefix("Error: ").startswith(headings[0]):
        yield f"the title {title!r} does not start with the heading {headings[0]!r}"
    if not soup.select_one("html[lang]:not([lang=''])"):
        yield "html has no lang"
    yield from _viewport_faults(soup)
    for name, count in Counter(str(tag["id"]) for tag in soup.select("[id]")).items():
        if count > 1 or not name or re.search(r"\s", name):
            yield f"id {name!r} is used {count} times or is not a word"
    for image in soup.select("img:not([alt])"):
        yield f"an image without alt: {image}"


def _viewport_faults(soup: BeautifulSoup) -> Iterator[str]:
    viewport = soup.select_one("meta[name=viewport]")
    content = str(viewport.get("content", "")) if viewport else ""
    if "width=device-width" not in content:
        yield "no viewport for small screens"
    if "maximum-scale" in content or "user-scalable" in content:
        yield "the viewport forbids zoom"


def field_faults(soup: BeautifulSoup) -> Iterator[str]:
    """Every field has a label with words; everything that points at an id points at one that exists."""
    ids = {str(tag["id"]) for tag in soup.select("[id]")}
    for control in soup.select("input, select, textarea"):
        if control.get("type") not in NAMED_BY_ITSELF and not _is_labelled(control, soup):
            yield f"no label: <{control.name} name={control.get('name')!r} id={control.get('id')!r}>"
    for attribute in POINTERS:
        for tag in soup.select(f"[{attribute}]"):
            for target in _tokens(tag[attribute]):
                if target not in ids:
                    yield f"<{tag.name} {attribute}={target!r}> points at no id"
    for link in soup.select("a[href^='#']"):
        target = str(link["href"])[1:]
        if target not in ids:
            yield f"the link #{target} points at no id"


def _is_labelled(control: Tag, soup: BeautifulSoup) -> bool:
    if str(control.get("aria-label", "")).strip():
        return True
    pointed = [soup.find(id=target) for target in _tokens(control.get("aria-labelledby", ""))]
    labels = [label for label in soup.find_all("label") if control.get("id") and label.get("for") == control["id"]]
    around = control.find_parent("label")
    return any(_words(tag) for tag in [*pointed, *labels, around] if isinstance(tag, Tag))


def inline_faults(soup: BeautifulSoup) -> Iterator[str]:
    """Nothing inline that a strict policy would have to allow."""
    for tag in soup.select("[style]"):
        yield f"<{tag.name}> has a style attribute"
    for _ in soup.select("style"):
        yield "a <style> element"
    for script in soup.select("script:not([src])"):
        if script.get("type") not in {"application/json", "application/ld+json"}:
            yield "an inline <script>"
    for tag in soup.find_all(True):
        for attribute in tag.attrs:
            if attribute.startswith("on"):
                yield f"<{tag.name}> has {attribute}="
            elif str(tag[attribute]).strip().lower().startswith("javascript:"):
                yield f"<{tag.name} {attribute}> runs javascript:"


def outside_faults(soup: BeautifulSoup) -> Iterator[str]:
    """Nothing is loaded from, or sent to, anybody else."""
    for name, attribute in LOADERS.items():
        for tag in soup.select(f"{name}[{attribute}]"):
            yield from _foreign(tag, str(tag[attribute]))
    for tag in soup.select("[srcset]"):
        for part in str(tag["srcset"]).split(","):
            yield from _foreign(tag, part.strip().split(" ")[0])
    for link in soup.select("link[href]"):
        if LOADED_RELS.intersection(_tokens(link.get("rel", ""))):
            yield from _foreign(link, str(link["href"]))


def _foreign(tag: Tag, address: str) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.netloc or parts.scheme not in {"", "data"}:
        yield f"<{tag.name}> reaches {address!r}"


def leak_faults(addresses: Iterable[str], typed: Iterable[str]) -> Iterator[str]:
    """What a person typed is in no address but the letter's own links to a mail program."""
    secrets = {squeezed for text in typed if len(squeezed := _squeeze(text)) > 4}
    for address in addresses:
        if not LETTER_LINK.match(address) and any(secret in _squeeze(address) for secret in secrets):
            yield "something typed by the visitor stands in an address"


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", unquote_plus(text)).casefold()


def _tokens(value: Any) -> list[str]:
    return value.split() if isinstance(value, str) else [str(v) for v in value]


def _words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())
