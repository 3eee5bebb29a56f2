"""What can be typed after `campaign`.

argparse, not click: it lets one option take several values (`--ask ID ID`) and an option stand before or after
the command, and it is loaded in a few milliseconds.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from campaign import __version__

FILES = ("pdf", "docx", "eml", "ics")
FORMATS = ("text", "json", "mailto", "gmail", "outlook", "microsoft365", *FILES)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def build_parser() -> Parser:
    """The parser of the whole command line."""
    common = _common()
    parser = Parser(
        prog="campaign",
        description="Find an MP and write a letter that is your own.",
        epilog="Exit codes: 0 done, 1 not found or not possible, 2 wrong usage, 3 service unavailable.",
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"campaign {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    every = (_run, _lookup, _letter, _init, _check, _preview, _sameness, _sources, _refresh, _postcodes, _links, _hexes)
    for add in every:
        add(commands, common)
    return parser


def _common() -> Parser:
    """The options that may stand before or after the command."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--practice", action="store_true", help="use the invented practice parliament; no network is needed"
    )
    common.add_argument("--dir", metavar="DIR", help="the organiser's folder (CAMPAIGN_DIR); see `campaign init`")
    return common


_Commands = argparse._SubParsersAction  # the only name argparse has for it


def _add(commands: _Commands[Parser], common: Parser, name: str, help_: str) -> Parser:
    return commands.add_parser(name, help=help_, description=help_, parents=[common], allow_abbrev=False)


def _run(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "run", "Serve the site.")
    _server_options(parser)


