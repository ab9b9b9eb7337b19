"""MCLP and LSCP: greedy at once, then HiGHS on the reduced cover matrix."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_matrix, hstack, identity, vstack

from analysis.siting.conditions import condition_rows
from analysis.siting.cover_bound import fewest, narrowed
from analysis.siting.errors import SitingError
from analysis.siting.greedy import exchange_cover, greedy_cover, without_superfluous
from analysis.siting.incumbent import Incumbent, Watch, bettered, bounded, nothing
from analysis.siting.mip import Program, solve
from analysis.siting.problem import Objective
from analysis.siting.reduction import Cover, reduced

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem

_EXCHANGE_S: Final = 2.0
_BOUND_S: Final = 3.0


def most_people(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return the choice that covers most people (MCLP); sites that add nobody are left out of it."""
    greedy = greedy_cover(problem)
    best = bettered(nothing(problem, float(problem.people[~problem.covered_now].sum())), problem, greedy)
    watch(best)
    best = bettered(best, problem, exchange_cover(problem, greedy, until=min(until, time.monotonic() + _EXCHANGE_S)))
    cover = reduced(problem)
    best = bounded(best, problem, float(cover.people.sum()))
    watch(best)
    cover, best = narrowed(problem, cover, best, min(until, time.monotonic() + _BOUND_S))
    watch(best)
    best = _by_highs(problem, cover, best, until, watch)
    return replace(best, chosen=tuple(sorted(without_superfluous(problem, list(best.chosen)))))


def everyone(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return the fewest sites that cover everybody (LSCP).

    Raises
    ------
    SitingError
        Somebody cannot be reached from any candidate, or it takes more sites than are asked for.

    """
    cover = reduced(problem, everyone=True)
    if len(cover.out_of_reach):
        raise _out_of_reach(problem, cover.out_of_reach)
    free = replace(problem, sites=None)
    greedy = without_superfluous(free, greedy_cover(free))
    complete = bool((free.covered_now | (np.asarray(free.cover[:, greedy].sum(axis=1)).ravel() > 0)).all())
    best = bettered(nothing(free, 0.0), free, greedy) if complete else nothing(free, 0.0)
    if problem.meets(np.array(best.chosen, dtype=np.int64)) and complete:
        watch(best)
    cover, best = fewest(free, cover, best, min(until, time.monotonic() + _BOUND_S))
    best = _by_highs(free, cover, best, until, watch if problem.sites is None else _silent)
    if not np.isfinite(best.value):
        raise SitingError("siting_infeasible")
    if problem.sites is not None and len(best.chosen) > problem.sites:
        raise SitingError("siting_more_sites", needed=int(np.ceil(best.bound - 1e-6)), count=problem.sites)
    return best


def _silent(_: Incumbent) -> None:
    """Watch nothing: a choice of too many sites is no answer."""


def _out_of_reach(problem: SitingProblem, rows: NDArray[np.int64]) -> SitingError:
    nearest = np.minimum(problem.km(rows=rows).min(axis=1), problem.now_km[rows])
    needed = float(np.ceil(float(nearest.max()) * 10) / 10)
    people = int(problem.people[rows].sum())
    return SitingError("siting_out_of_reach", people=people, radius=problem.radius_km, needed=needed)


def _by_highs(problem: SitingProblem, cover: Cover, best: Incumbent, until: float, watch: Watch) -> Incumbent:
    all_of_them = problem.objective is Objective.LSCP
    sites = len(cover.candidates)
    if best.value == best.bound:
        return replace(best, proven=True)
    state = best

    def take(x: NDArray[np.float64] | None, bound: float) -> None:
        nonlocal state
        incumbent = state
        if x is not None:
            chosen = cover.candidates[np.flatnonzero(x[:sites] > 0.5)].tolist()
            incumbent = bettered(incumbent, problem, chosen)
        if np.isfinite(bound):
            # Whole people, whole sites: what lies between two whole numbers is no value.
            incumbent = bounded(incumbent, problem, np.ceil(bound - 1e-6) if all_of_them else np.floor(1e-3 - bound))
        if incumbent != state:
            state = incumbent
            watch(state)

    program = _lscp(problem, cover) if all_of_them else _mclp(problem, cover)
    solution = solve(
        program,
        seconds=until - time.monotonic(),
        start=_start(problem, cover, best),
        watch=take,
        absolute_gap=0.999 if all_of_them else 0.5,
    )
    if solution.infeasible:
        raise SitingError("siting_infeasible")
    take(solution.x, solution.bound)
    proven = solution.optimal or state.value == state.bound
    return replace(state, bound=state.value, proven=True) if proven else state


def _mclp(problem: SitingProblem, cover: Cover) -> Program:
    sites, groups = len(cover.candidates), len(cover.people)
    conditions, least, most = condition_rows(problem)
    beside = csr_matrix((conditions.shape[0], groups))
    rows = vstack(
        [hstack([cover.matrix, -identity(groups)]), hstack([conditions[:, cover.candidates], beside])], format="csr"
    )
    return Program(
        cost=np.concatenate([np.zeros(sites), -cover.people.astype(np.float64)]),
        rows=rows,
        row_lower=np.concatenate([np.zeros(groups), least]),
        row_upper=np.concatenate([np.full(groups, np.inf), most]),
        integer=np.arange(sites + groups) < sites,
    )


def _lscp(problem: SitingProblem, cover: Cover) -> Program:
    sites, groups = len(cover.candidates), len(cover.people)
    conditions, least, most = condition_rows(problem)
    return Program(
        cost=np.ones(sites),
        rows=vstack([cover.matrix, conditions[:, cover.candidates]], format="csr"),
        row_lower=np.concatenate([np.ones(groups), least]),
        row_upper=np.concatenate([np.full(groups, np.inf), most]),
        integer=np.full(sites, fill_value=True),
    )


def _start(problem: SitingProblem, cover: Cover, best: Incumbent) -> NDArray[np.float64] | None:
    """Return a known choice as values of the program, where all of its sites are still in it."""
    chosen = np.array(best.chosen, dtype=np.int64)
    if not np.isfinite(best.value) or not np.isin(chosen, cover.candidates).all():
        return None
    x = np.isin(cover.candidates, chosen).astype(np.float64)
    if problem.objective is Objective.LSCP:
        return x
    return np.concatenate([x, np.minimum(cover.matrix @ x, 1.0)])
