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
    return _share(plain, "\n".join(_plain(body(text)) for text in shipped), len(plain))


def share_of_words(letter: str, words: str) -> float:
    """`share_of_own` of a letter in which `words` are the writer's and all else was shipped, as it stands without them.

    Only the windows that have something of the words in them need a look, which takes half the time.
    """
    if not words:
        return 0.0
    start, end = _body(letter)
    at = letter.find(words, 0, end)
    if at < start:  # not in the body
        return share_of_own(letter, [letter.replace(words, "", 1)])
    before, words, after = _plain(letter[start:at]), _plain(words), _plain(letter[at + len(words) : end])
    near = before[1 - WINDOW :] + words + after[: WINDOW - 1]
    return _share(near, before + after, len(before + words + after))


def _share(plain: str, known: str, length: int) -> float:
    """The share of the windows of a text of that length that are windows of `plain` and not in `known`."""
    windows = length - WINDOW + 1
    return _foreign(plain, known) / windows if windows > 0 else 0.0


def _foreign(plain: str, known: str) -> int:
    """How many windows of `plain` are not in `known`, without looking at each of them."""
    windows = max(0, len(plain) - WINDOW + 1)
    own = at = 0
    while at < windows:
        # Where a window's end is not known, neither is any window that begins before it and holds it.
        if plain[at + WINDOW - PART : at + WINDOW] not in known:
            step = WINDOW - PART + 1
        elif not (step := _until_known(plain[at : at + WINDOW], known)):
            at += _shared(plain[at:], known, known.find(plain[at : at + WINDOW])) - WINDOW + 1
        own += step
        at += step
    return own - max(0, at - windows)


def _until_known(window: str, known: str) -> int:
    """From which character on the window's end is in `known`, which its last few characters are."""
    return bisect_left(range(WINDOW - PART), True, key=lambda start: window[start:] in known)


def _shared(text: str, known: str, place: int) -> int:
    """How many characters `text` begins with that stand in `known` from `place` on; at least a window does."""
    length = step = WINDOW
    while step:
        if step <= len(text) - length and known.startswith(text[: length + step], place):
            length += step
            step *= 2
        else:
            step //= 2
    return length
