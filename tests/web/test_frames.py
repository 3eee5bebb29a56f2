"""Pages around what a person typed: the same bytes as rendering from the start, and nothing typed is remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.letters.holes import Hole, NotPrinted
from campaign.services import Services
from campaign.settings import Settings
from campaign.web import rendering
from campaign.web.frames import frame
from campaign.web.rendering import Renderer
from tests.page import PageClient
from tests.web.conftest import FILLED, SEAT, application
from tests.web.test_rendering import folder

PRINTING = '<p title="{{ words }}">{{ words }}</p>{% for one in more %}<i>{{ one }}</i>{% endfor %}'


@given(words=st.text(st.characters(codec="utf-8")), more=st.lists(st.text(st.characters(codec="utf-8")), max_size=2))
def test_a_filled_frame_is_the_page_rendered_from_the_start(
    tmp_path_factory: pytest.TempPathFactory, words: str, more: list[str]
) -> None:
    renderer = Renderer([folder(tmp_path_factory.mktemp("t"), a=PRINTING)])
    typed = {"words": words} | {f"more-{n}": text for n, text in enumerate(more)}

    def values(hold: Any) -> dict[str, Any]:
        return {"words": hold("words"), "more": [hold(f"more-{n}") for n in range(len(more))]}

    made = renderer.page_around("a.html", len(more), values, typed)
    plain = renderer.page("a.html", **values(typed.__getitem__)).encode()
    # Two spellings of the same two signs.
    assert made.replace(b"&quot;", b"&#34;").replace(b"&#x27;", b"&#39;") == plain


@pytest.mark.parametrize(
    "use",
    ["{{ x|upper }}", "{% if x %}a{% endif %}", "{{ x|length }}", "{{ x[:2] }}", "{{ x ~ 'a' }}", "{{ x.strip() }}",
     "{{ x == 'a' }}", "{% for c in x %}{{ c }}{% endfor %}", "{{ 'a' in x }}", "{{ x + 'b' }}", "{{ x|trim }}",
     "{{ x|default('y') }}", "{{ '%s'|format(x) }}", "{{ x|replace('a', 'b') }}", "{{ {x: 1} }}",
     "{{ x|e }}", "{{ x|string }}", "{{ [x]|join(',') }}"],
)  # fmt: skip
def test_a_template_that_does_more_than_print_is_rendered_from_the_start(tmp_path: Path, use: str) -> None:
    renderer = Renderer([folder(tmp_path, a=use)])
    for text in ("abc", "abcd<", ""):
        made = renderer.page_around("a.html", 1, lambda hold: {"x": hold("x")}, {"x": text})
        assert made.decode() == renderer.page("a.html", x=text)


def test_a_typed_text_is_escaped_even_where_a_template_calls_it_safe(tmp_path: Path) -> None:
    renderer = Renderer([folder(tmp_path, a="{{ x|safe }}")])
    assert renderer.page_around("a.html", 1, lambda hold: {"x": hold("x")}, {"x": "<b>"}) == b"&lt;b&gt;"


def test_a_hole_cannot_be_looked_into() -> None:
    hole = Hole("x")
    for use in (str, bool, len, list, hash, repr, format, lambda h: h + "a", lambda h: h == 1, lambda h: h.name):
        with pytest.raises(NotPrinted):
            use(hole)
    assert frame(lambda given: str(given["x"]), lambda hold: {"x": hold("x")}) is None  # type: ignore[arg-type, return-value]


def test_one_persons_words_never_reach_another(page: PageClient) -> None:
    first = page.post(SEAT, FILLED | {"name": "Canary One", "own_words": "canary words"})
    second = page.post(SEAT, FILLED | {"name": "Somebody Else", "own_words": "other words"})
    assert "canary words" in first.text
    assert "anary" not in second.text


def test_nothing_typed_is_remembered(settings: Settings, services: Services) -> None:
    app = application(settings, services)
    client = app.test_client()
    typed: dict[str, Any] = {
        name: f"canary-{name}" for name in ("own_words", "name", "address", "mp_name", "constituency", "subject", "via")
    }
    for path in (SEAT, "/by-hand", "/find"):
        for button in ("compose", "another", "update", "edit", "take-0", "download"):
            more = {"letter": "canary-letter", "kept": "canary-kept", "postcode": "canary-postcode", "action": button}
            client.post(path, data=typed | more | {"ask": "cotton-import-ban"})
    renderer = app.extensions["campaign"].renderer
    remembered = repr([renderer._pages, renderer._parts, renderer._frames])
    assert "cotton" in remembered
    assert "canary" not in remembered.replace("canary-via", "")
    assert rendering.REMEMBERED <= 500
