"""Every way in which Parliament's service, or the way to it, can fail: each a trouble that can be healed."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engines import missing
from tests.faults_on_the_wire.front import Call, Front, Misbehaviour, front, of_another
from tests.stand_in import StandIn

STAND_IN_MODES = (
    "500", "503", "429", "404", "html", "truncated", "empty", "shape", "reset", "hang", "slow", "redirect",
)  # fmt: skip
"""What the stand-in itself can play."""

FIFTY_MEGABYTES = b"[" + b" " * 50_000_000 + b"]"
BOMB = gzip.compress(FIFTY_MEGABYTES)


@dataclass
class Trouble:
    """A service at `url` that is in trouble until `heal` is called."""

    url: str
    heal: Callable[[], None]


def long_retry_after(call: Call) -> None:
    call.send(b"", "503 Service Unavailable", Retry_After="999999999")


def retry_on_a_day(call: Call) -> None:
    call.send(b"", "429 Too Many Requests", Retry_After="Fri, 31 Dec 2027 23:59:59 GMT")


def redirect_loop(call: Call) -> None:
    call.send(b"", "302 Found", Location=call.path)


def redirect_to_another_host(call: Call) -> None:
    call.send(b"x" * 100_000, "301 Moved Permanently", Location=f"http://localhost:9{call.path}")


def fifty_megabytes(call: Call) -> None:
    call.send(FIFTY_MEGABYTES)


def gzip_bomb(call: Call) -> None:
    call.send(BOMB, Content_Encoding="gzip")


def wrong_charset(call: Call) -> None:
    call.send(call.genuine().decode().encode("utf-16"), Content_Type="application/json; charset=utf-8")


def another_persons_seat(call: Call) -> None:
    call.send(of_another(call) if call.wanted else call.genuine())


def drip(call: Call, data: bytes) -> None:
    for byte in data:
        call.wire.sendall(bytes([byte]))
        time.sleep(0.1)


def dripping_headers(call: Call) -> None:
    drip(call, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 600)


def dripping_body(call: Call) -> None:
    call.wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 600\r\n\r\n")
    drip(call, b" " * 600)


def reset_in_the_middle(call: Call) -> None:
    call.wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n{")
    call.wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


ON_THE_WIRE: tuple[Misbehaviour, ...] = (
    long_retry_after, retry_on_a_day, redirect_loop, redirect_to_another_host, fifty_megabytes, gzip_bomb,
    wrong_charset, another_persons_seat, dripping_headers, dripping_body, reset_in_the_middle,
)  # fmt: skip

ON_THE_WAY = ("self-signed certificate", "no TLS", "TLS that never begins", "DNS failure", "slow DNS", "nobody there")

FAULTS = (*STAND_IN_MODES, *(fault.__name__ for fault in ON_THE_WIRE), *ON_THE_WAY)
"""The names of all of them."""


@contextmanager
def trouble(name: str, stand_in: StandIn, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trouble]:
    """The trouble of that name."""
    if name in STAND_IN_MODES:
        stand_in.fault(name)
        yield Trouble(stand_in.url, lambda: stand_in.fault("ok"))
        return
    fault = next((fault for fault in ON_THE_WIRE if fault.__name__ == name), None)
    tls = certificate(folder) if "TLS" in name or "certificate" in name else None
    with front(stand_in.url, fault, tls) as server:
        if fault is not None:
            yield Trouble(f"http://127.0.0.1:{server.port}", lambda: setattr(server, "fault", None))
        elif tls is not None:
            yield tls_trouble(name, server, folder, monkeypatch)
        elif "DNS" in name:
            yield from dns_trouble(name, server, monkeypatch)
        else:
            yield from deserted(server)


def certificate(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS with a certificate that nobody knows, made for this test."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=parliament.example", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert,
    ]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        missing("openssl", "no openssl on the path")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


def tls_trouble(name: str, server: Front, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Trouble:
    """Healed, the certificate is one that this computer trusts."""
    good = server.tls
    if name != "self-signed certificate":
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(folder / "cert.pem"))
        server.tls = None
    if name == "TLS that never begins":
        server.serve = lambda wire: time.sleep(60) if wire.recv(1) else None  # type: ignore[method-assign]

    def heal() -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(folder / "cert.pem"))
        server.tls = good
        server.__dict__.pop("serve", None)

    return Trouble(f"https://127.0.0.1:{server.port}", heal)


def dns_trouble(name: str, server: Front, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trouble]:
    """The name is under .invalid, so no real one is ever asked for. Healed, it is this computer."""
    genuine, end = socket.getaddrinfo, threading.Event()
    state = {"healed": False}

    def look_up(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if host != "parliament.invalid":
            return genuine(host, port, *args, **options)
        if not state["healed"] and name == "slow DNS":
            end.wait(60)
        if not state["healed"]:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return genuine("127.0.0.1", port, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield Trouble(f"http://parliament.invalid:{server.port}", lambda: state.update(healed=True))
    end.set()


def deserted(server: Front) -> Iterator[Trouble]:
    """A port where nobody listens, until somebody does."""
    with socket.socket() as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]

        def heal() -> None:
            place.listen()
            threading.Thread(target=serve, daemon=True).start()

        def serve() -> None:
            try:
                while True:
                    wire, _ = place.accept()
                    with wire:
                        server.serve(wire)
            except OSError:
                return

        yield Trouble(f"http://127.0.0.1:{port}", heal)
        if place.fileno() >= 0:
            try:
                place.shutdown(socket.SHUT_RDWR)
            except OSError:
                return
