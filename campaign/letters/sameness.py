"""How alike two letters look to a filter, by the measure that WriteToThem documents.

docs/sameness.md has the exact rules, for whoever writes the same in another language: the browser does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from zlib import crc32

from campaign.unicode_form import normalize

WINDOW = 32
"""Letters and digits in one window."""
ONE_IN = 16
"""About one window in so many is kept: those whose hash is a multiple of it."""
PART = 8
"""Letters and digits at the end of a window that are looked for first."""
ALIKE = 0.5
"""Two letters that overlap by more than this count as alike."""

_SALUTATION = re.compile(r"^[ \t]*Dear [^\n]*\n", re.MULTILINE)
_SIGN_OFF = re.compile(
    r"[ \t]*(?:Yours(?: sincerely| faithfully| truly)?|(?:With )?(?:Kind |Best |Warm )?(?:regards|wishes)),?[ \t]*",
    re.IGNORECASE,
)
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")
_NEITHER_IN_ASCII = bytes(set(range(128)) - set(b"0123456789abcdefghijklmnopqrstuvwxyz"))


def body(letter: str) -> str:
    """What stands between the first line that says "Dear ..." and the last that says "Yours sincerely" or the like.

    What a text has neither of is not cut off.
    """
    return letter[slice(*_body(letter))]


def _body(letter: str) -> tuple[int, int]:
    """Where it starts and ends."""
    greeted = _SALUTATION.search(letter)
    start = greeted.end() if greeted else 0
    end = len(letter)
    while end > start:  # line by line from below, as the last one counts
        line = letter.rfind("\n", start, end) + 1 or start
        if _SIGN_OFF.fullmatch(letter, line, end):
            return start, line
        end = line - 1
    return start, len(letter)


def fingerprint(text: str) -> frozenset[int]:
    """The hashes of the windows that are kept; none for a text of fewer than 32 letters and digits.

    Each window's hash is the CRC-32 (as in zlib) of its UTF-8, and it is kept if that is a multiple of 16.
    """
    plain = _plain(text)
    starts = range(len(plain) - WINDOW + 1)
    if plain.isascii():  # a window of characters is a window of bytes, which is quicker to take
        data = plain.encode()
        return frozenset([number for at in starts if not (number := crc32(data[at : at + WINDOW])) % ONE_IN])
    windows = (plain[at : at + WINDOW].encode() for at in starts)
    return frozenset([number for window in windows if not (number := crc32(window)) % ONE_IN])


def _plain(text: str) -> str:
    """Letters and digits alone, in small letters: accents stay."""
    if text.isascii():
        return text.lower().encode().translate(None, _NEITHER_IN_ASCII).decode()
    return _NEITHER_LETTER_NOR_DIGIT.sub("", normalize("NFC", text).lower())


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """2|A∩B| / (|A|+|B|): from 0 (nothing shared) to 1 (the same); 0 where neither has anything to compare."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 0.0


def share_of_own(letter: str, shipped: Iterable[str]) -> float:
    """How much of a letter's body is the writer's: the share of its windows that no shipped text has.

    `shipped`: whole letters or parts of them, as they stand without the writer's words. Both texts are at hand, so
    every window counts, and not only one in sixteen.
    """
    plain = _plain(body(letter))
    known = "\n".join(_plain(body(text)) for text in shipped)
    return _share(_foreign(plain, known), len(plain))


def share_of_words(letter: str, words: str) -> float:
    """`share_of_own` of a letter in which `words` are the writer's and all else was shipped, as it stands without them.

    Where they stand on lines of their own, only windows with something of them need a look, which takes half the time.
    """
    start, end = _body(letter)
    at = letter.find(words)
    stop = at + len(words)
    if not start <= at <= stop <= end or not {letter[at - 1 : at], letter[stop : stop + 1]} <= {"\n", ""}:
        return share_of_own(letter, [letter.replace(words, "", 1)])
    before, own, after = _plain(letter[start:at]), _plain(words), _plain(letter[stop:end])
    known = before + after
    near = before[1 - WINDOW :] + own + after[: WINDOW - 1]
    return _share(_foreign(near, known), len(known) + len(own))


def _share(own: int, length: int) -> float:
    """That many windows as a share of all that a text of that length has."""
    windows = length - WINDOW + 1
    return own / windows if windows > 0 else 0.0


def _foreign(plain: str, known: str) -> int:
    """How many windows of `plain` are not in `known`, without looking at each of them."""
    windows = len(plain) - WINDOW + 1
    own = at = 0
    while at < windows:
        step = min(_until_known(plain, at, known), windows - at)
        own += step
        at += step or _shared(plain[at:], known) - WINDOW + 1
    return own


def _until_known(plain: str, at: int, known: str) -> int:
    """From which character on the end of the window at `at` is in `known`; one too many if not even its last few.

    No window that begins before that character is in `known`: each holds what is not.
    """
    last = WINDOW - PART
    if plain[at + last : at + WINDOW] not in known:
        return last + 1
    return bisect_left(range(last), True, key=lambda start: plain[at + start : at + WINDOW] in known)


def _shared(text: str, known: str) -> int:
    """How many characters `text` begins with that stand together in `known`, too; at least a window does."""
    length = step = WINDOW
    place = known.find(text[:length])
    while step:
        if step <= len(text) - length and known.startswith(text[: length + step], place):
            length += step
            step *= 2
        else:
            step //= 2
    return length
