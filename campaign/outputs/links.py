"""Links that open a mail program or a webmail page with the letter in it (RFC 6068 and the webmails' own forms).

Every value is encoded as JavaScript's `encodeURIComponent` does it, so that the page can count and build the
same links from `ROUTES` while a person edits: UTF-8, "%20" (never "+"), and "%0D%0A" between lines.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from campaign.models import Letter

UNESCAPED = "!~*'()"
"""What `encodeURIComponent` leaves alone besides letters, digits, "-", "_" and "."."""


@dataclass(frozen=True, slots=True)
class Route:
    """One way to open an e-mail: what stands before each value in its address, and how long the whole may be."""

    kind: str
    to: str
    """Before the recipient."""
    subject: str
    """Before the subject."""
    body: str
    """Before the letter; both are left out when it is too long."""
    budget: int
    """Characters that the whole link may have."""
    tight: int
    """The same where little room is known to be safe."""


def _webmail(kind: str, start: str, subject: str, budget: int) -> Route:
    return Route(kind, f"{start}to=", f"&{subject}=", "&body=", budget, budget)


ROUTES: tuple[Route, ...] = (
    # Windows hands a mailto: link to the mail program on a command line of about 2,000 characters.
    Route("mailto", "mailto:", "?subject=", "&body=", 8_000, 1_900),
    _webmail("gmail", "https://mail.google.com/mail/?view=cm&fs=1&", "su", 6_000),
    _webmail("outlook", "https://outlook.live.com/mail/0/deeplink/compose?", "subject", 8_000),
    _webmail("microsoft365", "https://outlook.office.com/mail/deeplink/compose?", "subject", 8_000),
)
"""Every way to open an e-mail, in the order in which they are offered."""

BUDGETS: dict[str, int] = {route.kind: route.budget for route in ROUTES} | {
    f"{route.kind}-tight": route.tight for route in ROUTES if route.tight != route.budget
}
"""How many characters each whole link may have; "mailto-tight" is for Windows and browsers that do not say."""


class Way(NamedTuple):
    """A link that opens an e-mail. `complete` is False when it holds only the address and the subject.

    (A tuple: each letter has four, and a frozen dataclass takes more than twice as long.)
    """

    kind: str
    url: str
    complete: bool

    def __repr__(self) -> str:  # without what somebody typed
        return f"Way(kind={self.kind!r}, complete={self.complete!r})"


def ways(letter: Letter, *, tight: bool) -> tuple[Way, ...]:
    """Every link for this letter: those that hold all of it first; none when the MP has no usable e-mail address.

    `tight`: the browser is on Windows or does not say, where long mailto: links are cut off.
    """
    empty = empty_ways(letter.to_email)
    if not empty:
        return ()
    subject, body = _encode(_one_line(letter.subject)), _encode(_lines(letter.text))
    made = [
        _way(route, start.url, subject, body, route.tight if tight else route.budget)
        for route, start in zip(ROUTES, empty, strict=True)
    ]
    return tuple(sorted(made, key=lambda way: not way.complete))


@lru_cache(maxsize=1_000)  # addresses of MPs
def empty_ways(email: str | None) -> tuple[Way, ...]:
    """Every link to this address, without subject and letter; none when it is no usable e-mail address."""
    if not is_plain_address(email):
        return ()
    return tuple(Way(route.kind, route.to + _recipient(email or ""), complete=False) for route in ROUTES)


def is_plain_address(email: str | None) -> bool:
    """Whether this is exactly one ordinary e-mail address: no space, comma, newline or second recipient."""
    return bool(email) and len(email or "") <= 254 and _ADDRESS.fullmatch(email or "") is not None


def _recipient(email: str) -> str:
    return _quote(email).replace("%40", "@")


def _quote(text: str) -> str:
    return quote(text, safe=UNESCAPED, encoding="utf-8", errors="replace")


def _quote_run(error: UnicodeError) -> tuple[str, int]:
    """For Python's own encoder: what to write for a run of characters that ASCII does not have."""
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - it is registered for encoding alone
    return _quote(error.object[error.start : error.end]), error.end


_BEYOND_ASCII = "campaign-percent"
codecs.register_error(_BEYOND_ASCII, _quote_run)
_CODES = [
    (c.encode(), b"%0D%0A" if c == "\n" else _quote(c).encode())
    for c in map(chr, range(128))
    if c != "%" and _quote(c) != c
]

# The "dot-atom" of RFC 5322 before the @, a host name after it; nothing else can be a recipient here.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")


def _way(route: Route, start: str, subject: str, body: str, budget: int) -> Way:
    """The fullest link within `budget`; a letter goes in whole or not at all. `start`: the link without either."""
    about = f"{start}{route.subject}{subject}"
    whole = f"{about}{route.body}{body}"
    if len(whole) <= budget:
        return Way(route.kind, whole, complete=True)
    return Way(route.kind, about if len(about) <= budget else start, complete=False)


def _encode(text: str) -> str:
    """As `_quote` does it, one kind of character at a time: long texts have few, and pages spent their time here."""
    data = text.replace("%", "%25").encode("ascii", _BEYOND_ASCII)  # bytes are quicker to look through than text
    for character, code in _CODES:
        data = data.replace(character, code)
    return data.decode()


def _one_line(text: str) -> str:
    """Without line breaks or control characters: with them a subject could smuggle in other headers."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", " ", text).split())


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
