"""A supporter's own sentence: plain words on one line, without any way to lead people elsewhere."""

from __future__ import annotations

import re
import unicodedata

from campaign.errors import PostcodeError, ShareError
from campaign.letters import clean
from campaign.postcodes import parse
from campaign.sharing.names import is_rude
from campaign.unicode_form import normalize

MAX_REMARK = 200
"""Characters."""

_SUFFIXES = (
    "app|biz|blog|cloud|club|com|company|co|coop|cymru|dev|edu|eu|fm|gov|info|ink|int|io|ir|is|it|link|live|ly|london|"
    "me|media|mobi|name|net|news|ngo|online|org|page|party|pro|ru|cn|scot|shop|site|social|space|store|tech|to|top|tv|"
    "uk|us|vip|wales|website|wiki|world|xyz|zip|de|fr|nl|ie|ca|au|nz|in|ai|gg|im|cc|be"
)
"""Ends of web addresses, where the dot before them is spelt out."""
_IDEOGRAPHIC = "中国|中國|公司|网络|網絡|在线|网址|网站|香港|台湾|台灣|みんな|コム|닷컴|닷넷|한국"
"""Ends of web addresses that may follow "。", which browsers take for a dot; anything else there is a new sentence."""
_WEB = re.compile(
    # A word, a dot and letters without a space between: every such thing may be an address, today or tomorrow.
    r"://|\bwww\b|\w-?\.(?:xn--[a-z0-9-]+|[^\W\d_]{2,})|\b\d{1,3}(?:[.。]\d{1,3}){3}\b|"
    rf"\w。(?:[a-z]{{2,}}|{_IDEOGRAPHIC})|"
    rf"\w\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*(?:{_SUFFIXES})\b",
    re.IGNORECASE,
)
_AT = re.compile(r"@|[(\[]\s*at\s*[)\]]", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|\b00|\(0)[\d\s().-]{7,}\d|\b0(?:[\s().-]*\d){8,}|\d{8,}|\d(?:[\s().-]{0,2}\d){9,}")
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b", re.IGNORECASE)
_JOINERS = "\u200c\u200d"
"""The two invisible signs that words in some scripts need; marks that turn the direction of a text are left out."""


def read_remark(typed: str) -> str:
    """The sentence as it is shown. Raises ShareError: too long, or holds an address, a contact or a rude word."""
    text = " ".join("".join(c for c in clean(typed) if c in _JOINERS or not _is_invisible(c)).split())
    if len(text) > MAX_REMARK:
        raise ShareError("remark-long", limit=str(MAX_REMARK))
    seen = normalize("NFKC", text.translate(dict.fromkeys(map(ord, _JOINERS))))
    if _AT.search(seen) or _PHONE.search(seen) or any(map(_is_postcode, _POSTCODE.findall(seen))):
        raise ShareError("remark-contact")
    if _WEB.search(seen):
        raise ShareError("remark-link")
    if any(is_rude(word, in_name=False) for word in re.findall(r"[\w'-]+", seen)):
        raise ShareError("remark-rude")
    return text


def _is_postcode(text: str) -> bool:
    try:
        parse(text)
    except PostcodeError as problem:
        return problem.status == "no-mp"
    return True


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Co", "Cn"}
