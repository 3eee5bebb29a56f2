"""The part that the next content file uses: a schema, perhaps a rule, and nothing else."""

from typing import Annotated, ClassVar

import pytest
from pydantic import AfterValidator, Field

from campaign.content.schema import RecommendationsSheet
from campaign.content.sheets import ContentFile, Sheet, _inner_sheet, example_of, keys_of, sheet_at
from campaign.content.texts import Prose
from tests.content.harbours import TODAY

Words = Annotated[str, AfterValidator(Prose(20))]


class ItemSheet(Sheet):
    what: ClassVar[str] = "an item"
    title: Words = Field(examples=["A title"])
    tags: list[Words] = Field(default=[], examples=["[one, two]"])


class NewsSheet(Sheet):
    items: list[ItemSheet] = Field(examples=["[...]"])
    top_item: ItemSheet | None = Field(default=None, alias="top-item")


def no_more_than_two(file, today):
    if isinstance(file.value, dict) and len(file.value.get("items", ())) > 2:
        yield file.problem(("items",), f"too many for {today}", at_key=True, warning=True)


NEWS = ContentFile("news.yaml", NewsSheet, (no_more_than_two,))


def read(folder, text):
    (folder / "news.yaml").write_text(text, encoding="utf-8")
    return NEWS.read([folder], TODAY)


def test_a_file_without_problems_becomes_its_sheet(tmp_path):
    sheet, problems = read(tmp_path, "items: [{title: 'One  two', tags: [NO]}]\ntop-item: {title: Top}\n")

    assert problems == ()
    assert sheet.items == [ItemSheet(title="One two", tags=["NO"])]
    assert sheet.top_item.title == "Top"


def test_a_warning_alone_does_not_stop_it(tmp_path):
    sheet, problems = read(tmp_path, "items: [{title: One}, {title: Two}, {title: Three}]\n")

    assert len(sheet.items) == 3
    assert [str(p) for p in problems] == ["news.yaml:1:1: warning: too many for 2026-11-21"]


def test_every_problem_is_said_in_the_order_of_the_lines(tmp_path):
    sheet, problems = read(tmp_path, "top_item: x\nitems:\n  - titel: One\n    tags: [[x]]\n  - 3\n  - tags: x\n")

    assert sheet is None
    assert [str(p) for p in problems] == [
        "news.yaml:1:1: 'top_item' is not a key of the file (did you mean 'top-item'?)",
        "news.yaml:2:1: warning: too many for 2026-11-21",
        "news.yaml:3:5: 'titel' is not a key of an item (did you mean 'title'?)",
        "news.yaml:4:12: an entry of 'tags' must be a text, but a list stands here "
        "(a text that begins with '{' or '[' needs quotation marks)",
        "news.yaml:5:5: an entry of 'items' must be keys with values, but a text stands here",
        "news.yaml:6:5: an item has no 'title'; write for example 'title: A title'",
        "news.yaml:6:11: 'tags' must be a list, but a text stands here; write for example 'tags: [one, two]'",
    ]


def test_the_first_folder_that_has_the_file_wins(tmp_path):
    empty, first, second = (tmp_path / name for name in ("empty", "first", "second"))
    for folder in (empty, first, second):
        folder.mkdir()
    for folder in (first, second):
        (folder / "news.yaml").write_text(f"items: [{{title: {folder.name}}}]")

    sheet, _ = NEWS.read([empty, first, second], TODAY)

    assert sheet.items[0].title == "first"


def test_a_file_that_is_nowhere_is_a_problem_that_says_what_to_do(tmp_path):
    sheet, (problem,) = NEWS.read([tmp_path / "a", tmp_path / "b"], TODAY)

    assert sheet is None
    assert str(problem) == (
        f"news.yaml:1:1: there is no such file (looked in {tmp_path / 'a'}, {tmp_path / 'b'}); "
        "'campaign init DIR' puts one in the folder DIR"
    )
    assert "looked in no folder" in str(NEWS.read([], TODAY)[1][0])


def test_a_folder_of_that_name_is_a_problem(tmp_path):
    (tmp_path / "news.yaml").mkdir()

    assert str(NEWS.read([tmp_path], TODAY)[1][0]) == "news.yaml:1:1: the file cannot be read: Is a directory"


def test_what_stands_for_an_alias_is_complained_of_once(tmp_path):
    _, problems = read(tmp_path, "items: [{title: *x}, *y]\n")

    assert [str(p) for p in problems] == [
        "news.yaml:1:17: an alias ('*x') stands here: write the text itself",
        "news.yaml:1:22: an alias ('*y') stands here: write the text itself",
    ]


def every_sheet(sheet):
    yield sheet
    for field in sheet.model_fields.values():
        if inner := _inner_sheet(field.annotation):
            yield from every_sheet(inner)


@pytest.mark.parametrize("sheet", sorted(set(every_sheet(RecommendationsSheet)), key=lambda s: s.__name__))
def test_every_needed_key_has_an_example_for_its_message(sheet):
    for key in keys_of(sheet):
        assert example_of(sheet, key), key


def test_the_sheet_of_a_place_is_found_through_lists_and_choices():
    assert sheet_at(NewsSheet, ("items", 3)) is sheet_at(NewsSheet, ("top-item",)) is ItemSheet
    assert sheet_at(NewsSheet, ("items", 3, "tags", 1)) is ItemSheet
    assert sheet_at(NewsSheet, ("nowhere", 3)) is NewsSheet
