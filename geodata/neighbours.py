"""Silhouettes of the countries around Thailand: the quiet background of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import shapely

from geodata.crs import WGS84, geometries_to_metric, geometries_to_wgs84

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from geodata.wheel import Wheel

# The country's number at the head of an identifier in the source; there the table's country is often wrong.
_COUNTRIES: Final = {
    "KH": ("89927896B", "กัมพูชา", "Cambodia"),
    "LA": ("54806243B", "ลาว", "Laos"),
    "MM": ("66882298B", "เมียนมา", "Myanmar"),
    "MY": ("33779110B", "มาเลเซีย", "Malaysia"),
    "VN": ("81297802B", "เวียดนาม", "Viet Nam"),
    "CN": ("62558664B", "จีน", "China"),
    "ID": ("22746128B", "อินโดนีเซีย", "Indonesia"),
    "IN": ("7132399B", "อินเดีย", "India"),
    "BD": ("5055444B", "บังกลาเทศ", "Bangladesh"),
}
WINDOW: Final = (89.0, -1.0, 113.0, 26.0)
"""West, south, east, north in degrees."""
TOLERANCE_M: Final = 4_000.0


def neighbour_silhouettes(wheel: Wheel, thailand: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return the neighbours' silhouettes (see `geodata.layers.read_neighbours`).

    Parameters
    ----------
    wheel
        The source.
    thailand
        Thailand's outline in `WGS84`, as it is drawn; it is taken out of the neighbours.

    """
    rows = []
    own = geometries_to_metric([thailand])[0]
    for code, (number, name_th, name_en) in _COUNTRIES.items():
        inside = wheel.places.index[wheel.places.index.str.startswith(number)]
        polygons = wheel.polygons(inside).to_numpy()
        # Unit by unit: elsewhere in these countries there are units far outside the window.
        near = polygons[shapely.intersects(polygons, shapely.box(*WINDOW))]
        shape = _silhouette(shapely.make_valid(near), own)
        rows.append({"country_code": code, "name_th": name_th, "name_en": name_en, "geometry": shape})
    return gpd.GeoDataFrame(rows, crs=WGS84).set_index("country_code")


def _silhouette(polygons: ArrayLike, own: shapely.Geometry) -> shapely.Geometry:
    metric = geometries_to_metric(polygons)
    # Out and in again closes the gaps between units that were simplified one by one, and on to Thailand's border.
    land = shapely.buffer(shapely.union_all(shapely.buffer(metric, TOLERANCE_M)), -TOLERANCE_M / 2)
    drawn = shapely.difference(shapely.make_valid(shapely.simplify(land, TOLERANCE_M / 2)), own)
    parts = shapely.get_parts(drawn)
    window = geometries_to_metric([shapely.segmentize(shapely.box(*WINDOW), 0.5)])[0]
    land_in_window = shapely.intersection(parts[shapely.area(parts) > TOLERANCE_M**2 * 4], window)
    rounded = shapely.set_precision(geometries_to_wgs84([shapely.union_all(land_in_window)])[0], 0.0001)
    return shapely.make_valid(rounded)
