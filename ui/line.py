"""One line for heavy work: so much is done at a time, the rest waits its turn, and more than that is refused."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Final

from geodata.errors import KlaiBaanError

AT_ONCE: Final = 2
"""Pieces of work at a time: one for each core of a small server, so that a short one passes a long one."""
MOST_WAITING: Final = 12


class Line:
    """A line of work, done in the order of its coming, so much of it at a time."""

    def __init__(self, *, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING) -> None:
        self._at_once, self._most_waiting = at_once, most_waiting
        self._at_work = 0
        self._waiting: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()

    def enter(self, work: Callable[[], None]) -> None:
        """Have work done, now or when its turn comes; it says itself what became of it.

        Raises
        ------
        KlaiBaanError
            The line is full.

        """
        with self._lock:
            if self._at_work >= self._at_once:
                if len(self._waiting) >= self._most_waiting:
                    raise KlaiBaanError("line_full", most=self._most_waiting)
                self._waiting.append(work)
                return
            self._at_work += 1
        threading.Thread(target=self._go_on, args=(work,), daemon=True).start()

    def before(self, work: Callable[[], None]) -> int:
        """Return how many pieces of work come before one that waits; 0 for one that does not."""
        with self._lock:
            waiting = list(self._waiting)
            return self._at_work + waiting.index(work) if work in waiting else 0

    def leave(self, work: Callable[[], None]) -> bool:
        """Take work out of the line; return False where its turn has come already."""
        with self._lock:
            if work not in self._waiting:
                return False
            self._waiting.remove(work)
            return True

    def _go_on(self, work: Callable[[], None]) -> None:
        while True:
            try:
                work()
            finally:
                with self._lock:
                    following = self._waiting.popleft() if self._waiting else None
                    if following is None:
                        self._at_work -= 1
            if following is None:
                return
            work = following


HEAVY: Final = Line()
"""The line of this process: imports, searches for sites, briefs of many areas."""
