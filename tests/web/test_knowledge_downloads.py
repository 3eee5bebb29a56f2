"""The files hold all that the pages say, whole, and do no harm where they are opened."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.responses import Response, Responses
from campaign.services import Services
from campaign.web.knowledge.downloads import ATOM, COLUMNS, address, as_atom, as_csv, as_json, facts, harmless
from tests.web.conftest import MakeSite

NS = {"a": ATOM}
HOSTILE = '<script>alert(1)</script> & "x" \u202e =1+1'


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def feed_of(data: bytes) -> Xml.Element:
    return Xml.fromstring(data)


@pytest.fixture
def responses(services: Services) -> Responses:
    return services.responses


def test_csv_and_json_hold_every_entry_with_licence_and_source(client: FlaskClient, responses: Responses) -> None:
    table = rows(client.get("/responses.csv").data)
    data = json.loads(client.get("/responses.json").data)
    assert [row["id"] for row in table] == [one["id"] for one in data["entries"]] == [e.id for e in responses.entries]
    assert data["licence"] == responses.licence
    for row, entry in zip(table, responses.entries, strict=True):
        source = entry.evidence.source
        assert (row["source_title"], row["source_url"]) == ((source.title, source.url) if source else ("", ""))
        assert row["licence"] == responses.licence


def test_json_comes_back_as_it_went(client: FlaskClient, responses: Responses) -> None:
    data = json.loads(client.get("/responses.json").data)
    for one, entry in zip(data["entries"], responses.entries, strict=True):
        assert one == facts(entry) | {"page": address(entry)}


def test_csv_comes_back_as_it_went(client: FlaskClient, responses: Responses) -> None:
    for row, entry in zip(rows(client.get("/responses.csv").data), responses.entries, strict=True):
        assert row["fact"].removeprefix("'") == entry.fact
        assert row["body"].removeprefix("'") == entry.body
        assert row["date"] == entry.date
        assert row["confidence"] == entry.evidence.confidence
        assert row["recommendations"].split() == list(entry.recommendations)
        assert (row["checked"] == "") == (not entry.evidence.is_checked)


def test_csv_has_a_mark_for_excel_and_line_ends_of_the_standard(client: FlaskClient) -> None:
    data = client.get("/responses.csv").data
    assert data.startswith(b"\xef\xbb\xbfid,place,")
    assert data.count(b"\r\n") == data.count(b"\n") == len(rows(data)) + 1
    assert data.decode("utf-8-sig").splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(start: str, responses: Responses) -> None:
    entry = replace(responses.entries[0], fact=f"{start}HYPERLINK(1)", body=f"{start}1")
    (row,) = rows(as_csv([entry], responses, ""))
    assert (row["fact"], row["body"]) == (f"'{start}HYPERLINK(1)", f"'{start}1")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_no_text_breaks_a_file_or_begins_a_formula(shipped: Services, text: str) -> None:
    entry = replace(shipped.responses.entries[0], fact=text, body=text)
    (row,) = rows(as_csv([entry], shipped.responses, ""))
    assert row["fact"] == harmless(text)
    assert row["fact"][:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert json.loads(as_json([entry], shipped.responses, ""))["entries"][0]["fact"] == text


@pytest.mark.parametrize(
    ("form", "kind", "name"),
    [
        ("csv", "text/csv; charset=utf-8; header=present", 'attachment; filename="responses.csv"'),
        ("json", "application/json", 'attachment; filename="responses.json"'),
        ("atom", "application/atom+xml; charset=utf-8", None),
    ],
)
def test_each_file_has_its_type_and_name(form: str, kind: str, name: str | None, client: FlaskClient) -> None:
    answer = client.get(f"/responses.{form}")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers.get("Content-Disposition") == name
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("form", ["csv", "json", "atom"])
def test_what_has_not_changed_is_not_sent_again(form: str, client: FlaskClient) -> None:
    mark = client.get(f"/responses.{form}").headers["ETag"]
    again = client.get(f"/responses.{form}", headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("query", ["?place=canada", "?kind=sanction&year=2021", "?recommendation=cotton-import-ban"])
def test_files_take_the_filters_of_the_page(query: str, client: FlaskClient, responses: Responses) -> None:
    pairs = dict(part.split("=") for part in query[1:].split("&"))
    wanted = [entry.id for entry in responses.select(**pairs)]
    assert wanted
    assert [row["id"] for row in rows(client.get(f"/responses.csv{query}").data)] == wanted
    assert [one["id"] for one in json.loads(client.get(f"/responses.json{query}").data)["entries"]] == wanted
    assert len(feed_of(client.get(f"/responses.atom{query}").data).findall("a:entry", NS)) == len(wanted)


@pytest.mark.parametrize("form", ["csv", "json", "atom"])
def test_a_filter_that_is_not_known_gives_no_file(form: str, client: FlaskClient) -> None:
    assert client.get(f"/responses.{form}?place=atlantis").status_code == 404
    assert client.get("/responses.xls").status_code == 404


def text_of(parent: Xml.Element, name: str) -> str:
    found = parent.find(f"a:{name}", NS)
    assert found is not None, name
    assert found.text, name
    return found.text


def href(parent: Xml.Element, rel: str) -> str:
    return next(str(link.get("href")) for link in parent.findall("a:link", NS) if link.get("rel") == rel)


def test_the_feed_has_all_that_the_standard_asks_for(client: FlaskClient, responses: Responses) -> None:
    data = client.get("/responses.atom").data
    assert data.startswith(b"<?xml")
    feed = feed_of(data)
    assert feed.tag == f"{{{ATOM}}}feed"
    assert text_of(feed, "rights") == responses.licence
    assert feed.find("a:author/a:name", NS) is not None
    entries = feed.findall("a:entry", NS)
    assert len(entries) == len(responses.entries)
    ids = [text_of(one, "id") for one in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)
    for one in (feed, *entries):
        assert text_of(one, "title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", text_of(one, "updated"))
        assert len([link for link in one.findall("a:link", NS) if link.get("rel") == "alternate"]) == 1
    assert text_of(feed, "updated") == max(text_of(one, "updated") for one in entries)


def test_ids_of_the_feed_never_change(responses: Responses) -> None:
    # Written out, so that a change of the rule is seen: every feed reader would take all entries for new ones.
    entry = next(one for one in responses.entries if one.id == "canada-import-ban-2020")
    feed = feed_of(as_atom([entry], responses, base_url="", author="A"))
    (found,) = feed.findall("a:entry", NS)
    assert text_of(found, "id") == "urn:uuid:a2499c79-a643-5e0d-9fa5-7b78d3dd2ef9"
    moved = feed_of(as_atom([entry], responses, base_url="https://new.example", author="A"))
    assert text_of(moved.findall("a:entry", NS)[0], "id") == text_of(found, "id")


def test_the_entries_changed_last_come_first(responses: Responses) -> None:
    later = replace(responses.entries[3], changed=date(2027, 2, 1))
    feed = feed_of(as_atom([*responses.entries[:3], later], responses, base_url="", author="A"))
    assert text_of(feed, "updated") == "2027-02-01T00:00:00Z"
    assert href(feed.findall("a:entry", NS)[0], "alternate") == address(later)


def test_addresses_are_whole_only_where_the_sites_own_is_known(
    client: FlaskClient, site: MakeSite, responses: Responses
) -> None:
    near = feed_of(client.get("/responses.atom?place=canada", headers={"Host": "evil.example"}).data)
    assert href(near, "self") == "/responses.atom?place=canada"
    told = site(base_url="https://letters.example/").client
    far = feed_of(told.get("/responses.atom?place=canada", headers={"Host": "evil.example"}).data)
    assert href(far, "self") == "https://letters.example/responses.atom?place=canada"
    assert all(
        href(one, "alternate").startswith("https://letters.example/responses/canada#")
        for one in far.findall("a:entry", NS)
    )
    row = rows(told.get("/responses.csv").data)[0]
    assert row["page"].startswith("https://letters.example/responses/")


def test_the_feed_says_what_was_not_checked_and_what_was_corrected(responses: Responses) -> None:
    feed = feed_of(as_atom(responses.entries, responses, base_url="", author="A"))
    texts = {href(one, "alternate"): text_of(one, "content") for one in feed.findall("a:entry", NS)}
    for entry in responses.entries:
        text = texts[address(entry)]
        assert entry.fact in text
        assert ("Not checked" in text) != entry.evidence.is_checked
        assert all(one.now in text for one in entry.evidence.corrections)


def test_no_text_can_become_markup_in_the_feed(responses: Responses) -> None:
    entry: Response = replace(responses.entries[0], fact=HOSTILE, body=HOSTILE)
    data = as_atom([entry], responses, base_url="", author=HOSTILE)
    assert b"<script" not in data
    assert HOSTILE in text_of(feed_of(data).findall("a:entry", NS)[0], "content")


def test_an_empty_view_is_an_empty_feed(client: FlaskClient, responses: Responses) -> None:
    feed = feed_of(client.get("/responses.atom?recommendation=modern-slavery-fines").data)
    assert feed.findall("a:entry", NS) == []
    assert text_of(feed, "updated").startswith(responses.published.isoformat())
