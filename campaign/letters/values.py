"""The allow-list for what stands inside a tag: works out the kind of each value before anything runs.

So a template that passes cannot meet a missing field later. What is not named here is refused;
whatever Jinja learns next year is refused as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import nodes

from campaign.errors import Problem
from campaign.letters.contract import LIST_SIZE, MAX_DEPTH, NAMES, NUMBER, TEXT, YES_NO, Kind
from campaign.letters.filters import FILTERS
from campaign.near import did_you_mean

UNKNOWN = Kind("something unknown")
"""What a loop over a faulty list goes through: its one problem has been noted, so no more are."""

_ORDERED = {"gt", "gteq", "lt", "lteq"}

_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Call: "round brackets after a name are not used in letters",
    nodes.Getitem: "square brackets are not used in letters; write a full stop and the field's name",
    nodes.Slice: "square brackets are not used in letters",
    nodes.Test: "'is' is not used in letters; compare with == or !=",
    nodes.CondExpr: "'if' inside {{ }} is not used in letters; write {% if … %}",
    nodes.Concat: "'~' is not used in letters; write the texts one after the other",
    nodes.List: "lists cannot be written out in letters",
    nodes.Tuple: "commas cannot stand here: one thing at a time",
    nodes.Dict: "curly brackets cannot stand here",
}
_REFUSED_OTHERWISE = "sums are not done in letters"


class TooDeep(Exception):
    """More things inside one another than `MAX_DEPTH`, at `node`."""

    def __init__(self, node: nodes.Node) -> None:
        self.node = node


class ValueReader:
    """Reads values and notes what is wrong with them in `problems`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.names: dict[str, Kind] = {name: field.kind for name, field in NAMES.items()}
        self.loops = 0
        self.depth = 0
        self.steps = 0

    def refuse(self, node: nodes.Node, message: str) -> None:
        """Note a problem at that node's line, or at the first line inside it that is known."""
        lines = (part.lineno for part in (node, *node.find_all(nodes.Node)))
        self.problems.append(Problem(self.file, next(filter(None, lines), 1), 0, message))

    @contextmanager
    def inside(self, node: nodes.Node) -> Iterator[None]:
        """One level deeper, and as many steps as the loops around it make of one."""
        self.steps += LIST_SIZE**self.loops
        if self.depth >= MAX_DEPTH:
            raise TooDeep(node)
        self.depth += 1
        yield
        self.depth -= 1

    def value(self, node: nodes.Node) -> Kind | None:
        """The kind of a value; None once a problem with it has been noted."""
        with self.inside(node):
            read = _VALUES.get(type(node))
            if read is None:
                self.refuse(node, _REFUSED.get(type(node), _REFUSED_OTHERWISE))
                return None
            kind = read(self, node)
            return None if kind is UNKNOWN else kind

    def name(self, node: nodes.Name) -> Kind | None:
        """A name of the contract, or of a loop around."""
        if node.name not in self.names:
            hint = did_you_mean(node.name, self.names)
            self.refuse(node, f"'{node.name}' is not a name that a letter can use{hint}")
        return self.names.get(node.name)

    def field(self, node: nodes.Getattr) -> Kind | None:
        """The field after a full stop."""
        owner = self.value(node.node)
        if owner is None:
            return None
        if node.attr in owner.fields:
            return owner.fields[node.attr].kind
        hint = did_you_mean(node.attr, owner.fields)
        self.refuse(node, f"'{node.attr}' is not a field of {owner.name}{hint}")
        return None

    def constant(self, node: nodes.Const) -> Kind | None:
        """A text in quotes, a whole number, true or false."""
        kinds: dict[type, Kind] = {str: TEXT, int: NUMBER, bool: YES_NO}
        kind = kinds.get(type(node.value))
        if kind is None:
            self.refuse(node, "only texts in quotes, whole numbers, true and false can stand here")
        return kind

    def yes_or_no(self, node: nodes.Expr) -> Kind:
        """Both sides of `and` and `or`, or what follows `not`."""
        for part in node.iter_child_nodes():
            self.value(part)
        return YES_NO

    def comparison(self, node: nodes.Compare) -> Kind:
        """One value compared with another of its kind."""
        left, right = self.value(node.expr), self.value(node.ops[0].expr)
        sort = node.ops[0].op
        if len(node.ops) > 1 or sort in {"in", "notin"}:
            self.refuse(node, "compare two values with ==, !=, <, <=, > or >=")
        elif left and right:
            self.compared(node, left, right, sort)
        return YES_NO

    def compared(self, node: nodes.Compare, left: Kind, right: Kind, sort: str) -> None:
        """Report a comparison that could never be true, or has no meaning."""
        alike = left.name == right.name and left.name in {TEXT.name, NUMBER.name, YES_NO.name}
        if not alike or (sort in _ORDERED and left is not NUMBER):
            self.refuse(node, f"{left.name} and {right.name} cannot be compared like this")
            return
        values = left.values or right.values
        for side in (node.expr, node.ops[0].expr):
            if values and isinstance(side, nodes.Const) and side.value not in values:
                self.refuse(node, f"it is never '{side.value}'{did_you_mean(side.value, values)}")

    def filtered(self, node: nodes.Filter) -> Kind | None:
        """A value after it has gone through one of the known filters."""
        given = self.value(node.node) if node.node is not None else None
        known = FILTERS.get(node.name)
        if known is None:
            self.refuse(node, f"'{node.name}' is not a filter that letters have{did_you_mean(node.name, FILTERS)}")
            return None
        self.argument(node, known.argument)
        if given is None:
            return None
        if not known.accepts(given):
            self.refuse(node, f"the filter '{node.name}' takes {known.takes}, and this is {given.name}")
            return None
        return known.gives(given)

    def argument(self, node: nodes.Filter, wanted: str) -> None:
        """What stands in a filter's brackets: one text in quotes, or nothing."""
        texts = [part for part in node.args if isinstance(part, nodes.Const) and isinstance(part.value, str)]
        strange = node.kwargs or node.dyn_args or node.dyn_kwargs or len(texts) != len(node.args)
        if strange or len(texts) != (1 if wanted else 0):
            needs = f"{wanted} in quotes" if wanted else "nothing"
            self.refuse(node, f"the filter '{node.name}' takes {needs} in brackets")


_VALUES: dict[type[nodes.Node], Callable[[ValueReader, Any], Kind | None]] = {
    nodes.Name: ValueReader.name,
    nodes.Getattr: ValueReader.field,
    nodes.Const: ValueReader.constant,
    nodes.And: ValueReader.yes_or_no,
    nodes.Or: ValueReader.yes_or_no,
    nodes.Not: ValueReader.yes_or_no,
    nodes.Compare: ValueReader.comparison,
    nodes.Filter: ValueReader.filtered,
}
