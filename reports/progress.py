"""How far the making of a file has come, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how many steps are done, and of how many; the last time with both alike."""


class Steps:
    """Counts steps and tells them."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._progress = progress
        self._done = 0

    def done(self) -> None:
        """Note that one more step is done."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total)
