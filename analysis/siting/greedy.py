"""A good choice at once: the best site after the best site, then exchanges as long as one helps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csc_matrix

from analysis.siting.conditions import Room
from analysis.siting.problem import Objective

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem


def greedy_cover(problem: SitingProblem, *, people: NDArray[np.int64] | None = None) -> list[int]:
    """Return candidates in the order in which each covers most people not covered before; ties to the first.

    Ends where nobody more is covered and the floors are met.
    """
    cover = csc_matrix(problem.cover)
    weights = (problem.people if people is None else people).astype(np.float64)
    open_weights = np.where(problem.covered_now, 0.0, weights)
    gains = cover.T @ open_weights
    by_row = problem.cover
    room, chosen = Room(problem), list[int]()
    while True:
        allowed = room.allowed(chosen)
        if not allowed.any():
            return chosen
        best = int(
            np.where(allowed, gains if problem.costs is None else _per_cost(gains, problem.costs), -1.0).argmax()
        )
        if gains[best] <= 0 and _floors_met(problem, chosen):
            return chosen
        chosen.append(best)
        rows = cover.indices[cover.indptr[best] : cover.indptr[best + 1]]
        fresh = rows[open_weights[rows] > 0]
        lost = open_weights[fresh]
        open_weights[fresh] = 0.0
        if len(fresh):
            gains -= by_row[fresh].T @ lost


def exchange_cover(problem: SitingProblem, chosen: list[int], *, until: float) -> list[int]:
    """Return a choice that no exchange of one site for another improves (MCLP), or that of when time is over."""
    cover, weights = csc_matrix(problem.cover), np.where(problem.covered_now, 0, problem.people).astype(np.float64)
    chosen = list(chosen)
    improved = bool(chosen)
    while improved and time.monotonic() < until:
        improved = False
        for position in range(len(chosen)):
            others = chosen[:position] + chosen[position + 1 :]
            covered = np.asarray(cover[:, others].sum(axis=1)).ravel() > 0 if others else np.zeros(len(weights), bool)
            gains = cover.T @ np.where(covered, 0.0, weights)
            gains[others] = -1.0
            best = _first_that_meets(problem, others, gains, gains[chosen[position]])
            if best is not None:
                chosen[position], improved = best, True
    return chosen


def without_superfluous(problem: SitingProblem, chosen: list[int]) -> list[int]:
    """Return a choice less the sites that cover nobody whom another does not (the last chosen first)."""
    cover = csc_matrix(problem.cover)
    open_rows = ~problem.covered_now
    rest = list(chosen)
    for site in reversed(chosen):
        others = [one for one in rest if one != site]
        counts = np.asarray(cover[:, others].sum(axis=1)).ravel() if others else np.zeros(problem.demand_count)
        rows = cover.indices[cover.indptr[site] : cover.indptr[site + 1]]
        if not ((counts[rows] == 0) & open_rows[rows]).any() and _floors_met(problem, others):
            rest = others
    return rest


def greedy_distance(
    problem: SitingProblem,
    km: NDArray[np.floating],
    now: NDArray[np.floating],
    *,
    until: float,
    watch: Callable[[list[int]], None] | None = None,
) -> list[int]:
    """Return a choice for p-median or p-center: greedy by person-kilometres, then (p-median) exchanges.

    Parameters
    ----------
    problem
        The problem.
    km
        All its distances, demand points × candidates.
    now
        The distance of each demand point to the nearest open centre, finite.
    until
        When to end (`time.monotonic`).
    watch
        Called with the choice before exchanges begin.

    """
    people = problem.people.astype(km.dtype)
    room, chosen = Room(problem), list[int]()
    here = now
    while True:
        allowed = room.allowed(chosen)
        if not allowed.any():
            break
        gains = saved(km, here, people)
        best = int(
            np.where(allowed, gains if problem.costs is None else _per_cost(gains, problem.costs), -1.0).argmax()
        )
        if gains[best] <= 0 and _floors_met(problem, chosen):
            break
        chosen.append(best)
        here = np.minimum(here, km[:, best])
    if watch is not None:
        watch(chosen)
    if problem.objective is Objective.PMEDIAN:
        chosen = _exchange_median(problem, km, now, chosen, until=until)
    return chosen


def saved(km: NDArray[np.floating], here: NDArray[np.floating], people: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the person-kilometres that each candidate would save."""
    gains = np.zeros(km.shape[1])
    step = max(1, 4_000_000 // max(1, km.shape[1]))
    for first in range(0, len(km), step):
        block = slice(first, first + step)
        gains += people[block] @ np.maximum(here[block, None] - km[block], np.float32(0))
    return gains


def canonical(problem: SitingProblem, chosen: list[int]) -> list[int]:
    """Return a choice of a cover problem in the candidates' order, each site the first that covers the same people.

    People covered by an open centre already do not count, and the value stays what it is.
    """
    cover = csc_matrix(problem.cover[np.flatnonzero(~problem.covered_now)])
    cover.sort_indices()
    alike: dict[bytes, list[int]] = {}
    keys = [cover.indices[cover.indptr[site] : cover.indptr[site + 1]].tobytes() for site in range(cover.shape[1])]
    for site, key in enumerate(keys):
        alike.setdefault(key, []).append(site)
    result = sorted(chosen)
    for position, site in enumerate(result):
        others = result[:position] + result[position + 1 :]
        for other in alike[keys[site]]:
            if other >= site:
                break
            if other not in others and problem.meets(np.array([*others, other], dtype=np.int64)):
                result[position] = other
                break
    return sorted(result)


def _exchange_median(
    problem: SitingProblem,
    km: NDArray[np.floating],
    now: NDArray[np.floating],
    chosen: list[int],
    *,
    until: float,
) -> list[int]:
    people = problem.people.astype(km.dtype)
    improved = bool(chosen)
    while improved and time.monotonic() < until:
        improved = False
        for position in range(len(chosen)):
            if time.monotonic() > until:
                return chosen
            others = chosen[:position] + chosen[position + 1 :]
            here = np.minimum(now, km[:, others].min(axis=1)) if others else now
            gains = saved(km, here, people)
            gains[others] = -1.0
            best = _first_that_meets(problem, others, gains, gains[chosen[position]] * (1 + 1e-6))
            if best is not None:
                chosen[position], improved = best, True
    return chosen


def _first_that_meets(
    problem: SitingProblem, others: list[int], gains: NDArray[np.float64], above: float
) -> int | None:
    """Return the candidate of most gain above a value that goes with the others, the first of equals."""
    better = np.flatnonzero(gains > above)
    if not len(problem.floor_least) and problem.budget is None:
        return int(better[gains[better].argmax()]) if len(better) else None
    for site in better[np.argsort(-gains[better], kind="stable")]:
        if problem.meets(np.append(np.array(others, dtype=np.int64), site)):
            return int(site)
    return None


def _per_cost(gains: NDArray[np.float64], costs: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(gains / np.maximum(costs, 1e-9))


def _floors_met(problem: SitingProblem, chosen: list[int]) -> bool:
    return not len(problem.floor_least) or bool((problem.floors[:, chosen].sum(axis=1) >= problem.floor_least).all())
