"""One letter template: read, checked against the contract, compiled once, rendered with a cap.

Three walls stand one behind the other. The allow-list over the syntax tree (`syntax`, `values`) refuses
all that a letter does not need. Behind it, Jinja's sandbox runs what is left, with no globals, no tests
and only our own filters, and nothing may be called. Last, the text is counted while it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2 import Template as JinjaTemplate
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from campaign.errors import LetterError, Problem, TemplateError
from campaign.letters.contract import LOOP, MAX_LETTER, MAX_SOURCE
from campaign.letters.filters import FILTERS
from campaign.letters.plain_words import in_plain_words
from campaign.letters.syntax import check_tree
from campaign.letters.text import clean

_TAG = r"(?:\{%(?:(?!%\})[^\n])*%\}|\{#(?:(?!#\})[^\n])*#\})"
_TAGS_ALONE = re.compile(rf"^[ \t]*({_TAG}(?:[ \t]*{_TAG})*)[ \t]*\n", re.MULTILINE)
_LAST_BRACE = re.compile(r"[-+]?[%#]\}\Z")
_STILL_OPEN = re.compile(r"The innermost block that needs to be closed is '(\w+)'")
_STRANGE_TAG = re.compile(r"Encountered unknown tag '([^']*)'")
_PARTNERS = {"endif", "endfor", "else", "elif"}
_MAX_DIGITS = 6


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with everything taken out that the contract does not name."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, cache_size=0)
        self.globals = {}
        self.tests = {}
        self.filters = {name: known.function for name, known in FILTERS.items()}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of one of our records or of a loop; all else goes the sandbox's careful, slower way."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if type(obj) is LoopContext and attribute in LOOP.fields:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Nothing may be called."""
        return False


_ENVIRONMENT = _Environment()


class LetterTemplate:
    """A compiled template. Raises TemplateError, with every problem of the file, if it breaks the contract."""

    def __init__(self, source: str, file: str) -> None:
        self.file = file
        self._template = _read(source, file)

    def render(self, values: dict[str, Any]) -> str:
        """What the template prints, counted while it is printed.

        Raises LetterError("letter-too-long") at 20,000 characters; TemplateError if anything goes wrong
        inside, without the values, which are people's.
        """
        parts: list[str] = []
        room = MAX_LETTER
        try:
            for part in self._template.root_render_func(self._template.new_context(values, shared=True)):
                room -= len(part) or 1
                if room < 0:
                    raise LetterError("letter-too-long", limit=f"{MAX_LETTER:,}")
                parts.append(part)
        except LetterError:
            raise
        except Exception as problem:
            raise self.broken(f"this letter could not be made ({type(problem).__name__})") from None
        return "".join(parts)

    def broken(self, message: str) -> TemplateError:
        """The error for a fault that shows only in a finished letter."""
        return TemplateError((Problem(self.file, 1, 0, message),))


def _read(source: str, file: str) -> JinjaTemplate:
    source = source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if len(source) > MAX_SOURCE:
        raise TemplateError((Problem(file, 1, 0, f"a letter template has at most {MAX_SOURCE:,} characters"),))
    problems = [*_stray_characters(source, file)]
    source = _TAGS_ALONE.sub(_without_its_line, source)
    try:
        problems += _odd_parts(source, file)
        tree = _ENVIRONMENT.parse(source)
        problems += check_tree(tree, file)
        if not problems:
            return JinjaTemplate.from_code(_ENVIRONMENT, _ENVIRONMENT.compile(tree, filename=file), {})
    except TemplateSyntaxError as found:
        problems.append(_explained(found, source, file))
    except Exception:  # Jinja has limits of its own (digits, depth); to meet one is a fault of the file
        problems = problems or [Problem(file, 1, 0, "something in this letter is too long or too deep to be read")]
    raise TemplateError(tuple(sorted(set(problems))))


def _without_its_line(found: re.Match[str]) -> str:
    """A line of tags alone leaves no empty line behind: its line break moves into the last tag.

    (Jinja's own `trim_blocks` also eats the line break after a tag that ends a line of text.)
    """
    return _LAST_BRACE.sub(lambda brace: "\n" + brace[0], found[1])


def _stray_characters(source: str, file: str) -> Iterator[Problem]:
    if clean(source) == source:
        return
    for number, line in enumerate(source.split("\n"), 1):
        if clean(line) != line:
            yield Problem(file, number, 0, "there is an invisible control character in this line; delete it")


def _odd_parts(source: str, file: str) -> Iterator[Problem]:
    """What the syntax tree no longer shows, or shows only after the harm is done."""
    for line, sort, text in _ENVIRONMENT.lex(source):
        if sort == "raw_begin":
            yield Problem(file, line, 0, "'raw' is not used in letters")
        if sort == "string" and "\\" in text:
            yield Problem(file, line, 0, "write the character itself, without a backslash")
        if sort in {"integer", "float"} and len(text) > _MAX_DIGITS:
            yield Problem(file, line, 0, f"a number here has at most {_MAX_DIGITS} digits")


def _explained(found: TemplateSyntaxError, source: str, file: str) -> Problem:
    message = found.message or "this cannot be read"
    still_open, strange = _STILL_OPEN.search(message), _STRANGE_TAG.match(message)
    if strange and strange[1] in _PARTNERS:
        what = f"the '{still_open[1]}' before it is not closed yet" if still_open else "nothing is open"
        message = f"'{strange[1]}' stands here, but {what}"
    elif strange:
        message = f"'{strange[1]}' is not used in letters; there are 'if' and 'for'"
    elif still_open:
        tag = still_open[1]
        message = f"this '{tag}' is never closed; write {{% end{tag} %}} after it"
        return Problem(file, _opening_line(source, tag), 0, message)
    return Problem(file, found.lineno, 0, in_plain_words(message))


def _opening_line(source: str, tag: str) -> int:
    """The line of the last `tag` that no end tag closes."""
    still_open: list[int] = []
    words = [(line, text) for line, sort, text in _ENVIRONMENT.lex(source) if sort in {"block_begin", "name"}]
    for (_, before), (line, text) in pairwise(words):
        if before.startswith("{%") and text == tag:
            still_open.append(line)
        elif before.startswith("{%") and text == f"end{tag}":
            still_open.pop()
    return still_open[-1]
