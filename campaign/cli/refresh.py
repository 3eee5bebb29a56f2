"""`campaign refresh`: the directory of all seats, read afresh; prints what has changed."""

from __future__ import annotations

import argparse
from contextlib import closing

from campaign.cli.progress import Progress
from campaign.cli.terminal import CommandError, Shell, hush_log
from campaign.connect import connect_refresher
from campaign.errors import ParliamentUnavailable, RefreshBusy, RefreshRefused, StoreUnavailable
from campaign.refresh import Changes
from campaign.store import open_store


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Refresh and say what changed. Exit code 1 when the result is refused, 3 when Parliament does not answer."""
    hush_log()
    settings = shell.settings(args)
    if settings.practice:
        raise CommandError("The practice parliament needs no directory: leave out --practice.", 2)
    try:
        with closing(open_store(settings.database_url)) as store, closing(Progress("Reading seats")) as progress:
            changes = connect_refresher(settings, store, progress, shell.clock).run(force=args.force)
            current = store.directory.current()
            seats = store.directory.seats(current) if current else ()
    except ParliamentUnavailable as problem:
        raise CommandError(
            f"Parliament's service did not answer ({problem.reason}). What was read is kept: run the same command "
            "again later and it goes on from there.", problem.exit_code) from None  # fmt: skip
    except (RefreshBusy, RefreshRefused, StoreUnavailable) as problem:
        raise CommandError(str(problem), problem.exit_code) from None
    vacant = sum(seat.member is None for seat in seats)
    print(f"{len(seats)} seats, {vacant} vacant")
    print("\n".join(_lines(changes)))
    return 0


def _lines(changes: Changes) -> list[str]:
    if changes.first:
        return ["This is the first directory of this Parliament: there is nothing to compare it with."]
    groups = {
        "New MPs": changes.new_members,
        "Newly vacant": changes.vacancies,
        "New posts": changes.new_posts,
        "No e-mail address any more": changes.lost_emails,
        "Details could not be read": changes.incomplete,
        "Details could not be read, so those of the last refresh stay": changes.kept,
    }
    lines = [
        line for title, entries in groups.items() if entries for line in (f"{title}:", *(f"  {e}" for e in entries))
    ]
    return lines or ["Nothing has changed since the last refresh."]
