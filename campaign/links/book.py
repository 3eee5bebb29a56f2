"""The rules of short links: how they get a name and a secret, who may change them, when they end."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from campaign.errors import ShareError, StoreUnavailable
from campaign.models.sharing import Choice, LinkState, Reported, Shelf, ShortLink
from campaign.sharing import names
from campaign.unicode_form import normalize

SECRET_BYTES = 24
"""Of a maker's secret: 192 bits."""
HIDDEN_SECONDS = 20.0
"""How long a sentence may still be seen after the operator has hidden it: the database is asked no more often."""
NAMES_SECONDS = 30.0
"""How long the names of all links are remembered; they are asked for only when very many codes are about."""
REPORT_DAYS = 90
"""How long the words of a reported sentence are kept."""
MOST_REPORTED = 200
"""Reported sentences that are kept at once, the newest; those that the operator has hidden not counted."""
ENOUGH_TRIES = 20
"""Drawn names that may be taken one after another before something else is wrong."""
MARK = re.compile("[0-9a-f]{12}")
"""What `mark_of` gives."""
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f]")
"""Signs that change nothing but how the one before them looks, if that."""
TAKEN = frozenset({"link-name-taken", "link-name-alike", "link-name-counted"})
"""Errors of names that are fine but for somebody else."""


