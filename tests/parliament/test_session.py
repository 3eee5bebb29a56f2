"""campaign/parliament/session.py: what happens when Parliament's service does not behave."""

from __future__ import annotations

import gzip
import json
import logging
import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug import Response

from campaign import __version__
from campaign.errors import ParliamentUnavailable
from campaign.parliament.patience import Patience
from campaign.parliament.session import MOST_BYTES, Session, user_agent
from tests.parliament.conftest import Misbehaviour, Rough, Wire, chain, said
from tests.parliament.invented import POSTCODE

Leaks = Callable[[str, BaseException | None], list[str]]
Start = Callable[[Misbehaviour], Rough]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def ask(url: str, seconds: float = 5) -> Any:
    return Session(url, contact="letters@campaign.example").get(
        "Search", lambda answer: answer, Patience(seconds), searchText=POSTCODE
    )


def fault(url: str, seconds: float = 5) -> ParliamentUnavailable:
    with pytest.raises(ParliamentUnavailable) as caught:
        ask(url, seconds)
    return caught.value


def serve(wire: Wire, answer: Any) -> None:
    wire.answers["Search"] = answer


def test_the_question_goes_out_as_the_api_wants_it(wire: Wire) -> None:
    serve(wire, {"value": 1})
    assert ask(wire.url + "/") == {"value": 1}
    request = wire.requests[0]
    assert request.path == f"{wire.root}Search"
    assert request.query_string == b"searchText=AB12%203QX"
    assert request.headers["Accept"] == "application/json"
    assert request.headers["User-Agent"] == f"never-again-letters/{__version__} (+letters@campaign.example)"
    assert "Cookie" not in request.headers


def test_the_program_can_introduce_itself_without_a_contact() -> None:
    assert user_agent("") == f"never-again-letters/{__version__}"


def test_a_contact_with_accents_does_not_break_the_request() -> None:
    assert user_agent("siân@campaign.example") == f"never-again-letters/{__version__} (+sin@campaign.example)"


def test_accents_arrive_as_they_are(wire: Wire) -> None:
    serve(wire, Response('{"name": "Ynys Gwylân"}'.encode(), mimetype="text/plain"))
    assert ask(wire.url) == {"name": "Ynys Gwylân"}


def test_a_compressed_answer_is_read(wire: Wire) -> None:
    body = gzip.compress(b'{"value": 2}')
    serve(wire, Response(body, headers={"Content-Encoding": "gzip"}, mimetype="application/json"))
    assert ask(wire.url) == {"value": 2}


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_three_times_in_all_and_then_reported(
    wire: Wire, status: int, leaks: Leaks, caplog: pytest.LogCaptureFixture
) -> None:
    serve(wire, Response("<html>broken</html>", status, mimetype="text/html"))
    problem = fault(wire.url)
    assert problem.reason == f"status {status}"
    assert len(wire.requests) == 3
    assert leaks(POSTCODE, problem) == []
    warnings = [record for record in said(caplog) if record.levelno >= logging.WARNING]
    assert [record.name for record in warnings] == ["campaign.parliament.session"]


@pytest.mark.parametrize("status", [201, 204, 301, 302, 307, 400, 403, 404, 501])
def test_a_lasting_fault_is_not_tried_again(wire: Wire, status: int, leaks: Leaks) -> None:
    serve(wire, Response("", status, headers={"Location": f"/api/Elsewhere?searchText={POSTCODE}"}))
    problem = fault(wire.url)
    assert problem.reason == f"status {status}"
    assert len(wire.requests) == 1
    assert leaks(POSTCODE, problem) == []


