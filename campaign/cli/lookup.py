"""`campaign lookup POSTCODE [--json]`: who is the MP. Exit code 0 only when there is one."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from typing import Any

from campaign.cli.seats import NO_ANSWER, Found, Several, find_seat, listed, unchecked
from campaign.cli.terminal import Shell, complain, hush_log, write_text
from campaign.connect import connect_parliament
from campaign.dates import in_full
from campaign.errors import ConstituencyUnknown, ParliamentUnavailable, PostcodeError, PostcodeUnknown
from campaign.models import Constituency, Member, Seat
from campaign.postcodes import Postcode, parse


@dataclass(frozen=True, slots=True)
class Answer:
    """What a look-up came to. `status` and `exit_code` are those of docs/commands.md."""

    status: str
    message: str
    exit_code: int
    postcode: Postcode | None = None
    seat: Seat | None = None
    constituencies: tuple[Constituency, ...] = ()


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Look up, print, and say by the exit code how it went."""
    hush_log()
    answer = look_up(args, shell)
    if args.json:
        write_text(json.dumps(as_json(answer), ensure_ascii=False, indent=2), "-")
        return answer.exit_code
    if lines := as_lines(answer):
        write_text("\n".join(lines), "-")
    if answer.exit_code or answer.constituencies:
        complain(answer.message)
    return answer.exit_code


def look_up(args: argparse.Namespace, shell: Shell) -> Answer:
    """The answer for a postcode; every way not to find an MP is an answer too. Raises SettingsError."""
    settings = shell.settings(args)
    postcode = None
    try:
        postcode = parse(" ".join(args.postcode))
        found = find_seat(connect_parliament(settings, shell.clock), postcode, args.seat)
    except Several as several:
        message = f"This postcode seems to lie in several constituencies: {listed(several.constituencies)}."
        return Answer("several", message, 1, postcode, constituencies=several.constituencies)
    except ParliamentUnavailable as error:
        return Answer(error.status, NO_ANSWER, error.exit_code, postcode)
    except (PostcodeError, PostcodeUnknown, ConstituencyUnknown) as error:
        known = None if error.status == "invalid" else postcode  # an invented one on the real site
        return Answer(error.status, " ".join(shell.words_for(error)), error.exit_code, known)
    return _answer(found, postcode)


def _answer(found: Found, postcode: Postcode) -> Answer:
    seat = found.seat
    if seat.member is None:
        message = " ".join(filter(None, (vacancy(seat), found.doubt)))
        return Answer("vacant", message, 1, postcode, seat, found.near)
    message = " ".join(filter(None, (_found(seat, seat.member), found.doubt)))
    return Answer("found", message, 0, postcode, seat, found.near)


def vacancy(seat: Seat) -> str:
    """The sentence for a seat without an MP."""
    return f"{seat.constituency.name} has no MP at the moment; a by-election will choose one."


def _found(seat: Seat, member: Member) -> str:
    return f"The MP for {seat.constituency.name} is {member.name}. {unchecked(seat)}".rstrip()


def as_json(answer: Answer) -> dict[str, Any]:
    """The object of `--json`; null for what is not there."""
    seat = answer.seat
    data: dict[str, Any] = {
        "status": answer.status,
        "message": answer.message,
        "postcode": str(answer.postcode) if answer.postcode else None,
        "constituency": constituency_json(seat.constituency) if seat else None,
        "member": member_json(seat) if seat else None,
        "source": seat.source if seat else None,
        "as_of": seat.as_of.isoformat() if seat else None,
    }
    if answer.constituencies:
        data["constituencies"] = [constituency_json(place) for place in answer.constituencies]
    return data


def constituency_json(place: Constituency) -> dict[str, Any]:
    """Parliament's number (null when typed by hand), the name, and the name as it stands in addresses."""
    return {"id": place.id or None, "name": place.name, "slug": place.slug}


def member_json(seat: Seat) -> dict[str, Any] | None:
    """The public facts about the MP; null when the seat is vacant, and for what could not be read."""
    member = seat.member
    if member is None:
        return None
    return {
        "id": member.id or None,
        "name": member.name,
        "full_title": member.full_title,
        "salutation": member.salutation,
        "party": member.party.name if member.party else None,
        "email": member.email,
        "position": None if "posts" in seat.missing else member.position.value,
    }


def as_lines(answer: Answer) -> list[str]:
    """The same for people: a label and a value on each line."""
    rows = [("Postcode", str(answer.postcode))] if answer.seat or answer.constituencies else []
    if answer.seat:
        rows += _seat_rows(answer.seat)
    for place in answer.constituencies[1 if answer.seat else 0 :]:
        rows.append(("Or perhaps" if answer.seat else "Constituency", f"{place.name} ({place.slug})"))
    return [f"{label:<14}{value}" for label, value in rows]


def _seat_rows(seat: Seat) -> list[tuple[str, str]]:
    rows = [("Constituency", seat.constituency.name)]
    if seat.member:
        rows += _member_rows(seat.member, seat.missing)
    else:
        rows.append(("MP", "none at the moment"))
    return [*rows, ("Source", f"{seat.source}, {in_full(seat.as_of)}")]


def _member_rows(member: Member, missing: tuple[str, ...]) -> list[tuple[str, str]]:
    position = member.position.value.replace("-", " ").capitalize()
    if "posts" in missing:
        position = "could not be checked just now"
    return [
        ("MP", member.full_title),
        ("Party", member.party.name if member.party else "none"),
        ("E-mail", member.email or ("could not be read just now" if "contact" in missing else "none published")),
        ("Position", f"{position}: {'; '.join(member.posts)}" if member.posts else position),
    ]
