"""p-center: the best choice for a few demand points, which grow by the farthest until the choice serves all."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, vstack

from analysis.siting.conditions import condition_rows
from analysis.siting.errors import SitingError
from analysis.siting.greedy import greedy_distance
from analysis.siting.incumbent import Incumbent, Watch, bettered, bounded, nothing
from analysis.siting.mip import Program, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem


def fairest(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return the choice whose farthest demand point is nearest.

    The farthest of a few demand points is a bound for all of them. The few begin with the one that is farthest now and
    grow by the one that is farthest from the choice that is best for them; when none is farther, the choice is best.
    """
    best = nothing(problem, 0.0)
    rows = _spread(problem)
    km = np.minimum(problem.km(rows=rows), problem.now_km[rows, None])
    bound, chosen = 0.0, None
    while time.monotonic() < until:
        bound, chosen = _best_for(problem, km, problem.now_km[rows], bound, until)
        if chosen is None:
            break
        best = bounded(bettered(best, problem, chosen), problem, bound)
        if best.value <= bound:
            return replace(best, bound=best.value, proven=True)
        watch(best)
        here = problem.now_km.astype(np.float64)
        if len(chosen):
            here = np.minimum(here, problem.km(columns=np.array(chosen, dtype=np.int64)).min(axis=1))
        farthest = int(here.argmax())
        rows = np.append(rows, farthest)
        added = np.minimum(problem.km(rows=rows[-1:]), problem.now_km[rows[-1:], None])
        km = np.vstack([km, added])
    return best if best.chosen else _rough(problem, until, watch)


def _rough(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return a greedy choice where the time was over before the first."""
    now = np.where(np.isfinite(problem.now_km), problem.now_km, np.float32(20_000.0))
    best = bettered(nothing(problem, 0.0), problem, greedy_distance(problem, problem.km(), now, until=until))
    watch(best)
    return best


def _spread(problem: SitingProblem) -> NDArray[np.int64]:
    """Return a few demand points far from each other and from what is open: each the farthest from those before."""
    far = problem.now_km.astype(np.float64)
    rows: list[int] = []
    for _ in range(min(problem.most_sites + 2, problem.demand_count)):
        row = int(far.argmax())
        if row in rows or far[row] <= 0:
            break
        rows.append(row)
        gap = np.sqrt(((problem.demand_xyz - problem.demand_xyz[row]) ** 2).sum(axis=1)) / 1000.0
        far = np.minimum(far, gap)
    return np.array(rows, dtype=np.int64)


def _best_for(
    problem: SitingProblem, km: NDArray[np.float32], now: NDArray[np.float32], least: float, until: float
) -> tuple[float, list[int] | None]:
    """Return the least radius, not below a known one, at which a choice serves the rows, and the choice."""
    radii = np.unique(km[km >= np.float32(least)])
    radii = radii if len(radii) and radii[0] <= least else np.concatenate([[np.float32(least)], radii])
    low, high, best = 0, len(radii) - 1, None
    probe = low
    while low <= high:
        if time.monotonic() > until:
            return least, None
        serves = _serving(problem, km <= radii[probe], now <= radii[probe], until)
        if serves is None:
            low = probe + 1
        else:
            high, best = probe - 1, (float(radii[probe]), serves)
        probe = (low + high) // 2
    if best is None:
        raise SitingError("siting_infeasible")
    return best


def _serving(
    problem: SitingProblem, near: NDArray[np.bool_], served: NDArray[np.bool_], until: float
) -> list[int] | None:
    """Return the fewest candidates that are near to every row not served yet, or None where too many are needed."""
    rows = near[~served]
    if rows.shape[0] and not rows.any(axis=1).all():
        return None
    kinds = np.vstack([rows, problem.floors]) if len(problem.floor_least) else rows
    useful = _first_of_each(kinds, problem.costs, copies=int(problem.floor_least.max(initial=1)))
    conditions, least, most = condition_rows(problem)
    solution = solve(
        Program(
            cost=np.ones(len(useful)),
            rows=vstack([csr_matrix(rows[:, useful].astype(float)), conditions[:, useful]], format="csr"),
            row_lower=np.concatenate([np.ones(len(rows)), least]),
            row_upper=np.concatenate([np.full(len(rows), np.inf), most]),
            integer=np.full(len(useful), fill_value=True),
        ),
        seconds=max(1.0, until - time.monotonic()),
        absolute_gap=0.999,
    )
    return None if solution.x is None else useful[np.flatnonzero(solution.x > 0.5)].tolist()


def _first_of_each(kinds: NDArray[np.bool_], costs: NDArray[np.float64] | None, *, copies: int) -> NDArray[np.int64]:
    """Return the first candidates (the cheapest, with costs) of those that serve the same rows and floors."""
    if not kinds.shape[0]:
        return np.arange(min(copies, kinds.shape[1]))
    packed = np.packbits(kinds, axis=0)
    _, kind = np.unique(packed, axis=1, return_inverse=True)
    kind = np.asarray(kind).ravel()
    cost = np.zeros(len(kind)) if costs is None else costs
    order = np.lexsort((np.arange(len(kind)), cost, kind))
    place = np.arange(len(order)) - np.searchsorted(kind[order], kind[order])
    return np.sort(order[(place < copies) & np.asarray(kinds.any(axis=0))[order]])
