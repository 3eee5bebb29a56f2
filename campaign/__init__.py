"""Find a person's MP from their postcode and compose a letter that is the writer's own."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`create_app`, loaded when first asked for, so that `campaign --version` need not load Flask."""
    if name == "create_app":
        return import_module("campaign.app").create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
