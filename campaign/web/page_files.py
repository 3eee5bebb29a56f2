"""The templates of pages as they stand: what is wrong with them without making any page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from campaign.errors import Problem
from campaign.letters.plain_words import in_plain_words
from campaign.near import did_you_mean
from campaign.web.rendering import environment


def check_page_files(folders: Sequence[Path]) -> tuple[Problem, ...]:
    """What cannot be read, is not Jinja, uses a filter or test that there is not, or names a part that is missing."""
    jinja = environment(folders)
    files = [(folder / "templates", file) for folder in folders for file in (folder / "templates").rglob("*.html")]
    return tuple(
        problem for folder, file in files for problem in _problems(jinja, file, file.relative_to(folder).as_posix())
    )


def _problems(jinja: Environment, file: Path, name: str) -> Iterator[Problem]:
    try:
        source = file.read_bytes().decode("utf-8-sig")
        tree = jinja.parse(source)
    except TemplateSyntaxError as error:
        yield Problem(name, error.lineno, 0, in_plain_words(error.message or "this is not a template"))
    except (OSError, UnicodeDecodeError):
        yield Problem(name, 1, 0, "this file cannot be read; save it as plain text in UTF-8")
    else:
        if not source.strip():
            left_out = "shows nothing" if name.startswith("pages/") else "is left out of every page"
            yield Problem(name, 1, 0, f"this file is empty, so it {left_out}; delete it to have the shipped one", True)
        yield from _unknown(jinja, tree, name)
        known = jinja.list_templates()
        for part in meta.find_referenced_templates(tree):
            if part and part not in known:
                line = source[: source.find(part)].count("\n") + 1
                yield Problem(name, line, 0, f"there is no file templates/{part}{did_you_mean(part, known)}")


def _unknown(jinja: Environment, tree: nodes.Template, name: str) -> Iterator[Problem]:
    """Filters and tests that there are not: Jinja finds some of them only when a page is made."""
    for node in tree.find_all(nodes.Filter):
        if node.name not in jinja.filters:
            message = f"'{node.name}' is not a filter that pages have{did_you_mean(node.name, jinja.filters)}"
            yield Problem(name, node.lineno, 0, message)
    for test in tree.find_all(nodes.Test):
        if test.name not in jinja.tests:
            message = f"'{test.name}' is nothing that can be asked{did_you_mean(test.name, jinja.tests)}"
            yield Problem(name, test.lineno, 0, message)
