"""The conditions on a choice of sites: how many, floors, budget; whether they can be met, and what would meet them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, vstack

from analysis.siting.mip import Program, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem

_SECONDS = 5.0


def condition_rows(problem: SitingProblem) -> tuple[csr_matrix, NDArray[np.float64], NDArray[np.float64]]:
    """Return the conditions as rows over the candidates, with the least and the most of each."""
    count = problem.candidate_count
    rows, least, most = [csr_matrix(np.ones((1, count)))], [0.0], [float(problem.most_sites)]
    if len(problem.floor_least):
        rows.append(csr_matrix(problem.floors.astype(float)))
        least += problem.floor_least.astype(float).tolist()
        most += [np.inf] * len(problem.floor_least)
    if problem.budget is not None and problem.costs is not None:
        rows.append(csr_matrix(problem.costs[None, :]))
        least.append(0.0)
        most.append(problem.budget)
    return vstack(rows, format="csr"), np.array(least), np.array(most)


def least_for_floors(problem: SitingProblem, *, weights: NDArray[np.float64] | None = None) -> float | None:
    """Return how many sites, or with weights how much cost, the floors need at least; None where none meet them.

    Only the cheapest few candidates that belong to the same floors can be of use, so the others are left out.
    """
    if not len(problem.floor_least):
        return 0.0
    cost = np.ones(problem.candidate_count) if weights is None else weights
    candidates = _of_use(problem, cost)
    floors = csr_matrix(problem.floors[:, candidates].astype(float))
    least = problem.floor_least.astype(float)
    program = Program(
        cost[candidates], floors, least, np.full(len(least), np.inf), np.full(len(candidates), fill_value=True)
    )
    solution = solve(program, seconds=_SECONDS)
    return None if solution.infeasible or solution.x is None else float(cost[candidates] @ np.round(solution.x))


def _of_use(problem: SitingProblem, cost: NDArray[np.float64]) -> NDArray[np.int64]:
    most = int(problem.floor_least.sum())
    _, kind = np.unique(problem.floors, axis=1, return_inverse=True)
    kind = np.asarray(kind).ravel()
    order = np.lexsort((np.arange(len(cost)), cost, kind))
    place = np.arange(len(order)) - np.searchsorted(kind[order], kind[order])
    inside = np.asarray(problem.floors.any(axis=0))[order]
    return np.sort(order[(place < most) & inside])


class Room:
    """How much room a choice in the making still has; a step that would leave the conditions unmeetable is none.

    Parameters
    ----------
    problem
        The problem; its floors and its budget are held to.

    """

    def __init__(self, problem: SitingProblem) -> None:
        self._problem = problem
        self._kinds = self._kind_of()

    def allowed(self, chosen: list[int]) -> NDArray[np.bool_]:
        """Return which candidates may be added to those chosen."""
        problem = self._problem
        free = np.full(problem.candidate_count, fill_value=True)
        free[chosen] = False
        left = problem.most_sites - len(chosen)
        if left <= 0:
            return np.zeros_like(free)
        if problem.budget is not None and problem.costs is not None:
            free &= problem.costs <= problem.budget - problem.costs[chosen].sum() + 1e-9
        if len(problem.floor_least):
            missing = np.maximum(problem.floor_least - problem.floors[:, chosen].sum(axis=1), 0)
            for kind in np.unique(self._kinds):
                members = np.flatnonzero(self._kinds == kind)
                then = np.maximum(missing - problem.floors[:, members[0]], 0)
                if _needed(problem.floors, then) > left - 1:
                    free[members] = False
        return free

    def _kind_of(self) -> NDArray[np.int64]:
        if not len(self._problem.floor_least):
            return np.zeros(self._problem.candidate_count, dtype=np.int64)
        return np.asarray(np.unique(self._problem.floors, axis=1, return_inverse=True)[1]).ravel()


def _needed(floors: NDArray[np.bool_], missing: NDArray[np.int64]) -> int:
    """Return a number of sites that meets what the floors miss: each site taken from where it helps most floors."""
    kinds, count = np.unique(floors, axis=1), 0
    missing = missing.copy()
    while (missing > 0).any():
        helps = (kinds & (missing > 0)[:, None]).sum(axis=0)
        best = int(helps.argmax())
        if not helps[best]:
            return len(floors[0]) + 1
        missing = np.maximum(missing - kinds[:, best], 0)
        count += 1
    return count
