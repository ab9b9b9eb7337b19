"""A good choice at once: the best site after the best site, then exchanges as long as one helps."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from analysis.siting.conditions import Room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem

_MOST_AT_ONCE: Final = 4_000_000
"""How many distances are looked at in one go."""


def greedy_cover(problem: SitingProblem) -> list[int]:
    """Return candidates in the order in which each covers most people not covered before; ties to the first.

    Ends where nobody more is covered and the floors are met.
    """
    cover = problem.cover_by_candidate
    open_weights = np.where(problem.covered_now, 0.0, problem.people.astype(np.float64))
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


def greedy_rows(matrix: csc_matrix, weights: NDArray[np.float64], *, most: int) -> list[int]:
    """Return at most so many columns, each covering most weight of rows not covered before; ties to the first."""
    left, gains, by_row = weights.copy(), matrix.T @ weights, csr_matrix(matrix)
    chosen: list[int] = []
    while len(chosen) < most and len(gains):
        best = int(gains.argmax())
        rows = matrix.indices[matrix.indptr[best] : matrix.indptr[best + 1]]
        fresh = rows[left[rows] > 0]
        if not len(fresh):
            break
        chosen.append(best)
        gains -= by_row[fresh].T @ left[fresh]
        gains[best] = 0.0
        left[fresh] = 0.0
    return chosen


def exchange_cover(problem: SitingProblem, chosen: list[int], *, until: float) -> list[int]:
    """Return a choice that no exchange of one site for another improves (MCLP), or that of when time is over."""
    cover, weights = problem.cover_by_candidate, np.where(problem.covered_now, 0, problem.people).astype(np.float64)
    chosen, times = list(chosen), problem.times_covered(chosen)
    improved = bool(chosen)
    while improved and time.monotonic() < until:
        improved = False
        for position, site in enumerate(chosen):
            others = chosen[:position] + chosen[position + 1 :]
            without = times - problem.times_covered([site])
            gains = cover.T @ np.where(without > 0, 0.0, weights)
            gains[others] = -1.0
            best = _first_that_meets(problem, others, gains, gains[site])
            if best is not None:
                chosen[position], improved = best, True
                times = without + problem.times_covered([best])
    return chosen


def without_superfluous(problem: SitingProblem, chosen: Sequence[int]) -> list[int]:
    """Return a choice less the sites that cover nobody whom another does not (the last chosen first)."""
    open_rows = ~problem.covered_now
    rest, times = list(chosen), problem.times_covered(chosen)
    for site in reversed(chosen):
        others, own = [one for one in rest if one != site], problem.times_covered([site])
        if not ((own > 0) & (times == own) & open_rows).any() and _floors_met(problem, others):
            rest, times = others, times - own
    return rest


def greedy_distance(
    problem: SitingProblem,
    km: NDArray[np.floating],
    now: NDArray[np.floating],
) -> list[int]:
    """Return a choice for p-median or p-center: greedy by person-kilometres.

    Parameters
    ----------
    problem
        The problem.
    km
        All its distances, demand points × candidates.
    now
        The distance of each demand point to the nearest open centre, finite.

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
    return chosen


def exchange_distance(
    problem: SitingProblem,
    km: NDArray[np.floating],
    now: NDArray[np.floating],
    chosen: Sequence[int],
    *,
    until: float,
) -> list[int]:
    """Return a choice that no exchange of one site for another improves (p-median), or that of when time is over.

    What all exchanges bring comes from one look at the distances (Whitaker 1983): a demand point goes to the new site,
    or from the site given up to its second nearest.
    """
    chosen, people = list(chosen), problem.people.astype(km.dtype)
    while chosen and time.monotonic() < until:
        gains = _exchange_gains(km, now, people, chosen)
        least = 1e-9 * float(problem.people @ np.minimum(now, km[:, chosen].min(axis=1)))
        exchange = _first_exchange(problem, chosen, gains, least)
        if exchange is None:
            break
        chosen[exchange[0]] = exchange[1]
    return chosen


def _exchange_gains(
    km: NDArray[np.floating], now: NDArray[np.floating], people: NDArray[np.floating], chosen: list[int]
) -> NDArray[np.float64]:
    """Return the person-kilometres saved by each exchange: places of the choice × candidates."""
    ways = np.column_stack([km[:, chosen], now])
    nearest = ways.argmin(axis=1)
    first = ways.min(axis=1)
    ways[np.arange(len(ways)), nearest] = np.inf
    second = np.where(nearest < len(chosen), ways.min(axis=1), first)
    gains = np.zeros((len(chosen), km.shape[1]))
    saves = np.zeros(km.shape[1])
    step = max(1, _MOST_AT_ONCE // max(1, km.shape[1]))
    order = np.argsort(nearest, kind="stable")
    for begin in range(0, len(order), step):
        some = order[begin : begin + step]
        longer = people[some, None] * (np.minimum(km[some], second[some, None]) - first[some, None])
        saves -= np.minimum(longer, 0).sum(axis=0)
        places, starts = np.unique(nearest[some], return_index=True)
        lost = np.add.reduceat(np.maximum(longer, 0), starts, axis=0)
        gains[places[places < len(chosen)]] -= lost[places < len(chosen)]
    gains += saves
    gains[:, chosen] = -1.0
    return gains


def _first_exchange(
    problem: SitingProblem, chosen: list[int], gains: NDArray[np.float64], least: float
) -> tuple[int, int] | None:
    """Return the exchange of most gain that meets the conditions: the place given up and the candidate taken."""
    free = not problem.has_conditions
    flat = gains.ravel()
    better = np.array([flat.argmax()]) if free else np.flatnonzero(flat > least)
    for exchange in better[np.argsort(-flat[better], kind="stable")]:
        place, site = divmod(int(exchange), gains.shape[1])
        sites = np.array([*chosen[:place], site, *chosen[place + 1 :]], dtype=np.int64)
        if flat[exchange] > least and (free or problem.meets(sites)):
            return place, site
    return None


def saved(km: NDArray[np.floating], here: NDArray[np.floating], people: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the person-kilometres that each candidate would save."""
    gains = np.zeros(km.shape[1])
    step = max(1, _MOST_AT_ONCE // max(1, km.shape[1]))
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


def _first_that_meets(
    problem: SitingProblem, others: list[int], gains: NDArray[np.float64], above: float
) -> int | None:
    """Return the candidate of most gain above a value that goes with the others, the first of equals."""
    better = np.flatnonzero(gains > above)
    if not problem.has_conditions:
        return int(better[gains[better].argmax()]) if len(better) else None
    for site in better[np.argsort(-gains[better], kind="stable")]:
        if problem.meets(np.append(np.array(others, dtype=np.int64), site)):
            return int(site)
    return None


def _per_cost(gains: NDArray[np.float64], costs: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(gains / np.maximum(costs, 1e-9))


def _floors_met(problem: SitingProblem, chosen: list[int]) -> bool:
    return not len(problem.floor_least) or bool((problem.floors[:, chosen].sum(axis=1) >= problem.floor_least).all())
