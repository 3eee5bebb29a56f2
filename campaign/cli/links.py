"""`campaign links list | pause | resume | delete`: the operator's hand on short links and reported sentences."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator

from campaign.cli.terminal import WRONG_USAGE, CommandError, Shell, complain
from campaign.letters import clean
from campaign.links import MARK, LinkBook
from campaign.models.sharing import LinkState
from campaign.services import connect_links
from campaign.store import is_there
from campaign.web.knowledge.downloads import harmless

SENTENCE = "sentence:"
"""Before the mark of a sentence: no link can have such a name."""
COLUMNS = ("name", "state", "made", "used", "reports", "label", "sentence")
STATES = {LinkState.ACTIVE: "active", LinkState.PAUSED: "paused by its maker", LinkState.STOPPED: "paused by you"}


def command(args: argparse.Namespace, shell: Shell) -> int:
    """List, or do one thing to each name. Exit code 1 when a name is not known. Raises StoreUnavailable."""
    settings = shell.settings(args)
    if settings.practice:
        raise CommandError("The links of the practice site are in its memory alone: leave out --practice.", WRONG_USAGE)
    book = connect_links(settings, shell.clock)
    if not is_there(settings.database_url):
        complain("note: there is no database yet where CAMPAIGN_DATABASE_URL says, so no link was ever made")
    if args.part == "list":
        print_table(tuple(rows(book)), as_csv=args.csv)
        return 0
    unknown = [name for name in args.names if not _do(book, args.part, name)]
    if unknown:
        raise CommandError(f"There is no link or reported sentence named {', '.join(map(repr, unknown))}.")
    return 0


def rows(book: LinkBook) -> Iterator[tuple[str, ...]]:
    """Every link, most reported first, then every reported sentence that belongs to none."""
    for link in sorted(book.every(), key=lambda one: (-one.reports, one.code)):
        days = (link.made.isoformat(), link.used.isoformat())
        yield (link.code, STATES[link.state], *days, str(link.reports), clean(link.label), clean(link.choice.sentence))
    for one in book.reported():
        state = "sentence, hidden" if one.hidden else "sentence"
        yield (SENTENCE + one.mark, state, "", one.day.isoformat(), str(one.reports), "", clean(one.sentence))


def print_table(table: tuple[tuple[str, ...], ...], *, as_csv: bool) -> None:
    """For a spreadsheet, in which no cell is a formula; or for a person to read."""
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([harmless(cell) for cell in row] for row in table)
        return
    for name, state, made, used, reports, label, sentence in table:
        print(f"{name}  {state}" + (f", reports: {reports}" if reports != "0" else ""))
        if made:
            print(f"  made {made}, last followed {used}" + (f": {label}" if label else ""))
        if sentence:
            print(f"  “{sentence}”")
        elif not made:
            print("  (its words are gone)")
    if not table:
        print("There are no links and no reported sentences.")


def _do(book: LinkBook, what: str, name: str) -> bool:
    """Do it to the link or sentence of that name; False if there is none."""
    if name.startswith(SENTENCE):
        mark = name.removeprefix(SENTENCE)
        if not MARK.fullmatch(mark):
            return False
        return book.forget(mark) if what == "delete" else book.shelf.hide(mark, what == "pause")
    link = next((one for one in book.every() if one.code == name), None)
    if link is None:
        return False
    if what == "delete":
        book.delete(link)
    else:
        book.stop(link, what == "pause")
    return True
