"""Several sources behind one port."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from campaign.errors import CampaignError, ConstituencyUnknown, NotAPostcode, ParliamentUnavailable, PostcodeUnknown
from campaign.models import Constituency, Member, Position, Seat, Whereabouts
from campaign.parliament.answered import Answered, _Timed
from campaign.parliament.breaker import FAILURES
from campaign.parliament.directory import Directory
from campaign.parliament.finder import Finder, Guarded
from campaign.parliament.patience import Patience
from campaign.parliament.shared import InProcess
from campaign.postcodes import Postcode, parse

TODAY = date(2026, 11, 21)
HERE = Constituency(1, "Harrow Vale")
THERE = Constituency(2, "Ynys Gwylân")
CODE = parse("AB12 3QX")


def mp(number: int, **other: object) -> Member:
    return replace(Member(number, f"Member {number}", f"Member {number} MP", f"Member {number}"), **other)


@dataclass
class Source:
    """A place source that answers, or raises what it is told to."""

    name: str
    answer: tuple[Constituency, ...] | Whereabouts | CampaignError
    calls: int = 0

    def find(self, postcode: Postcode) -> Whereabouts:
        self.calls += 1
        if isinstance(self.answer, CampaignError):
            raise self.answer
        return self.answer if isinstance(self.answer, Whereabouts) else Whereabouts(self.answer)


@dataclass
class Live:
    """Parliament, alive or dead."""

    seats: dict[str, Seat] = field(default_factory=dict)
    is_dead: bool = False
    calls: int = 0

    def find(self, postcode: Postcode) -> Whereabouts:
        raise AssertionError("the places are asked through their sources")

    def seat(self, slug: str) -> Seat:
        self.calls += 1
        if self.is_dead:
            raise ParliamentUnavailable("dead")
        if slug not in self.seats:
            raise ConstituencyUnknown
        return self.seats[slug]

    def constituencies(self) -> tuple[Constituency, ...]:
        return tuple(seat.constituency for seat in self.seats.values())


@dataclass
class Shelf:
    """One edition, or none."""

    stored: tuple[Seat, ...] = ()
    as_of: date = TODAY
    id: int = 1
    started: int = 1000
    is_away: bool = False

    def current(self) -> Shelf | None:
        if self.is_away:
            raise OSError("the database is away")
        return self if self.stored else None

    def seats(self, edition: object) -> tuple[Seat, ...]:
        return self.stored


def finder(*sources: Source, live: Live | None = None, shelf: Shelf | None = None, **other: object) -> Finder:
    made = Finder(
        places=[Guarded(source) for source in sources],
        live=live or Live(),
        directory=Directory(shelf or Shelf()),
        answered=Answered(InProcess(60)),
        seats=InProcess(60),
        clock=lambda: TODAY,
    )
    return replace(made, **other)


def test_the_first_source_that_knows_is_enough() -> None:
    first, second = Source("index", (HERE,)), Source("api", (THERE,))
    assert finder(first, second).find(CODE) == Whereabouts((HERE,))
    assert second.calls == 0


@pytest.mark.parametrize("fault", [PostcodeUnknown(), ParliamentUnavailable("dead")])
def test_the_next_source_is_asked_when_one_does_not_know_or_is_dead(fault: CampaignError) -> None:
    assert finder(Source("index", fault), Source("api", (THERE,))).find(CODE) == Whereabouts((THERE,))


def test_not_known_is_said_only_when_every_source_said_so() -> None:
    unknown, dead = Source("index", PostcodeUnknown()), Source("api", ParliamentUnavailable("dead"))
    with pytest.raises(PostcodeUnknown):
        finder(unknown).find(CODE)
    with pytest.raises(ParliamentUnavailable):
        finder(unknown, dead).find(CODE)
    with pytest.raises(ParliamentUnavailable):
        finder(dead, unknown).find(CODE)


def test_a_dead_source_is_soon_not_asked_at_all() -> None:
    dead = Source("index", ParliamentUnavailable("dead"))
    one = finder(dead, Source("api", (HERE,)), answered=Answered(InProcess(0)))
    for _ in range(20):
        assert one.find(CODE) == Whereabouts((HERE,))
    assert dead.calls == FAILURES


def test_an_answer_is_remembered_but_not_its_postcode() -> None:
    source = Source("api", (HERE,))
    one = finder(source)
    assert [one.find(CODE) for _ in range(3)] == [Whereabouts((HERE,))] * 3
    assert source.calls == 1
    key = one.answered.key(CODE)
    assert "AB12" not in key
    assert key != finder(source).answered.key(CODE), "another secret gives another key"


def test_the_time_an_answer_takes_does_not_tell_whether_somebody_has_asked_before() -> None:
    class Slow(Source):
        def find(self, postcode: Postcode) -> Whereabouts:
            time.sleep(0.2)
            return super().find(postcode)

    source = Slow("api", (HERE,))
    one = finder(source)
    taken = []
    for _ in range(3):
        started = time.monotonic()
        one.find(CODE)
        taken.append(time.monotonic() - started)
    assert source.calls == 1
    assert min(taken) >= 0.2


def test_an_answer_in_redis_carries_how_long_it_took() -> None:
    timed = _Timed(Whereabouts((HERE, THERE), probable=True), 0.25)
    assert _Timed.from_json(timed.to_json()) == timed


SAYS = "two sources disagree about a postcode; the person is asked (number {} since the start)"


def test_sources_that_disagree_leave_the_choice_to_the_person_and_are_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    one = finder(Source("index", (HERE,)), Source("api", (THERE,)), second_opinion=True)
    with caplog.at_level(logging.INFO):
        found = [one.find(parse(code)) for code in ("AB12 3QX", "AB12 3QY", "AB12 3QX")]
    assert found == [Whereabouts((HERE, THERE))] * 3
    assert caplog.messages == [SAYS.format(1), SAYS.format(2)], "the same postcode again is not counted again"


def test_sources_that_agree_are_not_counted(caplog: pytest.LogCaptureFixture) -> None:
    two = (Source("index", (HERE,)), Source("api", (HERE,)))
    assert finder(*two, second_opinion=True).find(CODE) == Whereabouts((HERE,))
    assert caplog.messages == []


PROBABLY_HERE = Whereabouts((HERE, THERE), probable=True)


def test_what_is_probable_stays_probable_and_the_likeliest_first_also_when_remembered() -> None:
    source = Source("index", PROBABLY_HERE)
    one = finder(source, shelf=Shelf((Seat(HERE, mp(1), "directory", TODAY), Seat(THERE, mp(2), "directory", TODAY))))
    assert [one.find(CODE), one.find(CODE), source.calls] == [PROBABLY_HERE, PROBABLY_HERE, 1]


@pytest.mark.parametrize("turned", [False, True])
def test_a_second_source_that_says_the_probable_one_agrees_and_the_person_still_checks(
    turned: bool, caplog: pytest.LogCaptureFixture
) -> None:
    two = [Source("index", PROBABLY_HERE), Source("api", (HERE,))]
    assert finder(*(two[::-1] if turned else two), second_opinion=True).find(CODE) == PROBABLY_HERE
    assert caplog.messages == []


def test_a_second_source_that_says_a_neighbour_disagrees_and_no_choice_is_the_likeliest() -> None:
    elsewhere = Constituency(3, "Fallow Hythe")
    near = Source("index", Whereabouts((HERE, elsewhere, THERE), probable=True))
    found = finder(near, Source("api", (THERE,)), second_opinion=True).find(CODE)
    assert found == Whereabouts((HERE, THERE, elsewhere))


def test_without_a_directory_the_list_is_the_postcode_index_s_own_and_never_what_others_looked_up() -> None:
    live = Live({"harrow-vale": Seat(HERE, mp(1), "members-api", TODAY)})
    one = finder(Source("api", (HERE,)), live=live)
    one.find(CODE)
    one.seat("harrow-vale")
    assert one.constituencies() == ()
    assert replace(one, listed=lambda: (THERE,)).constituencies() == (THERE,)
    shelf = Shelf((Seat(HERE, mp(1), "directory", TODAY),))
    assert finder(shelf=shelf, listed=lambda: (THERE,)).constituencies() == (HERE,)


def test_a_second_opinion_that_cannot_be_had_changes_nothing() -> None:
    two = (Source("index", (HERE,)), Source("api", ParliamentUnavailable("dead")))
    assert finder(*two, second_opinion=True).find(CODE) == Whereabouts((HERE,))


def test_a_seat_that_the_directory_does_not_hold_is_no_answer() -> None:
    shelf = Shelf((Seat(HERE, mp(1), "directory", TODAY),))
    wrong = Source("api", (Constituency(9, "Nowhere at All"),))
    assert finder(wrong, Source("postcodes.io", (HERE,)), shelf=shelf).find(CODE) == Whereabouts((HERE,))


def test_a_source_that_names_no_known_seat_is_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    shelf = Shelf((Seat(HERE, mp(1), "directory", TODAY),))
    with pytest.raises(ParliamentUnavailable):
        finder(Source("api", (Constituency(9, "Nowhere at All"),)), shelf=shelf).find(CODE)
    assert caplog.messages == ["a source named a constituency that is not in the directory"]


def test_an_old_directory_does_not_know_better_which_seats_there_are() -> None:
    old = Shelf((Seat(HERE, mp(1), "directory", date(2026, 11, 1)),), as_of=date(2026, 11, 1))
    new = Constituency(9, "Brand New Vale")
    assert finder(Source("api", (new,)), shelf=old).find(CODE) == Whereabouts((new,))


@pytest.mark.parametrize("sources", [(), ("index",), ("index", "postcodes-io")])
def test_a_practice_postcode_is_refused_and_nobody_is_asked(sources: tuple[str, ...]) -> None:
    asked = [Source(name, PostcodeUnknown()) for name in sources]
    with pytest.raises(NotAPostcode) as caught:
        finder(*asked).find(parse("ZZ1 1AA"))
    assert caught.value.code == "postcode-practice"
    assert [source.calls for source in asked] == [0] * len(asked)


@dataclass
class Patient:
    """A place source that uses up all the time it is given, and notes how much that was."""

    name: str = "slow"
    given: list[float] = field(default_factory=list)

    def find(self, postcode: Postcode) -> Whereabouts:
        patience = Patience(60)
        self.given.append(patience.left)
        time.sleep(max(patience.left, 0))
        raise ParliamentUnavailable("slow")


def test_all_sources_together_keep_to_one_deadline_and_each_gets_its_share() -> None:
    slow = [Patient(), Patient(), Patient()]
    started = time.monotonic()
    with pytest.raises(ParliamentUnavailable):
        finder(*slow, find_seconds=0.6).find(CODE)
    assert time.monotonic() - started < 1.5
    assert all(0.05 < source.given[0] <= 0.3 for source in slow)


def test_the_time_that_a_quick_source_leaves_is_for_the_next() -> None:
    slow = Patient()
    with pytest.raises(ParliamentUnavailable):
        finder(Source("index", PostcodeUnknown()), slow, find_seconds=0.4).find(CODE)
    assert slow.given[0] > 0.25


def test_a_seat_that_parliament_does_not_find_may_still_be_in_an_old_directory() -> None:
    old = Shelf((Seat(HERE, mp(1), "directory", date(2026, 11, 1)),), as_of=date(2026, 11, 1))
    one = finder(live=Live(), shelf=old)
    assert one.seat("harrow-vale").member == mp(1)
    with pytest.raises(ConstituencyUnknown):
        one.seat("atlantis")


def test_the_directory_spares_parliament_every_call() -> None:
    live = Live()
    one = finder(live=live, shelf=Shelf((Seat(HERE, mp(1), "directory", TODAY),)))
    assert one.seat("harrow-vale").member == mp(1)
    assert live.calls == 0
    with pytest.raises(ConstituencyUnknown):
        one.seat("atlantis")


def test_a_stale_directory_gives_way_to_parliament() -> None:
    old = Shelf((Seat(HERE, mp(1), "directory", date(2026, 11, 1)),), as_of=date(2026, 11, 1))
    live = Live({"harrow-vale": Seat(HERE, mp(2), "members-api", TODAY)})
    assert finder(live=live, shelf=old).seat("harrow-vale").member == mp(2)


@pytest.mark.parametrize(
    ("stale_days", "age", "is_live"), [(7, 7, False), (7, 8, True), (0, 0, False), (0, 1, True), (365, 364, False)]
)
def test_how_old_a_directory_may_be_is_settable_and_then_live_answers_come_first(
    stale_days: int, age: int, is_live: bool
) -> None:
    day = TODAY - timedelta(days=age)
    shelf = Shelf((Seat(HERE, mp(1), "directory", day),), as_of=day)
    live = Live({"harrow-vale": Seat(HERE, mp(2), "members-api", TODAY)})
    seat = finder(live=live, shelf=shelf, stale_days=stale_days).seat("harrow-vale")
    assert (seat.source, live.calls) == (("members-api", 1) if is_live else ("directory", 0))


def test_a_stale_directory_is_better_than_none() -> None:
    old = Shelf((Seat(HERE, mp(1), "directory", date(2026, 11, 1)),), as_of=date(2026, 11, 1))
    seat = finder(live=Live(is_dead=True), shelf=old).seat("harrow-vale")
    assert (seat.member, seat.as_of) == (mp(1), date(2026, 11, 1))


def test_without_a_directory_a_dead_parliament_is_said_to_be_dead() -> None:
    with pytest.raises(ParliamentUnavailable):
        finder(live=Live(is_dead=True)).seat("harrow-vale")


def test_gaps_in_parliaments_answer_are_filled_from_the_directory() -> None:
    held = {"posts": ("Minister",), "departments": ("Works",), "committees": ("Public Works",)}
    known = mp(1, email="m1@parliament.example", position=Position.MINISTER, **held)
    old = Shelf((Seat(HERE, known, "directory", date(2026, 11, 1)),), as_of=date(2026, 11, 1))
    live = Live({"harrow-vale": Seat(HERE, mp(1), "members-api", TODAY, missing=("contact", "posts"))})
    assert finder(live=live, shelf=old).seat("harrow-vale") == Seat(HERE, known, "members-api", TODAY)


def test_gaps_are_not_filled_with_another_persons_details() -> None:
    before = mp(1, email="m1@parliament.example")
    old = Shelf((Seat(HERE, before, "directory", date(2026, 11, 1)),), as_of=date(2026, 11, 1))
    live = Live({"harrow-vale": Seat(HERE, mp(2), "members-api", TODAY, missing=("contact",))})
    seat = finder(live=live, shelf=old).seat("harrow-vale")
    assert seat.member == mp(2)
    assert seat.missing == ("contact",)


def test_an_incomplete_answer_is_asked_again_and_a_complete_one_is_not() -> None:
    live = Live({"harrow-vale": Seat(HERE, mp(1), "members-api", TODAY, missing=("contact",))})
    one = finder(live=live)
    one.seat("harrow-vale")
    live.seats["harrow-vale"] = Seat(HERE, mp(1), "members-api", TODAY)
    assert one.seat("harrow-vale").missing == ()
    one.seat("harrow-vale")
    assert live.calls == 2


def test_a_new_edition_is_seen_after_a_while_and_an_absent_database_changes_nothing() -> None:
    clock = [0.0]
    shelf = Shelf((Seat(HERE, mp(1), "directory", TODAY),))
    directory = Directory(shelf, now=lambda: clock[0])
    assert directory.seat("harrow-vale").member == mp(1)
    shelf.stored, shelf.id = (Seat(HERE, mp(2), "directory", TODAY),), 2
    assert directory.seat("harrow-vale").member == mp(1)
    clock[0] = 60.0
    assert directory.seat("harrow-vale").member == mp(2)
    shelf.is_away, clock[0] = True, 120.0
    assert directory.seat("harrow-vale").member == mp(2)


def test_a_parliament_without_members_is_dissolved() -> None:
    assert Directory(Shelf((Seat(HERE, None, "directory", TODAY),))).is_dissolved
    assert not Directory(Shelf((Seat(HERE, mp(1), "directory", TODAY),))).is_dissolved
    assert not Directory(Shelf()).is_dissolved


def test_parliament_is_not_asked_for_a_place_that_no_list_of_ours_names() -> None:
    live = Live(is_dead=True)
    seat = Seat(HERE, mp(1), source="members-api", as_of=TODAY)
    stale = finder(live=live, shelf=Shelf((seat,), as_of=TODAY - timedelta(days=90)))
    listed = finder(live=live, listed=lambda: (HERE, THERE))
    for one in (stale, listed):
        with pytest.raises(ConstituencyUnknown):
            one.seat("aa-bb-cc-dd-ee-ff")
    assert live.calls == 0
    with pytest.raises(ParliamentUnavailable):
        listed.seat(THERE.slug)
    assert live.calls == 1
