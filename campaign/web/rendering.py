"""Templates to HTML, and a small memory for pages and parts that are the same for everyone who asks.

What is remembered depends only on public things (the page, an MP, recognised recommendations, the day).
Nothing that a visitor typed may stand in a key or in a remembered text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from html import unescape
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template, TemplateError
from markupsafe import Markup

from campaign.dates import as_known, in_full
from campaign.models import Claim
from campaign.web.frames import Frame, Values, frame

_LABELLED = re.compile(r"([a-z]+): *(.*)")
REMEMBERED = 200
"""Pages, and parts of pages, kept at once; most pages of ours are 6 to 50 kB, the longest 120."""

T = TypeVar("T")


class Renderer:
    """Renders templates/pages/*.html; the first folder that has a template wins."""

    def __init__(self, folders: Sequence[Path], origin: Callable[[], str] = str, **everywhere: Any) -> None:
        """`origin`: the address of the site as pages name it, which may differ from request to request."""
        self._origin = origin
        everywhere["origin"] = origin
        self._environment = environment(folders)
        self._everywhere = {**self._environment.globals, **everywhere}
        self._environment.globals.update(everywhere)
        if len(folders) > 1:  # an organiser may go on editing: a site shows what was there when it started
            _load_all(self._environment)
        self._parts: dict[Hashable, Markup] = {}
        self._pages: dict[Hashable, bytes] = {}
        self._frames: dict[Hashable, tuple[Frame | None]] = {}
        self._lock = Lock()

    def page(self, name: str, **values: Any) -> Markup:
        """The template of that name, rendered with these values."""
        template = self._environment.get_template(name)
        # What `template.render` does, without merging the names known everywhere anew in each layer.
        context = template.new_context({**self._everywhere, **values}, shared=True)
        return Markup("".join(template.root_render_func(context)))  # noqa: S704 - autoescaped

    def lines(self, name: str, **values: Any) -> Mapping[str, str]:
        """The texts of a template that has one on each line, "name: text", by their names; plain text, not HTML.

        A line without a name belongs to the one before it.
        """
        found: dict[str, str] = defaultdict(str)
        last = ""
        for line in unescape(self.page(name, **values)).splitlines():
            labelled = _LABELLED.match(line.strip())
            last, text = labelled.groups() if labelled else (last, line)
            found[last] = f"{found[last]} {text}".strip()
        return found

    def kept_part(self, name: str, key: Hashable, values: Callable[[], Mapping[str, Any]]) -> Markup:
        """A part of a page, made once for each `key` and then remembered for a while."""
        return self._remembered(self._parts, (name, key), lambda: self.page(name, **values()))

    def kept_page(self, name: str, key: Hashable, values: Callable[[], Mapping[str, Any]]) -> bytes:
        """A whole page, ready to send, made once for each `key` and then remembered for a while."""
        return self._remembered(self._pages, (name, key, self._origin()), lambda: self.page(name, **values()).encode())

    def page_around(self, name: str, key: Hashable, values: Values, typed: Mapping[str, str]) -> bytes:
        """A page that holds typed texts, ready to send. All but those texts is made once for each `key`.

        `values` gets a function that stands for each text by its name in `typed`.
        """

        def make() -> tuple[Frame | None]:
            return (frame(lambda given: self.page(name, **given), values),)

        (found,) = self._remembered(self._frames, (name, key, self._origin()), make)
        if found is None:
            return self.page(name, **values(typed.__getitem__)).encode("utf-8", "replace")
        return found.fill(typed)

    def _remembered(self, memory: dict[Hashable, T], key: Hashable, make: Callable[[], T]) -> T:
        found = memory.get(key)
        if found is None:
            found = make()
            with self._lock:
                while len(memory) >= REMEMBERED:
                    del memory[next(iter(memory))]
                memory[key] = found
        return found


def environment(folders: Sequence[Path]) -> Environment:
    """Jinja as the pages use it: values are escaped, and a name that nobody gave is an error."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder / "templates", "utf-8-sig") for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=200,
    )
    made.filters |= {"longdate": in_full, "factdate": as_known, "current": current}
    return made


def _load_all(jinja: Environment) -> None:
    """Load every template; one that cannot be loaded fails when it is asked for, as it would have."""
    for name in jinja.list_templates(extensions=["html"]):
        with suppress(TemplateError, UnicodeDecodeError, OSError):
            jinja.get_template(name)


def place_in_template(error: BaseException) -> tuple[str, int] | None:
    """The template and its line in which an error arose; None if no template was at work."""
    place, trace = None, error.__traceback__
    while trace:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            place = str(template.name), template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return place


def current(claims: Iterable[Claim], today: date) -> list[Claim]:
    """The claims that are not past their review date."""
    return [claim for claim in claims if claim.is_current(today)]
