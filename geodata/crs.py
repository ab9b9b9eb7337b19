"""The two coordinate reference systems of the house, and the reason for each.

Everything that is kept or handed over is in `WGS84` (longitude, latitude in degrees). Areas and lengths are
taken in `METRIC`: Lambert azimuthal equal-area, centred on 13° N 101° E. Over Thailand its areas are exact
and its distances are within ±0.26 %, where UTM zone 47N is off by up to +0.64 % in distance and +1.3 % in
area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyproj
import shapely

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

WGS84: Final = "EPSG:4326"
METRIC: Final = pyproj.CRS.from_proj4("+proj=laea +lat_0=13 +lon_0=101 +datum=WGS84 +units=m +no_defs")

_TO_METRIC: Final = pyproj.Transformer.from_crs(WGS84, METRIC, always_xy=True)


def to_metric(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y in metres (`METRIC`) of points in degrees (`WGS84`)."""
    x, y = _TO_METRIC.transform(np.asarray(longitude, dtype=float), np.asarray(latitude, dtype=float))
    return np.asarray(x), np.asarray(y)


def to_wgs84(x: ArrayLike, y: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude in degrees (`WGS84`) of points in metres (`METRIC`)."""
    longitude, latitude = _TO_METRIC.transform(
        np.asarray(x, dtype=float), np.asarray(y, dtype=float), direction="INVERSE"
    )
    return np.asarray(longitude), np.asarray(latitude)


def geometries_to_metric(geometries: ArrayLike) -> NDArray[np.object_]:
    """Return geometries in `WGS84` as geometries in `METRIC`; a vertex two of them share stays shared."""
    return np.asarray(shapely.transform(np.asarray(geometries), to_metric, interleaved=False), dtype=object)


def geometries_to_wgs84(geometries: ArrayLike) -> NDArray[np.object_]:
    """Return geometries in `METRIC` as geometries in `WGS84`; a vertex two of them share stays shared."""
    return np.asarray(shapely.transform(np.asarray(geometries), to_wgs84, interleaved=False), dtype=object)
