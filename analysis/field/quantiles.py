"""Weighted quantiles of many groups at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Sums of many small numbers: a share that is reached but for this is reached.
_ROUNDING: Final = 1e-9


def weighted_quantile(
    values: NDArray[np.float32],
    weights: NDArray[np.float64],
    groups: NDArray[np.int64],
    q: float,
    *,
    areas: int,
    order: NDArray[np.integer] | None = None,
) -> NDArray[np.float64]:
    """Return of each group the smallest value that at least a share q of its weight does not exceed.

    Parameters
    ----------
    values, weights, groups
        Of equal length; groups are positions from 0, -1 for none.
    q
        0–1.
    areas
        How many groups there are.
    order
        The order of the values, where it is known.

    Returns
    -------
    ndarray of float
        NaN for a group without weight.

    """
    order = np.argsort(values, kind="stable") if order is None else order
    order = order[(groups[order] >= 0) & (weights[order] > 0)]
    # Stable: inside a group the order of the values stays.
    order = order[np.argsort(groups[order].astype(np.int16), kind="stable")]
    sums = np.cumsum(weights[order])
    counts = np.bincount(groups[order], minlength=areas)
    ends = np.cumsum(counts)
    upto = np.concatenate([[0.0], sums])[ends]
    before = np.concatenate([[0.0], upto[:-1]])
    there = np.flatnonzero(counts)
    thresholds = before + (upto - before) * q * (1 - _ROUNDING)
    at = np.searchsorted(sums, thresholds[there], side="left").clip(ends[there] - counts[there], ends[there] - 1)
    quantiles = np.full(areas, np.nan)
    quantiles[there] = values[order][at]
    return quantiles
