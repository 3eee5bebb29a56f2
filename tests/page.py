"""The page checker: a client that reads every page as a careful person would, and a walker without JavaScript.

    page.get("/")                         -> Page, already checked, whatever its status
    page.post("/find", {"postcode": ...})
    home.submit(postcode="ZZ1 1AA")       -> the page a browser without JavaScript would end on

A page that breaks a promise raises PageFault, which lists everything wrong with it at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.faults import faults

Fields = Mapping[str, str | Iterable[str]]
PRIVATE = ("postcode", "name", "address", "own_words")
REDIRECTS = {301, 302, 303, 307, 308}


class PageFault(AssertionError):
    """A page breaks what is promised of every page."""


@dataclass(frozen=True)
class Page:
    """One checked answer."""

    client: PageClient = field(repr=False)
    url: str
    status: int
    headers: Any = field(repr=False)
    text: str = field(repr=False)

    @property
    def is_html(self) -> bool:
        """Whether the answer is a page and not a file."""
        return str(self.headers.get("Content-Type", "")).startswith("text/html")

    @property
    def soup(self) -> BeautifulSoup:
        """The parsed page."""
        assert self.is_html, f"{self.url} is no page but {self.headers.get('Content-Type')}"
        return BeautifulSoup(self.text, "html5lib")

    @property
    def h1(self) -> str:
        """The words of the heading."""
        heading = self.soup.h1
        assert heading is not None
        return " ".join(heading.get_text().split())

    @property
    def words(self) -> str:
        """All that a person can read in the page's body, on one line."""
        body = self.soup.body
        assert body is not None
        return words(body)

    @property
    def location(self) -> str:
        """Where a redirect leads, "" when it is none."""
        return str(self.headers.get("Location", ""))

    def value(self, selector: str) -> str:
        """What a field holds."""
        control = self.soup.select_one(selector)
        assert control is not None, f"no {selector!r} on {self.url}"
        return control.get_text() if control.name == "textarea" else str(control.get("value", ""))

    def follow(self) -> Page:
        """The page at the end of the redirects, each hop checked."""
        page, hops = self, 0
        while page.status in REDIRECTS:
            hops += 1
            assert hops <= 5, f"{self.url} leads round and round"
            page = self.client.get(urljoin(page.url, page.location))
        return page

    def click(self, selector: str) -> Page:
        """Follow a link of this page."""
        link = self.soup.select_one(selector)
        assert link is not None, f"no {selector!r} on {self.url}"
        return self.client.get(urljoin(self.url, str(link["href"]))).follow()

    def submit(self, form: str = "main form", button: str | None = None, **fields: str | Iterable[str]) -> Page:
        """Fill in a form, press a button (CSS, within the form; the first if not named), follow where it leads.

        `fields` change what the page already holds; a list ticks several boxes. A field or a choice that
        the page does not offer is an error, as is leaving out what a browser would insist on.
        """
        found = self.soup.select_one(form)
        assert found is not None, f"no {form!r} on {self.url}"
        pressed = _button(found, button)
        data = _filled(found, fields)
        if pressed is not None and pressed.get("name"):
            data.append((str(pressed["name"]), str(pressed.get("value", ""))))
        source = pressed if pressed is not None else Tag(name="button")
        action = urljoin(self.url, str(source.get("formaction") or found.get("action") or self.url))
        if str(source.get("formmethod") or found.get("method") or "get").lower() == "post":
            multipart = found.get("enctype") == "multipart/form-data"
            return self.client.post(action, data, multipart=multipart).follow()
        return self.client.get(urlsplit(action)._replace(query=urlencode(data)).geturl()).follow()


