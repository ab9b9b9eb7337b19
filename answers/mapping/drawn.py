"""Which areas a map draws, and with what shape: boundaries, and circles where subdistricts have none."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from analysis.demand import population
from geodata.areas import areas, children
from geodata.codes import COUNTRY_CODE, Level, level_of
from geodata.crs import WGS84, geometries_to_metric, geometries_to_wgs84, to_metric
from geodata.display import display_layer, subdistricts_drawn
from geodata.layers import layer_fingerprint
from registry.population import population_stamps

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CIRCLE_SHARE: Final = 0.5
"""The radius of the typical circle, in distances to the nearest other one: half, so that two just touch."""
_QUARTER_SEGMENTS: Final = 8
_ROOM: Final = 3.0
"""How many times as wide as the circle of a chosen subdistrict is what the map shows of its surroundings."""


def drawn_codes(level: Level, scope: str) -> pd.Index:
    """Return the areas of a map of `scope` in the order of their codes: all of the level, of subdistricts those inside.

    Examples
    --------
    >>> len(drawn_codes(Level.PROVINCE, "5001")), list(drawn_codes(Level.SUBDISTRICT, "5025"))
    (77, ['502501', '502502', '502503'])

    """
    if level != Level.SUBDISTRICT:
        return areas(level).index
    return pd.Index([] if scope == COUNTRY_CODE else children(scope, level=level), dtype=object, name="admin_code")


def drawn_as_circles(level: Level, scope: str) -> bool:
    """Return whether a map of `scope` has circles for its areas: subdistricts of which no boundaries are installed."""
    return level == Level.SUBDISTRICT and bool((~drawn_codes(level, scope).isin(subdistricts_drawn().index)).any())


def drawn_areas(level: Level, scope: str) -> gpd.GeoSeries:
    """Return the shapes of the areas of a map of `scope` on `drawn_codes`, in `WGS84`.

    A subdistrict without boundaries is a circle around its point. The area of a circle goes with the people who live in
    the subdistrict, at one scale for the map: the typical circle touches its neighbour. One without a point is empty.
    """
    if level != Level.SUBDISTRICT:
        return display_layer(level).geometry.sort_index()
    return _subdistricts(scope, layer_fingerprint(), population_stamps())


def bounds_of(code: str, scope: str = COUNTRY_CODE) -> tuple[float, float, float, float]:
    """Return the bounds of an area on a map of `scope` in degrees: west, south, east, north.

    Of a subdistrict without boundaries those of a disc around its point in which its circle on that map (where that map
    has none, on the one of its district) leaves room for what is around it, and not less than its size; without a point
    those of its district.
    """
    level = level_of(code)
    if level != Level.SUBDISTRICT:
        return _of(display_layer(level).geometry.loc[code])
    installed = subdistricts_drawn()
    if code in installed.index:
        return _of(installed[code])
    row = areas(level).loc[[code]].iloc[0]
    if pd.isna(row["longitude"]):
        return bounds_of(str(row["parent_code"]))
    x, y = to_metric([row["longitude"]], [row["latitude"]])
    circles = [drawn_areas(level, around) for around in (scope, str(row["parent_code"]))]
    circle = next(shapes[code] for shapes in circles if code in shapes.index)
    room = _ROOM * np.sqrt(shapely.area(geometries_to_metric([circle])) / np.pi)
    disc = shapely.buffer(shapely.points(x, y), np.maximum(room, np.sqrt(row["area_km2"] * 1e6 / np.pi)))
    return _of(geometries_to_wgs84(disc)[0])


def _of(shape: shapely.Geometry) -> tuple[float, float, float, float]:
    west, south, east, north = (float(side) for side in shape.bounds)
    return west, south, east, north


@lru_cache(maxsize=64)
def _subdistricts(scope: str, _fingerprint: str, _stamps: object) -> gpd.GeoSeries:
    codes = drawn_codes(Level.SUBDISTRICT, scope)
    shapes = pd.Series(_circles(codes), index=codes, dtype=object)
    installed = subdistricts_drawn()
    bounded = codes.intersection(installed.index)
    shapes[bounded] = installed[bounded]
    return gpd.GeoSeries(shapes, crs=WGS84)


def _circles(codes: pd.Index) -> NDArray[np.object_]:
    table = areas(Level.SUBDISTRICT).loc[codes]
    located = table["longitude"].notna().to_numpy()
    circles = np.full(len(codes), shapely.Polygon(), dtype=object)
    if located.any():
        x, y = to_metric(table.loc[located, "longitude"].to_numpy(), table.loc[located, "latitude"].to_numpy())
        size = np.sqrt(population(Level.SUBDISTRICT)["population"].reindex(codes[located]).to_numpy(dtype=float))
        radius = size * _scale(np.column_stack([x, y]), size, table.loc[located, "area_km2"].to_numpy(dtype=float))
        points = shapely.points(x, y)
        circles[located] = geometries_to_wgs84(shapely.buffer(points, radius, quad_segs=_QUARTER_SEGMENTS))
    return circles


def _scale(xy: NDArray[np.float64], size: NDArray[np.float64], area_km2: NDArray[np.float64]) -> float:
    """Return the metres of radius for the square root of one person."""
    alone = len(xy) == 1
    apart = 2 * np.sqrt(area_km2 * 1e6 / np.pi) if alone else cKDTree(xy).query(xy, k=2)[0][:, 1]
    inhabited = size > 0
    if not inhabited.any():
        return 0.0
    return float(_CIRCLE_SHARE * np.median(apart[inhabited] / size[inhabited]))
