"""`campaign sameness`, and the warning of `campaign check`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaign.cli import main
from tests.conftest import TODAY

SMALL = ("sameness", "--letters", "30")


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv, environ={}, clock=lambda: TODAY)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def figures(out: str) -> list[tuple[int, float, float]]:
    """The lines under the heading: own words, pairs, letters."""
    lines = re.findall(r"^ *([\d,]+) +([\d.]+)% +([\d.]+)%$", out, re.MULTILINE)
    return [(int(words), float(pairs), float(letters)) for words, pairs, letters in lines]


def test_a_line_is_printed_for_each_number_of_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *SMALL, "--own-words", "0,5, 9", "--asks", "1", "--same-asks", "--template", "short")
    assert code == 0
    assert out.startswith("30 letters, one request each (the same for all), short template\n")
    assert [words for words, _, _ in figures(out)] == [0, 5, 9]
    assert figures(out)[0][2] > 50
    assert err.splitlines()[-1] == "Writing letters: 100%"


def test_the_same_command_prints_the_same_and_another_seed_may_not(capsys: pytest.CaptureFixture[str]) -> None:
    options = (*SMALL, "--own-words", "0", "--asks", "1")
    printed = [run(capsys, *options, "--seed", seed)[1] for seed in ("1", "1", "2")]
    assert printed[0] == printed[1] != printed[2]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--letters", "1"), "'1' is not a whole number from 2 to 2000"),
        (("--asks", "0"), "'0' is not a whole number from 1 to 40"),
        (("--own-words", "60,many"), "'many' is not a whole number from 0 to 1000"),
        (("--own-words", ""), "'' is not a whole number from 0 to 1000"),
        (("--template", "shrt"), "did you mean short?"),
    ],
)
def test_a_wrong_number_or_template_is_named_in_one_line(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], said: str
) -> None:
    code, out, err = run(capsys, "sameness", *argv)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_check_warns_when_an_edit_makes_letters_more_alike(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "init", str(tmp_path / "ours"))[0] == 0
    assert run(capsys, "check", str(tmp_path / "ours"))[:2] == (0, "no problems, no warnings\n")

    letter = tmp_path / "ours" / "templates" / "letters" / "standard.txt"
    fixed = " ".join(f"Sentence {number} of {number * 7} stands in each letter." for number in range(99))
    letter.write_text(letter.read_text(encoding="utf-8").replace("{{ parts.closing }}", f"Please reply. {fixed}"))

    code, out, _ = run(capsys, "check", str(tmp_path / "ours"))
    assert code == 0
    assert out.startswith("letters/standard.txt:1: warning: in a trial of 200 letters with 60 own words each, 100% ")
    assert out.endswith("no problems, 1 warning\n")


def test_check_does_not_try_letters_that_cannot_be_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "init", str(tmp_path / "ours"))[0] == 0
    letter = tmp_path / "ours" / "templates" / "letters" / "standard.txt"
    letter.write_text("Subject: x\n\nDear {{ mp.salutatio }},\n")

    code, out, _ = run(capsys, "check", str(tmp_path / "ours"))
    assert code == 1
    assert "trial" not in out
