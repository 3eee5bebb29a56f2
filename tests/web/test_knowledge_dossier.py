"""What the page of a recommendation knows, and from when on it no longer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from campaign.content.responses import Responses
from campaign.content.standing import Histories
from campaign.models import Role
from campaign.services import Services
from campaign.web.knowledge.dossier import BACKGROUND, HERE, MOST_EVENTS, dossier

ALL = ("asylum-fast-track", "forced-labour-duty", "modern-slavery-fines", "reporting-threshold", "cotton-import-ban",
       "traceability-guidance", "company-sanctions", "surveillance-equipment")  # fmt: skip


def of(services: Services, id_: str = "cotton-import-ban"):  # type: ignore[no-untyped-def]
    return dossier(services, services.content.find([id_])[0])


@pytest.mark.parametrize("id_", ALL)
def test_every_claim_of_a_recommendation_is_on_its_page_once(id_: str, services: Services) -> None:
    known = of(services, id_)
    told = [event.claim for event in known.history.events if event.claim.startswith(f"{id_}/")]
    told += [f"{id_}/{claim.id}" for claim in known.facts]
    same = {claim for entry in known.others for claim in entry.same_as}
    assert set(told) | same >= {f"{id_}/{claim.id}" for claim in known.one.claims}
    assert len(told) == len(set(told))


@pytest.mark.parametrize("id_", ALL)
def test_others_are_others_and_bear_on_it_newest_first(id_: str, services: Services) -> None:
    known = of(services, id_)
    assert all(id_ in entry.recommendations and entry.place.slug != HERE for entry in known.others)
    days = [entry.date for entry in known.others]
    assert days == sorted(days, reverse=True)


def test_fines_and_threshold_have_no_precedent(services: Services) -> None:
    for id_ in ("modern-slavery-fines", "reporting-threshold"):
        assert of(services, id_).precedents == of(services, id_).others == ()


def test_each_kind_of_mp_is_asked_what_the_letter_asks(services: Services) -> None:
    asks = dict(of(services).asks)
    assert list(asks) == [role for role in Role if role is not Role.NEW]
    assert asks["backbencher"].startswith("call on the Business and Trade Secretary to decide")
    assert not any("{" in words for words in asks.values())


def test_what_cannot_be_asked_any_more_is_not_shown(services: Services) -> None:
    one = services.content.find(["cotton-import-ban"])[0]
    stale = replace(one, asks={Role.BACKBENCHER: (replace(one.asks[Role.BACKBENCHER][0]),)})
    later = replace(services, clock=lambda: date(2040, 1, 1))
    assert dossier(later, stale).asks == ()


def test_a_recommendation_without_a_history_has_its_own_office(services: Services) -> None:
    known = of(replace(services, standing=Histories((), ())))
    assert known.history is None
    assert [office.office for office in known.offices] == ["the Business and Trade Secretary"]
    assert known.recent == ()


def test_the_background_goes_when_it_is_due_for_another_look(services: Services) -> None:
    known = of(services).background
    assert known is not None
    assert known.id == BACKGROUND
    assert of(replace(services, clock=lambda: date(2040, 1, 1))).background is None
    assert of(replace(services, responses=Responses("", date(2026, 1, 1), (), (), ()))).background is None


@pytest.mark.parametrize("id_", ALL)
def test_the_briefing_has_the_latest_events(id_: str, services: Services) -> None:
    known = of(services, id_)
    assert known.recent == known.history.since[-MOST_EVENTS:]
    assert len(known.recent) <= MOST_EVENTS


@pytest.mark.parametrize("id_", ALL)
def test_the_reason_is_plain_and_names_no_number_that_would_need_a_source(id_: str, services: Services) -> None:
    why = services.content.find([id_])[0].why
    assert len(why.split()) > 25
    assert not any(letter.isdigit() for letter in why)
