"""Short links: made without an account, looked after at a secret address, followed by anybody, found out by nobody."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from campaign.errors import StoreUnavailable
from campaign.links import LinkBook, MemoryShelf, StoredShelf
from campaign.links.book import MOST_REPORTED, REPORT_DAYS, SECRET_BYTES
from campaign.models.counts import Kind
from campaign.models.sharing import Choice
from campaign.services import Services
from campaign.settings import Settings
from tests.conftest import TODAY
from tests.page import Page, PageClient
from tests.sharing.eyes import read_svg
from tests.web.conftest import FILLED, MakeSite

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}
"""What a browser says that opens a link on another website."""
CHOSEN: dict[str, Any] = {
    "ask": ["cotton-import-ban"],
    "template": "short",
    "say": "Please write!",
    "group": "Leeds friends",
}


@pytest.fixture
def services(services: Services) -> Services:
    """Links and counts of this test alone."""
    from campaign.counts import Counting, MemoryTally

    clock = services.clock
    return replace(
        services, links=LinkBook(MemoryShelf(), clock, 180), counting=Counting(MemoryTally(), clock, every=0)
    )


def shorten(page: PageClient, code: str = "", **changes: Any) -> Page:
    """All the way from /share to the secret page, or to what is wrong."""
    made = page.get("/share").submit(form="#share", **CHOSEN | changes)
    return made.submit(form="#short form", code=code)


def link_of(page: Page) -> str:
    """The address of the short link, without the host."""
    shown = page.soup.select_one("#made .link")
    assert shown is not None, page.words[:400]
    return shown.get_text().strip().removeprefix("http://localhost")


FEW = "fewer than five"


def totals(page: Page) -> list[str]:
    """Visits, letters made, opened, sent."""
    return [number.get_text() for number in page.soup.select(".totals dd")]


def test_a_short_link_opens_the_site_as_its_maker_chose(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends")
    assert mine.h1 == "How your link is doing"
    assert link_of(mine) == "/go/leeds-friends"
    answer = page.get("/go/leeds-friends")
    assert (answer.status, answer.headers["Cache-Control"]) == (303, "no-store")
    assert answer.location == "/?ask=cotton-import-ban&template=short&say=Please+write%21&via=leeds-friends"
    assert "Please write!" in answer.follow().words


def test_without_a_name_one_is_drawn_that_nobody_can_guess(page: PageClient) -> None:
    one, other = link_of(shorten(page)), link_of(shorten(page))
    assert one != other
    assert len(one.removeprefix("/go/")) == 10


def write_letter(page: PageClient, name: str) -> None:
    """Follow the link and make a letter, as one person does."""
    home = page.get("/go/leeds-friends", headers=BROWSER).follow()
    page.client.get("/counted/visit.svg?via=leeds-friends", headers={"User-Agent": BROWSER["User-Agent"]})
    letter = home.submit(postcode="ZZ1 1AA").submit(**{n: v for n, v in FILLED.items() if n != "ask"} | {"name": name})
    assert letter.status == 200


def test_its_numbers_move_when_five_people_have_written(page: PageClient, services: Services) -> None:
    mine = shorten(page, "leeds-friends")
    nothing = mine.soup.select_one("section[aria-labelledby=numbers]")
    assert totals(mine) == [FEW] * 4
    for person in ("Ann", "Ben", "Cai", "Dee"):
        write_letter(page, person)
    shown = page.get(mine.url).soup.select_one("section[aria-labelledby=numbers]")
    assert shown == nothing, "nothing on the page tells four letters from none: not totals, days or picture"
    write_letter(page, "Eve")
    now = page.get(mine.url)
    assert totals(now) == ["5 or more", "5 or more", FEW, FEW]
    assert [cell.get_text() for cell in now.soup.select(".numbers tbody tr")[0].select("th, td")] == [
        "21 November 2026", "5 or more", "5 or more", FEW, FEW,
    ]  # fmt: skip
    assert now.soup.select_one("svg.bars title")
    assert "A link can be sent to one person alone" in now.words


def test_the_table_the_picture_and_the_totals_go_up_in_steps_of_five(page: PageClient, services: Services) -> None:
    mine = shorten(page, "leeds-friends")
    shown = []
    for number in range(1, 16):
        services.counting.count(Kind.VISIT, source="leeds-friends")
        section = page.get(mine.url).soup.select_one("section[aria-labelledby=numbers]")
        if str(section) not in shown:
            shown.append(str(section))
        assert len(shown) == 1 + number // 5
    assert totals(page.get(mine.url))[0] == "15 or more"


def test_links_and_numbers_in_the_database_work_alike(settings: Settings, services: Services, site: MakeSite) -> None:
    from campaign.counts import Counting, StoredTally

    stored: dict[str, Any] = {
        "links": LinkBook(StoredShelf(settings.database_url), services.clock, 180),
        "counting": Counting(StoredTally(settings.database_url), services.clock, every=0),
    }
    mine = shorten(site(**stored), "leeds-friends")
    second = site(**stored)  # another process
    home = second.get("/go/leeds-friends", headers=BROWSER).follow()
    home.submit(postcode="ZZ1 1AA").submit(**{n: v for n, v in FILLED.items() if n != "ask"})
    assert totals(second.get(mine.url)) == [FEW] * 4
    for _ in range(4):
        stored["counting"].count(Kind.COMPOSED, source="leeds-friends")
    assert totals(second.get(mine.url)) == [FEW, "5 or more", FEW, FEW]


def test_a_short_link_can_be_shared_on_mastodon(page: PageClient) -> None:
    asked = shorten(page, "leeds-friends").click("#pass-on [data-kind=mastodon]")
    assert asked.url == "/mastodon?go=leeds-friends"
    told = asked.submit(form="#mastodon", server="mastodon.scot")
    assert str(told.soup.select_one("#go")["href"]).endswith("%2Fgo%2Fleeds-friends")  # type: ignore[index]


def test_a_name_with_numbers_of_somebody_elses_long_link_cannot_be_had(page: PageClient, services: Services) -> None:
    for name in ("leeds-friends", "leeds-friends-two"):
        for _ in range(5):
            services.counting.count(Kind.VISIT, source=name)
    refused = shorten(page, "leeds-friends")
    assert refused.status == 422
    assert "have been counted for that name already" in refused.words
    assert "You could have leeds-friends-more instead." in refused.words
    assert services.links.every() == ()
    assert link_of(shorten(page, "leeds-friends-more")) == "/go/leeds-friends-more"


def test_asking_for_a_name_does_not_tell_whether_one_person_followed_a_link(
    page: PageClient, services: Services
) -> None:
    for kind in (Kind.VISIT, Kind.COMPOSED, Kind.OPENED, Kind.CONFIRMED):
        services.counting.count(kind, source="for-one-person")
    assert totals(shorten(page, "for-one-person")) == totals(shorten(page, "for-nobody")) == [FEW] * 4


def test_numbers_tell_no_constituency_and_nothing_of_other_links(page: PageClient, services: Services) -> None:
    mine = shorten(page, "leeds-friends")
    for source in ("leeds-friends",) * 5 + ("york",) * 5:
        services.counting.count(Kind.COMPOSED, "harrowby-and-fenwick-vale", ("cotton-import-ban",), source)
    now = page.get(mine.url)
    assert totals(now) == [FEW, "5 or more", FEW, FEW]
    assert "harrowby" not in now.text.casefold()


def test_numbers_from_before_the_link_was_made_are_not_shown(services: Services, site: MakeSite) -> None:
    from campaign.counts import Counting

    early = Counting(services.counting.tally, lambda: TODAY - timedelta(days=1), every=0)
    for _ in range(4):
        early.count(Kind.VISIT, source="leeds-friends")
    mine = shorten(site(), "leeds-friends")
    services.counting.count(Kind.VISIT, source="leeds-friends")
    assert totals(site().get(mine.url)) == [FEW] * 4


def test_it_can_be_changed(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends")
    now = mine.submit(form="#share", ask=["company-sanctions"], say="Now this.", group="York")
    assert "Your link is changed" in now.words
    assert "company-sanctions" in page.get("/go/leeds-friends").location
    assert "York" in now.words


def test_a_change_that_cannot_be_is_said_and_nothing_changes(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends")
    wrong = mine.submit(form="#share", say="see www.example.org")
    assert wrong.status == 422
    assert wrong.headers["Cache-Control"] == "no-store"
    assert wrong.value("[name=say]") == "see www.example.org"
    assert "Please+write" in page.get("/go/leeds-friends").location


def test_it_can_be_paused_and_go_on(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends")
    paused = mine.submit(form="#end-form", button="[value=pause]")
    assert "You have paused it" in paused.words
    nowhere = page.get("/go/leeds-friends")
    assert (nowhere.status, nowhere.h1) == (403, "This link is paused")
    assert nowhere.click("main a.button").url == "/"
    paused.submit(form="#end-form", button="[value=resume]")
    assert page.get("/go/leeds-friends").status == 303


def test_it_is_deleted_after_asking_once_and_its_name_does_not_come_free(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends")
    asked = mine.submit(form="#end-form", button="[value=delete]")
    assert asked.h1 == "Delete this link?"
    assert page.get("/go/leeds-friends").status == 303
    done = asked.submit()
    assert "Your link is deleted" in done.words
    assert page.get("/go/leeds-friends").status == 404
    assert page.get(mine.url.split("?")[0]).status == 404
    assert shorten(page, "leeds-friends").status == 422


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leeds-friends", "Somebody has that name already. You could have leeds-friends-two"),
        ("Leeds Friends!", "Somebody has that name already"),
        ("leedsfriends", "looks too much like one that somebody has"),
        ("1eeds-fr1ends", "looks too much like one that somebody has"),
        ("admin", "sounds as if the link came from the people who run this site"),
        ("share", "sounds as if"),
        ("leeds-cunts", "may hurt people"),
        ("ab", "has 3 to 30 letters"),
        ("ئۇ", "has 3 to 30 letters"),
        ("x" * 31, "has 3 to 30 letters"),
    ],
)
def test_a_name_that_cannot_be_had_is_refused_and_the_long_link_stays(page: PageClient, name: str, said: str) -> None:
    shorten(page, "leeds-friends")
    answer = shorten(page, name)
    assert answer.status == 422
    error = answer.soup.select_one("#code-error")
    assert error is not None
    assert said in error.get_text()
    assert answer.value("#code") == name
    assert "ask=cotton-import-ban" in link_of(answer)


def test_the_name_that_is_suggested_can_be_had(page: PageClient) -> None:
    shorten(page, "leeds-friends")
    refused = shorten(page, "leeds-friends")
    suggested = refused.soup.select_one("#code-error").get_text().split("have ")[1].split(" instead")[0]  # type: ignore[union-attr]
    assert link_of(shorten(page, suggested)) == f"/go/{suggested}"


@pytest.mark.parametrize("typed", ["LEEDS-FRIENDS", "leedsfriends", "leeds-fr1ends", "Leeds--Friends"])
def test_a_name_read_from_a_poster_with_a_slip_leads_there_all_the_same(page: PageClient, typed: str) -> None:
    shorten(page, "leeds-friends")
    assert page.get(f"/go/{typed}").location.endswith("via=leeds-friends")


NOWHERE = ["nothing", "evil.example", "%2F%2Fevil.example", "a%0D%0AX-Evil:%201", "%00", "x" * 500, "é"]


@pytest.mark.parametrize("code", NOWHERE)
def test_a_link_that_is_not_there_helps_and_leads_nowhere_else(page: PageClient, code: str) -> None:
    answer = page.get(f"/go/{code}")
    assert answer.location == "" or answer.location.startswith("http://localhost/go/")  # without doubled slashes
    answer = answer.follow()
    assert answer.status == 404
    assert "X-Evil" not in answer.headers
    if code == "nothing":
        assert answer.h1 == "There is no such link"


def test_no_choice_can_make_a_redirect_that_leaves_the_site(page: PageClient) -> None:
    shorten(page, "leeds-friends", say="//evil \r\nX-Evil: 1")
    answer = page.get("/go/leeds-friends")
    assert answer.location.startswith("/?")
    assert "X-Evil" not in answer.headers


def test_a_secret_page_is_kept_nowhere_and_named_in_no_log(page: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    mine = shorten(page, "leeds-friends")
    secret = mine.url.split("/share/")[1].split("?")[0]
    assert len(secret) == SECRET_BYTES * 4 / 3
    assert mine.headers["Cache-Control"] == "no-store"
    assert mine.headers["Referrer-Policy"] == "no-referrer"
    assert mine.soup.select("meta[name=robots][content=noindex]")
    assert secret not in caplog.text
    outside = [str(link["href"]) for link in mine.soup.select("a[href^=http], a[href^=mailto], a[href^=sms]")]
    assert outside
    assert not [url for url in outside if secret in url]


def test_only_a_hash_of_the_secret_is_stored(settings: Settings, services: Services, site: MakeSite) -> None:
    book = LinkBook(StoredShelf(settings.database_url), services.clock, 180)
    mine = shorten(site(links=book), "leeds-friends")
    secret = mine.url.split("/share/")[1].split("?")[0]
    stored = b"".join(file.read_bytes() for file in (settings_folder(settings)).iterdir())
    assert b"leeds-friends" in stored
    assert secret.encode() not in stored


def settings_folder(settings: Settings) -> Any:
    from pathlib import Path

    return Path(settings.database_url.removeprefix("sqlite:///")).parent


def notice(page: Page) -> str:
    """What the page says has just been done."""
    shown = page.soup.select_one(".notice")
    return " ".join(shown.get_text().split()) if shown else ""


def test_once_made_the_bare_address_stands_there_to_be_kept(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends")
    assert notice(mine).startswith("Your link is made. Keep the address of this page")
    kept = mine.click(".notice a")
    assert kept.url == mine.url.partition("?")[0]
    assert kept.url in notice(mine)
    assert notice(kept) == ""


def test_a_bookmark_tells_nothing_that_is_no_longer_so(site: MakeSite) -> None:
    today = [TODAY]
    page = site(links=LinkBook(MemoryShelf(), lambda: today[0], 180), clock=lambda: today[0])
    mine = shorten(page, "leeds-friends")
    bare = mine.url.partition("?")[0]
    paused = mine.submit(form="#end-form", button="[value=pause]")
    assert notice(paused) == "Your link is paused. Whoever follows it is told so."
    assert [notice(page.get(f"{bare}?told={told}")) for told in ("made", "resume")] == ["", ""]
    assert notice(page.get(f"{bare}?told=change")) == "Your link is changed."
    on = paused.submit(form="#end-form", button="[value=resume]")
    assert notice(on) == "Your link works again."
    assert notice(page.get(paused.url)) == ""
    assert notice(page.get(mine.url)) != ""
    today[0] += timedelta(days=2)
    assert notice(page.get(mine.url)) == ""


def test_the_address_of_a_link_that_is_no_more_says_so_and_the_same_for_every_such_address(
    page: PageClient, site: MakeSite
) -> None:
    mine = shorten(page, "leeds-friends")
    page.post(mine.url, {"action": "delete-for-good"})
    bare = mine.url.partition("?")[0]
    gone = page.get(bare)
    assert (gone.status, gone.h1) == (404, "There is no link here any more")
    assert "It was deleted, or nobody followed it for 180 days, or the address is not whole" in gone.words
    assert gone.headers["Cache-Control"] == "no-store"
    assert gone.click("main a.button").h1 == "Make a link to share"
    for path in (bare[:-5], "/share/" + "x" * 32):
        assert page.get(path).text.replace(path, "") == gone.text.replace(bare, "")
    assert page.post(bare, {"action": "pause"}).text == gone.text
    never = site(links_unused_days=0).get("/share/" + "x" * 32)
    assert "It was deleted, or the address is not whole" in never.words


@pytest.mark.parametrize("secret", ["x", "x" * 32, "print2", "%00", "../about"])
def test_a_wrong_secret_shows_nothing(page: PageClient, secret: str) -> None:
    assert page.get(f"/share/{secret}").status == 404
    assert page.post(f"/share/{secret}", {"action": "delete-for-good"}).status in {404, 405}


def test_a_form_of_another_website_cannot_touch_a_link(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends")
    for action in ("pause", "delete-for-good", "change"):
        answer = page.post(mine.url, {"action": action}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status == 403
    assert page.get("/go/leeds-friends").status == 303
    assert page.post("/share/short", CHOSEN, headers={"Origin": "https://evil.example"}).status == 403


def test_an_unknown_button_changes_nothing(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends")
    assert page.post(mine.url, {"action": "explode"}).status == 400


def test_a_link_that_nobody_follows_ends_and_one_that_is_followed_stays(services: Services, site: MakeSite) -> None:
    today = [TODAY]
    shelf = MemoryShelf()
    page = site(links=LinkBook(shelf, lambda: today[0], 30))
    shorten(page, "followed")
    shorten(page, "forgotten")
    for _ in range(3):
        today[0] += timedelta(days=20)
        page.get("/go/followed", headers=BROWSER)
    assert page.get("/go/followed").status == 303
    assert page.get("/go/forgotten").status == 404
    assert [link.code for link in shelf.every()] == ["followed"]


def test_programs_that_look_at_a_link_do_not_keep_it_alive(site: MakeSite) -> None:
    today = [TODAY]
    shelf = MemoryShelf()
    page = site(links=LinkBook(shelf, lambda: today[0], 30))
    shorten(page, "forgotten")
    today[0] += timedelta(days=20)
    page.get("/go/forgotten", headers={"User-Agent": "facebookexternalhit/1.1"})
    assert shelf.every()[0].used == TODAY


def test_while_the_database_is_away_links_say_so_and_the_long_one_works(site: MakeSite) -> None:
    page = site(links=LinkBook(StoredShelf("postgresql://nobody@127.0.0.1:1/none"), lambda: TODAY))
    answer = shorten(page, "leeds-friends")
    assert answer.status == 422
    assert "Short links cannot be made or changed just now" in answer.words
    assert "ask=cotton-import-ban" in link_of(answer)
    away = page.get("/go/leeds-friends")
    assert (away.status, away.h1) == (503, "We cannot open that link just now")
    assert page.get("/share/" + "x" * 32).status == 503
    assert "Hello there" in page.get("/?say=Hello+there").words


class FullDisk(MemoryShelf):
    """A shelf that can be read and, once it is full, not written."""

    is_full = False

    def change(self, code: str, **values: Any) -> None:
        if self.is_full:
            raise StoreUnavailable("disk full")
        super().change(code, **values)


def test_on_a_full_disk_links_still_lead_on_and_a_change_says_that_it_cannot_be(site: MakeSite) -> None:
    today, shelf = [TODAY], FullDisk()
    page = site(links=LinkBook(shelf, lambda: today[0], 30))
    mine = shorten(page, "leeds-friends")
    shelf.is_full = True
    today[0] += timedelta(days=1)
    assert page.get("/go/leeds-friends", headers=BROWSER).status == 303
    for action in ("pause", "delete-for-good", "change"):
        assert page.post(mine.url, {"action": action}).status == 503


def test_a_label_holds_no_signs_that_a_terminal_obeys(page: PageClient, services: Services) -> None:
    shorten(page, "leeds-friends", group="Leeds\x1b[2J \x9bfriends")
    link = services.links.find("leeds-friends")
    assert link is not None
    assert link.label == "Leeds[2J friends"


def test_what_a_short_link_is_called_may_be_in_any_script_as_it_stands_in_no_link(page: PageClient) -> None:
    mine = shorten(page, "leeds-friends").submit(form="#share", group="تۇرپان")
    assert (mine.status, mine.soup.select_one("#made-title").get_text()) == (200, "تۇرپان")  # type: ignore[union-attr]
    assert not page.get(mine.url).soup.select("#group-error")


def test_html_in_a_label_is_text(page: PageClient) -> None:
    mine = shorten(page, group='<b>Leeds</b> "friends"')
    heading = mine.soup.select_one("#made-title")
    assert heading is not None
    assert heading.get_text() == '<b>Leeds</b> "friends"'


def test_a_link_the_operator_has_stopped_cannot_be_let_go_on_by_its_maker(page: PageClient, services: Services) -> None:
    mine = shorten(page, "leeds-friends")
    link = services.links.find("leeds-friends")
    assert link is not None
    services.links.stop(link, True)
    now = page.get(mine.url)
    assert "The people who run this site have stopped it" in now.words
    page.post(mine.url, {"action": "resume"})
    assert page.get("/go/leeds-friends").status == 403


# Reports


def test_a_sentence_is_reported_in_two_steps_and_counted_at_its_link(page: PageClient, services: Services) -> None:
    shorten(page, "leeds-friends")
    asked = page.get("/go/leeds-friends").follow().click(".remark a")
    assert asked.h1 == "Report this sentence"
    done = asked.submit()
    assert done.h1 == "Thank you for telling us"
    assert services.links.every()[0].reports == 1
    assert services.links.reported() == ()


def test_a_sentence_of_a_long_link_can_be_reported_and_hidden_everywhere(page: PageClient, services: Services) -> None:
    page.get("/?say=Something+untrue+of+somebody&via=york").click(".remark a").submit()
    (one,) = services.links.reported()
    assert (one.sentence, one.reports) == ("Something untrue of somebody", 1)
    assert services.links.shelf.hide(one.mark, True)
    fresh = LinkBook(services.links.shelf, services.clock)  # a process forgets what it knew after some seconds
    assert fresh.hides("something UNTRUE of -- somebody!")


def test_what_the_operator_has_hidden_is_not_shown(site: MakeSite, services: Services) -> None:
    services.links.report("Something untrue")
    services.links.shelf.hide(services.links.reported()[0].mark, True)
    page = site(links=LinkBook(services.links.shelf, services.clock))
    assert "Something untrue" not in page.get("/?say=Something+untrue").soup.get_text()


def test_nothing_can_be_put_into_a_report_that_could_not_be_in_a_sentence(page: PageClient, services: Services) -> None:
    for text in ("ring 07700 900123", "x" * 201, ""):
        page.post("/report", {"say": text})
    assert services.links.reported() == ()
    assert page.get("/report").location == "/"


def test_reported_sentences_are_few_repeats_are_one_and_they_end(services: Services) -> None:
    today, book = [TODAY], LinkBook(MemoryShelf(), lambda: today[0])
    for number in range(MOST_REPORTED + 50):
        book.report(f"Sentence {number}.")
        book.report(f"sentence {number}!")
    assert len(book.reported()) == MOST_REPORTED
    assert {one.reports for one in book.reported()} == {2}
    hidden = book.reported()[0]
    assert book.shelf.hide(hidden.mark, True)
    today[0] += timedelta(days=REPORT_DAYS + 1)
    assert [(one.mark, one.sentence) for one in book.reported()] == [(hidden.mark, "")]
    assert book.hides(hidden.sentence)


def test_old_reports_are_forgotten_without_anybody_reporting_or_making_a_link(site: MakeSite) -> None:
    today, shelf = [TODAY], MemoryShelf()
    LinkBook(shelf, lambda: today[0]).report("Untrue")
    today[0] += timedelta(days=REPORT_DAYS + 1)
    site(links=LinkBook(shelf, lambda: today[0])).get("/?say=Hello")
    assert shelf.reported() == ()


def test_a_report_of_a_link_whose_sentence_is_another_goes_to_the_sentence(services: Services) -> None:
    services.links.make(Choice((), "", "Mine"), "", "leeds-friends")
    services.links.report("Not mine", "leeds-friends")
    assert services.links.every()[0].reports == 0
    assert [one.sentence for one in services.links.reported()] == ["Not mine"]


def test_a_short_link_leads_on_to_its_code_its_poster_and_its_form_for_other_websites(page: PageClient) -> None:
    secret = shorten(page, "leeds-friends")
    printed = secret.click("a[href^='/share/print']")
    assert "http://localhost/go/leeds-friends" in printed.words
    code = printed.soup.select_one("img.code")
    assert code is not None
    assert read_svg(page.client.get(str(code["src"])).data) == ["http://localhost/go/leeds-friends"]
    assert "localhost/go/leeds-friends" in printed.click("a[href^='/print/poster?']").words
    embedded = secret.click("a[href^='/share/embed']")
    fields = {str(tag["name"]): str(tag["value"]) for tag in embedded.soup.select(".tried > form input[type=hidden]")}
    assert fields == {
        "ask": "cotton-import-ban", "template": "short", "say": "Please write!", "via": "leeds-friends",
    }  # fmt: skip


def test_a_long_link_leads_on_to_the_same(page: PageClient) -> None:
    made = page.get("/share").submit(form="#share", **CHOSEN)
    printed = made.click("a[href^='/share/print']")
    code = printed.soup.select_one("img.code")
    assert code is not None
    (address,) = read_svg(page.client.get(str(code["src"])).data)
    assert address.startswith("http://localhost/?ask=cotton-import-ban&")
    assert page.get(address.removeprefix("http://localhost")).soup.select_one("input[name=say][value='Please write!']")
