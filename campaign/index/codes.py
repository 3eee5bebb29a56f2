"""The codes that the Office for National Statistics (ONS) gives to seats, and the five it gave twice."""

from __future__ import annotations

import re

REISSUED = {
    "S14000006": "S14000107",  # Ayr, Carrick and Cumnock
    "S14000008": "S14000108",  # Berwickshire, Roxburgh and Selkirk
    "S14000010": "S14000109",  # Central Ayrshire
    "S14000040": "S14000110",  # Kilmarnock and Loudoun
    "S14000058": "S14000111",  # West Aberdeenshire and Kincardine
}
"""Codes of files from early 2024 -> codes of July 2024, for the same seats."""

KEPT = {"S14000021", "S14000027", "S14000045", "S14000048", "S14000051"}
"""Scottish seats that kept their code in 2024."""

_SEAT = re.compile(r"(E14|W07|S14|N05)(\d{6})")
_NO_SEAT = re.compile(r"[A-Z]9{8}|")
_FIRST_OF_2024 = {"E14": 1063, "W07": 81, "S14": 60, "N05": 1}


def seat_code(text: str) -> str:
    """The seat's code of July 2024, or "" for the codes that mean "no seat" (E99999999, L99999999, empty ...).

    Raises ValueError, with the reason in words, when it is no code of a seat or one of the seats before 2024.
    """
    code = text.strip().upper()
    if _NO_SEAT.fullmatch(code):
        return ""
    code = REISSUED.get(code, code)
    match = _SEAT.fullmatch(code)
    if not match:
        raise ValueError(f"{text.strip()!r} is not the code of a constituency (such as E14001063)")
    if int(match[2]) < _FIRST_OF_2024[match[1]] and code not in KEPT:
        raise ValueError(f"{code} is the code of a constituency as it was before 2024; take a newer edition")
    return code
