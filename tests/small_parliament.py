"""A Members API of a few invented seats on loopback: it gives pages, counts its calls, and can be held up or fail."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.parliament import invented

SIZE = 23
"""Seats, so that there are two pages."""
CALLS = 2 + 2 * SIZE + 1
"""What a refresh of them takes: the pages, two calls for each MP, and once the chair of the House."""


@dataclass
class SmallParliament:
    """Seats are numbered from 1; the MP of seat 5 is member 1005 until `replace` says otherwise."""

    url: str = ""
    seats: dict[int, int | None] = field(default_factory=lambda: {n: 1000 + n for n in range(1, SIZE + 1)})
    posts: dict[int, str] = field(default_factory=dict)
    without_email: set[int] = field(default_factory=set)
    region: str = "Vale"
    """The last word of every seat's name."""
    calls: Counter[str] = field(default_factory=Counter)
    is_down: bool = False
    hold_at: int | None = None
    """Every call after so many waits until `go_on` is set."""
    go_on: threading.Event = field(default_factory=threading.Event)
    held: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def total(self) -> int:
        """Calls so far."""
        return sum(self.calls.values())

    def note(self, path: str) -> None:
        """Count a call, and hold it if that is wanted."""
        with self.lock:
            self.calls[path] += 1
            hold = self.hold_at is not None and self.total > self.hold_at
        if hold:
            self.held.set()
            self.go_on.wait(60)

    def answer(self, path: str, query: dict[str, list[str]]) -> Any:
        """The JSON for a call."""
        if path.endswith("/Constituency/Search"):
            skip = int(query.get("skip", ["0"])[0])
            rows = [self.seat(number) for number in sorted(self.seats)]
            wanted = query.get("searchText", [""])[0].casefold()
            rows = [row for row in rows if wanted in row["name"].casefold()]
            return invented.found(*rows[skip : skip + 20], total=len(rows), skip=skip)
        if path.endswith("/Contact"):
            number = int(path.split("/")[-2])
            return invented.one(
                [invented.office(None if number in self.without_email else f"m{number}@commons.example")]
            )
        if path.endswith("/Biography"):
            held = self.posts.get(int(path.split("/")[-2]))
            return invented.biography(governmentPosts=[invented.post(held)] if held else [])
        return []

    def seat(self, number: int) -> dict[str, Any]:
        """A seat as a search gives it."""
        member = self.seats[number]
        name = f"Member {member}"
        person = invented.member(id=member, nameDisplayAs=name, nameFullTitle=f"{name} MP") if member else None
        return invented.seat(number, f"Seat {chr(64 + number)} {self.region}", person)


@contextmanager
def small_parliament() -> Iterator[SmallParliament]:
    """Run one."""
    parliament = SmallParliament()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            parliament.note(parts.path)
            down = parliament.is_down
            body = b"" if down else json.dumps(parliament.answer(parts.path, parse_qs(parts.query))).encode()
            self.send_response(404 if down else 200)  # 404: not tried again, so that the tests are quick
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        parliament.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield parliament
        finally:
            parliament.go_on.set()
            server.shutdown()
            thread.join(10)
