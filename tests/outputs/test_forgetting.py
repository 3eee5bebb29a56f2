"""What was printed for somebody does not stay in the memory of the server, where typst would keep it to be quick."""

from __future__ import annotations

import os
import platform
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

press = Press((bundled_folder(),), system_fonts=False)
press.pdf(SAMPLE)
backwards = "".join(random.choices(string.ascii_lowercase, k=14))
press.pdf(replace(SAMPLE, text=SAMPLE.text.replace("Ann", "Ann " + backwards[::-1])))
gc.collect()
before = copies(backwards)
press._setter._forgetting.join()
gc.collect()
print(before, copies(backwards))
"""


# glibc then writes over whatever is given back, at once, so that what is found is still held by somebody.
WIPES = {"GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0", "PYTHONMALLOC": "malloc"}


def counted() -> tuple[int, int]:
    """How often a word of a letter is in the memory of the program that printed it: at once, and a second later."""
    command = [sys.executable, "-c", PROGRAM]
    told = subprocess.run(
        command, capture_output=True, check=True, timeout=60, text=True, env=os.environ | WIPES
    ).stdout
    before, after = map(int, told.split())
    return before, after


def test_a_second_after_a_letter_was_printed_nothing_of_it_is_left() -> None:
    if platform.libc_ver()[0] != "glibc" or not Path("/proc/self/mem").exists():
        pytest.skip("only Linux shows a program its own memory, and only glibc writes over what was given back")
    before, after = counted()
    assert before > 4, "typst keeps what it has set"
    assert after == 0
