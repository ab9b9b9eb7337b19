"""p-median: greedy with exchanges, a Lagrangian bound, and branch and bound; with conditions HiGHS."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_matrix, vstack

from analysis.siting.branching import PRICES, WHOLE, bounded_whole, branched
from analysis.siting.conditions import condition_rows
from analysis.siting.greedy import exchange_distance, greedy_distance
from analysis.siting.incumbent import Incumbent, Watch, bettered, bounded, nothing
from analysis.siting.mip import Program, solve
from analysis.siting.record import Record
from analysis.siting.relaxation import RelaxedTravel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem
    from analysis.siting.relaxation import Effort, Tightened

_MOST_EXACT: Final = 4_000_000
"""So many distances are known at once at most."""
_EXCHANGE_S: Final = 2.0
_MOST_VARIABLES: Final = 300_000
_SAME: Final = 1e-9
_ROUNDING: Final = 2e-7
"""Distances are known to single precision."""
_CLOSE: Final = 1.0005
"""Within this of the best choice exchanges for all candidates are looked at."""
_NOWHERE_KM: Final = 20_000.0
"""How far the nearest centre is where there is none: beyond every distance on Earth that matters here."""


def least_travel(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return the choice of least person-kilometres to the nearest open centre."""
    if problem.demand_count * problem.candidate_count <= _MOST_EXACT:
        return _Travel(problem, watch).settled(until=until)
    return _in_turns(problem, until, watch)


