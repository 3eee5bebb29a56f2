"""Every template tried on every kind of MP and letter, before any constituent meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from campaign.errors import LetterError, Problem, TemplateError
from campaign.letters import contract
from campaign.letters.compose import Composer
from campaign.letters.fields import fields_for, report_fields
from campaign.letters.library import THANKS, LetterTemplates, read_all
from campaign.letters.wording import ask, texts_on
from campaign.models import (
    Confidence,
    Constituency,
    Content,
    Letter,
    Member,
    Position,
    Precedent,
    Rule,
    Seat,
    Source,
    Writer,
    roles,
)

_WRITER = Writer("Sam Writer", "1 Example Street\nExampleton\nZZ1 1AA", "My own words.\n\nMy second paragraph.")
_PLACE = "Exampleton North"
_DONE_ELSEWHERE = "In May 2020 the parliament of Examplia made a law about it."
_ADDED = "Here is a sentence that a rule adds."
_THANKS = "I am grateful for all that you have done about it."
_LEFTOVERS = re.compile(r"\{[^{}\n]{0,40}\}|[{}]+|\bNone\b(?! of\b)")
_EMPTY_GREETING = re.compile(r"^Dear\s*,", re.MULTILINE)
_REPLY = re.compile(r"repl(?:y|ies)|respon[ds]|answer|hear(?:ing)? (?:back )?from you", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Trial:
    """One letter to try: who it goes to, what it asks for, who writes it."""

    shows: str
    seat: Seat
    asks: tuple[str, ...]
    writer: Writer


def check_templates(folders: Sequence[Path], content: Content, today: date) -> tuple[Problem, ...]:
    """All problems of all letter templates, warnings too; nothing when all is well."""
    templates, problems = read_all(folders)
    library, precedents = LetterTemplates.of(templates), [_precedent(content, today)]
    adds = (Rule({}, add=_ADDED),) if any(rule.add for rule in content.rules) else ()
    asking = Composer(replace(content, rules=adds), library, lambda: today, precedents)
    thanking = Composer(replace(content, rules=(Rule({}, thanks=_THANKS),)), library, lambda: today)
    found = set(problems)
    if not templates and not problems:
        found.add(Problem("letters", 1, 0, "there is no letter template; `standard` is needed"))
    for name, template in templates.items():
        said: set[str] = set()
        for trial in _trials(content, today):
            composer = thanking if name == THANKS else asking
            for message, warning in _faults(composer, name, trial, content):
                if message not in said:
                    said.add(message)
                    found.add(Problem(template.file, 1, 0, f"{trial.shows}: {message}", warning))
    return tuple(sorted(found))


def _precedent(content: Content, today: date) -> Precedent:
    """An invented one, for whatever a letter asks for."""
    everything = tuple(one.id for one in content.recommendations)
    source = Source("Example", "https://example.org/")
    return Precedent("example", _DONE_ELSEWHERE, source, "2020-05", today, today, Confidence.PRIMARY, everything)


def _trials(content: Content, today: date) -> Iterator[_Trial]:
    """To each kind of MP, with few requests and with all of them; and each request alone."""
    known = tuple(one.id for one in content.recommendations)
    for kind, seat in _seats(today):
        for count in sorted({min(count, len(known)) for count in (1, 2, 3, len(known))}):
            shows = f"in a letter to {kind} with {count} request{'s' if count > 1 else ''}"
            yield _Trial(shows, seat, known[:count], _WRITER)
            yield _Trial(f"{shows} and no name, address or own words", seat, known[:count], Writer())
    kind, seat = next(_seats(today))
    yield from (_Trial(f"in a letter to {kind} about {one} alone", seat, (one,), _WRITER) for one in known[1:])
    yield from (
        _Trial(f"in a letter to {kind} about {one} and another", seat, (one, known[0]), _WRITER) for one in known[1:]
    )


def _seats(today: date) -> Iterator[tuple[str, Seat]]:
    place = Constituency(1, _PLACE)
    for position in Position:
        member = Member(1, "Dame Siân Example", "Rt Hon Dame Siân Example MP", "Dame Siân", position=position)
        yield f"an MP ({position})", Seat(place, member, "members-api", today)
    someone = Member(0, "Alex Example", "Alex Example MP", "Alex Example")
    yield "a vacant seat", Seat(place, None, "members-api", today)
    yield "an MP typed by hand", Seat(Constituency(0, _PLACE), someone, "by-hand", today)
    yield "an MP typed by hand without a place", Seat(Constituency(0, ""), someone, "by-hand", today)
    yield "a practice MP", Seat(place, someone, "practice", today, is_practice=True)


def _faults(composer: Composer, name: str, trial: _Trial, content: Content) -> Iterator[tuple[str, bool]]:
    """What is wrong with one letter, and whether that is only worth a warning."""
    try:
        letter = composer.compose(trial.seat, trial.asks, trial.writer, template=name, precedents=["example"])
    except TemplateError as error:
        yield from ((problem.message, False) for problem in error.problems)
    except LetterError as error:
        longest = f"the letter gets longer than {contract.MAX_LETTER:,} characters"
        yield (longest if error.code == "letter-too-long" else f"no letter can be made ({error.code})"), False
    else:
        yield from ((message, False) for message in _wrong(letter, trial))
        yield from ((message, False) for message in _missing(letter, trial))
        if name == THANKS:
            yield from ((message, False) for message in _ungrateful(letter, trial))
            return
        yield from ((message, False) for message in _unasked(letter, trial, content))
        is_added = bool(composer.rule_for(trial.seat))
        yield from ((message, True) for message in _weak(letter, trial, content, is_added=is_added))


def _wrong(letter: Letter, trial: _Trial) -> Iterator[str]:
    """What must not stand in a letter."""
    whole = f"{letter.subject}\n{letter.text}"
    if left := _LEFTOVERS.search(whole):
        yield f"'{left[0]}' is left in the letter"
    if _EMPTY_GREETING.search(letter.text):
        yield "nobody is greeted after 'Dear'"
    if trial.writer.name and any(gap in whole for gap in (contract.NAME_GAP, contract.ADDRESS_GAP)):
        yield "it asks for a name or address that was given"
    if not trial.seat.is_practice and "PRACTICE" in whole:
        yield "it says PRACTICE, but it is a real letter"
    if letter.text.count(_DONE_ELSEWHERE) > 1:
        yield "what others have done stands there twice: print {{ one.paragraph }} or {{ one.precedents }}, not both"


def _missing(letter: Letter, trial: _Trial) -> Iterator[str]:
    """What must stand in every letter."""
    if trial.seat.constituency.name not in letter.text:
        yield "the constituency is not named"
    for line in (trial.writer.name, *trial.writer.address.split("\n")):
        if line not in letter.text:
            yield "the writer's name or a line of the address is missing"
            break
    if letter.to_name not in letter.text:
        yield "the MP's name is not on it ({{ mp.full_title }})"


def _ungrateful(letter: Letter, trial: _Trial) -> Iterator[str]:
    """What must stand in a letter of thanks; a vacant seat gets none."""
    if trial.seat.member and _THANKS not in letter.text:
        yield "the thanks are missing ({{ parts.thanks }})"


def _unasked(letter: Letter, trial: _Trial, content: Content) -> Iterator[str]:
    """Whether every request stands there."""
    text = _plain(letter.text)
    if any(request not in text for request in _requests(trial, content)):
        yield "one of the requests is missing (print {{ one.ask }} in the loop {% for one in recommendations %})"


def _requests(trial: _Trial, content: Content) -> Iterator[str]:
    """What the letter asks for, as `_plain` has it."""
    fields, today = fields_for(trial.seat, report_fields(content.report)), trial.seat.as_of
    for one in content.find(trial.asks):
        named = fields | {"office": one.office}
        yield _plain(ask(texts_on(today, one), named, roles(trial.seat.member, one.matter, today)))


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _weak(letter: Letter, trial: _Trial, content: Content, *, is_added: bool) -> Iterator[str]:
    """What a letter works better with."""
    if is_added and _ADDED not in letter.text:
        yield "the sentence that a rule adds is not in it ({{ parts.aside }})"
    if "constituent" not in letter.text.replace(trial.seat.constituency.name, ""):
        yield "it does not say that the writer is a constituent"
    if not _REPLY.search(_after_requests(letter, trial, content)):  # before, much may speak of answers
        yield "it does not ask for a reply after the last request"
    if letter.text.count(content.report.cite) > 1:
        yield "it cites the report more than once"


def _after_requests(letter: Letter, trial: _Trial, content: Content) -> str:
    text = _plain(letter.text)
    return text[max(text.rfind(request) + len(request) for request in _requests(trial, content)) :]
