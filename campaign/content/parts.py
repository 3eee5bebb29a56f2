"""What `parts` in recommendations.yaml may hold: the sentences that every letter has, each in several wordings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from campaign import models
from campaign.content.sheets import Sheet
from campaign.content.texts import Fault, Prose

_DEFAULTS = models.Parts()


@dataclass(frozen=True)
class Part(Prose):
    """A text that names one field without fail, once."""

    needs: str = ""

    def faults(self, text: str) -> Iterator[Fault]:
        """What is wrong with a shared part."""
        yield from super().faults(text)
        field = f"{{{self.needs}}}"
        if self.needs and text and field not in text:
            yield Fault(f"does not name '{field}'; name it once")
        elif self.needs and text.count(field) > 1:
            yield Fault(f"names '{field}' more than once; name it once", word=field)


@dataclass(frozen=True)
class RequestLead(Prose):
    """What stands before an ask: "Will you please"."""

    def faults(self, text: str) -> Iterator[Fault]:
        """What is wrong with it."""
        yield from super().faults(text)
        if text and text[-1] in ".?!;:":
            yield Fault(f"ends in '{text[-1]}'; leave it out, the request follows at once")


_PERSONS = ("mp", "committee", "report")

Opening = Annotated[str, AfterValidator(Part(400, ("constituency", *_PERSONS), "constituency"))]
OpeningWithoutPlace = Annotated[str, AfterValidator(Part(400, _PERSONS))]
Citation = Annotated[str, AfterValidator(Part(400, ("cite", "committee"), "cite"))]
BridgeOne = Annotated[str, AfterValidator(Part(400, ("short", "committee"), "short"))]
BridgeMore = Annotated[str, AfterValidator(Part(400, ("count", "committee"), "count"))]
LeadIn = Annotated[str, AfterValidator(Part(150, ("short", "ordinal"), "short"))]
RequestWords = Annotated[str, AfterValidator(RequestLead(150))]
Closing = Annotated[str, AfterValidator(Prose(400))]


class PartsSheet(Sheet):
    """The sentences that every letter has."""

    what: ClassVar[str] = "'parts'"
    openings: list[Opening] = Field(
        default=list(_DEFAULTS.openings), examples=['["I am your constituent in {constituency}."]']
    )
    openings_without_place: list[OpeningWithoutPlace] = Field(
        default=list(_DEFAULTS.openings_without_place), examples=["[I am your constituent.]"]
    )
    citations: list[Citation] = Field(default=list(_DEFAULTS.citations), examples=['["My requests rest on {cite}."]'])
    bridges_one: list[BridgeOne] = Field(
        default=list(_DEFAULTS.bridges_one), examples=['["One thing in it matters most to me: {short}."]']
    )
    bridges_few: list[BridgeMore] = Field(
        default=list(_DEFAULTS.bridges_few), examples=['["I have {count} things in it in mind."]']
    )
    bridges_many: list[BridgeMore] = Field(
        default=list(_DEFAULTS.bridges_many), examples=['["I have numbered the {count} things that I ask."]']
    )
    lead_ins: list[LeadIn] = Field(default=list(_DEFAULTS.lead_ins), examples=['["The {ordinal} is {short}."]'])
    requests: list[RequestWords] = Field(default=list(_DEFAULTS.requests), examples=["[Will you please]"])
    examples: list[Closing] = Field(default=list(_DEFAULTS.examples), examples=['["Others have acted already."]'])
    closings: list[Closing] = Field(default=list(_DEFAULTS.closings), examples=["[I look forward to your reply.]"])

    def build(self) -> models.Parts:
        """The model."""
        return models.Parts(**{name: tuple(texts) for name, texts in self})
