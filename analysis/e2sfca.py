"""The enhanced two-step floating catchment: how many centres there are for a person, where others come too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.spatial import cKDTree

from analysis.field.earth import arc_km, earth_centred

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    from analysis.field.points import DemandPoints

WEIGHTS: Final = (1.0, 0.68, 0.22)
"""Of a person in the first, second and last third of the radius (Luo & Qi 2009)."""
_PAIRS_AT_ONCE: Final = 1_000_000


def e2sfca_of_points(
    points: DemandPoints,
    longitude: ArrayLike,
    latitude: ArrayLike,
    *,
    radius_km: float,
    near_km: NDArray[np.float32] | None = None,
) -> NDArray[np.float64]:
    """Return how many centres there are for each person at a demand point.

    First each centre is divided by the people within its radius, R_j = 1 / Σ_k p_k W(d_kj); then each point takes up
    the shares of the centres within its own, A_k = Σ_j R_j W(d_kj). W is 1, 0.68, 0.22 in thirds of the radius, whose
    ends count in. Over all people Σ p_k A_k is the number of centres that reach anyone. Luo & Wang 2003, Luo & Qi 2009.

    Parameters
    ----------
    points
        The demand points: everyone counts as using the centres, whatever group is looked at later.
    longitude, latitude
        The centres, one a site; degrees, WGS 84. Missing ones are left out; two in one place are two.
    radius_km
        The catchment radius in km.
    near_km
        Of each point the distance to the nearest centre in km, where it is known: spares the points beyond.

    Returns
    -------
    ndarray of float
        Centres per person, aligned with the points; 0 where none is within the radius.

    """
    access = np.zeros(len(points))
    places, times = _places(longitude, latitude)
    near = np.arange(len(points)) if near_km is None else np.flatnonzero(near_km <= radius_km)
    if not len(places) or not near.size:
        return access
    for centre, point, weight in _pairs(points, near, places, radius_km=radius_km):
        people = np.bincount(centre, weights=points.people[point] * weight, minlength=len(places))
        with np.errstate(divide="ignore"):
            ratio = np.where(people > 0, times / people, 0.0)
        access += np.bincount(point, weights=ratio[centre] * weight, minlength=len(points))
    return access


def _places(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the distinct places that are on the earth, and how many centres stand in each."""
    lon, lat = (np.asarray(values, dtype=float).ravel() for values in (longitude, latitude))
    there = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    places, times = np.unique(np.column_stack([lon[there], lat[there]]), axis=0, return_counts=True)
    return places, times.astype(float)


def _pairs(
    points: DemandPoints, near: NDArray[np.int64], places: NDArray[np.float64], *, radius_km: float
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]:
    """Yield the pairs of place and point within the radius, with their weight; all pairs of a place at once."""
    tree = cKDTree(points.xyz[near])
    where = earth_centred(places[:, 0], places[:, 1])
    # The chord is never longer than the arc; the metre is for what rounding takes from the arc.
    reach_m = radius_km * 1000.0 + 1.0
    counts = np.asarray(tree.query_ball_point(where, reach_m, return_length=True), dtype=np.int64)
    block = np.cumsum(counts) // _PAIRS_AT_ONCE
    for number in np.unique(block):
        members = np.flatnonzero(block == number)
        pairs = cKDTree(where[members]).sparse_distance_matrix(tree, reach_m, output_type="ndarray")
        centre, point = members[pairs["i"]], near[pairs["j"]]
        place = places[centre]
        km = arc_km(pairs["v"], points.longitude[point], points.latitude[point], place[:, 0], place[:, 1])
        weight = _weight(km, radius_km)
        inside = weight > 0
        yield centre[inside], point[inside], weight[inside]


def _weight(km: NDArray[np.float32], radius_km: float) -> NDArray[np.float64]:
    """Return the weight of a distance; 0 beyond the radius."""
    thirds = [radius_km / 3, 2 * radius_km / 3, radius_km]
    return np.select([km <= end for end in thirds], WEIGHTS, 0.0)
