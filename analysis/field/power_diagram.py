"""Parts of an area that are nearest to their own site and as large as they are known to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_STEPS: Final = 80
_SHRINK: Final = 0.96
"""How much of a step the next one is: the weights settle within the steps."""
_SLACK: Final = 0.5
"""Points a site may be off by: less than one point cannot be told apart."""


def power_diagram(points: ArrayLike, sites: ArrayLike, areas: ArrayLike) -> NDArray[np.int64]:
    """Return of each point the position of the site whose part of the area it lies in.

    Points stand for equal areas. A point belongs to the site with the least squared distance less the site's weight;
    the weights are raised where a site has fewer points than its area asks for, and lowered where it has more
    (a power diagram of given areas; Aurenhammer, Hoffmann & Aronov 1998).

    Parameters
    ----------
    points, sites
        x and y in metres (two columns).
    areas
        The areas of the sites in any unit; only their shares count.

    Examples
    --------
    A line of four points between two sites, of which the second has three times the area of the first:

    >>> power_diagram([[0, 0], [1, 0], [2, 0], [3, 0]], [[0, 0], [3, 0]], [1, 3]).tolist()
    [0, 1, 1, 1]

    """
    return parts_by_weight(points, sites, power_weights(points, sites, areas))


def parts_by_weight(points: ArrayLike, sites: ArrayLike, weights: ArrayLike) -> NDArray[np.int64]:
    """Return the parts of `power_diagram` for weights that are at hand (square metres)."""
    return np.asarray(np.argmin(_squared_m(points, sites) - np.asarray(weights, dtype=np.float64), axis=1))


def power_weights(points: ArrayLike, sites: ArrayLike, areas: ArrayLike) -> NDArray[np.float64]:
    """Return the weights of the sites (square metres) that give each as many points as its area asks for.

    Parameters are those of `power_diagram`; of all weights that were tried these come nearest.
    """
    squared = _squared_m(points, sites)
    size = np.asarray(areas, dtype=np.float64)
    target = size / size.sum() * len(squared)
    whole = np.maximum(target, 1.0)
    step = float(squared.min(axis=1).mean()) or 1.0
    weights = np.zeros(len(size))
    best, least = weights, np.inf
    for _ in range(_STEPS):
        part = (squared - weights).argmin(axis=1)
        lacking = target - np.bincount(part, minlength=len(size))
        error = np.abs(lacking).sum()
        if error < least:
            best, least = weights, error
        if error <= _SLACK * len(size):
            break
        weights = weights + step * np.minimum(np.maximum(lacking / whole, -1.0), 1.0)
        step *= _SHRINK
    return best


def _squared_m(points: ArrayLike, sites: ArrayLike) -> NDArray[np.float64]:
    """Return the squared distance of each point (rows) from each site (columns)."""
    xy, site_xy = np.asarray(points, dtype=np.float64), np.asarray(sites, dtype=np.float64)
    east, north = (xy[:, None, axis] - site_xy[None, :, axis] for axis in (0, 1))
    return np.asarray(east**2 + north**2)
