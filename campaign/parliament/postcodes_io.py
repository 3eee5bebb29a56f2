"""postcodes.io as a source of constituencies. Off unless the operator names it: it is a third party.

It answers with the ONS name and code of the seat. The name is looked up in the directory by its slug, so that
ONS's spellings ("Glyndwr") meet Parliament's ("Glyndŵr"); an answer that is in no directory counts as none.
"""

from __future__ import annotations

import re
from typing import Any

from campaign.errors import ParliamentUnavailable, PostcodeUnknown
from campaign.models import Constituency, Whereabouts
from campaign.parliament.patience import PATIENCE_SECONDS, Patience
from campaign.parliament.session import Session
from campaign.postcodes import Postcode

GSS = re.compile(r"E14|W07|S14|N05")
"""How the codes of Westminster seats begin: England, Wales, Scotland, Northern Ireland (ONS)."""


class PostcodesIo:
    """Asks postcodes.io, or a server of the operator's own that speaks as it does."""

    name = "postcodes-io"

    def __init__(self, url: str, *, contact: str = "", patience: float = PATIENCE_SECONDS) -> None:
        self._session = Session(url, contact=contact, root="/", good=(200, 404))
        self._seconds = patience

    def find(self, postcode: Postcode) -> Whereabouts:
        """The constituency of a postcode. Raises PostcodeUnknown, ParliamentUnavailable."""
        path = "postcodes/" + str(postcode).replace(" ", "")
        name = self._session.get(path, _name, Patience(self._seconds), "postcodes.io")
        if not name:
            raise PostcodeUnknown
        return Whereabouts((Constituency(0, name),))


def _name(answer: Any) -> str:
    """The seat's name; "" when the postcode is not known or lies in no seat."""
    if not isinstance(answer, dict):
        raise ParliamentUnavailable("the answer had another shape")
    result = answer.get("result")
    if result is None and answer.get("status") == 404:
        return ""
    if not isinstance(result, dict):
        raise ParliamentUnavailable("the answer had another shape")
    code = (result.get("codes") or {}).get("parliamentary_constituency")
    name = result.get("parliamentary_constituency")
    return name if isinstance(name, str) and isinstance(code, str) and GSS.match(code) else ""
