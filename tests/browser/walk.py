"""The ways through the site, as a person clicks and types them; and every state that a page can be in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.live import PERSON

OWN_WORDS = (
    "My daughter's class wrote to a girl in Ürümqi – their last answer came in 2017.\n"
    'She asks "why?" & I have no answer: 100% of us wait. 你好 🕊'
)
NAME = "Siân O'Example-Müller"
ADDRESS = "Flat 2, 12 Example Street\nSomewhere\nZZ1 1AA"
ASKS = ("cotton-import-ban",)
ALL_ASKS = (
    "asylum-fast-track",
    "forced-labour-duty",
    "modern-slavery-fines",
    "reporting-threshold",
    "cotton-import-ban",
    "traceability-guidance",
    "company-sanctions",
    "surveillance-equipment",
)


def find(tab: Tab, postcode: str) -> None:
    """From the front page, by postcode."""
    tab.goto("/")
    tab.locator("#postcode").fill(postcode)
    tab.locator("form[action='/find']").first.get_by_role("button").click()


def wait(tab: Tab, form: str) -> None:
    """Wait for the page with this form, and for its script where there are scripts."""
    ready = "[data-ready]" if tab.evaluate("matchMedia('(scripting: enabled)').matches") else ""
    expect(tab.locator(f"form#{form}{ready}")).to_be_visible()


def fill(tab: Tab, asks: Sequence[str] = ASKS, own_words: str = OWN_WORDS, template: str = "standard") -> None:
    """Fill in the writing page that is open."""
    wait(tab, "write")
    for ask in asks:
        tab.locator(f"input[name=ask][value={ask}]").check()
    tab.locator("[name=own_words]").fill(own_words)
    tab.locator("input[name=name]").fill(NAME)
    tab.locator("[name=address]").fill(ADDRESS)
    tab.locator(f"input[name=template][value={template}]").check()


def press(tab: Tab, action: str) -> None:
    """Press the button of the form that does this."""
    tab.locator(f"button[name=action][value='{action}']").first.click()


def letter(
    tab: Tab,
    postcode: str = "ZZ1 1AA",
    asks: Sequence[str] = ASKS,
    own_words: str = OWN_WORDS,
    template: str = "standard",
) -> str:
    """All the way to a finished letter; its text."""
    find(tab, postcode)
    fill(tab, asks, own_words, template)
    press(tab, "compose")
    return text(tab)


def text(tab: Tab) -> str:
    """The letter on the page."""
    wait(tab, "desk")
    return tab.locator("textarea#letter").input_value()


def copy(tab: Tab) -> None:
    """Copy the letter, and wait for the word that it is done."""
    tab.locator("[data-copy]:visible").first.click()
    expect(tab.locator("#said")).to_contain_text("Copied")


def _type_name(tab: Tab, name: str) -> None:
    tab.goto("/constituencies")
    tab.locator("#q").fill(name)


def _search(tab: Tab, name: str) -> None:
    tab.goto("/constituencies?ask=cotton-import-ban")
    tab.locator("#q").fill(name)
    tab.locator("form[action='/constituencies']").get_by_role("button").click()


def share(tab: Tab, say: str = "My aunt has not been heard from since 2017.", group: str = "Leeds friends") -> None:
    """Make a link."""
    tab.goto("/share")
    tab.locator("input[name=ask][value=cotton-import-ban]").check()
    tab.locator("[name=say]").fill(say)
    tab.locator("input[name=group]").fill(group)
    tab.locator("#share button").last.click()
    tab.wait_for_selector("#made, #summary")


def short_link(tab: Tab, code: str = "") -> None:
    """Make a link and make it short."""
    share(tab)
    tab.locator("#code").fill(code)
    tab.get_by_role("button", name="Make it short").click()
    tab.wait_for_selector("#numbers, #summary")


def _paused_link(tab: Tab) -> None:
    short_link(tab)
    tab.get_by_role("button", name="Pause it").click()
    expect(tab.locator("#made")).to_contain_text("You have paused it")


def _link_with_numbers(tab: Tab) -> None:
    short_link(tab)
    address = tab.locator("#made .link").inner_text()
    mine = tab.url
    for person in range(5):  # below five no number is shown
        other = tab.context.new_page()  # what is open in one is the same letter, and counts once
        other.set_extra_http_headers({"User-Agent": PERSON})
        other.goto(address)
        other.locator("#postcode").fill("ZZ1 1AA")
        other.locator("form[action='/find']").first.get_by_role("button").click()
        fill(other, (), own_words=f"{OWN_WORDS} {address} {person}")
        press(other, "compose")
        expect(other.locator("textarea#letter")).to_be_visible()
        other.close()
    tab.goto(mine)
    expect(tab.locator(".totals")).to_contain_text("5 or more")


def _delete_link(tab: Tab) -> None:
    short_link(tab)
    tab.get_by_role("button", name="Delete it …").click()


def _reported(tab: Tab) -> None:
    tab.goto("/report?say=Something+untrue+of+somebody.")
    tab.get_by_role("button", name="Report it").click()


def mastodon(tab: Tab, server: str) -> None:
    """Name a Mastodon server."""
    tab.goto("/mastodon?ask=cotton-import-ban&via=leeds")
    tab.locator("#server").fill(server)
    tab.get_by_role("button", name="Go on").click()
    tab.wait_for_selector("#go, #summary")


def _errors_on_write(tab: Tab) -> None:
    tab.goto("/write/wexcombe-north")
    press(tab, "compose")


def _opened(tab: Tab) -> None:
    tab.goto("/write/harrowby-and-fenwick-vale?ask=asylum-fast-track&ask=surveillance-equipment")
    for summary in tab.locator("summary").all():
        summary.click()


def _precedents(tab: Tab) -> None:
    tab.goto("/write/aldermere?ask=cotton-import-ban")
    for summary in tab.locator(".done-elsewhere summary").all():
        summary.click()
    tab.locator("#precedent-cotton-import-ban-canada-import-ban-2020").check()


def _many(tab: Tab) -> None:
    tab.goto("/write/ynys-gwylan")
    fill(tab, ALL_ASKS)


def _too_long(tab: Tab) -> None:
    tab.goto("/write/calderfold-moor")
    fill(tab, own_words="far too long " * 400)
    press(tab, "compose")
    expect(tab.get_by_role("heading", name="That is too much for one letter")).to_be_visible()


def _too_much(tab: Tab) -> None:
    tab.goto("/")
    tab.locator("#postcode").evaluate("field => { field.value = 'x'.repeat(70_000); field.form.submit(); }")
    expect(tab.get_by_role("heading", name="That is too much text")).to_be_visible()


def _another_kept(tab: Tab) -> None:
    letter(tab)
    tab.locator("#letter").fill(text(tab) + "\nP.S. I changed this.\n")
    press(tab, "another")


def _kept_while_editing(tab: Tab) -> None:
    _another_kept(tab)
    press(tab, "edit")
    expect(tab.locator("#still-kept")).to_be_visible()


def _emptied(tab: Tab) -> None:
    letter(tab)
    tab.locator("#letter").fill("")
    # With JavaScript the button for it is hidden: press it as the page without JavaScript would.
    tab.locator("button[value=update]").first.evaluate("button => { button.closest('form').requestSubmit(button) }")
    tab.wait_for_selector("#summary")


def _copied(tab: Tab) -> None:
    letter(tab)
    copy(tab)


def _did_it_go(tab: Tab) -> None:
    _copied(tab)
    tab.evaluate("() => { window.dispatchEvent(new Event('blur')); window.dispatchEvent(new Event('focus')) }")
    expect(tab.locator("#gone-said")).to_contain_text("Did your letter go?")


def _gone(tab: Tab) -> None:
    _copied(tab)
    tab.locator("#gone").get_by_role("button").click()
    expect(tab.locator("h1")).to_have_text("Thank you")


def _told(tab: Tab, reply: str) -> None:
    tab.goto("/follow-up/aldermere")
    tab.locator(f"#tell [value={reply}]").click()
    expect(tab.locator("h1")).to_have_text("Thank you for telling us")


def _by_hand(tab: Tab) -> None:
    tab.goto("/by-hand?constituency=thornley-and-marsh-dale")
    tab.locator("[name=mp_name]").fill("Alex Example")
    fill(tab)
    press(tab, "compose")


def _by_hand_errors(tab: Tab) -> None:
    tab.goto("/by-hand")
    press(tab, "compose")


def _from_elsewhere(tab: Tab) -> None:
    """A form on another website that posts to ours."""
    tab.goto("/about")
    home = tab.url.removesuffix("/about")
    tab.goto("about:blank")
    tab.set_content(f"<form method=post action='{home}/by-hand'><button>Win</button></form>")
    tab.get_by_role("button").click()
    tab.wait_for_url("**/by-hand")


def _hints(tab: Tab) -> None:
    tab.goto("/write/aldermere")
    tab.locator("#starters summary").click()
    fill(tab, own_words="My friend Ali waits for my visa. Tell the MP for Otherham!")
    expect(tab.locator("#hints .notice")).to_have_count(3)


def _apart(tab: Tab) -> None:
    """As in another tab than the one it was written in."""
    letter(tab)
    tab.evaluate("sessionStorage.clear()")
    tab.reload()
    expect(tab.locator("#gaps")).to_be_visible()


def _second_letters(tab: Tab) -> None:
    tab.goto("/follow-up/aldermere")
    tab.locator("[name=name]").fill(NAME)
    tab.locator("#gaps button").click()
    expect(tab.locator("#filled")).to_be_visible()


def _restored(tab: Tab) -> None:
    tab.goto("/write/aldermere")
    tab.locator("#draft").check()
    fill(tab)
    tab.wait_for_timeout(1_000)
    tab.reload()
    expect(tab.locator("#restored")).to_be_visible()


def until(tab: Tab, expression: str) -> None:
    """Wait until it is true in the page. (The pages' policy forbids what Playwright's own waiting evaluates.)"""
    for _ in range(100):
        if tab.evaluate(expression):
            return
        tab.wait_for_timeout(100)
    raise AssertionError(expression)


STATES: dict[str, Callable[[Tab], object]] = {
    "home": lambda tab: tab.goto("/"),
    "home-chosen": lambda tab: tab.goto("/?ask=cotton-import-ban&ask=company-sanctions&via=poster"),
    "home-unknown-ask": lambda tab: tab.goto("/?ask=no-such-thing"),
    "home-empty": lambda tab: find(tab, ""),
    "home-not-known": lambda tab: find(tab, "ZZ99 1AA"),
    "home-half": lambda tab: find(tab, "SW1A"),
    "home-jersey": lambda tab: find(tab, "JE2 3AB"),
    "choose": lambda tab: find(tab, "ZZ13 1AA"),
    "choose-probable": lambda tab: find(tab, "ZZ15 1AA"),
    "constituencies": lambda tab: tab.goto("/constituencies"),
    "constituencies-typed": lambda tab: _type_name(tab, "vale"),
    "constituencies-found": lambda tab: _search(tab, "ynys"),
    "constituencies-near": lambda tab: _search(tab, "Caldrefold"),
    "constituencies-none": lambda tab: _search(tab, "xyzzy"),
    "constituencies-postcode": lambda tab: tab.goto("/constituencies?q=ZZ1+1AA"),
    "unavailable": lambda tab: find(tab, "ZZ14 1AA"),
    "write": lambda tab: find(tab, "ZZ1 1AA"),
    "write-minister": lambda tab: find(tab, "ZZ3 1AA"),
    "write-speaker": lambda tab: find(tab, "ZZ4 1AA"),
    "write-no-email": lambda tab: find(tab, "ZZ7 1AA"),
    "write-long-names": lambda tab: find(tab, "ZZ8 1AA"),
    "write-vacant": lambda tab: find(tab, "ZZ11 1AA"),
    "write-partly-read": lambda tab: find(tab, "ZZ12 1AA"),
    "write-all-open": _opened,
    "write-precedents": _precedents,
    "write-many": _many,
    "write-hints": _hints,
    "write-draft-restored": _restored,
    "write-errors": _errors_on_write,
    "write-too-long": _too_long,
    "by-hand": lambda tab: tab.goto("/by-hand"),
    "by-hand-errors": _by_hand_errors,
    "letter": letter,
    "letter-short": lambda tab: letter(tab, template="short"),
    "letter-no-own-words": lambda tab: letter(tab, own_words=""),
    "letter-eight": lambda tab: letter(tab, asks=ALL_ASKS),
    "letter-no-email": lambda tab: letter(tab, "ZZ7 1AA"),
    "letter-long-names": lambda tab: letter(tab, "ZZ8 1AA"),
    "letter-vacant": lambda tab: letter(tab, "ZZ11 1AA"),
    "letter-too-long-for-links": lambda tab: letter(tab, own_words=OWN_WORDS * 30),
    "letter-another-kept": _another_kept,
    "letter-kept-while-editing": _kept_while_editing,
    "letter-emptied": _emptied,
    "letter-in-another-tab": _apart,
    "letter-copied": _copied,
    "letter-by-hand": _by_hand,
    "letter-did-it-go": _did_it_go,
    "sent": _gone,
    "sent-no-place": lambda tab: tab.goto("/sent"),
    "follow-up": lambda tab: tab.goto("/follow-up/aldermere"),
    "follow-up-filled": _second_letters,
    "told-supports": lambda tab: _told(tab, "supports"),
    "told-declines": lambda tab: _told(tab, "declines"),
    "told-none": lambda tab: _told(tab, "none"),
    "progress": lambda tab: tab.goto("/progress"),
    "for-mps": lambda tab: tab.goto("/for-mps"),
    "home-sentence": lambda tab: tab.goto("/?ask=cotton-import-ban&say=My+aunt+has+waited+since+2017.&via=leeds"),
    "write-sentence": lambda tab: tab.goto("/write/aldermere?say=My+aunt+has+waited+since+2017."),
    "share": lambda tab: tab.goto("/share"),
    "share-made": share,
    "share-errors": lambda tab: share(tab, say="See www.example.org", group="x" * 70),
    "share-name-refused": lambda tab: short_link(tab, "admin"),
    "link": short_link,
    "link-numbers": _link_with_numbers,
    "link-paused": _paused_link,
    "link-delete": _delete_link,
    "no-link": lambda tab: tab.goto("/go/nothing"),
    "link-gone": lambda tab: tab.goto(f"/share/{'x' * 32}"),
    "report": lambda tab: tab.goto("/report?say=Something+untrue+of+somebody.&via=leeds"),
    "report-done": _reported,
    "mastodon": lambda tab: tab.goto("/mastodon?ask=cotton-import-ban"),
    "mastodon-error": lambda tab: mastodon(tab, "nowhere"),
    "mastodon-server": lambda tab: mastodon(tab, "mastodon.scot"),
    "about": lambda tab: tab.goto("/about"),
    "privacy": lambda tab: tab.goto("/privacy"),
    "help": lambda tab: tab.goto("/help"),
    "responses": lambda tab: tab.goto("/responses"),
    "responses-some": lambda tab: tab.goto("/responses?kind=resolution&year=2021"),
    "responses-none": lambda tab: tab.goto("/responses?recommendation=modern-slavery-fines"),
    "responses-unknown-filter": lambda tab: tab.goto("/responses?place=atlantis&kind=court"),
    "place": lambda tab: tab.goto("/responses/canada"),
    "place-note": lambda tab: tab.goto("/responses/united-kingdom#uk-sanctions-2021"),
    "recommendations": lambda tab: tab.goto("/recommendations"),
    "recommendation": lambda tab: tab.goto("/recommendations/cotton-import-ban"),
    "recommendation-quoted": lambda tab: tab.goto("/recommendations/surveillance-equipment"),
    "recommendation-no-precedent": lambda tab: tab.goto("/recommendations/reporting-threshold"),
    "share-print": lambda tab: tab.goto(
        "/share/print?ask=cotton-import-ban&via=leeds&line=Tuesdays, 7 pm, at the library"
    ),
    "share-print-wrong": lambda tab: tab.goto(f"/share/print?line={'far too long ' * 10}"),
    "print-poster": lambda tab: tab.goto("/print/poster?ask=cotton-import-ban&line=Tuesdays, 7 pm, at the library"),
    "print-cards": lambda tab: tab.goto("/print/cards?line=Llŷn: Tuesdays, 7 pm, at the library"),
    "share-embed": lambda tab: tab.goto("/share/embed?ask=cotton-import-ban&via=our-page"),
    "share-embed-dark": lambda tab: tab.goto("/share/embed?theme=dark"),
    "embed": lambda tab: tab.goto("/embed?ask=cotton-import-ban"),
    "embed-dark": lambda tab: tab.goto("/embed?theme=dark"),
    "no-page": lambda tab: tab.goto("/nowhere"),
    "no-constituency": lambda tab: tab.goto("/write/harowby-and-fenwick-vail"),
    "wrong-method": lambda tab: tab.goto("/find"),
    "too-much": _too_much,
    "from-elsewhere": _from_elsewhere,
}
"""Every page in every state worth looking at, by a name that can be a file's."""
