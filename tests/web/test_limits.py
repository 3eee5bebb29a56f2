"""Limits: enough for people, too little for programs; a letter can always be finished; no address is kept or logged."""

from __future__ import annotations

import logging
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.models import Seat
from campaign.services import Services
from campaign.web.clients import client_key, network_of
from tests.engines import missing
from tests.live import free_port
from tests.page import Page, PageClient
from tests.web.conftest import FILLED, SEAT, MakeSite, OneSeat

PLACE = {"postcode": "ZZ1 1AA"}


def look_up(page: PageClient, times: int, address: str = "192.0.2.1") -> list[int]:
    """Status codes of so many look-ups."""
    return [page.post("/find", PLACE, environ_base={"REMOTE_ADDR": address}).status for _ in range(times)]


def refused(page: PageClient, address: str = "192.0.2.1") -> Page:
    return page.post("/find", PLACE, environ_base={"REMOTE_ADDR": address})


def test_too_many_look_ups_are_refused_with_plain_words_and_a_time(site: MakeSite) -> None:
    page = site(limit_lookups=3)
    assert look_up(page, 4) == [303, 303, 303, 429]
    answer = refused(page)
    assert answer.h1 == "That was a little too often"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "again in a minute." in answer.words
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ZZ1" not in answer.text


def test_who_is_refused_still_gets_to_a_letter(site: MakeSite) -> None:
    page = site(limit_lookups=1)
    look_up(page, 1)
    answer = refused(page)
    found = answer.submit(form="form[action='/constituencies']", q="Harrowby and Fenwick Vale")
    assert found.soup.select("a[href^='/write/harrowby-and-fenwick-vale'], form[action^='/write/harrowby']") or (
        found.url.startswith("/write/harrowby-and-fenwick-vale")
    )
    assert answer.click("a[href^='/by-hand']").status == 200


