"""The command line, as people and scripts use it. Most tests call `main`; those of a process start one."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import campaign
from campaign.cli import main
from campaign.cli.terminal import read_text
from campaign.content import load_content
from campaign.models import Position
from campaign.parliament import Example, PracticeParliament
from campaign.settings import bundled_folder
from tests.conftest import TODAY

DOCS = Path(__file__).parents[1] / "docs" / "commands.md"
SHARED = Path(__file__).parents[2] / "shared"
ASK = "cotton-import-ban"
LETTER = ("letter", "ZZ1 1AA", "--practice", "--ask", ASK, "--seed", "1")
KEYS = ["status", "message", "postcode", "constituency", "member", "source", "as_of"]


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def object(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    def failed(self, code: int) -> str:
        """The one line that says why; fails the test unless it ended like that."""
        assert (self.code, self.err.count("\n"), self.err.endswith("\n")) == (code, 1, True), self
        assert "Traceback" not in self.err
        return self.err.strip()


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, on the day of all tests."""

    def call(*argv: str, **environ: str) -> Done:
        code = main(argv, environ=environ, clock=lambda: TODAY)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return call


def start(*argv: str, **environ: str) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own."""
    path = {"PYTHONPATH": str(Path(campaign.__file__).parents[1])}
    return subprocess.Popen(
        [sys.executable, "-m", "campaign", *argv],
        env=os.environ | path | environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes], given_: bytes = b"") -> Done:
    """Wait for a process to end by itself."""
    try:
        out, err = process.communicate(given_, timeout=60)
    finally:
        process.kill()
    return Done(process.returncode, out.decode(), err.decode())


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """An organiser's folder, fresh from `campaign init`."""
    path = tmp_path / "our-campaign"
    assert run("init", str(path)).code == 0
    return path


# --- what is documented ---------------------------------------------------------------------------------------


