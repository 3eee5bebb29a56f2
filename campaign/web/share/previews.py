"""What other programs show of a link to this site: the picture."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect

from campaign.web.assets import A_YEAR
from campaign.web.share.cards import CONSTITUENCY
from campaign.web.site import Answer, the_site

previews = Blueprint("previews", __name__)

AN_HOUR = "public, max-age=3600"
"""For a redirect to the picture of today: the words may change back."""
FOR_ALL = {"Cross-Origin-Resource-Policy": "cross-origin"}
"""Any website that shows a link to this one may show its picture too."""


@previews.get("/cards/<mark>/<any(campaign, recommendation, constituency):kind>/<name>.png")
def card(mark: str, kind: str, name: str) -> Answer:
    """A picture. Its old address leads to that of today; a constituency that is not known has the campaign's."""
    known = the_site().cards
    found = known.find(kind, name)
    if found is None and kind != CONSTITUENCY:
        abort(404)
    if found is None or mark != found.mark:
        answer = redirect(known.picture(kind, name).path, 302)
        answer.headers.update({"Cache-Control": AN_HOUR, **FOR_ALL})
        return answer  # type: ignore[return-value]
    return Response(known.deck.png(found), mimetype="image/png", headers={"Cache-Control": A_YEAR, **FOR_ALL})
