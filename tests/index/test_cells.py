"""Sets of positions below 400, packed and probed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from campaign.index.cells import CELLS, INWARD, NAMES, SECTOR, compact, pack, probe

POSITIONS = st.sets(st.integers(0, 399)) | st.lists(st.booleans(), min_size=400, max_size=400).map(
    lambda flags: {n for n, flag in enumerate(flags) if flag}
)


@given(POSITIONS)
def test_a_packed_set_gives_back_exactly_its_positions_and_how_many_are_below_each(positions: set[int]) -> None:
    packed = pack(sum(1 << n for n in positions))
    for n in range(400):
        assert probe(packed, n) == (n in positions, sum(m < n for m in positions))


def test_the_empty_set_takes_no_byte_and_the_full_one_53() -> None:
    assert pack(0) == b""
    assert probe(b"", 399) == (0, 0)
    assert len(pack((1 << 400) - 1)) == 53


def test_a_sector_has_400_cells_and_an_outward_code_4000_inward_ones() -> None:
    assert len(CELLS) == 400
    assert sorted(CELLS.values()) == list(range(400))
    assert all(CELLS[name] == cell for cell, name in enumerate(NAMES))
    assert len(INWARD) == 4000
    assert INWARD["9ZA"] == (9, 19, 0)


def test_the_letters_that_no_postcode_ends_in_have_no_cell() -> None:
    assert not [name for name in CELLS if set(name) & set("CIKMOV")]


def test_blanks_and_small_letters_do_not_count() -> None:
    assert compact(" qx1\t 1aa ") == "QX11AA"


def test_all_forms_of_outward_code_make_sectors() -> None:
    for form in ("A91", "A991", "AA91", "AA991", "A9A1", "AA9A1", "NPT0"):
        assert SECTOR.fullmatch(form), form
    for form in ("XPT0", "9A1", "AAA91", "A9", "AA", "A9AA1", ""):
        assert not SECTOR.fullmatch(form), form
