"""Sharing in a real browser: a link whose numbers move, the device's own share sheet, what is remembered and where."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.conftest import OpenTab
from tests.browser.test_every_page import ALL_RULES, barriers, sticks_out
from tests.live import practice_site

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


FEW = "fewer than five"


def totals(page: Tab) -> list[str]:
    """Visits, letters made, opened, sent."""
    return page.locator(".totals dd").all_inner_texts()


def befriend(friend: Tab, address: str, words: str) -> None:
    """Follow a link as a person does, and make a letter."""
    friend.goto(address)
    expect(friend.locator(".remark")).to_contain_text("My aunt has not been heard from since 2017.")
    expect(friend.get_by_text("Already chosen for you to ask for")).to_be_visible()
    friend.wait_for_load_state()  # a visit is counted by a picture, with and without JavaScript
    friend.locator("#postcode").fill("ZZ1 1AA")
    friend.locator("form[action='/find']").first.get_by_role("button").click()
    walk.fill(friend, (), own_words=words)
    walk.press(friend, "compose")
    expect(friend.locator("textarea#letter")).to_be_visible()


@BOTH
def test_a_links_numbers_move_once_five_people_have_written_and_not_before(javascript: bool, tab: OpenTab) -> None:
    maker = tab(javascript=javascript, user_agent=FIREFOX)
    walk.short_link(maker)
    address = maker.locator("#made .link").inner_text()
    assert re.search(r"/go/[a-z0-9]{10}$", address)
    mine = maker.url
    for person in range(5):
        maker.goto(mine)
        assert totals(maker) == [FEW] * 4
        expect(maker.get_by_text("A link can be sent to one person alone")).to_be_visible()
        assert maker.locator("svg.bars").count() == 0
        # Words that no other test has: without JavaScript the same words make the same letter, which counts once.
        befriend(tab(javascript=javascript, user_agent=FIREFOX), address, f"{walk.OWN_WORDS} {address} {person}")

    for _ in range(50):
        maker.goto(mine)
        if totals(maker)[:2] == ["5 or more"] * 2:
            break
        maker.wait_for_timeout(100)
    assert totals(maker) == ["5 or more", "5 or more", FEW, FEW]
    assert maker.locator("svg.bars").count() == 1
    assert maker.locator(".numbers tbody tr").count() == 1


def test_a_device_with_a_share_sheet_offers_it_and_others_do_not(tab: OpenTab) -> None:
    plain = tab()
    plain.add_init_script("Object.defineProperty(Navigator.prototype, 'share', { value: undefined })")
    walk.letter(plain)
    expect(plain.locator("[data-share]")).to_be_hidden()

    page = tab()
    page.add_init_script("""
        window.shared = [];
        Navigator.prototype.share = (what) => { window.shared.push(what); return Promise.reject(new Error("closed")); };
    """)
    walk.letter(page)
    page.get_by_role("button", name="Share from this device").click()
    (what,) = page.evaluate("window.shared")
    assert what["url"].endswith("/?via=passed-on")
    assert what["text"].startswith("I am writing to my MP about")
    assert walk.NAME not in str(what)


def test_the_link_is_copied_whole(tab: OpenTab) -> None:
    page = tab(permissions=["clipboard-read", "clipboard-write"])
    walk.share(page)
    page.locator("[data-copy-link]").click()
    expect(page.locator("#passed-said")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#made .link").inner_text()


def test_a_tick_puts_the_constituency_in_and_taking_it_away_takes_it_out(tab: OpenTab) -> None:
    page = tab()
    walk.letter(page)

    def said() -> str:
        links = page.locator("#pass-on .networks a").evaluate_all("links => links.map(link => link.href)")
        return unquote(" ".join(links))

    before = said()
    assert "Harrowby" not in before
    page.locator("#pass-on-place").check()
    assert "I am writing to the MP for Harrowby and Fenwick Vale" in said()
    assert walk.NAME not in said()
    page.locator("#pass-on-place").uncheck()
    assert said() == before


def test_the_mastodon_server_is_remembered_on_this_device_until_it_is_forgotten(tab: OpenTab) -> None:
    page = tab()
    walk.mastodon(page, "@ann@mastodon.scot")
    expect(page.locator("#go")).to_have_attribute("href", re.compile(r"^https://mastodon\.scot/share\?text="))
    assert page.evaluate("localStorage.getItem('mastodon-server')") == "mastodon.scot"
    walk.share(page)
    link = page.locator("#pass-on [data-kind=mastodon]")
    expect(link).to_have_attribute("href", re.compile(r"^https://mastodon\.scot/share\?text="))
    assert unquote(link.get_attribute("href") or "").endswith(page.locator("#made .link").inner_text())

    page.goto("/mastodon")
    expect(page.locator("#server")).to_have_value("mastodon.scot")
    page.get_by_role("button", name="Forget it").click()
    assert page.evaluate("localStorage.length") == 0
    walk.share(page)
    expect(link).to_have_attribute("href", re.compile(r"^/mastodon\?"))


def test_a_server_that_was_tampered_with_on_the_device_leads_nowhere(tab: OpenTab) -> None:
    page = tab()
    page.goto("/share")
    page.evaluate("localStorage.setItem('mastodon-server', 'evil.example/x?@mastodon.scot')")
    walk.share(page)
    expect(page.locator("#pass-on [data-kind=mastodon]")).to_have_attribute("href", re.compile(r"^/mastodon\?"))


@BOTH
def test_a_short_link_is_changed_paused_and_deleted(javascript: bool, tab: OpenTab) -> None:
    page = tab(javascript=javascript)
    walk.short_link(page)
    expect(page.get_by_role("status").first).to_contain_text("Your link is made")
    kept = page.locator(".notice a").inner_text()
    assert page.url == (kept if javascript else f"{kept}?told=made")
    address = page.locator("#made .link").inner_text()
    page.locator("[name=say]").fill("Now this.")
    page.get_by_role("button", name="Change my link").click()
    expect(page.get_by_role("status").first).to_contain_text("Your link is changed")
    page.get_by_role("button", name="Pause it").click()
    mine = page.url
    page.goto(address)
    expect(page.locator("h1")).to_have_text("This link is paused")
    page.goto(mine)
    page.get_by_role("button", name="Let it go on").click()
    page.goto(address)
    expect(page.locator(".remark")).to_contain_text("Now this.")
    page.goto(mine)
    page.get_by_role("button", name="Delete it …").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_text("Your link is deleted.")).to_be_visible()
    page.goto(address)
    expect(page.locator("h1")).to_have_text("There is no such link")


def test_the_page_for_too_many_look_ups_has_no_barrier_and_leads_to_a_letter(tab: OpenTab, tmp_path: Path) -> None:
    page = tab()
    with practice_site(tmp_path, CAMPAIGN_LIMIT_LOOKUPS="1") as site:
        context = page.context.browser.new_context(base_url=site.url)  # type: ignore[union-attr]
        other = context.new_page()
        walk.find(other, "ZZ1 1AA")
        walk.find(other, "ZZ1 1AA")
        expect(other.locator("h1")).to_have_text("That was a little too often")
        assert barriers(other, ALL_RULES) == []
        other.set_viewport_size({"width": 320, "height": 800})
        assert sticks_out(other) == []
        other.get_by_role("link", name="Type my MP’s name").click()
        expect(other.locator("[name=mp_name]")).to_be_visible()
        context.close()