def test_what_the_link_chose_is_not_lost(site: MakeSite) -> None:
    page = site(limit_lookups=1)
    look_up(page, 1)
    chosen = PLACE | {"ask": "cotton-import-ban", "via": "leeds"}
    answer = page.post("/find", chosen, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert answer.click("a[href^='/by-hand']").url == "/by-hand?ask=cotton-import-ban&via=leeds"


def test_one_address_does_not_use_up_what_another_has(site: MakeSite) -> None:
    page = site(limit_lookups=2)
    assert look_up(page, 3, "192.0.2.1")[-1] == 429
    assert look_up(page, 2, "192.0.2.2") == [303, 303]


def test_the_addresses_of_one_household_count_together(site: MakeSite) -> None:
    page = site(limit_lookups=2)
    addresses = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::7", "2001:db8:1:3::1"]
    assert [look_up(page, 1, address)[0] for address in addresses] == [303, 303, 429, 303]


def test_reading_pages_is_never_limited(site: MakeSite) -> None:
    page = site(limit_lookups=1, limit_links=1, limit_codes=1)
    for _ in range(5):
        assert page.get("/").status == 200
        assert page.get("/share").status == 200
        assert page.post("/share", {}).status == 200


def test_too_many_links_are_refused_with_the_way_to_a_long_one(site: MakeSite) -> None:
    page = site(limit_links=2)
    assert [page.post("/share/short", {}).status for _ in range(3)] == [303, 303, 429]
    answer = page.post("/share/short", {})
    assert int(answer.headers["Retry-After"]) <= 3600
    assert "Many short links have just been made" in answer.words
    assert "Please try again in about 60 minutes." in answer.words
    assert answer.click("main a.button").h1 == "Make a link to share"


def test_whoever_has_made_many_links_can_still_pause_change_and_delete_them(site: MakeSite) -> None:
    page = site(limit_links=1, limit_reports=1, limit_codes=1)
    mine = page.post("/share/short", {}).follow()
    assert page.post("/share/short", {}).status == 429
    for action in ("pause", "resume", "change", "pause", "resume", "delete", "delete-for-good"):
        assert page.post(mine.url, {"action": action}).status == (200 if action == "delete" else 303), action


def test_reports_are_limited_by_themselves_and_the_page_speaks_of_them(site: MakeSite) -> None:
    page = site(limit_links=1, limit_reports=2)
    assert [page.post("/share/short", {}).status for _ in range(2)] == [303, 429]
    assert [page.post("/report", {"say": "Hello"}).status for _ in range(3)] == [200, 200, 429]
    answer = page.post("/report", {"say": "Hello"})
    assert "Many sentences have just been reported" in answer.words
    assert "Please report it again" in answer.words
    assert "Make a long link" not in answer.words


def test_a_form_that_is_refused_uses_up_no_link_but_names_cannot_be_tried_for_ever(site: MakeSite) -> None:
    page = site(limit_links=2, limit_codes=3)
    tried = [page.post("/share/short", {"code": code}).status for code in ("admin", "leeds", "ab", "leeds")]
    assert tried == [422, 303, 422, 422]
    answer = page.post("/share/short", {"code": "york"})
    assert answer.status == 429
    assert "Many names for short links have just been tried" in answer.words


def test_a_form_refused_for_trying_uses_up_no_link_either(site: MakeSite) -> None:
    page = site(limit_links=2, limit_codes=1)
    assert [page.post("/share/short", {"code": "admin"}).status for _ in range(4)] == [422, 429, 429, 429]
    assert "names for short links" in page.post("/share/short", {}).words, "and not: many links have been made"


def test_names_and_secrets_cannot_be_tried_for_long(site: MakeSite) -> None:
    page = site(limit_codes=2)
    assert [page.get(f"/go/name{n}").status for n in range(3)] == [404, 404, 429]
    secrets = [f"/share/{'x' * 31}{n}" for n in range(4)]
    tried = [page.get(secrets[0]).status, *(page.post(path, {"action": "pause"}).status for path in secrets[1:])]
    assert tried == [404, 404, 429, 429]
    assert "it has not been done yet" in page.post(secrets[0], {"action": "pause"}).words
    assert page.get("/go/name9").click("main a.button").h1 == "Write to your MP, in your own words"


def test_a_hall_full_of_people_can_follow_one_link(site: MakeSite) -> None:
    page = site(limit_codes=3)
    page.post("/share/short", {"code": "full-hall"})
    assert {page.get("/go/full-hall").status for _ in range(20)} == {303}


def test_a_hall_full_of_people_can_find_a_link_paused_and_follow_another(site: MakeSite) -> None:
    page = site(limit_codes=3)
    page.post("/share/short", {"code": "full-hall"})
    mine = page.post("/share/short", {"code": "on-the-poster"}).follow()
    page.post(mine.url, {"action": "pause"})
    assert {page.get("/go/on-the-poster").h1 for _ in range(20)} == {"This link is paused"}
    assert page.get("/go/full-hall").status == 303
    assert page.get("/go/nothing").status == 404


def test_pages_without_a_limit_do_no_work_for_limits(site: MakeSite) -> None:
    app = site().client.application
    named = [str(hook) for hook in app.before_request_funcs[None]]
    assert named
    assert not [name for name in named if "Limiter" in name]


def test_nought_is_no_limit(site: MakeSite) -> None:
    assert set(look_up(site(limit_lookups=0), 70)) == {303}


def test_the_address_stands_nowhere_in_clear(site: MakeSite, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    page = site(limit_lookups=1)
    look_up(page, 3, "192.0.2.77")
    assert "192.0.2.77" not in caplog.text
    assert caplog.text == ""
    hashed = client_key("")
    with page.client.application.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.77"}):
        key = hashed()
        assert "192.0.2.77" not in key
        assert key == hashed()
        assert key != client_key("")()  # another key at each start
        assert client_key("a secret")() == client_key("a secret")()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", str(0xFE80 << 48)),
        ("x", ""),
        ("", ""),
    ],
)
def test_what_counts_as_one(address: str, network: str) -> None:
    assert network_of(address) == network


