"""`campaign check [DIR]`: every problem of the content, the sentences and the templates, as file:line:column."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from campaign.app import create_app
from campaign.cli.caught import caught_lines
from campaign.cli.init import ORGANISERS
from campaign.cli.problems import find_problems
from campaign.cli.terminal import Shell, complain
from campaign.content import load_content
from campaign.errors import Problem
from campaign.letters import Composer, LetterTemplates
from campaign.letters.simulate import check_sameness
from campaign.models import Rulebook
from campaign.services import build_services
from campaign.settings import Settings
from campaign.web.page_visits import check_pages, practice_sites


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Print all problems and a summary. Exit code 1 when there are any; warnings alone are 0."""
    settings = shell.settings(args)
    if settings.dir and not any((settings.dir / name).exists() for name in ORGANISERS):
        complain(f"note: {settings.dir} has none of {', '.join(ORGANISERS)}; the shipped ones are used")
    problems = find_problems(settings.folders, shell.clock())
    if all(problem.warning for problem in problems):  # else neither pages nor letters can be made
        slow = (*_page_problems(settings, shell.clock), *_sameness_problems(settings.folders, shell.clock()))
        problems = tuple(sorted({*problems, *slow}))
    for problem in problems:
        print(problem)
    errors = [problem for problem in problems if not problem.warning]
    warnings = len(problems) - len(errors)
    if not any(problem.file == ORGANISERS[0] for problem in errors):
        rules = Rulebook(load_content(settings.folders, shell.clock()).rules)
        for line, is_warning in caught_lines(rules, settings, shell.clock):
            print(line)
            warnings += is_warning
    print(f"{_count(len(errors), 'problem')}, {_count(warnings, 'warning')}")
    return int(bool(errors))


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _sameness_problems(folders: tuple[Path, ...], today: date) -> tuple[Problem, ...]:
    """Warnings of letters that a filter would take for one another."""
    return check_sameness(Composer(load_content(folders, today), LetterTemplates(folders), lambda: today), today)


def _page_problems(settings: Settings, clock: Callable[[], date]) -> tuple[Problem, ...]:
    """What goes wrong on the pages of practice sites."""
    settings = replace(settings, practice=True)
    sites = practice_sites(settings, build_services(settings, clock))
    return check_pages(*((create_app(how, those), those) for how, those in sites))
