"""`python -m tests.bench.parliament PORT`: an invented Members API that counts its calls; GET /_hits tells them."""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.parliament import invented

POSTCODE = "SW1A 1AA"
"""Any that is well formed: the one seat there is answers to all."""


def answer(path: str) -> Any:
    """What the real service would say of the one invented seat."""
    if path.endswith("/Contact"):
        return invented.one([invented.office()])
    if path.endswith("/Biography"):
        return invented.biography()
    if "SpeakerAndDeputies" in path:
        return []
    return invented.found(invented.seat(person=invented.member()))


class Handler(BaseHTTPRequestHandler):
    """Answers and counts."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one go
    calls = 0

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/_hits":
            body = json.dumps(Handler.calls)
        else:
            Handler.calls += 1
            body = json.dumps(answer(path))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Silent."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