# Constituencies that do not exist


class Asked(OneSeat):
    """A parliament of one seat and without a list, which counts what it is asked for."""

    calls = 0

    def seat(self, slug: str) -> Seat:
        self.calls += 1
        return super().seat(slug)


@pytest.fixture
def asked(services: Services) -> Asked:
    return Asked(services.parliament.seat("harrowby-and-fenwick-vale"))


IN_VAIN = (
    "/write/x-{n}",
    "/follow-up/x-{n}",
    "/follow-up/x-{n}/reminder.ics",
    "/follow-up/x-{n}/reply?told=none",
    "/sent?seat=x-{n}",
    "/oembed?url=http://localhost/write/x-{n}",
)


@pytest.mark.parametrize("path", IN_VAIN)
def test_parliament_is_not_asked_for_ever_about_places_that_do_not_exist(
    site: MakeSite, asked: Asked, path: str
) -> None:
    page = site(parliament=asked, limit_places=3)
    for n in range(10):
        page.client.get(path.format(n="abcdefghij"[n]), environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert asked.calls == 3
    page.client.get(path.format(n="k"), environ_base={"REMOTE_ADDR": "192.0.2.2"})
    assert asked.calls == 4  # another address


def test_who_shares_an_address_with_somebody_who_tries_names_still_gets_a_letter(site: MakeSite, asked: Asked) -> None:
    page = site(parliament=asked, limit_places=1)
    assert page.get("/write/x-a").status == 404
    assert page.get(SEAT).status == 503
    answer = page.post(SEAT, FILLED)
    assert (answer.status, FILLED["own_words"] in answer.text) == (503, True)
    assert answer.soup.select_one("form[action='/by-hand']")


def test_places_that_exist_are_never_limited(site: MakeSite, asked: Asked) -> None:
    page = site(parliament=asked, limit_places=1)
    assert {page.get(SEAT).status for _ in range(5)} == {200}


def test_with_a_list_of_names_there_is_nothing_to_limit(site: MakeSite) -> None:
    page = site(limit_places=1)
    assert [page.get(f"/write/x-{n}").status for n in "abc"] == [404] * 3
    assert page.get(SEAT).status == 200


# Redis


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Redis of this test alone, which may be ended."""
    import shutil

    if not shutil.which("redis-server"):
        missing("redis", "no redis-server on the path")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0", process
        process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("Redis did not start")


def test_processes_that_share_redis_count_together(
    site: MakeSite, redis_server: tuple[str, subprocess.Popen[bytes]]
) -> None:
    url, _ = redis_server
    one, other = (site(limit_lookups=3, redis_url=url, secret_key="the same for all") for _ in range(2))
    assert look_up(one, 2) + look_up(other, 2) == [303, 303, 303, 429]
    import redis

    with redis.Redis.from_url(url) as client:
        kept = b" ".join(client.keys("*"))
    assert kept
    assert b"192.0.2" not in kept


def test_when_redis_goes_away_each_process_still_limits(
    site: MakeSite, redis_server: tuple[str, subprocess.Popen[bytes]]
) -> None:
    url, process = redis_server
    page = site(limit_lookups=3, redis_url=url, secret_key="x")
    assert look_up(page, 2) == [303, 303]
    process.terminate()
    process.wait(10)
    assert page.get("/go/nothing").status == 404
    assert look_up(page, 4) == [303, 303, 303, 429]


def test_with_a_redis_that_was_never_there_each_process_still_limits(site: MakeSite) -> None:
    away = f"redis://127.0.0.1:{free_port()}/0"
    page = site(limit_lookups=2, limit_links=1, limit_codes=2, redis_url=away, secret_key="x")
    assert look_up(page, 3) == [303, 303, 429]
    assert [page.post("/share/short", {}).status for _ in range(2)] == [303, 429]
    assert [page.get(f"/go/nothing{n}").status for n in range(4)] == [404, 404, 429, 429]
