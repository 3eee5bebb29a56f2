"""The main job on real data: 650 seats, every recommendation, every template, each time a complete letter.

The data and its stand-in for Parliament's service are not part of this project. Where the folder `shared` does not
lie beside the checkout, these tests are skipped.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from campaign import create_app
from campaign.content import load_content
from campaign.letters import Composer, LetterTemplates
from campaign.models import Content, Letter, Seat, Writer
from campaign.parliament import MembersApi
from campaign.postcodes import parse
from campaign.services import build_services
from campaign.settings import bundled_folder, load
from tests.conftest import TODAY
from tests.engines import missing
from tests.live import ROOT, Live, fetch, running
from tests.page import PageClient

Row = dict[str, str]

SHARED = ROOT.parent / "shared"
STAND_IN = SHARED / "tools" / "members_api.py"
OWN_WORDS = "My neighbour Gülnar & her sons <waited> {four} years.\n\nI think of them each day – «Yaxshimusiz»!"
WRITER = Writer("Rhys Ó Dálaigh-Müller", "12 Example Street\nSomewhere\nZZ1 1AA", OWN_WORDS)
WEB_SAMPLE = 20


def rows(name: str) -> list[Row]:
    """A table of the shared data; skips without it."""
    if not STAND_IN.is_file():
        missing("shared", "the folder `shared` with the data of 650 seats is not beside the checkout")
    with (SHARED / "reference" / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def members() -> dict[str, Row]:
    """The sitting MPs by the name of their constituency."""
    return {row["constituency"]: row for row in rows("members.csv")}


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Parliament's service, played on this computer."""
    rows("members.csv")
    command = [sys.executable, str(STAND_IN), "--no-postcodes", "--port", "{port}"]
    with running(command, tmp_path_factory.mktemp("stand-in"), ready="/_hits") as live:
        yield live


@pytest.fixture(scope="module")
def parliament(stand_in: Live) -> MembersApi:
    return MembersApi(stand_in.url, clock=lambda: TODAY)


@pytest.fixture(scope="module")
def seats(parliament: MembersApi) -> list[Seat]:
    """Every seat, found as a visitor finds it: by a postcode; several at once, as on a busy day."""

    def find(row: Row) -> Seat:
        (place,) = parliament.find(parse(row["example_postcode"]))
        assert place.name == row["name"]
        return parliament.seat(place.slug)

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(find, rows("constituencies.csv")))


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content((bundled_folder(),), TODAY)


@pytest.fixture(scope="module")
def composer(content: Content) -> Composer:
    return Composer(content, LetterTemplates((bundled_folder(),)), lambda: TODAY)


def test_all_650_seats_are_found_with_their_mp(seats: list[Seat], members: dict[str, Row]) -> None:
    assert len(seats) == 650
    for seat in seats:
        row = members.get(seat.constituency.name)
        assert (seat.member is None) == (row is None)
        if seat.member and row:
            assert (seat.member.name, seat.member.full_title) == (row["name_display"], row["name_full_title"])
            assert seat.member.email == (row["email"] or None)
        assert not seat.missing


def test_no_two_seats_share_an_address(seats: list[Seat]) -> None:
    assert len({seat.constituency.slug for seat in seats}) == 650


def test_every_seat_gets_a_complete_letter_for_every_recommendation(
    seats: list[Seat], content: Content, composer: Composer
) -> None:
    asks = [recommendation.id for recommendation in content.recommendations]
    templates = composer.templates
    assert len(asks) == 8
    assert len(templates) >= 2
    wrong = [
        f"{seat.constituency.slug} {ask} {template}: {fault}"
        for seat in seats
        for ask in asks
        for template in templates
        for fault in faults(composer.compose(seat, [ask], WRITER, template=template), seat)
    ]
    assert not wrong, "\n".join(wrong[:20])


def test_three_and_eight_requests_are_complete_letters_too(
    seats: list[Seat], content: Content, composer: Composer
) -> None:
    asks = [recommendation.id for recommendation in content.recommendations]
    wrong = [
        f"{seat.constituency.slug} {len(chosen)} {template}: {fault}"
        for number, seat in enumerate(seats)
        for chosen in (asks, [asks[(number + step) % 8] for step in (0, 3, 5)])
        for template in composer.templates
        for fault in faults(composer.compose(seat, chosen, WRITER, template=template, seed=number), seat)
    ]
    assert not wrong, "\n".join(wrong[:20])


def test_a_seat_costs_three_calls_and_then_none(parliament: MembersApi, stand_in: Live, seats: list[Seat]) -> None:
    # The 650 look-ups before this test warmed nothing for a new client but the one call a day for the chairs.
    fresh = MembersApi(stand_in.url, clock=lambda: TODAY)
    first, second = rows("constituencies.csv")[:2]
    fresh.seat(fresh.find(parse(first["example_postcode"])).choices[0].slug)
    before = hits(stand_in)
    slug = fresh.find(parse(second["example_postcode"])).choices[0].slug
    fresh.seat(slug)
    assert hits(stand_in) - before <= 3
    before = hits(stand_in)
    fresh.seat(slug)
    assert hits(stand_in) == before