def documented() -> list[str]:
    return re.findall(r"```console\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def as_pattern(shown: str) -> str:
    """A pattern for what is shown: "[...]" alone on a line is any lines, within a line any text."""
    pieces = [re.escape(piece) for piece in shown.split("[...]\n")]
    return r"(?:.*\n)*?".join(piece.replace(re.escape("[...]"), ".*") for piece in pieces)


@pytest.mark.parametrize("block", documented(), ids=range(len(documented())))
def test_a_documented_command_does_what_the_documentation_shows(
    block: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, shown in re.findall(r"^\$ campaign (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        code = re.search(r"\(exit code (\d+)\)\n$", shown)
        done = run(*shlex.split(command))
        wanted = shown.removesuffix(code[0]) if code else shown
        assert re.fullmatch(as_pattern(wanted), done.out + done.err), f"{command} printed:\n{done.out}{done.err}"
        assert done.code == (int(code[1]) if code else 0)


def test_every_command_and_option_is_documented(run: Run) -> None:
    text = DOCS.read_text(encoding="utf-8")
    commands = re.findall(r"^    (\w+)(?: +\S|$)", run("--help").out, re.MULTILINE)
    assert " ".join(commands) == "run lookup letter init check preview sameness sources refresh postcodes links hexes"
    for command in commands:
        assert f"`campaign {command}" in text
        for option in re.findall(r"(?<!\w)(--?[a-z][a-z-]*)", run(command, "--help").out):
            assert option in {"-h", "--help", "--output"} or f"{option}" in text, f"{command} {option}"


def test_the_documented_json_keys_are_those_that_are_printed(run: Run) -> None:
    table = DOCS.read_text(encoding="utf-8").partition("| key | what it holds |")[2].partition("\n\n")[0]
    data = run("lookup", "ZZ13 1AA", "--practice", "--json").object
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(data)


# --- every command ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("nonsense",),
        ("lookup",),
        ("lookup", "ZZ1 1AA", "--jsn"),
        ("letter", "ZZ1 1AA"),
        ("letter", "ZZ1 1AA", "--ask", ASK, "--format", "ps"),
        ("letter", "ZZ1 1AA", "--ask", ASK, "--seed", "x"),
        ("letter", "ZZ1 1AA", "--ask", ASK, "--seed", "1" * 5_000),
        ("letter", "ZZ1 1AA", "--ask"),
        ("letter", "--ask", ASK),
        ("letter", "ZZ1 1AA", "--practice", "--ask", "cotton-import-bann"),
        ("letter", "ZZ1 1AA", "--practice", "--ask", ASK, "--template", "standart"),
        ("letter", "ZZ1 1AA", "--practice", "--ask", ASK, "--precedent", "canada-import-ban"),
        ("letter", "ZZ1 1AA", "--practice", "--ask", ASK, "--own-words", "@/no/such/file"),
        ("letter", "ZZ13 1AA", "--practice", "--ask", ASK, "--seat", "elsewhere"),
        ("run", "--port", "65536"),
        ("run", "--port", "http"),
        ("init",),
        ("check", "/no/such/folder"),
        ("check", "a\x00b"),
        ("--dir", "/no/such/folder", "lookup", "ZZ1 1AA"),
        ("preview", "--ask", "nonsense"),
        ("preview", "--template", "nonsense"),
    ],
    ids=str,
)
def test_wrong_usage_is_one_line_and_exit_code_2(argv: tuple[str, ...], run: Run) -> None:
    done = run(*argv)
    assert done.failed(2)
    assert done.out == ""


@pytest.mark.parametrize(
    ("argv", "hint"),
    [
        (("letter", "ZZ1 1AA", "--practice", "--ask", "cotton-import-bann"), f"did you mean {ASK}?"),
        (("letter", "ZZ1 1AA", "--practice", "--ask", "qqq"), f"there are: asylum-fast-track, .*{ASK}"),
        (("letter", "ZZ1 1AA", "--practice", "--ask", ASK, "--template", "shrt"), "did you mean short?"),
        (
            ("letter", "ZZ1 1AA", "--practice", "--ask", ASK, "--precedent", "canada-import-ban"),
            "did you mean canada-import-ban-2020?",
        ),
        (
            ("letter", "ZZ1 1AA", "--practice", "--ask", "modern-slavery-fines", "--precedent", "qqq"),
            "there are: none",
        ),
        (("lookup",), "see campaign lookup --help"),
    ],
)
def test_a_usage_error_says_what_to_write_instead(argv: tuple[str, ...], hint: str, run: Run) -> None:
    assert re.search(hint.replace("?", r"\?"), run(*argv).failed(2))


def test_a_wrong_setting_stops_with_its_name_what_was_given_and_what_is_allowed(run: Run) -> None:
    line = run("lookup", "ZZ1 1AA", CAMPAIGN_PARLIAMENT_URL="here").failed(2)
    assert line == "CAMPAIGN_PARLIAMENT_URL is 'here', but it must be an http or https address without a query."


def test_a_variable_that_is_no_setting_gives_a_warning_with_the_right_name(run: Run) -> None:
    done = run("lookup", "ZZ1 1AA", CAMPAIGN_PRACTISE="yes", CAMPAIGN_PRACTICE="yes")
    assert done.failed(0) == "warning: CAMPAIGN_PRACTISE is no setting (did you mean CAMPAIGN_PRACTICE?)"


@pytest.mark.parametrize(
    "argv",
    [
        ("--practice", "lookup", "ZZ1", "1AA"),
        ("lookup", "--practice", "zz1.1aa"),
        ("lookup", "zz11aa", "--practice"),
        ("lookup", "ZZ1-1AA", "--practice", "--seat", "harrowby-and-fenwick-vale"),
    ],
)
def test_practice_may_stand_anywhere_and_a_postcode_may_be_typed_anyhow(argv: tuple[str, ...], run: Run) -> None:
    done = run(*argv)
    assert (done.code, done.err) == (0, "")
    assert "Harrowby and Fenwick Vale" in done.out


@pytest.mark.parametrize(
    "argv",
    [
        ("letter", "ZZ3 1AA", "--practice", "--ask", ASK, "forced-labour-duty", "--seed", "1"),
        ("letter", "--ask", ASK, "forced-labour-duty", "ZZ3", "1AA", "--practice", "--seed", "1"),
        ("--practice", "letter", "--seed", "1", "--ask", ASK, "--ask", "forced-labour-duty", "ZZ3 1AA"),
        ("letter", "--seed", "1", "zz31aa", "--ask", ASK, "--practice", "--ask", "forced-labour-duty"),
    ],
)
def test_options_and_postcode_may_come_in_any_order(argv: tuple[str, ...], run: Run) -> None:
    done = run(*argv)
    assert (done.code, done.err) == (0, "")
    assert "Wexcombe North" in done.out
    assert done.out == run("letter", "ZZ3 1AA", "--practice", "--ask", ASK, "forced-labour-duty", "--seed", "1").out


# --- lookup ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", PracticeParliament.examples, ids=lambda example: example.shows)
def test_lookup_of_every_practice_postcode_has_a_member_exactly_with_exit_code_0(example: Example, run: Run) -> None:
    postcode = example.postcode
    done = run("lookup", postcode, "--practice", "--json")
    data = done.object
    assert list(data)[:7] == KEYS
    assert done.err == ""
    assert (done.code == 0) == (data["member"] is not None) == (data["status"] == "found")
    assert data["postcode"] == postcode
    assert data["message"]
    plain = run("lookup", postcode, "--practice")
    assert plain.code == done.code
    assert plain.err.strip() == (data["message"] if done.code or "constituencies" in data else "")


@pytest.mark.parametrize(
    ("postcode", "status", "code"),
    [
        ("ZZ1 1AA", "found", 0),
        ("ZZ13 1AA", "several", 1),
        ("ZZ15 1AA", "found", 0),
        ("ZZ11 1AA", "vacant", 1),
        ("JE2 3AB", "no-mp", 1),
        ("ZZ99 1AA", "unknown", 1),
        ("nonsense", "invalid", 1),
        ("", "invalid", 1),
        ("ZZ14 1AA", "unavailable", 3),
    ],
)
def test_every_status_has_its_exit_code(postcode: str, status: str, code: int, run: Run) -> None:
    done = run("lookup", postcode, "--practice", "--json")
    assert (done.object["status"], done.code) == (status, code)


def test_what_is_not_there_is_null(run: Run) -> None:
    data = run("lookup", "nonsense", "--json", "--practice").object
    assert [data[key] for key in KEYS[2:]] == [None] * 5
    vacant = run("lookup", "ZZ11 1AA", "--json", "--practice").object
    assert vacant["constituency"] == {
        "id": 990011,
        "name": "Thornley and Marsh Dale",
        "slug": "thornley-and-marsh-dale",
    }
    assert (vacant["member"], vacant["source"], vacant["as_of"]) == (None, "practice", "2026-11-21")
    assert run("lookup", "ZZ7 1AA", "--json", "--practice").object["member"]["email"] is None


def test_several_constituencies_are_listed_and_one_can_be_chosen(run: Run) -> None:
    data = run("lookup", "ZZ13 1AA", "--json", "--practice").object
    slugs = [place["slug"] for place in data["constituencies"]]
    assert len(slugs) == 2
    for slug in slugs:
        chosen = run("lookup", "ZZ13 1AA", "--json", "--practice", "--seat", slug).object
        assert chosen["constituency"]["slug"] == slug


def test_close_to_an_edge_the_likeliest_is_found_its_neighbours_are_named_and_can_be_chosen(run: Run) -> None:
    done = run("lookup", "ZZ15 1AA", "--json", "--practice")
    slugs = [place["slug"] for place in done.object["constituencies"]]
    assert (done.object["constituency"]["slug"], slugs) == ("ynys-gwylan", ["ynys-gwylan", "calderfold-moor"])
    assert "close to another constituency" in done.object["message"]
    plain = run("lookup", "ZZ15 1AA", "--practice")
    assert "Or perhaps    Calderfold Moor (calderfold-moor)" in plain.out
    for slug in slugs:
        chosen = run("lookup", "ZZ15 1AA", "--json", "--practice", "--seat", slug).object
        assert (chosen["constituency"]["slug"], "constituencies" in chosen) == (slug, False)


def test_a_letter_close_to_an_edge_is_for_the_likeliest_with_a_note(run: Run) -> None:
    done = run("letter", "ZZ15 1AA", "--practice", "--ask", ASK)
    assert (done.code, "Dear Siân Llŷr-Môn," in done.out) == (0, True)
    assert done.err.startswith("note: the letter is for Ynys Gwylân.")
    assert "(calderfold-moor)" in done.err
    chosen = run("letter", "ZZ15 1AA", "--practice", "--ask", ASK, "--seat", "calderfold-moor")
    assert (chosen.code, chosen.err, "Dear Dr Adebanwi," in chosen.out) == (0, "", True)


def test_every_position_of_an_mp_is_a_documented_word(run: Run) -> None:
    found = set()
    for example in PracticeParliament.examples:
        member = run("lookup", example.postcode, "--json", "--practice").object["member"]
        found |= {member["position"]} if member and member["position"] else set()
    assert found == {position.value for position in Position}
    assert all(f"`{position}`" in DOCS.read_text(encoding="utf-8") for position in found)


def test_details_that_could_not_be_read_are_named(run: Run) -> None:
    assert "E-mail        could not be read just now" in run("lookup", "ZZ12 1AA", "--practice").out
    message = run("lookup", "ZZ12 1AA", "--practice", "--json").object["message"]
    assert str(message).endswith(" Could not be checked just now: the e-mail address and whether this MP holds a post.")


def test_a_position_that_could_not_be_read_is_not_given_out_as_that_of_a_backbencher(run: Run) -> None:
    assert "Position      could not be checked just now" in run("lookup", "ZZ12 1AA", "--practice").out
    assert run("lookup", "ZZ12 1AA", "--practice", "--json").object["member"]["position"] is None


@pytest.mark.parametrize("kind", ["text", "json", "docx"])
def test_a_letter_to_an_mp_whose_details_could_not_be_read_comes_with_a_note(kind: str, run: Run) -> None:
    done = run("letter", "ZZ12 1AA", "--practice", "--ask", ASK, "--format", kind, "-o", os.devnull)
    assert done.failed(0) == (
        "note: Could not be checked just now: the e-mail address and whether this MP holds a post."
    )


@pytest.mark.parametrize("kind", ["mailto", "eml"])
@pytest.mark.parametrize(
    ("whose", "why"),
    [
        (("ZZ12 1AA",), "The MP's e-mail address could not be read just now. Try again in a few minutes, or write"),
        (("--mp", "Jane Example"), "No e-mail address is known of an MP named by hand: write"),
        (("ZZ7 1AA",), "No e-mail address is published for this MP: write"),
    ],
)
def test_why_there_can_be_no_e_mail_is_said_as_it_is(whose: tuple[str, ...], why: str, kind: str, run: Run) -> None:
    done = run("letter", *whose, "--practice", "--ask", ASK, "--format", kind)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[-1].startswith(why)


def test_a_postcode_is_given_back_unless_it_can_have_no_mp(run: Run) -> None:
    live = {"CAMPAIGN_PARLIAMENT_URL": f"http://127.0.0.1:{free_port()}"}
    given = [run("lookup", code, "--practice", "--json").object["postcode"] for code in ("zz99 1aa", "zz14 1aa")]
    assert given == ["ZZ99 1AA", "ZZ14 1AA"]
    assert run("lookup", "zz1 1aa", "--json", **live).object["postcode"] is None


def test_a_practice_postcode_on_the_real_parliament_is_refused_without_a_call(run: Run) -> None:
    done = run("lookup", "ZZ1 1AA", CAMPAIGN_PARLIAMENT_URL=f"http://127.0.0.1:{free_port()}")
    assert "practice" in done.failed(1)


def test_parliament_being_down_is_one_line_and_exit_code_3(run: Run) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    assert "does not answer" in run("lookup", "CF10 1EP", CAMPAIGN_PARLIAMENT_URL=url).failed(3)
    line = run("letter", "CF10 1EP", "--ask", ASK, CAMPAIGN_PARLIAMENT_URL=url).failed(3)
    assert '--mp "NAME"' in line


def test_parliament_being_down_keeps_the_process_to_one_line_too() -> None:
    done = end(start("lookup", "CF10 1EP", CAMPAIGN_PARLIAMENT_URL=f"http://127.0.0.1:{free_port()}"))
    assert "does not answer" in done.failed(3)


def test_lookup_works_while_the_organisers_content_is_broken(folder: Path, run: Run) -> None:
    (folder / "recommendations.yaml").write_text("nonsense: [", encoding="utf-8")
    (folder / "templates" / "messages.yaml").write_text("postcode-empty: [", encoding="utf-8")
    assert run("lookup", "ZZ1 1AA", "--practice", "--dir", str(folder)).code == 0
    assert "SW1A 0AA" in run("lookup", "nonsense", "--practice", "--dir", str(folder)).failed(1)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=12), min_size=1, max_size=3))