def _server_options(parser: Parser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default %(default)s)")
    parser.add_argument(
        "--port", type=_port, default=8000, help="the port to listen on; 0 takes a free one (default %(default)s)"
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a whole number from 0 to 65535")
    return int(text)


def _lookup(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "lookup", "Say which constituency a postcode is in and who its MP is.")
    _postcode(parser, "+")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _postcode(parser: Parser, count: str) -> None:
    parser.add_argument("postcode", nargs=count, metavar="POSTCODE", help="with or without its space")
    parser.add_argument("--seat", metavar="SLUG", help="the constituency, where the postcode lies in several")


def _letter(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "letter", "Write a letter to the MP for a postcode.")
    _postcode(parser, "*")
    parser.add_argument("--mp", metavar="NAME", help="the MP's name, to write without asking Parliament's service")
    parser.add_argument("--constituency", metavar="NAME", default="", help="with --mp: the constituency")
    _asks(parser, required=True)
    parser.add_argument(
        "--precedent", action="append", default=[], metavar="ID",
        help="mention what others have done: the id of an entry; may be given several times",
    )  # fmt: skip
    parser.add_argument("--name", default="", help="your name")
    parser.add_argument(
        "--address", action="append", default=[], help=r"your address: a line each time, or lines with \n between"
    )
    parser.add_argument(
        "--own-words", metavar="TEXT|@FILE", default="", help="why it matters to you; @- reads standard input"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="what to print (default %(default)s)")
    parser.add_argument("--seed", type=_seed, metavar="N", help="choose among the wordings by this number")
    parser.add_argument("-o", "--output", metavar="FILE", default="-", help="write to this file")


def _asks(parser: Parser, *, required: bool) -> None:
    parser.add_argument(
        "--ask", nargs="+", action="extend", metavar="ID", required=required, default=None if required else [],
        help="what to ask for: ids of recommendations",
    )  # fmt: skip
    parser.add_argument("--template", metavar="NAME", default="standard", help="the letter template (%(default)s)")


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of up to nine digits")
    return int(text)


def _init(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "init", "Copy the files an organiser edits into a folder.")
    parser.add_argument("folder", metavar="DIR", help="a new folder, or one without these files")


def _check(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "check", "Check the content and the templates, for every kind of MP.")
    _folder(parser)


def _folder(parser: Parser) -> None:
    parser.add_argument("folder", metavar="DIR", nargs="?", help="the organiser's folder; else CAMPAIGN_DIR")


def _preview(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "preview", "Show the letters to every kind of MP.")
    _folder(parser)
    _asks(parser, required=False)
    parser.add_argument("--serve", action="store_true", help="serve the practice site on this folder instead")
    _server_options(parser)


def _sameness(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "sameness", "Say how alike the letters of a crowd would look to a filter.")
    _folder(parser)
    parser.add_argument("--letters", type=_between(2, 2_000), metavar="N", default=200, help="how many letters (200)")
    parser.add_argument("--asks", type=_between(1, 40), metavar="N", default=3, help="requests in each letter (3)")
    parser.add_argument(
        "--own-words", type=_numbers_of_words, metavar="N,N...", default=(0, 60, 150),
        help="a trial for each of these numbers of own words (0,60,150)",
    )  # fmt: skip
    parser.add_argument("--same-asks", action="store_true", help="everybody makes the same requests: the hardest case")
    parser.add_argument("--template", metavar="NAME", default="standard", help="the letter template (%(default)s)")
    parser.add_argument("--seed", type=_seed, metavar="N", default=0, help="another number gives another crowd (0)")


def _between(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or len(text) > 9 or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return int(text)

    return parse


def _numbers_of_words(text: str) -> tuple[int, ...]:
    return tuple(map(_between(0, 1_000), text.replace(" ", "").split(",")))


def _sources(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "sources", "List every link of the content, with the day it was checked.")
    parser.add_argument("--visit", action="store_true", help="open each link and report the dead ones")


def _refresh(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "refresh", "Read all seats and MPs from Parliament into the directory.")
    parser.add_argument("--force", action="store_true", help="use the result even if it does not look right")


def _postcodes(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "postcodes", "Build, describe or verify the postcode index.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="build|info|verify", parser_class=Parser)
    build = parts.add_parser("build", help="make an index from ONS's zip or a CSV file", allow_abbrev=False)
    build.add_argument("source", nargs="+", type=Path, metavar="SOURCE", help="ONSPD or NSPL zip, or a CSV file")
    build.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="else CAMPAIGN_POSTCODE_INDEX, else postcodes.idx"
    )
    build.add_argument("--names", type=Path, metavar="FILE", help="a CSV of codes and names of constituencies")
    build.add_argument("--without-ni", action="store_true", help="leave out Northern Ireland (another licence)")
    build.add_argument(
        "--edge-metres", type=int, metavar="METRES", help="mark postcodes this near to another constituency"
    )
    info = parts.add_parser("info", help="what an index says about itself", allow_abbrev=False)
    info.add_argument("file", type=Path, metavar="FILE", nargs="?", help="else the same as for build")
    verify = parts.add_parser("verify", help="compare an index with a table of postcodes", allow_abbrev=False)
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("against", nargs="+", type=Path, metavar="AGAINST")


def _hexes(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "hexes", "Add a map of constituencies as hexagons, for the page of numbers.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="import", parser_class=Parser)
    part = parts.add_parser("import", help="check a hexjson file and use it", allow_abbrev=False)
    part.add_argument("file", type=Path, metavar="FILE", help="a hexjson file")


def _links(commands: _Commands[Parser], common: Parser) -> None:
    parser = _add(commands, common, "links", "Short links and reported sentences: list, pause, resume, delete.")
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART", parser_class=Parser)
    listed = parts.add_parser(
        "list", help="every link, then every reported sentence", parents=[common], allow_abbrev=False
    )
    listed.add_argument("--csv", action="store_true", help="print a table for a spreadsheet")
    for name, help_ in {
        "pause": "let them lead nowhere; a sentence is hidden",
        "resume": "let them go on; a sentence is shown again",
        "delete": "delete them for good",
    }.items():
        part = parts.add_parser(name, help=help_, parents=[common], allow_abbrev=False)
        part.add_argument("names", nargs="+", metavar="NAME", help="of a link, or the mark of a reported sentence")
