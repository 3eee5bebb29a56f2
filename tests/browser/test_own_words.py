"""Help with one's own words, drafts and leaving in a hurry, as people use them."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import Route, expect

from campaign.content.hints import load_hints
from campaign.letters.hints import HintFinder, as_json
from campaign.letters.sameness import share_of_own
from campaign.models import Hint, Letter
from campaign.outputs import ways
from campaign.settings import bundled_folder
from campaign.web.letter.offers import offer_for
from tests.browser import walk
from tests.browser.conftest import OpenTab
from tests.conftest import TODAY
from tests.letters.samples import seat

PAGE = "/write/harrowby-and-fenwick-vale"
THREE = "First.\n\nSecond, with\ntwo lines.\n\nThird."
ELSEWHERE = "**/weather"
NOTHING_BUT_THAT = '[{},{"forgotten":"\\"yes\\""}]'
"""Storage after all was forgotten: that it was, and nothing else."""
BY_CHANCE = 10
"""Per cent by which the shares of two wordings may differ: the one window in sixteen that counts makes few a letter."""


def words(tab: Tab) -> Any:
    return tab.locator("#own_words")


def module(tab: Tab, name: str, call: str, *given: object) -> Any:
    """What a function of one of our scripts gives back."""
    source = tab.locator("script[type=module]").first.get_attribute("src") or ""
    address = re.sub(r"[^/]+$", name, source)
    run = f"""async ([address, given]) => {{
        const found = (await import(address)).{call}(...given);
        return found instanceof Set ? [...found] : found;
    }}"""
    return tab.evaluate(run, [address, list(given)])


def test_a_beginning_that_is_tapped_goes_in_behind_what_is_there(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    words(page).fill("I care.")
    page.locator("#starters summary").click()
    page.get_by_role("button", name="In my work I see").click()
    assert words(page).input_value() == "I care. In my work I see "
    page.keyboard.type("this.")
    assert words(page).input_value() == "I care. In my work I see this."
    expect(page.locator("#counter")).to_contain_text("8 words")


def test_paragraphs_move_and_every_step_can_be_undone(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    words(page).fill(THREE)
    words(page).evaluate("area => area.setSelectionRange(10, 10)")
    page.get_by_role("button", name="Move paragraph up").click()
    assert words(page).input_value() == "Second, with\ntwo lines.\n\nFirst.\n\nThird."
    for _ in range(2):
        page.get_by_role("button", name="Move paragraph down").click()
    assert words(page).input_value() == "First.\n\nThird.\n\nSecond, with\ntwo lines."
    page.get_by_role("button", name="Move paragraph down").click()
    expect(page.locator("#tools-said")).to_have_text("There is no further to go.")
    for _ in range(3):
        page.get_by_role("button", name="Undo").click()
    assert words(page).input_value() == THREE
    page.get_by_role("button", name="Undo").click()
    assert words(page).input_value() == ""
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_paragraphs_can_be_moved_only_where_there_are_two(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    tools = page.locator("#tools")
    words(page).fill("One, and a line end.\n")
    expect(page.locator("#counter")).to_contain_text("5 words")
    expect(tools).to_be_hidden()
    words(page).fill(THREE)
    expect(tools).to_be_visible()


def test_a_hint_comes_goes_and_can_be_put_away(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    hint = page.locator("[data-hint=own-case]")
    words(page).fill("Please help with my visa.")
    expect(hint).to_be_visible()
    words(page).fill("Please help.")
    expect(hint).to_have_count(0)
    words(page).fill("Please help with my visa.")
    expect(hint).to_be_visible()
    hint.get_by_role("button").click()
    expect(hint).to_have_count(0)
    words(page).fill("Please do help with my visa.")
    page.wait_for_timeout(900)
    expect(hint).to_have_count(0)


def test_no_hint_ever_stops_a_letter(tab: OpenTab) -> None:
    page = tab()
    text = walk.letter(page, own_words="You idiot, my visa, the MP for Elsewhere, my brother Ali in Kashgar.")
    assert "You idiot" in text


TEXTS = [
    "", "my visa", "My Visa!", "My husband’s visa", "my visas", "mymy visa", "in Ürümqi, where", "in ÜRÜMQI", "xÜrümqi",
    "my brother Ali", "my brother, Ali", "my brother and I", "MY BROTHER: Öz", "the MP for Bath", "the MP for Harrowby",
    "the MP for Harrowby and Fenwick Vale", "the MP for harrowby", "my  visa\nplease", "scum.",
    "discumbobulate", "traitors",
    "my friend\nÉlodie", "my mother 维吾尔", "another MP’s", "idiot2", "an idiot_",
    "MP for the Isle", "my visa 🕊 idiot",
]  # fmt: skip


def test_the_browser_finds_the_same_hints_as_the_server(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    hints = load_hints((bundled_folder(),), TODAY)
    known = json.loads(page.locator("#hints").get_attribute("data-hints") or "")
    place = "Harrowby and Fenwick Vale"
    for text in TEXTS:
        found = module(page, "hints.js", "fitting", known, text, place)
        assert [one["id"] for one in found] == [hint.id for hint in HintFinder(hints).fitting(text, place)], text


ODD = Hint("odd", "Odd.", phrases=("co-op", "🖕", "what?!", "a/b", "3.5 (or so)", "[x]"), before_a_name=("step-son",))


def test_a_phrase_may_hold_any_sign(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    fit = ("the co-op", "🖕", "well 🖕🖕", "What?!", "a/b", "3.5 (or so)", "[X]", "my step-son Ali")
    for text in (*fit, "", "co op", "a b", "step-son and I"):
        found = module(page, "hints.js", "fitting", json.loads(as_json([ODD])), text, "")
        assert len(found) == len(HintFinder([ODD]).fitting(text)) == (text in fit), text


SUBJECTS = ["Plain", "  two\u00a0 \ufeff words\r\nBcc: x ", "100% & more? #1 + ünï 🕊 'q' \"r\"", ""]
LONG_AND_ODD = ["Dear Sam,\r\n\r\n50% – “so” ~!*'() 漢字 🕊\n", "x" * 2_000, "x" * 7_900]


def test_the_browser_builds_the_same_links_as_the_server(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    for subject, text in product(SUBJECTS, LONG_AND_ODD):
        letter = Letter(subject, text, "Sam Lampman MP", "o'sam+mp@commons.example", (), 0, "standard")
        routes = json.loads(offer_for(letter, seat(), "Linux").routes)
        links = [module(page, "mail.js", "link", route, letter.to_email, subject, text) for route in routes]
        ours = {way.kind: {"url": way.url, "complete": way.complete} for way in ways(letter, tight=False)}
        assert links == [ours[route["kind"]] for route in routes]


MINE = [walk.OWN_WORDS, "Ŵyn o Ynys Môn " * 20, "ئۇيغۇر خەلقى ھەققىدە " * 9, "𝒜𝓃𝓃 漢字 " * 30, ""]


@pytest.mark.parametrize("words_of_mine", MINE)
def test_the_browser_measures_what_the_server_measures(words_of_mine: str, tab: OpenTab) -> None:
    page = tab()
    shipped = walk.letter(page, own_words="")
    letter = shipped.replace("\n\nYours sincerely,", f"\n\n{words_of_mine}\n\nYours sincerely,")
    for texts in ([shipped], [shipped, walk.OWN_WORDS[10:]], []):
        ours = module(page, "sameness.js", "shareOfOwn", letter, texts)
        assert ours == pytest.approx(share_of_own(letter, texts))


def test_the_page_says_how_much_is_the_writers_while_they_write(tab: OpenTab) -> None:
    page = tab()
    text = walk.letter(page, own_words="")
    nothing = page.locator("[data-notice=none]")
    expect(nothing).to_be_visible()
    expect(page.locator("#yours")).to_be_hidden()
    mine = "Last winter our school found out where its coats were sewn, and the whole parish talked of nothing else."
    page.locator("#letter").fill(text.replace("\n\nYours sincerely,", f"\n\n{mine}\n\nYours sincerely,"))
    expect(page.locator("#yours")).to_be_visible()
    expect(nothing).to_be_hidden()
    assert 0 < int(page.locator("[data-own-share]").inner_text()) < 40


def test_without_javascript_the_server_says_it(tab: OpenTab) -> None:
    page = tab(javascript=False)
    walk.letter(page)
    expect(page.locator("#yours")).to_be_visible()
    assert 5 < int(page.locator("[data-own-share]").inner_text()) < 60
    expect(page.locator("[data-notice=none]")).to_be_hidden()


def test_what_was_kept_of_one_letter_does_not_go_into_a_letter_to_somebody_else(tab: OpenTab) -> None:
    page = tab()
    text = walk.letter(page)
    page.locator("#letter").fill(text + "\nMine.\n")
    page.locator("#subject").fill("To Margaret alone")
    walk.press(page, "another")
    assert "Mine." not in walk.text(page)
    assert page.locator("#kept textarea").count() == 1
    assert page.locator("#subject").input_value() == "To Margaret alone"
    assert walk.text(page) != walk.letter(page, "ZZ2 1AA")
    assert page.locator("#kept textarea").count() == 0
    assert "Margaret" not in page.locator("#subject").input_value()


def test_by_hand_each_mp_has_their_own_kept_letters(tab: OpenTab) -> None:
    page = tab()
    for name in ("Jo One", "Al Two"):
        page.goto("/by-hand")
        page.locator("[name=mp_name]").fill(name)
        walk.fill(page)
        walk.press(page, "compose")
        text = walk.text(page)
        expect(page.locator("#kept")).to_be_hidden()
        page.locator("#letter").fill(text + "\nMine.\n")
        walk.press(page, "edit")
        expect(page.locator("#still-kept")).to_be_visible()


def test_a_changed_letter_left_with_the_browsers_own_way_back_is_kept(tab: OpenTab) -> None:
    page = tab()
    text = walk.letter(page)
    page.locator("#letter").fill(text.replace("Yours sincerely", "A paragraph of mine.\n\nYours sincerely"))
    page.go_back()
    page.locator("input[name=ask][value=company-sanctions]").check()
    walk.press(page, "compose")
    assert "A paragraph of mine." not in walk.text(page)
    assert "A paragraph of mine." in page.locator("#kept textarea").input_value()
    expect(page.locator("#just-kept")).to_be_visible()


def test_a_second_wording_that_was_changed_is_kept_by_the_browsers_own_way_back(tab: OpenTab) -> None:
    page = tab()
    first = walk.letter(page)
    walk.press(page, "another")
    expect(page.locator("#note")).to_be_visible()
    second = walk.text(page)
    page.locator("#letter").fill(second.replace("Yours sincerely", "A paragraph of mine.\n\nYours sincerely"))
    page.go_back()
    assert walk.text(page) == first
    expect(page.locator("#kept textarea")).to_have_value(re.compile("A paragraph of mine."))
    page.go_forward()
    assert walk.text(page) == second
    expect(page.locator("#kept textarea")).to_have_count(1)
    page.get_by_role("button", name="Use this letter instead").click()
    assert "A paragraph of mine." in walk.text(page)
    expect(page.locator("#kept")).to_be_hidden()


def test_a_letter_that_slept_while_another_was_written_keeps_that_and_measures_against_both(tab: OpenTab) -> None:
    page = tab()
    walk.letter(page, own_words="A few words of mine about the neighbours.")
    share = int(page.locator("[data-own-share]").inner_text())
    asleep = page.evaluate("sessionStorage.getItem('letter')")
    walk.press(page, "another")
    second = walk.text(page)
    page.locator("#letter").fill(second.replace("Yours sincerely", "Mine.\n\nYours sincerely"))
    page.wait_for_timeout(600)
    awake = page.evaluate("sessionStorage.getItem('letter')")
    # Chromium keeps no page whole that a form was sent for; other browsers do. So the first letter is asleep in a tab
    # of its own, and wakes up to what the second one left.
    page.go_back()
    walk.text(page)
    page.evaluate("text => sessionStorage.setItem('letter', text)", asleep)
    page.reload()
    walk.text(page)
    page.evaluate("text => sessionStorage.setItem('letter', text)", awake)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("#kept textarea")).to_have_value(re.compile("Mine."))
    page.get_by_role("button", name="Use this letter instead").click()
    page.wait_for_timeout(600)
    assert int(page.locator("[data-own-share]").inner_text()) <= share + BY_CHANCE


def test_a_letter_that_comes_back_is_measured_against_its_own_wording_and_the_page_says_what_it_is(
    tab: OpenTab,
) -> None:
    page = tab()
    text = walk.letter(page, own_words="A few words of mine about the neighbours.")
    share = int(page.locator("[data-own-share]").inner_text())
    page.locator("#letter").fill(text.replace("Yours sincerely", "Mine.\n\nYours sincerely"))
    walk.press(page, "another")
    walk.text(page)
    expect(page.locator("#just-kept")).to_be_visible()
    page.get_by_role("button", name="Use this letter instead").click()
    expect(page.locator("#taken")).to_be_visible()
    for notice in ("#note", "#just-kept"):
        expect(page.locator(notice)).to_be_hidden()
    page.wait_for_timeout(600)
    assert int(page.locator("[data-own-share]").inner_text()) <= share + BY_CHANCE
    page.reload()
    assert "Mine." in walk.text(page)
    expect(page.locator("#note")).to_be_hidden()
    assert int(page.locator("[data-own-share]").inner_text()) <= share + BY_CHANCE


def test_the_way_back_to_a_letter_asks_nothing_and_has_all_that_was_changed(tab: OpenTab) -> None:
    page = tab()
    text = walk.letter(page) + "PS Mine.\n"
    page.locator("#letter").fill(text)
    for way in ("a[href='/about#alike']", "a[href$='/follow-up/harrowby-and-fenwick-vale']"):
        page.locator(way).first.click()
        expect(page.locator("#desk")).to_have_count(0)
        page.go_back()
        assert walk.text(page) == text


@pytest.mark.parametrize("own_words", ["I care.", "漢字"])
def test_nobody_who_wrote_a_word_is_told_that_nothing_is_theirs(own_words: str, tab: OpenTab) -> None:
    page = tab()
    walk.letter(page, own_words=own_words, asks=walk.ALL_ASKS)
    expect(page.locator("[data-notice=none]")).to_be_hidden()


def test_a_letter_in_another_tab_has_gaps_and_no_link_holds_it_before_they_are_filled(tab: OpenTab) -> None:
    page = tab()
    walk.find(page, "ZZ1 1AA")
    walk.fill(page, template="short")
    with page.context.expect_page() as opened:
        page.locator("button[name=action][value=compose]").click(modifiers=["Control"])
    other = opened.value
    other.wait_for_load_state()
    text = walk.text(other)
    assert "[[your name]]" in text
    expect(other.locator("#gaps")).to_contain_text("is in the tab where you wrote it")
    expect(other.locator("#receipt")).to_contain_text("Stayed in another tab")
    assert "straight back" not in other.locator("#receipt").inner_text()
    for name in ("another", "edit"):  # they would send what is filled in here
        expect(other.locator(f"button[value={name}]")).to_be_hidden()
    links = other.locator("#mail a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 4
    assert not any("body=" in link for link in links)

    other.locator("#letter").fill(re.sub(r"\[\[.*?\]\]", "Mine", text))
    expect(other.locator("#gaps")).to_be_hidden()
    expect(other.locator("#mail a").first).to_have_attribute("href", re.compile("body=.*Mine"))


def stored(page: Tab) -> str:
    return str(page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"))


def test_nothing_is_kept_on_the_device_unless_it_is_asked_for(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    walk.fill(page)
    page.wait_for_timeout(600)
    assert stored(page) == "[{},{}]"


def test_a_draft_that_was_asked_for_survives_the_tab_for_a_week(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    page.locator("#draft").check()
    page.locator(".done-elsewhere summary").first.click()
    page.locator("input[name=precedent]").first.check()
    walk.fill(page, template="short")
    walk.until(page, "JSON.stringify({...localStorage}).includes('short')")
    page.close()

    again = page.context.new_page()
    again.goto(PAGE)
    expect(again.locator("#restored")).to_be_visible()
    assert words(again).input_value() == walk.OWN_WORDS
    assert again.locator("#ask-cotton-import-ban").is_checked()
    assert again.locator("#draft").is_checked()
    assert again.locator("input[name=precedent]").first.is_checked()
    assert again.locator("input[name=template][value=short]").is_checked()
    walk.press(again, "compose")
    walk.text(again)
    expect(again.locator("#receipt")).to_contain_text("Your draft also stays on this device for a week")

    again.evaluate("""() => {
        const draft = JSON.parse(localStorage.getItem("letter-draft"));
        localStorage.setItem("letter-draft", JSON.stringify({ ...draft, until: Date.now() - 1 }));
    }""")
    again.goto(PAGE)
    assert words(again).input_value() == ""
    assert again.evaluate("localStorage.length") == 0


def test_a_draft_by_hand_has_the_mp_too_and_what_a_link_chose_stands(tab: OpenTab) -> None:
    page = tab()
    page.goto("/by-hand")
    page.locator("#draft").check()
    walk.fill(page, template="short")
    page.locator("[name=credit]").check()
    page.locator("[name=mp_name]").fill("Alex Example")
    walk.until(page, "JSON.stringify({...localStorage}).includes('Alex Example')")
    page.close()

    again = page.context.new_page()
    again.goto("/by-hand?ask=company-sanctions")
    expect(again.locator("[name=mp_name]")).to_have_value("Alex Example")
    assert again.locator("[name=credit]").is_checked()
    ticked = again.locator("[name=ask]:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    assert ticked == ["company-sanctions"]
    assert again.locator("input[name=template][value=standard]").is_checked()


def test_forget_everything_leaves_nothing(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    page.locator("#draft").check()
    walk.fill(page)
    walk.until(page, "localStorage.length > 0")
    page.locator("#keeping [data-forget]").click()
    page.wait_for_timeout(600)
    assert words(page).input_value() == page.locator("[name=address]").input_value() == ""
    assert stored(page) == NOTHING_BUT_THAT
    expect(page.locator("#forgotten")).to_contain_text("has been forgotten")

    walk.letter(page)
    assert "Example Street" in stored(page)
    expect(page.locator("#receipt [data-draft]")).to_be_hidden()
    page.locator("#receipt [data-forget]").click()
    page.wait_for_url(lambda url: url.endswith("/"))
    assert stored(page) == NOTHING_BUT_THAT


def test_a_page_that_slept_while_all_was_forgotten_is_read_again_and_empty(tab: OpenTab) -> None:
    page = tab()
    page.goto(PAGE)
    walk.fill(page)
    page.evaluate("sessionStorage.setItem('forgotten', JSON.stringify('yes'))")
    with page.expect_navigation():  # Playwright's Chromium keeps no page whole; this is what one says that does
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    walk.wait(page, "write")
    assert words(page).input_value() == page.locator("[name=address]").input_value() == ""


def test_what_was_forgotten_does_not_come_back_with_the_back_button(tab: OpenTab) -> None:
    page = tab()
    walk.letter(page)
    page.locator("#receipt [data-forget]").click()
    page.wait_for_url(lambda url: url.endswith("/"))
    for _ in range(2):
        page.go_back()
        page.wait_for_timeout(300)
        typed = page.evaluate("[...document.querySelectorAll('input, textarea')].map(field => field.value).join('|')")
        assert "Example" not in typed
        assert "Ürümqi" not in typed
    page.goto(PAGE)
    words(page).press_sequentially("Again.")
    assert page.evaluate("sessionStorage.getItem('forgotten')") is None


def test_a_letter_left_in_a_hurry_is_gone_for_whoever_comes_back_on_purpose(tab: OpenTab) -> None:
    page = tab()
    page.context.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    walk.letter(page)
    page.locator("[data-leave]").evaluate("link => { link.href = location.origin + '/weather' }")
    page.locator("[data-leave]").click()
    page.wait_for_url(ELSEWHERE)
    page.goto("/")
    for _ in range(2):
        page.go_back(wait_until="commit")
        page.wait_for_timeout(300)
        typed = page.evaluate("[...document.querySelectorAll('input, textarea')].map(field => field.value).join('|')")
        assert "Example" not in typed


def test_a_draft_that_is_over_a_week_old_goes_on_any_page(tab: OpenTab) -> None:
    page = tab()
    page.goto("/about")
    page.evaluate("localStorage.setItem('letter-draft', JSON.stringify({ until: Date.now() - 1, typed: {} }))")
    page.goto("/privacy")
    assert stored(page) == "[{},{}]"


def test_leaving_in_a_hurry_does_not_come_back_with_the_back_button(tab: OpenTab) -> None:
    page = tab()
    page.context.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    walk.letter(page)
    for link in page.locator("[data-leave]").all():
        link.evaluate("link => { link.href = location.origin + '/weather' }")
    page.locator("[data-leave]").click()
    page.wait_for_url(ELSEWHERE)
    for _ in range(2):
        page.go_back(wait_until="commit")
        page.wait_for_url(ELSEWHERE)
    assert "Example" not in stored(page)
    page.goto("/about")  # coming on purpose is no way back
    expect(page.locator("h1")).to_be_visible()


def test_leaving_in_a_hurry_takes_a_changed_letter_with_it(tab: OpenTab) -> None:
    page = tab()
    page.context.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    text = walk.letter(page)
    page.locator("[data-leave]").evaluate("link => { link.href = location.origin + '/weather' }")
    page.locator("#letter").fill(text + "Mine.")
    page.locator("[data-leave]").click()
    page.wait_for_url(ELSEWHERE)
    assert "Example" not in stored(page)
    assert "Mine." not in stored(page)


def test_a_draft_that_was_about_to_be_written_is_not_when_one_leaves_in_a_hurry(tab: OpenTab) -> None:
    page = tab()

    def slowly(route: Route) -> None:
        page.wait_for_timeout(1_000)
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.context.route(ELSEWHERE, slowly)
    page.goto(PAGE)
    page.locator("#draft").check()
    page.locator("[data-leave]").evaluate("link => { link.href = location.origin + '/weather' }")
    words(page).fill("Mine.")
    page.locator("[data-leave]").evaluate("link => link.click()")
    page.wait_for_url(ELSEWHERE)
    assert "Mine." not in stored(page)


def test_a_browser_that_forbids_storage_still_gets_a_letter(tab: OpenTab) -> None:
    page = tab()
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no') } })")
    text = walk.letter(page)
    assert walk.OWN_WORDS in text
    assert "straight back" in page.locator("#receipt").inner_text()
