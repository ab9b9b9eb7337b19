"""Distance over the earth: the nearest of many places, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyproj
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

# WGS84 in degrees and height, and Earth-centred in metres.
_GEOD: Final = pyproj.Geod(ellps="WGS84")
_TO_ECEF: Final = pyproj.Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)


def nearest(
    from_lon: ArrayLike, from_lat: ArrayLike, to_lon: ArrayLike, to_lat: ArrayLike
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Find for each point the nearest of the places, and the distance to it.

    The nearest place is looked up in a k-d tree on Earth-centred coordinates (EPSG:4978), where no projection
    distorts; the length is then that of the geodesic on the WGS84 ellipsoid (Karney, through pyproj).

    Parameters
    ----------
    from_lon, from_lat
        The points; degrees, `WGS84`.
    to_lon, to_lat
        The places; degrees, `WGS84`.

    Returns
    -------
    positions : ndarray of int
        Of each point, the position of the nearest place in ``to_lon``; -1 where the point or every place is
        missing (NaN or out of range).
    km : ndarray of float
        The distance to it in kilometres; NaN where there is none.

    """
    start_lon, start_lat = (
        np.asarray(from_lon, dtype=float).ravel(),
        np.asarray(from_lat, dtype=float).ravel(),
    )
    end_lon, end_lat = np.asarray(to_lon, dtype=float).ravel(), np.asarray(to_lat, dtype=float).ravel()
    positions = np.full(len(start_lon), -1, dtype=np.int64)
    km = np.full(len(start_lon), np.nan)
    starts, ends = _usable(start_lon, start_lat), _usable(end_lon, end_lat)
    if starts.size and ends.size:
        tree = cKDTree(_ecef(end_lon[ends], end_lat[ends]))
        _, nearest_end = tree.query(_ecef(start_lon[starts], start_lat[starts]))
        positions[starts] = ends[nearest_end]
        km[starts] = distance_km(
            start_lon[starts], start_lat[starts], end_lon[positions[starts]], end_lat[positions[starts]]
        )
    return positions, km


def distance_km(from_lon: ArrayLike, from_lat: ArrayLike, to_lon: ArrayLike, to_lat: ArrayLike) -> NDArray[np.float64]:
    """Return the geodesic distance on the `WGS84` ellipsoid, pair by pair, in kilometres; NaN stays NaN."""
    start_lon, start_lat, end_lon, end_lat = (
        np.asarray(values, dtype=float).ravel() for values in (from_lon, from_lat, to_lon, to_lat)
    )
    _, _, metres = _GEOD.inv(start_lon, start_lat, end_lon, end_lat)
    return np.asarray(metres, dtype=float) / 1000.0


def _usable(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.flatnonzero((np.abs(lon) <= 180) & (np.abs(lat) <= 90))


def _ecef(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_TO_ECEF.transform(lon, lat, np.zeros_like(lon)))
