"""Short links on SQLite, on PostgreSQL and in memory: the same contract on all three."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect

from campaign.links import LinkBook, MemoryShelf, StoredShelf
from campaign.links.book import MARK, key_of, mark_of
from campaign.models.sharing import Choice, LinkState, Shelf, ShortLink
from campaign.store import open_store
from tests.conftest import TODAY
from tests.engines import new_postgresql_database

CHOICE = Choice(("cotton-import-ban", "company-sanctions"), "short", "ئۇيغۇر – “please” 🕊")
MOST = 200
LINK = ShortLink("leeds-friends", CHOICE, "Leeds friends", TODAY, TODAY)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    if request.param == "memory":
        yield MemoryShelf()
    elif request.param == "sqlite":
        yield StoredShelf(f"sqlite:///{tmp_path / 'deep' / 'campaign.sqlite3'}")
    else:
        with new_postgresql_database() as url:
            yield StoredShelf(url)


def test_before_the_first_link_there_is_none(shelf: Shelf) -> None:
    assert shelf.alike("x") is None
    assert shelf.of_key("x") is None
    assert (shelf.every(), shelf.reported(), shelf.sweep(TODAY)) == ((), (), 0)
    assert (shelf.names(), shelf.hidden()) == (frozenset(), frozenset())
    shelf.forget_old(TODAY)


def test_a_link_comes_back_as_it_was_put(shelf: Shelf) -> None:
    assert shelf.add(LINK, "leedsfrlends", "key")
    assert shelf.alike("leedsfrlends") == shelf.of_key("key") == LINK
    assert shelf.every() == (LINK,)
    assert shelf.names() == {"leeds-friends"}


def test_of_two_that_look_alike_the_second_is_refused(shelf: Shelf) -> None:
    assert shelf.add(LINK, "same", "one")
    assert not shelf.add(ShortLink("other", Choice(), "", TODAY, TODAY), "same", "two")
    assert shelf.of_key("two") is None
    assert shelf.every() == (LINK,)


def test_fields_can_be_changed_one_by_one(shelf: Shelf) -> None:
    shelf.add(LINK, "s", "k")
    shelf.change("leeds-friends", choice=Choice(("x",)), label="York", state=LinkState.PAUSED)
    shelf.report("leeds-friends")
    shelf.report("leeds-friends")
    assert shelf.alike("s") == ShortLink("leeds-friends", Choice(("x",)), "York", TODAY, TODAY, LinkState.PAUSED, 2)
    shelf.change("leeds-friends", key=None)
    assert shelf.of_key("k") is None
    shelf.change("nobody", label="x")
    shelf.report("nobody")


def test_what_is_older_is_swept(shelf: Shelf) -> None:
    shelf.add(LINK, "s", "k")
    shelf.add(ShortLink("old", Choice(), "", TODAY - timedelta(days=9), TODAY - timedelta(days=5)), "o", "ok")
    assert shelf.sweep(TODAY - timedelta(days=4)) == 1
    assert shelf.every() == (LINK,)
    assert shelf.alike("o") is None
    assert shelf.add(ShortLink("old", Choice(), "", TODAY, TODAY), "o", "ok")


def test_reports_end_after_a_time_and_of_what_is_hidden_the_mark_alone_stays(shelf: Shelf) -> None:
    for mark, days in (("a", 5), ("b", 5), ("c", 4)):
        shelf.note(mark, mark.upper(), TODAY - timedelta(days=days), MOST)
    shelf.hide("b", True)
    shelf.forget_old(TODAY - timedelta(days=4))
    assert {one.mark: one.sentence for one in shelf.reported()} == {"b": "", "c": "C"}
    assert shelf.hidden() == {"b"}
    shelf.note("b", "B", TODAY, MOST)
    assert {one.mark: (one.sentence, one.hidden) for one in shelf.reported()}["b"] == ("B", True)


def test_of_reported_sentences_the_newest_are_kept_and_what_is_hidden(shelf: Shelf) -> None:
    shelf.note("hidden", "Hidden", TODAY - timedelta(days=9), 3)
    shelf.hide("hidden", True)
    for days in (5, 4, 3, 2, 1):
        shelf.note(f"d{days}", "x", TODAY - timedelta(days=days), 3)
    assert {one.mark for one in shelf.reported()} == {"hidden", "d3", "d2", "d1"}
    for mark in ("d3", "d2", "new", "newer"):
        shelf.note(mark, "x", TODAY, 3)
    assert {one.mark for one in shelf.reported()} == {"hidden", "d3", "d2", "newer"}, "of one day, most reported"


def test_reports_add_up_and_a_hidden_sentence_stays_hidden(shelf: Shelf) -> None:
    for day in (TODAY - timedelta(days=9), TODAY - timedelta(days=8)):
        shelf.note("m", "Untrue", day, MOST)
    shelf.note("n", "Another", TODAY, MOST)
    assert [(one.mark, one.reports, one.hidden) for one in shelf.reported()] == [("m", 2, False), ("n", 1, False)]
    assert shelf.hide("m", True)
    assert not shelf.hide("nothing", True)
    shelf.forget_old(TODAY)
    shelf.note("m", "Untrue", TODAY, MOST)
    assert [(one.mark, one.reports, one.hidden) for one in shelf.reported()] == [("m", 3, True), ("n", 1, False)]


def test_two_processes_cannot_both_have_a_name(shelf: Shelf) -> None:
    first, second = LinkBook(shelf), LinkBook(shelf)
    first.make(Choice(), "", "leeds")
    assert not second.is_free("leeds")
    assert not second.is_free("1eeds")
    assert second.is_free("york")


def test_no_column_holds_a_person(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'campaign.sqlite3'}"
    book = LinkBook(StoredShelf(url), lambda: date(2026, 11, 21))
    _, secret = book.make(CHOICE, "Leeds friends", "leeds")
    store = open_store(url)
    with store.engine.connect() as connection:
        row = dict(connection.exec_driver_sql("SELECT * FROM links").mappings().one())
    columns = {column["name"] for column in inspect(store.engine).get_columns("links")}
    store.close()
    assert columns == {"code", "skeleton", "key", "choice", "label", "made", "used", "state", "reports"}
    assert json.loads(row["choice"]) == {"asks": list(CHOICE.asks), "template": "short", "sentence": CHOICE.sentence}
    assert row["key"] == key_of(secret)
    assert secret not in str(row)


def test_words_that_look_alike_do_not_take_the_place_of_those_that_were_reported_first(shelf: Shelf) -> None:
    shelf.note("a", "First.", TODAY, 9)
    shelf.note("a", "FIRST", TODAY, 9)
    [one] = shelf.reported()
    assert (one.sentence, one.reports) == ("First.", 2)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Please write!", "please WRITE", True),
        ("Please write!", "Pléase write 🙏", True),
        ("Straße", "STRASSE", True),
        ("🖕🖕🖕", "🙏❤️", False),
        ("🙏 ❤️", "🙏❤️", True),
        ("कि", "का", False),
        ("?!", "…", False),
        ("A thing.", "Another thing.", False),
    ],
)
def test_two_sentences_have_the_same_mark_only_if_they_say_the_same(one: str, other: str, alike: bool) -> None:
    assert (mark_of(one) == mark_of(other)) == alike
    assert MARK.fullmatch(mark_of(one))
