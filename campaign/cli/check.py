"""`campaign check [DIR]`: every problem of the content, the sentences and the templates, as file:line:column."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from campaign.cli.caught import caught_lines
from campaign.cli.init import ORGANISERS
from campaign.cli.terminal import Shell, complain
from campaign.content import check_content, load_content, load_messages
from campaign.content.help import check_help
from campaign.content.hints import check_hints
from campaign.content.responses import check_responses
from campaign.content.standing import check_standing
from campaign.errors import ContentError, Problem
from campaign.letters import Composer, LetterTemplates, check_templates
from campaign.letters.follow_up import load_follow_ups
from campaign.letters.simulate import check_sameness
from campaign.models import Rulebook
from campaign.outputs.pdf import check_print
from campaign.settings import bundled_folder
from campaign.sharing.posters import check_posters


def command(args: argparse.Namespace, shell: Shell) -> int:
    """Print all problems and a summary. Exit code 1 when there are any; warnings alone are 0."""
    settings = shell.settings(args)
    if settings.dir and not any((settings.dir / name).exists() for name in ORGANISERS):
        complain(f"note: {settings.dir} has none of {', '.join(ORGANISERS)}; the shipped ones are used")
    problems = find_problems(settings.folders, shell.clock())
    if all(problem.warning for problem in problems):  # else no letters can be made
        problems = tuple(sorted({*problems, *_sameness_problems(settings.folders, shell.clock())}))
    for problem in problems:
        print(problem)
    if not any(problem.file == ORGANISERS[0] and not problem.warning for problem in problems):
        for line in caught_lines(Rulebook(load_content(settings.folders, shell.clock()).rules), settings, shell.clock):
            print(line)
    warnings = sum(problem.warning for problem in problems)
    print(f"{_count(len(problems) - warnings, 'problem')}, {_count(warnings, 'warning')}")
    return int(warnings < len(problems))


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def find_problems(folders: tuple[Path, ...], today: date) -> tuple[Problem, ...]:
    """Everything wrong in the organiser's files, in order of file and line, each once."""
    found = {*check_content(folders, today), *_message_problems(folders), *_page_problems(folders)}
    broken = any(problem.file == ORGANISERS[0] and not problem.warning for problem in found)
    # The rest is held against the recommendations; where the organiser's cannot be read, against the shipped ones.
    content = load_content((bundled_folder(),) if broken else folders, today)
    for check in (check_responses, check_help, check_standing, check_templates):
        found.update(check(folders, content, today))
    others = (*_follow_up_problems(folders), *check_hints(folders, today))
    return tuple(sorted({*found, *others, *check_print(folders), *check_posters(folders)}))


def _sameness_problems(folders: tuple[Path, ...], today: date) -> tuple[Problem, ...]:
    """Warnings of letters that a filter would take for one another. It takes a second, so `run` does without."""
    return check_sameness(Composer(load_content(folders, today), LetterTemplates(folders), lambda: today), today)


def _message_problems(folders: tuple[Path, ...]) -> tuple[Problem, ...]:
    try:
        load_messages(folders)
    except ContentError as error:
        return error.problems
    return ()


def _follow_up_problems(folders: tuple[Path, ...]) -> tuple[Problem, ...]:
    try:
        load_follow_ups(folders)
    except ContentError as error:
        return error.problems
    return ()


def _page_problems(folders: tuple[Path, ...]) -> list[Problem]:
    """Pages and their parts that are not Jinja at all."""
    problems = []
    for folder in folders:
        for file in sorted((folder / "templates").rglob("*.html")):
            try:
                Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
            except TemplateSyntaxError as error:
                name = file.relative_to(folder / "templates").as_posix()
                problems.append(Problem(name, error.lineno, 0, error.message or "this is not a template"))
    return problems
