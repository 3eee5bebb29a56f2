"""One asks for all: in a process, and between two with Redis."""

from __future__ import annotations

import multiprocessing
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from campaign.errors import ParliamentUnavailable
from campaign.models import Constituency, Seat
from campaign.parliament.patience import Patience, wait_at_most
from campaign.parliament.shared import PREFIX, InProcess, InRedis, Shared, connect_redis
from tests.engines import REDIS, missing


def redis_or_skip() -> Any:
    client = connect_redis(REDIS)
    try:
        client.ping()
    except Exception as problem:
        missing("redis", type(problem).__name__)
    return client


@pytest.fixture(params=["process", "redis"])
def shared(request: pytest.FixtureRequest) -> Iterator[Shared]:
    if request.param == "process":
        yield InProcess(60)
        return
    client = redis_or_skip()
    yield InRedis(client, 60)
    client.close()


@pytest.fixture
def key() -> str:
    return "test:" + secrets.token_hex(8)


class Asking:
    def __init__(self, answer: str = "Gwylân", fail: bool = False) -> None:
        self.calls, self.answer, self.fail = 0, answer, fail
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self) -> str:
        self.calls += 1
        assert self.go_on.wait(10)
        if self.fail:
            raise ParliamentUnavailable("no")
        return self.answer


def test_the_second_time_nobody_is_asked(shared: Shared, key: str) -> None:
    asking = Asking()
    assert [shared.share(key, asking, str, str) for _ in range(3)] == ["Gwylân"] * 3
    assert asking.calls == 1


def test_what_may_not_be_kept_is_asked_again(shared: Shared, key: str) -> None:
    asking = Asking()
    for _ in range(2):
        shared.share(key, asking, str, str, lambda _value: False)
    assert asking.calls == 2


def test_a_failure_is_raised_and_not_remembered(shared: Shared, key: str) -> None:
    asking = Asking(fail=True)
    for _ in range(2):
        with pytest.raises(ParliamentUnavailable):
            shared.share(key, asking, str, str)
    asking.fail = False
    assert shared.share(key, asking, str, str) == "Gwylân"


def test_fifty_at_once_ask_one_time(shared: Shared, key: str) -> None:
    asking = Asking()
    asking.go_on.clear()
    with ThreadPoolExecutor(50) as pool:
        waiting = [pool.submit(shared.share, key, asking, str, str) for _ in range(50)]
        threading.Timer(0.2, asking.go_on.set).start()
        assert {answer.result(20) for answer in waiting} == {"Gwylân"}
    assert asking.calls == 1


def _ask_from_another_process(url: str, key: str, start: Any, calls: Any, answers: Any) -> None:
    memory = InRedis(connect_redis(url), 60)

    def ask() -> str:
        with calls.get_lock():
            calls.value += 1
        return "Gwylân"

    start.wait()
    with ThreadPoolExecutor(20) as pool:
        futures = [pool.submit(memory.share, key, ask, str, str) for _ in range(100)]
        answers.put({future.result(30) for future in futures})


def test_two_processes_with_redis_ask_one_time(key: str) -> None:
    redis_or_skip().close()
    spawn = multiprocessing.get_context("spawn")
    start, calls, answers = spawn.Barrier(2), spawn.Value("i", 0), spawn.Queue()
    workers = [
        spawn.Process(target=_ask_from_another_process, args=(REDIS, key, start, calls, answers)) for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    assert [answers.get(timeout=60) for _ in workers] == [{"Gwylân"}] * 2
    for worker in workers:
        worker.join(10)
    assert calls.value == 1


def test_the_lock_of_a_killed_process_is_waited_out_and_no_longer(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = redis_or_skip()
    client.set(PREFIX + "lock:" + key, "1", ex=1)
    asking = Asking()
    assert InRedis(client, 60).share(key, asking, str, str) == "Gwylân"
    assert asking.calls == 1
    client.close()


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"id": 1}', "[1, 2, 3, 4, 5, 6]"])
def test_what_another_version_has_written_is_asked_for_again(text: str, key: str) -> None:
    client = redis_or_skip()
    client.set(PREFIX + key, text, ex=5)
    seat = Seat(Constituency(1, "Gwylân"), None, "members-api", date(2026, 11, 21))
    memory = InRedis(client, 60)
    assert memory.share(key, lambda: seat, Seat.to_json, Seat.from_json) == seat
    assert memory.share(key, lambda: pytest.fail("asked again"), Seat.to_json, Seat.from_json) == seat
    client.close()


def test_nobody_waits_longer_for_another_process_than_for_parliament(key: str) -> None:
    client = redis_or_skip()
    client.set(PREFIX + "lock:" + key, "1", ex=5)
    started = time.monotonic()
    with wait_at_most(0.3):
        InRedis(client, 60).share(key, Asking(), str, str)
    assert time.monotonic() - started < 2
    client.delete(PREFIX + "lock:" + key)
    client.close()


def test_behind_the_lock_of_a_killed_process_there_is_time_left_to_ask(key: str) -> None:
    client = redis_or_skip()
    client.set(PREFIX + "lock:" + key, "1", ex=10)
    left: list[float] = []

    def ask() -> str:
        left.append(Patience(60).left)
        return "Gwylân"

    with wait_at_most(3):
        assert InRedis(client, 60).share(key, ask, str, str) == "Gwylân"
    assert left[0] > 1
    client.delete(PREFIX + "lock:" + key)
    client.close()


def test_a_redis_that_hangs_costs_one_visitor_a_second_and_the_next_nothing(key: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        client = connect_redis(f"redis://127.0.0.1:{mute.getsockname()[1]}/0")
        memory, asking = InRedis(client, 60, rest_seconds=60), Asking()
        started = time.monotonic()
        memory.share(key, asking, str, str)
        assert time.monotonic() - started < 3
        started = time.monotonic()
        for number in range(20):
            memory.share(f"{key}{number}", asking, str, str)
        assert time.monotonic() - started < 0.5
        client.close()


def test_redis_is_used_again_after_a_rest(key: str) -> None:
    client = redis_or_skip()

    class Absent:
        def __getattr__(self, _name: str) -> object:
            raise OSError("away")

    memory, asking = InRedis(Absent(), 60, rest_seconds=0.5), Asking()
    memory.share(key, asking, str, str)
    memory._redis = client
    memory.share(key + "b", asking, str, str)
    assert client.get(PREFIX + key + "b") is None
    time.sleep(0.5)
    memory.share(key + "c", asking, str, str)
    assert client.get(PREFIX + key + "c") == "Gwylân".encode()
    client.close()


def test_without_redis_each_process_does_it_alone(key: str, caplog: pytest.LogCaptureFixture) -> None:
    client = connect_redis("redis://127.0.0.1:1/0")
    memory, asking = InRedis(client, 60), Asking()
    assert [memory.share(key, asking, str, str) for _ in range(3)] == ["Gwylân"] * 3
    assert asking.calls <= 2  # the first found out that Redis is away; from then on this process remembers
    assert len(caplog.records) == 1
    assert key not in caplog.text
    client.close()
