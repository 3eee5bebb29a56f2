"""What others have done, beside each thing to ask for: up to three to tick, and where each tick is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.models import Precedent
from campaign.services import Services

MOST = 3
"""Precedents that a recommendation offers."""

Ticks = frozenset[tuple[str, str]]
"""Pairs of a recommendation and a precedent that is ticked there."""


def offered(services: Services) -> Mapping[str, Sequence[Precedent]]:
    """For each recommendation the newest that are checked and current; perhaps none."""
    today = services.clock()
    return {one.id: services.responses.precedents(one.id, today)[:MOST] for one in services.content.recommendations}


def ticks(services: Services, picked: Sequence[str], ids: Sequence[str]) -> Ticks:
    """Where ticks are shown: each once, with the recommendation whose paragraph it goes into; unknown ids nowhere."""
    if not ids:
        return frozenset()
    offer = offered(services)
    order = [*picked, *(id for id in offer if id not in picked)]
    homes = {
        id: next((ask for ask in order if any(one.id == id for one in offer[ask])), "") for id in dict.fromkeys(ids)
    }
    return frozenset((home, id) for id, home in homes.items() if home)
