"""What letters on fines say while a Bill that proposes them is before Parliament, and once nobody knows any more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.content import load_content
from campaign.letters import Composer, LetterTemplates
from campaign.models import Constituency, Letter, Member, Party, Position, Role, Seat, Writer
from campaign.models.roles import roles
from tests.letters.samples import TODAY

ROOT = Path(__file__).parents[2]
CONTENT = load_content([ROOT], TODAY)
FINES = CONTENT.find(["modern-slavery-fines"])[0]
CLAIM = next(one for one in FINES.claims if one.id == "bill-penalties")
BILL = "Immigration and Asylum Bill"
SEEDS = range(60)
"""Every wording, ask and brief has its turn among them, and many of their pairs."""
GREENS = Party("Green", governing=False)
MP = Member(7, "Alex Example", "Alex Example MP", "Alex Example")
MPS: dict[Role, Member | None] = {
    Role.BACKBENCHER: MP,
    Role.GOVERNING: replace(MP, party=Party("Labour", governing=True)),
    Role.OPPOSITION: replace(MP, party=GREENS),
    Role.NEW: replace(MP, since=TODAY - timedelta(days=30)),
    Role.COMMITTEE_MEMBER: replace(MP, party=GREENS, committees=("Home Affairs Committee",)),
    Role.SPOKESPERSON: replace(MP, party=GREENS, position=Position.SPOKESPERSON),
    Role.MINISTER: replace(MP, position=Position.MINISTER, posts=("Minister for Fish",)),
    Role.MINISTER_IN_CHARGE: replace(MP, position=Position.MINISTER, departments=("Home Office",)),
    Role.SPEAKER: replace(MP, position=Position.SPEAKER),
    Role.DOES_NOT_SIT: replace(MP, position=Position.DOES_NOT_SIT),
}

Write = Callable[[Member | None, str, int], Letter]


def writing_on(day: date) -> Write:
    """Letters on fines as they are that day: to whom, by which template, with which number."""
    composer = Composer(CONTENT, LetterTemplates([ROOT]), lambda: day)
    place, person = Constituency(70, "Port Example"), Writer("Sam Writer", "1 Quay Street", "")
    return lambda member, template, seed: composer.compose(
        Seat(place, member, "members-api", day), [FINES.id], person, template=template, seed=seed
    )


def test_there_is_an_mp_of_every_kind() -> None:
    assert [roles(member, FINES.matter, TODAY)[0] for member in MPS.values()] == list(Role)


@pytest.mark.parametrize("template", ["standard", "short"])
@pytest.mark.parametrize("member", [*MPS.values(), None], ids=[*MPS, "vacant"])
def test_every_letter_on_fines_names_the_bill_that_proposes_them(member: Member | None, template: str) -> None:
    write = writing_on(TODAY)
    assert [seed for seed in SEEDS if BILL not in write(member, template, seed).text] == []


@pytest.mark.parametrize("template", ["standard", "short"])
@pytest.mark.parametrize("member", [*MPS.values(), None], ids=[*MPS, "vacant"])
def test_no_letter_names_the_bill_when_nobody_has_looked_at_it_for_long(member: Member | None, template: str) -> None:
    write = writing_on(CLAIM.review_by + timedelta(days=1))
    letters = [write(member, template, seed).text for seed in SEEDS]
    assert [text for text in letters if "Bill" in text] == []
    assert all("fine" in text or "penalt" in text for text in letters)


def test_whatever_names_the_bill_rests_on_its_claim() -> None:
    asks = [ask for of_role in FINES.asks.values() for ask in of_role]
    named = [one for one in (*FINES.wordings, *asks) if BILL in " ".join((one.text, *getattr(one, "variants", ())))]
    assert len(named) > len(Role) - 2
    assert all(CLAIM.id in one.rests_on for one in named)


def test_what_was_announced_before_the_bill_is_never_told_without_it() -> None:
    earlier = [one for one in FINES.wordings if "Queen's Speech" in one.text or "court order" in one.text]
    assert len(earlier) == 2
    assert all(BILL in one.text for one in earlier)


@pytest.mark.parametrize("role", [role for role in Role if role in FINES.asks], ids=str)
def test_each_way_of_asking_by_which_the_bill_is_pressed_names_it(role: Role) -> None:
    first = FINES.asks[role][0]
    assert [text for text in (first.text, *first.variants) if BILL not in text] == []


def test_no_ask_presumes_that_the_fines_are_law() -> None:
    asks = [text for of_role in FINES.asks.values() for ask in of_role for text in (ask.text, *ask.variants)]
    assert [text for text in asks if re.search(r"\b(will|must pay|when they start|how large they are)\b", text)] == []


def test_the_page_does_not_call_the_request_overtaken_by_a_bill_that_is_no_law() -> None:
    assert FINES.standing.status == "outstanding"
    assert "not yet law" in FINES.standing.text
