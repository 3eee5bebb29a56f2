"""The form with which a supporter makes a link: what is in it, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectMultipleField, StringField, TextAreaField  # type: ignore[import-untyped]

from campaign.errors import CampaignError, ShareError
from campaign.letters import clean
from campaign.models.sharing import Choice
from campaign.sharing.names import LONGEST_LABEL, is_rude, tidy
from campaign.sharing.remarks import read_remark
from campaign.web.faults import Fault
from campaign.web.invitation import Invitation, invitation_of
from campaign.web.site import Site

MOST_LABEL = 60
"""Characters of what a supporter calls a link."""
OF_GROUP = {"remark-link": "group-link", "remark-contact": "group-contact", "remark-rude": "group-rude"}
"""What is wrong with a sentence and with the name of a group alike: the messages speak of different fields."""


class ShareForm(Form):  # type: ignore[misc]
    """What a supporter chooses. Nobody's name is asked for."""

    ask = SelectMultipleField(validate_choice=False)
    template = StringField()
    say = TextAreaField()
    group = StringField()
    code = StringField()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form as it was read: the choice, what the link is for, and everything that is wrong."""

    form: ShareForm
    choice: Choice
    label: str
    faults: tuple[Fault, ...]

    @property
    def via(self) -> str:
        """The code of where the link is shared."""
        return tidy(self.label, LONGEST_LABEL)

    @property
    def invitation(self) -> Invitation:
        """What the long link carries."""
        return invitation_of(self.choice, self.via)

    @property
    def is_sound(self) -> bool:
        """Whether the long link can be made: nothing is wrong but perhaps the name for a short one."""
        return all(fault.id == "code" for fault in self.faults)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The same as fields of another form."""
        return [(name, value) for name, value in self.invitation.pairs if name != "via"] + [("group", self.label)]

    def refuse(self, name: str, message: str) -> Wanted:
        """The same with something more wrong with it."""
        field = self.form[name]
        field.errors = [*field.errors, message]
        return Wanted(self.form, self.choice, self.label, (*self.faults, Fault(name, message)))


def read_wanted(site: Site, given: MultiDict[str, str], *, is_in_link: bool = True) -> Wanted:
    """Read the form; what is wrong stands at its fields, and what is not ours is left out.

    `is_in_link`: whether the name of the group goes into the link; that of a short link is for its maker alone.
    """
    form = ShareForm(given)
    asks = tuple(one for one in site.terms.asks if one in (form.ask.data or ()))
    form.ask.data = list(asks)
    template = form.template.data if form.template.data in site.terms.templates else ""
    label = " ".join(clean(form.group.data or "").split())
    form.group.data = label
    wanted = Wanted(form, Choice(asks, template), label, ())
    try:
        sentence = read_remark(form.say.data or "")
        wanted = Wanted(form, Choice(asks, template, sentence), label, ())
    except ShareError as error:
        wanted = wanted.refuse("say", site.services.messages.say(error))
    for wrong in _wrong_label(label, is_in_link):
        wanted = wanted.refuse("group", site.terms.say(wrong))
    return wanted


def _wrong_label(label: str, is_in_link: bool) -> list[CampaignError]:
    """What is wrong with the name of a group: it travels in the address, for everybody to read."""
    if len(label) > MOST_LABEL:
        return [ShareError("too-long", field="group", limit=str(MOST_LABEL))]
    if is_rude(tidy(label)):
        return [ShareError("group-rude")]
    if label and is_in_link and not tidy(label):
        return [ShareError("group-letters")]
    try:
        read_remark(label)
    except ShareError as error:
        return [ShareError(OF_GROUP.get(error.code, error.code))]
    return []
