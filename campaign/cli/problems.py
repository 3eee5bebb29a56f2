"""Everything wrong in an organiser's files that can be told by reading them: before each start, and for `check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from campaign.cli.init import ORGANISERS
from campaign.cli.strays import strays
from campaign.content import check_content, load_content, load_messages
from campaign.content.help import check_help
from campaign.content.hints import check_hints
from campaign.content.responses import check_responses
from campaign.content.standing import check_standing
from campaign.errors import ContentError, Problem
from campaign.letters import check_templates
from campaign.letters.follow_up import load_follow_ups
from campaign.outputs.pdf import check_print
from campaign.settings import bundled_folder
from campaign.sharing.posters import check_posters
from campaign.web.page_files import check_page_files


def find_problems(folders: tuple[Path, ...], today: date) -> tuple[Problem, ...]:
    """Everything wrong in the organiser's files, in order of file and line, each once."""
    found = {*check_content(folders, today), *_message_problems(folders), *check_page_files(folders)}
    broken = any(problem.file == ORGANISERS[0] and not problem.warning for problem in found)
    # The rest is held against the recommendations; where the organiser's cannot be read, against the shipped ones.
    content = load_content((bundled_folder(),) if broken else folders, today)
    for check in (check_responses, check_help, check_standing, check_templates):
        found.update(check(folders, content, today))
    for folder in folders[:-1]:  # the last one is ours
        found.update(strays(folder))
    others = (*_follow_up_problems(folders), *check_hints(folders, today))
    return tuple(sorted({*found, *others, *check_print(folders), *check_posters(folders)}))


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
