"""postcodes.io over the wire, in the shapes it answers with."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from campaign.errors import ParliamentUnavailable, PostcodeUnknown
from campaign.models import Constituency, Whereabouts
from campaign.parliament.postcodes_io import PostcodesIo
from campaign.postcodes import parse

CODE = parse("AB12 3QX")
PATH = "/postcodes/AB123QX"


def found(name: object = "Harrow Vale", code: object = "E14000001") -> dict[str, Any]:
    codes = {"parliamentary_constituency": code}
    return {"status": 200, "result": {"postcode": "AB12 3QX", "parliamentary_constituency": name, "codes": codes}}


@pytest.fixture
def source(httpserver: HTTPServer) -> PostcodesIo:
    return PostcodesIo(httpserver.url_for(""), patience=2)


def test_a_known_postcode_gives_its_seat(source: PostcodesIo, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_json(found())
    assert source.find(CODE) == Whereabouts((Constituency(0, "Harrow Vale"),))


@pytest.mark.parametrize("error", ["Postcode not found", "Invalid postcode"])
def test_an_unknown_postcode_is_unknown(source: PostcodesIo, httpserver: HTTPServer, error: str) -> None:
    answer = {"status": 404, "error": error, "terminated": {"postcode": "AB12 3QX", "year_terminated": 2001}}
    httpserver.expect_request(PATH).respond_with_json(answer, status=404)
    with pytest.raises(PostcodeUnknown):
        source.find(CODE)


@pytest.mark.parametrize("code", [None, "L99999999", "E99999999", 7])
def test_a_place_that_is_in_no_seat_is_unknown(source: PostcodesIo, httpserver: HTTPServer, code: object) -> None:
    httpserver.expect_request(PATH).respond_with_json(found(name=None if code is None else "Nowhere", code=code))
    with pytest.raises(PostcodeUnknown):
        source.find(CODE)


@pytest.mark.parametrize("answer", [[], {}, {"status": 200, "result": "text"}, "text"])
def test_another_shape_is_a_fault_and_the_log_has_no_postcode(
    source: PostcodesIo, httpserver: HTTPServer, answer: object, caplog: pytest.LogCaptureFixture
) -> None:
    httpserver.expect_request(PATH).respond_with_json(answer)
    with caplog.at_level(logging.INFO, "campaign"), pytest.raises(ParliamentUnavailable):
        source.find(CODE)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("campaign")]
    assert ours == ["postcodes.io: the answer had another shape"]


def test_a_404_that_is_no_json_is_a_fault(source: PostcodesIo, httpserver: HTTPServer) -> None:
    httpserver.expect_request(PATH).respond_with_data("<html>gone</html>", status=404)
    with pytest.raises(ParliamentUnavailable):
        source.find(CODE)
