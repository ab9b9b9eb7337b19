"""What is said of each row, gathered while a sheet is worked through, and the outcome that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from registry.importing.problems import ACCEPTED, DUPLICATE, NOTED, REJECTED, WARNED, RowProblem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_RANK = {NOTED: 0, WARNED: 1, DUPLICATE: 2, REJECTED: 3}
# A row that is no row of the list: nothing more is to be said of it.
SET_APART = frozenset({"row_total", "row_header", "row_heading", "row_note"})
_OUTCOME = np.array([ACCEPTED, WARNED, DUPLICATE, REJECTED], dtype=object)


class Findings:
    """Problems by row, rows counted from 0 within the sheet's body; most rows have none."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._rank = np.zeros(count, dtype=np.int8)
        self._problems: dict[int, list[RowProblem]] = {}
        self._apart: dict[int, RowProblem] = {}
        self.of: dict[int, str] = {}

    def add(self, row: int, problem: RowProblem, *, of: str = "", instead: RowProblem | None = None) -> None:
        """Say something of a row, or a worse thing instead; ``of`` is the id of the row that it is a duplicate of."""
        if row in self._apart:
            return
        if problem.key in SET_APART:
            self._apart[row] = problem
        problems = self._problems.setdefault(row, [])
        if instead is not None:
            problems.remove(instead)
        problems.append(problem)
        self._rank[row] = max(self._rank[row], _RANK[problem.severity])
        if of and problem.severity == DUPLICATE:
            self.of[row] = of

    def where(self, rows: Sequence[bool]) -> Findings:
        """Return the same findings, deaf to what is said of other rows."""
        return _Where(self, rows)

    def refused(self) -> NDArray[np.bool_]:
        """Return which rows are rejected so far."""
        return np.asarray(self._rank == _RANK[REJECTED])

    def apart(self) -> dict[int, RowProblem]:
        """Return by row why it is no row of the list, in their order."""
        return {row: self._apart[row] for row in sorted(self._apart)}

    def settled(self) -> NDArray[np.bool_]:
        """Return which rows are rejected or duplicates so far."""
        return np.asarray(self._rank >= _RANK[DUPLICATE])

    def outcomes(self) -> NDArray[np.object_]:
        """Return the outcome of each row: its worst problem decides."""
        return np.asarray(_OUTCOME[self._rank], dtype=object)

    def problems(self, row: int) -> list[RowProblem]:
        """Return what is said of a row, the worst first."""
        return sorted(self._problems.get(row, ()), key=lambda problem: -_RANK[problem.severity])

    def by_row(self) -> list[list[RowProblem]]:
        """Return what is said of each row, the worst first. Rows without a problem share one list."""
        nothing: list[RowProblem] = []
        problems = [nothing] * self.count
        for row in self._problems:
            problems[row] = self.problems(row)
        return problems


class _Where(Findings):
    def __init__(self, findings: Findings, rows: Sequence[bool]) -> None:
        super().__init__(findings.count)
        self._all, self._heard = findings, rows

    def add(self, row: int, problem: RowProblem, *, of: str = "", instead: RowProblem | None = None) -> None:
        if self._heard[row]:
            self._all.add(row, problem, of=of, instead=instead)

    def refused(self) -> NDArray[np.bool_]:
        return self._all.refused()
