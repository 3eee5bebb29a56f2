"""The page of a finished letter: what it shows, and which of it a person typed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaign.errors import LetterError
from campaign.letters.contract import MAX_LETTER
from campaign.letters.sameness import body
from campaign.models import Hint, Letter, Seat
from campaign.outputs import Way, filename, follow_up_path
from campaign.web.faults import Fault
from campaign.web.frames import Hold
from campaign.web.letter.draft import Draft
from campaign.web.letter.offers import Offer
from campaign.web.letter.slots import SLOTS_JSON
from campaign.web.rendering import Renderer

TEMPLATE = "pages/letter.html"
Pairs = Sequence[tuple[str, str]]
"""Fields of a form: name and value."""
A_PAGE = 420
"""Words of a letter's body that fit one sheet of paper beside addresses and name, with a little to spare."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter on its page. `action`: where the page's form goes; `note`: what has just been done to the letter."""

    draft: Draft
    seat: Seat
    action: str
    offer: Offer
    note: str
    faults: tuple[Fault, ...]
    hints: tuple[Hint, ...] = ()
    share: int | None = None
    """How much of the letter is the writer's, in per cent; None where their browser works it out."""

    def page(self, renderer: Renderer) -> str | bytes:
        """The page. All but what was typed is remembered; an MP whose name was typed is not."""
        carried = self.draft.pairs
        if self.seat.source == "by-hand":
            return renderer.page(TEMPLATE, **self._values(self._typed(carried).__getitem__))
        return renderer.page_around(TEMPLATE, self._key(carried), self._values, self._typed(carried))

    def _typed(self, carried: Pairs) -> Mapping[str, str]:
        """Every text that is this person's alone, by name."""
        draft = self.draft
        typed = {"subject": draft.subject, "letter": draft.letter, "share": str(self.share or 0)}
        for number, pair in enumerate(carried):
            typed[f"carried-{number}"] = pair[1]
        for number, text in enumerate(draft.kept):
            typed[f"kept-{number}"] = text
        if not self._leads_to_mp_alone:
            for way in self.offer.ways:
                typed[f"way-{way.kind}"] = way.url
        return typed

    @property
    def _leads_to_mp_alone(self) -> bool:
        """Whether nothing that was typed is in the links."""
        return self.offer.reason == "script"

    def _key(self, carried: Pairs) -> Hashable:
        """All that the page shows besides, and nothing that was typed."""
        draft, offer = self.draft, self.offer
        return (
            self.seat, self.action, self.note, self.faults, len(draft.asks), len(draft.kept), draft.add_later,
            draft.has_own_words, offer.reason, offer.routes, tuple([name for name, _ in carried]),
            tuple([(way.kind, way.complete) for way in offer.ways]), self.hints,
            self.share is None, bool(self.share), self._is_long(),
        )  # fmt: skip

    def _values(self, hold: Hold) -> Mapping[str, Any]:
        draft, offer = self.draft, self.offer
        letter = letter_of(draft, self.seat)
        return {
            "action": self.action,
            "seat": self.seat,
            "note": self.note,
            "faults": self.faults,
            "subject": hold("subject"),
            "letter": hold("letter"),
            "to_name": letter.to_name,
            "to_email": letter.to_email,
            "file": filename(letter),
            "follow_up": follow_up_path(self.seat),
            "number_of_asks": len(draft.asks),
            "has_own_words": draft.has_own_words,
            "hints": self.hints,
            "share": hold("share"),
            "has_share": bool(self.share),
            "in_browser": self.share is None,
            "is_long": self._is_long(),
            "most_words": A_PAGE,
            "slots": SLOTS_JSON,
            "add_later": draft.add_later,
            "kept": [hold(f"kept-{number}") for number in range(len(draft.kept))],
            "carried_along": [(pair[0], hold(f"carried-{number}")) for number, pair in enumerate(draft.pairs)],
            "reason": offer.reason,
            "routes": offer.routes,
            "ways": [self._way(way, hold) for way in offer.ways],
        }

    def _way(self, way: Way, hold: Hold) -> Mapping[str, Any]:
        url = way.url if self._leads_to_mp_alone else hold(f"way-{way.kind}")
        return {"kind": way.kind, "complete": way.complete, "url": url}

    def _is_long(self) -> bool:
        """Whether it fills more than a page, as far as it can be seen here: with gaps in it, the browser counts."""
        text = self.draft.letter
        return self.share is not None and _has_many_spaces(text) and len(body(text).split()) > A_PAGE


def _has_many_spaces(text: str) -> bool:
    """Whether a clean text may have more words than fit a page, which takes longer to count than spaces."""
    return not text.isascii() or sum(map(text.count, " \n\t")) >= A_PAGE


def letter_of(draft: Draft, seat: Seat) -> Letter:
    """The letter as it stands on the page, which the person may have changed."""
    member = seat.member
    return Letter(
        subject=draft.subject,
        text=draft.letter,
        to_name=member.full_title if member else f"The Member of Parliament for {seat.constituency.name}",
        to_email=member.email if member else None,
        asks=draft.asks,
        seed=draft.seed,
        template=draft.template,
    )


def wrong_letter(text: str) -> LetterError | None:
    """What is wrong with the text of a letter as it stands on the page."""
    if not text.strip():
        return LetterError("letter-empty")
    return LetterError("letter-too-long", limit=f"{MAX_LETTER:,}") if len(text) > MAX_LETTER else None
