"""What a link carries, and a short link that stands for it. Neither knows who made it or who followed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Choice:
    """What a link opens the site with: ids of recommendations, a letter template, the supporter's own sentence."""

    asks: tuple[str, ...] = ()
    template: str = ""
    sentence: str = ""


class LinkState(StrEnum):
    """Whether a short link leads anywhere."""

    ACTIVE = "active"
    PAUSED = "paused"
    """By its maker, who can go on with it."""
    STOPPED = "stopped"
    """By the operator, who alone can let it go on."""
    GONE = "gone"
    """Deleted; its name stays taken for a while, so that a poster does not come to lead to somebody else's link."""


@dataclass(frozen=True, slots=True)
class ShortLink:
    """A name that stands for a choice. `label`: what its maker calls it; `used`: the last day somebody followed it."""

    code: str
    choice: Choice
    label: str
    made: date
    used: date
    state: LinkState = LinkState.ACTIVE
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Reported:
    """A sentence that somebody has reported. `mark` stands for it in commands; `hidden`: no page shows it any more.

    `sentence` is "" once a hidden one is too old to be kept; its mark is enough to go on hiding it.
    """

    mark: str
    sentence: str
    reports: int
    day: date
    hidden: bool = False


class Shelf(Protocol):
    """Where short links are kept: a database, or memory on the practice site. All may raise StoreUnavailable."""

    def add(self, link: ShortLink, skeleton: str, key: str) -> bool:
        """Keep a new link under the hash of its maker's secret; False if a link of that skeleton is there."""

    def alike(self, skeleton: str) -> ShortLink | None:
        """The link whose name has this skeleton."""

    def of_key(self, key: str) -> ShortLink | None:
        """The link of whoever has the secret with this hash."""

    def change(self, code: str, **values: Any) -> None:
        """Change fields of a link; `key=None` locks its maker out."""

    def report(self, code: str) -> None:
        """One more report of a link."""

    def every(self) -> tuple[ShortLink, ...]:
        """Every link, by name."""

    def names(self) -> frozenset[str]:
        """The names of all links."""

    def sweep(self, before: date) -> int:
        """Forget links that nobody has followed since before that day; how many."""

    def forget_old(self, before: date) -> None:
        """Forget sentences last reported before that day; of hidden ones keep the mark alone, and hide them still."""

    def note(self, mark: str, sentence: str, day: date, most: int) -> None:
        """One more report of a sentence; of those that are not hidden keep so many, the newest."""

    def hidden(self) -> frozenset[str]:
        """The marks of the sentences that are hidden."""

    def reported(self) -> tuple[Reported, ...]:
        """Every sentence that was reported, those with most reports first."""

    def hide(self, mark: str, hidden: bool) -> bool:
        """Hide a reported sentence or show it again; False if there is none with that mark."""

    def forget(self, mark: str) -> bool:
        """Forget that a sentence was reported, and show it again if it was hidden; False if there is none."""