def _never(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class LinkBook:
    """All short links of a site. `unused_days`: how long one stays that nobody follows; 0: for ever."""

    shelf: Shelf
    clock: Callable[[], date] = date.today
    unused_days: int = 0
    _hidden: dict[str, Any] = field(
        default_factory=lambda: {"until": 0.0, "marks": frozenset(), "swept": None}, repr=False
    )
    _names: dict[str, Any] = field(default_factory=lambda: {"until": 0.0, "all": frozenset()}, repr=False)

    def make(
        self, choice: Choice, label: str, wanted: str = "", is_counted: Callable[[str], bool] = _never
    ) -> tuple[ShortLink, str]:
        """A new link and its maker's secret, which is told this once and never kept.

        `is_counted`: whether there are numbers for that code, perhaps of somebody else's long link.
        Raises ShareError with a suggestion when the wanted name cannot be had.
        """
        self.sweep()
        name = names.tidy(wanted, names.LONGEST + 1)
        if wanted.strip():
            self.check_name(name, label, is_counted)
        secret, today = secrets.token_urlsafe(SECRET_BYTES), self.clock()
        for _ in range(ENOUGH_TRIES):
            link = ShortLink(name or names.draw(), choice, label, made=today, used=today)
            if self.shelf.add(link, names.skeleton(link.code), key_of(secret)):
                return link, secret
            if name:  # somebody was quicker
                self.check_name(name, label, is_counted)
        raise ShareError("links-away")

    def check_name(self, name: str, label: str = "", is_counted: Callable[[str], bool] = _never) -> None:
        """Raises ShareError, with a suggestion, unless a link can have that name."""
        try:
            names.check_name(name)
            if taken := self.shelf.alike(names.skeleton(name)):
                raise ShareError("link-name-taken" if taken.code == name else "link-name-alike", suggestion="")
            if is_counted(name):
                raise ShareError("link-name-counted", suggestion="")
        except ShareError as error:
            if "suggestion" not in error.details:
                raise
            near = name if error.code in TAKEN else label
            free = names.suggestion(near, lambda one: self.is_free(one) and not is_counted(one))
            raise ShareError(error.code, suggestion=free) from None

    def is_free(self, name: str) -> bool:
        """Whether a link could have that name."""
        try:
            names.check_name(name)
        except ShareError:
            return False
        return self.shelf.alike(names.skeleton(name)) is None

    def find(self, code: str) -> ShortLink | None:
        """The link of that name, in whatever case and with whatever look-alike signs it was typed; paused ones too."""
        found = self.shelf.alike(names.skeleton(names.tidy(code)))
        return found if found and found.state != LinkState.GONE and not self._is_old(found) else None

    def has(self, code: str) -> bool:
        """Whether a link has exactly this name; never fails. A link made elsewhere is known half a minute later."""
        if time.monotonic() >= self._names["until"]:
            self._names["until"] = time.monotonic() + NAMES_SECONDS
            with suppress(StoreUnavailable):  # then what was known before goes on
                self._names["all"] = self.shelf.names()
        return code in self._names["all"]

    def follow(self, link: ShortLink) -> None:
        """Note that somebody follows it: the day, and no more. So old links are forgotten once a day at least."""
        if link.used < self.clock():
            self.shelf.change(link.code, used=self.clock())
            self.sweep()

    def mine(self, secret: str) -> ShortLink | None:
        """The link whose maker has this secret."""
        found = self.shelf.of_key(key_of(secret))
        return found if found and not self._is_old(found) else None

    def change(self, link: ShortLink, choice: Choice, label: str) -> None:
        """Let it open the site with something else."""
        self.shelf.change(link.code, choice=choice, label=label)

    def pause(self, link: ShortLink, paused: bool) -> None:
        """Pause it, or go on with it; what the operator has stopped stays stopped."""
        if link.state != LinkState.STOPPED:
            self.shelf.change(link.code, state=LinkState.PAUSED if paused else LinkState.ACTIVE)

    def stop(self, link: ShortLink, stopped: bool) -> None:
        """The operator stops it, or lets it go on and takes its reports as answered; its maker's own pause stays.

        A stopped link's sentence is hidden as well: else it would be shown to whoever kept the address it led to.
        """
        sentence = link.choice.sentence
        if stopped:
            self.shelf.change(link.code, state=LinkState.STOPPED)
            if sentence:
                self.shelf.note(mark_of(sentence), sentence, self.clock(), MOST_REPORTED)
                self.shelf.hide(mark_of(sentence), True)
        else:
            if sentence:
                self.shelf.forget(mark_of(sentence))
            state = LinkState.ACTIVE if link.state == LinkState.STOPPED else link.state
            self.shelf.change(link.code, state=state, reports=0)

    def delete(self, link: ShortLink) -> None:
        """Forget what it was. Its name stays taken for a while, so that no poster leads to another's link."""
        gone = {"state": LinkState.GONE, "choice": Choice(), "label": "", "key": None, "used": self.clock()}
        self.shelf.change(link.code, **gone)

    def every(self) -> tuple[ShortLink, ...]:
        """Every link that still is one, by name."""
        return tuple(one for one in self.shelf.every() if one.state != LinkState.GONE and not self._is_old(one))

    def sweep(self) -> int:
        """Forget the links that nobody has followed for too long, and old reports; how many links."""
        self._forget_old()
        return self.shelf.sweep(self.clock() - timedelta(days=self.unused_days)) if self.unused_days else 0

    # Sentences

    def report(self, sentence: str, code: str = "") -> None:
        """Somebody reports a sentence, which may be of a short link."""
        link = self.find(code) if code else None
        if link and link.choice.sentence == sentence and link.state != LinkState.STOPPED:
            self.shelf.report(link.code)
        elif sentence:
            self.shelf.note(mark_of(sentence), sentence, self.clock(), MOST_REPORTED)
            self._forget_old()

    def hides(self, sentence: str) -> bool:
        """Whether the operator has hidden this sentence."""
        if time.monotonic() >= self._hidden["until"]:
            self._hidden["until"] = time.monotonic() + HIDDEN_SECONDS
            with suppress(StoreUnavailable):  # then, and for others while one asks, what was known before goes on
                self._hidden["marks"] = self.shelf.hidden()
                if self._hidden["swept"] != self.clock():
                    self._forget_old()
        return mark_of(sentence) in self._hidden["marks"]

    def reported(self) -> tuple[Reported, ...]:
        """Sentences that were reported and belong to no short link, those with most reports first."""
        self._forget_old()
        return self.shelf.reported()

    def forget(self, mark: str) -> bool:
        """Forget a reported sentence; False if there is none with that mark."""
        return self.shelf.forget(mark)

    def _forget_old(self) -> None:
        self._hidden["swept"] = self.clock()  # tried once a day, also where nothing can be written
        self.shelf.forget_old(self.clock() - timedelta(days=REPORT_DAYS))

    def _is_old(self, link: ShortLink) -> bool:
        return bool(self.unused_days) and link.used < self.clock() - timedelta(days=self.unused_days)


def key_of(secret: str) -> str:
    """What is kept of a maker's secret: nobody can read the secret from it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def mark_of(sentence: str) -> str:
    """What stands for a sentence; case, accents, spaces, punctuation and emoji make no difference.

    The vowel signs of Indian scripts do, and so does everything in a sentence that has nothing but signs.
    """
    whole = normalize("NFKD", sentence).casefold()
    bare = "".join(filter(_is_told_apart, whole)) or "".join(whole.split())
    return hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest()[:12]


def _is_told_apart(character: str) -> bool:
    if character.isalnum():
        return True
    is_sign = unicodedata.category(character)[0] == "M" and not unicodedata.combining(character)
    return is_sign and not _VARIANTS.match(character)
