"""Settings: one frozen value, from one table. The environment beats the file, the file beats the default.

Each row of `TABLE` is an environment variable `CAMPAIGN_...` and a line of the optional TOML file that
`CAMPAIGN_SETTINGS` names (there in lower case without the prefix: `parliament_url = "https://..."`).
`docs/settings.md` shows the same table: `markdown_table` writes it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs

from campaign import setting_types as types
from campaign.errors import SettingsError
from campaign.near import did_you_mean, near

PREFIX = "CAMPAIGN_"
FILE_VARIABLE = "CAMPAIGN_SETTINGS"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can set. Build it with `load`."""

    practice: bool
    parliament_url: str
    database_url: str = field(repr=False)  # it may hold a password
    dir: Path | None
    base_url: str
    contact: str
    organiser: str
    organiser_address: str
    trusted_proxies: int
    cache_seconds: int
    places: tuple[str, ...]
    postcode_index: Path | None
    postcodes_io_url: str
    second_opinion: bool
    stale_days: int
    refresh_every: int
    refresh_rate: int
    seats: int
    most_vacancies: int
    most_changes: int
    back_on: date | None
    count: bool
    hexes: Path | None
    embed_sites: tuple[str, ...]
    links_unused_days: int
    limit_lookups: int
    limit_links: int
    limit_reports: int
    limit_codes: int
    limit_places: int
    redis_url: str = field(repr=False)
    secret_key: str = field(repr=False)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where content and templates are looked for, first the organiser's own folder."""
        return (*((self.dir,) if self.dir else ()), bundled_folder())

    @property
    def hex_file(self) -> Path:
        """Where the map of hexagons is, if one has been imported."""
        if self.hexes:
            return self.hexes
        file = re.match(r"sqlite(?:\+\w+)?:///([^?]+)", self.database_url)
        return (Path(file[1]).parent if file and file[1] != ":memory:" else data_folder()) / "hexes.json"


def bundled_folder() -> Path:
    """The shipped recommendations.yaml and templates/: inside the wheel, or else the checkout."""
    package = Path(__file__).parent
    inside = package / "_bundled"
    return inside if inside.is_dir() else package.parent


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: its name in `Settings`, its default, how text becomes a value, what is allowed, what it does."""

    name: str
    default: str
    parse: Callable[[str], Any]
    allowed: str
    help: str

    @property
    def variable(self) -> str:
        """The environment variable."""
        return PREFIX + self.name.upper()


def data_folder() -> Path:
    """The user's own folder for what this program keeps."""
    return platformdirs.user_data_path("never-again-letters")


def _default_database() -> str:
    return f"sqlite:///{data_folder() / 'campaign.sqlite3'}"


