from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content import texts
from campaign.content.texts import Ask, Choice, Prose, Wrong


def faults(check, value):
    with pytest.raises(Wrong) as caught:
        check(value)
    return [fault.says for fault in caught.value.faults]


def test_a_text_becomes_one_paragraph_and_nothing_else_changes():
    assert Prose(100)(" One  two\n three\t– “four”\n\nfive\u00a0six \n") == "One two three – “four” five\u00a0six"


def test_a_text_may_be_as_long_as_its_limit_and_no_longer():
    assert Prose(1200)("x" * 1200)
    assert faults(Prose(1200), "x" * 1201) == ["has 1,201 characters, but at most 1,200 fit; make it shorter"]


@pytest.mark.parametrize("text", ["", " \n ", "\u00a0"])
def test_an_empty_text_is_refused(text):
    assert faults(Prose(10), text) == ["is empty; write a text"]


def test_fields_are_known_by_their_names():
    assert Prose(100, ("mp", "office"))("{mp} and {office}, {mp}") == "{mp} and {office}, {mp}"
    assert faults(Prose(100, ("mp", "office")), "{mpp} {ofice} {place}") == [
        "names '{mpp}', which is not a field (did you mean '{mp}'?)",
        "names '{ofice}', which is not a field (did you mean '{office}'?)",
        "names '{place}', which is not a field; the fields are {mp}, {office}",
    ]


@pytest.mark.parametrize("text", ["{mp", "mp}", "{{mp}}", "{mp} {", "{% mp %} }"])
def test_a_stray_brace_is_refused(text):
    assert "a brace may only stand round a field, as in '{mp}'" in " ".join(faults(Prose(100, ("mp",)), text))


@pytest.mark.parametrize("text", ["{ mp }", "{}", "{mp.name}", "{mp!r}", "{0}", "{MP}", "{mp:>9}"])
def test_a_field_is_a_name_and_nothing_more(text):
    assert "which is not a field" in " ".join(faults(Prose(100, ("mp",)), text))


def test_where_no_field_is_filled_in_braces_are_refused():
    assert faults(Prose(100), "to {mp}, {") == [
        "names '{mp}', but no field is filled in here; write the words themselves",
        "has a stray '{'; leave it out",
    ]


def test_an_ask_fits_in_the_middle_of_a_sentence():
    assert Ask(400)("write to the Home Secretary") == "write to the Home Secretary"
    assert faults(Ask(400), "Write to her.") == [
        "begins with a capital letter; it follows 'Will you please', so write 'write to her.'",
        "ends in '.'; leave it out, the letter adds its own",
    ]
    assert faults(Ask(400), "écrire?") == ["ends in '?'; leave it out, the letter adds its own"]
    assert faults(Ask(400), "") == ["is empty; write a text"]


def test_a_choice_is_one_of_its_words():
    status = Choice(("outstanding", "partly-met", "met"))

    assert status("met") == "met"
    assert faults(status, "Partly met") == [
        "is 'Partly met' (did you mean 'partly-met'?); write outstanding, partly-met or met"
    ]
    assert faults(status, "unsure") == ["is 'unsure'; write outstanding, partly-met or met"]


def test_yes_and_no_are_words():
    assert texts.yes_or_no("yes") is True
    assert texts.yes_or_no("no") is False
    for word in ("NO", "Yes", "true", "", "maybe"):
        assert faults(texts.yes_or_no, word) == [f"is '{word}'; write yes or no"]


def test_an_id_has_forty_plain_signs_at_most():
    assert texts.name_id("a-1" + "b" * 37) == "a-1" + "b" * 37
    for wrong, better in (
        ("A b", "a-b"), ("é", "e"), ("a" * 41, "a" * 40), ("a_b", "a-b"), ("", "cotton-import-ban"), ("a\n", "a"),
    ):  # fmt: skip
        (fault,) = faults(texts.name_id, wrong)
        assert fault.endswith(f"an id has only small letters a-z, figures and dashes, at most 40: write '{better}'")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gov.uk",
        "https://www.gov.uk:443/a/b?c=d&e=%20#f",
        "https://publications.parliament.uk/pa/cm5802/cmselect/cmfaff/198/19811.htm",
        "https://example.org/caf%C3%A9/Ynys_Môn",
        "https://freemovement.org.uk/?p=1+2,3;4~5'6(7)*!",
    ],
)
def test_links_that_can_be_followed_are_fine(url):
    assert texts.link(url) == url


