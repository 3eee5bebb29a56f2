"""docs/content.md says the same as the schemas."""

import re
import typing
from itertools import chain

import pytest
from pydantic import AfterValidator

from campaign.content import evidence, help, hints, responses, standing
from campaign.content.sheets import example_of, field_of, keys_of
from campaign.content.texts import Prose
from tests.content import test_help, test_hints, test_responses, test_standing
from tests.content.harbours import ROOT

DOC = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
LIMITS = {**responses.LIMITS, **help.LIMITS, **standing.LIMITS, **hints.LIMITS}

SHEETS = {
    "content/responses.yaml": responses.ResponsesSheet,
    "place": responses.PlaceSheet,
    "headline": responses.HeadlineSheet,
    "response": responses.ResponseSheet,
    "evidence": evidence.EvidenceSheet,
    "correction": evidence.CorrectionSheet,
    "content/help.yaml": help.HelpSheet,
    "groups": help.GroupsSheet,
    "organisation": help.OrganisationSheet,
    "part": help.PartSheet,
    "point": help.PointSheet,
    "quotation": help.QuoteSheet,
    "content/standing.yaml": standing.StandingFileSheet,
    "history": standing.HistorySheet,
    "event": standing.EventSheet,
    "office": standing.OfficeSheet,
    "content/hints.yaml": hints.HintsSheet,
    "hint": hints.HintSheet,
}


def section(heading):
    return re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", DOC, re.DOTALL | re.MULTILINE)[1]


def rows(heading):
    """The table of a section: key -> (needed, what to write)."""
    lines = re.findall(r"^\| `([^`]+)` \| (yes|no) \| (.+) \|$", section(heading), re.MULTILINE)
    return {key: rest for key, *rest in lines}


def limit_of(sheet, key):
    """What the table must say about the length of a text or a list, or ""."""
    field = field_of(sheet, key)
    if typing.get_origin(field.annotation) is list:
        return f"up to {LIMITS[key]:,} entries"
    for mark in chain(field.metadata, *(getattr(a, "__metadata__", ()) for a in typing.get_args(field.annotation))):
        if isinstance(mark, AfterValidator) and isinstance(mark.func, Prose):
            return f"up to {mark.func.limit:,} characters"
    return ""


@pytest.mark.parametrize("heading", SHEETS)
def test_every_key_is_explained_and_every_key_explained_exists(heading):
    sheet = SHEETS[heading]
    from_evidence = set(rows("evidence")) if issubclass(sheet, evidence.EvidenceSheet) else set()

    assert set(rows(heading)) | from_evidence == set(keys_of(sheet))
    assert ("every key of [evidence]" in section(heading) or "the keys of [evidence]" in section(heading)) == (
        bool(from_evidence) and heading != "evidence"
    )


@pytest.mark.parametrize("heading", SHEETS)
def test_what_is_needed_is_said_to_be_needed(heading):
    for key, (needed, _) in rows(heading).items():
        assert (needed == "yes") == field_of(SHEETS[heading], key).is_required(), key


@pytest.mark.parametrize("heading", SHEETS)
def test_the_limits_are_the_ones_that_are_checked(heading):
    for key, (_, what) in rows(heading).items():
        assert limit_of(SHEETS[heading], key) in what.lower(), key


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_key_has_an_example_for_its_message(sheet):
    for key in keys_of(sheet):
        assert example_of(sheet, key), key


def test_no_other_section_explains_keys():
    assert re.findall(r"^## (.+)\n(?:(?!## ).*\n)*?\| key \| needed", DOC, re.MULTILINE) == list(SHEETS)


def test_the_kinds_are_those_of_the_program():
    assert dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", section("kinds"), re.MULTILINE)) == responses.KINDS


def test_links_within_the_page_and_to_its_neighbour_lead_somewhere():
    here, there = (
        {re.sub(r"[^\w-]", "", h.lower().replace(" ", "-")) for h in re.findall(r"^## (.+)$", text, re.MULTILINE)}
        for text in (DOC, (ROOT / "docs" / "recommendations.md").read_text(encoding="utf-8"))
    )

    assert set(re.findall(r"\]\(#([^)]+)\)", DOC)) <= here
    assert set(re.findall(r"\]\(recommendations\.md#([^)]+)\)", DOC)) <= there


SAID = "\n".join([
    *(line for kinds in (test_responses.MISTAKES, test_help.MISTAKES, test_standing.MISTAKES)
      for _, lines in kinds.values() for line in lines),
    *(line for _, line in test_responses.WARNINGS.values()),
    *(line for _, _, line in test_hints.MISTAKES),
    "is not the id of a response, is not the id of a recommendation, this is past its review date",
])  # fmt: skip


QUOTED = "\n".join(re.findall(r"^\| (`.+?) \|", section("What the problems look like"), re.MULTILINE))


@pytest.mark.parametrize("quoted", re.findall(r"`([^`]+)`", QUOTED))
def test_every_message_it_quotes_is_one_that_another_test_has_seen(quoted):
    assert quoted in SAID
