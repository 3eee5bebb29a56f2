"""The form of the writing page: what must be there, and how long it may be.

Words stand in the page (labels, hints) and in templates/messages.yaml (errors); here are the terms alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wtforms import (  # type: ignore[import-untyped]
    BooleanField,
    Field,
    Form,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from campaign.errors import CampaignError, LetterError
from campaign.letters import clean
from campaign.letters.contract import MAX_ADDRESS, MAX_NAME, MAX_OWN_WORDS
from campaign.web.faults import Fault
from campaign.web.letter.draft import Draft

LONGEST = {
    "own_words": MAX_OWN_WORDS,
    "name": MAX_NAME,
    "address": MAX_ADDRESS,
    "mp_name": MAX_NAME,
    "constituency": MAX_NAME,
}
"""Characters each field may have."""
NEEDED = {"name": "name-missing", "address": "address-missing", "mp_name": "mp-name-missing"}
"""The error when a field is empty."""
PAGE_ORDER = ("mp_name", "constituency", "ask", "own_words", "name", "address")
MAY_COME_LATER = frozenset({"name", "address"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What forms are checked against on one site, and how errors are put into words."""

    asks: Sequence[str]
    templates: Sequence[str]
    sentence: Callable[[CampaignError], str]
    name_of: Callable[[str], str]
    """A field's name as people read it."""
    needs_ask: bool = True
    """Whether something must be chosen: not for a letter of thanks, which asks for nothing."""

    def say(self, error: CampaignError) -> str:
        """The sentence for an error, with the field's name as people know it."""
        if "field" in error.details:
            error = LetterError(error.code, **{**error.details, "field": self.name_of(error.details["field"])})
        return self.sentence(error)

    def wrong_choice(self, asks: Sequence[str]) -> LetterError | None:
        """What is wrong with the choice: there must be at least one, if any is needed, and only what the site has."""
        if any(ask not in self.asks for ask in asks):
            return LetterError("ask-unknown")
        return LetterError("ask-missing") if self.needs_ask and not asks else None

    def wrong_text(self, name: str, text: str, *, later: bool) -> LetterError | None:
        """What is wrong with the text of a field; `later`: the writer adds name and address themselves."""
        if name in NEEDED and not text.strip() and not (later and name in MAY_COME_LATER):
            return LetterError(NEEDED[name])
        limit = LONGEST[name]
        return LetterError("too-long", field=name, limit=f"{limit:,}") if len(text) > limit else None

    @property
    def limits(self) -> str:
        """The length of each text and what to say beyond it, as JSON for the page's script."""
        said = {
            name: self.say(LetterError("too-long", field=name, limit=f"{most:,}")) for name, most in LONGEST.items()
        }
        return json.dumps({name: [most, said[name]] for name, most in LONGEST.items()}, ensure_ascii=False)

    def anchor(self, name: str) -> str:
        """The id of a field; for a group of boxes, of the first of them."""
        return f"ask-{self.asks[0]}" if name == "ask" else name


def _cleaned(text: str | None) -> str | None:
    return clean(text) if text else text


class WriteForm(Form):  # type: ignore[misc]
    """What a person fills in to write to the MP of their constituency."""

    TEXTS: tuple[str, ...] = ("own_words", "name", "address")

    ask = SelectMultipleField(validate_choice=False)
    precedent = SelectMultipleField(validate_choice=False)
    own_words = TextAreaField(filters=[_cleaned])
    name = StringField(filters=[_cleaned])
    address = TextAreaField(filters=[_cleaned])
    add_later = BooleanField(false_values=("", "no"))
    credit = BooleanField(false_values=("", "no"))
    template = StringField()

    @classmethod
    def accepts(cls, draft: Draft, terms: Terms) -> bool:
        """Whether nothing at all is wrong. By the same terms as `faults`, and without the cost of a form."""
        return terms.wrong_choice(draft.asks) is None and all(
            terms.wrong_text(name, getattr(draft, name), later=draft.add_later) is None for name in cls.TEXTS
        )

    def faults(self, terms: Terms) -> tuple[Fault, ...]:
        """Everything wrong with what was filled in, in the order of the page. The fields have it as `errors`."""
        extra = {name: [self._text_terms(terms)] for name in self.TEXTS} | {"ask": [self._choice_terms(terms)]}
        self.validate(extra_validators=extra)
        self.ask.data = [ask for ask in self.ask.data or () if ask in terms.asks]
        return tuple(Fault(terms.anchor(name), wrong[name][0]) for name in PAGE_ORDER if name in (wrong := self.errors))

    def _choice_terms(self, terms: Terms) -> Callable[[Form, Field], None]:
        def check(_form: Form, field: Field) -> None:
            _refuse(terms, terms.wrong_choice(field.data or ()))

        return check

    def _text_terms(self, terms: Terms) -> Callable[[Form, Field], None]:
        def check(_form: Form, field: Field) -> None:
            _refuse(terms, terms.wrong_text(field.name, field.data or "", later=self.add_later.data))

        return check


class ByHandForm(WriteForm):
    """The same, for an MP whose name the person types."""

    TEXTS = ("mp_name", "constituency", *WriteForm.TEXTS)

    mp_name = StringField(filters=[_cleaned])
    constituency = StringField(filters=[_cleaned])


def _refuse(terms: Terms, error: LetterError | None) -> None:
    if error is not None:
        raise ValidationError(terms.say(error))
