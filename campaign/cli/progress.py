"""Progress on long work: one line that is written over on a terminal, a line for each tenth elsewhere."""

from __future__ import annotations

import sys

WIDTH = 30


class Progress:
    """Call it with what is done and what there is in all."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._over = sys.stderr.isatty()
        self._last = -1

    def __call__(self, done: int, total: int) -> None:
        """Show it, if it has moved on."""
        step = done * (100 if self._over else 10) // max(total, 1)
        if step == self._last:
            return
        self._last = step
        share = done / max(total, 1)
        bar = "#" * round(share * WIDTH)
        text = f"{self._label} [{bar:<{WIDTH}}] {share:4.0%}" if self._over else f"{self._label}: {share:.0%}"
        print(f"\r{text}" if self._over else text, end="" if self._over else "\n", file=sys.stderr, flush=True)

    def close(self) -> None:
        """End the line."""
        if self._over and self._last >= 0:
            print(file=sys.stderr)
