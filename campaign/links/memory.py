"""Short links in memory alone: for the practice site, which makes no database, and for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any

from campaign.models.sharing import Reported, ShortLink


class MemoryShelf:
    """A `Shelf` that ends with the process."""

    def __init__(self) -> None:
        self._links: dict[str, ShortLink] = {}
        self._skeletons: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._reported: dict[str, Reported] = {}
        self._lock = Lock()

    def add(self, link: ShortLink, skeleton: str, key: str) -> bool:
        """Keep a new link; False if one of that skeleton is there."""
        with self._lock:
            if skeleton in self._skeletons or link.code in self._links:
                return False
            self._links[link.code], self._skeletons[skeleton], self._keys[key] = link, link.code, link.code
            return True

    def alike(self, skeleton: str) -> ShortLink | None:
        """The link whose name has this skeleton."""
        return self._links.get(self._skeletons.get(skeleton, ""))

    def of_key(self, key: str) -> ShortLink | None:
        """The link of whoever has the secret with this hash."""
        return self._links.get(self._keys.get(key, ""))

    def change(self, code: str, **values: Any) -> None:
        """Change fields of a link; `key=None` locks its maker out."""
        with self._lock:
            if "key" in values and values.pop("key") is None:
                self._keys = {key: other for key, other in self._keys.items() if other != code}
            if code in self._links:
                self._links[code] = replace(self._links[code], **values)

    def report(self, code: str) -> None:
        """One more report of a link."""
        with self._lock:
            if code in self._links:
                self._links[code] = replace(self._links[code], reports=self._links[code].reports + 1)

    def every(self) -> tuple[ShortLink, ...]:
        """Every link, by name."""
        with self._lock:
            return tuple(link for _, link in sorted(self._links.items()))

    def names(self) -> frozenset[str]:
        """The names of all links."""
        with self._lock:
            return frozenset(self._links)

    def sweep(self, before: date) -> int:
        """Forget links that nobody has followed since before that day; how many."""
        with self._lock:
            old = {code for code, link in self._links.items() if link.used < before}
            self._links = {code: link for code, link in self._links.items() if code not in old}
            self._skeletons = {name: code for name, code in self._skeletons.items() if code not in old}
            self._keys = {key: code for key, code in self._keys.items() if code not in old}
            return len(old)

    def forget_old(self, before: date) -> None:
        """Forget sentences last reported before that day; of hidden ones keep the mark alone."""
        with self._lock:
            kept = {mark: one for mark, one in self._reported.items() if one.day >= before or one.hidden}
            self._reported = {m: one if one.day >= before else replace(one, sentence="") for m, one in kept.items()}

    def note(self, mark: str, sentence: str, day: date, most: int) -> None:
        """One more report of a sentence; of those that are not hidden keep so many, the newest."""
        with self._lock:
            one = self._reported.get(mark, Reported(mark, sentence, 0, day))
            first = one.sentence or sentence  # words that look alike do not replace it
            self._reported[mark] = replace(one, sentence=first, reports=one.reports + 1, day=day)
            open_ones = [one for one in self._reported.values() if not one.hidden]
            newest = sorted(open_ones, key=lambda one: (one.mark == mark, one.day, one.reports, one.mark), reverse=True)
            for old in newest[most:]:
                del self._reported[old.mark]

    def hidden(self) -> frozenset[str]:
        """The marks of the sentences that are hidden."""
        with self._lock:
            return frozenset(mark for mark, one in self._reported.items() if one.hidden)

    def reported(self) -> tuple[Reported, ...]:
        """Every sentence that was reported, those with most reports first."""
        with self._lock:
            return tuple(sorted(self._reported.values(), key=lambda one: (-one.reports, one.mark)))

    def hide(self, mark: str, hidden: bool) -> bool:
        """Hide a reported sentence or show it again; False if there is none with that mark."""
        with self._lock:
            if mark not in self._reported:
                return False
            self._reported[mark] = replace(self._reported[mark], hidden=hidden)
            return True

    def forget(self, mark: str) -> bool:
        """Forget that a sentence was reported; False if there is none with that mark."""
        with self._lock:
            return self._reported.pop(mark, None) is not None
