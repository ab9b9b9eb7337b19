"""A whole set of layers from one layer of districts: every other level is dissolved from it.

So every level nests exactly in the next, whoever drew the districts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.codes import COUNTRY_CODE, LAYER_LEVELS, Level
from geodata.crs import WGS84, geometries_to_metric, to_wgs84
from geodata.layer_files import (
    AREA_COLUMNS,
    AREAS_FILE,
    LAYER_COLUMNS,
    NEIGHBOURS_FILE,
    RECORD_FILE,
    SUBDISTRICT_LAYER,
    no_areas,
    read_areas_file,
    read_layer_file,
    read_record_file,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# The column of the districts' table that says which area of a level a district belongs to.
MEMBERSHIP = {
    Level.REGION: "region_code",
    Level.REGION6: "region6_code",
    Level.BMA_GROUP: "bma_group_code",
    Level.PROVINCE: "parent_code",
}


@dataclass(frozen=True)
class LayerSet:
    """The layers of every level, the table of areas, and the record of where they come from.

    subdistricts are the boundaries of subdistricts, as far as an office installed them.
    """

    layers: Mapping[Level, gpd.GeoDataFrame]
    areas: pd.DataFrame
    record: Mapping[str, Any] = field(default_factory=dict)
    subdistricts: gpd.GeoDataFrame = field(default_factory=no_areas)


def dissolve(districts: gpd.GeoDataFrame, members: pd.DataFrame, level: Level) -> gpd.GeoSeries:
    """Return the areas of a level as the union of their districts.

    Parameters
    ----------
    districts
        Index ``admin_code``, any CRS, a valid coverage.
    members
        Index ``admin_code`` of districts, with the columns of `MEMBERSHIP`.
    level
        The level wanted; districts are handed back as they are.

    """
    if level is Level.DISTRICT:
        return districts.geometry.sort_index()
    if level is Level.COUNTRY:
        keys = pd.Series(COUNTRY_CODE, index=districts.index)
    else:
        keys = members[MEMBERSHIP[level]].reindex(districts.index)
    groups = districts.geometry.groupby(keys.to_numpy())
    unions = {str(code): shapely.coverage_union_all(group.to_numpy()) for code, group in groups}
    return gpd.GeoSeries(unions, crs=districts.crs).rename_axis("admin_code").sort_index()


def make_set(districts: gpd.GeoSeries, official: pd.DataFrame, record: Mapping[str, Any]) -> LayerSet:
    """Return the set of layers made from districts.

    Parameters
    ----------
    districts
        Polygons in `WGS84` on ``admin_code``: a valid coverage of all districts.
    official
        The table of `geodata.official.official_areas`.
    record
        Source, licence, tolerance and accuracy, to be kept with the set.

    """
    frame = gpd.GeoDataFrame(geometry=districts.rename_axis("admin_code").sort_index(), crs=WGS84)
    members = official[official["level"] == Level.DISTRICT]
    layers, tables = {}, []
    for level in LAYER_LEVELS:
        shapes = dissolve(frame, members, level)
        names = official[official["level"] == level].reindex(shapes.index)
        layer = gpd.GeoDataFrame(names[LAYER_COLUMNS[:-1]], geometry=shapes.to_numpy(), crs=WGS84)
        layers[level] = layer.rename_axis("admin_code")
        tables.append(_measured(names, shapes))
    areas = pd.concat(tables).rename_axis("admin_code")[["level", *AREA_COLUMNS]]
    return LayerSet(layers=layers, areas=areas, record=dict(record))


def _measured(names: pd.DataFrame, shapes: gpd.GeoSeries) -> pd.DataFrame:
    metric = geometries_to_metric(shapes.to_numpy())
    # On the largest part: the mainland's point stands for a province with islands.
    points = shapely.point_on_surface([_largest_part(shape) for shape in metric])
    longitude, latitude = to_wgs84(shapely.get_x(points), shapely.get_y(points))
    return names.assign(
        longitude=np.round(longitude, 6),
        latitude=np.round(latitude, 6),
        area_km2=np.round(shapely.area(metric) / 1e6, 4),
    )


def _largest_part(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    return parts[int(np.argmax(shapely.area(parts)))]


def write_set(folder: Path, layers: LayerSet, neighbours: gpd.GeoDataFrame) -> None:
    """Write a set of layers into a folder that exists."""
    if len(layers.subdistricts):
        layers.subdistricts.to_parquet(folder / SUBDISTRICT_LAYER, compression="zstd", write_covering_bbox=False)
    for level, layer in layers.layers.items():
        layer.to_parquet(folder / f"{level}.parquet", compression="zstd", write_covering_bbox=False)
    neighbours.to_parquet(folder / NEIGHBOURS_FILE, compression="zstd")
    layers.areas.to_csv(folder / AREAS_FILE, encoding="utf-8", lineterminator="\n")
    text = json.dumps(dict(layers.record), ensure_ascii=False, indent=2, sort_keys=True)
    (folder / RECORD_FILE).write_text(text + "\n", encoding="utf-8")


def read_set(folder: Path) -> LayerSet:
    """Read a set of layers; a `LayerError` names the file that is missing or damaged."""
    return LayerSet(
        layers={level: read_layer_file(folder, level) for level in LAYER_LEVELS},
        areas=read_areas_file(folder),
        record=read_record_file(folder),
        subdistricts=read_layer_file(folder, Level.SUBDISTRICT),
    )
