"""Links are opened one at a time for each host, and each ends in one of five ways."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from campaign.errors import NoNetwork
from campaign.visits import FIRST_HOSTS, Visitor
from tests.live import free_port

Go = Callable[..., dict[str, str]]


@pytest.fixture
def go(httpserver: HTTPServer) -> Go:
    """`go("/a", "/b")` opens pages of the test server and gives the state of each."""

    def visit(*paths: str, pause: float = 0.0) -> dict[str, str]:
        urls = [path if "://" in path else httpserver.url_for(path) for path in paths]
        found = Visitor("test/1 (+a@b.example)", lambda *_: None, pause).visit(urls)
        return {path: found[url].state for path, url in zip(paths, urls, strict=True)}

    return visit


def nobody() -> str:
    """An address at which nobody listens."""
    return f"http://127.0.0.1:{free_port()}/"


def test_each_answer_has_its_meaning(httpserver: HTTPServer, go: Go) -> None:
    for status in (200, 204, 401, 403, 404, 410, 429, 500, 503):
        httpserver.expect_request(f"/{status}").respond_with_data("words", status=status)
    assert go(*(f"/{status}" for status in (200, 204, 401, 403, 404, 410, 429, 500, 503))) == {
        "/200": "alive",
        "/204": "alive",
        "/401": "unclear",
        "/403": "unclear",
        "/404": "dead",
        "/410": "dead",
        "/429": "unclear",
        "/500": "unclear",
        "/503": "unclear",
    }


@pytest.mark.parametrize(
    ("status", "to", "state"),
    [
        (301, "/new", "moved"),
        (308, "/new", "moved"),
        (302, "/new", "alive"),
        (301, "/old/", "alive"),
        (301, "/gone", "dead"),
    ],
)
def test_a_page_that_moved_for_good_is_told_and_one_that_only_leads_on_is_not(
    status: int, to: str, state: str, httpserver: HTTPServer, go: Go
) -> None:
    httpserver.expect_request("/old").respond_with_data("", status=status, headers={"Location": to})
    for page in ("/new", "/old/"):
        httpserver.expect_request(page).respond_with_data("here")
    httpserver.expect_request("/gone").respond_with_data("", status=404)
    assert go("/old") == {"/old": state}


def test_the_new_address_is_named(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/old").respond_with_data("", status=301, headers={"Location": "/new"})
    httpserver.expect_request("/new").respond_with_data("here")
    url = httpserver.url_for("/old")
    assert Visitor("x", lambda *_: None).visit([url])[url].said == f"moved to {httpserver.url_for('/new')}"


def test_a_page_that_leads_to_itself_is_dead(httpserver: HTTPServer, go: Go) -> None:
    httpserver.expect_request("/round").respond_with_data("", status=302, headers={"Location": "/round"})
    assert go("/round") == {"/round": "dead"}


def test_it_says_who_asks_keeps_no_cookie_and_opens_a_page_once(httpserver: HTTPServer, go: Go) -> None:
    seen: list[tuple[str, str | None, str | None]] = []

    def answer(request: Request) -> Response:
        seen.append((request.method, request.headers.get("User-Agent"), request.headers.get("Cookie")))
        return Response("x", headers={"Set-Cookie": "a=b"})

    for page in ("/a", "/b"):
        httpserver.expect_request(page).respond_with_handler(answer)
    go("/a", "/b", "/a")
    assert seen == [("GET", "test/1 (+a@b.example)", None)] * 2


def test_a_host_is_asked_for_one_page_at_a_time_with_a_pause_between(httpserver: HTTPServer, go: Go) -> None:
    lock, times = threading.Lock(), []

    def answer(_request: Request) -> Response:
        assert lock.acquire(blocking=False), "two pages at once"
        time.sleep(0.02)
        lock.release()
        times.append(time.monotonic())
        return Response("x")

    pages = [f"/{number}" for number in range(4)]
    for page in pages:
        httpserver.expect_request(page).respond_with_handler(answer)
    assert set(go(*pages, pause=0.1).values()) == {"alive"}
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 0.1


def test_nothing_of_the_page_itself_is_read(httpserver: HTTPServer, go: Go) -> None:
    released = threading.Event()

    def endless() -> Iterator[bytes]:
        yield b"x" * 1000
        released.wait(5)
        yield b"end"

    httpserver.expect_request("/long").respond_with_handler(lambda _: Response(endless()))
    started = time.monotonic()
    assert go("/long") == {"/long": "alive"}
    assert time.monotonic() - started < 4
    released.set()


def test_a_host_that_is_gone_is_tried_once_and_the_others_go_on(httpserver: HTTPServer, go: Go) -> None:
    httpserver.expect_request("/a").respond_with_data("x")
    gone = nobody()
    assert go("/a", gone, gone + "more") == {"/a": "alive", gone: "unreachable", gone + "more": "unreachable"}


def test_without_a_network_it_gives_up_after_the_first_hosts(go: Go) -> None:
    tried: list[int] = []
    urls = [nobody() for _ in range(FIRST_HOSTS + 3)]
    with pytest.raises(NoNetwork) as error:
        Visitor("x", lambda done, _: tried.append(done)).visit(urls)
    assert error.value.hosts == FIRST_HOSTS
    assert max(tried) == FIRST_HOSTS


def test_progress_is_told(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("x")
    told: list[tuple[int, int]] = []
    Visitor("x", lambda *now: told.append(now)).visit([httpserver.url_for("/a"), nobody()])
    assert told[-1] == (2, 2)


def test_no_links_are_no_trouble() -> None:
    assert Visitor("x", lambda *_: None).visit([]) == {}
