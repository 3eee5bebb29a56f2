"""The contract of a letter template: every name and field it may use, what each is, and the limits.

`syntax` refuses a template that reaches for anything else, `occasion` supplies exactly this,
and `docs/templates.md` shows it (`reference`). Change it here, and all three follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.models import Position

MAX_SOURCE = 20_000
"""Characters in a template file."""
MAX_LETTER = 20_000
"""Characters in a finished letter."""
MAX_OWN_WORDS = 5_000
"""Two sheets of paper; in a script of three bytes a letter it still travels in a form of 64 kilobytes."""
MAX_NAME = 200
MAX_ADDRESS = 600
MAX_LOOPS = 2
"""Loops inside one another."""
MAX_DEPTH = 20
"""Tags, or parts of one expression, inside one another."""
MAX_STEPS = 100_000
"""Steps a template may take if every list held `LIST_SIZE` things: a bound on time, not on a clock."""
LIST_SIZE = 20

NAME_GAP = "[your name]"
"""Stands where the name belongs while none is given: easy to see, in an e-mail and on paper."""
ADDRESS_GAP = "[your full address and postcode]"

PRACTICE_LINE = "PRACTICE LETTER – made for practice, with invented MPs and places. Please do not send it."
"""Put on top of a practice letter whose template does not say it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is, which decides where it may stand."""

    name: str
    """As in "this is a list of recommendations": with its article."""
    printable: bool = False
    values: tuple[str, ...] = ()
    """All that a text may be, when it is one of a few."""
    fields: Mapping[str, Field] = field(default_factory=dict)
    item: Kind | None = None
    """What a list is a list of."""


@dataclass(frozen=True, slots=True)
class Field:
    """One name or field, with the sentence that explains it to organisers."""

    kind: Kind
    says: str


TEXT = Kind("a text", printable=True)
NUMBER = Kind("a number", printable=True)
YES_NO = Kind("a yes or no")
OWN_WORDS = Kind("the writer's own words", printable=True)
"""Printed as they are or asked about in `if`, and nothing else."""
POSITION = Kind("a text", printable=True, values=tuple(Position))

MP = Kind("an MP", fields={
    "name": Field(TEXT, "As people say it: *Dame Siân Example*."),
    "full_title": Field(TEXT, "As on an envelope: *Rt Hon Dame Siân Example MP*. "
                        "While the seat is vacant: *The Member of Parliament for Exampleton*."),
    "salutation": Field(TEXT, "What follows *Dear*, as Parliament gives it. Titles are never guessed. "
                        "While the seat is vacant: *Member of Parliament*."),
    "position": Field(POSITION, "One of " + ", ".join(f"`{p}`" for p in Position) + "."),
    "vacant": Field(YES_NO, "Yes while nobody sits for the place."),
})  # fmt: skip

CONSTITUENCY = Kind("a constituency", fields={
    "name": Field(TEXT, "The place: *Exampleton North*. Empty when the writer typed an MP's name "
                  "and no place, so ask `{% if constituency.name %}` first."),
})  # fmt: skip

WRITER = Kind("a writer", fields={
    "name": Field(TEXT, f"The person writing, or `{NAME_GAP}` while no name is given."),
    "address": Field(TEXT, f"Their address, a line each, or `{ADDRESS_GAP}` while none is given."),
    "own_words": Field(OWN_WORDS, "What they wrote themselves, exactly as written. Print it once, near the "
                       "top. It may be empty: `{% if writer.own_words %}`."),
})  # fmt: skip

REPORT = Kind("a report", fields={
    "cite": Field(TEXT, "How a letter cites the report. Once is enough."),
    "title": Field(TEXT, "Its title."),
    "committee": Field(TEXT, "Who wrote it."),
    "paper_number": Field(TEXT, "Its number in Parliament: *HC 198*."),
    "published": Field(TEXT, "The day it was published: *8 July 2021*."),
    "url": Field(TEXT, "Where it can be read."),
})  # fmt: skip

RECOMMENDATION = Kind("a recommendation", fields={
    "short": Field(TEXT, "A few words for a subject line: *an asylum fast-track for Uyghurs*."),
    "paragraph": Field(TEXT, "The paragraph for it: one of its wordings, filled in. "
                       "*Show me another wording* changes which. Sentences about what others have done, if the "
                       "writer ticked any, stand at its end."),
    "lead_in": Field(TEXT, "The sentence before its paragraph, in a letter with two or three: "
                     "*The first is an asylum fast-track …*"),
    "brief": Field(TEXT, "Its reason in a sentence or two, for a short letter."),
    "ask": Field(TEXT, "What this MP is asked to do, to follow *Will you please*: "
                 "*write to the Home Secretary and ask whether …*"),
    "precedents": Field(TEXT, "Those sentences alone, with what leads to them, for a letter that does not print "
                        "`paragraph`. Empty when none "
                        "was ticked: `{% if one.precedents %}`."),
    "title": Field(TEXT, "Its title: *Create an asylum fast-track*."),
    "summary": Field(TEXT, "One neutral sentence that explains it."),
    "office": Field(TEXT, "Who in government is responsible: *the Home Secretary*."),
    "id": Field(TEXT, "Its id in recommendations.yaml."),
})  # fmt: skip

PARTS = Kind("the shared parts", fields={
    "opening": Field(TEXT, "The first sentence: *I am your constituent in Exampleton North, and …* "
                     "It fits a letter whose place is not known."),
    "citation": Field(TEXT, "The sentence that cites the report."),
    "bridge": Field(TEXT, "The sentence that leads from the report to the requests; it fits their number."),
    "request": Field(TEXT, "What an `ask` follows, in a question: *Will you please …*"),
    "aside": Field(TEXT, "A sentence for this kind of MP, and those that [rules](recommendations.md#rules) add, to "
                   "stand before the closing. Mostly empty: `{% if parts.aside %}`."),
    "thanks": Field(TEXT, "What a [rule](recommendations.md#rules) says in place of any request. Only "
                    "`thank-you.txt` has use for it; elsewhere it is empty."),
    "closing": Field(TEXT, "The sentence that asks for a reply."),
})  # fmt: skip

LOOP = Kind("a loop", fields={
    "index": Field(NUMBER, "1, 2, 3 …"),
    "revindex": Field(NUMBER, "The same counted from the end: 1 for the last, 2 for the one before."),
    "length": Field(NUMBER, "How many there are."),
    "first": Field(YES_NO, "Yes for the first."),
    "last": Field(YES_NO, "Yes for the last."),
})  # fmt: skip

RECOMMENDATIONS = Kind("a list of recommendations", item=RECOMMENDATION)
TEXTS = Kind("a list of texts", item=TEXT)

NAMES: Mapping[str, Field] = {
    "mp": Field(MP, "The MP the letter goes to."),
    "constituency": Field(CONSTITUENCY, "The place the MP sits for."),
    "writer": Field(WRITER, "The person writing."),
    "report": Field(REPORT, "The committee's report."),
    "recommendations": Field(RECOMMENDATIONS, "What the letter asks for, in the order chosen; at least one."),
    "parts": Field(PARTS, "What every letter says, each in one of its wordings."),
    "shorts": Field(TEXTS, "Only the `short` of each of them: `{{ shorts|in_sentence }}`."),
    "today": Field(TEXT, "The date on the letter: *21 November 2026*."),
    "practice": Field(YES_NO, "Yes for a practice letter. It must then say PRACTICE at the start of a line; "
                      "a line that does is put on top if the template has none."),
}  # fmt: skip
