"""The page checker itself: it catches each fault, and it walks as a browser without JavaScript would."""

from __future__ import annotations

import json

import pytest
from flask import Flask, Response, redirect, request

from tests.page import Page, PageClient, PageFault

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
GOOD = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Find your MP – Example</title>
<link rel="stylesheet" href="/static/style.css">
</head>
<body>
<a href="#main">Skip</a>
<main id="main"><h1>Find your <em>MP</em></h1>
<p><a href="https://elsewhere.example/">A link to elsewhere is fine</a> <img src="/static/mark.svg" alt=""></p>
<form action="/find" method="post">
<label for="postcode">Postcode</label>
<input id="postcode" name="postcode" required aria-describedby="hint">
<p id="hint">Like ZZ1 1AA</p>
<input type="hidden" name="via" value="poster">
<fieldset><legend>Asks</legend>
<label><input type="checkbox" name="ask" value="one" checked> One</label>
<label><input type="checkbox" name="ask" value="two"> Two</label>
<label><input type="radio" name="kind" value="a"> A</label>
<label><input type="radio" name="kind" value="b" checked> B</label>
</fieldset>
<label for="size">Size</label>
<select id="size" name="size"><option value="s">Small<option value="l">Large</select>
<label for="own">Own words</label>
<textarea id="own" name="own_words">
line one
line two</textarea>
<button name="go" value="yes">Go</button>
<button name="go" value="back" formaction="/back" formmethod="get" formnovalidate>Back</button>
</form></main>
</body>
</html>
"""


def site(text: str = GOOD, headers: dict[str, str] | None = None, status: int = 200) -> PageClient:
    """A tiny site that answers everything with one page, and tells what a form sent."""
    app = Flask(__name__, static_folder=None)

    @app.get("/")
    def front() -> Response:
        return Response(text, status, {**HEADERS, **(headers or {})}, mimetype="text/html")

    @app.route("/find", methods=["GET", "POST"])
    @app.route("/back", methods=["GET", "POST"])
    def told() -> Response:
        sent = json.dumps([request.method, request.path, list(request.values.items(multi=True))])
        return Response(sent, 200, HEADERS, mimetype="text/plain")

    @app.route("/hop", methods=["GET", "POST"])
    def hop() -> Response:
        answer = redirect(request.args.get("to", "/"), 303)
        answer.headers.update(HEADERS)
        return answer  # type: ignore[return-value]

    return PageClient(app.test_client())


def sent(page: Page) -> list[list[str]]:
    """What the form sent, as pairs."""
    return json.loads(page.text)[2]


def test_a_good_page_has_no_faults() -> None:
    page = site().get("/")
    assert page.status == 200
    assert page.h1 == "Find your MP"
    assert "Like ZZ1 1AA" in page.words
    assert (page.value("#own"), page.value("[name=via]")) == ("line one\nline two", "poster")


MARKUP = {
    "no doctype": ("<!doctype html>\n", "", "doctype"),
    "a tag that is not closed": ("</em>", "", "end tag|end-tag"),
    "the same attribute twice": ('<main id="main">', '<main id="main" class="a" class="b">', "duplicate-attribute"),
    "no heading": ("<h1>Find your <em>MP</em></h1>", "<p>Find your MP</p>", "0 h1"),
    "two headings": ("</form>", "</form><h1>More</h1>", "2 h1"),
    "an empty heading": ("Find your <em>MP</em>", "", "heading ''"),
    "a title that starts otherwise": ("<title>Find", "<title>Example – Find", "does not start with"),
    "no title": ("<title>Find your MP – Example</title>", "", "title ''"),
    "no language": (' lang="en-GB"', "", "no lang"),
    "an empty language": ('lang="en-GB"', 'lang=""', "no lang"),
    "no viewport": ('<meta name="viewport" content="width=device-width, initial-scale=1">', "", "no viewport"),
    "a viewport that forbids zoom": ("initial-scale=1", "initial-scale=1, maximum-scale=1", "forbids zoom"),
    "an id used twice": ('id="hint"', 'id="main"', "'main' is used 2"),
    "a field without a label": ('<label for="postcode">Postcode</label>', "", "no label: <input name='postcode'"),
    "a label without words": (
        '<label for="postcode">Postcode</label>',
        '<label for="postcode"></label>',
        "no label: <input name='postcode'",
    ),
    "a label for no field": ('<label for="size">', '<label for="sizes">', "no label: <select"),
    "a text box without a label": ('<label for="own">Own words</label>', "", "no label: <textarea"),
    "a hint that is not there": (
        'aria-describedby="hint"',
        'aria-describedby="hint error"',
        "aria-describedby='error'",
    ),
    "a skip link to nowhere": ('href="#main"', 'href="#content"', "#content points"),
    "an image without alt": (' alt=""', "", "without alt"),
    "an inline style": ("<h1>", '<h1 style="color: red">', "style attribute"),
    "a style element": ("</head>", "<style>p {}</style></head>", "<style> element"),
    "an inline script": ("</head>", "<script>1</script></head>", "inline <script>"),
    "an event attribute": ("<h1>", '<h1 onclick="x()">', "onclick"),
    "a javascript link": ("https://elsewhere.example/", "javascript:x()", "runs javascript"),
    "a stylesheet from elsewhere": (
        'href="/static/style.css"',
        'href="https://cdn.example/style.css"',
        "<link> reaches",
    ),
    "an image from elsewhere": ('src="/static/mark.svg"', 'src="//cdn.example/mark.svg"', "<img> reaches"),
    "a form sent elsewhere": ('action="/find"', 'action="https://elsewhere.example/find"', "<form> reaches"),
}


@pytest.mark.parametrize(("old", "new", "said"), MARKUP.values(), ids=MARKUP.keys())
def test_the_checker_catches(old: str, new: str, said: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(PageFault, match=said):
        site(GOOD.replace(old, new)).get("/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Set-Cookie": "a=b"},
        {"Referrer-Policy": "origin"},
        {"X-Content-Type-Options": ""},
        {"Content-Security-Policy": ""},
        {"Content-Security-Policy": POLICY + "; script-src 'self' 'unsafe-inline'"},
        {"Content-Security-Policy": POLICY.replace("style-src 'self'", "style-src https:")},
        {"Content-Security-Policy": POLICY.replace("; frame-ancestors 'none'", "")},
    ],
    ids=str,
)
@pytest.mark.parametrize("status", [200, 404, 500])
def test_the_checker_catches_headers_on_any_status(headers: dict[str, str], status: int) -> None:
    with pytest.raises(PageFault):
        site(headers=headers, status=status).get("/")


def test_a_fault_names_everything_that_is_wrong_at_once() -> None:
    with pytest.raises(PageFault) as caught:
        site(GOOD.replace(' alt=""', "").replace(' lang="en-GB"', "")).get("/")
    assert "without alt" in str(caught.value)
    assert "no lang" in str(caught.value)


def test_a_title_may_start_with_the_word_error() -> None:
    assert site(GOOD.replace("<title>", "<title>Error: ")).get("/").status == 200


def test_a_redirect_that_carries_what_was_typed_is_caught() -> None:
    client = site()
    with pytest.raises(PageFault, match="typed"):
        client.post("/hop?to=/find%3Fpostcode%3DZZ1%2B1AA", {"postcode": "zz1 1aa"})


def test_a_redirect_is_followed_only_when_asked() -> None:
    answer = site().post("/hop")
    assert (answer.status, answer.location) == (303, "/")
    assert answer.follow().h1 == "Find your MP"


def test_the_answer_to_a_post_may_not_be_stored() -> None:
    app = Flask(__name__)
    app.post("/")(lambda: Response(GOOD, headers={**HEADERS, "Cache-Control": "public"}, mimetype="text/html"))
    with pytest.raises(PageFault, match="no-store"):
        PageClient(app.test_client()).post("/")


def test_the_answer_to_a_post_may_be_stored_by_the_browser_if_nothing_in_it_was_typed() -> None:
    app = Flask(__name__)
    kept = {**HEADERS, "Cache-Control": "private, no-cache"}
    app.post("/echo")(lambda: Response(GOOD.replace("Skip", request.form["name"]), headers=kept, mimetype="text/html"))
    client = PageClient(app.test_client())
    assert client.post("/echo", {"name": "[[your name]]"}).status == 200
    with pytest.raises(PageFault, match="holds what was typed"):
        client.post("/echo", {"name": "Ann Example"})


def test_a_form_sends_what_the_page_holds_and_what_was_filled_in() -> None:
    answer = site().get("/").submit(postcode="ZZ1 1AA")
    assert answer.text.startswith('["POST", "/find"')
    assert sent(answer) == [
        ["postcode", "ZZ1 1AA"],
        ["via", "poster"],
        ["ask", "one"],
        ["kind", "b"],
        ["size", "s"],
        ["own_words", "line one\r\nline two"],
        ["go", "yes"],
    ]


def test_a_form_with_parts_is_sent_in_parts() -> None:
    parts = GOOD.replace('method="post"', 'method="post" enctype="multipart/form-data"')
    answer = site(parts).get("/").submit(postcode="ZZ1 1AA", own_words="ê\n🕊")
    assert ["own_words", "ê\r\n🕊"] in sent(answer)
    assert ["ask", "one"] in sent(answer)


def test_boxes_choices_and_other_buttons_are_used_as_a_browser_would() -> None:
    form = site().get("/")
    answer = form.submit(postcode="x", ask=["two"], kind="a", size="l", own_words="a\nb", button="[value=back]")
    assert answer.text.startswith('["GET", "/back"')
    assert ["go", "back"] in sent(answer)
    assert ["ask", "two"] in sent(answer)
    assert ["ask", "one"] not in sent(answer)
    assert ["own_words", "a\r\nb"] in sent(answer)


@pytest.mark.parametrize("fields", [{"postcodes": "x"}, {"ask": ["three"]}, {"kind": "c"}, {"size": "m"}], ids=str)
def test_a_field_or_choice_that_is_not_offered_cannot_be_sent(fields: dict[str, str]) -> None:
    with pytest.raises(AssertionError):
        site().get("/").submit(**{"postcode": "x", **fields})


def test_a_required_field_left_empty_is_not_sent() -> None:
    with pytest.raises(AssertionError, match="insist"):
        site().get("/").submit()


def test_a_link_is_clicked() -> None:
    text = GOOD.replace("https://elsewhere.example/", "/hop?to=/find")
    assert sent(site(text).get("/").click("main p a")) == []
    with pytest.raises(AssertionError, match=r"no 'a\.missing'"):
        site(text).get("/").click("a.missing")
