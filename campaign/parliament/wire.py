"""Connections that keep to the deadline of the call even while a server sends its headers byte by byte.

A socket's own timeout begins anew with every byte. Here it is set before each reading to what is left.
"""

from __future__ import annotations

import http.client
import io
import math
import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from campaign.parliament.patience import Patience


class _Reader(io.RawIOBase):
    """The raw stream of a socket, with the time that is left as the timeout of each reading."""

    def __init__(self, wire: socket.socket, raw: io.RawIOBase) -> None:
        self._wire, self._raw, self._patience = wire, raw, Patience(math.inf)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._wire.settimeout(self._patience.timeouts[1])
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(_Reader(sock, self.fp.detach()))


class _Http(HTTPConnection):
    response_class = _Response


class _Https(HTTPSConnection):
    response_class = _Response


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class DeadlineAdapter(HTTPAdapter):
    """What requests sends with; the deadline is that of the `wait_at_most` around the call."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """As requests does it, with our connections."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