def _in_turns(problem: SitingProblem, until: float, watch: Watch) -> Incumbent:
    """Return the best choice where the distances are too many to be known all: first among every so many candidates.

    The prices of those tell which of all candidates a better choice can have, or, where these are still too many,
    which are of most worth; and so on in turns, until what is left is all that matters.
    """
    best, price, many = nothing(problem, 0.0), None, max(1, _MOST_EXACT // problem.demand_count)
    some, complete = _every(problem, many), False
    while True:
        begun = time.monotonic()

        def take(other: Incumbent, some: NDArray[np.int64] = some) -> None:
            nonlocal best
            best = bettered(best, problem, some[list(other.chosen)].tolist())
            watch(best)

        part = _Travel(problem.with_candidates(some), take)
        if complete:
            settled = part.settled(price, until=until)
            take(settled)
            best = bounded(best, problem, best.value if settled.proven else settled.bound)
            return replace(best, proven=settled.proven)
        turn = time.monotonic() + (until - time.monotonic()) / 3
        price = part.bounded(price, until=turn, effort=PRICES).price
        take(part.record.best)
        bound, over = _from_all(problem, price)
        best = bounded(best, problem, bound)
        watch(best)
        left = np.flatnonzero(bound + over <= best.value)
        before, complete = some, len(left) <= many
        best_first = left[np.argsort(over[left], kind="stable")][:many]
        some = np.union1d(best_first, np.array(best.chosen, dtype=np.int64))
        if time.monotonic() + (time.monotonic() - begun) / 2 > until or np.array_equal(before, some):
            return best


def _every(problem: SitingProblem, many: int) -> NDArray[np.int64]:
    """Return about so many candidates from all over, with some that floors and budget can be met by."""
    some = [np.arange(0, problem.candidate_count, -(-problem.candidate_count // many))]
    for inside, least in zip(problem.floors, problem.floor_least, strict=True):
        some.append(np.flatnonzero(inside)[: int(least)])
    if problem.costs is not None:
        some.append(np.argsort(problem.costs, kind="stable")[: problem.most_sites])
    return np.unique(np.concatenate(some))


def _from_all(problem: SitingProblem, price: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Return the bound of prices over all candidates, and by how much each one would raise it if it were open.

    Ways are taken as chords, which are never longer: the bound stays one.
    """
    now = np.where(np.isfinite(problem.now_km), problem.now_km, _NOWHERE_KM).astype(np.float64)
    price, sites = np.minimum(price, now), problem.candidate_xyz / 1000.0
    worth, squares = np.zeros(len(sites)), (sites**2).sum(axis=1)
    step = max(1, _MOST_EXACT // len(sites))
    for first in range(0, len(price), step):
        some = slice(first, first + step)
        here = problem.demand_xyz[some] / 1000.0
        chord = here @ sites.T
        chord *= -2.0
        chord += squares
        chord += (here**2).sum(axis=1)[:, None]
        np.sqrt(np.maximum(chord, 0.0, out=chord), out=chord)
        np.subtract(price[some, None], chord * (1.0 - _ROUNDING), out=chord)
        worth += problem.people[some] @ np.maximum(chord, 0.0, out=chord)
    best = np.sort(worth)[::-1][: problem.most_sites]
    return float(problem.people @ price - best.sum()), np.maximum(best[-1] - worth, 0.0)


class _Travel:
    """A p-median problem with its distances and the best choice so far.

    Parameters
    ----------
    problem, watch
        The problem, and what is called with each better choice or bound.

    """

    def __init__(self, problem: SitingProblem, watch: Watch) -> None:
        self._problem, self._watch = problem, watch
        self._km = problem.km().astype(np.float64)
        self._now = np.where(np.isfinite(problem.now_km), problem.now_km, _NOWHERE_KM).astype(self._km.dtype)
        self._people = problem.people.astype(np.float64)
        self._first = greedy_distance(problem, self._km, self._now)
        best = bettered(nothing(problem, 0.0), problem, self._first)
        watch(best)
        self.record = Record(problem, best, watch, cost_of=self._cost, near=self._near)

    def bounded(self, price: NDArray[np.float64] | None = None, *, until: float, effort: Effort = WHOLE) -> Tightened:
        """Return what prices tell, beginning with some or with the ways of the best choice."""
        problem = self._problem
        half = (time.monotonic() + until) / 2
        self.record.offer(exchange_distance(problem, self._km, self._now, self._first, until=half))
        relaxed = RelaxedTravel(
            rows=np.arange(problem.demand_count), weights=self._people, highest=self._now.astype(np.float64),
            candidates=np.arange(problem.candidate_count), opened=(), sites=problem.most_sites, cost=0.0, base=0.0,
            km=self._km,
        )  # fmt: skip
        begin = self._ways(np.array(self.record.best.chosen, dtype=np.int64)) if price is None else price
        return bounded_whole(relaxed, begin, self.record, until=until, effort=effort)

    def settled(self, price: NDArray[np.float64] | None = None, *, until: float) -> Incumbent:
        """Return the best choice, proven where the time is long enough and what is left with conditions few enough."""
        whole = self.bounded(price, until=until)
        if not self._problem.has_conditions:
            return branched(whole, self.record, until=until)
        some = [*whole.relaxed.candidates, *whole.relaxed.opened, *self.record.best.chosen]
        left = np.unique(np.array(some, dtype=np.int64))
        pairs = int((self._km[:, left] < self._now[:, None]).sum())
        if pairs > _MOST_VARIABLES or time.monotonic() > until:
            return self.record.best
        return _by_highs(self._problem, self._km, self._now, left, self.record.best, until=until, watch=self._watch)

    def _ways(self, chosen: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.asarray(np.minimum(self._now, self._km[:, chosen].min(axis=1, initial=np.inf)), dtype=np.float64)

    def _cost(self, chosen: NDArray[np.int64]) -> float:
        return float(self._people @ self._ways(chosen)) * (1.0 - _SAME)

    def _near(self, few: NDArray[np.int64], chosen: list[int]) -> list[int]:
        columns, far = np.union1d(few, chosen), time.monotonic() + _EXCHANGE_S
        begin = np.searchsorted(columns, chosen).tolist()
        among = self._problem.with_candidates(columns)
        good = columns[exchange_distance(among, self._km[:, columns], self._now, begin, until=far)].tolist()
        if self._cost(np.array(good, dtype=np.int64)) > self.record.value * _CLOSE:
            return list(good)
        return exchange_distance(self._problem, self._km, self._now, good, until=far)


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
    # Candidates left out of the program are in no better choice: what is best here is best, and none here is better.
    return (
        replace(state, bound=state.value, proven=True)
        if (solution.optimal or solution.infeasible) and state.chosen
        else state
    )
