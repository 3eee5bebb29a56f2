"""A content file with a schema: find it, read it, and say everything that is wrong with it, all at once.

The next content file costs a schema (subclasses of `Sheet`) and perhaps a few rules:

    NEWS = ContentFile("news.yaml", NewsSheet, checks=(newest_first,))
    sheet, problems = NEWS.read(folders, today)
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from campaign.content.marks import Marked, Trail
from campaign.content.reader import read_marked
from campaign.content.texts import Fault, Wrong
from campaign.errors import Problem
from campaign.near import did_you_mean, near

Check: TypeAlias = Callable[[Marked, date], Iterable[Problem]]
"""What a schema cannot say: it gets the whole file, whatever its shape, and today's date."""


class Sheet(BaseModel):
    """A set of keys in a content file. Every required key has an example, which a message can show."""

    # Deferred: a sheet in a sheet is built once, with the whole, and not for itself first.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)
    what: ClassVar[str] = "the file"
    """What the keys describe, as in "a recommendation has no 'title'"."""


S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True)
class ContentFile(Generic[S]):
    """A content file: its name under the organiser's folder, its schema, and checks beyond the schema."""

    name: str
    schema: type[S]
    checks: tuple[Check, ...] = ()

    def path(self, folders: Sequence[Path]) -> Path | None:
        """Where the file is: in the first folder that has it."""
        return next((folder / self.name for folder in folders if (folder / self.name).exists()), None)

    def read(self, folders: Sequence[Path], today: date) -> tuple[S | None, tuple[Problem, ...]]:
        """The first of the folders' files: its values (None if anything in it is wrong) and its problems."""
        path = self.path(folders)
        if path is None:
            places = ", ".join(str(folder) for folder in folders) or "no folder"
            missing = f"there is no such file (looked in {places}); 'campaign init DIR' puts one in the folder DIR"
            return None, (Problem(self.name, 1, 1, missing),)
        return self.read_file(path, today)

    def read_file(self, path: Path, today: date) -> tuple[S | None, tuple[Problem, ...]]:
        """The same for one file, wherever it is."""
        try:
            data = path.read_bytes()
        except OSError as error:
            return None, (Problem(self.name, 1, 1, f"the file cannot be read: {error.strerror or 'unknown reason'}"),)
        return self.check(read_marked(self.name, data), today)

    def check(self, marked: Marked, today: date) -> tuple[S | None, tuple[Problem, ...]]:
        """The values of a file that was read, and every problem of it in the order of its lines."""
        problems = list(marked.problems)
        sheet: S | None = None
        if marked.complete:
            try:
                sheet = self.schema.model_validate(marked.value)
            except ValidationError as error:
                problems += _from_pydantic(error, marked, self.schema)
            for check in self.checks:
                problems += check(marked, today)
        wrong = any(not problem.warning for problem in problems)
        return (None if wrong else sheet), tuple(sorted(set(problems)))


def _from_pydantic(error: ValidationError, marked: Marked, schema: type[BaseModel]) -> Iterator[Problem]:
    details = error.errors(include_url=False, include_input=True)
    meant = {
        (*_trail(d)[:-1], near(str(_trail(d)[-1]), keys_of(sheet_at(schema, _trail(d)[:-1]))))
        for d in details
        if d["type"] == "extra_forbidden"
    }
    for detail in details:
        trail = _trail(detail)
        misspelt = detail["type"] == "missing" and trail in meant
        if not misspelt and not marked.is_broken(trail):
            yield from _problems(detail, trail, marked, schema)


def _trail(detail: ErrorDetails) -> Trail:
    return tuple(detail["loc"])


def _problems(detail: ErrorDetails, trail: Trail, marked: Marked, schema: type[BaseModel]) -> Iterator[Problem]:
    kind = detail["type"]
    sheet = sheet_at(schema, trail[:-1])
    if kind == "missing":
        yield marked.problem(trail[:-1], _missing(str(trail[-1]), sheet), at_key=True)
    elif kind == "extra_forbidden":
        yield marked.problem(trail, _unknown(str(trail[-1]), sheet), at_key=True)
    else:
        for fault in _faults(detail, trail, sheet):
            yield marked.problem(trail, f"{_subject(trail, marked, sheet)} {fault.says}", word=fault.word)


def _missing(key: str, sheet: type[BaseModel]) -> str:
    return f"{_what(sheet)} has no '{key}'; write for example '{key}: {example_of(sheet, key)}'"


def _unknown(key: str, sheet: type[BaseModel]) -> str:
    keys = keys_of(sheet)
    hint = did_you_mean(key, keys) or f"; its keys are {', '.join(keys)}"
    return f"'{key}' is not a key of {_what(sheet)}{hint}"


_NEEDED = {
    "string_type": "must be a text",
    "list_type": "must be a list",
    "model_type": "must be keys with values",
    "model_attributes_type": "must be keys with values",
    "dict_type": "must be keys with values",
}


def _faults(detail: ErrorDetails, trail: Trail, sheet: type[BaseModel]) -> Iterable[Fault]:
    wrong = detail.get("ctx", {}).get("error")
    if isinstance(wrong, Wrong):
        return wrong.faults
    needed = _NEEDED.get(detail["type"])
    if needed is None:
        return (Fault(f"is wrong: {detail['msg']}"),)
    example = example_of(sheet, trail[-1]) if trail else ""
    hint = f"; write for example '{trail[-1]}: {example}'" if example else ""
    quotes = " (a text that begins with '{' or '[' needs quotation marks)" if needed == "must be a text" else ""
    return (Fault(f"{needed}, but {_found(detail['input'])} here{quotes}{hint}"),)


def _found(value: Any) -> str:
    if isinstance(value, str):
        return "a text stands" if value.strip() else "nothing stands"
    return "a list stands" if isinstance(value, list) else "keys with values stand"


def _subject(trail: Trail, marked: Marked, sheet: type[BaseModel]) -> str:
    if not trail or trail not in marked.values:
        return _what(sheet)
    names = [step for step in trail if isinstance(step, str)]
    return f"'{names[-1]}'" if isinstance(trail[-1], str) else f"an entry of '{names[-1]}'"


def _what(sheet: type[BaseModel]) -> str:
    return sheet.what if issubclass(sheet, Sheet) else "the file"


def keys_of(sheet: type[BaseModel]) -> tuple[str, ...]:
    """The keys a file may write, in the order of the schema."""
    return tuple(field.alias or name for name, field in sheet.model_fields.items())


def field_of(sheet: type[BaseModel], key: str | int) -> FieldInfo | None:
    """The field that a key of the file fills, if there is one."""
    return next((f for name, f in sheet.model_fields.items() if (f.alias or name) == key), None)


def example_of(sheet: type[BaseModel], key: str | int) -> str:
    """What a message shows as an example of a key's value; "" when it is optional and has none."""
    field = field_of(sheet, key)
    return str(field.examples[0]) if field is not None and field.examples else ""


def sheet_at(schema: type[BaseModel], trail: Trail) -> type[BaseModel]:
    """The sheet that describes what stands at `trail`, or the nearest one above it."""
    for step in trail:
        field = field_of(schema, step)
        inner = _inner_sheet(field.annotation) if field is not None else None
        schema = inner or schema
    return schema


def _inner_sheet(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    inner = (_inner_sheet(argument) for argument in typing.get_args(annotation))
    return next((sheet for sheet in inner if sheet is not None), None)