def test_a_fault_that_passes_is_not_noticed(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    replies = iter([Response("", 500), Response("", 503, headers={"Retry-After": "0"}), {"value": 3}])
    serve(wire, lambda request: next(replies))
    assert ask(wire.url) == {"value": 3}
    assert said(caplog) == []


def test_a_long_retry_after_is_not_waited_for(wire: Wire) -> None:
    replies = iter([Response("", 429, headers={"Retry-After": "3600"}), {"value": 4}])
    serve(wire, lambda request: next(replies))
    started = time.monotonic()
    assert ask(wire.url) == {"value": 4}
    assert 0.9 < time.monotonic() - started < 4


@pytest.mark.parametrize("words", ["soon", "-1", "9" * 5000, "Fri, 99 Nov 99999 99:99:99 GMT"])
def test_a_retry_after_that_says_nothing_is_ignored(wire: Wire, words: str) -> None:
    replies = iter([Response("", 503, headers={"Retry-After": words}), {"value": 5}])
    serve(wire, lambda request: next(replies))
    assert ask(wire.url) == {"value": 5}


def test_a_retry_after_beyond_the_deadline_is_not_waited_for(wire: Wire) -> None:
    serve(wire, Response("", 503, headers={"Retry-After": "1"}))
    started = time.monotonic()
    assert fault(wire.url, seconds=0.6).reason == "status 503"
    assert time.monotonic() - started < 0.6
    assert len(wire.requests) == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!doctype html><title>Maintenance</title>", "the answer was not JSON"),
        (b"", "the answer was empty"),
        (b'{"items": [', "the answer was not JSON"),
        (b'{"value": NaN}', "the answer was not JSON"),
        (b'{"value": Infinity}', "the answer was not JSON"),
        (b"\xff\xfe{}", "the answer was not JSON"),
        (b"[" * 100_000, "the answer was not JSON"),
        (b"1" * 10_000, "the answer was not JSON"),
        (b"x" * (MOST_BYTES + 1), "the answer was too long"),
    ],
    ids=["html", "empty", "half", "nan", "infinity", "not utf-8", "deep", "long number", "huge"],
)
def test_a_body_that_is_no_use_is_refused_at_once(wire: Wire, body: bytes, reason: str, leaks: Leaks) -> None:
    serve(wire, Response(body, mimetype="application/json"))
    problem = fault(wire.url)
    assert problem.reason == reason
    assert len(wire.requests) == 1
    assert leaks(POSTCODE, problem) == []


def test_a_small_body_that_unpacks_to_a_huge_one_is_refused(wire: Wire) -> None:
    bomb = gzip.compress(json.dumps("x" * 50_000_000).encode())
    serve(wire, Response(bomb, headers={"Content-Encoding": "gzip"}, mimetype="application/json"))
    assert fault(wire.url).reason == "the answer was too long"


def test_a_body_that_says_it_is_packed_but_is_not_is_refused(wire: Wire, leaks: Leaks) -> None:
    serve(wire, Response(b"{}", headers={"Content-Encoding": "gzip"}, mimetype="application/json"))
    problem = fault(wire.url)
    assert problem.reason == "the connection failed"
    assert leaks(POSTCODE, problem) == []


