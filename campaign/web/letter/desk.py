"""Where one letter is written: the form, blank, filled in and checked; the letter, made, changed, kept, downloaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from campaign.errors import FileError, LetterError, TemplateError
from campaign.letters.hints import as_json
from campaign.letters.sameness import share_of_own, share_of_words
from campaign.letters.text import own_words
from campaign.models import Hint, Letter, Seat, Writer
from campaign.outputs import KINDS, plain_file
from campaign.web.faults import Fault
from campaign.web.headers import ASKED_AGAIN
from campaign.web.invitation import NOTHING, Invitation, read_invitation
from campaign.web.knowledge.precedents import offered, ticks
from campaign.web.letter.draft import Draft
from campaign.web.letter.forms import ByHandForm, WriteForm
from campaign.web.letter.offers import offer_for, offer_without
from campaign.web.letter.sheet import Sheet, letter_of, wrong_letter
from campaign.web.letter.slots import SLOTS_JSON
from campaign.web.numbers.counting import count_letter
from campaign.web.site import Answer, Site, saved

FIELD_OF = {"letter-too-long": "own_words", "mp-name-missing": "mp_name", "template-broken": "template"}
"""The field that an error of the composer is about, where its details do not say; else it is the asks."""
_TAKE = re.compile("take-[0-9]+")


@dataclass(frozen=True, slots=True)
class Desk:
    """Writes to one seat. `action`: the address its forms go to. By hand, the MP's name is part of the form."""

    site: Site
    seat: Seat
    action: str
    is_by_hand: bool = False

    @property
    def form(self) -> type[WriteForm]:
        """The form that is filled in here."""
        return ByHandForm if self.is_by_hand else WriteForm

    def answer(self, draft: Draft, filled: MultiDict[str, str]) -> Answer:
        """What the button that was pressed asks for."""
        pressed = filled.get("action", "compose")
        if pressed == "download":
            return self._download(draft)
        if pressed in KINDS:
            return self._file(draft, pressed)
        if self.is_by_hand and self.seat.member is None:
            return self._compose(draft, filled, pressed)  # it will ask for the name
        if pressed == "edit":
            return self.show_form(self.form(filled), draft)
        if pressed == "update":
            return self._show_letter(draft, "updated")
        if _TAKE.fullmatch(pressed):
            # Only so many figures: int() refuses thousands of them, and nobody has kept a million letters.
            return self._show_letter(draft.take(int(pressed[5:11])), "taken")
        return self._compose(draft, filled, pressed)

    # The form

    def blank(self, query: MultiDict[str, str], constituency: str = "") -> bytes:
        """The form before anything is written, with what the link chose; made once for each seat and choice."""
        invitation = read_invitation(query, self.site.services.content)

        def values() -> Mapping[str, Any]:
            form = self.form(
                data={"ask": invitation.asks, "constituency": constituency, "template": invitation.template}
            )
            return self._form_values(form, Draft(via=invitation.via), invitation) | {"is_blank": True}

        services = self.site.services
        key = (self.action, self.seat, invitation, constituency, services.clock(), services.parliament.is_dissolved)
        if invitation.sentence:  # somebody's own words are not remembered
            return self.site.renderer.page("pages/write.html", **values()).encode()
        return self.site.renderer.kept_page("pages/write.html", key, values)

    def show_form(self, form: WriteForm, draft: Draft, faults: tuple[Fault, ...] = (), **more: Any) -> str:
        """The form with what was filled in and what is wrong with it; a letter that was changed is kept."""
        kept = draft._replace(kept=draft.all_kept)
        values = self._form_values(form, kept, NOTHING) | {"faults": faults} | more
        return self.site.renderer.page("pages/write.html", **values)

    def _form_values(self, form: WriteForm, draft: Draft, invitation: Invitation) -> dict[str, Any]:
        renderer, today = self.site.renderer, self.site.services.clock()
        # Only recognised ids may be part of a key of what is remembered.
        picked = tuple(known.id for known in self.site.services.content.find(form.ask.data or []))
        ticked = ticks(self.site.services, picked, form.precedent.data or ())
        carried = {"seed": str(draft.seed or ""), "via": draft.via}
        return {
            "action": self.action,
            "is_blank": False,
            "by_hand": self.is_by_hand,
            "unavailable": False,
            "seat": self.seat,
            "today": today,
            "dissolved": self.site.services.parliament.is_dissolved,
            "back_on": self.site.settings.back_on,
            "invitation": invitation,
            "form": form,
            "templates": self.site.terms.templates,
            "kept": draft.kept,
            "carried_along": [pair for pair in carried.items() if pair[1]],
            "asks": renderer.kept_part(
                "partials/asks.html",
                (picked, ticked, today),
                lambda: {
                    "picked": picked,
                    "ticked": ticked,
                    "precedents": offered(self.site.services),
                    "today": today,
                },
            ),
            "prompts": renderer.kept_part("partials/prompts.html", (), dict),
            "faults": (),
            "slots": SLOTS_JSON,
            "hints": as_json(self.site.services.hints),
            "place": self.seat.constituency.name,
            "limits": self.site.terms.limits,
        }

    # The letter

    def _compose(self, draft: Draft, filled: MultiDict[str, str], pressed: str) -> Answer:
        terms = self.site.terms
        if not self.form.accepts(draft, terms):
            form = self.form(filled)
            faults = form.faults(terms)
            return self.show_form(form, draft, faults), 422
        note = ""
        if pressed == "another":
            if draft.is_full:
                return self._show_letter(draft, "full")
            note = "another-kept" if draft.is_changed else "another"
            draft = draft._replace(seed=draft.seed + 1)
        try:
            letter = self._letter(draft)
        except (LetterError, TemplateError) as error:
            field = error.details.get("field") or FIELD_OF.get(error.code, "ask")
            fault = Fault(terms.anchor(field), terms.say(error))
            return self.show_form(self.form(filled), draft, (fault,)), 422 if isinstance(error, LetterError) else 500
        draft = draft.with_letter(letter)
        count_letter(self.site, self.seat, draft, is_new=pressed != "another")
        return self._show_letter(draft, note)

    def _letter(self, draft: Draft) -> Letter:
        writer = Writer(draft.name, draft.address, draft.own_words)
        templates = self.site.terms.templates
        template = draft.template if draft.template in templates else templates[0]
        return self.site.services.composer.compose(
            self.seat,
            draft.asks,
            writer,
            template=template,
            seed=draft.seed,
            precedents=draft.precedents,
            last_line=self._last_line() if draft.credit else "",
        )

    def _last_line(self) -> str:
        home = (self.site.settings.base_url or request.host_url).rstrip("/")
        return str(self.site.renderer.page("partials/last_line.html", address=f"{home}/for-mps")).strip()

    def _share(self, draft: Draft) -> int | None:
        """How much of the letter is the writer's, in per cent; None where their browser works it out, or nobody can."""
        if not (draft.has_own_words or draft.is_changed):
            return 0
        if draft.is_in_browser or draft.is_taken:
            return None
        if draft.is_as_made:
            return round(100 * share_of_words(draft.letter, own_words(draft.own_words)))
        try:
            shipped = self._letter(draft._replace(own_words="")).text
        except (LetterError, TemplateError):
            return None
        return round(100 * share_of_own(draft.letter, [shipped]))

    def _show_letter(self, draft: Draft, note: str = "", problem: FileError | None = None) -> Answer:
        error = wrong_letter(draft.letter)
        faults = (Fault("letter", self.site.terms.say(error)),) if error else ()
        if problem and not faults:
            faults = (Fault("files", self.site.terms.say(problem)),)
        browser = request.environ.get("HTTP_USER_AGENT", "")
        hints: tuple[Hint, ...] = ()
        if draft.is_in_browser:
            offer = offer_without(self.seat, browser)
        else:
            offer = offer_for(letter_of(draft, self.seat), self.seat, browser)
            hints = self.site.hints.fitting(draft.own_words, self.seat.constituency.name)
        told = "" if faults else note
        sheet = Sheet(draft, self.seat, self.action, offer, told, faults, hints, self._share(draft))
        page = sheet.page(self.site.renderer)
        if faults:
            return page, 500 if problem and problem.code == "pdf-failed" else 422
        if self.is_by_hand or not draft.holds_nothing_typed:
            return page
        # The browser's own way back to this letter works, without a question whether to send the form again.
        answer = Response(page)
        answer.headers.set(*ASKED_AGAIN)
        return answer

    def _file(self, draft: Draft, kind: str) -> Answer:
        """A file, or the letter again with why there is none."""
        if wrong_letter(draft.letter):
            return self._show_letter(draft)
        try:
            return self.file(draft, kind)
        except FileError as problem:
            return self._show_letter(draft, problem=problem)

    def file(self, draft: Draft, kind: str) -> Answer:
        """A file of the letter as it stands. Raises FileError."""
        return saved(self.site.files.make(kind, letter_of(draft, self.seat), self.seat))

    def _download(self, draft: Draft) -> Answer:
        if wrong_letter(draft.letter):
            return self._show_letter(draft)
        return saved(plain_file(letter_of(draft, self.seat)))
