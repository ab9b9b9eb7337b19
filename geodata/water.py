"""Rivers and lakes, by which a reader finds a place on the map: a drawing, not a shore."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyogrio
import shapely

from geodata.crs import WGS84, geometries_to_metric, geometries_to_wgs84
from geodata.errors import LayerError
from geodata.paths import data_dir

if TYPE_CHECKING:
    from pathlib import Path

FILE: Final = "water.parquet"
KINDS: Final = ("river", "lake")
WINDOW: Final = (96.5, 5.0, 106.5, 21.5)
"""West, south, east, north in degrees: Thailand, and as far around it as its maps show."""
TOLERANCE_M: Final = 250.0
NEAR_M: Final = 15_000.0
"""How far from Thailand, in metres, water is drawn: the rivers of its borders, not those of its neighbours."""
_NAMES_BY_SOURCE: Final = {
    "Chao Phraya": ("แม่น้ำเจ้าพระยา", "Chao Phraya"),
    "Chi": ("แม่น้ำชี", "Chi"),
    "Lancang (Mekong)": ("แม่น้ำโขง", "Mekong"),
    "Mae Klong": ("แม่น้ำแม่กลอง", "Mae Klong"),
    "Mekong": ("แม่น้ำโขง", "Mekong"),
    "Mun": ("แม่น้ำมูล", "Mun"),
    "Ping": ("แม่น้ำปิง", "Ping"),
    "Salween": ("แม่น้ำสาละวิน", "Salween"),
    # So named in the source, but it runs through the Sirikit reservoir and Nan town: the Yom is another river.
    "Yom": ("แม่น้ำน่าน", "Nan"),
}
# The lakes of the source have no names. Each is told by a point inside it.
_LAKES: Final = {
    (102.59, 16.71): ("อ่างเก็บน้ำเขื่อนอุบลรัตน์", "Ubol Ratana reservoir"),
    (99.04, 14.72): ("อ่างเก็บน้ำเขื่อนศรีนครินทร์", "Srinagarind reservoir"),
    (98.92, 17.29): ("อ่างเก็บน้ำเขื่อนภูมิพล", "Bhumibol reservoir"),
    (100.46, 17.92): ("อ่างเก็บน้ำเขื่อนสิริกิติ์", "Sirikit reservoir"),
}


@cache
def read_water() -> gpd.GeoDataFrame:
    """Return rivers and lakes of Thailand and its borders, shared: nobody writes into it.

    Returns
    -------
    GeoDataFrame
        In ``EPSG:4326``; columns kind (one of `KINDS`), name_th and name_en (None where the source has no name),
        geometry (lines of rivers, polygons of lakes). Simplified to `TOLERANCE_M`.

    Raises
    ------
    LayerError
        The file is missing, damaged or lacks a column.

    """
    path = data_dir() / FILE
    try:
        return gpd.read_parquet(path)[["kind", "name_th", "name_en", "geometry"]]
    except (OSError, ValueError, KeyError, pa.ArrowException, shapely.errors.ShapelyError) as error:
        raise LayerError("layer_damaged", file=str(path)) from error


def build_water(rivers: Path, lakes: Path, thailand: shapely.Geometry) -> gpd.GeoDataFrame:
    """Return rivers and lakes near Thailand from two files of Natural Earth 1:10m.

    Parameters
    ----------
    rivers, lakes
        ``ne_10m_rivers_lake_centerlines.shp`` with its names, and ``ne_10m_lakes.shp``.
    thailand
        Thailand's outline in `WGS84`.

    Raises
    ------
    LayerError
        A file is missing or is not what its name says.

    """
    near = geometries_to_wgs84(shapely.buffer(geometries_to_metric([thailand]), NEAR_M))[0]
    near = shapely.intersection(near, shapely.box(*WINDOW))
    flowing, standing = _read(rivers, columns=["name"]), _read(lakes, columns=[])
    flowing = flowing[flowing.intersects(thailand)]
    rows = [
        _row("river", names, shapely.line_merge(shapely.union_all(group))) for names, group in _by_name(flowing).items()
    ]
    for lake in standing.geometry[standing.intersects(thailand)]:
        names = next((names for at, names in _LAKES.items() if shapely.contains_xy(lake, *at)), (None, None))
        rows.append(_row("lake", names, lake))
    water = gpd.GeoDataFrame(rows, geometry="geometry", crs=WGS84)
    metric = shapely.simplify(geometries_to_metric(water.geometry.to_numpy()), TOLERANCE_M)
    drawn = shapely.intersection(geometries_to_wgs84(metric), near)
    water["geometry"] = shapely.set_precision(drawn, 0.0001)
    return water[~water.is_empty].reset_index(drop=True)


def _row(kind: str, names: tuple[str | None, str | None], geometry: shapely.Geometry) -> dict[str, object]:
    return {"kind": kind, "name_th": names[0], "name_en": names[1], "geometry": geometry}


def _by_name(rivers: gpd.GeoDataFrame) -> dict[tuple[str | None, str | None], list[shapely.Geometry]]:
    groups: dict[tuple[str | None, str | None], list[shapely.Geometry]] = {}
    for name, geometry in zip(rivers["name"], rivers.geometry, strict=True):
        names = (None, None) if pd.isna(name) else _NAMES_BY_SOURCE.get(name, (None, name))
        groups.setdefault(names, []).append(geometry)
    return groups


def _read(path: Path, *, columns: list[str]) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(path, bbox=WINDOW, columns=columns).to_crs(WGS84)
    except (OSError, ValueError, KeyError, pyogrio.errors.DataSourceError) as error:
        raise LayerError("layer_source_damaged", file=str(path), reason=str(error)) from error
