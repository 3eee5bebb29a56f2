"""What is refused before any view is asked: forms from other websites, and far too much text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Request, abort, request
from pydantic_core import Url
from werkzeug.datastructures import MultiDict

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

MAX_BODY = 64 * 1024
"""Bytes of a request, headers not counted."""
MAX_PARTS = 100
"""Fields in one form; ours have about twenty."""
MAX_DISCARDED = 4 * 1024 * 1024
"""Bytes read and thrown away of a body that is too large, so that the browser hears the answer."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FROM_ANYWHERE = "/find"
"""Where the forms of /share/embed lead, which stand on other websites."""
URLENCODED = "application/x-www-form-urlencoded"
_NOT_IN_A_QUERY = ((b"#", b"%23"), (b"\t", b"%09"), (b"\n", b"%0A"), (b"\r", b"%0D"))
"""What would end the query of an address, or be skipped there, and how it is written instead."""


def install_guards(app: Flask, base_url: str) -> None:
    """Set the limits and refuse forms from elsewhere. `base_url`: our public address, where it is known."""
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY, MAX_FORM_MEMORY_SIZE=MAX_BODY, MAX_FORM_PARTS=MAX_PARTS)
    ours = urlsplit(base_url).netloc

    @app.before_request
    def refuse() -> None:
        environ = request.environ
        told = environ.get("CONTENT_LENGTH") or ""
        length = int(told) if told.isdecimal() else 0
        if length > MAX_BODY:
            _discard(environ, length)
            abort(413)
        if environ["REQUEST_METHOD"] in SAFE:
            return
        if is_from_elsewhere(request, ours) and not is_welcome(request):
            abort(403)
        environ["wsgi.input"] = BytesIO(_body(environ, length))


def is_from_elsewhere(asked: Request, ours: str) -> bool:
    """Whether the browser says that another website made this request.

    `Sec-Fetch-Site` says it exactly. An older browser gives `Origin`, which is "null" for our own forms too,
    because our pages send no referrer; then, and for a program that says nothing, the request is taken.
    """
    environ = asked.environ
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = environ.get("HTTP_ORIGIN", "null")
    try:
        return origin != "null" and urlsplit(origin).netloc not in {asked.host, ours}
    except ValueError:  # brackets that do not close: no browser says that
        return True


def is_welcome(asked: Request) -> bool:
    """Whether another website may make this request: its form may send a postcode to the look-up, in a tab of its own.

    The look-up changes nothing and keeps nothing. A script of that website may not ask it, nor may a frame show it.
    """
    shown = asked.environ.get("HTTP_SEC_FETCH_DEST", "document"), asked.environ.get("HTTP_SEC_FETCH_MODE", "navigate")
    return asked.path == FROM_ANYWHERE and shown == ("document", "navigate")


def sent_form() -> MultiDict[str, str]:
    """The form that was sent. Raises the 413 page when it has far too many fields.

    Werkzeug reads a form in parts (multipart) well; of the plain kind it would take any number of fields, and
    none at all when one byte is not UTF-8.
    """
    environ = request.environ
    if not environ.get("CONTENT_TYPE", "").startswith(URLENCODED):
        return request.form
    body = environ["wsgi.input"].getvalue()  # as `install_guards` leaves it, to be read by whoever wants it after us
    if body.count(b"&") >= MAX_PARTS:
        abort(413)
    return MultiDict(read_pairs(body))


def read_pairs(body: bytes) -> list[tuple[str, str]]:
    """Names and values of a plain form, as the URL Standard reads them: what is not UTF-8 becomes U+FFFD.

    Read as the query of an address, which has the same form: pydantic's parser is in Rust, and the letter's form takes
    it a fifth of the time that the standard library's takes.
    """
    for mark, code in _NOT_IN_A_QUERY:
        body = body.replace(mark, code)
    # The "&" at the end adds nothing; an address would lose spaces that stand there.
    return Url(f"http://form/?{body.decode('utf-8', 'replace')}&").query_params()


def _discard(environ: WSGIEnvironment, length: int) -> None:
    """Read what is still being sent: a connection closed while the browser sends shows it as a dead network."""
    left = min(length, MAX_DISCARDED)
    while left > 0 and (part := environ["wsgi.input"].read(min(left, MAX_BODY))):
        left -= len(part)


def _body(environ: WSGIEnvironment, length: int) -> bytes:
    """What was sent, all of it. Raises the 413 page when it is too large, and a 400 when it ends too early.

    In one read: in each, the server's threads change places, which takes longer than all that is read. Werkzeug
    would take two, and would quietly leave out what a chunked body has beyond the limit.
    """
    read = environ["wsgi.input"].read
    if not length or "HTTP_TRANSFER_ENCODING" in environ:
        body: bytes = read(MAX_BODY + 1) if environ.get("wsgi.input_terminated") else b""
        return body if len(body) <= MAX_BODY else abort(413)
    body = read(length)
    while len(body) < length:
        body += read(length - len(body)) or abort(400)
    return body
