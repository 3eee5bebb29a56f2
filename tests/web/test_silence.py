"""Nothing that a visitor typed stands in a log line, whatever happens."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from flask import Flask

from campaign.app import create_app
from campaign.models import Seat
from campaign.services import Services
from campaign.settings import Settings
from tests.web.conftest import SEAT, DownParliament, application

CANARY = {
    "postcode": "ZZ1 1AA",
    "own_words": "canarywords",
    "name": "canaryname",
    "address": "canaryaddress",
    "mp_name": "canarymp",
    "constituency": "canaryplace",
    "subject": "canarysubject",
    "letter": "canaryletter",
    "kept": "canarykept",
    "via": "canaryvia",
    "seat": "canaryseat",
    "seed": "canaryseed",
    "tap": "canarytap",
    "say": "canarysentence",
    "group": "canarygroup",
    "code": "canarycode",
    "server": "canary.example",
}


def walk(app: Flask) -> set[int]:
    """Every address with every button and the canaries; the answers' status codes."""
    client, seen = app.test_client(), set()
    for path in (
        "/",
        "/find",
        SEAT,
        "/by-hand",
        "/write/canaryplace",
        "/constituencies?q=canaryplace",
        "/canarypath",
        "/about",
        "/share/print?line=canaryline&go=canarycode",
        "/print/poster?line=canaryline",
        "/print/cards.pdf?line=canaryline",
        "/qr.svg?via=canaryvia",
        "/share/embed?via=canaryvia",
        "/embed?via=canaryvia",
        "/oembed?url=http://localhost/canarypath",
        "/cards/canarymark/constituency/canaryplace.png",
        "/health",
        "/sent?seat=canaryplace&via=canaryvia",
        "/counted/opened",
        "/counted/visit.svg?via=canaryvia",
        "/follow-up/canaryplace/reply?told=canary",
        "/progress",
        "/for-mps",
        "/share?say=canarywords&group=canarygroup",
        "/share/short",
        "/share/canarysecret",
        "/go/canarycode",
        "/mastodon?go=canarycode",
        "/report?say=canarywords",
    ):
        seen.add(client.get(path).status_code)
        for button in ("compose", "another", "update", "download", "edit", "take-0"):
            for asks in ([], ["cotton-import-ban"]):
                typed: dict[str, Any] = CANARY | {"ask": asks, "action": button}
                seen.add(client.post(path, data=typed).status_code)
    seen.add(client.post("/find", data=CANARY | {"postcode": "canary postcode"}).status_code)
    seen.add(client.post(SEAT, data={"own_words": "canary" * 20_000}).status_code)
    seen.add(client.post(SEAT, data=CANARY, headers={"Origin": "https://canary.example"}).status_code)
    return seen


def test_no_log_line_holds_what_was_typed(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert walk(app) >= {200, 303, 403, 404, 405, 413, 422}
    assert "canary" not in caplog.text
    assert "ZZ1" not in caplog.text


def test_nor_while_parliament_is_down(settings: Settings, services: Services, caplog: pytest.LogCaptureFixture) -> None:
    from dataclasses import replace

    caplog.set_level(logging.DEBUG)
    assert 503 in walk(application(settings, replace(services, parliament=DownParliament())))
    assert "canary" not in caplog.text
    assert "ZZ1" not in caplog.text


class Clumsy:
    """A composer with a mistake, whose exception quotes what it was given."""

    templates = ("standard",)

    def rule_for(self, _seat: Seat) -> None:
        return None

    def compose(self, *given: object, **more: object) -> None:
        raise RuntimeError(f"{given} {more} canarywords")


def test_an_unexpected_error_is_logged_by_its_type_and_route_alone(
    settings: Settings, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    from dataclasses import replace

    app = create_app(settings, replace(services, composer=Clumsy()))  # type: ignore[arg-type]
    answer = app.test_client().post(SEAT, data=CANARY | {"ask": "cotton-import-ban"})
    assert answer.status_code == 500
    assert "canary" not in answer.text
    assert "RuntimeError" not in answer.text
    assert "This is our mistake, not yours" in answer.text
    assert [record.getMessage() for record in caplog.records] == ["unexpected RuntimeError in writing.made"]
    assert not any(record.exc_info for record in caplog.records)


def test_what_a_visitor_typed_stays_out_of_repr() -> None:
    from werkzeug.datastructures import MultiDict

    from campaign.web.letter.draft import read_draft

    draft = read_draft(MultiDict(CANARY))
    assert draft.own_words == "canarywords"
    assert "canary" not in repr(draft).replace("canaryvia", "")


def test_no_answer_sets_a_cookie_even_with_a_secret_key(app: Flask) -> None:
    app.secret_key = "x"
    client = app.test_client()
    for answer in (client.get("/"), client.post(SEAT, data=CANARY), client.get("/nowhere")):
        assert "Set-Cookie" not in answer.headers