TABLE: tuple[Row, ...] = (
    Row("practice", "no", types.flag, "yes or no", "Use the invented practice parliament; no network is needed."),
    Row("parliament_url", "https://members-api.parliament.uk", types.url, "an http or https address without a query",
        "Host of Parliament's Members API; its paths start with /api."),
    Row("database_url", "", types.database,
        "an SQLAlchemy URL that starts with sqlite or postgresql, in a file or on a server (an @ in a password is %40)",
        "Where the directory of MPs, the counts, short links and reported sentences are kept, and never anything of "
        "the people who write. Empty: a SQLite file in the user's data folder."),
    Row("dir", "", types.folder, "a folder that exists",
        "The organiser's folder with recommendations.yaml, content/ and templates/ (see `campaign init`). "
        "What is not in it comes from the shipped ones."),
    Row("base_url", "", types.url_or_empty, "an http or https address without a query, name or password",
        "The public address of this site, for links that leave it. https turns HSTS on."),
    Row("contact", "", types.ascii_line, "one line of text without accents, such as an e-mail address",
        "An e-mail address people can write to; also sent to Parliament's API as the contact of this program."),
    Row("organiser", "", types.line, "one line of text", "Who runs this campaign, for the imprint."),
    Row("organiser_address", "", types.line, "one line of text", "The organiser's postal address, for the imprint."),
    Row("trusted_proxies", "0", types.up_to(9), "a whole number from 0 to 9",
        "How many reverse proxies stand in front and set X-Forwarded-For, -Proto and -Host."),
    Row("cache_seconds", "3600", types.up_to(604_800), "a whole number from 0 to 604800 (a week)",
        "How long an answer about an MP is used before Parliament is asked again. 0: never kept."),
    Row("places", "index members-api", types.places, "some of index, members-api and postcodes-io, with spaces between",
        "Who is asked, and in which order, in which constituency a postcode lies. `index` is the postcode index below; "
        "`postcodes-io` is a third party, and is asked only if it is named here."),
    Row("postcode_index", "", types.path, "the path of a file",
        "The postcode index (see `campaign postcodes build`). If it cannot be used the site goes on without it."),
    Row("postcodes_io_url", "https://api.postcodes.io", types.url, "an http or https address without a query",
        "Host of postcodes.io, or of a server of your own that answers as it does."),
    Row("second_opinion", "no", types.flag, "yes or no",
        "Ask a second of these sources too, and let the person choose where the two disagree."),
    Row("stale_days", "7", types.up_to(365), "a whole number from 0 to 365",
        "How many days old the directory of MPs (`campaign refresh`) may be before Parliament is asked first again."),
    Row("refresh_every", "0", types.up_to(8_760), "a whole number from 0 to 8760",
        "Refresh the directory by itself when it is this many hours old. 0: never by itself."),
    Row("refresh_rate", "10", types.positive(100), "a whole number from 1 to 100",
        "How many calls a second a refresh makes to Parliament's service at most."),
    Row("seats", "650", types.positive(2_000), "a whole number from 1 to 2000",
        "How many seats the House of Commons has; a refresh that finds another number is refused."),
    Row("most_vacancies", "10", types.up_to(2_000), "a whole number from 0 to 2000",
        "A refresh that finds more vacant seats than this is refused."),
    Row("most_changes", "30", types.up_to(2_000), "a whole number from 0 to 2000",
        "A refresh that finds more seats changed than this since the last one is refused."),
    Row("back_on", "", types.day, "a date such as 2029-07-05",
        "While Parliament is dissolved: the day from which people should come back. "
        "Until then the site calls nobody an MP."),
    Row("count", "yes", types.flag, "yes or no",
        "Count visits and letters, as numbers by day, constituency, recommendation and link, never by person "
        "(docs/counting.md)."),
    Row("hexes", "", types.plain_file, "the path of a file, not of a folder or device",
        "Where `campaign hexes import` keeps the map of constituencies as hexagons. Empty: `hexes.json` beside the "
        "SQLite database, or else in the user's data folder."),
    Row("embed_sites", "", types.sites, "addresses such as https://www.example.org with spaces between, or * alone",
        "The websites that may show the form in a frame (see `/share/embed`). Empty: none; `*`: all. "
        "The forms to paste work everywhere."),
    Row("links_unused_days", "180", types.up_to(3_650), "a whole number from 0 to 3650",
        "A short link that nobody has followed for this many days is deleted. 0: never."),
    Row("limit_lookups", "60", types.up_to(100_000), "a whole number from 0 to 100000",
        "How many postcodes may be looked up in a minute from one internet address. 0: no limit."),
    Row("limit_links", "20", types.up_to(100_000), "a whole number from 0 to 100000",
        "How many short links may be made in an hour from one internet address. 0: no limit."),
    Row("limit_reports", "20", types.up_to(100_000), "a whole number from 0 to 100000",
        "How many sentences that came with links may be reported in an hour from one internet address. 0: no limit."),
    Row("limit_codes", "60", types.up_to(100_000), "a whole number from 0 to 100000",
        "How many short links that do not exist may be tried in a minute from one internet address, and as many names "
        "and secret addresses. 0: no limit."),
    Row("limit_places", "20", types.up_to(100_000), "a whole number from 0 to 100000",
        "How many constituencies that do not exist may be asked for in a minute from one internet address, while there "
        "is no list of their names (a directory or a postcode index). 0: no limit."),
    Row("redis_url", "", types.redis, "an address that starts with redis:// or rediss://",
        "Redis, for answers and limits that several processes share. Empty: each process keeps its own."),
    Row("secret_key", "", types.line, "one line of text",
        "Keys the hashes under which answers about postcodes, and limits, are kept; the same for all processes that "
        "share Redis. Empty: a new one at each start."),
)  # fmt: skip


