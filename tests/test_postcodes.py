"""campaign/postcodes.py: what people type, and what they mean by it."""

from __future__ import annotations

import gzip
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaign.errors import CODES, NoMemberForPostcode, PostcodeError
from campaign.postcodes import AREAS, Postcode, parse

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "reference" / "data"

INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
OUTWARD = st.one_of(
    st.builds(
        "{}{}".format,
        st.sampled_from(sorted(AREAS - {"GY", "IM", "JE"})),
        st.one_of(st.integers(0, 99).map(str), st.sampled_from(["1A", "1W", "2Y", "4V"])),
    ),
    st.sampled_from(["ZZ1", "ZZ12", "W1A", "EC1A", "SW1A", "NPT"]),
)
WELL_FORMED = st.builds(
    "{} {}{}{}".format, OUTWARD, st.integers(0, 9), st.sampled_from(INWARD_LETTERS), st.sampled_from(INWARD_LETTERS)
)
DECORATION = st.sampled_from(
    ["", " ", "  ", "\t", "\n", "-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", ".", "\u00a0", "\u2009",
     "\u202f", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u3000", "_", ",", "/", "\u00b7", "'"]
)  # fmt: skip


def code_of(text: str) -> str:
    with pytest.raises(PostcodeError) as caught:
        parse(text)
    assert caught.value.code in CODES
    assert set(caught.value.details) == set(CODES[caught.value.code])
    return caught.value.code


def details_of(text: str) -> dict[str, str]:
    with pytest.raises(PostcodeError) as caught:
        parse(text)
    return caught.value.details


def outcome_of(text: str) -> Postcode | PostcodeError:
    try:
        return parse(text)
    except PostcodeError as problem:
        return problem


@pytest.mark.parametrize(
    "text",
    ["SW1A 1AA", "sw1a1aa", " Sw1A  1aA ", "SW1A-1AA", "SW1A\u20131AA", "S.W.1.A. 1.A.A.", "SW1A\u00a01AA",
     "SW1A\u200b1AA", "\ufeffSW1A 1AA\u2060", "ＳＷ１Ａ　１ＡＡ", "s w 1 a 1 a a", '"SW1A 1AA",', "(SW1A 1AA)"],
)  # fmt: skip
def test_spacing_case_dashes_and_invisible_marks_are_forgiven(text: str) -> None:
    assert str(parse(text)) == "SW1A 1AA"


@pytest.mark.parametrize("text", ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "BS0 1AA"])
def test_every_form_of_a_postcode_is_understood(text: str) -> None:
    assert str(parse(text)) == text


def test_a_postcode_knows_its_two_parts() -> None:
    postcode = parse("ec1a1bb")
    assert (postcode.outward, postcode.inward) == ("EC1A", "1BB")
    assert postcode == Postcode("EC1A", "1BB")


def test_a_postcode_does_not_show_itself_in_its_repr() -> None:
    assert "EC1A" not in repr(parse("EC1A 1BB"))
    assert "1BB" not in repr(parse("EC1A 1BB"))


def test_there_are_124_areas() -> None:
    assert len(AREAS) == 124


def test_a_practice_postcode_is_understood_and_says_so() -> None:
    assert parse("zz1 1aa").is_practice
    assert str(parse("ZZ10-1AA")) == "ZZ10 1AA"
    assert not parse("SW1A 1AA").is_practice


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\u00a0\t", "-.-", "\0", "💌", "\ud800"])
def test_nothing_typed_has_its_own_code(text: str) -> None:
    assert code_of(text) == "postcode-empty"


@pytest.mark.parametrize(
    "text",
    ["hello", "London", "12345", "SW", "M1 1CC", "M1 1AI", "SW1A 1AAA", "SW1A 1AA SW1A 1AA", "A" * 5000, "90210",
     "ÉSW1A 1AA", "SW1A 1ÀA", "ЅW1A 1AA", "١٢٣", "W1ABCDE"],
)  # fmt: skip
def test_what_is_no_postcode_has_its_own_code(text: str) -> None:
    assert code_of(text) == "postcode-shape"


@pytest.mark.parametrize("text", ["SW1A", "sw1a 1", "SW1A 1A", "M1", "E16", "OX1 2", "EC1", "ZZ1", "LE7"])
def test_half_a_postcode_has_its_own_code(text: str) -> None:
    assert code_of(text) == "postcode-half"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("SW1A OAA", "SW1A 0AA"),
        ("SW1A IAA", "SW1A 1AA"),
        ("SWIA 1AA", "SW1A 1AA"),
        ("swia iaa", "SW1A 1AA"),
        ("BD1O 1AA", "BD10 1AA"),
        ("BI1 1AA", "B11 1AA"),
        ("LI 8JQ", "L1 8JQ"),
        ("S015 2GB", "SO15 2GB"),
        ("0X1 2JD", "OX1 2JD"),
        ("1G1 1AA", "IG1 1AA"),
        ("NE1 OAA", "NE1 0AA"),
    ],
)
def test_a_letter_for_a_digit_brings_the_right_postcode_as_a_suggestion(text: str, meant: str) -> None:
    assert code_of(text) == "postcode-slip"
    assert details_of(text) == {"suggestion": meant}


