"""Refreshing the directory, with a small real reader over a list of seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from campaign.errors import ParliamentUnavailable, RefreshBusy, RefreshRefused
from campaign.models import Constituency, Member, Seat
from campaign.refresh import FAILURES_IN_A_ROW, LEASE, MOST_KEPT, RESUME_SECONDS, Changes, Limits, Refresher, compare
from campaign.store import Store, open_store

TODAY = date(2026, 11, 21)
SIZE = 45


def mp(number: int, **other: object) -> Member:
    name = f"Member {number}"
    return replace(Member(number, name, f"{name} MP", name, email=f"m{number}@parliament.example"), **other)


def seat(number: int, member: Member | None) -> Seat:
    return Seat(Constituency(number, f"Seat {number:03}"), member, "members-api", TODAY)


@dataclass
class ListedSeats:
    """A reader over a list, twenty to a page, that can be told to fail."""

    seats: list[Seat] = field(default_factory=lambda: [seat(n, mp(n)) for n in range(SIZE)])
    calls: int = 0
    fail_at_call: int = 0
    without_contact: frozenset[int] = frozenset()

    def _called(self) -> None:
        self.calls += 1
        if self.calls == self.fail_at_call:
            raise ParliamentUnavailable("stopped by the test")

    def page(self, skip: int) -> tuple[int, tuple[Seat, ...]]:
        self._called()
        return len(self.seats), tuple(self.seats[skip : skip + 20])

    def complete(self, seat: Seat) -> Seat:
        self._called()
        missing = ("contact",) if seat.constituency.id in self.without_contact else ()
        return replace(seat, missing=missing)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'campaign.sqlite3'}")
    yield opened
    opened.close()


def refresher(store: Store, reader: ListedSeats, **other: object) -> Refresher:
    limits = Limits(seats=SIZE, vacancies=2, changes=3)
    return replace(Refresher(store, reader, limits, today=lambda: TODAY, now=lambda: 1000.0), **other)


def served(store: Store) -> list[Seat]:
    current = store.directory.current()
    return list(store.directory.seats(current)) if current else []


def test_a_first_refresh_holds_every_seat(store: Store) -> None:
    reader = ListedSeats()
    changes = refresher(store, reader).run()
    assert changes == Changes(first=True)
    assert [s.member for s in served(store)] == [s.member for s in reader.seats]
    assert reader.calls == 3 + SIZE


def test_progress_counts_up_to_all_seats(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    refresher(store, ListedSeats(), progress=lambda done, of: seen.append((done, of))).run()
    assert seen[-1] == (SIZE, SIZE)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@pytest.mark.parametrize("stop", [1, 2, 3, 4, 20, 3 + SIZE])
def test_a_stopped_refresh_goes_on_where_it_stopped_and_asks_nothing_twice(store: Store, stop: int) -> None:
    reader = ListedSeats(fail_at_call=stop)
    with pytest.raises(ParliamentUnavailable):
        refresher(store, reader).run()
    assert served(store) == []
    refresher(store, reader).run()
    assert len(served(store)) == SIZE
    assert reader.calls == 3 + SIZE + 1


def test_an_old_unfinished_refresh_is_begun_anew(store: Store) -> None:
    reader = ListedSeats(fail_at_call=30)
    with pytest.raises(ParliamentUnavailable):
        refresher(store, reader).run()
    refresher(store, reader, now=lambda: 1000.0 + RESUME_SECONDS + 1).run()
    assert reader.calls == 30 + 3 + SIZE


def test_what_changed_is_told(store: Store) -> None:
    refresher(store, ListedSeats()).run()
    later = ListedSeats()
    later.seats[1] = seat(1, mp(901))
    later.seats[2] = seat(2, None)
    later.seats[3] = seat(3, mp(3, posts=("Minister for Lamps",)))
    later.seats[4] = seat(4, mp(4, email=None))
    assert refresher(store, later).run() == Changes(
        new_members=("Seat 001: Member 901",),
        vacancies=("Seat 002",),
        new_posts=("Member 3: Minister for Lamps",),
        lost_emails=("Member 4 (Seat 004)",),
    )


def shrink(reader: ListedSeats) -> None:
    del reader.seats[-1]


def empty_three(reader: ListedSeats) -> None:
    reader.seats[:3] = [seat(n, None) for n in range(3)]


def replace_four(reader: ListedSeats) -> None:
    reader.seats[:4] = [seat(n, mp(900 + n)) for n in range(4)]


def lose_four_addresses(reader: ListedSeats) -> None:
    reader.seats[:4] = [seat(n, mp(n, email=None)) for n in range(4)]


@pytest.mark.parametrize("spoil", [shrink, empty_three, replace_four, lose_four_addresses])
def test_an_implausible_result_is_refused_and_the_old_one_stays(store: Store, spoil: object) -> None:
    refresher(store, ListedSeats()).run()
    before = served(store)
    odd = ListedSeats()
    spoil(odd)  # type: ignore[operator]
    with pytest.raises(RefreshRefused, match="--force"):
        refresher(store, odd).run()
    assert served(store) == before
    calls = odd.calls
    refresher(store, odd).run(force=True)
    assert odd.calls == calls, "what was read whole need not be read again for --force"
    assert served(store) != before


def test_a_first_edition_in_which_most_have_no_e_mail_address_is_refused(store: Store) -> None:
    odd = ListedSeats()
    odd.seats = [seat(n, mp(n, email=None if n % 2 else f"m{n}@parliament.example")) for n in range(SIZE)]
    with pytest.raises(RefreshRefused, match=rf"{SIZE // 2} of {SIZE} MPs have no e-mail address"):
        refresher(store, odd).run()
    assert served(store) == []


def test_without_force_a_refused_result_is_read_again(store: Store) -> None:
    refresher(store, ListedSeats()).run()
    odd = ListedSeats()
    shrink(odd)
    with pytest.raises(RefreshRefused):
        refresher(store, odd).run()
    odd.seats = ListedSeats().seats
    refresher(store, odd).run()
    assert len(served(store)) == SIZE


def test_seats_whose_details_were_missing_are_tried_again(store: Store) -> None:
    reader = ListedSeats(without_contact=frozenset({5, 9}))
    with pytest.raises(RefreshRefused, match="2 MPs"):
        refresher(store, reader).run()
    reader.without_contact = frozenset()
    calls = reader.calls
    refresher(store, reader).run()
    assert reader.calls == calls + 2


def test_few_seats_whose_details_cannot_be_read_keep_those_of_before(store: Store) -> None:
    refresher(store, ListedSeats()).run()
    reader = ListedSeats(without_contact=frozenset({5, 9}))
    reader.seats = [replace(one, member=mp(one.constituency.id, email=None)) for one in reader.seats]
    changes = refresher(store, reader, limits=Limits(seats=SIZE, changes=SIZE), now=lambda: 90_000.0).run()
    assert changes.kept == ("Seat 005", "Seat 009")
    assert [one.constituency.id for one in served(store) if one.member and one.member.email] == [5, 9]
    assert not refresher(store, reader, now=lambda: 90_001.0).is_due(24)


def test_the_details_of_another_mp_are_never_kept(store: Store) -> None:
    refresher(store, ListedSeats()).run()
    reader = ListedSeats(without_contact=frozenset({5}))
    reader.seats[5] = seat(5, mp(1005))
    with pytest.raises(RefreshRefused, match="of 1 MP could"):
        refresher(store, reader, now=lambda: 90_000.0).run()


def test_many_seats_without_details_are_refused(store: Store) -> None:
    refresher(store, ListedSeats()).run()
    reader = ListedSeats(without_contact=frozenset(range(0, 2 * MOST_KEPT + 2, 2)))
    with pytest.raises(RefreshRefused, match=f"of {MOST_KEPT + 1} MPs could"):
        refresher(store, reader, now=lambda: 90_000.0).run()
    with pytest.raises(ParliamentUnavailable):  # trying again does not make them fewer
        refresher(store, reader, now=lambda: 90_000.0).run()


def test_a_service_that_is_down_is_left_alone(store: Store) -> None:
    reader = ListedSeats(without_contact=frozenset(range(10, 40)))
    with pytest.raises(ParliamentUnavailable):
        refresher(store, reader).run()
    assert reader.calls == 3 + 10 + FAILURES_IN_A_ROW


def test_two_refreshes_never_run_at_once(store: Store) -> None:
    with store.leases.hold(LEASE, 60), pytest.raises(RefreshBusy):
        refresher(store, ListedSeats()).run()


def test_a_list_that_is_shorter_than_its_count_does_not_go_round_for_ever(store: Store) -> None:
    class Short(ListedSeats):
        def page(self, skip: int) -> tuple[int, tuple[Seat, ...]]:
            return SIZE, super().page(skip)[1][:20] if skip < 20 else ()

    with pytest.raises(RefreshRefused, match="20 seats"):
        refresher(store, Short()).run()


def test_a_filled_vacancy_is_a_new_member() -> None:
    before, after = (seat(1, None), seat(2, mp(9))), (seat(1, mp(8)), seat(2, mp(9)))
    assert compare(before, after).new_members == ("Seat 001: Member 8",)


def test_after_an_election_there_is_nobody_to_compare_with(store: Store) -> None:
    refresher(store, ListedSeats([seat(n, None) for n in range(SIZE)])).run(force=True)
    assert refresher(store, ListedSeats()).run() == Changes(first=True)


def test_a_refresh_is_due_when_the_last_one_was_begun_long_enough_ago(store: Store) -> None:
    assert refresher(store, ListedSeats()).is_due(24)
    refresher(store, ListedSeats()).run()
    assert not refresher(store, ListedSeats(), now=lambda: 1000.0 + 24 * 3600 - 1).is_due(24)
    assert refresher(store, ListedSeats(), now=lambda: 1000.0 + 24 * 3600).is_due(24)


def test_a_refresh_that_was_refused_is_not_due_again_at_once_but_one_that_was_stopped_is(store: Store) -> None:
    stopped = ListedSeats(fail_at_call=20)
    with pytest.raises(ParliamentUnavailable):
        refresher(store, stopped).run()
    assert refresher(store, stopped).is_due(24)
    shrink(stopped)
    with pytest.raises(RefreshRefused):
        refresher(store, stopped, now=lambda: 1000.0 + 3600 * 7).run()
    assert not refresher(store, stopped, now=lambda: 1000.0 + 3600 * 8).is_due(24)
    assert refresher(store, stopped, now=lambda: 1000.0 + 3600 * 31).is_due(24)
