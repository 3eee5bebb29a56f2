"""From what a template prints to the subject and the text of a letter: for one letter, or once for many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from campaign.errors import LetterError, TemplateError
from campaign.letters import contract
from campaign.letters.holes import cut
from campaign.letters.sandbox import LetterTemplate
from campaign.letters.text import SLOT, lay_out, one_line
from campaign.letters.wording import BySeed

OWN_WORDS = "writer.own_words"
"""The name of the hole for the writer's own words, which must be in a letter once if there are any."""


def print_letter(layout: LetterTemplate, values: dict[str, Any], words: str) -> tuple[str, str]:
    """Subject and text. Own words come in last, after all tidying, so that nothing can touch them.

    Raises LetterError("letter-too-long") and TemplateError.
    """
    subject, text = _in_two(layout, layout.render(values))
    if text.count(SLOT) != int(bool(words)):
        raise layout.broken("{{ writer.own_words }} must stand in every letter, once")
    if values["practice"] and not _says_practice(text):
        text = f"{contract.PRACTICE_LINE}\n\n{text}"
    return subject, text.replace(SLOT, words)


@dataclass(frozen=True, slots=True)
class Mould:
    """A letter that was printed with holes: the texts between them, and the name of each hole in its place."""

    subject: str
    pieces: tuple[str, ...]

    def fill(self, given: Mapping[str, str], by_seed: Mapping[str, BySeed], seed: int) -> str | None:
        """The text with what the writer gave and whatever else has its turn in the holes.

        None if one of them stays empty: its line may have to go, too.
        """
        parts = list(self.pieces)
        for place in range(1, len(parts), 2):
            name = parts[place]
            parts[place] = text = given[name] if name in given else by_seed[name](seed)
            if not text:
                return None
        return "".join(parts)


def make_mould(layout: LetterTemplate, values: dict[str, Any], holes: Collection[str]) -> Mould | None:
    """The letter with a hole wherever `values` has one; None if the template does more with one than print it.

    `holes`: the names of those that there may be.
    """
    try:
        subject, text = _in_two(layout, layout.render(values))
    except (LetterError, TemplateError):
        return None  # whatever is wrong is said for the letter that is printed
    pieces = tuple(cut(text))
    found = pieces[1::2]
    is_sound = found.count(OWN_WORDS) == int(bool(values["writer"]["own_words"])) and set(found) <= set(holes)
    if not is_sound or len(cut(subject)) > 1 or (values["practice"] and not _says_practice(text)):
        return None
    return Mould(subject, pieces)


def _in_two(layout: LetterTemplate, printed: str) -> tuple[str, str]:
    first, _, rest = lay_out(printed).partition("\n")
    name, _, subject = first.partition(":")
    if name != "Subject" or not subject.strip() or SLOT in subject:
        raise layout.broken("the first line of a letter must be 'Subject:' and a few words")
    return one_line(subject), rest.strip("\n")


def _says_practice(text: str) -> bool:
    return text.startswith("PRACTICE") or "\nPRACTICE" in text
