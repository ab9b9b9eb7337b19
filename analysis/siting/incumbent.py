"""The best choice so far of a search, with the bound that no choice beats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from analysis.siting.problem import SitingProblem


@dataclass(frozen=True)
class Incumbent:
    """The best choice so far.

    chosen
        Candidates, by number.
    value
        What it is worth (`SitingProblem.value`); infinite (minus infinity for MCLP) where there is no choice yet.
    bound
        No choice is better than this.
    proven
        Whether it is proven best.
    """

    chosen: tuple[int, ...]
    value: float
    bound: float
    proven: bool = False

    @property
    def gap(self) -> float:
        """How far the value may be from the best, as a share of the value (0 and up)."""
        if self.proven or self.value == self.bound:
            return 0.0
        return abs(self.bound - self.value) / abs(self.value) if self.value else float("inf")


Watch = Callable[[Incumbent], None]


def nothing(problem: SitingProblem, bound: float) -> Incumbent:
    """Return the incumbent of a search that has no choice yet."""
    return Incumbent((), np.inf if problem.objective.minimises else -np.inf, bound)


def bettered(best: Incumbent, problem: SitingProblem, chosen: Iterable[int]) -> Incumbent:
    """Return the incumbent with another choice where that meets the conditions and is better."""
    sites = np.array(sorted(chosen), dtype=np.int64)
    if not problem.meets(sites):
        return best
    value = problem.value(sites)
    better = value < best.value if problem.objective.minimises else value > best.value
    return replace(best, chosen=tuple(sites.tolist()), value=value) if better else best


def bounded(best: Incumbent, problem: SitingProblem, bound: float) -> Incumbent:
    """Return the incumbent with another bound where that is tighter; it never passes the value."""
    if problem.objective.minimises:
        return replace(best, bound=min(max(best.bound, bound), best.value))
    return replace(best, bound=max(min(best.bound, bound), best.value))
