"""Counting off the request path: a number goes up in memory, and a thread in the background writes what has come in.

A process that is killed loses what came in since the last write, a few seconds of numbers. A database that is
away loses nothing: the numbers wait in memory. They are as many as there are different cells, not visitors.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from multiprocessing.util import Finalize

from campaign.counts.once import Once
from campaign.errors import StoreUnavailable
from campaign.models.counts import Cell, Kind, Tally, cells_of

EVERY_SECONDS = 3.0
"""How long numbers wait in memory."""
MOST_CELLS = 200_000
"""Different cells that may wait while the database is away (about 40 MB); what is new beyond that is not counted."""
MOST_SOURCES = 2_000
"""Codes of links that one process counts apart on one day: anybody can make one up. The rest count without a code,

but for those of stored short links, which always count.
"""

_log = logging.getLogger(__name__)


class Counting:
    """Adds to memory at once, and to the tally every few seconds and at the end of the process.

    `is_on=False` counts nothing. `every=0` writes at once and needs no thread: for a tally in memory.
    `is_stored`: whether a code is that of a short link, which nobody can have made up; it never fails.
    """

    def __init__(
        self,
        tally: Tally,
        clock: Callable[[], date] = date.today,
        *,
        is_on: bool = True,
        every: float = EVERY_SECONDS,
        is_stored: Callable[[str], bool] = lambda code: False,  # noqa: ARG005
    ) -> None:
        self.is_on = is_on
        self.tally = tally
        self._clock = clock
        self._every = every
        self._once = Once(clock)
        self._is_stored = is_stored
        self._sources: tuple[date | None, set[str]] = (None, set())
        self._waiting: Counter[Cell] = Counter()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._was_down = False
        self._at_end: Finalize[bool] | None = None

    def count(self, kind: Kind, seat: str = "", asks: tuple[str, ...] = (), source: str = "") -> None:
        """One more, today. Takes microseconds and never fails."""
        if not self.is_on:
            return
        day = self._clock()
        cells = cells_of(day, kind, seat, asks, self._known_source(day, source))
        if not self._every:
            self.tally.add(dict.fromkeys(cells, 1))
            return
        with self._lock:
            for cell in cells:
                if cell in self._waiting or len(self._waiting) < MOST_CELLS:
                    self._waiting[cell] += 1
            if self._thread is None or not self._thread.is_alive():  # it does not live on in a forked process
                self._start()

    def is_first(self, event: str, *mark: str) -> bool:
        """Whether this event was not yet seen today, by a mark that names no person, such as a letter's seed."""
        return self._once.first(event, *mark)

    def flush(self) -> bool:
        """Write what has come in; False if the tally is away just now, and then nothing is lost."""
        with self._writing:  # one writer at a time: numbers on their way are in one batch alone
            with self._lock:
                batch, self._waiting = self._waiting, Counter()
            if not batch:
                return True
            try:
                self.tally.add(batch)
            except Exception as problem:
                self._give_back(batch.items())
                if not self._was_down:
                    reason = problem if isinstance(problem, StoreUnavailable) else type(problem).__name__
                    _log.error("counts wait in memory: %s", reason)
                self._was_down = True
                return False
            self._was_down = False
            return True

    def close(self) -> None:
        """Write what is left and stop the thread."""
        self._stop.set()
        if self._at_end:
            self._at_end.cancel()
        self.flush()

    def _known_source(self, day: date, source: str) -> str:
        today, known = self._sources
        if today != day:
            self._sources = (day, known := set())
        if source in known or len(known) < MOST_SOURCES:
            known.add(source)
            return source
        return source if self._is_stored(source) else ""

    def _start(self) -> None:
        # Not before something is to be counted: a server that forks its workers forks no thread.
        self._thread = threading.Thread(target=self._for_ever, name="counts", daemon=True)
        self._thread.start()
        # Not `atexit`: a worker that a server has forked ends without it, and does call this.
        self._at_end = Finalize(None, self.flush, exitpriority=10)

    def _for_ever(self) -> None:
        while not self._stop.wait(self._every):
            self.flush()

    def _give_back(self, batch: Iterable[tuple[Cell, int]]) -> None:
        with self._lock:
            for cell, number in batch:
                self._waiting[cell] += number
