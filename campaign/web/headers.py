"""The headers that go with every answer, added once around the whole application.

They are added outside Flask, so that no view, error page or file can go out without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(**changes: str) -> str:
    """The content security policy with some rules changed or added: `policy(frame_src="'self'")`."""
    rules = _RULES | {name.replace("_", "-"): allowed for name, allowed in changes.items()}
    return "; ".join(f"{name} {allowed}" for name, allowed in rules.items())


POLICY = policy()
"""Nothing comes from anywhere but here, nothing runs inline, no form leads away, nobody frames a page."""

ALWAYS = [
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
OVER_TLS = ("Strict-Transport-Security", "max-age=31536000")
NOT_KEPT = ("Cache-Control", "no-store")
"""For every answer that may hold what a person typed: every error, and the answer to anything but GET.

A view that has made sure that its answer holds nothing of the kind can say `ASKED_AGAIN` instead.
"""
_SETTLED = ("Content-Security-Policy", "Cross-Origin-Resource-Policy")
"""What a view may settle for itself, such as a picture that other websites may show."""
ASKED_AGAIN = ("Cache-Control", "private, no-cache")


def _missing(own: set[str], fixed: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fixed headers but those that the view set itself. A policy of its own says who may frame the page, too."""
    settled = own | {"X-Frame-Options"} if "Content-Security-Policy" in own else own
    return [pair for pair in fixed if pair[0] not in settled]


class Headers:
    """WSGI middleware that completes the headers of every answer."""

    def __init__(self, application: WSGIApplication, *, always_tls: bool) -> None:
        self.application = application
        self._plain, self._tls = tuple(ALWAYS), (*ALWAYS, OVER_TLS)
        self.always_tls = always_tls

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request with our headers added to the application's.

        As a list: no answer of ours is made piece by piece, and granian sends a list at once.
        """
        fixed = self._tls if self.always_tls or environ["wsgi.url_scheme"] == "https" else self._plain
        reading = environ["REQUEST_METHOD"] in {"GET", "HEAD"}

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            if status[0] in "45" or not (reading or ASKED_AGAIN in headers):
                headers = [pair for pair in headers if pair[0] != "Cache-Control"]
                headers.append(NOT_KEPT)
            own = {name for name, _ in headers}
            if "Cache-Control" not in own:
                headers.append(ASKED_AGAIN)
            headers.extend(fixed if own.isdisjoint(_SETTLED) else _missing(own, fixed))
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        answer = self.application(environ, start)
        try:
            return list(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
