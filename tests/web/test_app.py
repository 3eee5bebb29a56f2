"""The composition root: what it builds from settings alone, and whose addresses it believes."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, request

from campaign import create_app
from campaign.errors import ContentError
from campaign.settings import load
from tests.web.conftest import MakeSite


def test_settings_alone_are_enough() -> None:
    app = create_app(load({}, practice="yes", database_url="sqlite://"))
    assert isinstance(app, Flask)
    assert app.test_client().get("/").status_code == 200


def test_a_site_with_a_bad_content_file_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "recommendations.yaml").write_text("report: []\n", encoding="utf-8")
    with pytest.raises(ContentError):
        create_app(load({}, practice="yes", dir=str(tmp_path), database_url="sqlite://"))


@pytest.mark.parametrize(("hops", "seen"), [(0, "127.0.0.1"), (1, "192.0.2.1"), (2, "198.51.100.7")])
def test_as_many_proxies_are_believed_as_the_settings_say(site: MakeSite, hops: int, seen: str) -> None:
    client = site(trusted_proxies=hops).client
    client.application.add_url_rule("/who", view_func=lambda: str(request.remote_addr))
    answer = client.get("/who", headers={"X-Forwarded-For": "198.51.100.7, 192.0.2.1"})
    assert answer.text == seen


def test_the_host_of_a_request_is_never_written_into_a_page_of_another_visitor(site: MakeSite) -> None:
    client = site().client
    for path in ("/", "/about", "/write/harrowby-and-fenwick-vale", "/nowhere"):
        client.get(path, base_url="http://evil.example")
        assert "evil.example" not in client.get(path).text
    public = site(base_url="https://letters.example").client
    assert "evil.example" not in public.get("/", base_url="http://evil.example").text
    answer = client.post("/find", data={"postcode": "ZZ1 1AA"}, base_url="http://evil.example")
    assert answer.headers["Location"].startswith("/")


def test_a_slash_too_many_is_forgiven(site: MakeSite) -> None:
    assert site().client.get("/about/").status_code == 200
