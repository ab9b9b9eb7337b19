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
    xy, site_xy = np.asarray(points, dtype=np.float64), np.asarray(sites, dtype=np.float64)
    size = np.asarray(areas, dtype=np.float64)
    target = size / size.sum() * len(xy)
    squared = ((xy[:, None, :] - site_xy[None]) ** 2).sum(axis=2)
    step = float(squared.min(axis=1).mean()) or 1.0
    weights = np.zeros(len(site_xy))
    best, least = np.zeros(len(xy), dtype=np.int64), np.inf
    for _ in range(_STEPS):
        part = np.argmin(squared - weights, axis=1)
        lacking = target - np.bincount(part, minlength=len(site_xy))
        error = np.abs(lacking).sum()
        if error < least:
            best, least = part, error
        if error <= _SLACK * len(site_xy):
            break
        weights += step * np.clip(lacking / np.maximum(target, 1.0), -1.0, 1.0)
        step *= _SHRINK
    return best
