"""What was printed for somebody does not stay in the memory of the server, where typst would keep it to be quick."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = r"""
import gc, random, re, string
from dataclasses import replace
from campaign.outputs.pdf import Press, SAMPLE
from campaign.settings import bundled_folder

def copies(backwards):
    found = 0
    for line in open("/proc/self/maps"):
        start, end, rights, name = re.match(r"(\w+)-(\w+) (\S+) \S+ \S+ \S+\s*(.*)", line).groups()
        if "r" in rights and not name.startswith("[v"):
            with open("/proc/self/mem", "rb") as memory:
                memory.seek(int(start, 16))
                found += memory.read(int(end, 16) - int(start, 16)).count(backwards[::-1].encode())
    return found

def write_over_what_is_free():
    for size in (*range(16, 512, 16), 1000, 4000, 16000, 64000, 200000):
        [bytes(size) for _ in range(2000 if size < 1000 else 100)]
    [("y" * random.randint(10, 3000)).encode() for _ in range(300)]

press = Press((bundled_folder(),), system_fonts=False)
press.pdf(SAMPLE)
backwards = "".join(random.choices(string.ascii_lowercase, k=14))
press.pdf(replace(SAMPLE, text=SAMPLE.text.replace("Ann", "Ann " + backwards[::-1])))
gc.collect(); write_over_what_is_free()
before = copies(backwards)
press._setter._forgetting.join()
gc.collect(); write_over_what_is_free(); write_over_what_is_free()
print(before, copies(backwards))
"""


def counted() -> tuple[int, int]:
    """How often a word of a letter is in the memory of the program that printed it: at once, and a second later."""
    command = [sys.executable, "-c", PROGRAM]
    told = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True).stdout
    before, after = map(int, told.split())
    return before, after


def test_a_second_after_a_letter_was_printed_nothing_of_it_is_left() -> None:
    if not Path("/proc/self/mem").exists():
        pytest.skip("only Linux shows a program its own memory")
    # Memory that was given back and not yet used again may still show it: what typst keeps is there each time.
    told = [counted() for _ in range(3)]
    assert min(before for before, _ in told) > 4, "typst keeps what it has set"
    assert min(after for _, after in told) <= 1
