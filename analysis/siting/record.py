"""The best choice and the tightest bound of a search, as costs: whatever is asked, less is better here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.siting.incumbent import bettered, bounded
from analysis.siting.problem import Objective

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from analysis.siting.incumbent import Incumbent, Watch
    from analysis.siting.problem import SitingProblem

_SAME: Final = 1e-9
_ROUNDING: Final = 1e-3


class Record:
    """The best choice so far. A choice of MCLP costs the people whom it leaves uncovered.

    Parameters
    ----------
    problem, best
        The problem, and the best choice to begin with.
    watch
        Called with each better choice or bound.
    cost_of
        What a choice costs, quickly; infinite where it is none.
    near
        Returns a good choice from the few candidates that prices chose of late, and from their choice of now.

    """

    def __init__(
        self,
        problem: SitingProblem,
        best: Incumbent,
        watch: Watch,
        *,
        cost_of: Callable[[NDArray[np.int64]], float],
        near: Callable[[NDArray[np.int64], list[int]], Sequence[int]] = lambda _, chosen: chosen,
    ) -> None:
        self.best = best
        self._problem, self._watch = problem, watch
        self._cost_of, self._near = cost_of, near
        self._all = float(problem.people[~problem.covered_now].sum())
        self._seen: set[tuple[int, ...]] = set()

    @property
    def value(self) -> float:
        """What the best choice costs; infinite without one."""
        return self.best.value if self._problem.objective.minimises else self._all - self.best.value

    @property
    def limit(self) -> float:
        """What a better choice costs at most: people and sites are whole."""
        if self._problem.objective is Objective.PMEDIAN:
            return self.value * (1.0 - _SAME)
        return self.value - 1.0 + _ROUNDING

    def offer(self, chosen: Sequence[int]) -> None:
        """Take a choice up where it is better."""
        sites = tuple(sorted(chosen))
        if sites in self._seen:
            return
        self._seen.add(sites)
        if self._cost_of(np.array(sites, dtype=np.int64)) < self.value:
            self._take(bettered(self.best, self._problem, sites))

    def improve(self, few: NDArray[np.int64], chosen: list[int]) -> None:
        """Look for a better choice among a few candidates, and near to a choice."""
        self.offer(self._near(few, chosen))

    def tell(self, bound: float) -> None:
        """Take up that no choice costs less."""
        if self._problem.objective is Objective.PMEDIAN:
            self._take(bounded(self.best, self._problem, bound))
            return
        whole = float(np.ceil(bound - _ROUNDING))
        self._take(bounded(self.best, self._problem, whole if self._problem.objective.minimises else self._all - whole))

    def _take(self, best: Incumbent) -> None:
        if best != self.best:
            self.best = best
            self._watch(best)
