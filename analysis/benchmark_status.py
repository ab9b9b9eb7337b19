"""How areas stand against a benchmark.

Good reaches the benchmark, moderate at least half of it, poor less (the scheme of Giga Maps). Where less is better,
moderate is up to twice the benchmark.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from analysis.claims import Claim

HALF: Final = 0.5


class Status(StrEnum):
    """How an area stands against a benchmark."""

    GOOD = "good"
    MODERATE = "moderate"
    POOR = "poor"
    UNKNOWN = "unknown"
    OUT_OF_SCOPE = "out_of_scope"
    NO_TARGET = "no_target"


def benchmark_status(
    values: pd.Series,
    claim: pd.Series,
    benchmark: pd.Series | float,
    *,
    less_is_better: bool = False,
    complete: bool = True,
) -> pd.Series:
    """Return how each area stands against a benchmark (`Status`).

    Parameters
    ----------
    values
        A measure in its own unit; missing where it has no value.
    claim
        What may be claimed of each area (`Claim`).
    benchmark
        One number for all areas, or one for each; an area without is "no_target".
    less_is_better
        Whether a smaller value is the better one, as of distances.
    complete
        Whether the list of centres is. If not, an unlisted one could only make it better: good is all that can be said.

    Examples
    --------
    >>> claim = pd.Series(["has_one", "has_one", "has_none", "unknown"])
    >>> benchmark_status(pd.Series([4.0, 2.0, 0.0, 9.0]), claim, 4.0).tolist()
    ['good', 'moderate', 'poor', 'unknown']

    """
    value = values.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    target = np.broadcast_to(np.asarray(benchmark, dtype=float), value.shape)
    if less_is_better:
        good, moderate = value <= target, value <= target / HALF
    else:
        good, moderate = value >= target, value >= HALF * target
    status = np.select(
        [
            (claim == Claim.OUT_OF_SCOPE).to_numpy(),
            np.isnan(target),
            claim.isin([Claim.UNKNOWN, Claim.HAS_OTHER]).to_numpy() | np.isnan(value),
            good,
            moderate,
        ],
        [Status.OUT_OF_SCOPE.value, Status.NO_TARGET.value, Status.UNKNOWN.value, Status.GOOD.value,
         Status.MODERATE.value],
        Status.POOR.value,
    )  # fmt: skip
    if not complete:
        status = np.where(np.isin(status, [Status.MODERATE, Status.POOR]), Status.UNKNOWN.value, status)
    return pd.Series(status, index=values.index, name="benchmark_status", dtype=object)
