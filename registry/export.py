"""The register as a file for elsewhere: csv, geojson, gpkg or xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import shapely

from geodata.crs import WGS84
from geodata.tabular import write_table
from registry.schema import CENTRES

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

EXPORT_COLUMNS: Final = [*CENTRES.names, "located_province_code", "located_district_code"]


def export_centres(centres: pd.DataFrame, path: Path) -> None:
    """Write centres to a file whose suffix says the form.

    Columns: those of data/centres.csv, then located_province_code and located_district_code. Coordinates are
    degrees (WGS 84); a centre without a point has an empty cell or an empty geometry. A missing value is empty.
    Read again, the file gives the register back (`geodata.tabular.write_table` says how text leaves).

    Raises
    ------
    FileError
        The suffix is none of .csv, .geojson, .gpkg, .xlsx, or the file cannot be written.

    """
    points = shapely.points(centres["longitude"].to_numpy(), centres["latitude"].to_numpy())
    points[centres["longitude"].isna().to_numpy()] = None
    write_table(gpd.GeoDataFrame(centres[EXPORT_COLUMNS], geometry=points, crs=WGS84), path, layer_name="centres")
