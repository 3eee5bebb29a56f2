"""Every error the project raises, in one tree.

    CampaignError
    ├── SettingsError               a setting has a value it cannot have
    ├── PostcodeError               the text is not a postcode that has an MP
    │   ├── NotAPostcode            ... because it is not a postcode (status "invalid")
    │   └── NoMemberForPostcode     ... because that place elects no MP (status "no-mp")
    ├── PostcodeUnknown             well formed, but nobody knows it
    ├── ConstituencyUnknown         no constituency has that name or slug
    ├── ParliamentUnavailable       the source of MPs did not give a usable answer
    ├── StoreUnavailable            the database cannot be opened or used
    ├── RefreshBusy                 another process is refreshing the directory
    ├── RefreshRefused              what was read does not look right
    ├── NoNetwork                   no other computer can be reached
    ├── ContentError                recommendations.yaml or another content file has problems
    ├── TemplateError               a letter template breaks its contract
    ├── LetterError                 a letter cannot be made from what was given
    ├── ShareError                  a link, its name or its sentence cannot be as it was typed
    ├── FileError                   a PDF or another file cannot be made
    ├── IndexFileError              a postcode index file cannot be used
    ├── IndexSourceError            an index cannot be built from that table of postcodes
    └── HexFileError                a map of hexagons cannot be used

Each error carries a `code` and named `details`. The words that visitors read are in
`templates/messages.yaml`, one sentence for each code; `CODES` below is the list that file must cover.
What only those who run the site read (a setting, the database, a refresh, a content file) is in `str(error)`,
as are the words for logs; it never holds what a visitor typed.
"""

from __future__ import annotations

from dataclasses import dataclass

CODES: dict[str, tuple[str, ...]] = {
    "postcode-empty": (),
    "postcode-shape": (),
    "postcode-half": (),
    "postcode-slip": ("suggestion",),
    "postcode-area": ("area",),
    **dict.fromkeys(("postcode-jersey", "postcode-guernsey", "postcode-isle-of-man"), ()),
    "postcode-bfpo": (),
    "postcode-gibraltar": (),
    "postcode-overseas": ("territory",),
    "postcode-girobank": (),
    "postcode-santa": (),
    "postcode-practice": (),
    "postcode-unknown": (),
    "postcode-unknown-practice": (),
    "constituency-unknown": (),
    "parliament-unavailable": (),
    "ask-missing": (),
    "ask-unknown": (),
    "name-missing": (),
    "address-missing": (),
    "mp-name-missing": (),
    "too-long": ("field", "limit"),
    "letter-too-long": ("limit",),
    "letter-empty": (),
    "template-broken": (),
    "remark-long": ("limit",),
    "remark-link": (),
    "remark-contact": (),
    "remark-rude": (),
    **dict.fromkeys(("group-link", "group-contact", "group-rude", "group-letters"), ()),
    "link-name-shape": ("shortest", "longest"),
    "link-name-taken": ("suggestion",),
    "link-name-alike": ("suggestion",),
    "link-name-counted": ("suggestion",),
    "link-name-reserved": ("suggestion",),
    "link-name-rude": ("suggestion",),
    "links-away": (),
    "mastodon-server": (),
    "pdf-glyph": (),
    "pdf-failed": (),
    "print-glyph": (),
    "print-failed": (),
    "own-line-long": ("limit",),
    "code-full": (),
    "eml-no-address": (),
    "index-missing": ("file",),
    "index-empty": ("file",),
    "index-foreign": ("file",),
    "index-newer": ("file",),
    "index-damaged": ("file",),
    "index-unwritable": ("file",),
    "index-source": ("file", "problem"),
    "hexes-unusable": ("problem",),
}
"""Every code, with the names of the details its sentence may use."""


class CampaignError(Exception):
    """The root: anything the project itself raises. `code` picks the sentence people read."""

    code = "template-broken"
    status = "invalid"
    """The word `campaign lookup --json` gives for it."""
    exit_code = 1

    def __init__(self, code: str | None = None, /, **details: str) -> None:
        if code is not None:
            self.code = code
        self.details = details
        super().__init__(self.code)


