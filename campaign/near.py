"""The known name that somebody probably meant when they wrote another one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or "". Capitals, dashes, underscores and spaces make no difference."""
    plain = {_plain(other): other for other in known}
    found = difflib.get_close_matches(_plain(word), plain, 1)
    return plain[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str], form: str = "'{}'") -> str:
    """What to put behind a complaint: " (did you mean 'title'?)", or "" when nothing is near."""
    found = near(word, known)
    return f" (did you mean {form.format(found)}?)" if found else ""


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "-").replace(" ", "-")
