"""Read every seat afresh into the directory: politely, one process at a time, and only if it looks right.

    pages of seats -> details of each -> compare with the last edition -> plausible? -> publish

The old edition stays in use until the new one is complete. A refresh that was stopped goes on where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from campaign.errors import ParliamentUnavailable, RefreshBusy, RefreshRefused
from campaign.models import Seat
from campaign.store import Edition, Store

LEASE = "refresh"
LEASE_SECONDS = 120
RESUME_SECONDS = 6 * 3600
"""An unfinished edition older than this is begun anew: its first half would no longer be of the same day."""
MOST_KEPT = 5
"""Seats that may keep the details of the edition before when theirs cannot be read: not all must grow old for them."""
FAILURES_IN_A_ROW = 5
"""After so many seats without an answer the service is taken to be down."""


class SeatReader(Protocol):
    """Where a refresh reads from; every call may raise ParliamentUnavailable."""

    def page(self, skip: int) -> tuple[int, tuple[Seat, ...]]:
        """How many seats there are in all, and those from number `skip` on (A to Z), without details."""

    def complete(self, seat: Seat) -> Seat:
        """The same seat with contact and posts; `missing` says what could not be read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What counts as plausible. All are numbers of seats."""

    seats: int = 650
    vacancies: int = 10
    changes: int = 30


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from the edition before; each entry names constituencies, or MPs by their public name.

    `first`: there was no MP before, so that nothing can be compared: the first edition, or the first after an election.
    """

    first: bool = False
    new_members: tuple[str, ...] = ()
    vacancies: tuple[str, ...] = ()
    new_posts: tuple[str, ...] = ()
    lost_emails: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Seats whose details could not be read now, so that those of the edition before stay."""

    @property
    def moved(self) -> int:
        """How many seats have another MP than before, or none."""
        return len(self.new_members) + len(self.vacancies)


@dataclass(frozen=True, slots=True)
class Refresher:
    """One way to refresh. `progress` is called with (seats done, seats in all); `now` gives seconds since 1970."""

    store: Store
    reader: SeatReader
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[int, int], None] = lambda _done, _all: None
    today: Callable[[], date] = date.today
    now: Callable[[], float] = time.time

    def is_due(self, hours: int) -> bool:
        """Whether it is that long since the last refresh was begun, or since one was refused: it would be again."""
        directory = self.store.directory
        newest = directory.current()
        unfinished = directory.building()
        if unfinished and self._is_read(unfinished):
            newest = unfinished
        return newest is None or self.now() - newest.started >= hours * 3600

    def run(self, *, force: bool = False) -> Changes:
        """Refresh and publish.

        Raises RefreshBusy when another process is at it, ParliamentUnavailable when the service fails (what was
        read stays, for the next try), RefreshRefused when the result is not plausible and `force` is not given.
        """
        with self.store.leases.hold(LEASE, LEASE_SECONDS) as renew:
            if renew is None:
                raise RefreshBusy()
            edition = self._edition(force=force)
            self._read_pages(edition, renew)
            self._read_details(edition, renew)
            return self._publish(edition, force=force)

    def _edition(self, *, force: bool) -> Edition:
        directory = self.store.directory
        unfinished = directory.building()
        # one that was read whole and then refused is kept for --force alone; reading again may mend it
        is_recent = unfinished and self.now() - unfinished.started < RESUME_SECONDS
        if unfinished and is_recent and (force or not self._is_read(unfinished)):
            return unfinished
        return directory.begin(self.today(), int(self.now()))

    def _is_read(self, edition: Edition) -> bool:
        """Whether nothing is left to read of it."""
        directory = self.store.directory
        return directory.count(edition) == edition.expected and not directory.seats(edition, complete=False)

    def _read_pages(self, edition: Edition, renew: Callable[[], bool]) -> None:
        directory, done, total = self.store.directory, self.store.directory.count(edition), edition.expected
        while total is None or done < total:
            _keep(renew)
            total, rows = self.reader.page(done)
            directory.expect(edition, total)
            directory.put(edition, rows, complete=False)
            now_there = directory.count(edition)
            if now_there == done:
                # an empty page, or one we had: the count said more than the list holds
                break
            done = now_there
            self.progress(0, total)

    def _read_details(self, edition: Edition, renew: Callable[[], bool]) -> None:
        directory, total = self.store.directory, self.store.directory.count(edition)
        waiting = directory.seats(edition, complete=False)
        in_a_row = 0
        for number, seat in enumerate(waiting, total - len(waiting) + 1):
            _keep(renew)
            full = self.reader.complete(seat) if seat.member else seat
            in_a_row = in_a_row + 1 if full.missing else 0
            if in_a_row == FAILURES_IN_A_ROW:
                raise ParliamentUnavailable("details of several MPs in a row could not be read")
            directory.put(edition, [full], complete=not full.missing)
            self.progress(number, total)

    def _publish(self, edition: Edition, *, force: bool) -> Changes:
        directory = self.store.directory
        current = directory.current()
        before = directory.seats(current) if current else ()
        after, kept = mended(directory.seats(edition), before)
        changes = replace(compare(before, after), kept=tuple(seat.constituency.name for seat in kept))
        doubts = implausible(changes, after, self.limits)
        if doubts and not force:
            raise RefreshRefused(doubts)
        directory.put(edition, kept, complete=True)
        directory.publish(edition)
        return changes


def mended(after: tuple[Seat, ...], before: tuple[Seat, ...]) -> tuple[tuple[Seat, ...], tuple[Seat, ...]]:
    """All seats, where the few without details have those of the edition before; and these few apart."""
    gaps = [seat for seat in after if seat.missing]
    if len(gaps) > MOST_KEPT:
        return after, ()
    old = {seat.constituency.id: seat.member for seat in before}
    filled = (seat.with_details_of(old.get(seat.constituency.id)) for seat in gaps)
    kept = {seat.constituency.id: seat for seat in filled if not seat.missing}
    return tuple(kept.get(seat.constituency.id, seat) for seat in after), tuple(kept.values())


def compare(before: tuple[Seat, ...], after: tuple[Seat, ...]) -> Changes:
    """What an organiser would want to know of the difference between two editions."""
    old = {seat.constituency.id: seat for seat in before}
    incomplete = tuple(seat.constituency.name for seat in after if seat.missing)
    if not any(seat.member for seat in before):
        return Changes(first=True, incomplete=incomplete)
    members, vacancies, posts, emails = [], [], [], []
    for seat in after:
        place, was = seat.constituency.name, old.get(seat.constituency.id)
        then, now = was.member if was else None, seat.member
        if now is None:
            vacancies += [place] if then else []
        elif then is None or then.id != now.id:
            members.append(f"{place}: {now.name}")
        else:
            posts += [f"{now.name}: {post}" for post in now.posts if post not in then.posts]
            emails += [f"{now.name} ({place})"] if then.email and not now.email else []
    return Changes(False, tuple(members), tuple(vacancies), tuple(posts), tuple(emails), incomplete)


def implausible(changes: Changes, after: tuple[Seat, ...], limits: Limits) -> tuple[str, ...]:
    """Why the new edition should not be used, in whole sentences; empty when it looks right."""
    vacant = sum(seat.member is None for seat in after)
    doubts = []
    if len(after) != limits.seats:
        doubts.append(f"There are {len(after)} seats, not {limits.seats}.")
    if vacant > limits.vacancies:
        doubts.append(f"{_seats(vacant, 'is', 'are')} vacant; at most {limits.vacancies} are expected.")
    if changes.moved > limits.changes:
        doubts.append(f"{_seats(changes.moved, 'has', 'have')} changed hands; at most {limits.changes} are expected.")
    if len(changes.lost_emails) > limits.changes:
        doubts.append(f"{len(changes.lost_emails)} MPs have lost their e-mail address at once.")
    sitting = [seat.member for seat in after if seat.member]
    silent = sum(not member.email for member in sitting)
    if silent > max(limits.changes, len(sitting) // 3):  # the first edition has none before to be compared with
        doubts.append(f"{silent} of {len(sitting)} MPs have no e-mail address.")
    if changes.incomplete:
        number = len(changes.incomplete)
        doubts.append(f"The details of {number} {'MP' if number == 1 else 'MPs'} could not be read.")
    return tuple(doubts)


def _seats(number: int, one: str, many: str) -> str:
    return f"1 seat {one}" if number == 1 else f"{number} seats {many}"


def _keep(renew: Callable[[], bool]) -> None:
    if not renew():
        raise RefreshBusy()
