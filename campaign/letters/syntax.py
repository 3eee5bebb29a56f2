"""The allow-list for tags: a template may print, ask (`if`) and go through known lists (`for`).

Reads a parsed template and reports everything the contract does not give it, all at once.
`values` reads what stands inside the tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import nodes

from campaign.errors import Problem
from campaign.letters.contract import LOOP, MAX_DEPTH, MAX_LOOPS, MAX_STEPS, OWN_WORDS, Kind
from campaign.letters.values import UNKNOWN, TooDeep, ValueReader

_LOOP_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
_NOT_FOR_LOOPS = {"loop", "self", "super", "caller", "varargs", "kwargs", "true", "false", "none"}

_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Assign: "'set' is not used in letters",
    nodes.AssignBlock: "'set' is not used in letters",
    nodes.Macro: "'macro' is not used in letters",
    nodes.CallBlock: "'call' is not used in letters",
    nodes.FilterBlock: "'filter' blocks are not used in letters; write {{ name|filter }}",
    nodes.With: "'with' is not used in letters",
    nodes.Block: "'block' is not used in letters",
    nodes.Extends: "'extends' is not used in letters: a letter is one file",
    nodes.Include: "'include' is not used in letters: a letter is one file",
    nodes.Import: "'import' is not used in letters: a letter is one file",
    nodes.FromImport: "'import' is not used in letters: a letter is one file",
}
_REFUSED_OTHERWISE = "this tag is not used in letters; there are 'if' and 'for'"


def check_tree(tree: nodes.Template, file: str) -> tuple[Problem, ...]:
    """Everything in the template that breaks the contract, by line."""
    reader = _TagReader(file)
    try:
        words = reader.body(tree.body)
    except TooDeep as found:
        reader.refuse(found.node, f"more than {MAX_DEPTH} things stand inside one another here")
    else:
        reader.whole(tree, words)
    return tuple(sorted(set(reader.problems)))


class _TagReader(ValueReader):
    """Walks one template. `body` counts how often own words could be printed along one path."""

    def whole(self, tree: nodes.Template, words: int) -> None:
        """What can only be said of a template as a whole."""
        printed = (part.data.lstrip() for part in tree.find_all(nodes.TemplateData))
        if not next((data for data in printed if data), "").startswith("Subject:"):
            self.refuse(tree, "the first line of a letter must start with 'Subject:'")
        if words != 1:
            often = "never prints" if words == 0 else "can print more than once"
            self.refuse(tree, f"this letter {often} {{{{ writer.own_words }}}}; it must stand there once")
        if self.steps > MAX_STEPS:
            self.refuse(tree, "this letter has too much inside loops inside loops to be made quickly")

    def body(self, body: Sequence[nodes.Node]) -> int:
        """Read what stands between two tags."""
        return sum(self.tag(node) for node in body)

    def tag(self, node: nodes.Node) -> int:
        """Read one tag or one run of text and prints."""
        with self.inside(node):
            if isinstance(node, nodes.Output):
                return sum(self.printed(part) for part in node.nodes)
            if isinstance(node, nodes.If):
                return self.choice(node)
            if isinstance(node, nodes.For):
                return self.loop(node)
            self.refuse(node, _REFUSED.get(type(node), _REFUSED_OTHERWISE))
            return 0

    def printed(self, node: nodes.Expr) -> int:
        """Read text, or the inside of {{ }}."""
        if isinstance(node, nodes.TemplateData):
            return 0
        kind = self.value(node)
        if kind is not None and not kind.printable:
            self.refuse(node, _how_to_print(kind))
        return int(kind is OWN_WORDS)

    def choice(self, node: nodes.If) -> int:
        """Read if, elif and else; only one of them is printed."""
        self.value(node.test)
        ways = [self.body(node.body), *(self.tag(way) for way in node.elif_), self.body(node.else_)]
        return max(ways)

    def loop(self, node: nodes.For) -> int:
        """Read a loop with its own names inside; own words in it count as many."""
        if node.test or node.else_ or node.recursive:
            self.refuse(node, "a loop is only {% for NAME in LIST %} … {% endfor %}")
        if self.loops >= MAX_LOOPS:
            self.refuse(node, f"more than {MAX_LOOPS} loops stand inside one another here")
            return 0
        items = self.value(node.iter)
        if items is not None and items.item is None:
            self.refuse(node, f"only a list can be gone through, and this is {items.name}")
        before, self.names = self.names, self.names | {"loop": LOOP} | self.loop_name(node, items)
        self.loops += 1
        words = self.body(node.body)
        self.loops -= 1
        self.names = before
        return words * 2

    def loop_name(self, node: nodes.For, items: Kind | None) -> dict[str, Kind]:
        """The name that each thing in the list gets inside the loop."""
        name = node.target.name if isinstance(node.target, nodes.Name) else ""
        if not _LOOP_NAME.fullmatch(name) or name in self.names or name in _NOT_FOR_LOOPS:
            self.refuse(node, "this loop needs one new name in small letters, as in {% for item in … %}")
        return {name: (items and items.item) or UNKNOWN}


def _how_to_print(kind: Kind) -> str:
    if kind.fields:
        return f"{kind.name} cannot be printed as a whole; print a field of it, such as '{next(iter(kind.fields))}'"
    if kind.item:
        return f"{kind.name} cannot be printed as a whole; go through it with 'for'"
    return f"{kind.name} cannot be printed; ask about it with 'if'"
