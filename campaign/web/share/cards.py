"""The pictures of links: which words each has, and the address under which it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from campaign.models import Constituency
from campaign.services import Services
from campaign.sharing.cards import SIZE, Card, Deck
from campaign.web.rendering import Renderer

CAMPAIGN, RECOMMENDATION, CONSTITUENCY = "campaign", "recommendation", "constituency"
WORDS = "partials/card.html"


@dataclass(frozen=True, slots=True)
class Picture:
    """A card and where it is, without the host."""

    path: str
    card: Card

    width, height = SIZE

    @property
    def alt(self) -> str:
        """Its words."""
        return self.card.alt


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one site. Only what the site knows without asking anybody has one."""

    renderer: Renderer
    services: Services
    deck: Deck = field(default_factory=Deck)

    def picture(self, kind: str = CAMPAIGN, name: str = CAMPAIGN) -> Picture:
        """The card of a recommendation or a constituency; the campaign's for one that is not known."""
        card = self.find(kind, name)
        if card is None:
            kind, name, card = CAMPAIGN, CAMPAIGN, self._card()
        return Picture(f"/cards/{card.mark}/{kind}/{name}.png", card)

    def find(self, kind: str, name: str) -> Card | None:
        """The card of that name, or None."""
        if (kind, name) == (CAMPAIGN, CAMPAIGN):
            return self._card()
        if kind == RECOMMENDATION and (found := self.services.content.find([name])):
            return self._card(recommendation=found[0])
        if kind == CONSTITUENCY and (place := self._place(name)):
            return self._card(constituency=place)
        return None

    def _place(self, slug: str) -> Constituency | None:
        return next((one for one in self.services.parliament.constituencies() if one.slug == slug), None)

    def _card(self, **about: Any) -> Card:
        values = {"recommendation": None, "constituency": None, **about}
        dissolved = self.services.parliament.is_dissolved
        words = self.renderer.lines(WORDS, dissolved=dissolved, **values)
        return Card(words["above"], words["headline"], words["below"])