@pytest.mark.parametrize("text", ["QQI 1AA", "QO1 1AA", "XI1 IAA"])
def test_no_correction_is_suggested_that_is_in_no_area(text: str) -> None:
    assert code_of(text) != "postcode-slip"


@pytest.mark.parametrize(("text", "area"), [("QQ1 1AA", "QQ"), ("xx12 3ab", "XX"), ("V1 1AA", "V"), ("UK1", "UK")])
def test_an_area_that_does_not_exist_is_named(text: str, area: str) -> None:
    assert code_of(text) == "postcode-area"
    assert details_of(text) == {"area": area}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("JE2 3AB", "postcode-jersey"),
        ("je2", "postcode-jersey"),
        ("GY1 1AA", "postcode-guernsey"),
        ("GY10 1SF", "postcode-guernsey"),
        ("IM1 1AA", "postcode-isle-of-man"),
        ("im-9 4", "postcode-isle-of-man"),
        ("BFPO 12", "postcode-bfpo"),
        ("BFPO C/O 12", "postcode-bfpo"),
        ("b.f.p.o. 5423", "postcode-bfpo"),
        ("BFPO", "postcode-bfpo"),
        ("BF1 3AA", "postcode-bfpo"),
        ("BF1", "postcode-bfpo"),
        ("GX11 1AA", "postcode-gibraltar"),
        ("GIR 0AA", "postcode-girobank"),
        ("GIR OAA", "postcode-girobank"),
        ("SAN TA1", "postcode-santa"),
        ("XM4 5HQ", "postcode-santa"),
    ],
)
def test_a_place_that_elects_no_mp_is_named(text: str, code: str) -> None:
    assert code_of(text) == code
    with pytest.raises(NoMemberForPostcode):
        parse(text)


@pytest.mark.parametrize(
    ("text", "territory"),
    [
        ("ASCN 1ZZ", "Ascension Island"),
        ("BBND 1ZZ", "the British Indian Ocean Territory"),
        ("BIQQ 1ZZ", "the British Antarctic Territory"),
        ("FIQQ 1ZZ", "the Falkland Islands"),
        ("fiqq", "the Falkland Islands"),
        ("PCRN 1ZZ", "the Pitcairn Islands"),
        ("SIQQ 1ZZ", "South Georgia and the South Sandwich Islands"),
        ("STHL 1ZZ", "St Helena"),
        ("TDCU 1ZZ", "Tristan da Cunha"),
        ("TKCA 1ZZ", "the Turks and Caicos Islands"),
        ("AI-2640", "Anguilla"),
        ("KY1-1001", "the Cayman Islands"),
        ("VG1110", "the British Virgin Islands"),
        ("MSR 1110", "Montserrat"),
        ("HM 12", "Bermuda"),
        ("WK BX", "Bermuda"),
    ],
)
def test_an_overseas_territory_is_named(text: str, territory: str) -> None:
    assert code_of(text) == "postcode-overseas"
    assert details_of(text) == {"territory": territory}


@pytest.mark.parametrize("text", ["KY1 1AA", "KY11 2AB", "HS1 2AA", "SN1 1AA", "CR0 3AA", "BB1 1AA", "ST1 1AA"])
def test_places_at_home_are_not_taken_for_territories(text: str) -> None:
    assert str(parse(text)) == text


@given(st.text(max_size=40))
@example("\ud800")
@example("O" * 7)
@example("01" * 20)
def test_any_text_is_a_postcode_or_one_of_our_own_errors(text: str) -> None:
    outcome = outcome_of(text)
    if isinstance(outcome, Postcode):
        assert parse(str(outcome)) == outcome
    else:
        assert set(outcome.details) == set(CODES[outcome.code])
        assert str(outcome) == outcome.code


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -", max_size=9))
def test_anything_near_a_postcode_is_one_or_one_of_our_own_errors(text: str) -> None:
    outcome = outcome_of(text)
    if isinstance(outcome, Postcode):
        assert str(outcome).replace(" ", "") == text.replace(" ", "").replace("-", "")
    elif outcome.code == "postcode-slip":
        assert str(parse(outcome.details["suggestion"])) == outcome.details["suggestion"]


@given(WELL_FORMED)
def test_reading_a_well_formed_postcode_gives_it_back(text: str) -> None:
    assert str(parse(text)) == text


@given(WELL_FORMED, st.lists(DECORATION, min_size=9, max_size=9), st.booleans())
def test_decoration_changes_nothing(text: str, decoration: list[str], lower: bool) -> None:
    letters = [*text.replace(" ", "").lower()] if lower else [*text.replace(" ", "")]
    spread = "".join(a + b for a, b in zip(decoration, [*letters, *[""] * 9], strict=False))
    assert parse(spread) == parse(text)


def test_every_postcode_of_the_country_is_understood_and_given_back() -> None:
    files = sorted(DATA.glob("postcodes_2024_*.csv.gz"))
    if not files:
        pytest.skip("the list of real postcodes (../shared/reference/data) is not here")
    checked = 0
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in islice(lines, 1, None, 50):
                text = line.split(",", 1)[0]
                assert str(parse(text)) == text
                checked += 1
    assert checked > 50_000