def test_whatever_is_looked_up_there_is_one_object_or_a_line_on_usage(words: list[str], run: Run) -> None:
    done = run("lookup", "--practice", "--json", *words)
    if done.code == 2 or "usage:" in done.out:
        return
    assert done.code in {0, 1, 3}
    assert list(done.object)[:7] == KEYS


@pytest.mark.skipif(not SHARED.is_dir(), reason="the stand-in for Parliament's service is not beside this checkout")
def test_the_same_command_without_practice_asks_the_real_kind_of_service(run: Run) -> None:
    rows = (SHARED / "reference" / "data" / "constituencies.csv").read_text(encoding="utf-8-sig").splitlines()
    header, first = rows[0].split(","), rows[1].split(",")
    row = dict(zip(header, first, strict=True))
    with stand_in() as url:
        done = run("lookup", row["example_postcode"], "--json", CAMPAIGN_PARLIAMENT_URL=url)
        letter = run("letter", row["example_postcode"], "--ask", ASK, CAMPAIGN_PARLIAMENT_URL=url)
    assert done.code == 0
    assert done.object["constituency"]["name"] == row["name"]
    assert done.object["source"] == "members-api"
    assert f"I am your constituent in {row['name']}" in letter.out


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def stand_in() -> Iterator[str]:
    port = free_port()
    tool = [sys.executable, str(SHARED / "tools" / "members_api.py"), "--no-postcodes", "--port", str(port)]
    process = subprocess.Popen(tool, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail(f"nothing listens on port {port}")


# --- letter ----------------------------------------------------------------------------------------------------


def test_own_words_stand_in_the_letter_once_and_exactly_as_written(run: Run) -> None:
    words = "Ŵyn & {{ 7*7 }} {mp} <b>\\n%s – it's “mine”"
    done = run(*LETTER, "--own-words", words)
    assert (done.code, done.err) == (0, "")
    assert done.out.count(words) == 1


@pytest.mark.parametrize("lines", [(r"1 Mill Lane\nAldmere",), ("1 Mill Lane\nAldmere",), ("1 Mill Lane", "Aldmere")])
def test_an_address_may_be_given_in_three_ways(lines: tuple[str, ...], run: Run) -> None:
    options = [word for line in lines for word in ("--address", line)]
    done = run(*LETTER, "--name", "Sam Writer", *options)
    assert "Sam Writer\n1 Mill Lane\nAldmere\n\n21 November 2026\n" in done.out


def test_own_words_come_from_a_file_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_bytes("\ufeffFirst line – one.\r\nSecond.".encode())
    assert "\nFirst line – one.\nSecond.\n" in run(*LETTER, "--own-words", f"@{file}").out


def test_own_words_come_from_standard_input_too() -> None:
    done = end(start(*LETTER, "--own-words", "@-"), "Zoë’s own words".encode())
    assert (done.code, done.out.count("Zoë’s own words")) == (0, 1)


def test_a_text_that_begins_with_an_at_sign_is_written_with_two() -> None:
    assert [read_text("@@home"), read_text("me@home"), read_text("")] == ["@home", "me@home", ""]


def test_a_file_that_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "words.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0")
    assert run(*LETTER, "--own-words", f"@{file}").failed(2).endswith("this is not UTF-8 text")


