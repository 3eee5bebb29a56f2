"""Whatever is wrong with Parliament's service, nobody is left without a letter, without an MP, or waiting."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults_on_the_wire.conftest import HURRY, MakeSite, Person
from tests.faults_on_the_wire.front import Call, another_seat, front
from tests.faults_on_the_wire.misbehaviour import FAULTS, Trouble
from tests.page import Page, PageClient
from tests.stand_in import StandIn

WORDS = "My neighbour has not heard from her mother for six years."
LETTER = {"ask": "cotton-import-ban", "own_words": WORDS, "name": "Ann Example", "address": "1 Example Street"}
SLACK = 1.5
"""Seconds more than the patience of these sites, for a busy machine."""

every_fault = pytest.mark.parametrize("service", FAULTS, indirect=True)


@contextmanager
def in_time() -> Iterator[None]:
    """Nobody waits longer than the site's patience."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < HURRY + SLACK


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the program has written since it was last looked at."""
    found = [record.getMessage() for record in caplog.records if record.name.partition(".")[0] == "campaign"]
    caplog.clear()
    return found


def assert_silent_about(postcode: str, caplog: pytest.LogCaptureFixture) -> None:
    told = [f"{r.getMessage()} {r.args!r} {r.exc_text or ''} {r.exc_info!r}" for r in caplog.records]
    assert not [line for line in told for part in (*postcode.split(), postcode.replace(" ", "")) if part in line]


def letter_for(write: Page, **more: str) -> str:
    """The letter that comes of a writing page."""
    made = write.submit("form[method=post]", **LETTER, **more)
    assert made.status == 200, made.words[:300]
    return made.value("#letter")


@every_fault
def test_with_directory_and_index_nobody_notices(
    service: Trouble, site: MakeSite, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = site(service.url, directory="fresh", index=True)
    with in_time():
        write = visitor.post("/find", {"postcode": person.postcode}).follow()
    assert (write.status, person.full_title in write.words) == (200, True)
    assert person.full_title in letter_for(write)
    assert lines(caplog) == []


@every_fault
def test_an_old_directory_gives_the_right_mp_and_its_date(
    service: Trouble, site: MakeSite, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with in_time():
        write = site(service.url, directory="stale", index=True).get(f"/write/{person.slug}")
    assert (write.status, person.full_title in write.words) == (200, True)
    assert "MP details as of 1 November 2026" in write.words
    assert len(lines(caplog)) == 1


@every_fault
def test_without_an_index_the_constituency_can_be_chosen(
    service: Trouble, site: MakeSite, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = site(service.url, directory="fresh")
    with in_time():
        page = visitor.post("/find", {"postcode": person.postcode})
    assert page.status == 503
    assert_silent_about(person.postcode, caplog)
    assert len(lines(caplog)) == 1
    found = page.submit("form[action='/constituencies']", q=person.constituency.upper())
    write = found.click(f"a[href='/write/{person.slug}']")
    assert person.full_title in letter_for(write)
    assert lines(caplog) == []
    service.heal()
    visitor.take_time()
    assert again(visitor, person.postcode).url == f"/write/{person.slug}"


@every_fault
def test_with_nothing_at_all_the_letter_is_finished_by_hand_and_the_next_try_succeeds(
    service: Trouble, site: MakeSite, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = site(service.url)
    with in_time():
        page = visitor.post("/find", {"postcode": person.postcode})
    assert page.status == 503
    assert_silent_about(person.postcode, caplog)
    assert len(lines(caplog)) == 1
    by_hand = page.click("main a[href^='/by-hand']")
    assert f"{person.mp}," in letter_for(by_hand, mp_name=person.mp, constituency=person.constituency)
    with in_time():
        half_way = visitor.post(f"/write/{person.slug}", LETTER)
    assert half_way.status == 503
    assert f"{person.mp}," in letter_for_rest(half_way, person.mp)
    assert len(lines(caplog)) == 1
    service.heal()
    visitor.take_time()
    write = again(visitor, person.postcode)
    assert person.full_title in letter_for(write)


def letter_for_rest(page: Page, mp: str) -> str:
    """The letter, when all that is missing is the MP's name."""
    assert WORDS in page.value("textarea[name=own_words]")
    made = page.submit("form[method=post]", mp_name=mp)
    assert made.status == 200, made.words[:300]
    return made.value("#letter")


