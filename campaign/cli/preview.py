"""`campaign preview [DIR]`: the letters to every kind of MP of the practice parliament, printed or served."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import cycle

from campaign.cli.letter import check_choices
from campaign.cli.terminal import Shell
from campaign.errors import CampaignError
from campaign.models import Seat, Writer
from campaign.parliament import PracticeParliament
from campaign.postcodes import parse
from campaign.services import build_services

WRITER = Writer("Sam Writer", "1 Example Street\nExampleton", "This is where my own words go.")
RULE = "=" * 78


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Print one letter for each kind of MP; without --ask each takes the next recommendation in turn."""
    args.practice = True
    if args.serve:
        from campaign.cli import run  # loads the server

        return run.command(args, shell)
    services = build_services(shell.settings(args), shell.clock)
    check_choices(services, args.ask, args.template)
    turns = cycle([one.id] for one in services.content.recommendations)
    for shows, seat in _seats(PracticeParliament(shell.clock)):
        asks = args.ask or next(turns)
        letter = services.composer.compose(seat, asks, WRITER, template=args.template)
        rule = services.composer.rule_for(seat)
        if rule and rule.note:
            shows += f"\n(A note comes first: {rule.note})"
        print(f"{RULE}\n{shows}\nSubject: {letter.subject}\n{RULE}\n\n{letter.text.strip()}\n")
    return 0


def _seats(parliament: PracticeParliament) -> Iterator[tuple[str, Seat]]:
    """Every seat that the examples lead to, each once, with what it shows."""
    seen = set()
    for example in parliament.examples:
        try:
            seats = [parliament.seat(place.slug) for place in parliament.find(parse(example.postcode))]
        except CampaignError:  # an example of a failure: nobody to write to
            continue
        for seat in seats:
            if seat.constituency not in seen:
                seen.add(seat.constituency)
                yield f"{example.shows}: {seat.constituency.name}", seat