def test_own_words_that_are_too_long_are_refused_with_the_limit(run: Run) -> None:
    assert re.search(r"\d,\d{3}", run(*LETTER, "--own-words", "word " * 5_000).failed(1))


def test_the_same_person_gets_the_same_letter_again_and_others_get_others(run: Run) -> None:
    def seed(name: str) -> object:
        return run("letter", "ZZ1 1AA", "--practice", "--ask", ASK, "--format", "json", "--name", name).object["seed"]

    assert seed("Sam") == seed("Sam")
    assert len({seed(f"Sam {number}") for number in range(5)}) == 5


def test_a_seat_among_several_must_be_chosen(run: Run) -> None:
    line = run("letter", "ZZ13 1AA", "--practice", "--ask", ASK).failed(1)
    assert "(calderfold-moor)" in line
    assert "--seat" in line
    done = run("letter", "ZZ13 1AA", "--practice", "--ask", ASK, "--seat", "calderfold-moor")
    assert (done.code, "Dear Dr Adebanwi," in done.out) == (0, True)


def test_a_vacant_seat_gives_a_letter_and_a_note(run: Run) -> None:
    done = run("letter", "ZZ11 1AA", "--practice", "--ask", ASK)
    assert done.failed(0).startswith("note: Thornley and Marsh Dale has no MP at the moment")
    assert "Dear Member of Parliament," in done.out


