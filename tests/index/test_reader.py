"""Look-ups."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.index import Answer, PostcodeIndex
from campaign.index.cells import LETTERS
from tests.index.country import NAMES, NORTH, ROWS, SOUTH, ULSTER, WEST, build_here, csv_text, names_text, table


@pytest.fixture
def index(tmp_path: Path) -> PostcodeIndex:
    return build_here(tmp_path)[0]


def test_every_live_postcode_gives_its_seat_and_every_terminated_one_is_known_as_such(index: PostcodeIndex) -> None:
    for postcode, seat, ended in ROWS:
        expected = Answer("terminated") if ended else Answer("live", seat)
        assert index.look_up(*postcode.split()) == expected, postcode


@pytest.mark.parametrize(
    ("outward", "inward"),
    [("QX1", "1AE"), ("QX1", "2AA"), ("QX9", "1AA"), ("Q2A", "1JJ"), ("QY10", "4QR"), ("ZZ99", "9ZZ")],
)
def test_every_other_well_formed_postcode_is_unknown(index: PostcodeIndex, outward: str, inward: str) -> None:
    assert index.look_up(outward, inward) == Answer("unknown")


@pytest.mark.parametrize(
    ("outward", "inward"),
    [("", ""), ("QX1", ""), ("QX1", "1"), ("QX1", "1aa"), ("qx1", "1AA"), ("QX1", "XAA"), ("QX1", "1A"),
     ("QX1", "1AAA"),
     ("QX1", "1CA"), ("QX1", "²AA"), ("QX1 ", "1AA"), ("1AA", "QX1"), ("QX1", "-1A")],
)  # fmt: skip
def test_what_is_no_postcode_is_unknown_too(index: PostcodeIndex, outward: str, inward: str) -> None:
    assert index.look_up(outward, inward) == Answer("unknown")


def test_the_whole_space_of_a_sector_holds_nothing_else(index: PostcodeIndex) -> None:
    answers = {
        f"{a}{b}": index.look_up("QX1", f"1{a}{b}") for a in string.ascii_uppercase for b in string.ascii_uppercase
    }
    known = {unit: answer.status for unit, answer in answers.items() if answer.status != "unknown"}
    assert known == {"AA": "live", "AB": "live", "AD": "live", "ZZ": "live", "BA": "terminated"}


OUTWARD = st.from_regex(r"[A-Z]{1,2}[0-9][0-9A-Z]?", fullmatch=True)
UNIT = st.text(LETTERS, min_size=2, max_size=2)
DIGIT = st.sampled_from(string.digits)
SEATS = st.sampled_from([f"E1400{n:04}" for n in range(2000, 2016)])
CROWDED = st.tuples(st.sampled_from(["QX1", "QX11", "Q1A", "Q1"]), st.sampled_from("12"), UNIT)
POSTCODES = CROWDED | st.tuples(OUTWARD, DIGIT, UNIT)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.dictionaries(POSTCODES, SEATS, min_size=1, max_size=120),
    st.sets(POSTCODES, max_size=60),
    st.lists(POSTCODES, max_size=60),
    st.randoms(use_true_random=False),
)
def test_any_set_of_postcodes_comes_back_exactly(
    tmp_path: Path, live: dict[tuple[str, str, str], str], gone: set, others: list, order: object
) -> None:
    rows = [(f"{o} {d}{u}", seat, "") for (o, d, u), seat in live.items()]
    rows += [(f"{o} {d}{u}", "E99999999", "202001") for o, d, u in gone]
    order.shuffle(rows)  # type: ignore[attr-defined]
    index, built = build_here(tmp_path, table(tmp_path, csv_text(rows)))
    with index:
        for (o, d, u), seat in live.items():
            assert index.look_up(o, d + u) == Answer("live", seat)
        for o, d, u in gone - live.keys():
            assert index.look_up(o, d + u) == Answer("terminated")
        for o, d, u in set(others) - live.keys() - gone:
            assert index.look_up(o, d + u) == Answer("unknown")
    assert (built.about.live, built.about.terminated) == (len(live), len(gone - live.keys()))


def test_a_full_sector_with_many_seats_comes_back_exactly(tmp_path: Path) -> None:
    units = [a + b for a in LETTERS for b in LETTERS]
    seats = {unit: f"E1400{2000 + n * 7 % 16:04}" for n, unit in enumerate(units)}
    rows = [(f"QX1 1{unit}", seat, "") for unit, seat in seats.items()]
    index, _ = build_here(tmp_path, table(tmp_path, csv_text(rows)))
    assert {unit: index.look_up("QX1", f"1{unit}").gss for unit in units} == seats


def test_a_postcode_near_another_seat_is_marked_only_where_that_was_asked_for(tmp_path: Path) -> None:
    rows = [("QX1 1AA", NORTH, "50"), ("QX1 1AB", NORTH, "51"), ("QX1 1AD", SOUTH, ""), ("QX1 1AE", SOUTH, "0")]
    rows += [("QX2 1AA", NORTH, "7"), ("QX2 1AB", NORTH, "70")]
    source = table(tmp_path, csv_text(rows, "postcode,gss,edge_m"))
    index, _ = build_here(tmp_path, source)
    assert not any(index.look_up("QX1", f"1A{letter}").near_edge for letter in "ABDE")
    assert "edge" not in index.sections
    index, built = build_here(tmp_path, source, edge_metres=50)
    assert [index.look_up("QX1", f"1A{letter}").near_edge for letter in "ABDE"] == [True, False, False, True]
    assert [index.look_up("QX1", f"1A{letter}").gss for letter in "ABDE"] == [NORTH, NORTH, SOUTH, SOUTH]
    assert [index.look_up("QX2", f"1A{letter}").near_edge for letter in "AB"] == [True, False]
    assert built.about.edge_metres == 50


def test_the_choices_for_a_postcode_are_its_own_seat_and_then_those_of_its_neighbours(index: PostcodeIndex) -> None:
    assert index.nearby("QX1", "1AD") == (SOUTH, NORTH)
    assert index.nearby("QX1", "1AA") == (NORTH, SOUTH)
    assert index.nearby("QX1", "9AA") == (SOUTH, NORTH)  # its sector has one seat, so the outward code is looked at
    assert index.nearby("QX1", "1XX")[0] in {NORTH, SOUTH}
    assert index.nearby("QX1", "5AA") == index.nearby("QX1", "nonsense")
    assert index.nearby("Q2A", "0JJ") == (WEST,)
    assert index.nearby("QY10", "4QQ") == ()
    assert index.nearby("QX7", "1AA") == ()


def test_seats_have_their_names(tmp_path: Path) -> None:
    index, built = build_here(tmp_path, names=table(tmp_path, names_text(), "names.csv"))
    assert dict(index.names) == NAMES
    assert built.names == 4
    assert set(build_here(tmp_path)[0].names.values()) == {""}


def test_an_index_says_what_it_is(index: PostcodeIndex, tmp_path: Path) -> None:
    about = index.about
    assert (about.edition, about.date, about.built, about.source) == ("table.csv", "", "2026-11-21", "csv")
    assert (about.live, about.terminated, about.outwards, about.sectors, about.seats) == (7, 3, 4, 5, 4)
    assert (about.without_ni, about.edge_metres) == (False, None)
    assert index.size == (tmp_path / "postcodes.idx").stat().st_size
    assert sum(index.sections.values()) < index.size
    assert ULSTER in index.names


def test_a_closed_index_answers_nothing(index: PostcodeIndex) -> None:
    with index:
        assert index.look_up("QX1", "1AA").gss == NORTH
    with pytest.raises(ValueError, match="closed"):
        index.look_up("QX1", "1AA")


def test_nothing_of_a_postcode_stands_in_an_answer(index: PostcodeIndex) -> None:
    assert "QX1" not in repr(index.look_up("QX1", "1AA"))
