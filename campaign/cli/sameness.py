"""`campaign sameness [DIR]`: how alike the letters of a campaign would look to a filter, tried on invented writers."""

from __future__ import annotations

import argparse
from contextlib import closing

from campaign.cli.letter import check_template
from campaign.cli.progress import Progress
from campaign.cli.terminal import Shell
from campaign.content import load_content
from campaign.letters import Composer, LetterTemplates
from campaign.letters.filters import in_words
from campaign.letters.simulate import Crowd, Report, simulate


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Print a line for each number of own words."""
    folders = shell.settings(args).folders
    today = shell.clock()
    composer = Composer(load_content(folders, today), LetterTemplates(folders), lambda: today)
    check_template(composer.templates, args.template)
    asks = min(args.asks, len(composer.asks))
    crowds = [Crowd(args.letters, asks, words, args.same_asks, args.template, args.seed) for words in args.own_words]
    with closing(Progress("Writing letters")) as progress:
        found = [
            simulate(composer, today, crowd, _part(progress, number, len(crowds)))
            for number, crowd in enumerate(crowds)
        ]
    print(_headline(crowds[0]))
    print(f"{'own words':>9}  {'pairs alike':>11}  {'letters like another':>20}")
    for crowd, likeness in zip(crowds, found, strict=True):
        print(f"{crowd.own_words:>9}  {likeness.pairs:>11.2%}  {likeness.closest:>20.1%}")
    return 0


def _headline(crowd: Crowd) -> str:
    requests = f"{in_words(crowd.asks)} request{'' if crowd.asks == 1 else 's'} each"
    chosen = "the same for all" if crowd.same_asks else "chosen at random"
    return f"{crowd.letters:,} letters, {requests} ({chosen}), {crowd.template} template"


def _part(progress: Progress, number: int, parts: int) -> Report:
    """Progress on one of several crowds of the same size."""
    return lambda done, letters: progress(number * letters + done, parts * letters)
