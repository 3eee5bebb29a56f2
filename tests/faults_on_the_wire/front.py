"""A server in front of the stand-in: it passes calls on, or does with them whatever it is told, down to the bytes."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Call:
    """One call, with its connection to misbehave on."""

    path: str
    wire: socket.socket
    stand_in: str

    def genuine(self) -> bytes:
        """The body that the stand-in gives for it."""
        connection = http.client.HTTPConnection(urlsplit(self.stand_in).netloc, timeout=30)
        try:
            connection.request("GET", self.path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def send(self, body: bytes, status: str = "200 OK", **headers: str) -> None:
        """A whole answer; `Retry_After="1"` becomes a header."""
        lines = {"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"} | headers
        head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
        self.wire.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)

    def pass_on(self) -> None:
        """The stand-in's answer as it is."""
        self.send(self.genuine())

    @property
    def wanted(self) -> str:
        """What a search is for: a postcode or a part of a name; "" for other calls."""
        query = urlsplit(self.path).query
        return query.partition("searchText=")[2].partition("&")[0]


Misbehaviour = Callable[[Call], None]


@dataclass
class Front:
    """A running server. Set `fault` to None, and it behaves; `calls` are the paths it was asked for."""

    port: int
    stand_in: str
    fault: Misbehaviour | None
    tls: ssl.SSLContext | None = None
    calls: list[str] = field(default_factory=list)

    def serve(self, wire: socket.socket) -> None:
        """One connection, one call."""
        with suppress(OSError):
            if self.tls:
                with self.tls.wrap_socket(wire, server_side=True, do_handshake_on_connect=False) as safe:
                    safe.do_handshake()
                    self.answer(safe)
            else:
                self.answer(wire)

    def answer(self, wire: socket.socket) -> None:
        """Read the call, and do with it what is to be done."""
        with suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = wire.recv(65_536)
                if not piece:
                    return
                head += piece
            call = Call(head.split()[1].decode(), wire, self.stand_in)
            self.calls.append(call.path)
            (self.fault or Call.pass_on)(call)


@contextmanager
def front(stand_in: str, fault: Misbehaviour | None, tls: ssl.SSLContext | None = None) -> Iterator[Front]:
    """Run one until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Front(listener.getsockname()[1], stand_in, fault, tls)
        open_ones: list[socket.socket] = []

        def one(wire: socket.socket) -> None:
            with wire:
                server.serve(wire)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    wire, _ = listener.accept()
                    open_ones.append(wire)
                    threading.Thread(target=one, args=(wire,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            for wire in [listener, *open_ones]:
                with suppress(OSError):
                    wire.shutdown(socket.SHUT_RDWR)
            thread.join(10)


def of_another(call: Call) -> bytes:
    """The search's answer with the MP of another seat in it."""
    answer = json.loads(call.genuine())
    other = Call("/api/Location/Constituency/Search?skip=300&take=20", call.wire, call.stand_in)
    holders = [item["value"]["currentRepresentation"] for item in json.loads(other.genuine())["items"]]
    holder = next(holder for holder in holders if holder)
    for item in answer["items"]:
        item["value"]["currentRepresentation"] = holder
    return json.dumps(answer).encode()


def another_seat(call: Call) -> bytes:
    """A search's answer about a seat that nobody asked for."""
    other = Call("/api/Location/Constituency/Search?skip=300&take=1", call.wire, call.stand_in)
    answer = json.loads(other.genuine())
    return json.dumps(answer | {"items": answer["items"][:1], "totalResults": 1}).encode()
