"""What a person typed and chose, as it travels from page to page inside the form and nowhere else."""

from __future__ import annotations

import re
from typing import NamedTuple
from zlib import crc32

from werkzeug.datastructures import MultiDict

from campaign.letters import clean, first_seed
from campaign.models import Letter
from campaign.web.invitation import VIA
from campaign.web.letter.slots import SLOTS

MOST_KEPT = 3
"""Letters a person changed by hand that travel along beside the newest one."""
MOST_KEPT_BYTES = 24 * 1024
"""All of those together: beside them the newest letter and own words must fit into one request (guards.MAX_BODY)."""
_ID = re.compile(r"[a-z0-9-]{1,40}")
_SEED = re.compile(r"[0-9]{1,7}")
_NO_MARK = "none"
_MARK = r"[0-9a-f]{8}\.[0-9]{1,6}"
_MADE = re.compile(rf"{_MARK}-(?:{_MARK}|{_NO_MARK})")


class Draft(NamedTuple):
    """The hidden state of one person's letter. What they typed stays out of `repr`.

    (A tuple: each request makes several, and a frozen dataclass takes more than twice as long.)
    """

    asks: tuple[str, ...] = ()
    own_words: str = ""
    name: str = ""
    address: str = ""
    add_later: bool = False
    credit: bool = False
    """Whether the last line says where the letter was made."""
    template: str = "standard"
    seed: int = 0
    via: str = ""
    mp_name: str = ""
    constituency: str = ""
    subject: str = ""
    letter: str = ""
    kept: tuple[str, ...] = ()
    precedents: tuple[str, ...] = ()
    """Ids of what others have done, to be mentioned in the letter."""
    made: str = ""
    """The marks of the subject and the text as we made them, to see whether a person changed them."""
    is_as_made: bool = False
    """Whether we made both just now, so that there is no need to look: to be unset with another letter or subject."""

    def __repr__(self) -> str:
        return f"Draft(asks={self.asks!r}, template={self.template!r}, seed={self.seed}, via={self.via!r})"

    @property
    def is_changed(self) -> bool:
        """Whether the person changed the text of the letter."""
        if self.is_as_made or not self.letter.strip():
            return False
        return mark(self.letter) not in self.made.split("-")[1:]

    @property
    def is_taken(self) -> bool:
        """Whether the letter was kept and came back: of which wording it was is not known any more."""
        return self.made.endswith(f"-{_NO_MARK}")

    @property
    def holds_nothing_typed(self) -> bool:
        """Whether nobody could read here what the person typed: they typed nothing, or it stays in their browser."""
        if self.mp_name or self.constituency or self.kept or self.own_subject or self.is_changed:
            return False
        is_kept_there = self.name in {"", SLOTS["name"]} and self.address in {"", SLOTS["address"]}
        return is_kept_there and self.own_words in {"", SLOTS["own_words"]}

    @property
    def is_in_browser(self) -> bool:
        """Whether the person's browser keeps what they typed to itself, and the letter has gaps for it to fill."""
        return self.name == SLOTS["name"] or self.address == SLOTS["address"] or self.own_words == SLOTS["own_words"]

    @property
    def has_own_words(self) -> bool:
        """Whether there is anything of the person's own in the letter."""
        return bool(self.own_words.strip())

    @property
    def own_subject(self) -> str:
        """The subject, if the person changed it; else ""."""
        if self.is_as_made or not self.made:
            return ""
        return self.subject if mark(self.subject) != self.made.split("-")[0] else ""

    @property
    def all_kept(self) -> tuple[str, ...]:
        """The letters to keep once this one gives way to another."""
        return tuple(dict.fromkeys((*self.kept, self.letter) if self.is_changed else self.kept))

    @property
    def is_full(self) -> bool:
        """Whether giving way would lose a letter that a person changed, or make the form too large to send."""
        return len(self.all_kept) > MOST_KEPT or sum(len(text.encode()) for text in self.all_kept) > MOST_KEPT_BYTES

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As hidden fields: everything but the letter itself and the kept ones, which are seen."""
        named = {
            "own_words": self.own_words, "name": self.name, "address": self.address,
            "add_later": "yes" if self.add_later else "", "credit": "yes" if self.credit else "",
            "template": self.template, "seed": str(self.seed), "via": self.via, "mp_name": self.mp_name,
            "constituency": self.constituency, "made": self.made,
        }  # fmt: skip
        several = {"ask": self.asks, "precedent": self.precedents}
        lists = [(name, value) for name, values in several.items() for value in values]
        return lists + [pair for pair in named.items() if pair[1]]

    def with_letter(self, made: Letter) -> Draft:
        """The draft after we made a letter: a changed one moves to the kept ones; a changed subject stays."""
        own_subject = self.own_subject
        return self._replace(
            asks=made.asks,
            template=made.template,
            seed=made.seed,
            subject=own_subject or made.subject,
            letter=made.text,
            made=f"{mark(made.subject)}-{mark(made.text)}",
            kept=self.all_kept,
            is_as_made=not own_subject,
        )

    def take(self, number: int) -> Draft:
        """The draft with one of the kept letters as the letter. A number that is not there changes nothing."""
        if number >= len(self.kept):
            return self
        others = self._replace(kept=self.kept[:number] + self.kept[number + 1 :]).all_kept
        made = f"{self.made.partition('-')[0]}-{_NO_MARK}" if self.made else ""
        return self._replace(letter=self.kept[number], kept=others, made=made, is_as_made=False)


def mark(text: str) -> str:
    """A short mark of a clean text, its checksum and length; space at the end, which browsers treat differently, is not
    counted. It only tells a changed text from one that is as it was: nobody gains by making another with the same mark.
    """
    data = text.rstrip().encode("utf-8", "replace")
    return f"{crc32(data):08x}.{len(data)}"


def read_draft(form: MultiDict[str, str]) -> Draft:
    """The draft that a form holds; anything of the wrong shape counts as not there."""
    given = form.to_dict()
    get = given.get
    seed, via, made = get("seed", ""), get("via", ""), get("made", "")
    own_words, name, address = (clean(get(field, "")) for field in ("own_words", "name", "address"))
    return Draft(
        asks=tuple(dict.fromkeys(form.getlist("ask"))),
        precedents=tuple(one for one in dict.fromkeys(form.getlist("precedent")) if _ID.fullmatch(one)),
        own_words=own_words,
        name=name,
        address=address,
        add_later=bool(get("add_later")),
        credit=bool(get("credit")),
        template=get("template") or "standard",
        seed=int(seed) if _SEED.fullmatch(seed) else first_seed(name, address, own_words),
        via=via if VIA.fullmatch(via) else "",
        mp_name=clean(get("mp_name", "")),
        constituency=clean(get("constituency", "")),
        subject=" ".join(clean(get("subject", "")).split()),
        letter=clean(get("letter", "")),
        kept=tuple(text for text in map(clean, form.getlist("kept")) if text.strip()),
        made=made if _MADE.fullmatch(made) else "",
    )
