"""A Members API on a real wire: one that answers, and one that breaks in every way. tests/stand_in.py has the third."""

from __future__ import annotations

import itertools
import json
import logging
import re
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.parliament import invented
from tests.stand_in import SHARED, StandIn, real_members, real_seats, running_stand_in, stand_in

__all__ = ["SHARED", "StandIn", "real_members", "real_seats", "running_stand_in", "stand_in"]


@dataclass
class Wire:
    """An invented Members API. `answers` maps a path below /api (or path?text) to JSON, a Response or a maker."""

    url: str
    root: str
    answers: dict[str, Any] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def handle(self, request: Request) -> Response:
        self.requests.append(request)
        path = request.path.removeprefix(self.root)
        text = request.args.get("searchText")
        answer = self.answers.get(f"{path}?{text}", self.answers.get(path, None))
        if callable(answer) and not isinstance(answer, Response):
            answer = answer(request)
        if isinstance(answer, Response):
            return answer
        if answer is None:
            return Response("<html>not found</html>", 404, mimetype="text/html")
        return Response(json.dumps(answer), mimetype="application/json")

    @property
    def calls(self) -> Counter[str]:
        return Counter(request.path.removeprefix(self.root) for request in self.requests)

    def serve(self, postcode: str, *seats: Any) -> None:
        """These seats for that postcode, and for any word of their names."""
        self.answers[f"Location/Constituency/Search?{postcode}"] = invented.found(*seats)
        every = [seat for seat in seats if isinstance(seat, dict)]
        self.answers["Location/Constituency/Search"] = lambda request: invented.found(
            *(seat for seat in every if request.args["searchText"] in seat["name"].casefold())
        )

    def serve_member(
        self, number: int = 7001, *, contact: Any = None, biography: Any = None, chair: Any = None
    ) -> None:
        """Contact, Biography and the chair of the House, each empty unless given."""
        self.answers[f"Members/{number}/Contact"] = invented.one([invented.office()]) if contact is None else contact
        self.answers[f"Members/{number}/Biography"] = invented.biography() if biography is None else biography
        self.answers["Posts/SpeakerAndDeputies/2026-11-21"] = [] if chair is None else chair


_corners = itertools.count(1)


@pytest.fixture
def wire(httpserver: HTTPServer) -> Wire:
    """A corner of a server on loopback, with nothing to say yet.

    The server is the same for all tests; what an earlier one still asks for, having waited long enough, is not ours.
    """
    corner = f"/{next(_corners)}"
    wire = Wire(httpserver.url_for(corner), f"{corner}/api/")
    httpserver.expect_request(re.compile(f"{corner}/.*")).respond_with_handler(wire.handle)
    return wire


@pytest.fixture
def sandleigh(wire: Wire) -> Wire:
    """One seat, its MP, and all that belongs to her."""
    wire.serve(invented.POSTCODE, invented.seat(person=invented.member()))
    wire.serve_member()
    return wire


Misbehaviour = Callable[[socket.socket], None]


@dataclass
class Rough:
    """A server without manners: it does with each connection what it is told."""

    url: str
    connections: int = 0


@pytest.fixture
def rough() -> Iterator[Callable[[Misbehaviour], Rough]]:
    """Start a server that misbehaves; the request has been read when the misbehaviour begins."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(misbehave: Misbehaviour) -> Rough:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        server = Rough(f"http://127.0.0.1:{listener.getsockname()[1]}")

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    server.connections += 1
                    with connection, suppress(OSError):
                        connection.recv(65_536)
                        misbehave(connection)

        threads.append(threading.Thread(target=serve, daemon=True))
        threads[-1].start()
        return server

    yield start
    for listener in listeners:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
    for thread in threads:
        thread.join(10)


@pytest.fixture
def leaks(caplog: pytest.LogCaptureFixture) -> Callable[[str, BaseException | None], list[str]]:
    """Where a secret shows: in any log line of any logger, or anywhere along an error's chain."""
    caplog.set_level(logging.DEBUG)

    def look(secret: str, error: BaseException | None = None) -> list[str]:
        texts = [f"{r.name}: {r.getMessage()} {r.args!r} {r.exc_text or ''} {r.exc_info!r}" for r in said(caplog)]
        for problem in chain(error):
            texts += [str(problem), repr(problem), repr(problem.args), repr(vars(problem))]
        parts = secret.split()
        return [text for text in texts if parts[0] in text or parts[-1] in text]

    return look


def said(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """All log lines but those of the test's own server, which names every address it is asked for."""
    return [record for record in caplog.records if record.name.split(".")[0] != "werkzeug"]


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and everything that hangs on to it."""
    waiting, seen = [error], set()
    while waiting:
        problem = waiting.pop()
        if problem is not None and id(problem) not in seen:
            seen.add(id(problem))
            yield problem
            waiting += [problem.__cause__, problem.__context__]