def test_an_mp_typed_by_hand_needs_no_postcode_and_no_network(run: Run) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    argv = ("letter", "--mp", "Rt Hon Jane Example MP", "--constituency", "Wend Vale", "--ask", ASK)
    done = run(*argv, CAMPAIGN_PARLIAMENT_URL=url)
    assert (done.code, done.err) == (0, "")
    assert "Dear Jane Example,\n\nI am your constituent in Wend Vale" in done.out
    data = run(*argv, "--format", "json", CAMPAIGN_PARLIAMENT_URL=url).object
    assert (data["ways"], data["constituency"]) == ([], {"id": None, "name": "Wend Vale", "slug": "wend-vale"})


def test_json_holds_the_letter_and_every_way_to_send_it(run: Run) -> None:
    data = run(*LETTER, "--template", "short", "--format", "json").object
    assert list(data) == ["subject", "text", "to", "constituency", "member", "asks", "template", "seed", "ways"]
    assert data["to"] == {
        "name": "Margaret Ashenden MP",
        "email": "mp1@commons.example",
        "address": ["House of Commons", "London", "SW1A 0AA"],
    }
    assert (data["asks"], data["template"], data["seed"]) == ([ASK], "short", 1)
    ways = data["ways"]
    assert isinstance(ways, list)
    assert {way["kind"] for way in ways} == {"mailto", "gmail", "outlook", "microsoft365"}
    for way in ways:
        assert run(*LETTER, "--template", "short", "--format", way["kind"]).out == f"{way['url']}\n"


