"""p-median: greedy with exchanges, a Lagrangian bound, and HiGHS over the candidates that the bound leaves."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_matrix, vstack

from analysis.siting.conditions import condition_rows
from analysis.siting.greedy import greedy_distance, saved
from analysis.siting.incumbent import Incumbent, Watch, bettered, bounded, nothing
from analysis.siting.mip import Program, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem

_STEPS: Final = 600
_MOST_EXACT: Final = 4_000_000
"""Above so many distances sums are taken in single precision, and the bound gives way by as much."""
_MOST_VARIABLES: Final = 300_000
_SAME: Final = 1e-9
_NOWHERE_KM: Final = 20_000.0
"""How far the nearest centre is where there is none: beyond every distance on Earth that matters here."""


def least_travel(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return the choice of least person-kilometres to the nearest open centre."""
    best = nothing(problem, 0.0)
    if problem.demand_count * problem.candidate_count > _MOST_EXACT:
        best = _among_some(problem, best, until)
        watch(best)
    km = problem.km()
    if km.size <= _MOST_EXACT:
        km = km.astype(np.float64)
    now = np.where(np.isfinite(problem.now_km), problem.now_km, _NOWHERE_KM).astype(km.dtype)

    def first(chosen: list[int]) -> None:
        watch(bettered(best, problem, chosen))

    start = greedy_distance(
        problem, km, now, until=min(until, time.monotonic() + (until - time.monotonic()) / 2), watch=first
    )
    best = bettered(best, problem, start)
    watch(best)
    best, candidates = _lagrange(problem, km, now, best, until=until, watch=watch)
    if best.proven or time.monotonic() > until:
        return best
    near = np.minimum(km[:, candidates], now[:, None]) < now[:, None]
    return (
        best
        if near.sum() > _MOST_VARIABLES
        else _by_highs(problem, km, now, candidates, best, until=until, watch=watch)
    )


def _among_some(problem: SitingProblem, best: Incumbent, until: float) -> Incumbent:
    """Return a greedy choice among every so many candidates: an answer before all distances are known."""
    some = np.arange(0, problem.candidate_count, -(-problem.candidate_count * problem.demand_count // _MOST_EXACT))
    part = replace(
        problem, candidate_lon=problem.candidate_lon[some], candidate_lat=problem.candidate_lat[some],
        floors=problem.floors[:, some] if len(problem.floor_least) else problem.floors,
        costs=None if problem.costs is None else problem.costs[some],
    )  # fmt: skip
    now = np.where(np.isfinite(problem.now_km), problem.now_km, np.float32(_NOWHERE_KM))
    return bettered(best, problem, some[greedy_distance(part, part.km(), now, until=until)].tolist())


def _lagrange(
    problem: SitingProblem,
    km: NDArray[np.floating],
    now: NDArray[np.floating],
    best: Incumbent,
    *,
    until: float,
    watch: Watch,
) -> tuple[Incumbent, NDArray[np.int64]]:
    """Return the incumbent with a Lagrangian bound, and the candidates that a better choice can have.

    Relaxed is that each demand point is served once; floors and budget are left out of the bound, which stays one.
    ``reach`` is the multiplier of a demand point by person: what it would pay for the way, in km.
    """
    people = problem.people.astype(km.dtype)
    weights = problem.people.astype(np.float64)
    slack = 0.0 if km.dtype == np.float64 else 2e-6
    reach = now if not best.chosen else np.minimum(now, km[:, list(best.chosen)].min(axis=1))
    reach = reach.astype(np.float64)
    sites, scale, stalled = problem.most_sites, 1.0, 0
    mask = np.full(problem.candidate_count, fill_value=True)
    for _ in range(_STEPS):
        if time.monotonic() > until:
            break
        worth = saved(km, reach.astype(km.dtype), people)
        order = np.argsort(-worth, kind="stable")[:sites]
        opened = order[worth[order] > 0]
        stays = now < reach
        bound = float(weights @ reach - weights @ np.maximum(reach - now, 0.0) - worth[opened].sum())
        bound -= slack * (abs(float(weights @ reach)) + float(worth[opened].sum()))
        best = bettered(best, problem, order.tolist())
        if np.isfinite(best.value):
            last = float(worth[order[-1]]) if len(order) == sites else 0.0
            out = bound - worth + last > best.value * (1 + _SAME)
            out[order] = False
            mask &= ~out
        improved = bound > best.bound + 1e-7 * abs(best.bound)
        if bound > best.bound:
            best = bounded(best, problem, bound)
            watch(best)
        if np.isfinite(best.value) and best.value - best.bound <= _SAME * max(1.0, best.value):
            return replace(best, bound=best.value, proven=True), np.flatnonzero(mask)
        stalled = 0 if improved else stalled + 1
        if stalled >= 12:
            scale, stalled = scale / 2, 0
            if scale < 1e-3:
                break
        served = (km[:, opened] < reach[:, None]).sum(axis=1) + stays
        step = 1.0 - served
        norm = float((weights * step**2).sum())
        if norm == 0.0:
            break
        target = best.value if np.isfinite(best.value) else bound + abs(bound) * 0.1 + 1.0
        reach = np.maximum(reach + scale * (target - bound) / norm * step, 0.0)
    mask[list(best.chosen)] = True
    return best, np.flatnonzero(mask)


def _by_highs(
    problem: SitingProblem,
    km: NDArray[np.floating],
    now: NDArray[np.floating],
    candidates: NDArray[np.int64],
    best: Incumbent,
    *,
    until: float,
    watch: Watch,
) -> Incumbent:
    """Return the proven best among the candidates: a site saves a point what it is nearer than the open one."""
    people = problem.people.astype(np.float64)
    at, site = np.nonzero(km[:, candidates] < now[:, None])
    saves = people[at] * (now[at] - km[at, candidates[site]]).astype(np.float64)
    sites, pairs = len(candidates), len(at)
    base = float((now.astype(np.float64) * people).sum())
    served = csr_matrix((np.ones(pairs), (at, sites + np.arange(pairs))), shape=(len(people), sites + pairs))
    rows, columns = np.tile(np.arange(pairs), 2), np.concatenate([site, sites + np.arange(pairs)])
    linked = csr_matrix((np.repeat([1.0, -1.0], pairs), (rows, columns)), shape=(pairs, sites + pairs))
    conditions, least, most = condition_rows(problem)
    wide = csr_matrix(conditions[:, candidates])
    wide.resize((wide.shape[0], sites + pairs))
    state = best

    def take(x: NDArray[np.float64] | None, bound: float) -> None:
        nonlocal state
        incumbent = (
            state if x is None else bettered(state, problem, candidates[np.flatnonzero(x[:sites] > 0.5)].tolist())
        )
        if np.isfinite(bound):
            incumbent = bounded(incumbent, problem, base + bound)
        if incumbent != state:
            state = incumbent
            watch(state)

    solution = solve(
        Program(
            cost=np.concatenate([np.zeros(sites), -saves]),
            rows=vstack([served, linked, wide], format="csr"),
            row_lower=np.concatenate([np.full(len(people), -np.inf), np.zeros(pairs), least]),
            row_upper=np.concatenate([np.ones(len(people)), np.full(pairs, np.inf), most]),
            integer=np.arange(sites + pairs) < sites,
        ),
        seconds=until - time.monotonic(),
        watch=take,
        absolute_gap=_SAME * base,
    )
    take(solution.x, solution.bound if not solution.infeasible else -np.inf)
    # Candidates left out of the program are in no better choice, so what is best here is best.
    return replace(state, bound=state.value, proven=True) if solution.optimal and state.chosen else state
