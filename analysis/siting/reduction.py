"""The same cover problem, smaller: what makes no difference to the best value is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.problem import SitingProblem

_MOST_PAIRS: Final = 20_000_000
_MOST_DENSE: Final = 1_500_000
"""A matrix of so many numbers is multiplied whole: faster than one that leaves out its noughts, where it has few."""


@dataclass(frozen=True, eq=False)
class Cover:
    """What is left of a cover problem.

    matrix
        Which candidate covers which group of people (sparse, groups × candidates left).
    people
        People of each group (int64).
    candidates
        The candidates left, by their number in the problem (int64).
    out_of_reach
        Demand points that no candidate covers, and no open centre (int64).
    """

    matrix: csr_matrix
    people: NDArray[np.int64]
    candidates: NDArray[np.int64]
    out_of_reach: NDArray[np.int64]


def reduced(problem: SitingProblem, *, everyone: bool = False) -> Cover:
    """Return the problem's cover without what makes no difference.

    People covered already or by nobody are left out; people whom the same candidates cover become one group; a
    candidate that covers nobody whom another one does not, costs no less and serves no other floor is left out. With
    everyone=True (LSCP) so is a group that is covered whenever another is.
    """
    left = np.flatnonzero(~problem.covered_now)
    rows = problem.cover[left]
    some = np.diff(rows.indptr) > 0
    matrix, people = merged(rows[np.flatnonzero(some)], problem.people[left[some]])
    candidates = np.arange(problem.candidate_count)
    if everyone:
        matrix, people, candidates = essential(problem, matrix, people, candidates)
    else:
        columns = _undominated(problem, matrix, candidates)
        matrix, people = merged(csr_matrix(matrix[:, columns]), people)
        candidates = candidates[columns]
    return Cover(matrix, people, candidates, left[~some])


def essential(
    problem: SitingProblem, matrix: csr_matrix, people: NDArray[np.int64], candidates: NDArray[np.int64]
) -> tuple[csr_matrix, NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows of a cover with their people, and the candidates, on which it depends whether all are covered."""
    while True:
        before = matrix.shape
        columns = _undominated(problem, matrix, candidates)
        matrix, people = merged(csr_matrix(matrix[:, columns]), people)
        implying = _implying(matrix)
        matrix, people, candidates = csr_matrix(matrix[implying]), people[implying], candidates[columns]
        if matrix.shape == before:
            return matrix, people, candidates


def merged(matrix: csr_matrix, people: NDArray[np.int64]) -> tuple[csr_matrix, NDArray[np.int64]]:
    """Return the distinct rows of a matrix, in the order of their first, with the people of each."""
    first: dict[bytes, int] = {}
    matrix.sort_indices()
    group = np.empty(matrix.shape[0], dtype=np.int64)
    for row in range(matrix.shape[0]):
        key = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tobytes()
        group[row] = first.setdefault(key, len(first))
    at = np.full(len(first), matrix.shape[0], dtype=np.int64)
    np.minimum.at(at, group, np.arange(len(group)))
    return csr_matrix(matrix[at]), np.bincount(group, weights=people, minlength=len(first)).astype(np.int64)


def _undominated(problem: SitingProblem, matrix: csr_matrix, candidates: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the positions of the candidates for which no other does as well or better (of equals the first stays)."""
    counts = np.diff(csc_matrix(matrix).indptr)
    if not _worth_it(matrix):
        return np.arange(len(candidates))
    inside, outside = _subsets(csr_matrix(matrix.T), counts)
    better = (counts[outside] > counts[inside]) | (outside < inside)
    if problem.costs is not None:
        costs = problem.costs[candidates]
        cheaper = costs[outside] < costs[inside]
        better = (costs[outside] <= costs[inside]) & (better | cheaper)
    if len(problem.floor_least):
        floors = problem.floors[:, candidates]
        better &= ~(floors[:, inside] & ~floors[:, outside]).any(axis=0)
        # Where two or more are asked for of one floor, two that are alike may both be wanted.
        several = np.asarray(floors[problem.floor_least > 1].any(axis=0))
        better &= ~several[inside]
    dominated = np.zeros(len(candidates), dtype=bool)
    dominated[inside[better]] = True
    if len(problem.floor_least):
        return np.flatnonzero(~dominated)
    return np.flatnonzero(~dominated & (counts > 0)) if problem.costs is None else np.flatnonzero(~dominated)


def _implying(matrix: csr_matrix) -> NDArray[np.int64]:
    """Return the rows that no other row implies: whoever covers that one covers them too (rows are distinct)."""
    if not _worth_it(csr_matrix(matrix.T)):
        return np.arange(matrix.shape[0])
    counts = np.diff(matrix.indptr)
    inside, outside = _subsets(matrix, counts)
    implied = np.zeros(matrix.shape[0], dtype=bool)
    implied[outside[counts[outside] > counts[inside]]] = True
    return np.flatnonzero(~implied)


def _subsets(rows: csr_matrix, counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return pairs of different rows of which the first's columns are all among the second's; empty rows have none."""
    if rows.shape[0] * rows.shape[1] <= _MOST_DENSE:
        dense = rows.toarray().astype(np.float32)
        within = (dense @ dense.T >= counts[:, None] - 0.5) & (counts > 0)[:, None]
        np.fill_diagonal(within, val=False)
        inside, outside = np.nonzero(within)
        return inside.astype(np.int64), outside.astype(np.int64)
    shared = (rows @ rows.T).tocoo()
    subset = (shared.row != shared.col) & (shared.data >= counts[shared.row] - 0.5)
    return shared.row[subset].astype(np.int64), shared.col[subset].astype(np.int64)


def _worth_it(matrix: csr_matrix) -> bool:
    """Tell whether the columns can be compared with each other in reasonable time and memory."""
    if matrix.shape[0] * matrix.shape[1] <= _MOST_DENSE:
        return True
    return bool((np.diff(matrix.indptr).astype(np.float64) ** 2).sum() <= _MOST_PAIRS * 3)
