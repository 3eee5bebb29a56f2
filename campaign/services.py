"""What the application is made of, wired once: settings -> content, letters, parliament, words, what is known.

`app` and `cli` both start here; tests pass their own `Services` instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from campaign.connect import connect_parliament
from campaign.content import Messages, load_content, load_messages
from campaign.content.help import Help, load_help
from campaign.content.hints import load_hints
from campaign.content.responses import Responses, load_responses
from campaign.content.standing import Histories, load_standing
from campaign.counts import Counting, MemoryTally, StoredTally
from campaign.letters import Composer, LetterTemplates
from campaign.links import LinkBook, MemoryShelf, StoredShelf
from campaign.models import Content, Hint
from campaign.parliament import Parliament
from campaign.settings import Settings


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a page or a command may ask for."""

    content: Content
    messages: Messages
    composer: Composer
    parliament: Parliament
    clock: Callable[[], date]
    responses: Responses
    help: Help
    standing: Histories
    counting: Counting
    links: LinkBook
    hints: tuple[Hint, ...] = ()


def build_services(settings: Settings, clock: Callable[[], date] = date.today) -> Services:
    """Read the organiser's files and connect the source of MPs.

    Raises ContentError or TemplateError with every problem of the files.
    """
    folders, today = settings.folders, clock()
    content = load_content(folders, today)
    responses = load_responses(folders, today)
    links = connect_links(settings, clock)
    precedents = [one for entry in responses.entries for one in entry.precedents()]
    return Services(
        content=content,
        messages=load_messages(folders),
        composer=Composer(content, LetterTemplates(folders), clock, precedents),
        parliament=connect_parliament(settings, clock),
        clock=clock,
        responses=responses,
        help=load_help(folders, today),
        standing=load_standing(folders, content, today),
        counting=connect_counting(settings, clock, links.has),
        hints=load_hints(folders, today),
        links=links,
    )


def connect_counting(settings: Settings, clock: Callable[[], date], is_stored: Callable[[str], bool]) -> Counting:
    """Counting into the database; on the practice site into memory, so that it makes no file."""
    if settings.practice:
        return Counting(MemoryTally(), clock, is_on=settings.count, every=0, is_stored=is_stored)
    return Counting(StoredTally(settings.database_url), clock, is_on=settings.count, is_stored=is_stored)


def connect_links(settings: Settings, clock: Callable[[], date]) -> LinkBook:
    """Short links in the database; on the practice site in memory, so that it makes no file."""
    shelf = MemoryShelf() if settings.practice else StoredShelf(settings.database_url)
    return LinkBook(shelf, clock, settings.links_unused_days)
