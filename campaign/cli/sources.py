"""`campaign sources [--visit]`: every link of the content, when somebody last looked, and which of them are dead."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date

from campaign.cli.progress import Progress
from campaign.cli.terminal import CommandError, Shell
from campaign.content import load_content
from campaign.content.evidence import Cited
from campaign.content.help import load_help
from campaign.content.links import Link, cited_by, due, merged
from campaign.content.responses import load_responses
from campaign.content.standing import load_standing
from campaign.errors import NoNetwork
from campaign.parliament.session import user_agent
from campaign.settings import Settings
from campaign.visits import Visit, Visitor

SAID = {
    "dead": "dead: correct or delete",
    "unreachable": "cannot be reached: look again another day",
    "unclear": "not sure: open it yourself",
    "moved": "moved: write the new address",
}
"""What to do with a link that does not simply work, in the order in which they are told."""


def command(args: argparse.Namespace, shell: Shell) -> int:
    """List the links; with --visit, open them. Exit code 1 when some are dead, 3 without a network."""
    settings = shell.settings(args)
    links = every_link(settings, shell.clock())
    if args.visit:
        with closing(Progress("Opening links")) as progress:
            return visit_links(links, Visitor(user_agent(settings.contact), progress))
    for link in links:
        print(f"{link.checked or 'never     '}  {link.url}  ({', '.join(link.places)})")
    overdue = due(links, shell.clock())
    if overdue:
        print("\nDue for another look:")
        print("\n".join(_line(one, shell.clock()) for one in overdue))
    never = sum(link.checked is None for link in links)
    print(f"\n{len(links)} links; {never or 'none'} never checked; {len(overdue) or 'no'} facts due for another look")
    return 0


def every_link(settings: Settings, today: date) -> tuple[Link, ...]:
    """Every link of every content file. Raises ContentError."""
    folders = settings.folders
    content = load_content(folders, today)
    others = (load_responses(folders, today), load_help(folders, today), load_standing(folders, content, today))
    return merged(cited_by(content), *(one.links for one in others))


def _line(one: Cited, today: date) -> str:
    left = ((one.review_by or today) - today).days
    when = f"in {left} days" if left > 0 else "today" if left == 0 else f"{-left} days ago"
    return f"{one.review_by}  {when}: {one.file} {one.id}  {one.source.url}"


def visit_links(links: Sequence[Link], visitor: Visitor) -> int:
    """Open them, print those that do not simply work, and give the exit code. Raises CommandError without a network."""
    try:
        found = visitor.visit(link.url for link in links)
    except NoNetwork as problem:
        raise CommandError(
            f"None of the first {problem.hosts} sites can be reached. Is this computer connected to the internet?",
            problem.exit_code,
        ) from None
    for state, advice in SAID.items():
        if some := [link for link in links if found[link.url].state == state]:
            print(f"{advice[0].upper()}{advice[1:]}")
            print("\n".join(_told(link, found[link.url]) for link in some))
    counts = Counter(visit.state for visit in found.values())
    print(_summary(counts, ("alive", *SAID)))
    return int(bool(counts["dead"] or counts["unreachable"]))


def _told(link: Link, visit: Visit) -> str:
    return f"  {link.url}\n    {visit.said} ({', '.join(link.places)})"


def _summary(counts: Counter[str], states: Iterable[str]) -> str:
    return f"{sum(counts.values())} links: " + ", ".join(
        f"{counts[state]} {state}" for state in states if counts[state]
    )
