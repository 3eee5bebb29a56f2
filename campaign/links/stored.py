"""Short links in the database, which may not be there yet: the first link that is made makes it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from campaign.models.sharing import Reported, Shelf, ShortLink

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredShelf:
    """A `Shelf` that opens the database for each look, in the thread that looks, and only then loads what it needs."""

    url: str = field(repr=False)

    def add(self, link: ShortLink, skeleton: str, key: str) -> bool:
        """Keep a new link; makes the database if need be."""
        return self._write(lambda shelf: shelf.add(link, skeleton, key))

    def alike(self, skeleton: str) -> ShortLink | None:
        """The link whose name has this skeleton."""
        return self._read(lambda shelf: shelf.alike(skeleton), None)

    def of_key(self, key: str) -> ShortLink | None:
        """The link of whoever has the secret with this hash."""
        return self._read(lambda shelf: shelf.of_key(key), None)

    def change(self, code: str, **values: Any) -> None:
        """Change fields of a link."""
        self._write(lambda shelf: shelf.change(code, **values))

    def report(self, code: str) -> None:
        """One more report of a link."""
        self._write(lambda shelf: shelf.report(code))

    def every(self) -> tuple[ShortLink, ...]:
        """Every link, by name."""
        return self._read(lambda shelf: shelf.every(), ())

    def names(self) -> frozenset[str]:
        """The names of all links."""
        return self._read(lambda shelf: shelf.names(), frozenset())

    def sweep(self, before: date) -> int:
        """Forget links that nobody has followed since before that day; how many."""
        from campaign.store import is_there

        return self._write(lambda shelf: shelf.sweep(before)) if is_there(self.url) else 0

    def forget_old(self, before: date) -> None:
        """Forget sentences last reported before that day; of hidden ones keep the mark alone."""
        from campaign.store import is_there

        if is_there(self.url):
            self._write(lambda shelf: shelf.forget_old(before))

    def note(self, mark: str, sentence: str, day: date, most: int) -> None:
        """One more report of a sentence; of those that are not hidden keep so many, the newest."""
        self._write(lambda shelf: shelf.note(mark, sentence, day, most))

    def hidden(self) -> frozenset[str]:
        """The marks of the sentences that are hidden."""
        return self._read(lambda shelf: shelf.hidden(), frozenset())

    def reported(self) -> tuple[Reported, ...]:
        """Every sentence that was reported, those with most reports first."""
        return self._read(lambda shelf: shelf.reported(), ())

    def hide(self, mark: str, hidden: bool) -> bool:
        """Hide a reported sentence or show it again; False if there is none with that mark."""
        return self._write(lambda shelf: shelf.hide(mark, hidden))

    def forget(self, mark: str) -> bool:
        """Forget that a sentence was reported; False if there is none with that mark."""
        return self._write(lambda shelf: shelf.forget(mark))

    def _read(self, ask: Callable[[Shelf], T], nothing: T) -> T:
        from campaign.store import is_there, read_store

        if not is_there(self.url):
            return nothing
        with closing(read_store(self.url)) as store:
            return ask(store.links)

    def _write(self, do: Callable[[Shelf], T]) -> T:
        from campaign.store import open_store

        with closing(open_store(self.url)) as store:
            return do(store.links)
