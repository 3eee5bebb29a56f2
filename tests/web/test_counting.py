"""What is counted and what is not: visits, letters made, opened and gone, and what came of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from campaign.counts import Counting, MemoryTally, StoredTally
from campaign.counts.once import Once
from tests.conftest import TODAY
from tests.live import PERSON
from tests.page import Page, PageClient
from tests.web.conftest import FILLED, SEAT, DownParliament, MakeSite

SLUG = SEAT.removeprefix("/write/")
VISIT = "/counted/visit.svg"
BROWSER = {"User-Agent": PERSON}


@pytest.fixture
def counting() -> Counting:
    """Counts of this test alone."""
    return Counting(MemoryTally(), lambda: TODAY, every=0)


@pytest.fixture
def page(site: MakeSite, counting: Counting) -> PageClient:
    return site(counting=counting)


@pytest.fixture
def client(page: PageClient) -> FlaskClient:
    return page.client


def numbers(counting: Counting, *by: str, **only: Any) -> dict[Any, int]:
    found = counting.tally.sums(*by, **({"ask": ""} | only))
    return {key[0] if len(key) == 1 else key: number for key, number in found.items()}


# Visits


def test_the_pages_where_visits_begin_show_the_picture_that_counts_them(page: PageClient) -> None:
    for path in ("/", SEAT, "/by-hand"):
        assert f'<img src="{VISIT}" alt=""' in page.get(path).text
        assert f'<img src="{VISIT}?via=leaflet-7" alt=""' in page.get(f"{path}?via=leaflet-7").text
    for path in ("/about", "/privacy", "/help", "/responses"):
        assert VISIT not in page.get(path).text


def test_a_form_with_mistakes_shown_again_is_no_visit_without_its_link(page: PageClient) -> None:
    assert VISIT not in page.post(SEAT, {"via": "leaflet-7"}).text


def test_a_visit_is_counted_with_its_link_and_without_a_place(client: FlaskClient, counting: Counting) -> None:
    assert client.get(f"{VISIT}?via=leaflet-7", headers=BROWSER).status_code == 200
    assert client.get(VISIT, headers=BROWSER).status_code == 200
    assert numbers(counting, "kind", "seat", "source", "day") == {
        ("visit", "", "leaflet-7", TODAY): 1,
        ("visit", "", "", TODAY): 1,
    }


def test_the_browser_is_told_to_keep_the_picture_until_midnight_and_to_itself(client: FlaskClient) -> None:
    answer = client.get(VISIT, headers=BROWSER)
    who, age = answer.headers["Cache-Control"].split(", ")
    assert who == "private"
    assert 1 <= int(age.removeprefix("max-age=")) <= 86_400
    assert answer.headers["ETag"] == f'"{TODAY}"', "the mark is the day, the same for everybody"


def test_the_same_browser_asking_again_today_is_not_counted_again(client: FlaskClient, counting: Counting) -> None:
    mark = client.get(VISIT, headers=BROWSER).headers["ETag"]
    for again in (mark, f"W/{mark}"):
        answer = client.get(VISIT, headers=BROWSER | {"If-None-Match": again})
        assert (answer.status_code, answer.data) == (304, b"")
    assert numbers(counting) == {(): 1}


def test_with_yesterdays_mark_it_is_a_new_visit(client: FlaskClient, counting: Counting) -> None:
    assert client.get(VISIT, headers=BROWSER | {"If-None-Match": '"2026-11-20"'}).status_code == 200
    assert numbers(counting) == {(): 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
    ],
)
def test_what_a_browser_fetches_ahead_is_not_counted_and_not_kept(
    client: FlaskClient, counting: Counting, headers: dict[str, str]
) -> None:
    answer = client.get(VISIT, headers=BROWSER | headers)
    assert answer.headers["Cache-Control"] == "no-store", "or the real visit would not be seen"
    assert numbers(counting) == {}


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "WhatsApp/2.23.20.0",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Twitterbot/1.0",
        "TelegramBot (like TwitterBot)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
        "Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.example/)",
        "curl/8.5.0",
        "python-requests/2.32.3",
        "Bluesky Cardyb/1.1; +mailto:support@bsky.app",
    ],
)
def test_programs_are_not_counted(client: FlaskClient, counting: Counting, agent: str) -> None:
    assert client.get(VISIT, headers={"User-Agent": agent}).status_code == 200
    assert numbers(counting) == {}


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
        "Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS;FBAV/500.0.0.0]",
    ],
)
def test_people_are(client: FlaskClient, counting: Counting, agent: str) -> None:
    client.get(VISIT, headers={"User-Agent": agent, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "image"})
    assert numbers(counting) == {(): 1}


def test_the_picture_by_itself_on_another_site_or_loaded_anew_is_not_counted(
    client: FlaskClient, counting: Counting
) -> None:
    for headers in (
        {"Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Dest": "image", "Sec-Fetch-Site": "cross-site"},
        {"Cache-Control": "no-cache", "Pragma": "no-cache"},
        {"Cache-Control": "max-age=0"},
    ):
        client.get(VISIT, headers=BROWSER | headers)
    client.head(VISIT, headers=BROWSER)
    assert numbers(counting) == {}


def test_the_pages_themselves_count_nothing(page: PageClient, counting: Counting) -> None:
    for path in ("/", SEAT, "/by-hand", "/privacy", "/sent"):
        page.get(path, headers=BROWSER)
        page.client.head(path, headers=BROWSER)
    assert numbers(counting) == {}


def test_a_code_that_is_none_is_left_out(client: FlaskClient, counting: Counting) -> None:
    client.get(f"{VISIT}?via=%3Cscript%3E", headers=BROWSER)
    assert numbers(counting, "source") == {"": 1}


# Letters made


def test_a_letter_is_one_and_one_for_each_thing_it_asks_for(page: PageClient, counting: Counting) -> None:
    page.post(SEAT, FILLED | {"via": "leaflet-7"})
    assert counting.tally.sums("kind", "seat", "ask", "source", "day") == {
        ("composed", SLUG, ask, "leaflet-7", TODAY): 1 for ask in ("", "asylum-fast-track", "cotton-import-ban")
    }


def test_the_same_letter_sent_again_is_one(page: PageClient, counting: Counting) -> None:
    for _ in range(3):
        page.post(SEAT, FILLED)
    assert numbers(counting, "kind") == {"composed": 1}


def test_changing_a_letter_in_any_way_makes_no_second_one(page: PageClient, counting: Counting) -> None:
    letter = page.post(SEAT, FILLED)
    for button in ("another", "update", "another", "edit"):
        letter = letter.submit(button=f"[value={button}]")
    assert letter.h1.startswith("Write to")
    letter = letter.submit(own_words="Something else altogether.", ask=["company-sanctions"])
    assert "Something else altogether." in letter.value("#letter")
    for file in ("download", "pdf"):
        page.post(SEAT, FILLED | {"letter": "Dear MP", "subject": "A subject", "action": file})
    assert numbers(counting, "kind") == {"composed": 1}


def test_two_people_are_two(page: PageClient, counting: Counting) -> None:
    page.post(SEAT, FILLED)
    page.post(SEAT, FILLED | {"name": "Somebody Else"})
    assert numbers(counting, "kind") == {"composed": 2}


def test_a_form_with_a_mistake_is_no_letter(page: PageClient, counting: Counting) -> None:
    assert page.post(SEAT, {}).status == 422
    assert numbers(counting) == {}


def test_what_is_typed_about_an_mp_is_not_counted_with_the_letter(page: PageClient, counting: Counting) -> None:
    page.post("/by-hand", FILLED | {"mp_name": "Alex Example", "constituency": "Somewhere Typed"})
    assert numbers(counting, "kind", "seat") == {("composed", ""): 1}


PROGRAMS = ["", "Mozilla/5.0 (compatible; Googlebot/2.1)", "Mozilla/5.0 (compatible; bingbot/2.0)", "curl/8.5.0"]


@pytest.mark.parametrize("agent", PROGRAMS)
def test_a_program_that_sends_the_forms_gets_its_pages_and_counts_for_nothing(
    page: PageClient, counting: Counting, agent: str
) -> None:
    program = {"headers": {"User-Agent": agent}}
    letter = page.post(SEAT, FILLED, **program)
    assert letter.soup.select_one("textarea#letter")
    told = hidden(letter, "#sent")
    assert page.client.post("/counted/opened", data=dict(told), **program).status_code == 204
    assert page.post("/sent", told, **program).status == 303
    tap = dict(hidden(page.get(f"/follow-up/{SLUG}"), "#tell")) | {"reply": "none"}
    assert page.post(f"/follow-up/{SLUG}/reply", tap, **program).status == 303
    assert numbers(counting) == {}
    page.post("/sent", told, headers=BROWSER)
    assert numbers(counting, "kind") == {"confirmed": 1}, "what a program sent does not hide that of a person"


# Opened and gone


@pytest.fixture
def letter(page: PageClient) -> Page:
    return page.post(SEAT, FILLED | {"via": "leaflet-7"})


def hidden(letter: Page, form: str) -> list[tuple[str, str]]:
    return [(str(field["name"]), str(field["value"])) for field in letter.soup.select(f"{form} input[type=hidden]")]


def test_what_the_letters_page_tells_is_the_place_the_asks_the_link_and_the_letters_number(letter: Page) -> None:
    names = [name for name, _ in hidden(letter, "#sent")]
    assert sorted(names) == ["ask", "ask", "seat", "seed", "via"]


def test_a_letter_is_gone_with_one_tap_and_once(letter: Page, counting: Counting) -> None:
    thanks = letter.submit("#sent")
    assert thanks.h1 == "Thank you"
    assert "the MP for Harrowby and Fenwick Vale has gone" in thanks.words
    assert thanks.client.get(thanks.url).h1 == "Thank you"
    letter.submit("#sent")
    assert numbers(counting, "seat", "source", kind="confirmed") == {(SLUG, "leaflet-7"): 1}
    assert set(numbers(counting, "ask", kind="confirmed", seat=SLUG, ask="cotton-import-ban")) == {"cotton-import-ban"}


def test_the_tap_is_answered_by_an_address_that_can_be_loaded_again(letter: Page) -> None:
    answer = letter.client.post("/sent", hidden(letter, "#sent"))
    assert answer.status == 303
    assert answer.location == f"/sent?seat={SLUG}&ask=asylum-fast-track&ask=cotton-import-ban&via=leaflet-7"


def test_the_next_steps_are_offered(letter: Page) -> None:
    thanks = letter.submit("#sent")
    links = {str(link["href"]) for link in thanks.soup.select("main a")}
    assert {f"/follow-up/{SLUG}/reminder.ics", f"/follow-up/{SLUG}", "/progress", "/help"} <= links


@pytest.mark.parametrize("seed", ["", "x", "-1", "12345678", "1 2", "٣"])
def test_what_is_told_without_a_letters_number_counts_for_nothing(
    page: PageClient, counting: Counting, seed: str
) -> None:
    for _ in range(3):
        answer = page.post("/sent", {"seat": SLUG, "ask": "cotton-import-ban", "seed": seed})
        assert (answer.status, answer.follow().h1) == (303, "Thank you")
        assert page.client.post("/counted/opened", data={"seat": SLUG, "seed": seed}).status_code == 204
        answer = page.post(f"/follow-up/{SLUG}/reply", {"reply": "supports", "tap": ""})
        assert answer.follow().h1 == "Thank you for telling us"
    assert numbers(counting) == {}


def test_opening_counts_once_for_each_letter(letter: Page, counting: Counting) -> None:
    for _ in range(2):
        answer = letter.client.client.post("/counted/opened", data=dict(hidden(letter, "#sent")))
        assert (answer.status_code, answer.data) == (204, b"")
    assert numbers(counting, "kind", "seat", kind="opened") == {("opened", SLUG): 1}


def test_a_letter_by_hand_has_gone_without_a_place(page: PageClient, counting: Counting) -> None:
    letter = page.post("/by-hand", FILLED | {"mp_name": "Alex Example", "constituency": "Somewhere Typed"})
    assert "as a number for the day, what it asks for and the code of the link you came by" in letter.words
    assert "It holds nothing of you or your letter." in letter.words
    assert letter.submit("#sent").words.count("It is good that your letter has gone.") == 1
    assert numbers(counting, "seat", kind="confirmed") == {"": 1}


def test_where_the_place_is_known_the_pages_say_that_it_is_counted_and_stands_in_the_reminder(letter: Page) -> None:
    assert "as a number for the day, the constituency, what it asks for" in letter.words
    assert "nothing of you or your letter, only the name of the constituency." in letter.words
    for place, said in ((SLUG, "the day and the constituency. We do not"), ("by-hand", "the day. We do not")):
        assert f"We count it as a number for {said}" in letter.client.get(f"/follow-up/{place}").words


@pytest.mark.parametrize("seat", ["", "by-hand", "atlantis", "Atlantis!", "x" * 200, "../about", "zażółć"])
def test_a_place_that_is_none_counts_as_none(page: PageClient, counting: Counting, seat: str) -> None:
    assert page.post("/sent", {"seed": "7", "seat": seat, "ask": ["no-such-ask", "company-sanctions"]}).status == 303
    assert counting.tally.sums("seat", "ask") == {("", ""): 1, ("", "company-sanctions"): 1}


def test_while_mps_cannot_be_looked_up_a_letter_counts_for_a_place_that_is_listed(
    site: MakeSite, counting: Counting
) -> None:
    page = site(counting=counting, parliament=DownParliament("Listed Place"))
    for seat in ("listed-place", "other-place"):
        assert page.post("/sent", {"seat": seat, "seed": "7"}).status == 303
    assert numbers(counting, "seat") == {"listed-place": 1, "": 1}


def test_an_empty_seat_has_nobody_to_send_to_and_is_not_asked_about(page: PageClient) -> None:
    assert "Did it go?" not in page.post("/write/thornley-and-marsh-dale", FILLED).text


# What came of it


@pytest.mark.parametrize(
    ("reply", "button"),
    [("supports", "supports it"), ("declines", "says no"), ("holding", "does not answer"), ("none", "No answer yet")],
)
def test_what_came_of_a_letter_is_told_with_one_tap(
    page: PageClient, counting: Counting, reply: str, button: str
) -> None:
    asked = page.get(f"/follow-up/{SLUG}")
    pressed = asked.soup.select_one(f"#tell [value={reply}]")
    assert pressed is not None
    assert button in pressed.get_text()
    thanks = asked.submit("#tell", f"[value={reply}]")
    assert thanks.h1 == "Thank you for telling us"
    assert counting.tally.sums("kind", "seat", "ask", "source") == {(reply, SLUG, "", ""): 1}
    for link in thanks.soup.select("main a[href*='#']"):
        target = page.get(str(link["href"]).split("#")[0])
        assert target.soup.find(id=str(link["href"]).split("#")[1])


def test_one_tap_pressed_twice_counts_once_and_a_page_shown_anew_counts_again(
    page: PageClient, counting: Counting
) -> None:
    asked = page.get(f"/follow-up/{SLUG}")
    for _ in range(2):
        thanks = asked.submit("#tell", "[value=holding]")
    assert page.get(thanks.url).h1 == "Thank you for telling us"
    asked.submit("#tell", "[value=declines]")
    assert numbers(counting, "kind") == {"holding": 1}
    page.get(f"/follow-up/{SLUG}").submit("#tell", "[value=supports]")
    assert numbers(counting, "kind") == {"holding": 1, "supports": 1}


def test_an_mp_named_by_hand_answers_without_a_place(page: PageClient, counting: Counting) -> None:
    page.get("/follow-up/by-hand").submit("#tell", "[value=none]")
    assert numbers(counting, "kind", "seat") == {("none", ""): 1}


def test_an_outcome_that_is_none_is_refused(page: PageClient, counting: Counting) -> None:
    for reply in ("", "composed", "visit", "perhaps"):
        assert page.post(f"/follow-up/{SLUG}/reply", {"reply": reply}).status == 400
    assert page.get(f"/follow-up/{SLUG}/reply").status == 303
    assert numbers(counting) == {}


# Switched off, and from elsewhere


def test_switched_off_nothing_is_counted_shown_or_asked(site: MakeSite, settings: Any) -> None:
    counting = Counting(MemoryTally(), lambda: TODAY, every=0, is_on=False)
    page = site(count=False, counting=counting)
    letter = page.post(SEAT, FILLED)
    assert VISIT not in page.get("/").text + page.get(SEAT).text
    assert "Did it go?" not in letter.text
    assert "sent.js" not in letter.text
    assert 'name="reply"' not in page.get(f"/follow-up/{SLUG}").text
    assert page.post("/sent", {"seat": SLUG}).follow().h1 == "Thank you"
    assert page.get(f"/follow-up/{SLUG}/reply?told=supports").h1 == "Thank you for telling us"
    assert counting.tally.sums() == {}


@pytest.mark.parametrize("path", ["/sent", "/counted/opened", f"/follow-up/{SLUG}/reply"])
def test_another_website_can_count_nothing(client: FlaskClient, counting: Counting, path: str) -> None:
    answer = client.post(path, data={"seat": SLUG, "reply": "supports"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert numbers(counting) == {}


def test_nothing_that_a_person_typed_reaches_the_database(site: MakeSite, tmp_path: Path) -> None:
    file = tmp_path / "counts.sqlite3"
    counting = Counting(StoredTally(f"sqlite:///{file}"), lambda: TODAY, every=3_600)
    page = site(counting=counting)
    typed = {name: f"canary {name}" for name in ("own_words", "name", "address")} | {"ask": "cotton-import-ban"}
    page.post(SEAT, typed).submit("#sent")
    page.post("/by-hand", typed | {"mp_name": "canary mp", "constituency": "canary place"}).submit("#sent")
    page.get(f"/follow-up/{SLUG}").submit("#tell", "[value=none]")
    counting.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("counts.sqlite3*"))
    assert SLUG.encode() in kept
    assert b"canary" not in kept


# What has been seen today


def test_the_memory_of_what_was_seen_is_of_today_bounded_and_holds_no_text() -> None:
    day = [TODAY]
    once = Once(lambda: day[0], most=2)
    assert once.first("composed", "ynys-mon", "canary")
    assert not once.first("composed", "ynys-mon", "canary")
    assert "canary" not in repr(vars(once))
    day[0] = day[0].replace(day=22)
    assert once.first("composed", "ynys-mon", "canary")
    assert once.first("a")
    assert once.first("b")
    assert once.first("composed", "ynys-mon", "canary"), "the oldest has gone"
