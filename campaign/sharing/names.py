"""Names of short links: which are allowed, which look like another, and how one is drawn that nobody can guess."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from campaign.errors import ShareError
from campaign.unicode_form import normalize


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHORTEST, LONGEST = 3, 30
"""Characters of a chosen name."""
NAME = re.compile(r"[a-z0-9](?:-?[a-z0-9])*")
ALPHABET = "34679bcdfghjkmnpqrtvwxz"
"""For drawn names: of signs that look alike (0 o, 1 l i, 2 z, 5 s, 8 b) one at most, and no vowel, so no word."""
DRAWN = 10
"""Characters of a drawn name: 23 signs each, about 45 bits."""
LONGEST_LABEL = 40

ROUTES = _words("""
    about api by-hand cards constituencies counted embed find follow-up for-mps go health help letter mastodon new
    oembed passed-on poster print privacy progress qr recommendations report responses robots sent share static studio
    thanks write
""")
"""First parts of our own addresses, and what may become one; a test compares them with the site."""
OFFICIAL = _words("""
    admin administrator root official moderator webmaster postmaster parliament ukparliament commons lords mps
    government gov govuk hmg minister police nhs election elections electoral bbc
""")
"""Words that sound like an authority or like the people who run the site."""

_LIKE = str.maketrans("0158", "olsb", "-_.") | str.maketrans("i2", "lz")
_PAIRS = (("rn", "m"), ("vv", "w"))
_SPEAK = str.maketrans("013457@$!", "oieastasi")


def tidy(text: str, longest: int = LONGEST_LABEL) -> str:
    """What somebody typed as letters, digits and single hyphens: "Leeds Friends!" -> "leeds-friends"; may be ""."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:longest].strip("-")


def skeleton(name: str) -> str:
    """What is left of a name when signs that look alike are made the same; two names with one skeleton are alike."""
    bare = name.casefold().translate(_LIKE)
    for pair, single in _PAIRS:
        bare = bare.replace(pair, single)
    return bare


def check_name(name: str) -> None:
    """Raises ShareError, without a suggestion, for a name that no link may have."""
    if not NAME.fullmatch(name) or not SHORTEST <= len(name) <= LONGEST:
        raise ShareError("link-name-shape", shortest=str(SHORTEST), longest=str(LONGEST))
    parts = {name, *name.split("-")}
    if name in ROUTES or any(skeleton(part) in _official() for part in parts):
        raise ShareError("link-name-reserved", suggestion="")
    if is_rude(name):
        raise ShareError("link-name-rude", suggestion="")


def is_rude(text: str, *, in_name: bool = True) -> bool:
    """Whether a name, or a word of a sentence, is rude; "scunthorpe", "essex" and "penistone" are not.

    A sentence may speak of crimes whose names no link should have.
    """
    parts = [part for part in re.split(r"[^\w@$!]+|_", text.casefold()) if part]
    # Letters spelled out one by one are one word: "s-h-i-t".
    spelt = re.findall(r"(?:(?<=-)|^)(?:\w-){2,}\w(?=-|$)", "-".join(parts))
    return any(_is_rude_word(part, in_name) for part in (*parts, *(one.replace("-", "") for one in spelt)))


def _is_rude_word(part: str, in_name: bool) -> bool:
    rude = _rude()
    reads = {part, part.translate(_SPEAK) if re.search(r"[^\W\d]", part) else part}
    for read in reads | {re.sub(r"(.)\1{2,}", r"\1", read) for read in reads}:
        bare = read
        for fine in rude.fine:
            bare = bare.replace(fine, " ")
        if read in rude.words or (in_name and read in rude.names) or any(stem in bare for stem in rude.stems):
            return True
    return False


def draw() -> str:
    """A name that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))


def suggestion(wanted: str, is_free: Callable[[str], bool]) -> str:
    """A name near to the one that is refused, or a drawn one; `is_free` also says no to what is not allowed."""
    return next(name for name in _candidates(tidy(wanted, LONGEST - 3)) if is_free(name))


def _candidates(base: str) -> Iterator[str]:
    if len(base) >= SHORTEST:
        yield base
        # "2" would look like "z" to somebody reading a poster; words do not.
        for end in ("two", "more", "again", "now"):
            yield f"{base[: LONGEST - len(end) - 1].strip('-')}-{end}"
        for number in range(3, 10):
            yield f"{base}-{number}"
    while True:
        yield draw()


@cache
def _official() -> frozenset[str]:
    return frozenset(skeleton(word) for word in OFFICIAL)


@dataclass(frozen=True, slots=True)
class _Rude:
    """Whole words, those that only a name may not have, parts of words, and harmless words with such a part."""

    words: frozenset[str]
    names: frozenset[str]
    stems: tuple[str, ...]
    fine: tuple[str, ...]


@cache
def _rude() -> _Rude:
    lines = (Path(__file__).parent / "rude.txt").read_text(encoding="utf-8").split("\n")
    entries = [entry for line in lines if (entry := line.split("#")[0].strip())]
    marked = [entry.split() for entry in entries if " " in entry]
    return _Rude(
        words=frozenset(entry for entry in entries if entry.isalpha()),
        names=frozenset(word for mark, word in marked if mark == "name"),
        stems=tuple(entry.strip("*") for entry in entries if entry.startswith("*")),
        fine=tuple(word for mark, word in marked if mark == "not"),
    )
