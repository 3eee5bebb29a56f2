"""docs/recommendations.md says the same as the schema."""

import re
import typing
from itertools import chain

import pytest
from pydantic import AfterValidator

from campaign.content import rule_sheets, schema
from campaign.content.consistency import LIMITS
from campaign.content.reader import MAX_BYTES, MAX_VALUES
from campaign.content.sheets import field_of, keys_of
from campaign.content.texts import LINK_LIMIT, Prose
from campaign.models import PART_FIELDS, WORDING_FIELDS
from tests.content import test_consistency, test_parts, test_reader, test_rule_checks, test_schema, test_syntax
from tests.content.harbours import ROOT, TODAY, problems_of

DOC = (ROOT / "docs" / "recommendations.md").read_text(encoding="utf-8")

SHEETS = {
    "The file": schema.RecommendationsSheet,
    "report": schema.ReportSheet,
    "parts": schema.PartsSheet,
    "asides": schema.AsidesSheet,
    "rule": rule_sheets.RuleSheet,
    "when": rule_sheets.WhenSheet,
    "recommendation": schema.RecommendationSheet,
    "committee": schema.CommitteeSheet,
    "standing": schema.StandingSheet,
    "wording": schema.WordingSheet,
    "asks": schema.AsksSheet,
    "ask": schema.AskSheet,
    "claim": schema.ClaimSheet,
    "source": schema.SourceSheet,
}


def section(heading):
    return re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", DOC, re.DOTALL | re.MULTILINE)[1]


def rows(heading):
    """The table of a section: key -> (needed, what to write)."""
    lines = re.findall(r"^\| `([^`]+)` \| (yes|no) \| (.+) \|$", section(heading), re.MULTILINE)
    return {key: rest for key, *rest in lines}


def limit_of(sheet, key):
    """What the table must say about the length of a text or a list, or ""."""
    field = field_of(sheet, key)
    if key in LIMITS:
        fewest, most = LIMITS[key]
        both = f"{fewest} to {most} entries" if fewest else f"up to {most} entries"
        return f"exactly {most} entries" if fewest == most else both
    inner = [getattr(part, "__metadata__", ()) for part in typing.get_args(field.annotation)]
    for mark in chain(field.metadata, *inner):
        if isinstance(mark, AfterValidator) and isinstance(mark.func, Prose):
            return f"up to {mark.func.limit:,} characters"
    return ""


@pytest.mark.parametrize("heading", SHEETS)
def test_every_key_is_explained_and_every_key_explained_exists(heading):
    assert sorted(rows(heading)) == sorted(keys_of(SHEETS[heading]))


@pytest.mark.parametrize("heading", SHEETS)
def test_what_is_needed_is_said_to_be_needed(heading):
    for key, (needed, _) in rows(heading).items():
        assert (needed == "yes") == field_of(SHEETS[heading], key).is_required(), key


@pytest.mark.parametrize("heading", SHEETS)
def test_the_limits_are_the_ones_that_are_checked(heading):
    for key, (_, what) in rows(heading).items():
        assert limit_of(SHEETS[heading], key) in what.lower(), key


def test_no_other_section_explains_keys():
    tables = re.findall(r"^## (.+)\n(?:(?!## ).*\n)*?\| key \| needed", DOC, re.MULTILINE)

    assert tables == list(SHEETS)


def test_the_limits_of_the_whole_are_said():
    assert f"at most {LINK_LIMIT} characters" in DOC
    assert f"{MAX_BYTES:,} bytes and {MAX_VALUES:,} values" in DOC
    assert "share two fifths of their word pairs" in DOC


def test_every_field_of_a_wording_is_explained():
    assert re.findall(r"^\| `\{(\w+)\}` \|", section("Fields"), re.MULTILINE) == list(WORDING_FIELDS)


def test_every_field_of_the_shared_parts_is_explained_and_goes_where_it_is_said_to_go():
    table = dict(re.findall(r"^\| `\{(\w+)\}` \| (.+) \|$", section("parts"), re.MULTILINE))

    assert list(table) == list(PART_FIELDS)
    for key in keys_of(schema.PartsSheet):
        said = [name for name, what in table.items() if f"`{key}`" in what or ("opening" in key and "opening" in what)]
        marks = typing.get_args(typing.get_args(field_of(schema.PartsSheet, key).annotation)[0])[1:]
        assert set(marks[0].func.fields) <= {*said, "committee"}, key


def test_the_example_has_no_problems():
    (example,) = re.findall(r"```yaml\n(.*?)```", section("An example"), re.DOTALL)

    assert problems_of(example, TODAY) == []


def test_links_within_the_page_lead_somewhere():
    headings = {re.sub(r"[^\w-]", "", h.lower().replace(" ", "-")) for h in re.findall(r"^## (.+)$", DOC, re.MULTILINE)}

    assert set(re.findall(r"\]\(#([^)]+)\)", DOC)) <= headings


QUOTED = "\n".join(re.findall(r"^\| (`.+?`) \|", section("What the problems look like"), re.MULTILINE))
MODULES = (test_parts, test_schema, test_consistency, test_rule_checks)
TESTED = "\n".join([
    *(line for kind in chain(*(module.KINDS for module in MODULES)) for line in kind.values[-1]),
    *(line for kind in test_reader.REFUSED for line in kind.values[-1]),
    *(line for _, line in test_syntax.CASES),
    "every wording rests on claims",  # test_consistency has a test of its own for this one
])  # fmt: skip


@pytest.mark.parametrize("quoted", re.findall(r"`([^`]+)`", QUOTED))
def test_every_message_it_quotes_is_one_that_another_test_has_seen(quoted):
    names = re.sub(r"'[^']*'", "'[^']*'", re.escape(quoted)).replace(re.escape("..."), ".*")

    assert re.search(names, TESTED)
