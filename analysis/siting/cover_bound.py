"""Lagrangian bounds of MCLP and LSCP, and the candidates that they leave."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_matrix

from analysis.siting.incumbent import Incumbent, bettered, bounded
from analysis.siting.reduction import Cover, merged

if TYPE_CHECKING:
    from analysis.siting.problem import SitingProblem

_STEPS: Final = 1_500
_STALLED: Final = 20
_LEAST_SCALE: Final = 1e-3
_SAME: Final = 1e-6


def narrowed(problem: SitingProblem, cover: Cover, best: Incumbent, until: float) -> tuple[Cover, Incumbent]:
    """Return the cover with only the candidates that a better choice can have, and the incumbent with a tighter bound.

    Relaxed is that people count only where a site covers them: ``price`` is what each group's cover is paid, from 0 to
    its people, and a candidate is worth the prices of those it covers. Floors and budget are left out of the bound,
    which stays one. A candidate with which the bound is below the best choice so far is in no better one.
    """
    matrix, people = cover.matrix, cover.people.astype(np.float64)
    by_candidate = csr_matrix(matrix.T)
    sites = min(problem.most_sites, len(cover.candidates))
    price = people * 0.5
    scale, stalled = 1.0, 0
    mask = np.full(len(cover.candidates), fill_value=True)
    tightest = best.bound
    for _ in range(_STEPS):
        if time.monotonic() > until or not sites:
            break
        worth = by_candidate @ price
        order = np.argpartition(-worth, sites - 1)[:sites]
        bound = float((people - price).sum() + worth[order].sum())
        out = bound - worth[order].min() + worth < best.value - 0.5
        out[order] = False
        mask &= ~out
        if bound < tightest - _SAME * tightest:
            tightest, stalled = bound, 0
            best = bettered(best, problem, cover.candidates[order].tolist())
        else:
            stalled += 1
        if tightest < best.value + 1.0:
            break
        if stalled >= _STALLED:
            scale, stalled = scale / 2, 0
            if scale < _LEAST_SCALE:
                break
        chosen = np.zeros(len(mask))
        chosen[order] = 1.0
        step = matrix @ chosen - 1.0
        norm = float((people * step**2).sum())
        if not norm:
            break
        aim = max(best.value, 0.0)  # no choice yet is worth nothing
        price = np.clip(price - scale * (bound - aim) / norm * people * step, 0.0, people)
    mask |= np.isin(cover.candidates, np.array(best.chosen, dtype=np.int64))
    best = bounded(best, problem, np.floor(tightest + 1e-3))
    some = np.flatnonzero(mask)
    part = csr_matrix(matrix[:, some])
    reached = np.flatnonzero(np.diff(part.indptr) > 0)
    rows, groups = merged(csr_matrix(part[reached]), cover.people[reached])
    return Cover(rows, groups, cover.candidates[some], cover.out_of_reach), best


def fewest(problem: SitingProblem, cover: Cover, best: Incumbent, until: float) -> tuple[Cover, Incumbent]:
    """Return LSCP's cover with only the candidates that fewer sites can have, and the incumbent with a tighter bound.

    Relaxed is that everybody is covered: ``price`` is what each group pays to be, and a candidate that takes more than
    its one site costs is taken. Floors and budget are left out of the bound, which stays one.
    """
    matrix = cover.matrix
    by_candidate = csr_matrix(matrix.T)
    groups_of = np.diff(by_candidate.indptr).astype(np.float64)
    price = 1.0 / np.maximum(np.asarray(matrix.multiply(groups_of).max(axis=1).todense()).ravel(), 1.0)
    scale, stalled, tightest = 1.0, 0, best.bound
    mask = np.full(len(cover.candidates), fill_value=True)
    for _ in range(_STEPS):
        if time.monotonic() > until:
            break
        cost = 1.0 - by_candidate @ price
        bound = float(price.sum() + np.minimum(cost, 0.0).sum())
        mask &= bound + np.maximum(cost, 0.0) <= best.value - 1.0 + _SAME
        if bound > tightest + _SAME * max(tightest, 1.0):
            tightest, stalled = bound, 0
        else:
            stalled += 1
        if np.ceil(tightest - 1e-6) >= best.value:
            break
        if stalled >= _STALLED:
            scale, stalled = scale / 2, 0
            if scale < _LEAST_SCALE:
                break
        step = 1.0 - matrix @ (cost < 0).astype(np.float64)
        norm = float((step**2).sum())
        if not norm:
            break
        aim = best.value if np.isfinite(best.value) else tightest * 1.05 + 1.0
        price = np.maximum(price + scale * (aim - bound) / norm * step, 0.0)
    best = bounded(best, problem, float(np.ceil(tightest - 1e-6)))
    if not np.isfinite(best.value) or len(problem.floor_least):
        return cover, best
    some = np.flatnonzero(mask | np.isin(cover.candidates, np.array(best.chosen, dtype=np.int64)))
    return Cover(csr_matrix(matrix[:, some]), cover.people, cover.candidates[some], cover.out_of_reach), best
