"""`campaign postcodes build | info | verify`: the offline postcode index."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import fields
from pathlib import Path

from campaign.cli.progress import Progress
from campaign.cli.terminal import Shell, complain
from campaign.connect import listed_constituencies
from campaign.index import Verified, build, open_index, verify
from campaign.settings import Settings

FILE = Path("postcodes.idx")
"""The index, where neither the command nor CAMPAIGN_POSTCODE_INDEX names one."""


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Exit code 0 when done, 1 when a file cannot be used or does not agree."""
    part = {"build": _build, "info": _info, "verify": _verify}[args.part]
    return part(args, shell)


def _build(args: argparse.Namespace, shell: Shell) -> int:
    settings = shell.settings(args)
    target = _file(args.output, settings)
    known = listed_constituencies(settings)
    with closing(Progress("Reading postcodes")) as progress:
        built = build(
            args.source,
            target,
            names=args.names,
            constituencies=known,
            without_ni=args.without_ni,
            edge_metres=args.edge_metres,
            progress=progress,
            clock=shell.clock,
        )
    print(f"{target}: {built.about.live:,} postcodes in {built.about.seats} seats, {built.size:,} bytes")
    if not built.names:
        complain(
            "note: the source has no names of constituencies, so the site cannot use this index; "
            "build it again with --names FILE"
        )
    elif not known:
        complain("note: there is no directory yet to check the names against (`campaign refresh` makes one)")
    return 0


def _file(given: Path | None, settings: Settings) -> Path:
    return given or settings.postcode_index or FILE


def _info(args: argparse.Namespace, shell: Shell) -> int:
    with open_index(_file(args.file, shell.settings(args))) as index:
        for field in fields(index.about):
            value = getattr(index.about, field.name)
            text = "; ".join(value) if isinstance(value, tuple) else value
            print(f"{field.name.replace('_', ' '):<14}{'not known' if text in (None, '') else text}")
        print(f"{'regions':<14}{f'known for {len(index.regions)} seats' if index.regions else 'not known'}")
        print(f"{'size':<14}{index.size} bytes")
    return 0


def _verify(args: argparse.Namespace, _shell: Shell) -> int:
    with open_index(args.file) as index, closing(Progress("Comparing")) as progress:
        result = verify(index, args.against, progress=progress)
    _print(result)
    return 0 if result.exact else 1


def _print(result: Verified) -> None:
    print(f"live        {result.live:>9,}  of which the index agrees on {result.agreed:,}")
    print(f"terminated  {result.terminated:>9,}  of which the index gives no seat for {result.rejected:,}")
    print(f"surplus     {result.surplus:>9,}  live in the index only")
    for difference in result.differences:
        print(f"  {difference.postcode}: {difference.table} in the table, {difference.index} in the index")
    print("They agree." if result.exact else "They do not agree.")