def test_a_link_that_is_not_secure_is_shown_as_it_should_be():
    assert faults(texts.link, "http://a.example/b") == [
        "is 'http://a.example/b', a link that is not secure; write https://a.example/b"
    ]
    assert faults(texts.link, "HTTP://a.example")[0].endswith("write https://a.example")


@pytest.mark.parametrize(
    "url",
    [
        "", "www.gov.uk", "https://", "https:///a", "https://a b.example", "https://localhost/", "ftp://a.example",
        "https://me@a.example", "https://a.example:port/", "https://[::1", "javascript:alert(1)", "https://a..b/",
        "https://a.example/<b>", "https:/a.example", 'https://a.example/"',
    ],
)  # fmt: skip
def test_what_is_no_link_is_refused(url):
    (fault,) = faults(texts.link, url)
    assert fault.endswith("which is not a link; write it whole, such as https://www.parliament.uk/")


def test_a_very_long_link_is_refused():
    assert texts.link("https://a.example/" + "b" * 482)
    assert faults(texts.link, "https://a.example/" + "b" * 483) == [
        "has 501 characters, but at most 500 fit; find a shorter link"
    ]


def test_a_date_is_year_month_and_day():
    assert texts.day("2026-11-21") == texts.day(" 2026-11-21 ") == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("21/11/2026", "2026-11-21"),
        ("3/4/2026", "2026-04-03"),
        ("21.11.2026", "2026-11-21"),
        ("21 November 2026", "2026-11-21"),
        ("1 Nov 2026", "2026-11-01"),
        ("2026-1-5", "2026-01-05"),
        ("2026/01/05", "2026-01-05"),
        ("20261121", "year, month and day, such as 2026-11-21"),
        ("2026-02-29", "year, month and day, such as 2026-11-21"),
        ("2026-W47-6", "year, month and day, such as 2026-11-21"),
        ("2026-11-21T00:00:00", "year, month and day, such as 2026-11-21"),
        ("soon", "year, month and day, such as 2026-11-21"),
        ("", "year, month and day, such as 2026-11-21"),
    ],
)
def test_any_other_date_is_shown_as_it_should_be(wrong, right):
    assert faults(texts.day, wrong) == [f"is '{wrong}', which is not a date; write {right}"]


def test_the_date_of_a_fact_is_as_exact_as_it_is_known():
    for known in ("2021", "2021-07", "2021-07-08"):
        assert texts.partial_day(known) == known
    for wrong in ("21", "2021-13", "2021-7", "2021-02-30", "July 2021", "2021-07-08-09", ""):
        assert faults(texts.partial_day, wrong) == [
            f"is '{wrong}', which is not a date; write 2021, 2021-07 or 2021-07-08"
        ]
    assert faults(texts.partial_day, "8/7/2021") == ["is '8/7/2021', which is not a date; write 2021-07-08"]


def test_a_long_value_is_quoted_in_short():
    assert texts.shown("x" * 60) == f"'{'x' * 50}…'"
    assert texts.shown("a\nb") == "'a b'"


CHECKS = [Prose(50, ("mp",)), Ask(50, ("mp",)), Choice(("a", "b")), texts.yes_or_no, texts.name_id, texts.link]


@given(st.sampled_from([*CHECKS, texts.day, texts.partial_day]), st.text())
def test_a_check_gives_a_value_or_a_reason_for_any_text(check, text):
    reasons = ("it is fine",)
    try:
        check(text)
    except Wrong as wrong:
        reasons = wrong.faults
    assert reasons


@given(st.dates())
def test_every_date_is_read_as_it_is_written(day):
    assert texts.day(day.isoformat()) == texts.parse_day(day.isoformat()) == day
