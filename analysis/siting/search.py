"""The best choice of sites for a problem, whichever its objective."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.siting.center_search import fairest
from analysis.siting.conditions import least_for_floors
from analysis.siting.cover_search import everyone, most_people
from analysis.siting.errors import SitingError
from analysis.siting.greedy import canonical
from analysis.siting.median_search import least_travel
from analysis.siting.problem import Objective

if TYPE_CHECKING:
    from analysis.siting.incumbent import Incumbent, Watch
    from analysis.siting.problem import SitingProblem

_SEARCHES: Final = {
    Objective.MCLP: most_people,
    Objective.LSCP: everyone,
    Objective.PMEDIAN: least_travel,
    Objective.PCENTER: fairest,
}


def best_sites(problem: SitingProblem, *, seconds: float, watch: Watch = lambda _: None) -> Incumbent:
    """Return the best choice of sites, proven or the best found in the time; of equals, the first candidates.

    Parameters
    ----------
    problem
        The problem.
    seconds
        How long to search; the solver may overshoot, so who cannot wait ends the process.
    watch
        Called with the greedy choice at once, then with each better choice or bound.

    Raises
    ------
    SitingError
        No choice meets the conditions; the sentence says what would make one possible.

    """
    _check(problem)
    best = _SEARCHES[problem.objective](problem, time.monotonic() + seconds, watch)
    if not np.isfinite(best.value):
        raise SitingError("siting_infeasible")
    if problem.objective in (Objective.MCLP, Objective.LSCP):
        best = replace(best, chosen=tuple(canonical(problem, list(best.chosen))))
    watch(best)
    return best


def _check(problem: SitingProblem) -> None:
    if not len(problem.floor_least):
        return
    needed = least_for_floors(problem)
    if needed is None:
        raise SitingError("siting_infeasible")
    if needed > problem.most_sites:
        raise SitingError("siting_floor_sites", needed=int(needed), count=problem.most_sites)
    if problem.budget is not None and problem.costs is not None:
        cost = least_for_floors(problem, weights=problem.costs)
        if cost is None or cost > problem.budget + 1e-9:
            raise SitingError("siting_budget", budget=problem.budget, needed=cost or 0.0)
