"""Pictures of every page in every state, to look at; and the picture in the README.

python tests/browser/screenshots.py FOLDER [STATE ...]     width x scheme x state, as PNG files
python tests/browser/screenshots.py --readme               docs/screenshot.png
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

if __package__ in {None, ""}:  # run as a file: the checkout is not on the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser import walk
from tests.browser.watch import CHROMIUM_FLAGS
from tests.engines import chromium
from tests.live import ROOT, practice_site

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
FAR = 8_000
"""Pixels after which a long page is cut off."""


@contextmanager
def opened() -> Iterator[tuple[Browser, str]]:
    """A browser and the address of a practice site."""
    with tempfile.TemporaryDirectory() as folder, practice_site(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield browser, site.url
        browser.close()


def tab(browser: Browser, url: str, **options: Any) -> Tab:
    """A tab with a profile of its own."""
    context = browser.new_context(base_url=url, locale="en-GB", permissions=["clipboard-write"], **options)
    return context.new_page()


def pictures(folder: Path, states: list[str]) -> None:
    """Every state at every width, light and dark; and the finished letter on paper."""
    folder.mkdir(parents=True, exist_ok=True)
    with opened() as (browser, url):
        for state in states:
            page = tab(browser, url)
            walk.STATES[state](page)
            for width in WIDTHS:
                for scheme in SCHEMES:
                    page.set_viewport_size({"width": width, "height": 900})
                    page.emulate_media(color_scheme=scheme)
                    tall = min(FAR, page.evaluate("document.documentElement.scrollHeight"))
                    clip = {"x": 0, "y": 0, "width": width, "height": tall}
                    file = folder / f"{state}-{width}-{scheme}.png"
                    # Animations are at their end then: buttons would still have the colours of the other scheme.
                    page.screenshot(path=file, full_page=True, clip=clip, animations="disabled")
            if page.locator("#letter").count():
                page.pdf(path=folder / f"{state}-paper.pdf", prefer_css_page_size=True)
            page.context.close()
            print(state)


def readme() -> None:
    """A finished letter, as a visitor first sees it."""
    with opened() as (browser, url):
        page = tab(browser, url, viewport={"width": 1200, "height": 860})
        walk.letter(page, own_words="My neighbour has not heard from her brother since 2017. She asks me what we do.")
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=ROOT / "docs" / "screenshot.png")
    print(f"docs/screenshot.png: {(ROOT / 'docs' / 'screenshot.png').stat().st_size} bytes")


def main() -> None:
    """Take what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="where the pictures go")
    parser.add_argument("states", nargs="*", help=f"of {', '.join(walk.STATES)} (all)")
    parser.add_argument("--readme", action="store_true", help="take the README's picture instead")
    args = parser.parse_args()
    if args.readme:
        readme()
    elif args.folder:
        pictures(args.folder, args.states or list(walk.STATES))
    else:
        parser.error("which folder?")


if __name__ == "__main__":
    main()
