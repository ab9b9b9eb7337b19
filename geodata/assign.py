"""Assignment of points to districts: exact, and one row out for each row in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from geodata.codes import Level
from geodata.crs import geometries_to_metric, to_metric
from geodata.layers import layer_record, read_layer

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import ArrayLike, NDArray

MATCHES: Final = ("inside", "border", "nearest", "none", "no_point")


def assign_districts(
    longitude: ArrayLike,
    latitude: ArrayLike,
    *,
    offshore_tolerance_m: float | None = None,
    districts: gpd.GeoDataFrame | None = None,
) -> pd.DataFrame:
    """Say in which district each point lies.

    A point on the border of several districts belongs to the one with the lowest code. A point in none of
    them (simplified coasts put harbour towns into the sea) belongs to the nearest one within a tolerance, and
    says so. The rule does not ask whether there is sea in between: within the tolerance a point across the
    national border is given to the nearest Thai district too, marked "nearest".

    Parameters
    ----------
    longitude, latitude
        Degrees, `WGS84`; of equal length. NaN and values out of range (±180, ±90) are no point.
    offshore_tolerance_m
        How far from a district, in metres, a point may lie and still belong to it; 0 for not at all. Without
        it the tolerance kept with the active layer (1,500 m for the default one).
    districts
        Other districts than the active ones: `WGS84`, index ``admin_code``.

    Returns
    -------
    DataFrame
        As many rows as points, in their order, on a plain counting index. Columns: district_code and
        province_code (None where there is none); match: "inside" (of one district, or on its outer edge),
        "border" (of two or more), "nearest", "none" (beyond the tolerance) or "no_point"; distance_m: metres
        to the district, 0 inside and on a border, NaN where there is no district.

    Raises
    ------
    ValueError
        The two lengths differ, or the tolerance is negative.
    LayerError
        The active layer is missing or damaged.

    """
    lon, lat = _as_points(longitude, latitude)
    tolerance_m = layer_record()["tolerance_m"] if offshore_tolerance_m is None else float(offshore_tolerance_m)
    if not tolerance_m >= 0:
        message = f"offshore_tolerance_m={tolerance_m!r} must be 0 or more"
        raise ValueError(message)
    layer = (read_layer(Level.DISTRICT) if districts is None else districts).sort_index()
    usable = _usable(lon, lat)
    hits, first = _count_hits(layer, lon, lat, usable)
    distance_m = np.where(usable, 0.0, np.nan)
    outside = np.flatnonzero(usable & (hits == 0))
    first[outside], distance_m[outside] = _nearest(layer, lon[outside], lat[outside], tolerance_m)
    match = np.select([~usable, hits == 1, hits > 1, first >= 0], ["no_point", "inside", "border", "nearest"], "none")
    codes = np.array([*layer.index, None], dtype=object)[first]
    province_codes = np.array([None if code is None else code[:2] for code in codes], dtype=object)
    columns = {"district_code": codes, "province_code": province_codes, "match": match.astype(object)}
    return pd.DataFrame(columns, dtype=object).assign(distance_m=distance_m)


def point_to_area_m(
    longitude: ArrayLike, latitude: ArrayLike, admin_code: ArrayLike, *, level: Level = Level.DISTRICT
) -> NDArray[np.float64]:
    """Return how far each point lies outside the area recorded for it.

    Parameters
    ----------
    longitude, latitude
        Degrees, `WGS84`.
    admin_code
        The code of each point's area, of equal length; None for unknown.
    level
        The level of all these areas.

    Returns
    -------
    ndarray
        Metres (`METRIC`, within ±0.26 %), 0 inside; NaN without a point or without an area of that code. To
        be held against ``layer_record()["tolerance_m"]`` before it is called wrong.

    Raises
    ------
    ValueError
        The lengths differ.
    LayerError
        The active layer is missing or damaged.

    """
    lon, lat = _as_points(longitude, latitude)
    layer = read_layer(level)
    position = layer.index.get_indexer(pd.Index(np.asarray(admin_code, dtype=object).ravel()))
    if len(position) != len(lon):
        message = f"{len(lon)} points but {len(position)} codes"
        raise ValueError(message)
    measurable = _usable(lon, lat) & (position >= 0)
    distances = np.full(len(lon), np.nan)
    used, inverse = np.unique(position[measurable], return_inverse=True)
    areas = geometries_to_metric(layer.geometry.to_numpy()[used])
    distances[measurable] = shapely.distance(
        shapely.points(*to_metric(lon[measurable], lat[measurable])), areas[inverse]
    )
    return distances


def _as_points(longitude: ArrayLike, latitude: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lon, lat = np.asarray(longitude, dtype=float).ravel(), np.asarray(latitude, dtype=float).ravel()
    if len(lon) != len(lat):
        message = f"{len(lon)} longitudes but {len(lat)} latitudes"
        raise ValueError(message)
    return lon, lat


def _usable(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((np.abs(lon) <= 180) & (np.abs(lat) <= 90), dtype=bool)


def _count_hits(
    layer: gpd.GeoDataFrame, lon: NDArray[np.float64], lat: NDArray[np.float64], usable: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return of each point how many areas it lies in or on, and the position of the first, or -1.

    One exact test per area, prepared, on the points in its box: no index to build, and fast enough for
    millions.
    """
    hits = np.zeros(len(lon), dtype=np.int64)
    first = np.full(len(lon), -1, dtype=np.int64)
    order = np.flatnonzero(usable)[np.argsort(lon[usable], kind="stable")]
    by_longitude = lon[order]
    shapes = layer.geometry.to_numpy()
    shapely.prepare(shapes)
    boxes = shapely.bounds(shapes)
    starts = np.searchsorted(by_longitude, boxes[:, 0], "left")
    ends = np.searchsorted(by_longitude, boxes[:, 2], "right")
    for position in np.flatnonzero(ends > starts):
        strip = order[starts[position] : ends[position]]
        strip = strip[(lat[strip] >= boxes[position, 1]) & (lat[strip] <= boxes[position, 3])]
        if strip.size:
            inside = strip[shapely.intersects_xy(shapes[position], lon[strip], lat[strip])]
            hits[inside] += 1
            first[inside[first[inside] < 0]] = position
    return hits, first


