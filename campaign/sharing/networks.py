"""Ways to pass a link on: plain addresses of the networks' own pages, with a text that fits each.

A text may be as long as the network takes. Characters are counted as code points: never fewer than what the
networks count, which put several into one (graphemes), so that a text that fits here fits there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

UNESCAPED = "!~*'()"
"""What JavaScript's `encodeURIComponent` leaves alone besides letters, digits, "-", "_" and "."."""
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Network:
    """One way: its address holds {text}, {link} (both encoded) and {subject}; a text holds the link unless apart."""

    kind: str
    name: str
    address: str
    limit: int
    """Characters of text and link together."""
    link_counts: int | None = None
    """What any link counts, where that is not its length."""
    weighted: bool = False
    """Whether characters beyond Latin, such as emoji and Chinese, count two (X)."""
    typewriter: bool = False
    """Whether quotation marks and dashes are written plainly: any other makes a text message twice as dear."""

    def length(self, text: str, link: str) -> int:
        """How much of the limit they take together, with a space between."""
        counted = len(link) if self.link_counts is None else self.link_counts
        return sum(map(_weight, text)) + 1 + counted if self.weighted else len(text) + 1 + counted


NETWORKS: tuple[Network, ...] = (
    Network("whatsapp", "WhatsApp", "https://wa.me/?text={text}%20{link}", 4_000),
    Network("bluesky", "Bluesky", "https://bsky.app/intent/compose?text={text}%20{link}", 300),
    Network("mastodon", "Mastodon", "https://{server}/share?text={text}%20{link}", 500, link_counts=23),
    Network("x", "X", "https://x.com/intent/post?text={text}&url={link}", 280, link_counts=23, weighted=True),
    Network("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={link}", 4_000),
    Network("threads", "Threads", "https://www.threads.net/intent/post?text={text}&url={link}", 500),
    Network("linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={link}", 4_000),
    Network("telegram", "Telegram", "https://t.me/share/url?url={link}&text={text}", 4_000),
    Network("email", "E-mail", "mailto:?subject={subject}&body={text}%0D%0A%0D%0A{link}", 1_800),
    Network("sms", "Text message", "sms:?&body={text}%20{link}", 160, typewriter=True),
)
"""Every way, in the order in which they are offered. `docs/sharing.md` shows the same table."""

BY_KIND = {network.kind: network for network in NETWORKS}


@dataclass(frozen=True, slots=True)
class Passing:
    """One way, ready to be followed. `text` is what it says, without the link."""

    kind: str
    name: str
    url: str
    text: str
    fits: bool = True
    """False where the link alone is longer than the network takes."""


def ways_to_pass_on(link: str, texts: Sequence[str], subject: str, server: str = "") -> tuple[Passing, ...]:
    """Every way for this link. `texts`: the same said at different lengths, the longest first.

    Mastodon needs the person's `server`; without one its address is left empty, and a page asks for it.
    """
    return tuple(_passing(network, link, texts, subject, server) for network in NETWORKS)


def _passing(network: Network, link: str, texts: Sequence[str], subject: str, server: str) -> Passing:
    text = fitted(network, link, texts)
    parts = {"text": _encode(text), "link": _encode(link), "subject": _encode(subject)}
    url = network.address.format(**parts, server=server) if server or network.kind != "mastodon" else ""
    return Passing(network.kind, network.name, url, text, bool(text))


def fitted(network: Network, link: str, texts: Sequence[str]) -> str:
    """The first text that fits together with the link; if none does, the last, cut between two words, or ""."""
    said = [_typewritten(text) if network.typewriter else text for text in (" ".join(t.split()) for t in texts)]
    for text in said:
        if network.length(text, link) <= network.limit:
            return text
    words = said[-1].split(" ")
    end = _typewritten(ELLIPSIS) if network.typewriter else ELLIPSIS
    while words:
        words.pop()
        text = " ".join(words).rstrip(",;:–-") + end
        if words and network.length(text, link) <= network.limit:
            return text
    return ""


def _weight(character: str) -> int:
    """What X counts for it (twitter-text, configuration 3)."""
    point = ord(character)
    light = point <= 4351 or 8192 <= point <= 8205 or 8208 <= point <= 8223 or 8242 <= point <= 8247
    return 1 if light else 2


def _typewritten(text: str) -> str:
    return text.replace("…", "...").translate(str.maketrans("’‘“”–—", "''\"\"--"))


def _encode(text: str) -> str:
    return quote(text, safe=UNESCAPED, encoding="utf-8", errors="replace")
