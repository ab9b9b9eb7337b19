"""The subdistricts (tambons, and khwaengs in Bangkok) as areas: names and points; boundaries where installed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from geodata.codes import Level
from geodata.crs import geometries_to_metric
from geodata.errors import LayerError
from geodata.layer_files import AREA_COLUMNS, NUMBER_COLUMNS
from geodata.layers import current_geography
from geodata.paths import data_dir
from geodata.task import once_a_task

if TYPE_CHECKING:
    from geodata.layers import Geography

SUBDISTRICT_FILE: Final = "subdistricts.csv"
_OF_DISTRICT: Final = ["region_code", "region6_code", "bma_group_code"]
_NAMES: Final = ["subdistrict_code", "district_code", "name_th", "name_en"]


@once_a_task
def subdistrict_areas() -> pd.DataFrame:
    """Return the subdistricts with the columns of `geodata.layer_files.AREA_COLUMNS`, in the order of their codes.

    Index ``admin_code``; parent_code is the district, and regions and Bangkok group are those of the district.
    longitude and latitude (degrees, WGS 84: a point inside) and area_km2 are missing together where a subdistrict is
    younger than the boundaries they were taken from and no installed ones have it. Read once, and again when the file
    or the layers were replaced; nobody writes into it.

    Raises
    ------
    LayerError
        The file is missing or damaged, has a code twice, or names a district that there is not.

    """
    path = data_dir() / SUBDISTRICT_FILE
    try:
        state = path.stat()
    except OSError:
        raise LayerError("layer_membership", file=str(path), reason="it is missing") from None
    return _read(current_geography(), str(path), state.st_mtime_ns, state.st_size)


def _with_installed(named: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Return the table with point and size from installed boundaries where the file has none."""
    layer = geography.layer(Level.SUBDISTRICT)
    more = layer.index.intersection(named.index[named["longitude"].isna()])
    if not len(more):
        return named
    shapes = layer.geometry[more].to_numpy()
    points = shapely.point_on_surface(shapes)
    columns = [shapely.get_x(points), shapely.get_y(points), shapely.area(geometries_to_metric(shapes)) / 1e6]
    for name, values in zip(NUMBER_COLUMNS, columns, strict=True):
        named.loc[more, name] = np.round(values, 6)
    return named


@lru_cache(maxsize=4)
def _read(geography: Geography, file: str, _changed_ns: int, _size: int) -> pd.DataFrame:
    try:
        table = pd.read_csv(Path(file), dtype=str, encoding="utf-8", usecols=[*_NAMES, *NUMBER_COLUMNS])
        table = table.astype(dict.fromkeys(NUMBER_COLUMNS, "float64")).set_index("subdistrict_code").sort_index()
    except (OSError, ValueError, KeyError) as error:
        raise LayerError("layer_membership", file=file, reason=str(error)) from None
    twice = table.index[table.index.duplicated()]
    if len(twice):
        raise LayerError("layer_membership", file=file, reason=f"the subdistrict {twice[0]} stands in it twice")
    districts = geography.areas
    districts = districts[districts["level"] == "district"]
    lost = table.index[~table["district_code"].isin(districts.index) | (table["district_code"] != table.index.str[:4])]
    if len(lost):
        raise LayerError("layer_membership", file=file, reason=f"the subdistrict {lost[0]} lies in no district")
    above = districts[_OF_DISTRICT].reindex(table["district_code"])
    named = table.rename(columns={"district_code": "parent_code"}).rename_axis("admin_code")
    named.index = named.index.astype(object)
    named = _with_installed(named, geography)
    return named.assign(**{name: above[name].to_numpy() for name in _OF_DISTRICT})[AREA_COLUMNS]
