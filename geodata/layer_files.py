"""Boundary layers as files: which folder holds the set in use, and reading a set's files.

The default set stands in ``data/layers``. An installed set stands in a folder of its own under
``home_dir()/layers``, and the small file ``active.txt`` there names it: a set becomes active, or is put
aside, by that one file, so a reader never meets half a set.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely
from pyproj.exceptions import CRSError

from geodata.codes import LAYER_LEVELS, Level
from geodata.crs import WGS84
from geodata.errors import LayerError
from geodata.paths import data_dir, home_dir

if TYPE_CHECKING:
    from pathlib import Path

AREAS_FILE: Final = "areas.csv"
RECORD_FILE: Final = "record.json"
NEIGHBOURS_FILE: Final = "neighbours.parquet"
POINTER_FILE: Final = "active.txt"
LAYER_COLUMNS: Final = ["name_th", "name_en", "parent_code", "geometry"]
NUMBER_COLUMNS: Final = ["longitude", "latitude", "area_km2"]
AREA_COLUMNS: Final = [
    "name_th", "name_en", "parent_code", "region_code", "region6_code", "bma_group_code", *NUMBER_COLUMNS,
]  # fmt: skip
SUBDISTRICT_LAYER: Final = f"{Level.SUBDISTRICT}.parquet"
"""The one layer that a set may lack: boundaries of subdistricts are there only where an office installed them."""
SET_FILES: Final = [*(f"{level}.parquet" for level in LAYER_LEVELS), NEIGHBOURS_FILE, AREAS_FILE, RECORD_FILE]
# What pandas, pyarrow, shapely and pyproj raise when they are given something else than they expect.
_GARBAGE: Final = (
    OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException, shapely.errors.ShapelyError, CRSError,
)  # fmt: skip


def default_folder() -> Path:
    """Return the folder of the layers that come with the programme."""
    return data_dir() / "layers"


def installed_root() -> Path:
    """Return the folder that holds installed sets and the pointer to the active one."""
    return home_dir() / "layers"


def active_folder() -> Path:
    """Return the folder of the set in use: the installed one when there is one, else the default."""
    pointer = installed_root() / POINTER_FILE
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return default_folder()
    except (OSError, UnicodeDecodeError) as error:
        raise LayerError("layer_damaged", file=str(pointer)) from error
    if not re.fullmatch(r"set-[0-9a-f]{12}", name):
        raise LayerError("layer_damaged", file=str(pointer))
    return installed_root() / name


def read_layer_file(folder: Path, level: Level) -> gpd.GeoDataFrame:
    """Return the boundaries of a level from the set in a folder (see `geodata.layers.read_layer`)."""
    if level is Level.SUBDISTRICT and not (folder / SUBDISTRICT_LAYER).is_file():
        return no_areas()
    return _read_polygons(folder / f"{level}.parquet", LAYER_COLUMNS, index="admin_code")


def no_areas() -> gpd.GeoDataFrame:
    """Return a layer without an area."""
    nothing = dict.fromkeys(LAYER_COLUMNS[:-1], pd.Series(dtype=object))
    index = pd.Index([], dtype=object, name="admin_code")
    return gpd.GeoDataFrame(nothing, index=index, geometry=gpd.GeoSeries([], index=index, crs=WGS84))


def read_neighbours_file(folder: Path) -> gpd.GeoDataFrame:
    """Return the silhouettes from the set in a folder (see `geodata.layers.read_neighbours`)."""
    return _read_polygons(folder / NEIGHBOURS_FILE, ["name_th", "name_en", "geometry"], index="country_code")


def read_areas_file(folder: Path) -> pd.DataFrame:
    """Return areas.csv of the set in a folder: index ``admin_code``, column level, then `AREA_COLUMNS`."""
    path = _present(folder / AREAS_FILE)
    text = ["admin_code", "level", *AREA_COLUMNS[:-3]]
    try:
        table = pd.read_csv(path, dtype=dict.fromkeys(text, str), keep_default_na=False, encoding="utf-8")
        missing = [name for name in [*text, *NUMBER_COLUMNS] if name not in table.columns]
        if missing:
            raise LayerError("layer_columns", file=str(path), columns=", ".join(missing))
        if not table["level"].isin(LAYER_LEVELS).all():
            raise LayerError("layer_damaged", file=str(path))
        table[NUMBER_COLUMNS] = table[NUMBER_COLUMNS].astype(float)
    except _GARBAGE as error:
        raise LayerError("layer_damaged", file=str(path)) from error
    table = table.set_index("admin_code")
    for name in ("region_code", "region6_code", "bma_group_code"):
        table[name] = table[name].astype(object).where(table[name] != "", None)
    return table[["level", *AREA_COLUMNS]]


def read_record_file(folder: Path) -> dict[str, Any]:
    """Return the record of the set in a folder (see `geodata.layers.layer_record`)."""
    path = _present(folder / RECORD_FILE)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        record["tolerance_m"] = float(record["tolerance_m"])
    except _GARBAGE as error:
        raise LayerError("layer_damaged", file=str(path)) from error
    return dict(record)


def hash_of_set(folder: Path) -> str:
    """Return a hash, 16 hexadecimal digits, of the files of the set in a folder."""
    digest = hashlib.sha256()
    more = [SUBDISTRICT_LAYER] if (folder / SUBDISTRICT_LAYER).is_file() else []
    for name in [*SET_FILES, *more]:
        with _present(folder / name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def stamps_of_set(folder: Path) -> tuple[tuple[int, int] | None, ...]:
    """Return time of change and size of each file of the set in a folder, None where it is missing.

    They change when a file does, and cost no reading.
    """
    return tuple(_stamp(folder / name) for name in (*SET_FILES, SUBDISTRICT_LAYER))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def _present(path: Path) -> Path:
    if not path.is_file():
        raise LayerError("layer_missing", file=str(path))
    return path


def _read_polygons(path: Path, columns: list[str], *, index: str) -> gpd.GeoDataFrame:
    try:
        layer = gpd.read_parquet(_present(path))
        if layer.crs is None or layer.crs.to_epsg() != int(WGS84.removeprefix("EPSG:")):
            layer = layer.to_crs(WGS84)
    except _GARBAGE as error:
        raise LayerError("layer_damaged", file=str(path)) from error
    missing = [name for name in columns if name not in layer.columns]
    if layer.index.name != index:
        missing.insert(0, index)
    if missing:
        raise LayerError("layer_columns", file=str(path), columns=", ".join(missing))
    return layer
