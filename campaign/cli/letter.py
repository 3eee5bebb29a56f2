"""`campaign letter POSTCODE --ask ID...`: a finished letter, as text, as JSON, or as a link that opens an e-mail."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from campaign.cli.arguments import FILES
from campaign.cli.files import refuse_terminal, write_letter
from campaign.cli.lookup import constituency_json, member_json, vacancy
from campaign.cli.seats import NO_ANSWER, Found, Several, find_seat, listed, no_address, unchecked
from campaign.cli.terminal import (
    WRONG_USAGE,
    CommandError,
    Shell,
    complain,
    hush_log,
    read_text,
    write_text,
)
from campaign.errors import ParliamentUnavailable
from campaign.letters import clean, first_seed
from campaign.models import HOUSE_OF_COMMONS, Letter, Seat, Writer
from campaign.near import near
from campaign.outputs import Way, ways
from campaign.parliament import by_hand
from campaign.postcodes import parse
from campaign.services import Services, build_services

BY_HAND = 'You can also name the MP yourself: --mp "NAME" --constituency "PLACE".'


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Write the letter. Exit code 1 also when a link cannot hold all of it."""
    hush_log()
    writer = _writer(args)
    refuse_terminal(args.format, args.output)
    settings = shell.settings(args)
    services = build_services(settings, shell.clock)
    _give_back_postcode(args)
    check_choices(services, args.ask, args.template)
    _check_precedents(services, args.precedent, args.ask)
    found = _seat(args, shell, services, practice=settings.practice)
    seat = found.seat
    rule = services.composer.rule_for(seat)
    if rule and rule.note:
        complain(f"note from the campaign: {rule.note}")
    letter = services.composer.compose(
        seat,
        args.ask,
        writer,
        template=args.template,
        seed=first_seed(writer.name, writer.address, writer.own_words) if args.seed is None else args.seed,
        precedents=args.precedent,
    )
    if found.doubt:
        complain(f"note: the letter is for {seat.constituency.name}. {found.doubt}")
    if seat.member is None:
        complain(f"note: {vacancy(seat)} The letter can be kept until then.")
    if seat.missing:
        complain(f"note: {unchecked(seat)}")
    if args.format in ("text", "json"):
        write_text(letter.text if args.format == "text" else _json(letter, seat), args.output)
        return 0
    if args.format in FILES:
        write_letter(args.format, letter, seat, settings, shell, args.output)
        return 0
    return _link(letter, seat, args)


def _give_back_postcode(args: argparse.Namespace) -> None:
    """`--ask ID ZZ1 1AA`: what follows the ids is the postcode, though argparse gives all of it to --ask."""
    for start in range(1, len(args.ask)):
        if not args.postcode and re.fullmatch(r"(?=.*[0-9])[A-Za-z0-9 ]{2,9}", " ".join(args.ask[start:])):
            args.ask, args.postcode = args.ask[:start], args.ask[start:]


def _writer(args: argparse.Namespace) -> Writer:
    address = "\n".join(args.address).replace("\\n", "\n")
    return Writer(clean(args.name), clean(address), clean(read_text(args.own_words)))


def check_choices(services: Services, asks: Iterable[str], template: str) -> None:
    """Raises CommandError for an id that no recommendation has, and for a template that is not there."""
    known = [one.id for one in services.content.recommendations]
    for ask in asks:
        _check("--ask", ask, known, "recommendation with this id")
    check_template(services.composer.templates, template)


def check_template(known: Sequence[str], template: str) -> None:
    """Raises CommandError for a template that is not there."""
    _check("--template", template, known, "letter template with this name")


def _check_precedents(services: Services, ids: Iterable[str], asks: Iterable[str]) -> None:
    """Raises CommandError for an id that no entry has; says which entries cannot go into this letter."""
    today = services.clock()
    fit = list(dict.fromkeys(one.id for ask in asks for one in services.responses.precedents(ask, today)))
    for id in ids:
        _check("--precedent", id, [entry.id for entry in services.responses.entries], "entry with this id", fit)
        if id not in fit:
            complain(f"note: {id} is left out: it is not checked, out of date, or about something else")


def _check(option: str, given: str, known: Sequence[str], what: str, fit: Sequence[str] | None = None) -> None:
    if given in known:
        return
    meant = near(given, known)
    hint = f"did you mean {meant}?" if meant else f"there are: {', '.join(known if fit is None else fit) or 'none'}"
    raise CommandError(f"{option} {given}: there is no {what} ({hint})", WRONG_USAGE)


def _seat(args: argparse.Namespace, shell: Shell, services: Services, *, practice: bool) -> Found:
    if args.mp:
        return Found(by_hand(clean(args.mp), clean(args.constituency), shell.clock(), practice=practice))
    if not args.postcode:
        raise CommandError("campaign letter: give a POSTCODE, or the MP's name with --mp", WRONG_USAGE)
    try:
        return find_seat(services.parliament, parse(" ".join(args.postcode)), args.seat)
    except Several as several:
        places = listed(several.constituencies)
        raise CommandError(f"This postcode lies in {places}: choose one with --seat.") from None
    except ParliamentUnavailable as error:
        raise CommandError(f"{NO_ANSWER} {BY_HAND}", error.exit_code) from None


def _json(letter: Letter, seat: Seat) -> str:
    data = {
        "subject": letter.subject,
        "text": letter.text,
        "to": {"name": letter.to_name, "email": letter.to_email, "address": list(HOUSE_OF_COMMONS)},
        "constituency": constituency_json(seat.constituency) if seat.constituency.name else None,
        "member": member_json(seat),
        "asks": list(letter.asks),
        "template": letter.template,
        "seed": letter.seed,
        "ways": [_way_json(way) for way in ways(letter, tight=_tight())],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _way_json(way: Way) -> dict[str, Any]:
    return {"kind": way.kind, "url": way.url, "complete": way.complete}


def _tight() -> bool:
    return sys.platform == "win32"


def _link(letter: Letter, seat: Seat, args: argparse.Namespace) -> int:
    way = next((way for way in ways(letter, tight=_tight()) if way.kind == args.format), None)
    if way is None:
        raise CommandError(f"{no_address(seat)} write by post (--format text).")
    write_text(way.url, args.output)
    if way.complete:
        return 0
    complain(
        f"This letter is too long for a {way.kind} link: the link holds the address and the subject alone. "
        "Get the letter with --format text and paste it in."
    )
    return 1
