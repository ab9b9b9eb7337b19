"""The layers as they are drawn: lighter, with borders that still coincide."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import shapely

from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from geodata.crs import WGS84, geometries_to_metric, geometries_to_wgs84
from geodata.layers import Geography, current_geography
from geodata.layerset import dissolve

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLERANCE_M: Final = 500.0
"""Detail smaller than a triangle of this size (its square root, in metres) is not drawn."""
KHET_TOLERANCE_M: Final = 40.0
"""The same for Bangkok's khet, which are small and are looked at closely."""
SUBDISTRICT_TOLERANCE_M: Final = 80.0
"""The same for subdistricts, which are looked at a province at a time."""
_MARGIN_M: Final = 10_000.0


def display_layer(level: Level) -> gpd.GeoDataFrame:
    """Return the active boundaries of a level, simplified for the screen.

    The districts are simplified as one coverage, so no gap opens between neighbours; every other level is
    dissolved from those same districts, so that borders of different levels coincide.

    Returns
    -------
    GeoDataFrame
        In ``EPSG:4326``; index ``admin_code``; columns name_th, name_en, parent_code, geometry. For drawing
        only: points are assigned, and distances taken, on `geodata.layers.read_layer`.

    Raises
    ------
    LayerError
        A layer is missing or damaged.

    """
    return _display_layer(current_geography(), level).copy(deep=False)


@lru_cache(maxsize=12)
def _display_layer(geography: Geography, level: Level) -> gpd.GeoDataFrame:
    districts = _districts(geography)
    shapes = dissolve(districts, areas(Level.DISTRICT), level)
    names = areas(level)[["name_th", "name_en", "parent_code"]]
    return gpd.GeoDataFrame(names, geometry=shapes.reindex(names.index).to_numpy(), crs=WGS84)


def subdistricts_drawn() -> gpd.GeoSeries:
    """Return the installed boundaries of subdistricts, simplified for the screen; empty where none are installed.

    In ``EPSG:4326`` on ``admin_code``: those of a district stay a valid coverage.
    """
    return _subdistricts_drawn(current_geography())


@lru_cache(maxsize=2)
def _subdistricts_drawn(geography: Geography) -> gpd.GeoSeries:
    layer = geography.layer(Level.SUBDISTRICT)
    shapes = geometries_to_metric(layer.geometry.to_numpy())
    if len(shapes):
        shapes = np.asarray(shapely.coverage_simplify(shapes, SUBDISTRICT_TOLERANCE_M), dtype=object)
    return gpd.GeoSeries(geometries_to_wgs84(shapes), index=layer.index, crs=WGS84)


@lru_cache(maxsize=2)
def _districts(geography: Geography) -> gpd.GeoDataFrame:
    return simplify_districts(geography.layer(Level.DISTRICT))


def simplify_districts(
    districts: gpd.GeoDataFrame,
    *,
    tolerance_m: float = TOLERANCE_M,
    khet_tolerance_m: float = KHET_TOLERANCE_M,
) -> gpd.GeoDataFrame:
    """Return districts simplified as one coverage, the khet less than the others.

    Parameters
    ----------
    districts
        In `WGS84`, index ``admin_code``, a valid coverage.
    tolerance_m, khet_tolerance_m
        Square root of the smallest triangle that is kept, in metres, outside and inside Bangkok.

    """
    frame = districts.copy()
    shapes = geometries_to_metric(districts.geometry.to_numpy())
    shapes = np.asarray(shapely.coverage_simplify(shapes, min(khet_tolerance_m, tolerance_m)), dtype=object)
    others = ~np.asarray(frame.index.str.startswith(BANGKOK_CODE), dtype=bool)
    if others.any():
        shapes[others] = _simplify_beside(shapes[others], shapely.coverage_union_all(shapes), tolerance_m)
    frame["geometry"] = geometries_to_wgs84(shapes)
    return frame


def _simplify_beside(shapes: NDArray[np.object_], whole: shapely.Geometry, tolerance_m: float) -> NDArray[np.object_]:
    """Simplify some polygons of a coverage and leave their borders to the others as they are.

    With everything outside the country as one more polygon, coasts and outer borders are shared borders and
    are simplified; the only borders of one polygon alone are then those to the areas left out, and these are
    kept.
    """
    west, south, east, north = whole.bounds
    frame = shapely.box(west - _MARGIN_M, south - _MARGIN_M, east + _MARGIN_M, north + _MARGIN_M)
    outside = shapely.difference(frame, whole)
    simplified = shapely.coverage_simplify([*shapes, outside], tolerance_m, simplify_boundary=False)
    return np.asarray(simplified, dtype=object)[:-1]
