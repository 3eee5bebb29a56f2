"""Typst, which sets what is printed: templates of an organiser or our own, values as data, one thing at a time."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from campaign.errors import FileError, Problem

if TYPE_CHECKING:
    from typst import Compiler

_log = logging.getLogger(__name__)

FOLDER = Path("templates", "print")
FONTS = Path(__file__).parent / "fonts"
"""For headlines, and for Uyghur and Arabic names; typst brings one for European text, and the computer has others."""
PATIENCE = 10.0
"""Seconds to wait for the letters of others."""
PATIENCE_FOR_ONE = 60
"""Seconds that a template may take when it is tried."""

QUIET = 1.0
"""Seconds after the last page until typst is made to forget it."""
PAGES_TO_FORGET = 12
"""typst remembers parts of pages to be quick, and drops those that were in none of the last ten."""

_NO_GLYPH = "could not be displayed"
"""What typst says of a letter that none of its fonts has. It looks at every glyph of the finished page."""


class Typesetter:
    """Makes PDFs of one template, one at a time: a typst compiler must not be used by two threads at once.

    The first of `folders` with a templates/print/NAME.typ wins; fonts in templates/print/fonts are used as well.
    The template gets its values as JSON, under NAME.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        name: str,
        blank: Mapping[str, Any],
        *,
        system_fonts: bool = True,
        patience: float = PATIENCE,
    ) -> None:
        """`blank`: the values of a page that is nobody's; `patience`: seconds to wait for what others print."""
        path = FOLDER / f"{name}.typ"
        self.template = next((folder / path for folder in folders if (folder / path).is_file()), folders[-1] / path)
        self._name = name
        self._fonts = [*font_folders(folders), FONTS]
        self._system_fonts = system_fonts
        self._patience = patience
        self._blank = blank
        self._lock = Lock()
        self._compiler: Compiler | None = None
        self._forgetting: Timer | None = None

    def pdf(self, values: Mapping[str, Any]) -> bytes:
        """A PDF file. Raises FileError: "pdf-glyph" when a letter is in no font, "pdf-failed" for all else."""
        if not self._lock.acquire(timeout=self._patience):
            raise FileError("pdf-failed")
        try:
            return self.typeset(values)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as problem:  # a panic inside typst is no Exception
            # Neither log nor error holds what typst says: it may quote the values.
            code = "pdf-glyph" if _NO_GLYPH in str(problem) else "pdf-failed"
            if code == "pdf-failed":
                self._compiler = None
                _log.error("no PDF: %s in typst (`campaign check` tries the template)", type(problem).__name__)
            raise FileError(code) from None
        finally:
            self._forget_soon()
            self._lock.release()

    def _forget_soon(self) -> None:
        """Under the lock: once nobody has printed for a moment."""
        if self._forgetting:
            self._forgetting.cancel()
        self._forgetting = Timer(QUIET, self.forget)
        self._forgetting.daemon = True
        self._forgetting.start()

    def forget(self) -> None:
        """Set a page of nobody's until typst has dropped all that somebody wrote, which it would keep for ever else."""
        with self._lock:
            for _ in range(PAGES_TO_FORGET):
                with suppress(BaseException):  # a panic inside typst is no Exception; nobody waits for this page
                    self.typeset(self._blank)

    def typeset(self, values: Mapping[str, Any]) -> bytes:
        """The same by one thread alone, with whatever typst raises."""
        data = json.dumps(values, ensure_ascii=False)
        if self._compiler is None:
            self._compiler = self._start()
        made = self._compiler.compile(
            input=self.template, format="pdf", pdf_standards=["ua-1"], sys_inputs={self._name: data}
        )
        assert isinstance(made, bytes)  # noqa: S101 - it is a list for pictures alone
        return made

    def _start(self) -> Compiler:
        """Look for fonts, once: it takes far longer than a page. Imported here, for commands without a PDF."""
        from typst import Compiler

        return Compiler(root=self.template.parent, font_paths=self._fonts, ignore_system_fonts=not self._system_fonts)


def font_folders(folders: Sequence[Path]) -> list[Path]:
    """Where an organiser may put fonts for more scripts."""
    return [found for folder in folders if (found := folder / FOLDER / "fonts").is_dir()]


def check_template(folders: Sequence[Path], name: str, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What is wrong in an organiser's own template, tried on `values`. The last folder's, ours, is not tried.

    It is tried in a process of its own. typst starts threads, and a server that checks first and forks its workers then
    would give them a typst that waits for ever for threads which they do not have.
    """
    path = FOLDER / f"{name}.typ"
    if Typesetter(folders, name, values).template == folders[-1] / path:
        return ()
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", __name__],
            input=json.dumps([[str(folder) for folder in folders], name, values]),
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE_FOR_ONE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            start_new_session=True,  # Ctrl-C is for us alone, and then it is ended
        )
    except subprocess.CalledProcessError:
        return (Problem(path.as_posix(), 1, 0, "typst broke off in the middle of this template"),)
    except subprocess.TimeoutExpired:
        return (Problem(path.as_posix(), 1, 0, f"this page was not finished in {PATIENCE_FOR_ONE} seconds"),)
    return tuple(Problem(path.as_posix(), *wrong) for wrong in json.loads(done.stdout))


def _tried(folders: Sequence[str], name: str, values: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """Line, column and message of what is wrong, if anything is."""
    try:
        Typesetter([Path(folder) for folder in folders], name, values).typeset(values)
    except Exception as problem:
        said = getattr(problem, "message", None) or type(problem).__name__
        place = re.search(r"\.typ:([0-9]+):([0-9]+)", getattr(problem, "diagnostic", ""))
        line, column = (int(place[1]), int(place[2])) if place else (1, 0)
        return [(line, column, " ".join(said.split()))]
    return []


if __name__ == "__main__":
    json.dump(_tried(*json.load(sys.stdin)), sys.stdout)
