"""The areas of a level as a file to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd

from geodata.areas import areas
from geodata.codes import Level
from geodata.crs import WGS84
from geodata.layers import read_layer
from geodata.tabular import write_table

if TYPE_CHECKING:
    from pathlib import Path


def export_level(level: Level, path: Path) -> int:
    """Write the areas of a level to .csv, .geojson, .gpkg or .xlsx, and return how many there are.

    Columns: admin_code, then those of `geodata.areas.areas`; .geojson and .gpkg carry the polygons too, in
    `WGS84`, of subdistricts without installed boundaries the point; a few young ones have neither.

    Raises
    ------
    FileError
        The suffix is another, or the place cannot be written to.
    LayerError
        The layer is missing or damaged.

    """
    table = areas(level)
    shapes = read_layer(level).geometry.reindex(table.index)
    bare = shapes.isna() & table["longitude"].notna()
    shapes[bare] = gpd.points_from_xy(table.loc[bare, "longitude"], table.loc[bare, "latitude"], crs=WGS84)
    write_table(gpd.GeoDataFrame(table, geometry=shapes).reset_index(), path, layer_name=str(level))
    return len(table)
