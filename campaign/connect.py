"""Which sources of MPs the settings name, and how they are joined.

    practice parliament                                          `--practice`
    index, Members API, postcodes.io  ->  Finder  <-  directory  otherwise

A part that cannot be had (no database yet, a damaged index, no Redis) is logged and left out: the rest goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from campaign.errors import IndexFileError
from campaign.index import open_index
from campaign.index.source import IndexSource
from campaign.models import Constituency, Seat
from campaign.parliament import MembersApi, Parliament, PracticeParliament
from campaign.parliament.answered import KEPT_SECONDS, Answered
from campaign.parliament.breaker import REST_SECONDS, Breaker
from campaign.parliament.crawl import Crawl
from campaign.parliament.directory import Directory
from campaign.parliament.dissolution import Dissolved
from campaign.parliament.finder import Finder, Guarded, PlaceSource
from campaign.parliament.patience import FIND_SECONDS, PATIENCE_SECONDS
from campaign.parliament.postcodes_io import PostcodesIo
from campaign.parliament.shared import InProcess, InRedis, Shared, connect_redis
from campaign.refresh import Limits, Refresher
from campaign.settings import Settings
from campaign.store import Store, is_there, read_store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoredDirectory:
    """The directory's shelf in a database that may not be there yet, and is opened anew for each look."""

    url: str = field(repr=False)

    def current(self) -> Any:
        """The current edition, or None while there is no database or no edition. Raises StoreUnavailable."""
        if not is_there(self.url):
            return None
        with closing(read_store(self.url)) as store:
            return store.directory.current()

    def seats(self, edition: Any) -> tuple[Seat, ...]:
        """Every seat of the edition."""
        with closing(read_store(self.url)) as store:
            return store.directory.seats(edition)


@dataclass(frozen=True, slots=True)
class Waits:
    """In seconds: how long a visitor waits for a constituency and for an MP, and how long a dead source is left."""

    find: float = FIND_SECONDS
    seat: float = PATIENCE_SECONDS
    rest: float = REST_SECONDS


STANDARD = Waits()


def connect_parliament(
    settings: Settings, clock: Callable[[], date] = date.today, waits: Waits = STANDARD
) -> Parliament:
    """The source of MPs that the settings name. Asks nobody yet, and never fails."""
    parliament: Parliament = PracticeParliament(clock) if settings.practice else _finder(settings, clock, waits)
    return Dissolved(parliament, settings.back_on, clock) if settings.back_on else parliament


def _finder(settings: Settings, clock: Callable[[], date], waits: Waits) -> Finder:
    def new_breaker() -> Breaker:
        return Breaker(rest_seconds=waits.rest)

    live = MembersApi(
        settings.parliament_url,
        contact=settings.contact,
        cache_seconds=settings.cache_seconds,
        clock=clock,
        patience=waits.seat,
        breaker=new_breaker,
    )
    breaker = new_breaker()
    directory = Directory(StoredDirectory(settings.database_url))
    answers, seats = _memories(settings)
    places = list(_places(settings, live, directory))
    index = next((source for source in places if isinstance(source, IndexSource)), None)
    return Finder(
        places=[Guarded(source, breaker if source is live else new_breaker()) for source in places],
        live=live,
        live_breaker=breaker,
        directory=directory,
        answered=Answered(answers, settings.secret_key),
        seats=seats,
        clock=clock,
        stale_days=settings.stale_days,
        second_opinion=settings.second_opinion,
        listed=lambda: index.listed if index else (),
        in_regions=lambda: index.regions() if index else {},
        find_seconds=waits.find,
        seat_seconds=waits.seat,
    )


def listed_constituencies(settings: Settings) -> tuple[Constituency, ...]:
    """Parliament's own list from the directory; empty while there is none. Raises StoreUnavailable."""
    return tuple(seat.constituency for seat in stored_seats(settings))


def stored_seats(settings: Settings) -> tuple[Seat, ...]:
    """Every seat of the directory; none while there is no directory. Raises StoreUnavailable."""
    shelf = StoredDirectory(settings.database_url)
    current = shelf.current()
    return shelf.seats(current) if current else ()


def connect_refresher(
    settings: Settings,
    store: Store,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    clock: Callable[[], date] = date.today,
) -> Refresher:
    """What `campaign refresh` runs."""
    limits = Limits(settings.seats, settings.most_vacancies, settings.most_changes)
    crawl = Crawl(settings.parliament_url, contact=settings.contact, per_second=settings.refresh_rate, clock=clock)
    return Refresher(store, crawl, limits, progress, clock)


def _places(settings: Settings, live: MembersApi, directory: Directory) -> Iterator[PlaceSource]:
    for name in settings.places:
        if name == "members-api":
            yield live
        elif name == "postcodes-io":
            yield PostcodesIo(settings.postcodes_io_url, contact=settings.contact)
        elif settings.postcode_index and (index := _index(settings.postcode_index, directory)):
            yield index


def _index(path: Path, directory: Directory) -> IndexSource | None:
    try:
        return IndexSource(open_index(path), directory.constituencies)
    except IndexFileError as problem:
        _log.error("going on without the postcode index: %s", problem)
        return None


def _memories(settings: Settings) -> tuple[Shared, Shared]:
    """For answers about postcodes and about seats: two, so that a crowd of postcodes pushes no MP out."""
    seconds = settings.cache_seconds
    answers = min(seconds, KEPT_SECONDS)
    if not settings.redis_url:
        return InProcess(answers), InProcess(seconds)
    if not settings.secret_key:
        _log.error("CAMPAIGN_REDIS_URL needs CAMPAIGN_SECRET_KEY too, or no process finds another's answers")
    try:
        redis = connect_redis(settings.redis_url)
    except ImportError:
        _log.error("CAMPAIGN_REDIS_URL is set, but the redis package is not installed; each process keeps its own")
    except ValueError:
        _log.error("CAMPAIGN_REDIS_URL is no address that Redis understands; each process keeps its own")
    else:
        return InRedis(redis, answers), InRedis(redis, seconds)
    return InProcess(answers), InProcess(seconds)
