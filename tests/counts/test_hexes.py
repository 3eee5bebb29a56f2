"""The map of hexagons: what a file must be, and where each hexagon then lies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.counts.hexes import LAYOUTS, as_hexjson, load_hexes, read_hexjson
from campaign.counts.places import by_region
from campaign.errors import HexFileError
from campaign.models import Constituency

CELLS: dict[str, Any] = {
    "E14001063": {"n": "Aldershot", "q": 0, "r": 0, "region": "E12000008"},
    "W07000112": {"n": "Ynys Môn", "q": 1, "r": 0, "region": "W92000004"},
    "N05000001": {"n": "Belfast East", "q": 0, "r": 1},
    "x": {"n": "Somewhere", "q": 0, "r": -1, "region": "The Middle"},
}


def written(cells: object = CELLS, layout: object = "odd-r") -> bytes:
    return json.dumps({"version": "1.0", "layout": layout, "hexes": cells}).encode()


def test_names_nations_and_regions_are_read() -> None:
    found = {one.slug: (one.name, one.nation, one.region) for one in read_hexjson(written()).hexes}
    assert found == {
        "aldershot": ("Aldershot", "England", "South East"),
        "ynys-mon": ("Ynys Môn", "Wales", ""),
        "belfast-east": ("Belfast East", "Northern Ireland", ""),
        "somewhere": ("Somewhere", "", "The Middle"),
    }


@pytest.mark.parametrize(
    ("layout", "moved"),
    [
        ("odd-r", {(0, 1): (0.5, 1), (1, 0): (1, 0), (0, 0): (0, 0), (0, -1): (0.5, -1)}),
        ("even-r", {(0, 1): (0, 1), (1, 0): (1.5, 0), (0, 0): (0.5, 0), (0, -1): (0, -1)}),
        ("odd-q", {(0, 1): (0, 1), (1, 0): (1, 0.5), (0, 0): (0, 0), (-1, 0): (-1, 0.5)}),
        ("even-q", {(0, 1): (0, 1.5), (1, 0): (1, 0), (0, 0): (0, 0.5), (-1, 0): (-1, 0)}),
    ],
)
def test_each_layout_moves_its_rows_or_columns_by_half_and_rows_go_up(
    layout: str, moved: dict[tuple[int, int], tuple[float, float]]
) -> None:
    cells = {f"{q},{r}": {"n": f"seat {n}", "q": q, "r": r} for n, (q, r) in enumerate(moved)}
    hexes = read_hexjson(written(cells, layout))
    squeeze_x, squeeze_y = (1, 3**0.5 / 2) if layout.endswith("r") else (3**0.5 / 2, 1)
    left = min(x for x, _ in moved.values()) * squeeze_x
    top = max(y for _, y in moved.values()) * squeeze_y
    centres = hexes.centres()
    for one in hexes.hexes:
        x, y = moved[one.q, one.r]
        assert centres[one.slug] == pytest.approx((x * squeeze_x - left, top - y * squeeze_y))


@given(
    st.sampled_from(LAYOUTS),
    st.sets(st.tuples(st.integers(-60, 60), st.integers(-60, 60)), min_size=2, max_size=40),
)
def test_no_two_hexagons_touch_more_than_edges(layout: str, places: set[tuple[int, int]]) -> None:
    cells = {str(n): {"n": f"seat {n}", "q": q, "r": r} for n, (q, r) in enumerate(places)}
    centres = list(read_hexjson(written(cells, layout)).centres().values())
    for n, (x, y) in enumerate(centres):
        assert x >= -1e-9
        assert y >= -1e-9
        for other_x, other_y in centres[n + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 > 0.999


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no hexagons"),
        (b'{"layout": "odd-r", "hexes": {}}', "no hexagons"),
        (b'{"layout": "odd-r", "hexes": [1]}', "no hexagons"),
        (written(layout="triangles"), "its layout is 'triangles', but it must be one of odd-r"),
        (written(layout=None), "its layout is None"),
        (written({"a": 1}), "hexagon 'a' is no object"),
        (written({"a": {"q": 1, "r": 1}}), "hexagon 'a' has no name"),
        (written({"a": {"n": "  ", "q": 1, "r": 1}}), "hexagon 'a' has no name"),
        (written({"a": {"n": "A", "q": "1", "r": 1}}), "hexagon 'a' has no whole numbers"),
        (written({"a": {"n": "A", "q": 1.5, "r": 1}}), "hexagon 'a' has no whole numbers"),
        (written({"a": {"n": "A", "q": True, "r": 1}}), "hexagon 'a' has no whole numbers"),
        (written({"a": {"n": "A", "q": 1, "r": 10**9}}), "hexagon 'a' has no whole numbers"),
        (
            written({"a": {"n": "A", "q": 1, "r": 1}, "b": {"n": "B", "q": 1, "r": 1}}),
            "hexagons 'a' and 'b' lie in the same place",
        ),
        (
            written({"a": {"n": "Môn", "q": 1, "r": 1}, "b": {"n": "Mon", "q": 1, "r": 2}}),
            "hexagons 'a' and 'b' have the same name",
        ),
        (b" " * 2_000_001, "far too large"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(data: bytes, said: str) -> None:
    with pytest.raises(HexFileError) as caught:
        read_hexjson(data)
    assert said in caught.value.details["problem"]


@given(st.binary(max_size=60) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(
    lambda value: json.dumps({"layout": "odd-r", "hexes": {"a": value}}).encode()
))  # fmt: skip
def test_whatever_is_read_nothing_but_our_own_error_comes_out(data: bytes) -> None:
    with pytest.raises(HexFileError):
        read_hexjson(data)


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    hexes = read_hexjson(written())
    file = tmp_path / "hexes.json"
    assert load_hexes(file) is None
    file.write_bytes(as_hexjson(hexes))
    assert load_hexes(file) == hexes
    file.write_text("damaged")
    with pytest.raises(HexFileError):
        load_hexes(file)
    with pytest.raises(HexFileError):
        load_hexes(tmp_path)


def test_what_is_missing_and_what_is_strange_is_known() -> None:
    hexes = read_hexjson(written())
    places = [Constituency(1, "Ynys Mon"), Constituency(2, "Aldershot"), Constituency(3, "Elsewhere")]
    assert hexes.missing(places) == ("Elsewhere",)
    assert hexes.strangers(places) == ("Belfast East", "Somewhere")


def test_places_are_grouped_by_nation_and_where_the_map_tells_by_region() -> None:
    places = [Constituency(n, name) for n, name in enumerate(("Ynys Môn", "Aldershot", "Torfaen", "Falkirk"), 1)]
    places.append(Constituency(0, "Typed by hand"))
    assert by_region(places, read_hexjson(written()), {}) == {
        "England, South East": ["aldershot"],
        "Scotland": ["falkirk"],
        "Wales": ["torfaen", "ynys-mon"],
        "": ["typed-by-hand"],
    }
    assert by_region(places, None, {}) == {
        "England": ["aldershot"],
        "Scotland": ["falkirk"],
        "Wales": ["torfaen", "ynys-mon"],
        "": ["typed-by-hand"],
    }


def test_without_a_map_the_regions_that_are_known_otherwise_are_used_and_say_that_it_is_england() -> None:
    places = [Constituency(0, name) for name in ("Ynys Môn", "Aldershot", "Reading Central")]
    regions = {"aldershot": "South East", "elsewhere": "London"}
    groups = {"England, South East": ["aldershot"], "Wales": ["ynys-mon"], "": ["reading-central"]}
    assert by_region(places, None, regions) == groups


def test_the_map_is_believed_before_other_lists_of_regions() -> None:
    places = [Constituency(1, "Aldershot"), Constituency(2, "Somewhere")]
    found = by_region(places, read_hexjson(written()), {"aldershot": "London", "somewhere": "London"})
    assert found == {"England, South East": ["aldershot"], "England, The Middle": ["somewhere"]}
