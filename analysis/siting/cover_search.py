"""MCLP and LSCP: greedy at once, a Lagrangian bound, then branch and bound or HiGHS on what is left."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, hstack, identity, vstack

from analysis.siting.branching import BEFORE_HIGHS, bounded_whole, branched
from analysis.siting.conditions import condition_rows
from analysis.siting.errors import SitingError
from analysis.siting.greedy import exchange_cover, greedy_cover, greedy_rows, without_superfluous
from analysis.siting.incumbent import Incumbent, Watch, bettered, bounded, nothing
from analysis.siting.mip import Program, solve
from analysis.siting.problem import Objective
from analysis.siting.record import Record
from analysis.siting.reduction import Cover, merged, reduced
from analysis.siting.relaxation import Relaxed, RelaxedCover

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem

_EXCHANGE_S: Final = 2.0
_BOUND_S: Final = 3.0
"""How long bounds are sought where HiGHS has the last word."""


def most_people(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return the choice that covers most people (MCLP); sites that add nobody are left out of it."""
    everybody = float(problem.people[~problem.covered_now].sum())
    greedy = greedy_cover(problem)
    best = bettered(nothing(problem, everybody), problem, greedy)
    watch(best)
    best = bettered(best, problem, exchange_cover(problem, greedy, until=min(until, time.monotonic() + _EXCHANGE_S)))
    cover = reduced(problem)
    best = bounded(best, problem, float(cover.people.sum()))
    watch(best)
    columns = csc_matrix(cover.matrix)

    def cost_of(chosen: NDArray[np.int64]) -> float:
        return everybody - problem.value(chosen)

    def near(few: NDArray[np.int64], _: list[int]) -> list[int]:
        places = np.sort(np.searchsorted(cover.candidates, few))
        among = greedy_rows(csc_matrix(columns[:, places]), cover.people.astype(np.float64), most=problem.most_sites)
        return exchange_cover(problem, cover.candidates[places[among]].tolist(), until=until)

    record = Record(problem, best, watch, cost_of=cost_of, near=near)
    relaxed = RelaxedCover(
        rows=np.arange(len(cover.people)), weights=cover.people.astype(np.float64),
        highest=np.ones(len(cover.people)), candidates=cover.candidates, opened=(), sites=problem.most_sites, cost=0.0,
        base=everybody - float(cover.people.sum()), matrix=cover.matrix,
    )  # fmt: skip
    best = _proven(problem, cover, relaxed, np.full(len(cover.people), 0.5), record, until=until, watch=watch)
    return replace(best, chosen=tuple(sorted(without_superfluous(problem, best.chosen))))


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
    columns = csc_matrix(cover.matrix)

    def cost_of(chosen: NDArray[np.int64]) -> float:
        return float(len(chosen)) if (free.covered_now | (free.times_covered(chosen) > 0)).all() else np.inf

    greedy = without_superfluous(free, greedy_cover(free))
    best = nothing(free, 0.0)
    if np.isfinite(cost_of(np.array(greedy, dtype=np.int64))):
        best = bettered(best, free, greedy)
    if np.isfinite(best.value) and problem.meets(np.array(best.chosen, dtype=np.int64)):
        watch(best)
    some_watch = watch if problem.sites is None else _silent
    record = Record(free, best, some_watch, cost_of=cost_of)
    groups_of = np.diff(columns.indptr).astype(np.float64)
    relaxed = RelaxedCover(
        rows=np.arange(len(cover.people)), weights=np.ones(len(cover.people)),
        highest=np.full(len(cover.people), np.inf), candidates=cover.candidates, opened=(),
        sites=len(cover.candidates), cost=1.0, base=0.0, matrix=cover.matrix,
    )  # fmt: skip
    most = np.asarray(cover.matrix.multiply(groups_of).max(axis=1).todense()).ravel()
    best = _proven(free, cover, relaxed, 1.0 / np.maximum(most, 1.0), record, until=until, watch=some_watch)
    if not np.isfinite(best.value):
        raise SitingError("siting_infeasible")
    if problem.sites is not None and len(best.chosen) > problem.sites:
        raise SitingError("siting_more_sites", needed=int(np.ceil(best.bound - 1e-6)), count=problem.sites)
    return best


def _proven(
    problem: SitingProblem, cover: Cover, relaxed: Relaxed, price: NDArray[np.float64], record: Record, *,
    until: float, watch: Watch,
) -> Incumbent:  # fmt: skip
    """Return the best choice of a cover problem.

    HiGHS has the last word where there are floors or a budget, which the bound leaves out, and of LSCP, whose few
    equal values leave the parts of a branching alike.
    """
    if problem.has_conditions or problem.objective is Objective.LSCP:
        bound_until = min(until, time.monotonic() + _BOUND_S)
        whole = bounded_whole(relaxed, price, record, until=bound_until, effort=BEFORE_HIGHS)
        left = np.concatenate([whole.relaxed.candidates, np.array([*whole.relaxed.opened, *record.best.chosen], int)])
        some = np.flatnonzero(np.isin(cover.candidates, left))
        part = csr_matrix(cover.matrix[:, some])
        reached = np.flatnonzero(np.diff(part.indptr) > 0)
        rows, groups = merged(csr_matrix(part[reached]), cover.people[reached])
        cover = Cover(rows, groups, cover.candidates[some], cover.out_of_reach)
        return _by_highs(problem, cover, record.best, until, watch)
    return branched(bounded_whole(relaxed, price, record, until=until), record, until=until)


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
        if not np.isfinite(best.value):
            raise SitingError("siting_infeasible")
        # Only candidates of a better choice are left: there is none.
        return replace(best, bound=best.value, proven=True)
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
