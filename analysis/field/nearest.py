"""The nearest of many places to each demand point, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.spatial import cKDTree

from analysis.field.earth import parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.field.points import DemandPoints

# Measured: with more places than these a block has too many candidates to gain anything.
_MANY: Final = 3_000
_CANDIDATES: Final = 4


def nearest_place(points: DemandPoints, places: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return how far each demand point is from its nearest place in a straight line (m), and that place's position.

    A point of a block can only be nearest to a place that is at most two of the block's radii farther from the block's
    middle than the nearest one is. Where the places are few, few blocks have more than three such candidates: the
    points are held against these alone, and the k-d tree is asked for the middles and for the points left over.

    Parameters
    ----------
    points
        The demand points.
    places
        Earth-centred coordinates in metres, three columns; at least one.

    """
    tree = cKDTree(places)
    if len(places) > _MANY:
        chord, position = tree.query(points.xyz, workers=-1)
        return np.asarray(chord), np.asarray(position)
    block, middle, radius_m = points.blocks
    count = min(_CANDIDATES, len(places))
    apart, candidates = (np.reshape(part, (-1, count)) for part in tree.query(middle, k=count, workers=-1))
    farthest = apart[:, 0] + 2 * radius_m
    settled = np.full(len(middle), fill_value=True) if count == len(places) else apart[:, -1] > farthest
    position = candidates[:, 0][block]
    square = np.empty(len(points))
    for part in parts(len(points)):
        square[part] = _square(points.xyz[part], places[position[part]])
    for candidate in range(1, count):
        some = np.flatnonzero((settled & (apart[:, candidate] <= farthest))[block])
        if not some.size:
            break  # candidates come in the order of their distance
        other = candidates[:, candidate][block[some]]
        closer = _square(points.xyz[some], places[other])
        nearer = closer < square[some]
        square[some[nearer]], position[some[nearer]] = closer[nearer], other[nearer]
    chord = np.sqrt(square)
    left = np.flatnonzero(~settled[block])
    if left.size:
        chord[left], position[left] = tree.query(points.xyz[left], workers=-1)
    return chord, position


def _square(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    apart = start - end
    return np.asarray(np.einsum("ij,ij->i", apart, apart))
