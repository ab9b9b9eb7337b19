"""A fault in one row stays that row's: the rows that can be worked through are found, the others named."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, TypeVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Result = TypeVar("Result")

# So many attempts at most: where every row faults the rest is refused unseen.
_MOST_ATTEMPTS: Final = 2_000


def run_guarded(rows: Sequence[int], work: Callable[[Sequence[int]], Result]) -> tuple[Result, dict[int, str]]:
    """Return what a piece of work makes of the rows that it can take, and by row the fault of each other.

    The work is tried with all rows at once. Where that faults, halves are tried, and joined again as far as they go
    together: a fault that two rows only make together is the later one's.

    Parameters
    ----------
    rows
        Positions, in order.
    work
        A pure function of positions; sentences for people (`KlaiBaanError`) pass through it.

    """
    search = _Search(work)
    good = search.sound(list(rows))
    result = search.results[-1] if search.rows_of_last == good else work(good)
    lost = set(rows) - set(good)
    return result, {row: search.faults.get(row, search.last) for row in sorted(lost)}


class _Search:
    def __init__(self, work: Callable[[Sequence[int]], object]) -> None:
        self.work = work
        self.attempts = 0
        self.faults: dict[int, str] = {}
        self.results: list[Any] = []
        self.rows_of_last: list[int] | None = None
        self.last = ""

    def runs(self, rows: Sequence[int]) -> bool:
        """Return whether the work takes these rows."""
        self.attempts += 1
        if self.attempts > _MOST_ATTEMPTS:
            return False
        try:
            self.results = [self.work(rows)]
        except KlaiBaanError:
            raise
        except Exception as error:
            if not self.last:
                logging.getLogger(__name__).exception("A row could not be worked through")
            self.last = type(error).__name__
            if len(rows) == 1:
                self.faults[rows[0]] = self.last
            return False
        self.rows_of_last = list(rows)
        return True

    def sound(self, rows: list[int]) -> list[int]:
        """Return the rows that the work takes together."""
        if self.runs(rows):
            return rows
        if len(rows) <= 1:
            return []
        half = len(rows) // 2
        first, second = self.sound(rows[:half]), self.sound(rows[half:])
        # Where both halves ran whole the fault lies between them.
        return self.joined(first, second)

    def joined(self, first: list[int], second: list[int]) -> list[int]:
        """Return the first rows with those of the second that go with them."""
        if not first or not second or self.runs(first + second):
            return first + second
        if len(second) == 1:
            self.faults[second[0]] = self.last
            return first
        half = len(second) // 2
        return self.joined(self.joined(first, second[:half]), second[half:])
