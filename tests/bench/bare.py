"""The yardstick: a Flask application that does nothing but return a text as long as one of our pages.

BENCH_SIZES names the lengths in bytes: "home=6000 write=30000 letter=12000" serves /home, /write and /letter.
"""

from __future__ import annotations

import os

from flask import Flask


def constant(size: int) -> str:
    """A page of that many bytes."""
    return "<!doctype html>" + "x" * (size - len("<!doctype html>"))


def create_app() -> Flask:
    """A view for each size, for GET and POST."""
    app = Flask(__name__, static_folder=None)
    for pair in os.environ["BENCH_SIZES"].split():
        name, _, size = pair.partition("=")
        text = constant(int(size))
        app.add_url_rule(f"/{name}", name, lambda text=text: text, methods=["GET", "POST"])
    return app


app = create_app()
