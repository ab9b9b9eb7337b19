"""p-center: the best choice for a few demand points, which grow by the farthest until the choice serves all."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, vstack

from analysis.siting.branching import BEFORE_HIGHS
from analysis.siting.conditions import condition_rows
from analysis.siting.errors import SitingError
from analysis.siting.greedy import greedy_distance, greedy_rows
from analysis.siting.incumbent import Incumbent, Watch, bettered, bounded, nothing
from analysis.siting.mip import Program, solve
from analysis.siting.problem import Objective
from analysis.siting.record import Record
from analysis.siting.reduction import essential
from analysis.siting.relaxation import RelaxedCover, tightened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem

_MOST_AT_ONCE: Final = 1_500_000
"""Where there are no more distances all demand points are looked at from the start."""
_FEW_SITES: Final = 5
"""So many sites depend on few demand points."""


def fairest(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return the choice whose farthest demand point is nearest.

    The farthest of a few demand points is a bound for all of them. The few begin with those that are farthest now and
    grow by the one that is farthest from the choice that is best for them; when none is farther, the choice is best.
    For more than a few sites, where distances are not too many, the few are all of them.
    """
    best, rows = nothing(problem, 0.0), np.arange(problem.demand_count)
    if problem.most_sites > _FEW_SITES and len(rows) * problem.candidate_count <= _MOST_AT_ONCE:
        best = _rough(problem, watch)
    else:
        rows = _spread(problem)
    km = np.minimum(problem.km(rows=rows), problem.now_km[rows, None])
    bound = 0.0
    while time.monotonic() < until:
        bound, chosen = _best_for(problem, km, problem.now_km[rows], (bound, best.value), until)
        best = bounded(best if chosen is None else bettered(best, problem, chosen), problem, bound)
        if best.value <= bound:
            return replace(best, bound=best.value, proven=True)
        watch(best)
        if chosen is None:
            break
        here = problem.now_km.astype(np.float64)
        if len(chosen):
            here = np.minimum(here, problem.km(columns=np.array(chosen, dtype=np.int64)).min(axis=1))
        farthest = int(here.argmax())
        rows = np.append(rows, farthest)
        added = np.minimum(problem.km(rows=rows[-1:]), problem.now_km[rows[-1:], None])
        km = np.vstack([km, added])
    return best if best.chosen else _rough(problem, watch)


def _rough(problem: SitingProblem, watch: Watch) -> Incumbent:
    """Return a greedy choice where the time was over before the first."""
    now = np.where(np.isfinite(problem.now_km), problem.now_km, np.float32(20_000.0))
    best = bettered(nothing(problem, 0.0), problem, greedy_distance(problem, problem.km(), now))
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
    problem: SitingProblem, km: NDArray[np.float32], now: NDArray[np.float32], limits: tuple[float, float], until: float
) -> tuple[float, list[int] | None]:
    """Return the least radius at which a choice serves the rows, and the choice; out of time a bound of it, or None.

    limits are a bound that the radius is not below, and the value of a choice that is known.
    """
    least, most = limits
    radii = np.unique(km[(km >= np.float32(least)) & (km < most)])
    radii = radii if len(radii) and radii[0] <= least else np.concatenate([[np.float32(least)], radii])
    low, high, best = 0, len(radii) - 1, None
    probe = low
    while low <= high:
        if time.monotonic() > until:
            return float(radii[low]), best
        serves = _serving(problem, km <= radii[probe], now <= radii[probe], until)
        if serves is None:
            low = probe + 1
        else:
            high, best = probe - 1, serves
        probe = (low + high) // 2
    if best is None and not np.isfinite(most):
        raise SitingError("siting_infeasible")
    return float(radii[low]) if low < len(radii) else most, best


def _serving(
    problem: SitingProblem, near: NDArray[np.bool_], served: NDArray[np.bool_], until: float
) -> list[int] | None:
    """Return few enough candidates that are near to every row not served yet, or None where too many are needed."""
    rows = near[~served]
    if rows.shape[0] and not rows.any(axis=1).all():
        return None
    kinds = np.vstack([rows, problem.floors]) if len(problem.floor_least) else rows
    useful = _first_of_each(kinds, problem.costs, copies=int(problem.floor_least.max(initial=1)))
    matrix = csr_matrix(rows[:, useful].astype(float))
    greedy = useful[greedy_rows(csc_matrix(matrix), np.ones(len(rows)), most=len(useful))]
    if problem.meets(greedy):
        return list(map(int, greedy))
    matrix, _, useful = essential(problem, matrix, np.ones(len(rows), dtype=np.int64), useful)
    left = _left(problem, matrix, until)
    if left is None:
        return None
    useful, matrix = useful[left], csr_matrix(matrix[:, left])
    conditions, least, most = condition_rows(problem)
    solution = solve(
        Program(
            cost=np.ones(len(useful)),
            rows=vstack([matrix, conditions[:, useful]], format="csr"),
            row_lower=np.concatenate([np.ones(matrix.shape[0]), least]),
            row_upper=np.concatenate([np.full(matrix.shape[0], np.inf), most]),
            integer=np.full(len(useful), fill_value=True),
        ),
        seconds=max(1.0, until - time.monotonic()),
        absolute_gap=0.999,
    )
    return None if solution.x is None else useful[np.flatnonzero(solution.x > 0.5)].tolist()


def _left(problem: SitingProblem, matrix: csr_matrix, until: float) -> NDArray[np.int64] | None:
    """Return the columns that few enough sites covering all rows are among; None where prices prove too many needed."""
    rows, columns = matrix.shape
    record = Record(
        replace(problem, objective=Objective.LSCP), Incumbent((), problem.most_sites + 1.0, 0.0), lambda _: None,
        cost_of=lambda _: np.inf,
    )  # fmt: skip
    relaxed = RelaxedCover(
        rows=np.arange(rows), weights=np.ones(rows), highest=np.full(rows, np.inf), candidates=np.arange(columns),
        opened=(), sites=columns, cost=1.0, base=0.0, matrix=matrix,
    )  # fmt: skip
    whole = tightened(relaxed, np.full(rows, problem.most_sites / rows), record, until=until, effort=BEFORE_HIGHS)
    if whole.bound > record.limit:
        return None
    return np.sort(np.concatenate([whole.relaxed.candidates, np.array(whole.relaxed.opened, dtype=np.int64)]))


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
