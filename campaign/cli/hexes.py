"""`campaign hexes import FILE`: the map of constituencies as hexagons, checked against Parliament's list."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from campaign.cli.terminal import CommandError, Shell, complain, write_file
from campaign.connect import listed_constituencies
from campaign.counts.hexes import as_hexjson, read_hexjson
from campaign.errors import HexFileError

NAMED = 10
"""Names listed of those that are missing or unknown."""


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Exit code 0 when the map is in use, 1 when the file cannot be used."""
    settings = shell.settings(args)
    try:
        data = args.file.read_bytes()
    except OSError as problem:
        raise CommandError(f"{args.file}: {problem.strerror}") from None
    try:
        hexes = read_hexjson(data)
    except HexFileError as problem:
        raise CommandError(f"{args.file}: {' '.join(shell.words_for(problem))}") from None
    places = listed_constituencies(settings)
    missing, strangers = hexes.missing(places), hexes.strangers(places) if places else ()
    if len(strangers) == len(hexes.hexes):
        raise CommandError(f"{args.file}: none of its hexagons is one of Parliament's constituencies")
    target = settings.hex_file
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_file(as_hexjson(hexes), str(target))
        target.chmod(0o644)  # the site may run as another user
    except OSError as problem:
        raise CommandError(f"{target}: {problem.strerror}; nothing was imported") from None
    print(f"{target}: {len(hexes.hexes)} hexagons, layout {hexes.layout}")
    if not places:
        complain("note: there is no directory yet to check the names against (`campaign refresh` makes one)")
    _name("constituencies without a hexagon", missing)
    _name("hexagons that are no constituency of Parliament's", strangers)
    return 0


def _name(what: str, names: Sequence[str]) -> None:
    if names:
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        complain(f"note: {what}: {len(names)} ({', '.join(names[:NAMED])}{more})")
