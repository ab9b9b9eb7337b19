"""Branch and bound over what Lagrangian prices leave undecided."""

from __future__ import annotations

import heapq
import itertools
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.siting.relaxation import Effort, Relaxed, Tightened, tightened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.siting.incumbent import Incumbent
    from analysis.siting.record import Record

WHOLE: Final = Effort(steps=600, patience=20, least_scale=1e-2, improves=True)
BEFORE_HIGHS: Final = Effort(steps=400, patience=10, least_scale=1e-2)
"""HiGHS goes on with what is left, and finds better choices by itself."""
PRICES: Final = Effort(steps=600, patience=20, least_scale=1e-2, improves=True, decides=False)
"""Only the prices are of use."""
_PART: Final = Effort(steps=120, patience=12, least_scale=0.2)


def bounded_whole(
    relaxed: Relaxed, price: NDArray[np.float64], record: Record, *, until: float, effort: Effort = WHOLE
) -> Tightened:
    """Return what prices tell of a whole problem, its bound told to the record.

    price
        The first prices, by number of the demand point in the problem.
    """
    whole = tightened(relaxed, price, record, until=until, effort=effort)
    record.tell(min(whole.bound, record.value))
    return whole


def branched(whole: Tightened, record: Record, *, until: float) -> Incumbent:
    """Return the best choice, proven where the time is long enough.

    The part with the lowest bound is parted first, at the candidate that the prices leave most open: one part has it,
    the other has not.
    """
    order = itertools.count()
    parts = [(whole.bound, next(order), whole)]
    while parts and parts[0][0] <= record.limit:
        record.tell(parts[0][0])
        if time.monotonic() > until:
            return record.best
        bound, _, part = heapq.heappop(parts)
        relaxed = part.relaxed
        if not len(relaxed.candidates) or not relaxed.sites:
            continue
        one = np.arange(len(relaxed.candidates)) == int(np.abs(part.share - 0.5).argmin())
        for smaller in (relaxed.part(~one, one), relaxed.part(~one, np.zeros_like(one))):
            inner = tightened(smaller, part.price, record, until=until, effort=_PART)
            inner = replace(inner, bound=max(bound, inner.bound))
            if inner.bound <= record.limit:
                heapq.heappush(parts, (inner.bound, next(order), inner))
    return replace(record.best, bound=record.best.value, proven=True)