class SettingsError(CampaignError):
    """A setting has a value it cannot have; the message names it, what was given and what is allowed."""

    code = "settings"
    exit_code = 2

    def __init__(self, name: str, given: str, allowed: str) -> None:
        super().__init__(name=name, given=given, allowed=allowed)

    def __str__(self) -> str:
        d = self.details
        return f"{d['name']} is {d['given']!r}, but it must be {d['allowed']}."


class PostcodeError(CampaignError):
    """The text is not the postcode of a place that elects an MP."""


class NotAPostcode(PostcodeError):
    """The text is not a postcode; `code` says in which way."""

    code = "postcode-shape"
    exit_code = 1


class NoMemberForPostcode(PostcodeError):
    """A real kind of postcode, but its place elects no MP to Westminster or belongs to no place."""

    status = "no-mp"


class PostcodeUnknown(CampaignError):
    """A well-formed postcode that no source knows."""

    code = "postcode-unknown"
    status = "unknown"


class ConstituencyUnknown(CampaignError):
    """No constituency has that slug or name."""

    code = "constituency-unknown"
    status = "unknown"


class ParliamentUnavailable(CampaignError):
    """No source of MPs gave a usable answer. `reason` is for the log: no address, no postcode."""

    code = "parliament-unavailable"
    status = "unavailable"
    exit_code = 3

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class StoreUnavailable(CampaignError):
    """The database cannot be opened or used; `reason` is one line for the operator."""

    code = "store-unavailable"
    status = "unavailable"
    exit_code = 3

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"The database cannot be used: {self.reason}"


class RefreshBusy(CampaignError):
    """Another process is refreshing the directory at this moment."""

    code = "refresh-busy"

    def __str__(self) -> str:
        return "Another refresh is running. Wait for it to end, or try again in two minutes if it was killed."


class RefreshRefused(CampaignError):
    """The new directory does not look right, so the old one stays; `doubts` are whole sentences."""

    code = "refresh-refused"

    def __init__(self, doubts: tuple[str, ...]) -> None:
        super().__init__()
        self.doubts = doubts

    def __str__(self) -> str:
        return " ".join(self.doubts) + " The old directory stays in use. If this is right, run it again with --force."


class NoNetwork(CampaignError):
    """Not one of several hosts could be reached; `hosts` says how many were tried."""

    code = "no-network"
    status = "unavailable"
    exit_code = 3

    def __init__(self, hosts: int) -> None:
        super().__init__()
        self.hosts = hosts

    def __str__(self) -> str:
        return f"{self.code}: {self.hosts} hosts"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file: where it is, what it is, and what to write instead."""

    file: str
    line: int
    column: int
    message: str
    warning: bool = False

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")
        return f"{where}: {'warning: ' if self.warning else ''}{self.message}"


class ContentError(CampaignError):
    """A content file has problems; `problems` holds all of them, in file order."""

    code = "content"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(p) for p in self.problems)


class TemplateError(ContentError):
    """A letter template breaks its contract (docs/templates.md)."""

    code = "template-broken"


class LetterError(CampaignError):
    """A letter cannot be made from what was given (no ask, too long)."""


class ShareError(CampaignError):
    """A link, its name or its sentence cannot be as it was typed; `code` says why."""


class FileError(CampaignError):
    """A file (a PDF, an e-mail draft, a poster) cannot be made; `code` says why. A letter itself is unharmed."""

    code = "pdf-failed"


class IndexFileError(CampaignError):
    """A postcode index cannot be used; `code` says whether it is missing, empty, foreign, newer or damaged."""

    code = "index-damaged"

    def __init__(self, code: str, file: str = "") -> None:
        super().__init__(code, file=file)

    def __str__(self) -> str:
        return f"{self.code}: {self.details['file']}"


class IndexSourceError(CampaignError):
    """A table of postcodes or of names cannot be used; `problem` says why, with the first ten cases."""

    code = "index-source"

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(file=file, problem=problem)

    def __str__(self) -> str:
        return f"{self.details['file']}: {self.details['problem']}"


class HexFileError(CampaignError):
    """A map of hexagons (hexjson) cannot be used; `problem` says why."""

    code = "hexes-unusable"

    def __init__(self, problem: str) -> None:
        super().__init__(problem=problem)

    def __str__(self) -> str:
        return f"{self.code}: {self.details['problem']}"
