"""The reference tables of docs/templates.md, written from the contract so that they cannot differ from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from campaign.letters import contract
from campaign.letters.contract import NAMES, Field
from campaign.letters.filters import FILTERS

START = "<!-- Written by the program from here on: change campaign/letters/contract.py or filters.py instead. -->"

_RECORDS = (
    ("mp", contract.MP),
    ("constituency", contract.CONSTITUENCY),
    ("writer", contract.WRITER),
    ("report", contract.REPORT),
    ("parts", contract.PARTS),
    ("one", contract.RECOMMENDATION),
    ("loop", contract.LOOP),
)
_ABOUT = {
    "one": "Inside `{% for one in recommendations %} … {% endfor %}`, or written `(recommendations|first).short`. "
    "`one` is a name you choose.",
    "loop": "Inside any loop.",
}


def document(text: str) -> str:
    """`text`, which is docs/templates.md, with everything after `START` written anew."""
    guide, _, _ = text.partition(START)
    return f"{guide}{START}\n\n{reference()}"


def reference() -> str:
    """The tables: names, the fields of each, filters, tags and limits."""
    parts = ["## Reference", "### Names", _table(("name", "is", "what it is for"), _rows("", NAMES))]
    for name, kind in _RECORDS:
        parts += [f"### Fields of {kind.name}", *([_ABOUT[name]] if name in _ABOUT else [])]
        parts.append(_table(("write", "is", "what it is"), _rows(f"{name}.", kind.fields)))
    parts += ["### Filters", "A filter changes what stands before it: `{{ one.short|capitalize }}`.", _filters()]
    parts += ["### Tags", _TAGS, "### Limits", _limits()]
    return "\n\n".join(parts) + "\n"


def _rows(before: str, fields: Mapping[str, Field]) -> Iterable[tuple[str, ...]]:
    return ((f"`{before}{name}`", field.kind.name, field.says) for name, field in fields.items())


def _filters() -> str:
    rows = ((f"`{name}`", known.takes, known.says) for name, known in FILTERS.items())
    return _table(("filter", "works on", "gives"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


_TAGS = """\
| write | for |
| --- | --- |
| `{{ … }}` | print a text or a number |
| `{% if … %} … {% elif … %} … {% else %} … {% endif %}` | print something only sometimes |
| `{% for one in recommendations %} … {% endfor %}` | print something for each thing in a list |
| `{# … #}` | a note to yourself, which no letter shows |

In an `if` you can compare with `==`, `!=`, `<`, `<=`, `>` and `>=`, join questions with `and` and `or`, turn one round
with `not`, and use round brackets. Texts stand in quotes: `"minister"`. Whole numbers, `true` and `false` stand as
they are.

Nothing else is possible, on purpose: no sums, no square brackets, no calling of functions, no other files. So nobody
who edits a template can harm the site or the people who use it."""


def _limits() -> str:
    rows = (
        ("a template file", f"{contract.MAX_SOURCE:,} characters"),
        ("a finished letter", f"{contract.MAX_LETTER:,} characters"),
        ("the writer's own words", f"{contract.MAX_OWN_WORDS:,} characters"),
        ("the writer's name", f"{contract.MAX_NAME} characters"),
        ("the writer's address", f"{contract.MAX_ADDRESS} characters"),
        ("loops inside one another", str(contract.MAX_LOOPS)),
        ("other things inside one another", str(contract.MAX_DEPTH)),
    )
    return _table(("what", "at most"), rows)
