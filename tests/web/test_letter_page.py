"""The finished letter: every way out, every change, and that a letter a person changed is never lost."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask.testing import FlaskClient

from campaign.letters.contract import MAX_OWN_WORDS
from campaign.services import Services
from campaign.web.letter.slots import SLOTS
from tests.live import ROOT
from tests.page import Page, PageClient
from tests.web.conftest import FILLED, SEAT, MakeSite, OneSeat, fields_of, letter_of

LINUX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}
WINDOWS = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"}


def links(page: Page) -> list[str]:
    return [str(a["href"]) for a in page.soup.select("#mail a")]


def reason(page: Page) -> str:
    return ",".join(str(tag["data-reason"]) for tag in page.soup.select("[data-reason]:not([hidden])"))


def test_from_postcode_to_letter_without_javascript(page: PageClient) -> None:
    write = page.get("/").submit(postcode="zz1 1aa")
    letter = write.submit(**FILLED)
    assert letter.status == 200
    assert letter.url == SEAT
    assert letter.h1 == "Your letter to Margaret Ashenden"
    text = letter_of(letter)
    for part in ("1 Example Street", "SW1A 0AA", "Dear Margaret Ashenden,", "Yours sincerely,", FILLED["own_words"]):
        assert part in text
    saved = letter.submit(button="button[value=download]")
    assert FILLED["own_words"] in saved.text


def test_own_words_go_in_exactly_as_written(page: PageClient) -> None:
    words = 'Why?\n\n"<b>Because</b>" & {{ 7 * 7 }} £36m – Ünïcödé 漢字 \u202bعربي\u202c\n  two spaces in front'
    text = letter_of(page.post(SEAT, FILLED | {"own_words": words}))
    assert text.count(words) == 1


def test_the_mail_links_hold_the_whole_letter(page: PageClient) -> None:
    answer = page.post(SEAT, FILLED | {"template": "short", "own_words": "Short & sweet + 50%."}, headers=LINUX)
    text = letter_of(answer)
    assert reason(answer) == "fits"
    mailto, *webmail = links(answer)
    assert mailto.startswith("mailto:mp1@commons.example?subject=")
    assert "+" not in mailto
    assert unquote(mailto.split("&body=")[1]) == text.replace("\n", "\r\n")
    assert len(webmail) == 3
    for link in webmail:
        assert parse_qs(urlsplit(link).query)["body"] == [text.replace("\n", "\r\n")]


def test_on_windows_webmail_comes_first_when_only_it_can_hold_the_letter(page: PageClient) -> None:
    on_windows, elsewhere = page.post(SEAT, FILLED, headers=WINDOWS), page.post(SEAT, FILLED, headers=LINUX)
    assert reason(on_windows) == "webmail"
    assert links(on_windows)[-1].startswith("mailto:")
    assert "body" not in links(on_windows)[-1]
    assert "address and subject only" in on_windows.words
    assert reason(elsewhere) == "fits"
    assert links(elsewhere)[0].startswith("mailto:")
    assert reason(page.post(SEAT, FILLED)) == "webmail"  # a browser that does not say


def test_a_letter_too_long_for_every_link_is_copied_first(page: PageClient) -> None:
    answer = page.post(SEAT, FILLED | {"own_words": "wörd " * 990}, headers=LINUX)
    assert reason(answer) == "long"
    assert len(links(answer)) == 4
    assert all("body=" not in link and "mp1%40" not in link for link in links(answer))
    assert "Copy the letter first" in answer.words


def test_an_mp_without_email_gets_post_first(page: PageClient) -> None:
    write = page.post("/find", {"postcode": "ZZ7 1AA"}).follow()
    answer = write.submit(**FILLED)
    assert "Send it by post" in answer.words
    assert "so post comes first" in answer.words
    assert not links(answer)
    assert not answer.soup.select("#mail, .mail a[href^=mailto]")


def test_a_letter_for_a_vacant_seat_is_kept_for_later(page: PageClient) -> None:
    answer = page.post("/find", {"postcode": "ZZ11 1AA"}).follow().submit(**FILLED)
    assert "Keep it until there is an MP" in answer.words
    assert not answer.soup.select("#mail, .mail a[href^=mailto]")
    assert answer.submit(button="button[value=download]").status == 200


def test_an_address_with_a_second_recipient_makes_no_link(site: MakeSite, services: Services) -> None:
    seat = services.parliament.seat("harrowby-and-fenwick-vale")
    assert seat.member is not None
    bad = replace(seat, member=replace(seat.member, email="a@commons.example,evil@example.org"))
    answer = site(parliament=OneSeat(bad)).post(SEAT, FILLED)
    assert not links(answer)
    assert "so post comes first" in answer.words


def test_the_copy_for_paper_is_the_letter_and_nothing_else(letter: Page) -> None:
    paper = letter.soup.select_one("body > pre.letter-print")
    assert paper is not None
    assert paper.get_text().strip() == letter_of(letter).strip()


def test_changes_made_by_hand_go_into_links_and_paper(letter: Page) -> None:
    answer = letter.submit(button="button[value=update]", letter="All new.\n\nYours", subject="My\nsubject & more")
    assert letter_of(answer) == "All new.\n\nYours"
    body = "&body=All%20new.%0D%0A%0D%0AYours"
    assert links(answer)[0] == f"mailto:mp1@commons.example?subject=My%20subject%20%26%20more{body}"
    assert "Your changes are in" in answer.words
    paper = answer.soup.select_one("#paper")
    assert paper is not None
    assert paper.get_text().strip() == "All new.\n\nYours"


def test_the_download_is_the_text_as_it_stands_on_the_page(page: PageClient, letter: Page, client: FlaskClient) -> None:
    answer = letter.submit(button="button[value=download]", letter="Changed é.\n\nYours")
    assert answer.text == "\ufeffChanged é.\r\n\r\nYours"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter-to-margaret-ashenden-mp.txt"'
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("button", ["update", "download"])
def test_an_empty_letter_is_not_sent_anywhere(letter: Page, button: str) -> None:
    answer = letter.submit(button=f"button[value={button}]", letter="  \n ")
    assert answer.status == 422
    assert "There is nothing in the letter" in answer.words
    assert answer.soup.select_one("#summary a[href='#letter']")


@pytest.mark.parametrize("button", ["update", "download"])
def test_a_letter_may_have_20000_characters_and_not_one_more(letter: Page, button: str) -> None:
    assert letter.submit(button=f"button[value={button}]", letter="x" * 20_000).status == 200
    answer = letter.submit(button=f"button[value={button}]", letter="x" * 20_001)
    assert answer.status == 422
    assert "20,000 characters" in answer.words
    assert len(letter_of(answer)) == 20_001


def test_another_wording_is_another_letter_with_the_same_words_of_ones_own(letter: Page) -> None:
    seen = {letter_of(letter)}
    page = letter
    for _ in range(2):
        page = page.submit(button="button[value=another]")
        assert FILLED["own_words"] in letter_of(page)
        seen.add(letter_of(page))
    assert len(seen) == 3
    assert "Here is the letter in another wording." in page.words
    assert not page.soup.select("textarea[name=kept]")


def test_another_wording_keeps_the_letter_that_a_person_changed(letter: Page) -> None:
    answer = letter.submit(button="button[value=another]", letter=letter_of(letter) + "\nPS Thank you.")
    assert "PS Thank you." not in letter_of(answer)
    assert "PS Thank you." in fields_of(answer)["kept"][0]
    assert "we kept it for you below" in answer.words
    back = answer.submit(button="button[value=take-0]")
    assert "PS Thank you." in letter_of(back)
    assert back.soup.select_one("#yours[hidden]"), "of which wording it was is not known any more, so nor is the share"
    assert not back.soup.select("textarea[name=kept]")
    once_more = back.submit(button="button[value=another]")
    assert "PS Thank you." in fields_of(once_more)["kept"][0]


def test_a_letter_that_is_put_aside_after_changes_is_kept_too(letter: Page) -> None:
    one = letter.submit(button="button[value=another]", letter="First of mine.")
    two = one.submit(button="button[value=take-0]", letter="Second of mine.")
    assert letter_of(two).strip() == "First of mine."
    assert [text.strip() for text in fields_of(two)["kept"]] == ["Second of mine."]


def test_no_changed_letter_is_ever_thrown_away(letter: Page) -> None:
    page, mine = letter, [f"Letter {n} of mine." for n in range(5)]
    for text in mine[:4]:
        page = page.submit(button="button[value=another]", letter=text)
    assert "we do not want to lose one" in page.words
    held = {text.strip() for name in ("letter", "kept") for text in fields_of(page)[name]}
    assert set(mine[:4]) <= held


def test_a_changed_subject_is_kept_with_another_wording(letter: Page) -> None:
    answer = letter.submit(button="button[value=another]", subject="My own subject")
    assert fields_of(answer)["subject"] == ["My own subject"]


def test_going_back_brings_the_form_filled_in(letter: Page) -> None:
    form = letter.submit(button="button[value=edit]")
    assert form.h1 == "Write to Margaret Ashenden"
    assert {str(box["value"]) for box in form.soup.select("input[name=ask][checked]")} == set(FILLED["ask"])
    assert form.submit().text == letter.text


def test_going_back_keeps_a_changed_letter(letter: Page) -> None:
    form = letter.submit(button="button[value=edit]", letter="Mine alone.")
    assert fields_of(form)["kept"] == ["Mine alone."]
    wrong = form.submit(name="")
    assert fields_of(wrong)["kept"] == ["Mine alone."]
    again = wrong.submit(name="Jo")
    assert fields_of(again)["kept"] == ["Mine alone."]
    assert FILLED["own_words"] in letter_of(again)


def test_a_browser_that_sends_other_line_ends_has_changed_nothing(page: PageClient, letter: Page) -> None:
    sent = [(name, value.replace("\n", "\r\n").rstrip()) for name, value in _sent(letter)]
    answer = page.post(SEAT, [*sent, ("action", "another")])
    assert "kept" not in fields_of(answer)


def _sent(page: Page) -> list[tuple[str, str]]:
    return [(name, value) for name, values in fields_of(page).items() for value in values]


def test_the_letter_form_is_sent_in_parts_so_that_every_script_fits_in_64_kilobytes(client: FlaskClient) -> None:
    words = "ئۇيغۇر " * 1_100
    answer = client.post(SEAT, data=FILLED | {"own_words": words, "letter": "ئ" * 15_000, "action": "update"},
                         content_type="multipart/form-data")  # fmt: skip
    assert answer.status_code == 200
    assert "ئ" * 15_000 in answer.text


def test_a_letter_without_words_of_ones_own_gets_a_hint(page: PageClient) -> None:
    answer = page.post(SEAT, FILLED | {"own_words": " "})
    assert "There is nothing of your own in this letter yet" in answer.words


def test_hints_stand_above_the_letter_and_stop_nothing(page: PageClient) -> None:
    answer = page.post(SEAT, FILLED | {"own_words": "My visa. You liar. My friend Ali. The MP for Otherham."})
    assert answer.status == 200
    assert [tag["data-notice"] for tag in answer.soup.select("[data-notice]:not([hidden])")] == [
        "own-case", "rough-words", "family-at-risk", "another-mp",
    ]  # fmt: skip
    assert "private letter of its own" in answer.words


def test_what_stands_for_a_persons_words_is_composed_like_any_other(page: PageClient) -> None:
    answer = page.post(SEAT, FILLED | SLOTS | {"seed": "7"})
    text = letter_of(answer)
    own = letter_of(page.post(SEAT, FILLED | {"seed": "7"}))
    for field, slot in SLOTS.items():
        text = text.replace(slot, FILLED[field])
    assert text == own
    assert answer.soup.select_one("#yours[hidden]")
    assert reason(answer) == "script"
    assert len(links(answer)) == 4
    assert not any("body=" in link for link in links(answer))


def test_a_long_letter_is_told_so_and_a_short_one_is_not(page: PageClient) -> None:
    for words, hidden in (("word " * 400, False), ("word " * 20, True)):
        answer = page.post(SEAT, FILLED | {"own_words": words})
        assert answer.soup.select_one("[data-notice=long]").has_attr("hidden") == hidden  # type: ignore[union-attr]
    many = page.post(
        SEAT,
        FILLED | {"own_words": "word " * 400, "ask": [*FILLED["ask"], "company-sanctions", "surveillance-equipment"]},
    )
    assert [tag["data-notice"] for tag in many.soup.select("[data-notice]:not([hidden])")] == ["many"]


def test_the_last_line_is_there_only_if_it_was_asked_for(page: PageClient) -> None:
    asked = letter_of(page.post(SEAT, FILLED | {"credit": "yes"}))
    assert asked.rstrip().splitlines()[-1].endswith("http://localhost/for-mps")
    assert "for-mps" not in letter_of(page.post(SEAT, FILLED))


def test_what_own_words_are_worth_is_what_was_measured() -> None:
    guide = (ROOT / "docs" / "sameness.md").read_text(encoding="utf-8")
    row = next(line for line in guide.splitlines() if "full letter, the same three requests for all" in line)
    measured = [int(float(found) + 0.5) for found in re.findall(r"([\d.]+)% \(", row)]
    said = (ROOT / "templates" / "partials" / "alike.html").read_text(encoding="utf-8")
    without, with_sixty, with_more = measured
    assert f"Without own words, {without} in 100" in said
    assert f"of the writer’s own it was {with_sixty} in 100, and with 150 words {with_more}." in said


@pytest.mark.parametrize("letter", ["word ", "ب", "语"])
def test_the_longest_own_words_in_any_script_pass_every_button(letter: str, page: PageClient) -> None:
    made = page.get(SEAT).submit(**FILLED | {"own_words": (letter * MAX_OWN_WORDS)[:MAX_OWN_WORDS]})
    assert made.status == 200
    for button in ("download", "update", "edit", "docx", "another"):
        assert made.submit(button=f"[value={button}]").status == 200, button
    for number in range(4):
        made = made.submit(button="[value=another]", letter=f"{letter_of(made)}\n{number}")
        assert made.status == 200
    assert "do not want to lose one" in made.words


@pytest.mark.parametrize("number", ["9" * 5_000, "٣", "-1", "100", ""])
def test_a_wording_to_take_back_that_cannot_be_is_no_fault_of_the_site(page: PageClient, number: str) -> None:
    assert page.post(SEAT, FILLED | {"action": f"take-{number}"}).status in {200, 422}
