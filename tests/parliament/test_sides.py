"""campaign/parliament/sides.py: who governs, where Parliament's list leaves it open."""

from __future__ import annotations

from datetime import date

from campaign.models import Constituency, Member, Party, Position, Seat
from campaign.parliament.sides import tell_sides

TODAY = date(2026, 11, 21)


def seat(number: int, party: Party | None, position: Position = Position.BACKBENCHER) -> Seat:
    member = Member(number, f"N{number}", f"N{number} MP", f"N{number}", party, position=position)
    return Seat(Constituency(number, f"Place {number}"), member, "directory", TODAY)


def sides(*seats: Seat) -> list[bool | None]:
    return [s.member.party.governing if s.member and s.member.party else None for s in tell_sides(seats)]


OAK, OAK_TOO, ELM = Party("Oak", "Oak"), Party("Oak (Acorn)", "Oak"), Party("Elm", "Elm")


def test_a_party_with_a_minister_governs_and_one_without_does_not() -> None:
    assert sides(seat(1, OAK, Position.MINISTER), seat(2, OAK), seat(3, ELM)) == [True, True, False]


def test_two_names_with_one_abbreviation_are_one_party() -> None:
    assert sides(seat(1, OAK_TOO, Position.MINISTER), seat(2, OAK)) == [True, True]


def test_without_a_minister_nothing_is_told() -> None:
    assert sides(seat(1, OAK), seat(2, ELM)) == [None, None]


def test_what_the_data_says_stays() -> None:
    said = Party("Elm", "Elm", governing=True)
    assert sides(seat(1, OAK, Position.MINISTER), seat(2, said)) == [True, True]


def test_independents_and_vacant_seats_are_on_no_side() -> None:
    vacant = Seat(Constituency(9, "Place 9"), None, "directory", TODAY)
    alone = Party("Independent", "Ind")
    assert sides(seat(1, OAK, Position.MINISTER), seat(2, alone), seat(3, None), vacant) == [True, None, None, None]


def test_nothing_else_of_a_seat_changes() -> None:
    before = seat(1, OAK, Position.MINISTER)
    (after,) = tell_sides([before])
    assert after.member is not None
    assert before.member is not None
    assert (after.constituency, after.member.id, after.member.position) == (before.constituency, 1, Position.MINISTER)
