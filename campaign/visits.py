"""Looking whether links still lead somewhere: politely, one page at a time from each host.

This is no part of finding an MP, so it does not go through `parliament`: that session asks one known host for JSON
and follows no redirect. Here strange hosts are asked for pages of which nothing is read, and redirects count.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests

from campaign.errors import NoNetwork

CONNECT_SECONDS, READ_SECONDS = 5.0, 15.0
PAUSE_SECONDS = 1.0
"""Between two pages of one host."""
HOSTS_AT_ONCE = 6
MOST_REDIRECTS = 5
FIRST_HOSTS = 5
"""If none of so many different hosts can be reached, there is no network."""

DEAD = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of one link. `state` is "alive", "moved", "dead", "unclear" or "unreachable"."""

    url: str
    state: str
    said: str
    """In words: "status 404", "moved to https://...", "no answer in time"."""


class Visitor:
    """Opens links. `agent` says who is asking; `done` is told after each visit how many of all are done."""

    def __init__(self, agent: str, done: Callable[[int, int], None], pause: float = PAUSE_SECONDS) -> None:
        self._agent = agent
        self._done = done
        self._pause = pause

    def visit(self, urls: Iterable[str]) -> Mapping[str, Visit]:
        """Each of these links opened once. Raises NoNetwork."""
        hosts: dict[str, list[str]] = {}
        for url in dict.fromkeys(urls):
            hosts.setdefault(urlsplit(url).netloc, []).append(url)
        total, found = sum(map(len, hosts.values())), dict[str, Visit]()
        # The pages of the first hosts are opened before the rest, to see whether there is any network at all.
        names = list(hosts)
        for chosen in (names[:FIRST_HOSTS], names[FIRST_HOSTS:]):
            with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
                for visits in pool.map(lambda name: self._host(hosts[name]), chosen):
                    found |= {one.url: one for one in visits}
                    self._done(len(found), total)
            if found and all(one.state == "unreachable" for one in found.values()):
                raise NoNetwork(len(chosen))
        return found

    def _host(self, urls: Sequence[str]) -> list[Visit]:
        """The pages of one host, one after the other; when it cannot be reached the others are not tried."""
        with self._session() as session:
            found: list[Visit] = []
            for number, url in enumerate(urls):
                if found and found[-1].state == "unreachable":
                    found.append(Visit(url, "unreachable", found[-1].said))
                    continue
                time.sleep(self._pause if number else 0)
                found.append(_open(session, url))
            return found

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.max_redirects = MOST_REDIRECTS
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        session.headers.update({"User-Agent": self._agent, "Accept": "text/html, */*;q=0.5"})
        return session


def _open(session: requests.Session, url: str) -> Visit:
    """GET, because many sites answer HEAD wrongly; the connection is closed before the page itself is read."""
    try:
        with session.get(url, stream=True, timeout=(CONNECT_SECONDS, READ_SECONDS)) as response:
            return _judge(url, response)
    except requests.TooManyRedirects:
        return Visit(url, "dead", "leads round and round")
    except requests.exceptions.SSLError:
        return Visit(url, "unclear", "its certificate is not valid")
    except requests.ConnectionError:  # a host without a name or without a server; also too slow to connect
        return Visit(url, "unreachable", "its server cannot be reached")
    except requests.Timeout:
        return Visit(url, "unclear", "no answer in time")
    except (requests.RequestException, OSError, ValueError):
        return Visit(url, "unclear", "the answer could not be read")


def _judge(url: str, response: requests.Response) -> Visit:
    status = response.status_code
    if status in DEAD:
        return Visit(url, "dead", f"status {status}")
    if not response.ok:  # many sites turn programs away; a person has to look
        return Visit(url, "unclear", f"status {status}")
    if any(step.is_permanent_redirect for step in response.history) and _differs(url, response.url):
        return Visit(url, "moved", f"moved to {response.url}")
    return Visit(url, "alive", f"status {status}")


def _differs(one: str, other: str) -> bool:
    """Whether two addresses differ in more than "www." or a last stroke."""
    plain = [(urlsplit(url).netloc.removeprefix("www."), urlsplit(url).path.rstrip("/")) for url in (one, other)]
    return plain[0] != plain[1]
