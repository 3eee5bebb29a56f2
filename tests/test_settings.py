"""Settings: one table, three places, and nothing but SettingsError for what is wrong."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.errors import SettingsError
from campaign.settings import (
    FILE_VARIABLE,
    TABLE,
    Row,
    Settings,
    bundled_folder,
    load,
    markdown_table,
    unknown_variables,
)

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"

WRONG = {
    "practice": ["maybe", "2", "yes please", "ja"],
    "parliament_url": [
        "members-api.parliament.uk", "ftp://x.example", "https://", "https://x.example:port", "https://x.example:99999",
        "https://x.example/?a=b", "https://x.example/?", "https://x.example#top", "https://[::1", "https://a b.example",
        "https://x.example/\x00", "javascript:alert(1)", "//x.example", 'https://x.example/"',
    ],
    "database_url": ["mysql://h/d", "campaign.sqlite3", "sqlite:/x", "postgresql", "postgresql://h:notaport/d", "postgresql+psycopg://h:x"],
    "dir": ["/no/such/folder", __file__, "x" * 5_000, "a\x00b", "~nobody-of-that-name/x"],
    "base_url": ["write.example", "https://x.example?x=1"],
    "contact": ["two\nlines", "tab\there", "naïve@x.example", "a\x7fb"],
    "organiser": ["two\nlines", "a\x00b", "half \udc80", "line\u2028line"],
    "organiser_address": ["1 High Street\r\nTown"],
    "trusted_proxies": ["-1", "one", "1.0", "10", "٣", "1_0"],
    "cache_seconds": ["-1", "604801", "1e3", "0x10", "9" * 50, "soon"],
    "places": ["directory", "index index", "members-api;index", ",", "none"],
    "postcode_index": ["a\nb", "a\x00b", "~nobody-of-that-name/x"],
    "postcodes_io_url": ["postcodes.io", "ftp://x.example", "https://x.example/?q=1"],
    "second_opinion": ["maybe", "2"],
    "stale_days": ["-1", "366", "a week"],
    "refresh_every": ["-1", "8761", "daily"],
    "refresh_rate": ["0", "101", "fast"],
    "seats": ["0", "2001", "all"],
    "most_vacancies": ["-1", "2001"],
    "most_changes": ["-1", "2001"],
    "back_on": ["tomorrow", "2029-7-5", "2029-02-30", "5 July 2029"],
    "count": ["maybe", "2"],
    "hexes": ["/", "a\nb", "a\x00b", "~nobody-of-that-name/x"],
    "embed_sites": [
        "example.org", "https://example.org/page", "https://a.example *", "javascript:x", "https://*.example",
        "https://a.example; script-src", "https://a.example;", "ftp://a.example", "https://é.example",
    ],
    "links_unused_days": ["-1", "3651", "half a year"],
    "limit_lookups": ["-1", "100001", "60 per minute"],
    "limit_links": ["-1", "100001", "few"],
    "limit_reports": ["-1", "100001", "few"],
    "limit_codes": ["-1", "100001", "few"],
    "limit_places": ["-1", "100001", "few"],
    "redis_url": ["127.0.0.1:6379", "http://x.example", "redis://", "redis://h\n/0", "redis://h:notaport/0"],
    "secret_key": ["two\nlines", "a\x00b"],
}  # fmt: skip

RIGHT = {
    "practice": [("yes", True), ("TRUE", True), ("1", True), ("on", True), ("no", False), ("0", False)],
    "parliament_url": [("http://127.0.0.1:8301", "http://127.0.0.1:8301"), ("https://x.example/", "https://x.example")],
    "database_url": [("sqlite:///x.db", "sqlite:///x.db"), ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d")],
    "dir": [(str(DOCS.parent), DOCS.parent.resolve())],
    "base_url": [("https://write.example/", "https://write.example")],
    "contact": [("letters@wend.example", "letters@wend.example")],
    "organiser": [("Cyfeillion Môn", "Cyfeillion Môn")],
    "organiser_address": [("1 Mill Lane, Aldmere", "1 Mill Lane, Aldmere")],
    "trusted_proxies": [("0", 0), ("2", 2)],
    "cache_seconds": [("0", 0), ("604800", 604_800)],
    "places": [("members-api", ("members-api",)), ("postcodes-io, index", ("postcodes-io", "index"))],
    "postcode_index": [("no/such/file.index", Path("no/such/file.index"))],
    "postcodes_io_url": [("http://127.0.0.1:8650/", "http://127.0.0.1:8650")],
    "second_opinion": [("yes", True), ("no", False)],
    "stale_days": [("0", 0), ("365", 365)],
    "refresh_every": [("0", 0), ("24", 24)],
    "refresh_rate": [("1", 1), ("100", 100)],
    "seats": [("650", 650)],
    "most_vacancies": [("0", 0)],
    "most_changes": [("650", 650)],
    "back_on": [("2029-07-05", date(2029, 7, 5))],
    "count": [("yes", True), ("no", False)],
    "hexes": [("maps/hexes.json", Path("maps/hexes.json"))],
    "embed_sites": [
        ("", ()),
        ("*", ("*",)),
        ("https://a.example, http://b.example:81", ("https://a.example", "http://b.example:81")),
    ],
    "links_unused_days": [("0", 0), ("30", 30)],
    "limit_lookups": [("0", 0), ("60", 60)],
    "limit_links": [("0", 0), ("5", 5)],
    "limit_reports": [("0", 0), ("5", 5)],
    "limit_codes": [("0", 0), ("5", 5)],
    "limit_places": [("0", 0), ("5", 5)],
    "redis_url": [("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"), ("rediss://h/1", "rediss://h/1")],
    "secret_key": [("a long secret", "a long secret")],
}


def refusal(environ: dict[str, str]) -> SettingsError | None:
    """Why these settings are refused; None when they are not. Any other error goes up."""
    try:
        load(environ)
    except SettingsError as error:
        return error
    return None


def cases(table: dict[str, list[object]]) -> list[object]:
    assert set(table) == {row.name for row in TABLE}, "every setting has its cases"
    return [pytest.param(row, case, id=f"{row.name}-{n}") for row in TABLE for n, case in enumerate(table[row.name])]


@pytest.mark.parametrize(("row", "text"), cases(WRONG))
def test_a_wrong_value_stops_with_name_what_was_given_and_what_is_allowed(row: Row, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load({row.variable: text})
    line = str(caught.value)
    assert line.startswith(f"{row.variable} is ")
    assert line.endswith(f", but it must be {row.allowed}.")
    assert (row.name == "secret_key" and "'...'" in line) or repr(text)[1:40] in line
    assert "\n" not in line
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(("row", "case"), cases(RIGHT))
def test_an_allowed_value_is_understood(row: Row, case: tuple[str, object]) -> None:
    assert getattr(load({row.variable: f" {case[0]} "}), row.name) == case[1]


@given(st.sampled_from(TABLE), st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_whatever_a_variable_holds_nothing_but_a_settings_error_comes_out(row: Row, text: str) -> None:
    error = refusal({row.variable: text})
    assert error is None or error.details["name"] == row.variable


SCHEMES = st.sampled_from(["http://", "https://", "sqlite://", "postgresql://", "//", ""])


@given(
    st.sampled_from([row for row in TABLE if row.name.endswith("_url")]),
    SCHEMES,
    st.text(alphabet="ab.:/@[]%?#\\ \t1", max_size=20),
)
def test_whatever_looks_like_an_address_nothing_but_a_settings_error_comes_out(row: Row, start: str, rest: str) -> None:
    error = refusal({row.variable: start + rest})
    assert error is None or error.details["name"] == row.variable


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode()))
def test_whatever_the_settings_file_holds_nothing_but_a_settings_error_comes_out(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("settings") / "s.toml"
    file.write_bytes(content)
    assert "\n" not in str(refusal({FILE_VARIABLE: str(file)}))


TOML_VALUES = ["[1]", "{a = 1}", "1979-05-27", "1.5", "nan", "'x'", "true", "-1", '"\\u0000"', "99999999999999999999"]


@pytest.mark.parametrize("value", TOML_VALUES)
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_any_kind_of_value_in_the_file_is_taken_or_refused_with_its_name(row: Row, value: str, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text(f"{row.name} = {value}\n")
    error = refusal({FILE_VARIABLE: str(file)})
    assert error is None or row.name in str(error).lower()


@pytest.mark.parametrize("name", ["no-such-file.toml", "", "a\x00b", "~nobody-of-that-name/s.toml"])
def test_a_settings_file_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^CAMPAIGN_SETTINGS is .* a TOML file that can be read \("):
        load({FILE_VARIABLE: name or str(tmp_path)})


def test_the_environment_beats_the_file_and_the_command_line_beats_both(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('organiser = "file"\ncontact = "file"\ncache_seconds = 7\n')
    environ = {FILE_VARIABLE: str(file), "CAMPAIGN_ORGANISER": "environment", "CAMPAIGN_CONTACT": "environment"}
    settings = load(environ, contact="command line")
    assert (settings.organiser, settings.contact, settings.cache_seconds) == ("environment", "command line", 7)


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text("practice = true\n")
    empty = {row.variable: " " for row in TABLE} | {FILE_VARIABLE: str(file)}
    assert load(empty) == load({}, practice="yes")


def test_a_folder_in_the_file_is_looked_for_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    file = tmp_path / "s.toml"
    file.write_text('dir = "words"\n')
    settings = load({FILE_VARIABLE: str(file)})
    assert settings.dir == (tmp_path / "words").resolve()
    assert settings.folders == (settings.dir, bundled_folder())


def test_an_unknown_name_in_the_file_is_refused_with_the_nearest_real_one(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('organizer = "x"\n')
    with pytest.raises(SettingsError, match=r"'organizer'.*did you mean 'organiser'"):
        load({FILE_VARIABLE: str(file)})


def test_an_unknown_variable_is_named_with_the_nearest_real_one() -> None:
    environ = {
        "CAMPAIGN_PARLIAMENT_URI": "x",
        "CAMPAIGN_QQQQ": "x",
        "CAMPAIGN_DIR": "x",
        "HOME": "x",
        FILE_VARIABLE: "x",
    }
    assert unknown_variables(environ) == {"CAMPAIGN_PARLIAMENT_URI": "CAMPAIGN_PARLIAMENT_URL", "CAMPAIGN_QQQQ": ""}


@pytest.mark.parametrize(
    "given_",
    [
        "mysql://root:hunter2@db.example/x",
        "https://me:hunter2@x.example/?q",
        "mysql://root:a/hunter2@db.example/x",
        "mysql://root:a@hunter2@db.example/x",
    ],
)
def test_a_password_is_never_repeated(given_: str) -> None:
    for row in (row for row in TABLE if row.name in {"database_url", "parliament_url", "base_url"}):
        assert "hunter2" not in str(refusal({row.variable: given_}))


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    assert "hunter2" not in str(refusal({"CAMPAIGN_SECRET_KEY": "hunter2\nx"}))
    file = tmp_path / "s.toml"
    file.write_text('secret_key = ["hunter2"]')
    assert "hunter2" not in str(refusal({FILE_VARIABLE: str(file)}))


def test_a_day_in_the_file_needs_no_quotes(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text("back_on = 2029-07-05")
    assert load({FILE_VARIABLE: str(file)}).back_on == date(2029, 7, 5)


def test_a_right_database_password_is_not_shown_either() -> None:
    assert "hunter2" not in repr(load({"CAMPAIGN_DATABASE_URL": "postgresql://me:hunter2@db.example/x"}))


def test_the_defaults_need_nothing_set() -> None:
    settings = load({})
    assert settings.parliament_url == "https://members-api.parliament.uk"
    assert settings.database_url.startswith("sqlite:///")
    assert not settings.practice
    assert settings.folders == (bundled_folder(),)
    assert {row.name for row in TABLE} == {f.name for f in fields(Settings)}


def test_the_shipped_files_are_found() -> None:
    assert (bundled_folder() / "templates").is_dir()


def test_the_documentation_shows_the_table_as_it_is() -> None:
    assert markdown_table() in DOCS.read_text(encoding="utf-8"), f"it should hold:\n{markdown_table()}"


def test_the_documentation_s_settings_file_loads_and_sets_what_it_says(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    file = tmp_path / "s.toml"
    file.write_text(blocks[0], encoding="utf-8")
    settings = load({FILE_VARIABLE: str(file)})
    assert settings.organiser == "Friends of the River Wend"
    assert settings.dir == tmp_path.resolve()
    assert (settings.trusted_proxies, settings.cache_seconds, settings.practice) == (1, 600, False)


def test_the_documentation_s_wrong_value_gives_the_documented_line() -> None:
    with pytest.raises(SettingsError) as caught:
        load({"CAMPAIGN_CACHE_SECONDS": "soon"})
    assert f"\n    {caught.value}\n" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite+pysqlite://"])
def test_a_database_that_would_forget_everything_is_for_practice_alone(url: str) -> None:
    with pytest.raises(SettingsError) as raised:
        load({"CAMPAIGN_DATABASE_URL": url})
    assert url in str(raised.value)
    assert "CAMPAIGN_DATABASE_URL" in str(raised.value)
    assert load({"CAMPAIGN_DATABASE_URL": url}, practice="yes").database_url == url


def test_a_password_with_an_at_sign_is_refused_without_being_shown() -> None:
    """It would be taken for a part of the host, and stand in each message about that."""
    with pytest.raises(SettingsError, match="%40") as raised:
        load({"CAMPAIGN_DATABASE_URL": "postgresql://u:pa@ssw0rd@h/d"})
    assert "ssw0rd" not in str(raised.value)
    assert load({"CAMPAIGN_DATABASE_URL": "postgresql://u:pa%40ss@h/d?options=a@b"})


@pytest.mark.parametrize("url", ["postgresql://u:p#x@h:5432/d", "postgresql://u:p?q@h/d", "postgresql://[::1]:5432/d"])
def test_a_database_may_have_a_password_with_signs_and_an_address_of_figures(url: str) -> None:
    assert load({"CAMPAIGN_DATABASE_URL": url}).database_url == url


def test_the_public_address_holds_no_password() -> None:
    with pytest.raises(SettingsError) as raised:
        load({"CAMPAIGN_BASE_URL": "https://u:secret@host.example"})
    assert "CAMPAIGN_BASE_URL is 'https://...@host.example'" in str(raised.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_the_map_is_no_device() -> None:
    with pytest.raises(SettingsError):
        load({"CAMPAIGN_HEXES": "/dev/full"})
