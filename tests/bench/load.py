"""`python -m tests.bench.load PORT SECONDS CONNECTIONS < request`: how many answers a second a server gives.

It keeps the connections open and each of them busy with the same request. It reads only what it must, so that on
two cores the server has one to itself. Every answer must be a 200 of the same length as the first, or it fails.
"""

from __future__ import annotations

import selectors
import socket
import sys
import time


def exchange(port: int, request: bytes, seconds: float = 10) -> bytes:
    """One whole answer on a connection of its own, head and body as they travel."""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as wire:
        wire.sendall(request)
        told = b""
        while b"\r\n\r\n" not in told:
            told += wire.recv(65_536)
        head, _, body = told.partition(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
        )
        while len(body) < length:
            body += wire.recv(65_536)
    return head + b"\r\n\r\n" + body


def rate(port: int, request: bytes, seconds: float, connections: int) -> float:
    """Answers a second."""
    first = exchange(port, request)
    assert first.startswith(b"HTTP/1.1 200"), first[:200]
    size, answers = len(first), 0
    poll = selectors.DefaultSelector()
    left: dict[socket.socket, int] = {}
    for _ in range(connections):
        wire = socket.create_connection(("127.0.0.1", port))
        wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        poll.register(wire, selectors.EVENT_READ)
        left[wire] = size
        wire.sendall(request)
    buffer = bytearray(262_144)
    start = time.perf_counter()
    while (now := time.perf_counter()) - start < seconds:
        for key, _ in poll.select(1):
            wire = key.fileobj  # type: ignore[assignment]
            got = wire.recv_into(buffer)
            if left[wire] == size:
                assert buffer.startswith(b"HTTP/1.1 200"), bytes(buffer[:200])
            left[wire] -= got
            assert got, "the server hung up"
            assert left[wire] >= 0, "an answer of another length"
            if not left[wire]:
                answers += 1
                left[wire] = size
                wire.sendall(request)
    for wire in left:
        wire.close()
    return answers / (now - start)


if __name__ == "__main__":
    print(rate(int(sys.argv[1]), sys.stdin.buffer.read(), float(sys.argv[2]), int(sys.argv[3])))
