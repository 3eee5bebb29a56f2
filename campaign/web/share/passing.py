"""A page of ours, ready to be passed on: what the templates get from `pass_on(path, texts, subject)`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

from campaign.sharing.networks import Passing, ways_to_pass_on


@dataclass(frozen=True, slots=True)
class PassOn:
    """`link`: the whole address of the page; `texts`: what to say of it, the longest first."""

    link: str
    subject: str
    texts: tuple[str, ...]
    ways: tuple[Passing, ...]

    @property
    def text(self) -> str:
        """The longest text."""
        return self.texts[0]


def make_pass_on(origin: Callable[[], str]) -> Callable[..., PassOn]:
    """The function of the templates; `origin` gives the address of this site."""

    def made(path: str, texts: Sequence[str], subject: str, server: str = "") -> PassOn:
        link = origin() + path
        # A macro gives its texts escaped, for HTML; an address needs them as they are read.
        said = tuple(" ".join(unescape(text).split()) for text in texts)
        return PassOn(link, subject, said, ways_to_pass_on(link, said, subject, server))

    return made
