"""campaign/parliament/by_hand.py: an MP's name that a person typed."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.errors import LetterError
from campaign.models import Constituency, Member, Position, Seat
from campaign.parliament import by_hand

TODAY = date(2026, 11, 21)


def typed(name: str) -> Member:
    member = by_hand(name, "", TODAY, practice=False).member
    assert member is not None
    return member


def test_a_typed_name_makes_a_seat() -> None:
    assert by_hand(" Alma  Reddish ", " Sandleigh\tand Moor ", TODAY, practice=False) == Seat(
        Constituency(0, "Sandleigh and Moor"),
        Member(0, "Alma Reddish", "Alma Reddish MP", "Alma Reddish"),
        source="by-hand",
        as_of=TODAY,
    )


def test_the_constituency_may_be_left_out() -> None:
    assert by_hand("Alma Reddish", "", TODAY, practice=False).constituency == Constituency(0, "")


@pytest.mark.parametrize(
    ("given", "envelope", "dear"),
    [
        ("Alma Reddish MP", "Alma Reddish MP", "Alma Reddish"),
        ("Alma Reddish, MP", "Alma Reddish, MP", "Alma Reddish"),
        ("Rt Hon Dame Alma Reddish MP", "Rt Hon Dame Alma Reddish MP", "Dame Alma Reddish"),
        ("The Rt. Hon. Alma Reddish", "The Rt. Hon. Alma Reddish MP", "Alma Reddish"),
        ("Right Honourable Alma Reddish MP", "Right Honourable Alma Reddish MP", "Alma Reddish"),
        ("Dr Siân Llŷr-Môn", "Dr Siân Llŷr-Môn MP", "Dr Siân Llŷr-Môn"),
        ("Alma Imp", "Alma Imp MP", "Alma Imp"),
        ("alma reddish mp", "alma reddish mp", "alma reddish"),
    ],
)
def test_the_envelope_has_what_was_typed_and_mp_and_dear_is_followed_by_the_name(
    given: str, envelope: str, dear: str
) -> None:
    assert typed(given).full_title == envelope
    assert typed(given).salutation == typed(given).name == dear


@pytest.mark.parametrize("given", ["", "  ", "\0\u200b"])
def test_no_name_is_a_kind_error(given: str) -> None:
    with pytest.raises(LetterError) as caught:
        by_hand(given, "Sandleigh and Moor", TODAY, practice=False)
    assert caught.value.code == "mp-name-missing"


def test_nothing_is_guessed_about_somebody_typed_by_hand() -> None:
    member = typed("Alma Reddish")
    assert (member.party, member.email, member.position, member.posts) == (None, None, Position.BACKBENCHER, ())