def test_a_sample_of_seats_is_walked_through_on_the_pages(
    stand_in: Live,
    parliament: MembersApi,
    seats: list[Seat],
    content: Content,
    composer: Composer,
    members: dict[str, Row],
) -> None:
    settings = load({}, parliament_url=stand_in.url, count="no")
    services = replace(build_services(settings, lambda: TODAY), composer=composer, parliament=parliament)
    postcodes = {row["name"]: row["example_postcode"] for row in rows("constituencies.csv")}
    page = PageClient(create_app(settings, services).test_client())
    for number, seat in enumerate(sample(seats, members)):
        ask = content.recommendations[number % 8].id
        write = page.get("/").submit(postcode=postcodes[seat.constituency.name])
        assert write.url == f"/write/{seat.constituency.slug}"
        letter = write.submit(
            ask=[ask], own_words=WRITER.own_words, name=WRITER.name, address=WRITER.address, button="[value=compose]"
        )
        assert letter.status == 200
        made = Letter(letter.value("#subject"), letter.value("textarea#letter"), "", None, (ask,), 0, "standard")
        assert not list(faults(made, seat)), seat.constituency.slug
        links = [str(link["href"]) for link in letter.soup.select("a[href^='mailto:']:not([href^='mailto:?'])")]
        assert bool(links) == bool(seat.member and seat.member.email)


def sample(seats: list[Seat], members: dict[str, Row]) -> list[Seat]:
    """Twenty seats: one or two of every unusual kind, the rest spread over the country."""

    def row(seat: Seat) -> Row:
        return members.get(seat.constituency.name, {})

    kinds: list[Callable[[Seat], object]] = [
        lambda seat: row(seat).get("is_speaker") == "1",
        lambda seat: row(seat).get("party") == "Sinn Féin",
        lambda seat: row(seat).get("is_minister") == "1",
        lambda seat: row(seat) and not row(seat)["email"],
        lambda seat: not seat.constituency.name.isascii(),
        lambda seat: "," in seat.constituency.name,
        lambda seat: not row(seat).get("name_display", "").isascii(),
    ]
    chosen = [seat for kind in kinds for seat in [s for s in seats if kind(s)][:2]]
    chosen += seats[:: len(seats) // WEB_SAMPLE]
    return list(dict.fromkeys(chosen))[:WEB_SAMPLE]


def hits(stand_in: Live) -> int:
    """How many calls the stand-in has answered."""
    counts: dict[str, int] = json.loads(fetch(stand_in.url + "/_hits"))
    return sum(count for path, count in counts.items() if not path.startswith("/_"))


# What a letter must not hold: an unfilled field, a trace of the machine, a join that went wrong.
TRACES = re.compile(
    r"[{}]|\bNone\b|Undefined|\bFalse\b|&(amp|lt|gt|#\d+);|<[a-z/]|  | [,.;:?]|\?\.|\.\?|,,|;;|\.\.|\n{3}| \n",
)
# Both stand in several wordings; each has one of these.
ASKED = re.compile(r"\?\n|\bplease\b", re.IGNORECASE)
ANSWER = re.compile(r"\b(reply|replies|answer|respon\w+|hear(ing)? (back )?from you)\b")


def faults(letter: Letter, seat: Seat) -> Iterator[str]:
    """What makes this letter incomplete; nothing for one that can be sent."""
    member = seat.member
    needed = [seat.constituency.name, "I am your constituent", *WRITER.address.split("\n"), "21 November 2026"]
    needed += ["House of Commons\nLondon\nSW1A 0AA", "Yours sincerely,", "HC 198"]
    needed += [member.full_title, f"Dear {member.salutation},"] if member else []
    yield from (f"{text!r} is missing" for text in needed if text not in letter.text)
    for once in (OWN_WORDS, "HC 198", "Yours sincerely,", "Dear "):
        if letter.text.count(once) != 1:
            yield f"{once[:20]!r} stands there {letter.text.count(once)} times"
    if letter.text.count(WRITER.name) != 2 or not letter.text.endswith(f"{WRITER.name}\n"):
        yield "the name is not above and below"
    rest = letter.text.replace(OWN_WORDS, "(own words)")
    if trace := TRACES.search(rest):
        yield f"it holds {rest[max(0, trace.start() - 20) : trace.end() + 20]!r}"
    if not ASKED.search(rest) or not ANSWER.search(rest):
        yield "it asks for nothing, or for no reply"
    if len(letter.text) > 20_000 or not letter.subject.strip() or "\n" in letter.subject or "{" in letter.subject:
        yield "its subject or its length is wrong"
