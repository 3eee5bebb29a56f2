"""The values everything else speaks of: frozen, without behaviour that needs the outside world.

Constituency + Member -> Seat;  Recommendation (wordings, asks, claims);  Writer;  Letter
"""

from campaign.models.asks import (
    PART_FIELDS,
    WORDING_FIELDS,
    CommitteeView,
    Content,
    Parts,
    Recommendation,
    Report,
    Standing,
    Wording,
)
from campaign.models.evidence import Claim, Confidence, Day, Precedent, Source
from campaign.models.hints import Hint
from campaign.models.letters import Letter, Writer
from campaign.models.places import (
    HOUSE_OF_COMMONS,
    Constituency,
    Member,
    Party,
    Position,
    Seat,
    Whereabouts,
    slugify,
)
from campaign.models.roles import Matter, Role, roles
from campaign.models.rules import Condition, Rule, Rulebook

__all__ = [
    "HOUSE_OF_COMMONS",
    "PART_FIELDS",
    "WORDING_FIELDS",
    "Claim",
    "CommitteeView",
    "Condition",
    "Confidence",
    "Constituency",
    "Content",
    "Day",
    "Hint",
    "Letter",
    "Matter",
    "Member",
    "Parts",
    "Party",
    "Position",
    "Precedent",
    "Recommendation",
    "Report",
    "Role",
    "Rule",
    "Rulebook",
    "Seat",
    "Source",
    "Standing",
    "Whereabouts",
    "Wording",
    "Writer",
    "roles",
    "slugify",
]
