"""Asking Parliament over HTTP: patient but not for ever, and silent about who asked.

A look-up has one deadline (patience.py); each try waits at most three seconds to connect and five to read; at most
two more tries follow. Redirects are not followed, an answer ends at two megabytes, and it must be JSON.
Whatever goes wrong becomes ParliamentUnavailable, with a reason that holds no address and no postcode.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any, NoReturn, TypeVar
from urllib.parse import quote, urlencode

import requests
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.exceptions import TimeoutError as ReadingTimeout
from urllib3.util.retry import Retry

from campaign import __version__
from campaign.errors import ParliamentUnavailable
from campaign.parliament.patience import Patience, wait_at_most, within
from campaign.parliament.wire import DeadlineAdapter

MOST_BYTES = 2_000_000
_CHUNK = 65_536
_GRACE_SECONDS = 0.2
"""The call itself stops at the deadline, and says why it failed; only what cannot be stopped is left to itself."""

RETRIES = Retry(
    total=2,
    status_forcelist=(408, 429, 500, 502, 503, 504),
    backoff_factor=0.1,
    backoff_max=1,
    retry_after_max=1,  # urllib3's own limit is six hours
)
"""Which faults are worth another try, and after how long. We do the waiting, as only we know the deadline."""

T = TypeVar("T")
_log = logging.getLogger(__name__)


def _drop(_record: logging.LogRecord) -> bool:
    return False


# urllib3's own lines carry the whole address, and ours has the postcode in it.
for _name in ("connection", "connectionpool", "response", "util.retry"):
    logging.getLogger(f"urllib3.{_name}").addFilter(_drop)


@dataclass(frozen=True, slots=True)
class _Try:
    """What one try gave: a value, or a fault and the seconds to wait before another try (None: no use)."""

    value: Any = None
    fault: str = ""
    wait: float | None = None


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """Never anywhere: `allow_redirects=False` alone would still read the redirect's whole body."""


class Session:
    """Asks one host for JSON. Safe to share between threads."""

    def __init__(
        self,
        url: str,
        *,
        contact: str = "",
        root: str = "/api/",
        good: tuple[int, ...] = (200,),
        pace: Callable[[], None] = lambda: None,
    ) -> None:
        """`good`: the status codes whose JSON is an answer. `pace` is called before each request; it may wait."""
        self._base = url.rstrip("/") + root
        self._good = good
        self._pace = pace
        self._http = _Session()
        self._http.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        self._http.headers.update({"Accept": "application/json", "User-Agent": user_agent(contact)})
        for scheme in ("http://", "https://"):
            self._http.mount(scheme, DeadlineAdapter(max_retries=0, pool_maxsize=16))

    def get(self, path: str, read: Callable[[Any], T], patience: Patience, label: str = "", **query: str) -> T:
        """What `read` makes of the JSON at `path`. Raises ParliamentUnavailable, after one log line.

        The log line names `label`, or else the path with its numbers hidden.
        """
        url = self._base + path + ("?" + urlencode(query, quote_via=quote) if query else "")
        answer = self._in_time(url, patience)
        fault = answer.fault
        if not fault:
            try:
                return read(answer.value)
            except ParliamentUnavailable as problem:
                fault = problem.reason
        raise _failed(label or "Parliament's Members API, " + re.sub(r"\d[\d-]*", "N", path), fault)

    def _in_time(self, url: str, patience: Patience) -> _Try:
        try:
            return within(patience.left + _GRACE_SECONDS, lambda: self._answer(url, patience))
        except TimeoutError:
            return _Try(fault="no answer in time")

    def _answer(self, url: str, patience: Patience) -> _Try:
        """The first good try, or the last bad one."""
        retries = RETRIES
        while patience.left > 0:
            result = self._try(url, patience)
            if result.wait is None or not retries.total:
                return result
            retries = retries.increment("GET")
            pause = result.wait or retries.get_backoff_time()
            if pause >= patience.left:
                return result
            time.sleep(pause)
        return _Try(fault="the deadline passed")

    def _try(self, url: str, patience: Patience) -> _Try:
        self._pace()
        try:
            with wait_at_most(patience.left), self._send(url, patience) as response:
                if response.status_code in self._good:
                    return _decoded(_body(response, patience))
                return _Try(fault=f"status {response.status_code}", wait=_wait(response))
        except (requests.Timeout, ReadingTimeout):
            return _Try(fault="no answer in time", wait=0)
        except (requests.RequestException, HTTPError, OSError, ValueError):
            return _Try(fault="the connection failed", wait=0)
        except ParliamentUnavailable as problem:
            return _Try(fault=problem.reason)

    def _send(self, url: str, patience: Patience) -> requests.Response:
        return self._http.get(url, stream=True, allow_redirects=False, timeout=patience.timeouts)


def user_agent(contact: str) -> str:
    """How we introduce ourselves, with an address where somebody can be asked about it."""
    plain = contact.encode("ascii", "ignore").decode()
    return f"never-again-letters/{__version__}" + (f" (+{plain})" if plain else "")


def _body(response: requests.Response, patience: Patience) -> bytes:
    """The whole body, piece by piece, so that neither its size nor its slowness can hurt."""
    body = bytearray()
    while piece := response.raw.read1(_CHUNK, decode_content=True):
        body += piece
        if len(body) > MOST_BYTES:
            raise ParliamentUnavailable("the answer was too long")
        if patience.left <= 0:
            raise ParliamentUnavailable("the deadline passed")
    return bytes(body)


def _decoded(body: bytes) -> _Try:
    try:
        return _Try(json.loads(body.decode("utf-8-sig"), parse_constant=_refuse))
    except (ValueError, RecursionError):
        return _Try(fault="the answer was not JSON" if body else "the answer was empty")


def _refuse(_name: str) -> NoReturn:
    raise ValueError  # NaN and Infinity are not JSON


def _wait(response: requests.Response) -> float | None:
    """Seconds the service asks us to wait (0: it does not say), or None when another try is of no use."""
    if not RETRIES.is_retry("GET", response.status_code):
        return None
    try:
        return RETRIES.get_retry_after(response.raw) or 0
    except (InvalidHeader, ValueError, OverflowError):
        return 0


def _failed(label: str, fault: str) -> ParliamentUnavailable:
    """Log, and give what to raise outside every `except`: there the old error, address and all, would hang on to it."""
    _log.warning("%s: %s", label, fault)
    return ParliamentUnavailable(fault)
