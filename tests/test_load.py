"""A thousand people of one constituency at once cost Parliament's service what one of them does."""

from __future__ import annotations

import os
import secrets
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

import pytest

from campaign.app import create_app
from campaign.connect import Waits, connect_parliament
from campaign.parliament.shared import PREFIX, connect_redis
from campaign.services import Services
from campaign.settings import load
from tests.conftest import TODAY
from tests.engines import REDIS, missing
from tests.live import CAMPAIGN, ROOT, running
from tests.small_parliament import SmallParliament, small_parliament

CROWD = 1_000
THREADS = 40
SLUG = "seat-a-vale"
PAGE = f"/write/{SLUG}"
REGION = "".join(secrets.choice(ascii_lowercase) for _ in range(12)).title()
"""Part of a name that no other run has put into the same Redis."""
ENOUGH = Waits(find=30, seat=30)
"""Seconds: on a busy machine, too, everybody waits for the one answer."""

ONCE = {
    "/api/Location/Constituency/Search": 1,
    "/api/Members/1001/Contact": 1,
    "/api/Members/1001/Biography": 1,
    f"/api/Posts/SpeakerAndDeputies/{TODAY}": 1,
}


@pytest.fixture
def parliament() -> Iterator[SmallParliament]:
    """A service that answers nobody until the whole crowd is there."""
    with small_parliament() as slow:
        slow.hold_at = 0
        yield slow


def test_a_thousand_visitors_of_one_process_cause_one_call_for_the_mp(
    parliament: SmallParliament, services: Services, tmp_path: Path
) -> None:
    settings = load(
        {}, parliament_url=parliament.url, database_url=f"sqlite:///{tmp_path / 'none.sqlite3'}", limit_lookups="0"
    )
    sources = connect_parliament(settings, lambda: TODAY, ENOUGH)
    app = create_app(settings, replace(services, parliament=sources))

    def visit(_number: int) -> int:
        return app.test_client().get(PAGE).status_code

    with ThreadPoolExecutor(THREADS) as pool:
        crowd = [pool.submit(visit, number) for number in range(CROWD)]
        assert parliament.held.wait(30)
        time.sleep(0.2)  # the others come while the first waits
        parliament.go_on.set()
        assert Counter(visitor.result(60) for visitor in crowd) == {200: CROWD}
    assert dict(parliament.calls) == ONCE


@pytest.fixture
def redis() -> Iterator[str]:
    """The address of a Redis."""
    client = connect_redis(REDIS)
    try:
        client.ping()
    except Exception as problem:
        missing("redis", type(problem).__name__)
    yield REDIS
    for key in client.scan_iter(f"{PREFIX}*seat-a-{REGION.lower()}"):
        client.delete(key)
    client.close()


def test_a_thousand_visitors_of_two_processes_with_redis_cause_one_call_for_the_mp(
    parliament: SmallParliament, tmp_path: Path, redis: str
) -> None:
    parliament.region = REGION
    environ = {
        "PYTHONPATH": str(ROOT),
        "CAMPAIGN_PARLIAMENT_URL": parliament.url,
        "CAMPAIGN_DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
        "CAMPAIGN_REDIS_URL": redis,
        "CAMPAIGN_SECRET_KEY": secrets.token_hex(16),
        "CAMPAIGN_CACHE_SECONDS": "300",  # longer than a busy machine takes for the crowd
        "no_proxy": os.environ.get("no_proxy", "") + ",127.0.0.1",
    }
    with ExitStack() as stack:
        command = [*CAMPAIGN, "run", "--port", "{port}"]
        sites = [stack.enter_context(running(command, tmp_path, ready="/health", **environ)) for _ in range(2)]
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

        def visit(number: int) -> int:
            with opener.open(f"{sites[number % 2].url}/write/seat-a-{REGION.lower()}", timeout=60) as answer:
                return int(answer.status)

        with ThreadPoolExecutor(THREADS) as pool:
            crowd = [pool.submit(visit, number) for number in range(CROWD)]
            assert parliament.held.wait(30)
            time.sleep(0.2)
            parliament.go_on.set()
            assert Counter(visitor.result(60) for visitor in crowd) == {200: CROWD}
        assert sum(parliament.calls.values()) == len(ONCE)
        assert all(site.said().count("\n") <= 1 for site in sites), [site.said() for site in sites]


def test_one_postcode_typed_by_a_thousand_is_looked_up_once(
    parliament: SmallParliament, services: Services, tmp_path: Path
) -> None:
    settings = load(
        {}, parliament_url=parliament.url, database_url=f"sqlite:///{tmp_path / 'none.sqlite3'}", limit_lookups="0"
    )
    sources = connect_parliament(settings, lambda: TODAY, ENOUGH)
    app = create_app(settings, replace(services, parliament=sources))
    parliament.answer = lambda path, query: SmallParliament.answer(  # type: ignore[method-assign]
        parliament, path, {**query, "searchText": ["seat a vale"]}
    )

    def visit(number: int) -> str:
        typed = ("AB12 3QX", "ab12 3qx", "AB123QX", "ab12-3qx")[number % 4]
        return app.test_client().post("/find", data={"postcode": typed}).headers["Location"]

    with ThreadPoolExecutor(THREADS) as pool:
        crowd = [pool.submit(visit, number) for number in range(CROWD)]
        assert parliament.held.wait(30)
        parliament.go_on.set()
        assert {urllib.parse.urlsplit(visitor.result(60)).path for visitor in crowd} == {PAGE}
    assert parliament.total == 1
