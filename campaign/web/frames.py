"""Pages around what a person typed: the page is rendered once with holes, and each person's texts go into the holes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from campaign.letters.holes import Hole, NotPrinted, cut

Hold = Callable[[str], Any]
"""Gives what stands for a typed text of that name: a hole, or the text itself."""
Values = Callable[[Hold], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rendered page in pieces, some of them empty: there goes the text of the name that `holes` gives."""

    pieces: tuple[bytes, ...]
    holes: Mapping[str, tuple[int, ...]]

    def fill(self, typed: Mapping[str, str]) -> bytes:
        """The page with these texts in the holes: escaped, unless they are `Markup`, which is escaped already."""
        parts = list(self.pieces)
        for places, text in zip(self.holes.values(), _escaped([typed[name] for name in self.holes]), strict=True):
            for place in places:
                parts[place] = text
        return b"".join(parts)


def _escaped(texts: Sequence[str]) -> Iterable[bytes]:
    """Each text as it stands in a page. Those to be escaped are all at once, which takes half the time, unless one
    holds the separator.
    """
    plain = [text for text in texts if not isinstance(text, Markup)]
    done = _bytes(escape("\0".join(plain))).split(b"\0")
    if len(done) != len(plain):
        done = [_bytes(escape(text)) for text in plain]
    following = iter(done)
    return (_bytes(text) if isinstance(text, Markup) else next(following) for text in texts)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def frame(render: Callable[[Mapping[str, Any]], Markup], values: Values) -> Frame | None:
    """The page with holes; None when its template does more with a typed text than print it."""
    try:
        page = render(values(Hole))
    except NotPrinted:
        return None
    pieces, holes = [], defaultdict[str, list[int]](list)
    for place, part in enumerate(cut(page)):  # every other part is the name of a hole
        if place % 2:
            holes[part].append(place)
        pieces.append(b"" if place % 2 else part.encode())
    return Frame(tuple(pieces), {name: tuple(places) for name, places in holes.items()})