@pytest.mark.parametrize("kind", ["mailto", "gmail", "outlook", "microsoft365"])
def test_a_letter_too_long_for_a_link_is_never_cut(kind: str, run: Run) -> None:
    done = run(*LETTER, "--format", kind, "--own-words", "Löng. " * 830)
    assert "too long" in done.failed(1)
    assert "mp1@commons.example" in done.out
    assert "body=" not in done.out
    assert done.out.count("\n") == 1


def test_an_mp_without_e_mail_gets_no_link(run: Run) -> None:
    done = run("letter", "ZZ7 1AA", "--practice", "--ask", ASK, "--format", "mailto")
    assert "by post" in done.failed(1)
    assert done.out == ""


def test_a_file_holds_what_would_be_printed_and_only_its_owner_reads_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("old")
    done = run(*LETTER, "-o", str(file))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert file.read_text(encoding="utf-8") == run(*LETTER).out
    assert os.name != "posix" or stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_link_to_a_file_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "letter.txt")
    assert run(*LETTER, "-o", str(tmp_path / "link")).code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8").startswith("PRACTICE")


@pytest.mark.parametrize("name", ["no-such-folder/letter.txt", ".", "x" * 300])
def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(name: str, run: Run, tmp_path: Path) -> None:
    line = run(*LETTER, "-o", f"{tmp_path}/{name}").failed(1)
    assert line.startswith(f"{tmp_path}/{name}: ")
    assert list(tmp_path.iterdir()) == []


CANADA = "Since July 2020 goods made wholly or partly by forced labour may not be imported into Canada."


def test_a_precedent_goes_into_the_letter(run: Run) -> None:
    plain, done = run(*LETTER), run(*LETTER, "--precedent", "canada-import-ban-2020")
    assert (done.code, done.err) == (0, "")
    leads = load_content((bundled_folder(),), TODAY).parts.examples
    assert plain.out != done.out
    assert plain.out in [done.out.replace(f" {lead} {CANADA}", "") for lead in leads]


@pytest.mark.parametrize("other", ["us-export-list-2021", "us-export-list-2019"])
def test_a_precedent_that_does_not_fit_is_left_out_with_a_note(other: str, run: Run) -> None:
    done = run(*LETTER, "--precedent", other, "--precedent", "canada-import-ban-2020")
    assert done.code == 0
    assert CANADA in done.out
    assert done.err == f"note: {other} is left out: it is not checked, out of date, or about something else\n"


# --- init, check, preview --------------------------------------------------------------------------------------


def test_init_copies_all_that_an_organiser_edits(folder: Path) -> None:
    for file in [bundled_folder() / "recommendations.yaml", *(bundled_folder() / "templates").rglob("*.*")]:
        assert (folder / file.relative_to(bundled_folder())).read_bytes() == file.read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == ["content", "recommendations.yaml", "templates"]
    assert sorted(path.name for path in (folder / "content").iterdir()) == [
        "help.yaml",
        "hints.yaml",
        "responses.yaml",
        "standing.yaml",
    ]
    for path in (folder / "content").iterdir():
        assert path.read_bytes() == (Path(campaign.__file__).parent / "content" / path.name).read_bytes()


@pytest.mark.parametrize("there", ["recommendations.yaml", "content", "templates"])
def test_init_refuses_to_overwrite_and_copies_nothing(there: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / there).mkdir()
    assert run("init", str(tmp_path)).failed(1) == f"{tmp_path} already has {there}; nothing was copied."
    assert [path.name for path in tmp_path.iterdir()] == [there]


def test_init_into_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "is a file" in run("init", str(tmp_path / "file")).failed(1)
    assert run("init", str(tmp_path / "file" / "below")).failed(1)


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files as a shell of POSIX does")
def test_init_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    environ = os.environ | {"PYTHONPATH": str(Path(campaign.__file__).parents[1])}
    command = f'ulimit -f 8; exec "{sys.executable}" -m campaign init "{tmp_path / "new"}"'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, env=environ)
    assert (done.returncode, done.stderr) == (1, f"{tmp_path / 'new'}: File too large; nothing was copied.\n")
    assert list(tmp_path.iterdir()) == []


def test_init_makes_folders_on_the_way(run: Run, tmp_path: Path) -> None:
    assert run("init", str(tmp_path / "a" / "b")).code == 0


def test_the_shipped_files_have_no_problems(run: Run) -> None:
    done = run("check")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"(?:.*: warning: .*\n)*no problems, (?:no|\d+) warnings?\n", done.out)


