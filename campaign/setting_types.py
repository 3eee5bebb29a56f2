"""Text -> value of a setting. Each function raises ValueError (or OSError) for text that it does not allow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

PLACES = frozenset({"index", "members-api", "postcodes-io"})
"""The sources that can say where a postcode lies."""


def flag(text: str) -> bool:
    """yes or no."""
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"", "0", "false", "no", "off"}:
        return False
    raise ValueError


def url(text: str) -> str:
    """An http or https address without a query, without a slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "?" in text or "#" in text:
        raise ValueError
    if re.search(r"[\s\\<>\"]", line(text)):
        raise ValueError
    _ = parts.port  # raises ValueError when it is no number
    return text.rstrip("/")


def url_or_empty(text: str) -> str:
    """The same, or ""."""
    if "@" in urlsplit(text).netloc:  # a name and password would stand in every link
        raise ValueError
    return url(text) if text else ""


def database(text: str) -> str:
    """An SQLAlchemy URL of an engine that is supported."""
    if not re.match(r"(sqlite|postgresql)(\+\w+)?://", text):
        raise ValueError
    if text.partition("://")[2].partition("?")[0].count("@") > 1:  # an "@" in a password is written %40
        raise ValueError
    place = re.sub(r"^[^:/]*(:[^@]*)?@", "", text.partition("://")[2])  # without name and password
    port = re.match(r"(?:\[[^\]]*\]|[^/:?]*):([^/?]*)", place)
    if text.startswith("postgresql") and port and not re.fullmatch("[0-9]{0,5}", port[1]):
        raise ValueError
    return line(text)


def folder(text: str) -> Path | None:
    """A folder that exists, or None."""
    if not text:
        return None
    path = Path(text).expanduser()
    if not path.is_dir():
        raise ValueError
    return path.resolve()


def line(text: str) -> str:
    """One line without control characters."""
    # Control characters, and the lone surrogates that stand for bytes which were not UTF-8.
    if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", text):
        raise ValueError
    return text


def ascii_line(text: str) -> str:
    """One line of ASCII."""
    if not text.isascii():
        raise ValueError
    return line(text)


def up_to(limit: int) -> Callable[[str], int]:
    """Makes a parser of whole numbers from 0 to `limit`."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > limit:
            raise ValueError
        return int(text)

    return parse


def positive(limit: int) -> Callable[[str], int]:
    """Makes a parser of whole numbers from 1 to `limit`."""

    def parse(text: str) -> int:
        number = up_to(limit)(text)
        if not number:
            raise ValueError
        return number

    return parse


def places(text: str) -> tuple[str, ...]:
    """Names of place sources, each once."""
    names = tuple(text.replace(",", " ").split())
    if not names or len(set(names)) < len(names) or not set(names) <= PLACES:
        raise ValueError
    return names


def path(text: str) -> Path | None:
    """A path, or None."""
    return Path(line(text)).expanduser() if text else None


def plain_file(text: str) -> Path | None:
    """A path where a file is or may come to be, or None; no folder and no device."""
    named = path(text)
    if named and named.exists() and not named.is_file():
        raise ValueError
    return named


def day(text: str) -> date | None:
    """A date as 2029-07-05, or None."""
    if text and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError
    return date.fromisoformat(text) if text else None


def sites(text: str) -> tuple[str, ...]:
    """Origins such as https://www.example.org, each once; or * alone for all; or none."""
    names = tuple(dict.fromkeys(text.replace(",", " ").split()))
    if names == ("*",):
        return names
    for name in names:
        parts = urlsplit(url(name))
        if name != f"{parts.scheme}://{parts.netloc}" or "@" in name or re.search(r"[;'*]", name) or not name.isascii():
            raise ValueError
    return names


def redis(text: str) -> str:
    """A Redis address, or ""."""
    if text and (urlsplit(text).scheme not in {"redis", "rediss"} or not urlsplit(text).hostname):
        raise ValueError
    _ = urlsplit(text).port  # raises ValueError when it is no number
    return line(text)