def test_an_answer_of_another_shape_is_reported_once(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    def refuse(answer: Any) -> None:
        raise ParliamentUnavailable("the answer had another shape")

    serve(wire, {"value": 1})
    with pytest.raises(ParliamentUnavailable) as caught:
        Session(wire.url).get("Search", refuse, Patience(5))
    assert caught.value.reason == "the answer had another shape"
    assert [record.getMessage() for record in said(caplog)] == [
        "Parliament's Members API, Search: the answer had another shape"
    ]


def test_the_log_names_the_call_but_not_the_member(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ParliamentUnavailable):
        Session(wire.url).get("Members/4514/Contact", lambda answer: answer, Patience(5))
    assert [record.getMessage() for record in said(caplog)] == [
        "Parliament's Members API, Members/N/Contact: status 404"
    ]


def test_a_redirect_is_not_followed(wire: Wire) -> None:
    wire.answers["Elsewhere"] = {"value": "somebody else's answer"}
    serve(wire, Response("x" * 5_000_000, 302, headers={"Location": "/api/Elsewhere"}))
    assert fault(wire.url).reason == "status 302"
    assert wire.calls == {"Search": 1}


def test_a_cookie_is_not_kept(wire: Wire) -> None:
    serve(wire, Response("{}", headers={"Set-Cookie": "visitor=1"}, mimetype="application/json"))
    session = Session(wire.url)
    for _ in range(2):
        session.get("Search", lambda answer: answer, Patience(5))
    assert ["Cookie" in request.headers for request in wire.requests] == [False, False]


def cut(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n{")


def close(connection: socket.socket) -> None:
    """Say nothing and hang up politely."""


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def babble(connection: socket.socket) -> None:
    connection.sendall(b"220 mail.example ESMTP ready AB12 3QX\r\n\r\n")


def bad_headers(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"no colon here\r\nContent-Length: 1\r\n\r\n{")


@pytest.mark.parametrize("misbehave", [cut, close, reset, babble])
def test_a_broken_connection_is_tried_three_times_in_all(rough: Start, misbehave: Misbehaviour, leaks: Leaks) -> None:
    server = rough(misbehave)
    problem = fault(server.url)
    assert problem.reason == "the connection failed"
    assert server.connections == 3
    assert leaks(POSTCODE, problem) == []


def test_bad_headers_do_not_bring_the_postcode_into_the_log(rough: Start, leaks: Leaks) -> None:
    problem = fault(rough(bad_headers).url)
    assert leaks(POSTCODE, problem) == []


def test_nobody_listening_is_a_fault_like_any_other(leaks: Leaks) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    problem = fault(f"http://127.0.0.1:{port}")
    assert problem.reason == "the connection failed"
    assert leaks(POSTCODE, problem) == []


def misdirect(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://[nonsense\r\nContent-Length: 0\r\n\r\n")


def test_a_redirect_to_nonsense_is_only_a_redirect(rough: Start) -> None:
    assert fault(rough(misdirect).url).reason == "status 302"


@pytest.mark.parametrize("url", ["http://[::nonsense", "http://", "http://a..b", "nonsense://x", f"http://{'x' * 300}"])
def test_an_impossible_address_is_a_fault_like_any_other(url: str) -> None:
    fault(url)


def hang(connection: socket.socket) -> None:
    connection.recv(1)  # returns when the client has gone


def drip(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b" ")
        time.sleep(0.05)


def drip_headers(connection: socket.socket) -> None:
    for byte in HEAD + b"X-Padding: " + b"x" * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.05)


@pytest.mark.parametrize("misbehave", [hang, drip, drip_headers])
def test_a_server_that_keeps_us_waiting_is_left_at_the_deadline(
    rough: Start, misbehave: Misbehaviour, leaks: Leaks
) -> None:
    server = rough(misbehave)
    started = time.monotonic()
    problem = fault(server.url, seconds=0.4)
    assert problem.reason in {"no answer in time", "the deadline passed"}
    assert time.monotonic() - started < 1
    assert server.connections == 1
    assert leaks(POSTCODE, problem) == []


def test_a_call_that_was_given_up_ends_by_itself_soon_after(rough: Start) -> None:
    fault(rough(drip_headers).url, seconds=0.3)
    until = time.monotonic() + 5
    while any(thread.name == "patience" for thread in threading.enumerate()):
        assert time.monotonic() < until, "it goes on for ever"
        time.sleep(0.02)


def test_a_name_that_is_looked_up_for_ever_is_given_up_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    found = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found.wait(30) and [])
    started = time.monotonic()
    assert fault("http://parliament.invalid", seconds=0.3).reason == "no answer in time"
    assert time.monotonic() - started < 1
    found.set()


def test_nothing_is_asked_after_the_deadline(wire: Wire) -> None:
    assert fault(wire.url, seconds=0).reason == "the deadline passed"
    assert wire.requests == []


def test_each_try_waits_three_seconds_to_connect_and_five_to_read_or_what_is_left() -> None:
    assert Patience(60).timeouts == (3, 5)
    connect, read = Patience(2).timeouts
    assert connect == pytest.approx(2, abs=0.1)
    assert read == pytest.approx(2, abs=0.1)


def test_an_error_hangs_on_to_no_other_error(wire: Wire) -> None:
    problem = fault(wire.url)
    assert list(chain(problem)) == [problem]
