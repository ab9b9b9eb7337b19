"""Classes of a measure for the map's legend: where one shade ends and the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def class_breaks(values: ArrayLike, *, k: int = 5) -> list[float]:
    """Return the upper bounds of at most k classes with about as many values each.

    Parameters
    ----------
    values
        Numbers; missing ones are left out.
    k
        How many classes at most.

    Returns
    -------
    list of float
        Rising; a class takes the values above the bound before it up to its own, which counts in. The last is the
        highest value. Fewer than k where values repeat; whole numbers where all values are whole; empty without
        values.

    Examples
    --------
    >>> class_breaks([1, 1, 1, 2, 9], k=3)
    [1.0, 2.0, 9.0]

    """
    numbers = np.asarray(values, dtype=float).ravel()
    numbers = np.sort(numbers[np.isfinite(numbers)])
    if not numbers.size:
        return []
    distinct = np.unique(numbers)
    if distinct.size <= k:
        return [float(value) for value in distinct]
    # A bound is a value that occurs, so whole numbers stay whole and every class has a member.
    bounds = np.quantile(numbers, np.arange(1, k + 1) / k, method="inverted_cdf")
    return [float(value) for value in np.unique(bounds)]


def class_index(values: ArrayLike, breaks: list[float]) -> NDArray[np.int64]:
    """Return of each value the class it falls into, from 0; -1 for a missing one.

    Values above the last bound belong to the last class.
    """
    numbers = np.asarray(values, dtype=float).ravel()
    if not breaks:
        return np.full(numbers.shape, -1, dtype=np.int64)
    index = np.minimum(np.searchsorted(breaks, numbers, side="left"), len(breaks) - 1).astype(np.int64)
    index[~np.isfinite(numbers)] = -1
    return index
