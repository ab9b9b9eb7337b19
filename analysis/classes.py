"""Class breaks for a choropleth's legend."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def class_breaks(values: npt.ArrayLike, *, k: int = 5) -> list[float]:
    """Return the upper bounds of at most `k` classes that hold about equally many values.

    Equal values always share a class, so fewer classes come out where values repeat; with `k` distinct values or
    fewer, each value is a class of its own. A value belongs to the first class whose bound is not below it.

    Parameters
    ----------
    values
        Numbers; missing ones are passed over.
    k
        The most classes, at least 1.

    Raises
    ------
    ValueError
        `k` is below 1.

    Examples
    --------
    >>> class_breaks([1, 1, 2, 5])
    [1.0, 2.0, 5.0]
    >>> class_breaks([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], k=2)
    [5.0, 10.0]

    """
    if k < 1:
        message = f"k must be at least 1, not {k!r}"
        raise ValueError(message)
    numbers = np.asarray(values, dtype=float)
    numbers = numbers[~np.isnan(numbers)]
    if not len(numbers):
        return []
    distinct = np.unique(numbers)
    if len(distinct) <= k:
        return [float(value) for value in distinct]
    bounds = np.quantile(numbers, np.arange(1, k + 1) / k, method="inverted_cdf")
    return [float(value) for value in np.unique(bounds)]