def test_check_prints_every_problem_of_every_file_with_its_place(folder: Path, run: Run) -> None:
    append(folder / "recommendations.yaml", "\nzzz: 1\n")
    append(folder / "templates" / "messages.yaml", "\nno-such-code: words\n")
    append(folder / "templates" / "letters" / "short.txt", "\n{{ mp.titel }}\n")
    append(folder / "templates" / "pages" / "home.html", "\n{% if %}\n")
    for name in ("responses", "help", "standing"):
        append(folder / "content" / f"{name}.yaml", "\nzzz: 1\n")
    done = run("check", str(folder))
    assert done.code == 1
    for place in (
        "recommendations.yaml",
        "content/responses.yaml",
        "content/help.yaml",
        "content/standing.yaml",
        "messages.yaml",
        "letters/short.txt",
        "pages/home.html",
    ):
        assert re.search(rf"^\S*{re.escape(place)}:\d+:(\d+:)? .+", done.out, re.MULTILINE), place
    assert re.search(r"^\d+ problems, \w+ warnings?$", done.out.splitlines()[-1])
    assert len(done.out.splitlines()) == len(set(done.out.splitlines()))
    assert run("check", CAMPAIGN_DIR=str(folder)) == done == run("check", "--dir", str(folder))


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_warnings_alone_are_exit_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check"], environ={}, clock=lambda: date(TODAY.year + 20, 1, 1))  # every claim is past its review
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    assert ": warning: " in printed.out
    assert re.search(r"^no problems, \d+ warnings$", printed.out.splitlines()[-1])


def test_check_says_when_a_folder_holds_none_of_the_files(run: Run, tmp_path: Path) -> None:
    assert "has none of recommendations.yaml, content, templates" in run("check", str(tmp_path)).failed(0)


def test_a_letter_from_broken_files_prints_their_problems(folder: Path, run: Run) -> None:
    append(folder / "recommendations.yaml", "\nzzz: 1\nyyy: 2\n")
    done = run(*LETTER, "--dir", str(folder))
    assert done.code == 1
    assert re.fullmatch(r"(recommendations\.yaml:\d+:\d+: .+\n){2}", done.err)


def test_preview_writes_to_every_kind_of_mp_and_shows_every_recommendation(run: Run) -> None:
    done = run("preview")
    assert (done.code, done.err) == (0, "")
    shown = re.findall(r"^={78}\n(.+): (.+)\nSubject: .+\n={78}\n\nPRACTICE", done.out, re.MULTILINE)
    assert len({place for _, place in shown}) == len(shown) == len(PracticeParliament().constituencies())
    assert [shows for shows, _ in shown] == [example.shows for example in PracticeParliament.examples][: len(shown)]
    assert len(set(re.findall(r"^Subject: .+: (.+)$", done.out, re.MULTILINE))) == 8


def test_preview_takes_the_asks_the_template_and_the_words_of_a_folder(folder: Path, run: Run) -> None:
    append(folder / "templates" / "letters" / "short.txt", "\nPS. Written from our own folder.\n")
    done = run("preview", str(folder), "--template", "short", "--ask", ASK, "asylum-fast-track")
    assert done.out.count("PS. Written from our own folder.") == len(PracticeParliament().constituencies())
    assert len(re.findall(r"^Subject: .+, and one other request$", done.out, re.MULTILINE)) == len(
        PracticeParliament().constituencies()
    )


# --- a process of its own --------------------------------------------------------------------------------------