def _nearest(
    layer: gpd.GeoDataFrame, lon: NDArray[np.float64], lat: NDArray[np.float64], tolerance_m: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return position and distance of the nearest area within the tolerance; of equals, the lowest code.

    Where there is none the position is -1 and the distance NaN.
    """
    position = np.full(len(lon), -1, dtype=np.int64)
    distance_m = np.full(len(lon), np.nan)
    if len(lon) and len(layer) and tolerance_m > 0:
        tree = shapely.STRtree(geometries_to_metric(layer.geometry.to_numpy()))
        points = shapely.points(*to_metric(lon, lat))
        (rows, areas), lengths = tree.query_nearest(points, max_distance=tolerance_m, return_distance=True)
        order = np.lexsort((areas, rows))[::-1]  # the last one written stays: the lowest position
        position[rows[order]] = areas[order]
        distance_m[rows[order]] = lengths[order]
    return position, distance_m


def assign_subdistricts(longitude: ArrayLike, latitude: ArrayLike, district_codes: pd.Series) -> pd.Series:
    """Return of each point the subdistrict of its district whose installed boundaries hold it.

    Parameters
    ----------
    longitude, latitude
        Degrees in `WGS84`.
    district_codes
        The district of each point (`assign_districts`), None where it has none.

    Returns
    -------
    Series
        On the index of district_codes; None where the boundaries of that subdistrict are not installed.

    """
    layer = read_layer(Level.SUBDISTRICT)
    codes = np.full(len(district_codes), None, dtype=object)
    points = shapely.points(np.asarray(longitude, dtype=float), np.asarray(latitude, dtype=float))
    within = np.flatnonzero(district_codes.notna())
    point, area = layer.sindex.query(points[within], predicate="intersects")
    point = within[point]
    own = layer.index.str[:4].to_numpy()[area] == district_codes.to_numpy()[point]
    order = np.lexsort((area[own], point[own]))[::-1]  # the last one written stays: the lowest position
    codes[point[own][order]] = layer.index.to_numpy()[area[own][order]]
    return pd.Series(codes, index=district_codes.index)