def again(visitor: PageClient, postcode: str) -> Page:
    """The writing page that the next try leads to."""
    found = visitor.post("/find", {"postcode": postcode})
    assert found.status == 303, found.words[:300]
    return found.follow()


@pytest.mark.parametrize("directory", ["", "fresh", "stale"])
def test_every_optional_field_null_still_gives_the_right_mp(
    directory: str, stand_in: StandIn, site: MakeSite, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in.fault("nulls")
    write = again(site(stand_in.url, hurry=20, directory=directory), person.postcode)
    assert person.mp in write.words
    assert f"{person.mp}," in letter_for(write)
    assert lines(caplog) == []


def test_another_seat_than_the_one_asked_for_never_gives_its_mp(
    stand_in: StandIn, site: MakeSite, person: Person
) -> None:
    with front(stand_in.url, lambda call: call.send(another_seat(call) if call.wanted else call.genuine())) as server:
        url = f"http://127.0.0.1:{server.port}"
        assert person.full_title in site(url, directory="stale").get(f"/write/{person.slug}").words
        assert person.full_title in again(site(url, directory="fresh", index=True), person.postcode).words
        nowhere = site(url, hurry=20).get(f"/write/{person.slug}")
        assert nowhere.status == 404
        by_hand = nowhere.click("main a[href^='/by-hand']")
        assert f"{person.mp}," in letter_for(by_hand, mp_name=person.mp, constituency=person.constituency)


def test_where_two_sources_disagree_the_person_is_asked(stand_in: StandIn, site: MakeSite, person: Person) -> None:
    with front(stand_in.url, lambda call: call.send(another_seat(call) if call.wanted else call.genuine())) as server:
        visitor = site(f"http://127.0.0.1:{server.port}", directory="fresh", index=True, second_opinion="yes", hurry=20)
        choice = visitor.post("/find", {"postcode": person.postcode})
        assert choice.status == 200
        assert person.full_title in choice.click(f"main a[href^='/write/{person.slug}']").words


def test_a_dead_service_costs_the_fourth_visitor_nothing(
    stand_in: StandIn, site: MakeSite, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in.fault("hang")
    visitor = site(stand_in.url, rest="60")
    for _ in range(3):
        visitor.post("/find", {"postcode": person.postcode})
    started = time.monotonic()
    for path in (f"/write/{person.slug}", "/write/somewhere-else"):
        assert visitor.get(path).status == 503
        assert visitor.post("/find", {"postcode": person.postcode}).status == 503
    assert time.monotonic() - started < 1.5
    assert len(lines(caplog)) == 3


def test_a_detail_that_never_comes_is_soon_not_waited_for(stand_in: StandIn, site: MakeSite, person: Person) -> None:
    stand_in.fault("hang", match="Contact")
    visitor = site(stand_in.url, rest="60", hurry=20)
    assert visitor.post("/find", {"postcode": person.postcode}).status == 303
    visitor.take_time(0.6)
    for _ in range(3):
        assert "could not read this MP’s e-mail address" in visitor.get(f"/write/{person.slug}").words
    before = stand_in.hits()
    assert person.full_title in letter_for(visitor.get(f"/write/{person.slug}"))
    asked = stand_in.hits()
    assert [asked[path] - before[path] for path in asked if path.endswith("/Contact")] == [0]


def test_details_are_asked_for_side_by_side(stand_in: StandIn, site: MakeSite, person: Person) -> None:
    biography_asked = threading.Event()

    def one_waits_for_the_other(call: Call) -> None:
        if call.path.endswith("/Biography"):
            biography_asked.set()
        if not call.path.endswith("/Contact") or biography_asked.wait(10):
            call.pass_on()

    with front(stand_in.url, one_waits_for_the_other) as server:
        visitor = site(f"http://127.0.0.1:{server.port}", hurry=20)
        assert "could not read" not in again(visitor, person.postcode).words


def test_a_redirect_leads_nowhere(stand_in: StandIn, site: MakeSite, person: Person) -> None:
    with front(stand_in.url, None) as elsewhere:
        target = f"http://127.0.0.1:{elsewhere.port}/api"
        with front(stand_in.url, lambda call: call.send(b"", "302 Found", Location=target)) as server:
            site(f"http://127.0.0.1:{server.port}").post("/find", {"postcode": person.postcode})
            assert (len(server.calls), elsewhere.calls) == (1, [])