class PageClient:
    """A Flask test client that checks every page it fetches and remembers what was typed."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.typed: set[str] = set()

    def get(self, path: str, **options: Any) -> Page:
        """GET and check; redirects are not followed (`.follow()` does)."""
        return self._checked(path, self.client.get(path, **options), "GET")

    def post(
        self, path: str, data: Fields | list[tuple[str, str]] | None = None, *, multipart: bool = False, **options: Any
    ) -> Page:
        """POST as a form and check; redirects are not followed (`.follow()` does)."""
        pairs = data if isinstance(data, list) else _pairs(data or {})
        self.typed.update(value.strip() for name, value in pairs if name in PRIVATE and len(value.strip()) > 4)
        body: Any = MultiDict(pairs) if multipart else urlencode(pairs)
        options.setdefault("content_type", "multipart/form-data" if multipart else "application/x-www-form-urlencoded")
        return self._checked(path, self.client.post(path, data=body, **options), "POST")

    def _checked(self, path: str, response: TestResponse, method: str) -> Page:
        text = response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""
        wrong = faults(text, response.headers, response.status_code, method, self.typed)
        if wrong:
            listed = "\n  ".join(wrong)
            raise PageFault(f"{method} {path} ({response.status_code}):\n  {listed}")
        return Page(self, path, response.status_code, response.headers, text)


def words(tag: Tag) -> str:
    """The text of a tag on one line, with a space between its parts."""
    return " ".join(tag.get_text(" ", strip=True).split())


def _pairs(data: Fields) -> list[tuple[str, str]]:
    return [
        (name, value) for name, given in data.items() for value in ([given] if isinstance(given, str) else list(given))
    ]


def _button(form: Tag, wanted: str | None) -> Tag | None:
    buttons = form.select("button:not([type=button]):not([type=reset]), input[type=submit]")
    if wanted is not None:
        buttons = form.select(wanted)
        assert buttons, f"no button {wanted!r} in the form"
    return buttons[0] if buttons else None


def _filled(form: Tag, fields: Fields) -> list[tuple[str, str]]:
    """What a browser would send: the page's own values, changed by `fields`, in page order."""
    data: list[tuple[str, str]] = []
    left = {name: [given] if isinstance(given, str) else list(given) for name, given in fields.items()}
    for control in form.select("input[name], textarea[name], select[name]"):
        if control.has_attr("disabled") or control.get("type") in {"submit", "button", "image", "reset"}:
            continue
        data += _sent(control, left)
    strange = {name: values for name, values in left.items() if name in fields and values}
    assert not strange, f"the form does not offer {strange}"
    if not form.has_attr("novalidate"):
        _insist(form, data)
    return data


def _sent(control: Tag, left: dict[str, list[str]]) -> list[tuple[str, str]]:
    name, kind = str(control["name"]), control.get("type", "")
    if kind in {"checkbox", "radio"}:
        return _ticked(control, name, left)
    if control.name == "select":
        return _chosen(control, name, left)
    value = control.get_text() if control.name == "textarea" else str(control.get("value", ""))
    if left.get(name):
        value = left[name].pop(0)
    # The HTML standard: line ends in a submitted form are CR LF.
    return [(name, value.replace("\r\n", "\n").replace("\n", "\r\n"))]


def _ticked(control: Tag, name: str, left: dict[str, list[str]]) -> list[tuple[str, str]]:
    value = str(control.get("value", "on"))
    if name not in left:
        return [(name, value)] if control.has_attr("checked") else []
    if value in left[name]:
        left[name].remove(value)
        return [(name, value)]
    return []


def _chosen(control: Tag, name: str, left: dict[str, list[str]]) -> list[tuple[str, str]]:
    offered = [str(option.get("value", option.get_text())) for option in control.select("option")]
    marked = [str(o.get("value", o.get_text())) for o in control.select("option[selected]")]
    if not left.get(name):
        return [(name, value)] if (value := next(iter(marked or offered), None)) is not None else []
    value = left[name].pop(0)
    assert value in offered, f"{name!r} does not offer {value!r}"
    return [(name, value)]


def _insist(form: Tag, data: list[tuple[str, str]]) -> None:
    sent = {name for name, value in data if value}
    for control in form.select("[required][name]"):
        assert str(control["name"]) in sent, f"a browser would insist on {control['name']!r}"
