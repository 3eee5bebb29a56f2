"""The directory refreshes itself while the site runs, if the operator wants it (`CAMPAIGN_REFRESH_EVERY`).

Every worker and every computer may run this: a lease in the database lets one of them do it.
"""

from __future__ import annotations

import logging
import random
import threading
import time
from contextlib import closing

from campaign.connect import connect_refresher
from campaign.errors import CampaignError, RefreshBusy
from campaign.settings import Settings
from campaign.store import open_store

LOOK_SECONDS = 300.0
"""How often to see whether the directory is old enough; a little more or less, so that workers do not keep step."""

_log = logging.getLogger(__name__)


def start_refreshing(settings: Settings) -> threading.Thread | None:
    """Start the timer in the background, or give None when the settings do not ask for it."""
    if settings.practice or not settings.refresh_every:
        return None
    thread = threading.Thread(target=_for_ever, args=(settings,), name="refresh", daemon=True)
    thread.start()
    return thread


def _for_ever(settings: Settings) -> None:
    while True:
        refresh_if_old(settings)
        time.sleep(LOOK_SECONDS * random.uniform(0.8, 1.2))  # noqa: S311 - not a secret


def refresh_if_old(settings: Settings) -> bool:
    """Refresh when there is no directory or it is older than wanted. Never raises; says whether it has refreshed."""
    try:
        with closing(open_store(settings.database_url)) as store:
            refresher = connect_refresher(settings, store)
            if not refresher.is_due(settings.refresh_every):
                return False
            changes = refresher.run()
            if changes.kept:
                _log.warning("details could not be read, so those of before stay: %s", ", ".join(changes.kept))
    except RefreshBusy:
        return False
    except CampaignError as problem:
        _log.error("the directory was not refreshed: %s", problem)
        return False
    except Exception as problem:
        # the database may go away half-way; the timer has to outlive that
        _log.error("the directory was not refreshed: %s", type(problem).__name__)
        return False
    return True