def load(environ: Mapping[str, str], **overrides: str) -> Settings:
    """The settings for this process; `overrides` (the command line) win over everything.

    An empty variable counts as not set. Raises SettingsError for the first value that is not allowed, for an
    unknown name in the file and for a file that cannot be read.
    """
    file = _read_file(environ.get(FILE_VARIABLE, "").strip())
    settings = Settings(**{row.name: _value(row, environ, file, overrides) for row in TABLE})
    if not settings.practice and re.fullmatch(r"sqlite(\+\w+)?://(/?|/:memory:)(\?.*)?", settings.database_url):
        # Each look would find an empty database, and all that was kept would be gone.
        row = next(row for row in TABLE if row.name == "database_url")
        raise SettingsError(row.variable, _shown(row.name, settings.database_url), row.allowed)
    return settings


def _value(row: Row, environ: Mapping[str, str], *later: Mapping[str, str]) -> Any:
    file, overrides = later
    text = overrides.get(row.name, environ.get(row.variable, "").strip() or file.get(row.name, row.default)).strip()
    if row.name == "database_url" and not text:
        text = _default_database()
    try:
        return row.parse(text)
    except (ValueError, OSError, RuntimeError):  # the last two: a path too long, a user without a home
        raise SettingsError(row.variable, _shown(row.name, text), row.allowed) from None


def _shown(name: str, text: str) -> str:
    """What was given, short, and without a secret or the password an address may hold, whatever signs are in it."""
    hidden = "..." if name == "secret_key" else re.sub(r"//.*@", "//...@", text, flags=re.DOTALL)
    return hidden if len(hidden) <= 80 else hidden[:77] + "..."


def unknown_variables(environ: Mapping[str, str]) -> dict[str, str]:
    """`CAMPAIGN_...` variables that no setting has, each with the nearest real name (or "")."""
    known = [*(row.variable for row in TABLE), FILE_VARIABLE]
    strange = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    return {name: _nearest(name.removeprefix(PREFIX), known) for name in strange}


def _nearest(name: str, known: list[str]) -> str:
    """The known name that looks most like this one, or ""; the prefix that all share does not count."""
    bare = {one.removeprefix(PREFIX): one for one in known}
    return bare.get(near(name, bare), "")


def _read_file(name: str) -> dict[str, str]:
    if not name:
        return {}
    try:
        data = tomllib.loads(Path(name).expanduser().read_text(encoding="utf-8-sig"))
    except (OSError, RuntimeError, ValueError) as problem:  # ValueError: no UTF-8, no TOML, a null in the name
        reason = getattr(problem, "strerror", None) or problem
        raise SettingsError(FILE_VARIABLE, name, f"a TOML file that can be read ({reason})") from None
    values = {key: _as_text(name, key, value) for key, value in data.items()}
    if values.get("dir"):  # a folder named in the file is looked for beside the file
        values["dir"] = str(Path(name).expanduser().parent / Path(values["dir"]).expanduser())
    return values


def _as_text(file: str, name: str, value: object) -> str:
    known = [row.name for row in TABLE]
    if name not in known:
        hint = did_you_mean(name.lower().removeprefix(PREFIX.lower()), known)
        raise SettingsError(f"A name in {file}", name, f"that of a setting{hint}")
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, str | bool | int):
        allowed = next(row.allowed for row in TABLE if row.name == name)
        raise SettingsError(f"{name} in {file}", _shown(name, str(value)), allowed)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def markdown_table() -> str:
    """The table of docs/settings.md, a line for each setting."""
    lines = ["| variable | in the file | default | allowed | what it does |", "| --- | --- | --- | --- | --- |"]
    for row in TABLE:
        default = f"`{row.default}`" if row.default else "(empty)"
        lines.append(f"| `{row.variable}` | `{row.name}` | {default} | {row.allowed} | {row.help} |")
    return "\n".join(lines) + "\n"


assert {row.name for row in TABLE} == {f.name for f in fields(Settings)}  # noqa: S101 - a slip here is a bug
