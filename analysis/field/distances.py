"""The distance of every demand point to the nearest centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.spatial import cKDTree

from analysis.field.earth import arc_km, earth_centred
from analysis.field.nearest import nearest_place

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from analysis.field.points import DemandPoints


_SAME_M: Final = 1.0
"""A centre no farther than this beyond the nearest may be the nearest: what a distance in float32 is exact to."""


def distance_field(points: DemandPoints, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.float32]:
    """Return how far each demand point is from the nearest centre.

    The nearest is found in a k-d tree on Earth-centred coordinates, where no projection distorts; its chord is turned
    into the arc over the ellipsoid.

    Parameters
    ----------
    points
        The demand points.
    longitude, latitude
        The centres; degrees, WGS 84. Missing ones are left out, the same place twice changes nothing.

    Returns
    -------
    ndarray of float32
        Kilometres, aligned with the points, within a metre of the geodesic on WGS 84; infinite without a centre.

    """
    lon, lat = usable(longitude, latitude)
    if not lon.size or not len(points):
        return np.full(len(points), np.inf, dtype=np.float32)
    chord, nearest = nearest_place(points, earth_centred(lon, lat))
    return arc_km(chord, points.longitude, points.latitude, lon[nearest], lat[nearest])


def with_one_more(
    field_km: NDArray[np.float32], points: DemandPoints, longitude: float, latitude: float
) -> NDArray[np.float32]:
    """Return a field as it would be with one centre more; the field given stays as it is.

    Parameters
    ----------
    field_km
        What `distance_field` returned for these points.
    points
        The demand points.
    longitude, latitude
        The new centre; degrees, WGS 84.

    """
    after = field_km.copy()
    place = earth_centred([longitude], [latitude])[0]
    some = _may_change(field_km, points, place)
    chord = np.sqrt(((points.xyz[some] - place) ** 2).sum(axis=1))
    # The arc is never shorter than its chord: a point whose chord is longer than its distance stays with its centre.
    nearer = chord < field_km[some].astype(np.float64) * 1000.0
    near, chord = some[nearer], chord[nearer]
    lon, lat = np.full(near.size, float(longitude)), np.full(near.size, float(latitude))
    arcs = arc_km(chord, points.longitude[near], points.latitude[near], lon, lat)
    after[near] = np.minimum(after[near], arcs)
    return after


def without_some(
    field_km: NDArray[np.float32],
    points: DemandPoints,
    gone: tuple[ArrayLike, ArrayLike],
    staying: tuple[ArrayLike, ArrayLike],
) -> NDArray[np.float32]:
    """Return a field as it would be without some of its centres; the field given stays as it is.

    Only the points are computed anew to which a centre that goes is as near as their nearest.

    Parameters
    ----------
    field_km
        What `distance_field` returned for these points and all centres.
    points
        The demand points.
    gone, staying
        Longitudes and latitudes of the centres that go, and of those that stay; degrees, WGS 84.

    """
    after = field_km.copy()
    lon, lat = _on_earth(*staying)
    for place in zip(*usable(*gone), strict=True):
        xyz = earth_centred([place[0]], [place[1]])[0]
        some = _may_change(field_km, points, xyz)
        chord = np.sqrt(((points.xyz[some] - xyz) ** 2).sum(axis=1))
        theirs = some[chord <= field_km[some].astype(np.float64) * 1000.0 + _SAME_M]
        if not lon.size:
            after[theirs] = np.inf
        elif theirs.size:
            nearest_m, nearest = cKDTree(earth_centred(lon, lat)).query(points.xyz[theirs])
            after[theirs] = arc_km(
                nearest_m, points.longitude[theirs], points.latitude[theirs], lon[nearest], lat[nearest]
            )
    return after


def _may_change(field_km: NDArray[np.float32], points: DemandPoints, place: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the points of the districts that a new centre can be nearer to than what they have."""
    there, middle, reach_m = points.districts
    if not there.size:
        return there
    farthest_m = np.maximum.reduceat(field_km, points.starts[:-1][there]).astype(np.float64) * 1000.0
    apart = np.sqrt(((middle - place) ** 2).sum(axis=1))
    near = there[apart - reach_m <= farthest_m + _SAME_M]
    return np.concatenate([np.arange(points.starts[i], points.starts[i + 1]) for i in near] or [there[:0]])


def usable(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the places that are on the earth, each once: missing and impossible coordinates are left out."""
    both = np.unique(np.column_stack(_on_earth(longitude, latitude)), axis=0)
    return both[:, 0], both[:, 1]


def _on_earth(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lon, lat = (np.asarray(values, dtype=float).ravel() for values in (longitude, latitude))
    there = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    return lon[there], lat[there]
