"""The second letter: to ask for an answer, to say thank you, or to reply to an answer that does not answer.

These are not letters under the contract of templates/letters: they ask for nothing new, cite no report and have no
place for the writer's own words. So they are plain texts in templates/follow_up with a few names in braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaign.errors import ContentError, Problem
from campaign.letters import contract
from campaign.letters.text import address_lines, one_line
from campaign.models import Letter, Seat, Writer

FOLDER = "templates/follow_up"
KINDS = ("chase", "thank", "answer")
"""In the order in which they are offered."""
GAPS: Mapping[str, str] = {
    "salutation": "[your MP's name]",
    "constituency": "[your constituency]",
    "date": "[date of your letter]",
    "name": contract.NAME_GAP,
    "address": contract.ADDRESS_GAP,
}
"""What a text may name in braces, and what stands there while it is not known."""
_FIELD = re.compile(r"\{([^{}\n]*)\}")
_STRAY = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The three texts, read and checked."""

    texts: Mapping[str, str]

    def letters(self, seat: Seat, writer: Writer, date: str) -> dict[str, Letter]:
        """All three by kind; `date`: of the first letter, as it is to be read. What is not given stays a gap."""
        member = seat.member
        known = {
            "salutation": one_line(member.salutation) if member else "",
            "constituency": one_line(seat.constituency.name),
            "date": one_line(date),
            "name": one_line(writer.name),
            "address": address_lines(writer.address),
        }
        values = {name: known[name] or gap for name, gap in GAPS.items()}
        return {kind: _letter(kind, self.texts[kind], values, seat) for kind in KINDS}


def load_follow_ups(folders: Sequence[Path]) -> FollowUps:
    """The texts; the first folder that has one wins. Raises ContentError with every problem of all of them."""
    texts, problems = {}, []
    for kind in KINDS:
        name = f"{FOLDER}/{kind}.txt"
        file = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if file is None:
            problems.append(Problem(name, 1, 0, "this file is missing"))
            continue
        try:
            texts[kind] = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(name, 1, 0, "this file cannot be read as UTF-8 text"))
            continue
        problems += _faults(name, texts[kind])
    if problems:
        raise ContentError(tuple(sorted(problems)))
    return FollowUps(texts)


def _faults(name: str, text: str) -> list[Problem]:
    lines = text.split("\n")
    found = [
        Problem(name, number, match.start() + 1, f"there is no {match[0]}; there are {_listed()}")
        for number, line in enumerate(lines, 1)
        for match in _FIELD.finditer(line)
        if match[1] not in GAPS
    ]
    for number, line in enumerate(lines, 1):
        if stray := _STRAY.search(_FIELD.sub(lambda field: " " * len(field[0]), line)):
            said = f"this '{stray[0]}' has no partner: write a name in braces, such as {{date}}, or leave it out"
            found.append(Problem(name, number, stray.start() + 1, said))
    if not re.match(r"Subject: *\S", lines[0]):
        found.append(Problem(name, 1, 0, "the first line must be 'Subject:' and a few words"))
    return found


def _listed() -> str:
    return ", ".join(f"{{{name}}}" for name in GAPS)


def _letter(kind: str, text: str, values: Mapping[str, str], seat: Seat) -> Letter:
    """One pass over the text: what a person typed is never looked at for braces."""
    first, _, rest = text.partition("\n")
    member = seat.member
    practice = f"{contract.PRACTICE_LINE}\n\n" if seat.is_practice else ""
    return Letter(
        subject=one_line(_filled(first.removeprefix("Subject:"), values)),
        text=practice + _filled(rest, values).strip("\n") + "\n",
        to_name=member.full_title if member else "",
        to_email=member.email if member else None,
        asks=(),
        seed=0,
        template=kind,
    )


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda found: values[found[1]], text)
