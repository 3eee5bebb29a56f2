"""`campaign sources`: every link with its day, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from campaign.cli import main
from campaign.cli.sources import visit_links
from campaign.content.evidence import Cited
from campaign.content.links import Link
from campaign.models import Source
from campaign.visits import Visitor
from tests.conftest import TODAY
from tests.live import ROOT, free_port

Sources = Callable[..., tuple[int, str, str]]


@pytest.fixture
def sources(capsys: pytest.CaptureFixture[str]) -> Sources:
    """`sources("--visit")` gives the exit code and what was printed on both outputs."""

    def run(*argv: str, today: date = TODAY) -> tuple[int, str, str]:
        code = main(["sources", *argv], environ={}, clock=lambda: today)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_every_link_stands_on_a_line_of_its_own_with_day_and_places(sources: Sources) -> None:
    code, out, err = sources()
    lines = out.split("\n\n")[0].splitlines()
    assert (code, err) == (0, "")
    assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d|never     )  https://\S+  \(\S+ \S.*\)", line) for line in lines)
    assert len(lines) == len({line.split()[1] for line in lines}) > 100
    assert out.splitlines()[-1].startswith(f"{len(lines)} links; ")


def test_what_is_due_is_named_with_its_place(sources: Sources) -> None:
    assert "Due for another look" not in sources()[1]
    out = sources(today=date(2027, 1, 21))[1]
    due = out.partition("Due for another look:\n")[2].partition("\n\n")[0].splitlines()
    assert due
    assert [line[:10] for line in due] == sorted(line[:10] for line in due)
    assert all(re.match(r"\d{4}-\d\d-\d\d  (in \d+ days|today|\d+ days ago): \S+ \S+  https://", line) for line in due)
    assert f"{len(due)} facts due for another look" in out


@pytest.fixture
def link(httpserver: HTTPServer) -> Callable[[str], Link]:
    """`link("dead")` is a link to that page of a server on which every other page is there."""
    httpserver.expect_request("/dead").respond_with_data("", status=404)
    httpserver.expect_request("/shy").respond_with_data("", status=403)
    httpserver.expect_request("/moved").respond_with_data("", status=301, headers={"Location": "/there"})
    httpserver.expect_request(re.compile("/.*")).respond_with_data("x")

    def make(name: str) -> Link:
        url = httpserver.url_for(f"/{name}")
        return Link(url, (Cited("help.yaml", f"about-{name}", Source("A page", url), TODAY, None),))

    return make


VISITOR = Visitor("test/1", lambda *_: None, pause=0.0)


def test_links_that_do_not_work_are_told_with_the_place_where_they_stand(
    link: Callable[[str], Link], capsys: pytest.CaptureFixture[str]
) -> None:
    assert visit_links([link(name) for name in ("a", "dead", "b", "moved", "shy")], VISITOR) == 1
    out = capsys.readouterr().out
    for said in (
        r"Dead: .*\n  \S+/dead\n    status 404 \(help\.yaml about-dead\)",
        r"Moved: .*\n  \S+/moved\n    moved to \S+/there \(help\.yaml about-moved\)",
        r"Not sure: .*\n  \S+/shy\n    status 403 \(help\.yaml about-shy\)",
    ):
        assert re.search(f"^{said}$", out, re.MULTILINE), said
    assert out.splitlines()[-1] == "5 links: 2 alive, 1 dead, 1 unclear, 1 moved"


def test_where_every_link_works_there_is_one_line(
    link: Callable[[str], Link], capsys: pytest.CaptureFixture[str]
) -> None:
    assert visit_links([link("a"), link("b")], VISITOR) == 0
    assert capsys.readouterr().out == "2 links: 2 alive\n"


def test_a_link_that_only_a_person_can_judge_is_no_failure(
    link: Callable[[str], Link], capsys: pytest.CaptureFixture[str]
) -> None:
    assert visit_links([link("a"), link("shy"), link("moved")], VISITOR) == 0
    assert "Not sure" in capsys.readouterr().out


def test_without_a_network_there_is_one_line_and_exit_code_3(sources: Sources, tmp_path: Path) -> None:
    ports = iter([free_port() for _ in range(10)])
    for name in ("recommendations.yaml", "content/responses.yaml", "content/help.yaml", "content/standing.yaml"):
        source = ROOT / name if name == "recommendations.yaml" else ROOT / "campaign" / name
        text = re.sub(
            r"https://[^\s},]+",
            lambda _: f"https://127.0.0.1:{next(ports, None) or free_port()}/",
            source.read_text(encoding="utf-8"),
        )
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, err = sources("--visit", "--dir", str(tmp_path))
    assert (code, out) == (3, "")
    assert err.splitlines()[-1] == (
        "None of the first 5 sites can be reached. Is this computer connected to the internet?"
    )


def test_content_with_a_mistake_is_named_by_its_line(sources: Sources, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "help.yaml").write_text("intro:\n", encoding="utf-8")
    code, out, err = sources("--dir", str(tmp_path))
    assert (code, out) == (1, "")
    assert err.startswith("content/help.yaml:1:1: ")
