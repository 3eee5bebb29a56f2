"""The server of a person's Mastodon account: from what they type to the name of a host, or an error."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from campaign.errors import ShareError

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{1,59}})")
NOT_PUBLIC = ("local", "internal", "localhost", "test", "invalid", "onion", "arpa", "lan", "home")


def server_of(typed: str) -> str:
    """The host in "mastodon.scot", "https://mastodon.scot/home" or "@ann@mastodon.scot".

    Raises ShareError for all that is no public host name: an address in numbers, a port, a password, another scheme.
    """
    text = typed.strip().casefold()
    if "://" in text:
        try:
            parts = urlsplit(text)
        except ValueError:  # brackets that do not close
            raise ShareError("mastodon-server") from None
        text = parts.netloc if parts.scheme in {"https", "http"} else ""
    elif "@" in text:
        handle = re.fullmatch(r"@?[\w.-]+@([^@/]+)", text)
        text = handle[1] if handle else ""
    text = text.rstrip("/.")
    try:
        host = text.encode("idna").decode() if not text.isascii() else text
    except UnicodeError:
        host = ""
    if len(host) > 253 or not _HOST.fullmatch(host) or host.rsplit(".", 1)[-1] in NOT_PUBLIC:
        raise ShareError("mastodon-server")
    return host
