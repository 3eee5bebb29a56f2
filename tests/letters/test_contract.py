"""The contract and what a composer supplies are the same thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from campaign.letters import Composer
from campaign.letters.contract import LOOP, NAMES, RECOMMENDATION, Kind
from campaign.models import Position, Seat, Writer
from tests.letters.samples import IDS, VACANT, WRITER, by_hand, seat


def printed(before: str, kind: Kind) -> str:
    """A template that prints, or asks about, every field."""
    return "".join(
        f"{{{{ {before}{name} }}}}" if field.kind.printable else f"{{% if {before}{name} %}}{{% endif %}}"
        for name, field in kind.fields.items()
        if (before, name) != ("writer.", "own_words")
    )


EVERYTHING = (
    "Subject: x\n{{ writer.own_words }}{{ today }}{% if practice %}{% endif %}{% for s in shorts %}{{ s }}{% endfor %}"
    + "".join(printed(f"{name}.", field.kind) for name, field in NAMES.items() if field.kind.fields)
    + "{% for one in recommendations %}"
    + printed("one.", RECOMMENDATION)
    + printed("loop.", LOOP)
    + "{% endfor %}"
)


@pytest.mark.parametrize(
    "who", [*(seat(position) for position in Position), VACANT, by_hand(""), seat(source="practice")]
)
@pytest.mark.parametrize("writer", [WRITER, Writer()])
def test_every_name_and_field_is_there_in_every_letter(
    letter_of: Callable[[str], Composer], who: Seat, writer: Writer
) -> None:
    assert letter_of(EVERYTHING).compose(who, IDS[:3], writer).text


def test_every_name_and_field_is_explained() -> None:
    fields = [*NAMES.values(), *RECOMMENDATION.fields.values(), *LOOP.fields.values()]
    fields += [inner for field in NAMES.values() for inner in field.kind.fields.values()]
    assert all(field.says.endswith((".", "…", "…*")) for field in fields)
