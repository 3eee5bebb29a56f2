"""Counting in the real server: what it writes when it is stopped, and that the practice site makes no file."""

from __future__ import annotations

import urllib.parse
import urllib.request
from pathlib import Path

from campaign.counts import StoredTally
from tests.live import CAMPAIGN, DIRECT, PERSON, practice_site, running
from tests.small_parliament import small_parliament


def tell(url: str, path: str, **fields: str) -> None:
    """Post a form."""
    form = urllib.parse.urlencode(fields).encode()
    DIRECT.open(urllib.request.Request(url + path, form, {"User-Agent": PERSON}), timeout=30).close()


def test_a_server_that_is_stopped_writes_what_it_has_counted(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'new' / 'campaign.sqlite3'}"
    with small_parliament() as parliament:
        environ = {"CAMPAIGN_PARLIAMENT_URL": parliament.url, "CAMPAIGN_DATABASE_URL": database}
        with running([*CAMPAIGN, "run", "--port", "{port}"], tmp_path, ready="/health", **environ) as live:
            for seed in "123":
                tell(live.url, "/sent", seed=seed, ask="cotton-import-ban", via="leaflet-7")
    assert StoredTally(database).sums("kind", "ask", "source") == {
        ("confirmed", ask, "leaflet-7"): 3 for ask in ("", "cotton-import-ban")
    }


def test_the_practice_site_counts_in_memory_and_makes_no_file(tmp_path: Path) -> None:
    file = tmp_path / "data" / "campaign.sqlite3"
    with practice_site(tmp_path, CAMPAIGN_DATABASE_URL=f"sqlite:///{file}") as live:
        tell(live.url, "/sent", seed="1", seat="aldermere")
        page = DIRECT.open(live.url + "/progress", timeout=30).read().decode()
    assert "People have told us that <strong>1</strong> of them has gone." in page
    assert not file.parent.exists()
