"""Help, responses and recommendations: whole, consistent, with a source or a word for everything, and safe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from html import unescape
from itertools import chain
from typing import Any
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from campaign.content.evidence import figures
from campaign.content.responses import KINDS
from campaign.dates import as_known, in_full
from campaign.services import Services
from campaign.settings import load
from campaign.web.knowledge.dossier import dossier
from campaign.web.knowledge.filters import choices
from campaign.web.knowledge.views import ENOUGH
from tests.page import PageClient, words
from tests.web.conftest import MakeSite, application
from tests.web.test_knowledge_dossier import ALL

Look = Callable[[str], BeautifulSoup]
PAGES = ["/help", "/responses", "/recommendations", *(f"/recommendations/{id_}" for id_ in ALL)]


def articles(soup: BeautifulSoup) -> list[str]:
    """The ids of the entries that a page shows."""
    return [str(tag["id"]) for tag in soup.select("article.entry")]


@pytest.fixture(scope="module")
def look(shipped: Services) -> Look:
    """`look("/help")` is the checked and parsed page; each is fetched once for all tests that change nothing."""
    site = PageClient(application(load({}, practice="yes", database_url="sqlite://"), shipped).test_client())

    @cache
    def fetch(path: str) -> BeautifulSoup:
        found = site.get(path)
        assert found.status == 200, path
        return found.soup

    return fetch


def places(services: Services) -> list[str]:
    return [f"/responses/{place.slug}" for place in services.responses.places]


# --- every page --------------------------------------------------------------------------------------------------


def test_every_page_is_sound_and_names_where_one_is(look: Look, services: Services) -> None:
    for path in (*PAGES, *places(services)):
        found = look(path)
        current = found.select_one("nav.site [aria-current]")
        assert current is not None, path
        assert path.startswith(str(current["href"]))


def test_every_link_within_the_site_leads_somewhere(client: FlaskClient, services: Services) -> None:
    targets: dict[str, set[str]] = {}
    for path in (*PAGES, *places(services)):
        for link in re.findall(r'href="(/[^"]*)"', client.get(path).text):
            target, anchor = urldefrag(unescape(link))
            targets.setdefault(target, set()).update({anchor} - {""})
    assert len(targets) > 150
    for path, anchors in targets.items():
        answer = client.get(path)
        assert answer.status_code == 200, path
        missing = {anchor for anchor in anchors if f' id="{anchor}"' not in answer.text}
        assert not missing, path


def test_every_link_says_where_it_leads(look: Look, services: Services) -> None:
    for path in (*PAGES, *places(services)):
        for link in look(path).select("a[href]"):
            text = words(link)
            assert re.search(r"[A-Za-z]|^\d{4}$", text), f"{path}: {link}"
            assert text.lower() not in {"here", "click here", "more", "link", "this", "read more"}, path


def test_links_to_elsewhere_are_those_of_the_data_and_take_no_referrer(look: Look, services: Services) -> None:
    known = {services.content.report.url}
    for one in services.content.recommendations:
        known |= {one.committee.source.url, *(claim.source.url for claim in one.claims)}
    files = (services.responses.links, services.help.links, services.standing.links)
    known |= {link.source.url for link in chain.from_iterable(files)}
    for path in (*PAGES, *places(services)):
        outside = {str(a["href"]) for a in look(path).select("main a[href^='http']")}
        assert outside <= known, path


def test_unknown_addresses_are_pages_that_say_so(page: PageClient) -> None:
    for path in ("/responses/atlantis", "/recommendations/peace", "/help/me", "/responses/"):
        assert page.get(path).follow().status in {200, 404}
    assert page.get("/responses/atlantis").status == 404
    assert page.get("/recommendations/peace").status == 404


def test_pages_are_made_once_and_anew_on_another_day(site: MakeSite, services: Services) -> None:
    today = [date(2026, 11, 21)]
    changing = site(clock=lambda: today[0])
    first = changing.get("/recommendations/cotton-import-ban").text
    assert changing.get("/recommendations/cotton-import-ban").text == first
    today[0] = date(2040, 1, 1)
    later = changing.get("/recommendations/cotton-import-ban")
    assert "due for another look" in later.words
    assert "due for another look" not in first


# --- numbers -----------------------------------------------------------------------------------------------------


def said(value: Any) -> Iterator[str]:
    """Every text and date of a value, at any depth, as a page may write it."""
    if isinstance(value, date):
        yield in_full(value)
    elif isinstance(value, str):
        yield value
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
            yield as_known(value)
    elif isinstance(value, tuple | list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from said(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from said(getattr(value, field.name))


def numbers(*data: Any) -> frozenset[str]:
    return figures(" ".join(said(data)))


def strange(page: BeautifulSoup, known: frozenset[str]) -> frozenset[str]:
    """Numbers that a person reads in the main part and the briefing, and that are not known."""
    soup = copy(page)
    for counted in soup.select(".counts, .by-year, svg, .numeral"):
        counted.decompose()
    text = " ".join(words(tag) for tag in soup.select("main, .briefing"))
    return figures(text.replace("Open Parliament Licence v3.0", "")) - known


def test_no_number_on_the_help_page_is_out_of_nowhere(look: Look, services: Services) -> None:
    known = numbers(services.help)
    for point in services.help.points:
        known |= numbers(services.responses.find(point.responses), services.content.find(point.recommendations))
        known |= numbers([c for one in services.content.recommendations for c in one.claims
                          if f"{one.id}/{c.id}" in point.claims])  # fmt: skip
    assert not strange(look("/help"), known)


def test_no_number_on_the_pages_of_responses_is_out_of_nowhere(look: Look, services: Services) -> None:
    responses = services.responses
    checked = sum(entry.evidence.is_checked for entry in responses.entries)
    undated = sum(not entry.year for entry in responses.entries)
    counted = {str(n) for n in (len(responses.entries), checked, len(responses.entries) - checked, undated)}
    assert not strange(look("/responses"), numbers(responses, services.content.recommendations) | counted)
    for place in responses.places:
        entries = responses.select(place=place.slug)
        shorts = [one.short for one in services.content.recommendations]
        names = [other.name for other in responses.places]
        known = numbers(entries, place, shorts, names) | {str(len(entries))}
        assert not strange(look(f"/responses/{place.slug}"), known), place.slug


def test_no_number_on_the_pages_of_recommendations_is_out_of_nowhere(look: Look, services: Services) -> None:
    content, standing = services.content, services.standing
    known = numbers(content.report, standing.general, content.recommendations) | {str(len(content.recommendations))}
    assert not strange(look("/recommendations"), known)
    for one in content.recommendations:
        told = dossier(services, one)
        known = numbers(one, told.history, told.others, told.background, told.asks, content.report, services.clock())
        assert not strange(look(f"/recommendations/{one.id}"), known), one.id


def test_the_check_for_numbers_can_fail(look: Look) -> None:
    assert strange(look("/responses/canada"), frozenset()) > {"2020", "322"}


# --- responses ---------------------------------------------------------------------------------------------------


def views(services: Services) -> Iterator[dict[str, str]]:
    """Every single filter, and for every entry all of its own together."""
    for key, offered in choices(services).items():
        yield from ({key: value} for value in offered)
    for entry in services.responses.entries:
        about = {"place": entry.place.slug, "kind": entry.kind} | ({"year": entry.year} if entry.year else {})
        yield about
        yield from (about | {"recommendation": one} for one in entry.recommendations)


def test_every_view_shows_what_fits_and_counts_it_right(client: FlaskClient, services: Services) -> None:
    for filters in {tuple(view.items()): view for view in views(services)}.values():
        wanted = services.responses.select(**filters)
        answer = client.get("/responses?" + "&".join(f"{key}={value}" for key, value in filters.items()))
        assert answer.status_code == 200, filters
        shown = BeautifulSoup(answer.text, "html.parser")  # quick: there are many
        assert sorted(articles(shown)) == sorted(entry.id for entry in wanted), filters
        assert said_by(shown, "#found") == [f"{len(wanted) or 'No'} {'entry' if len(wanted) == 1 else 'entries'}"]
        dated = sum(bool(entry.year) for entry in wanted) if len(wanted) >= ENOUGH else 0
        assert sum(leading(text) for text in said_by(shown, ".counts tbody td a")) == len(wanted) * bool(dated)
        assert len(shown.select("svg circle")) == dated
        assert sum(leading(text[4:]) for text in said_by(shown, ".by-year li")) == dated


def said_by(soup: BeautifulSoup, selector: str) -> list[str]:
    return [words(tag) for tag in soup.select(selector)]


def leading(text: str) -> int:
    """The first number in a text, 0 for none."""
    return int((re.findall(r"\d+", text) or ["0"])[0])


def test_every_entry_is_reachable_at_an_address_that_stays(look: Look, services: Services) -> None:
    everything = look("/responses")
    assert sorted(articles(everything)) == sorted(entry.id for entry in services.responses.entries)
    links = {str(a["href"]) for a in everything.select("article.entry a")}
    for place in services.responses.places:
        entries = services.responses.select(place=place.slug)
        assert sorted(articles(look(f"/responses/{place.slug}"))) == sorted(entry.id for entry in entries)
        assert {f"/responses/{place.slug}#{entry.id}" for entry in entries} <= links


def test_the_newest_come_first_and_those_without_a_year_last(look: Look) -> None:
    headings = [words(tag) for tag in look("/responses").select("#entries h3.year")]
    assert headings[-1] == "No year known"
    assert headings[:-1] == sorted(headings[:-1], reverse=True)


def test_an_entry_says_whether_it_was_checked_and_what_was_corrected(look: Look, services: Services) -> None:
    soup = look("/responses")
    for entry in services.responses.entries:
        article = soup.select_one(f"article#{entry.id}")
        assert article is not None
        text = words(article)
        assert entry.fact in text
        assert KINDS[entry.kind] in text
        assert ("Nobody has compared it with a source" in text or "Nobody has compared this" in text) == (
            not entry.evidence.is_checked
        ), entry.id
        assert (article.select_one(".stamp") is not None) == (not entry.evidence.is_checked)
        for source in entry.evidence.sources:
            assert article.select_one(f"a[href='{source.url}']"), entry.id
        for one in entry.evidence.corrections:
            assert f"Corrected on {in_full(one.corrected)}. {one.said} {one.now}" in text
        if entry.date and entry.evidence.is_checked and not entry.date_checked:
            assert "its date was not" in text


def test_the_form_leads_to_an_address_that_can_be_shared(page: PageClient) -> None:
    found = page.get("/responses").submit(place="canada", year="2021")
    assert found.url == "/responses?place=canada&year=2021"
    assert [str(option["value"]) for option in found.soup.select("option[selected]")] == ["canada", "2021"]
    assert found.submit(place="", year="").url == "/responses"


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("?place=", "/responses"),
        ("?kind=law&place=united-states", "/responses?place=united-states&kind=law"),
        ("?year=2021&place=canada&kind=&recommendation=", "/responses?place=canada&year=2021"),
    ],
)
def test_an_address_in_another_order_leads_to_the_usual_one(asked: str, canonical: str, page: PageClient) -> None:
    assert page.get(f"/responses{asked}").location == canonical


def test_what_a_link_adds_for_others_is_left_alone(page: PageClient) -> None:
    assert page.get("/responses?place=canada&utm_source=poster").status == 200


@pytest.mark.parametrize("query", ["?place=atlantis", "?place=canada&place=japan", "?kind=%3Cb%3E&place=canada"])
def test_an_unknown_filter_is_left_out_with_a_word(query: str, page: PageClient) -> None:
    found = page.get(f"/responses{query}")
    assert found.status == 200
    assert "not on this page" in found.words
    assert "<b>" not in found.text
    assert "atlantis" not in found.text
    assert "not on this page" not in page.get("/responses?place=canada").words


def test_a_filter_can_be_taken_away(page: PageClient) -> None:
    found = page.get("/responses?place=canada&kind=resolution")
    assert found.click(".chosen a[href='/responses?place=canada']").status == 200
    assert {str(a["href"]) for a in found.soup.select(".chosen a")} == {
        "/responses?place=canada",
        "/responses?kind=resolution",
    }


def test_nothing_found_is_said_kindly_with_a_way_on(page: PageClient) -> None:
    none = page.get("/responses?recommendation=reporting-threshold")
    assert "We stretch no entry to fit" in none.words
    assert not none.soup.select("svg, table")
    both = page.get("/responses?place=norway&kind=law")
    assert "Take one filter away" in both.words
    assert both.click("#found ~ p a[href='/responses']").status == 200


def test_the_picture_has_words_that_say_the_same(look: Look) -> None:
    picture = look("/responses").select_one("svg[role=img]")
    assert picture is not None
    named = [picture.find(id=str(name)) for name in str(picture["aria-labelledby"]).split()]
    assert [tag.name for tag in named if tag] == ["title", "desc"]
    assert "2021: 44, of which 19 checked" in words(named[1]) if named[1] else False


def test_all_entries_stay_under_a_hundred_and_fifty_kilobytes(page: PageClient) -> None:
    assert len(page.get("/responses").text.encode()) < 150_000


def test_the_page_of_our_own_country_leads_to_what_has_happened_since(page: PageClient) -> None:
    assert page.get("/responses/united-kingdom").click("main .lead a").h1.startswith("The recommendations")


def test_how_the_source_text_sums_up_is_shown_as_not_checked(look: Look, services: Services) -> None:
    read = words(look("/responses"))
    for line in services.responses.headlines:
        assert line.text in read
    assert "Nobody has counted these again" in read
    assert "Nobody has counted these again" not in words(look("/responses?place=canada"))


# --- recommendations ---------------------------------------------------------------------------------------------


def test_the_list_leads_to_every_recommendation_with_its_standing(look: Look, services: Services) -> None:
    found = look("/recommendations")
    for one in services.content.recommendations:
        card = found.select_one(f".cards a[href='/recommendations/{one.id}']")
        assert card is not None
        assert words(card) == one.title
    for event in services.standing.general:
        assert event.text in words(found)


def test_what_why_and_of_whom_come_first_in_plain_words(look: Look, services: Services) -> None:
    for one in services.content.recommendations:
        card = look(f"/recommendations/{one.id}").select_one("main h1 + .answers")
        assert card is not None
        assert [words(tag) for tag in card.select("h2")] == ["What is asked", "Why", "Who can do it"]
        text = " ".join(words(tag) for tag in card.select("h2, p:not(.small, .row)"))
        assert one.summary in text
        assert one.why in text
        for office in dossier(services, one).offices:
            assert office.office[1:] in text
        assert len(text.split()) < 250, "a minute of reading"


@pytest.mark.parametrize("id_", ALL)
def test_the_page_holds_all_that_is_known(id_: str, look: Look, services: Services) -> None:
    soup = look(f"/recommendations/{id_}")
    read = words(soup)
    known = dossier(services, services.content.find([id_])[0])
    one, history = known.one, known.history
    assert history is not None
    for text in (one.committee.text, one.standing.text, history.reply, *history.open, *history.mp_can, one.caution):
        assert text in read
    for event in history.events:
        assert event.text in read
        assert all(soup.select_one(f"a[href='{source.url}']") for source in event.evidence.sources)
    for entry in known.others:
        assert entry.fact in read
    for _, asked in known.asks:
        assert f"“Will you please {asked}?”" in read
    assert f"is our own reading as of {in_full(one.standing.as_of)}, not an official finding" in read
    assert ("The committee’s own words" in read) == one.committee.quoted
    assert ("In our words, not the committee’s" in read) != one.committee.quoted


@pytest.mark.parametrize("id_", ALL)
def test_words_of_the_report_that_were_read_elsewhere_say_so_before_the_quotation(
    id_: str, look: Look, services: Services
) -> None:
    said = services.content.find([id_])[0].committee
    read, told = words(look(f"/recommendations/{id_}")), "We could not read this page of the report itself."
    assert "parliament.uk" not in said.source.url or not said.quoted, "then the page has nothing to own up to"
    assert (told in read) == said.quoted
    if said.quoted:
        assert read.index(told) < read.index(said.source.title) < read.index(said.text)
        assert f"as quoted in: {said.source.title}" in read


def test_events_stand_in_the_order_of_time(look: Look) -> None:
    for id_ in ALL:
        for events in look(f"/recommendations/{id_}").select("ol.events"):
            days = [str(tag["datetime"]) for tag in events.select("time")]
            assert days == sorted(days)


def test_a_letter_can_be_started_from_the_page(page: PageClient) -> None:
    home = page.get("/recommendations/cotton-import-ban").click("a.button[href^='/?ask=']")
    assert home.url == "/?ask=cotton-import-ban"
    assert "Already chosen" in home.words


def test_fines_and_threshold_say_that_nothing_bears_on_them(look: Look) -> None:
    for id_ in ("modern-slavery-fines", "reporting-threshold"):
        assert "we stretch nothing to fit" in words(look(f"/recommendations/{id_}"))


def test_the_front_page_leads_to_the_recommendations(look: Look) -> None:
    soup = look("/")
    for id_ in ALL:
        assert soup.select_one(f"main ul a[href='/recommendations/{id_}']")


def test_the_briefing_is_on_the_page_and_names_the_address_where_it_is_known(page: PageClient, site: MakeSite) -> None:
    path = "/recommendations/cotton-import-ban"
    briefing = page.get(path).soup.select_one("body > .briefing")
    assert briefing is not None
    assert "http" not in briefing.get_text()
    told = site(base_url="https://letters.example").get(path).soup.select_one("body > .briefing")
    assert told is not None
    assert "https://letters.example/recommendations/cotton-import-ban" in told.get_text()


def test_without_javascript_the_way_to_print_is_in_words(look: Look) -> None:
    soup = look("/recommendations/cotton-import-ban")
    assert soup.select_one("button[data-print][hidden]")
    assert soup.select_one("[data-plain]:not([hidden])")


# --- help --------------------------------------------------------------------------------------------------------


def test_the_three_parts_of_help_are_whole(look: Look, services: Services) -> None:
    soup, help_ = look("/help"), services.help
    assert help_.money in words(soup)
    for group in help_.organisations:
        card = soup.select_one(f"li#{group.id}")
        assert card is not None
        links = {str(a["href"]) for a in card.select("a")}
        assert links == {group.website, group.donate} - {""}
        assert group.about in words(card)
    for point in help_.points:
        article = soup.select_one(f"article#{point.id}")
        assert article is not None
        assert point.text in words(article)
        if point.evidence and not point.evidence.is_checked:
            assert "Not checked" in words(article)
        for one in point.corrections:
            assert one.now in words(article)


def test_help_leads_into_the_letter(page: PageClient) -> None:
    assert page.get("/help").click("article#write-to-your-mp a.button").soup.select_one("input#postcode")


# --- what an organiser writes is text ------------------------------------------------------------------------------

HOSTILE = "<b id=injected onclick=alert(1)>\"'&{{ 7*7 }}"
KEPT = {"id", "slug", "url", "website", "donate", "kind", "date", "day", "until", "in_force", "group", "status",
        "confidence", "recommendation", "recommendations", "see", "claim", "claims", "responses", "same_as",
        "leads_to", "rests_on"}  # fmt: skip


def poisoned(value: Any) -> Any:
    """The same value, every free text of it with markup in it."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{value} {HOSTILE}" if value else value
    if isinstance(value, tuple):
        return tuple(poisoned(inner) for inner in value)
    if isinstance(value, dict):
        return {key: poisoned(inner) for key, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: poisoned(getattr(value, field.name)) for field in fields(value) if field.name not in KEPT
        }
        return replace(value, **changes)
    return value


def test_markup_in_the_content_stays_text(site: MakeSite, services: Services) -> None:
    names = ("content", "responses", "help", "standing")
    hostile = site(**{name: poisoned(getattr(services, name)) for name in names})
    for path in (*PAGES, "/responses/canada", "/responses?kind=law", "/"):
        found = hostile.get(path)
        assert found.status == 200
        assert HOSTILE in found.soup.get_text(), path
        assert not found.soup.select("[id=injected], [onclick]"), path
