"""The file: written whole, refused unless every byte is right."""

from __future__ import annotations

import os
import random
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.errors import IndexFileError
from campaign.index import open_index
from campaign.index.layout import HEAD, MAGIC, VERSION, Pieces, join_pieces, read, write
from tests.index.country import build_here


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    index, _ = build_here(tmp_path)
    index.close()
    return (tmp_path / "postcodes.idx").read_bytes()


def refused(folder: Path, content: bytes) -> str:
    """The code with which a file of that content is refused."""
    path = folder / "other.idx"
    path.write_bytes(content)
    with pytest.raises(IndexFileError) as caught:
        open_index(path)
    assert caught.value.details == {"file": str(path)}
    return caught.value.code


def test_a_file_with_any_one_byte_changed_is_refused(good: bytes, tmp_path: Path) -> None:
    for at in range(len(good)):
        changed = bytearray(good)
        changed[at] ^= 1 << random.randrange(8)  # whichever bit: none may pass
        expected = {"index-foreign"} if at < len(MAGIC) else {"index-damaged", "index-newer"}
        assert refused(tmp_path, bytes(changed)) in expected, at


def test_a_file_cut_short_at_any_length_is_refused(good: bytes, tmp_path: Path) -> None:
    assert refused(tmp_path, b"") == "index-empty"
    for length in range(1, len(good)):
        assert refused(tmp_path, good[:length]) == "index-damaged", length


def test_a_file_with_something_added_is_refused(good: bytes, tmp_path: Path) -> None:
    assert refused(tmp_path, good + b"\n") == "index-damaged"


@pytest.mark.parametrize("content", [b"postcode,gss\n", b"PK\x03\x04" + bytes(100), b"\0", bytes(1000), b"\x89PNG"])
def test_a_file_of_another_kind_is_refused_as_such(content: bytes, tmp_path: Path) -> None:
    assert refused(tmp_path, content) == "index-foreign"


def test_a_file_of_a_newer_form_is_refused_as_such(good: bytes, tmp_path: Path) -> None:
    newer = bytearray(good)
    newer[len(MAGIC)] = VERSION + 1
    assert refused(tmp_path, bytes(newer)) == "index-newer"


def test_a_file_of_right_checksum_but_wrong_content_is_refused(tmp_path: Path) -> None:
    for sections in ({}, {"seats": b""}, {"seats": b"x", "outwards": b"1", "live": b""}):
        write(tmp_path / "odd.idx", {"licence": []}, sections)
        with pytest.raises(IndexFileError, match="index-damaged"):
            open_index(tmp_path / "odd.idx")


def test_a_file_whose_sections_do_not_have_the_same_number_of_sectors_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "postcodes.idx"
    index, _ = build_here(tmp_path)
    index.close()
    opened = read(path)
    sections = {name: opened.section(name) for name in opened.sections}
    write(path, opened.description, sections)
    open_index(path).close()
    write(path, opened.description, {**sections, "terminated": join_pieces([b""] * 3)})
    opened.data.close()
    with pytest.raises(IndexFileError, match="index-damaged"):
        open_index(path)


def test_a_file_that_cannot_take_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.idx").mkdir()
    with pytest.raises(IndexFileError, match="index-unwritable"):
        write(tmp_path / "a.idx", {}, {})
    assert [file.name for file in tmp_path.iterdir()] == ["a.idx"]


def test_a_file_that_is_not_there_or_a_folder_is_missing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "nothing.idx", tmp_path, tmp_path / "pipe"):
        with pytest.raises(IndexFileError, match="index-missing"):
            open_index(path)


def test_the_head_is_48_bytes_so_that_other_programs_can_read_it() -> None:
    assert HEAD.size == 48


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=255)))
def test_pieces_come_out_as_they_went_in(tmp_path: Path, pieces: list[bytes]) -> None:
    path = tmp_path / "pieces.idx"
    write(path, {}, {"before": b"abc", "pieces": join_pieces(pieces), "after": b"def"})
    opened = read(path)
    read_back = Pieces(opened, "pieces")
    assert [read_back[n] for n in range(len(read_back))] == pieces
    opened.data.close()


def test_a_piece_that_is_too_long_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="byte"):
        join_pieces([bytes(256)])


def test_a_file_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(IndexFileError, match="index-unwritable"):
        write(tmp_path / "no such folder" / "a.idx", {}, {})


def test_readers_see_the_old_file_or_the_new_one_while_two_builders_replace_it(tmp_path: Path) -> None:
    path = tmp_path / "a.idx"
    contents = [bytes([n]) * 50_000 for n in (1, 2)]
    write(path, {}, {"all": contents[0]})
    done = threading.Event()

    def keep_writing(content: bytes) -> None:
        while not done.is_set():
            write(path, {}, {"all": content})

    builders = [threading.Thread(target=keep_writing, args=[content]) for content in contents]
    for builder in builders:
        builder.start()
    try:
        for _ in range(200):
            opened = read(path)
            assert opened.section("all") in contents
            opened.data.close()
    finally:
        done.set()
        for builder in builders:
            builder.join()
    assert [file.name for file in tmp_path.iterdir()] == ["a.idx"]


def test_a_file_that_was_replaced_stays_readable_for_those_who_have_it_open(tmp_path: Path) -> None:
    path = tmp_path / "a.idx"
    write(path, {}, {"all": b"old"})
    opened = read(path)
    write(path, {}, {"all": b"new"})
    assert opened.section("all") == b"old"
    assert read(path).section("all") == b"new"
    opened.data.close()


def test_a_new_file_can_be_read_by_everybody(tmp_path: Path) -> None:
    write(tmp_path / "a.idx", {}, {})
    assert (tmp_path / "a.idx").stat().st_mode & 0o777 == 0o644
