"""What `rules` in recommendations.yaml may hold: for whom, and what is different in their letter."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field, model_validator

from campaign import models
from campaign.content.sheets import Sheet
from campaign.content.texts import Choice, Prose
from campaign.models.nations import NATIONS

RULE_FIELDS = ("constituency", "mp", "committee", "report")
"""What the text of a rule may name in braces."""

Value = Annotated[str, AfterValidator(Prose(150))]
Place = Annotated[str, AfterValidator(Choice(tuple(models.Position)))]
Nation = Annotated[str, AfterValidator(Choice(NATIONS))]
WordingId = Annotated[str, AfterValidator(Prose(40))]
Sentence = Annotated[str, AfterValidator(Prose(400, RULE_FIELDS))]
Thanks = Annotated[str, AfterValidator(Prose(1200, RULE_FIELDS))]
Note = Annotated[str, AfterValidator(Prose(1200))]


class _ConditionSheet(Sheet):
    what: ClassVar[str] = "a condition"

    @model_validator(mode="before")
    @classmethod
    def _in_full(cls, value: Any) -> Any:
        """`minister`, `[minister, speaker]` and `{not: minister}` written out."""
        if isinstance(value, (str, list)):
            return {"one of": _listed(value)}
        if isinstance(value, dict):
            return {key: _listed(given) if key in {"one of", "not"} else given for key, given in value.items()}
        return value

    def build(self) -> models.Condition:
        """The model; values as `facts` writes them."""
        given: dict[str, list[str]] = dict(self)
        is_not = bool(given["none_of"])
        return models.Condition(frozenset(map(self.plain, given["none_of"] or given["one_of"])), is_not)

    @staticmethod
    def plain(value: str) -> str:
        """A value as it is compared."""
        return value.casefold()


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class PartyConditionSheet(_ConditionSheet):
    """Which party."""

    one_of: list[Value] = Field(default=[], alias="one of", examples=["[Labour, Labour (Co-op)]"])
    none_of: list[Value] = Field(default=[], alias="not", examples=["Labour"])


class SeatConditionSheet(PartyConditionSheet):
    """Which constituency, by its name or by its name in addresses."""

    @staticmethod
    def plain(value: str) -> str:
        """A name as it stands in addresses."""
        return models.slugify(value)


class PositionConditionSheet(_ConditionSheet):
    """Which position in the House."""

    one_of: list[Place] = Field(default=[], alias="one of", examples=["[minister, spokesperson]"])
    none_of: list[Place] = Field(default=[], alias="not", examples=["minister"])


class NationConditionSheet(_ConditionSheet):
    """Which nation the constituency is in."""

    one_of: list[Nation] = Field(default=[], alias="one of", examples=["[Scotland, Wales]"])
    none_of: list[Nation] = Field(default=[], alias="not", examples=["England"])

    @staticmethod
    def plain(value: str) -> str:
        """A nation is compared as it is written."""
        return value


class WhenSheet(Sheet):
    """For whom a rule is; all conditions must hold."""

    what: ClassVar[str] = "'when'"
    party: PartyConditionSheet | None = Field(default=None, examples=["Labour"])
    position: PositionConditionSheet | None = Field(default=None, examples=["minister"])
    seat: SeatConditionSheet | None = Field(default=None, examples=["Ynys Môn"])
    nation: NationConditionSheet | None = Field(default=None, examples=["Wales"])

    def build(self) -> dict[str, models.Condition]:
        """The conditions that are given."""
        return {about: condition.build() for about, condition in self if condition is not None}


class RuleSheet(Sheet):
    """What is different for some MPs."""

    what: ClassVar[str] = "a rule"
    when: WhenSheet = Field(examples=["{position: minister}"])
    choose: list[WordingId] = Field(default=[], examples=["[for-ministers]"])
    add: Sentence = Field(default="", examples=["I know that you have spoken about this before."])
    thank_you: Thanks = Field(default="", alias="thank-you", examples=["Thank you for what you have done."])
    note: Note = Field(default="", examples=["This MP has promised to act."])

    def build(self) -> models.Rule:
        """The model."""
        return models.Rule(self.when.build(), frozenset(self.choose), self.add, self.thank_you, self.note)