def test_the_version_is_printed_without_loading_what_it_does_not_need() -> None:
    code = (
        "import sys; from campaign.cli import main; code = main(['--version']);"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr); sys.exit(code)"
    )
    path = {"PYTHONPATH": str(Path(campaign.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | path)
    assert (done.returncode, done.stdout) == (0, f"campaign {campaign.__version__}\n")
    assert not {"flask", "werkzeug", "jinja2", "pydantic", "requests", "yaml", "granian"} & set(done.stderr.split())


@pytest.mark.parametrize("locale", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_names_are_printed_as_utf_8_whatever_the_locale(locale: dict[str, str]) -> None:
    done = end(start("lookup", "ZZ9 1AA", "--practice", **locale))
    assert (done.code, "Siân Llŷr-Môn MP" in done.out) == (0, True)


def ended_into(output: int, *argv: str) -> tuple[int, str]:
    """Exit code and standard error of a process whose standard output is this."""
    path = {"PYTHONPATH": str(Path(campaign.__file__).parents[1])}
    command = [sys.executable, "-m", "campaign", *argv]
    done = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True, env=os.environ | path)
    return done.returncode, done.stderr


def test_a_reader_that_goes_away_is_no_error_message() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    assert ended_into(writer, "preview") == (141, "")
    os.close(writer)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        assert ended_into(full.fileno(), *LETTER) == (1, "the output: No space left on device\n")


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_ctrl_c_ends_a_command_without_a_traceback() -> None:
    with socket.socket() as never_answers:
        never_answers.bind(("127.0.0.1", 0))
        never_answers.listen()
        never_answers.settimeout(60)
        url = f"http://127.0.0.1:{never_answers.getsockname()[1]}"
        process = start("lookup", "CF10 1EP", CAMPAIGN_PARLIAMENT_URL=url)
        connection, _ = never_answers.accept()
        process.send_signal(signal.SIGINT)
        assert end(process) == Done(130, "", "")
        connection.close()


@contextmanager
def served(*argv: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A running site and its address, as it printed it."""
    process = start(*argv, "--port", "0")
    try:
        assert process.stdout is not None
        line = process.stdout.readline().decode()
        found = re.fullmatch(r"The practice site is at (http://127\.0\.0\.1:(\d+)) \(Ctrl-C stops it\)\n", line)
        assert found, line or process.communicate()
        wait_for(int(found[2]))
        yield process, found[1]
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # the server and its worker
        process.communicate()


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_run_serves_the_practice_site_until_it_is_told_to_stop(number: signal.Signals) -> None:
    with served("run", "--practice") as (process, url):
        with urllib.request.urlopen(f"{url}/", timeout=30) as answer:
            assert (answer.status, b"practice" in answer.read().lower()) == (200, True)
        again = end(start("run", "--practice", "--port", url.rpartition(":")[2]))
        assert "Address already in use" in again.failed(3)
        os.killpg(process.pid, number)  # as a terminal does it: to the server and its worker
        assert end(process) == Done(0, "", "")


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    return list(map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the worker is looked up as Linux has it")
def test_a_site_whose_worker_was_killed_answers_again_and_can_still_be_stopped() -> None:
    with served("run", "--practice") as (process, url):
        before = workers_of(process)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        until = time.monotonic() + 30
        while not set(workers_of(process)) - set(before) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        wait_for(int(url.rpartition(":")[2]))
        with urllib.request.urlopen(f"{url}/health", timeout=30) as answer:
            assert answer.read() == b"ok\n"
        assert not set(workers_of(process)) & set(before)
        process.send_signal(signal.SIGTERM)  # as systemd does it
        done = end(process)
        assert (done.code, done.out) == (0, "")
        assert "Unexpected exit from worker-1" in done.err


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the worker is looked up as Linux has it")
def test_a_site_that_dies_again_and_again_ends_with_a_code_that_asks_for_another_start() -> None:
    with served("run", "--practice") as (process, _):
        until = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < until:
            with suppress(ProcessLookupError, FileNotFoundError):
                for worker in workers_of(process):
                    os.kill(worker, signal.SIGKILL)
            time.sleep(0.05)
        assert end(process).code == 3


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_preview_serves_an_organisers_folder(folder: Path) -> None:
    home = folder / "templates" / "pages" / "home.html"
    home.write_text(home.read_text(encoding="utf-8").replace("<h1", "<!-- our own page --><h1", 1), encoding="utf-8")
    with served("preview", str(folder), "--serve") as (_, url), urllib.request.urlopen(f"{url}/", timeout=30) as answer:
        assert b"<!-- our own page -->" in answer.read()


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_an_organisers_folder_is_checked_at_the_start_and_can_print_all_the_same(folder: Path) -> None:
    """typst has threads, which a worker that is forked after the check does not get."""
    with served("run", "--practice", "--dir", str(folder)) as (_, url):
        for path in ("/print/poster.pdf", "/print/cards.pdf"):
            with urllib.request.urlopen(f"{url}{path}", timeout=30) as answer:
                assert answer.read().startswith(b"%PDF"), path


def test_run_prints_all_problems_and_does_not_start(folder: Path, run: Run) -> None:
    append(folder / "recommendations.yaml", "\nzzz: 1\n")
    append(folder / "templates" / "letters" / "short.txt", "\n{{ mp.titel }}\n")
    done = run("run", "--practice", "--dir", str(folder), "--port", "0")
    assert (done.code, done.out) == (1, "")
    assert "recommendations.yaml:" in done.err
    assert "letters/short.txt:" in done.err


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
def test_run_says_at_once_that_nothing_can_be_kept_and_serves_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "no-database").write_text("just a text, long enough not to be taken for a new file " * 20)
    process = start("run", "--port", "0", CAMPAIGN_DATABASE_URL=f"sqlite:///{tmp_path / 'no-database'}")
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"The site is at http://127.0.0.1:")
    os.killpg(process.pid, signal.SIGTERM)
    done = end(process)
    assert done.code == 0
    assert "warning: CAMPAIGN_DATABASE_URL: nothing can be kept there just now (file is not a database)" in done.err


def test_run_on_an_address_that_is_not_ours_is_one_line(run: Run) -> None:
    assert "192.0.2.1" in run("run", "--practice", "--host", "192.0.2.1", "--port", "0").failed(3)
