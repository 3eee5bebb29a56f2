"""Every page of a practice site opened and every form sent, so that no visitor is the first to meet a fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from jinja2 import TemplateNotFound
from jinja2.runtime import Context

from campaign.errors import Problem
from campaign.letters import Composer, LetterTemplates
from campaign.models import Rule
from campaign.near import did_you_mean
from campaign.parliament.dissolution import Dissolved
from campaign.services import Services
from campaign.settings import Settings
from campaign.web.rendering import place_in_template

_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NO_ATTRIBUTE = re.compile(r"has no attribute '(\w+)'")
_LONG = "A sentence that is repeated until the letter is long. " * 150
_WRITER = {"own_words": "My own words.", "name": "Sam Writer", "address": "1 Example Street\nExampleton"}
_WRONG_POSTCODES = ("", "nonsense", "ZZ1", "JE2 3AB", "BF1 0AA", "GX11 1AA", "XM4 5HQ", "ZZ99 9ZZ")


def practice_sites(settings: Settings, services: Services) -> Iterator[tuple[Settings, Services]]:
    """The practice site as it is, with a note before each letter, and while Parliament is dissolved.

    What one of them does not show another one does. One address may ask for much, but not report twice.
    """
    settings = replace(settings, limit_lookups=0, limit_links=0, limit_codes=0, limit_reports=1)
    yield settings, services
    noted = replace(services.content, rules=(Rule({}, note="A note."),))
    composer = Composer(noted, LetterTemplates(settings.folders), services.clock)
    yield settings, replace(services, content=noted, composer=composer)
    back_on = services.clock() + timedelta(days=1)
    gone = Dissolved(services.parliament, back_on, services.clock)
    yield replace(settings, back_on=back_on), replace(services, parliament=gone)


def check_pages(*sites: tuple[Flask, Services]) -> tuple[Problem, ...]:
    """What goes wrong when every page of practice sites is opened and their forms are sent; nothing when all is well.

    Each site with its services. Each fault is told once, with the template and its line, and where it was seen first.
    """
    found: dict[Problem, str] = {}
    for app, services in sites:
        for fault, path in _faults(app, services):
            found.setdefault(fault, path.partition("?")[0])
    return tuple(replace(fault, message=f"{fault.message}; seen at {path}") for fault, path in found.items())


def _faults(app: Flask, services: Services) -> Iterable[tuple[Problem, str]]:
    """Every fault of one site, and the address that had it."""
    app.testing = True  # what goes wrong comes out, and is not turned into a page
    client = app.test_client()
    found: list[tuple[Problem, str]] = []

    def visit(path: str, form: dict[str, Any] | None = None) -> str:
        """Ask for a page, or send a form; where it leads on to."""
        try:
            answer = client.get(path) if form is None else client.post(path, data=form)
        except Exception as error:
            found.append((_problem(error), path))
            return ""
        return answer.headers.get("Location", "")

    for path in _paths(app, services):
        visit(path)
    for path, form in _forms(services):
        visit(visit(path, form) or "/health")
    secret = visit("/share/short", {"ask": services.composer.asks[0], "group": "Example"}).partition("?")[0]
    for action in ("change", "pause", "resume", "delete") if secret else ():
        visit(visit(secret, {"action": action}) or secret)
    return found


def _paths(app: Flask, services: Services) -> Iterator[str]:
    """Every address that can be opened: those without a part that changes, and one or more for each part that does."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments:
            yield rule.rule
    asks = services.composer.asks
    chosen = urlencode([("ask", asks[0]), ("say", "A sentence of my own."), ("via", "example")])
    yield from (f"{path}?{chosen}" for path in ("/", "/share", "/by-hand", "/mastodon", "/report", "/share/print"))
    yield from (f"/recommendations/{ask}" for ask in asks)
    yield from (f"/responses/{place.slug}" for place in services.responses.places)
    yield from ("/print/poster", "/print/cards", "/follow-up/by-hand", "/constituencies?q=xyzzy", "/nowhere")
    yield from ("/write/nowhere", "/go/nowhere", "/share/a-secret-that-nobody-has", "/report?say=Hello", "/find")
    for place in services.parliament.constituencies():
        yield f"/write/{place.slug}?{chosen}"
        yield f"/follow-up/{place.slug}"
        yield f"/follow-up/{place.slug}/reply?told=supports"
        yield f"/sent?{urlencode({'seat': place.slug, 'ask': asks[0]})}"


def _forms(services: Services) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every form, filled in well and badly."""
    examples = getattr(services.parliament, "examples", ())
    yield from (("/find", {"postcode": one}) for one in (*_WRONG_POSTCODES, *(each.postcode for each in examples)))
    asks = list(services.composer.asks)
    for path in (*(f"/write/{place.slug}" for place in services.parliament.constituencies()), "/by-hand"):
        whole = _WRITER | {"ask": asks[:1], "mp_name": "Alex Example", "constituency": "Exampleton"}
        yield path, {}
        yield path, whole | {"credit": "yes"}
        yield path, whole | {"ask": asks, "own_words": "", "add_later": "yes", "name": "", "address": ""}
    yield path, whole | {"own_words": _LONG}
    yield path, whole | {"letter": ""} | {"action": "update"}
    for action in ("another", "update", "edit", "take-0"):
        yield path, whole | {"letter": "Changed.", "made": "00000000.1-00000000.1", "kept": "Kept.", "action": action}
    yield "/follow-up/by-hand", {"mp_name": "Alex Example", "name": "Sam Writer", "address": "x" * 2_000}
    yield "/share", {"ask": asks[0], "say": "See https://elsewhere.example", "group": "Example"}
    yield "/share", {"ask": asks[0], "say": "A sentence.", "group": "Example"}
    yield "/mastodon", {"server": "not a server"}
    yield "/mastodon", {"server": "mastodon.example"}
    yield from (("/report", {"say": "A sentence."}) for _ in range(2))


def _problem(error: Exception) -> Problem:
    """Where a template failed, and at what."""
    file, line = place_in_template(error) or ("pages", 1)
    said = getattr(error, "message", None) or str(error)
    if isinstance(error, TemplateNotFound):
        message = f"there is no file templates/{error.name}"
    elif unknown := _UNDEFINED.search(said):
        message = f"'{unknown[1]}' is not known on this page{did_you_mean(unknown[1], _known(error))}"
    elif strange := _NO_ATTRIBUTE.search(said):
        message = f"there is no '{strange[1]}' in what this asks"
    else:
        message = f"this cannot be shown ({type(error).__name__}: {said})"
    return Problem(file, line, 0, message)


def _known(error: Exception) -> Iterable[str]:
    """The names that the template had where it failed."""
    names: set[str] = set()
    trace = error.__traceback__
    while trace:
        context = trace.tb_frame.f_locals.get("context")
        names |= set(context.get_all()) if isinstance(context, Context) else set()
        trace = trace.tb_next
    return names
