"""Boundary layers as files: which set of them is active, and reading it.

The default set stands in ``data/layers``. An installed set stands in a folder of its own under
``home_dir()/layers``, and the small file ``active.txt`` there names it: a set becomes active, or is put
aside, by that one file, so a reader never meets half a set.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely
from pyproj.exceptions import CRSError

from geodata.codes import Level, as_level
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


def read_layer(level: Level | str) -> gpd.GeoDataFrame:
    """Return the active boundaries of a level.

    Parameters
    ----------
    level
        One of `Level`, or its name.

    Returns
    -------
    GeoDataFrame
        In ``EPSG:4326``; index ``admin_code`` (text); columns name_th, name_en, parent_code, geometry. The
        areas of a level are a valid coverage, and every level but Bangkok's nests exactly in the next. A
        copy: the caller may change it.

    Raises
    ------
    LayerError
        The file is missing, damaged or lacks a column.
    AreaError
        There is no such level.

    """
    return read_layer_file(active_folder(), as_level(level))


def read_layer_file(folder: Path, level: Level) -> gpd.GeoDataFrame:
    """Return the boundaries of a level from the set in a folder (see `read_layer`)."""
    path = folder / f"{level}.parquet"
    layer = _read_polygons(str(path), file_stamp(path))
    _require(path, layer.columns, LAYER_COLUMNS, index=layer.index.name)
    return layer.copy()


def read_neighbours() -> gpd.GeoDataFrame:
    """Return the silhouettes of the countries around Thailand, as a quiet background.

    Returns
    -------
    GeoDataFrame
        In ``EPSG:4326``; index ``country_code`` (ISO 3166: KH, LA, MM, MY and those behind them); columns
        name_th, name_en, geometry. Clipped to `geodata.neighbours.WINDOW` and simplified to
        `geodata.neighbours.TOLERANCE_M`: a drawing, not a boundary.

    """
    path = active_folder() / NEIGHBOURS_FILE
    layer = _read_polygons(str(path), file_stamp(path))
    _require(path, layer.columns, ["name_th", "name_en", "geometry"])
    return layer.copy()


def read_areas_file(folder: Path) -> pd.DataFrame:
    """Return areas.csv of the set in a folder: index ``admin_code``, column level, then `AREA_COLUMNS`."""
    path = folder / AREAS_FILE
    table = _read_table(str(path), file_stamp(path))
    return table.copy()


def layer_record() -> dict[str, Any]:
    """Return what is known of the active layers, for the sources page.

    Returns
    -------
    dict
        ``kind`` ("default" or "installed"), source, url, licence, tolerance_m (how far, in metres, a point may lie
        outside its recorded district before that is worth a warning), accuracy_th, accuracy_en; of an installed
        set also ``installed``, a list with, for each file in place, file, file_sha256, source, licence, level,
        areas_replaced (codes) and installed_on (ISO date).

    """
    return read_record_file(active_folder())


def read_record_file(folder: Path) -> dict[str, Any]:
    """Return the record of the set in a folder (see `layer_record`)."""
    path = folder / RECORD_FILE
    file_stamp(path)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        record["tolerance_m"] = float(record["tolerance_m"])
    except _GARBAGE as error:
        raise LayerError("layer_damaged", file=str(path)) from error
    return dict(record)


def layer_fingerprint() -> str:
    """Return a hash of the active layers: it changes when other boundaries are installed or restored."""
    return fingerprint(active_folder())


def fingerprint(folder: Path) -> str:
    """Return a hash, 16 hexadecimal digits, of the files of the set in a folder."""
    names = [f"{level}.parquet" for level in Level] + [NEIGHBOURS_FILE, AREAS_FILE, RECORD_FILE]
    stamps = tuple((str(folder / name), file_stamp(folder / name)) for name in names)
    return _hash_files(stamps)


@lru_cache(maxsize=8)
def _hash_files(stamps: tuple[tuple[str, tuple[int, int]], ...]) -> str:
    digest = hashlib.sha256()
    for path, _ in stamps:
        with open(path, "rb") as file:  # noqa: PTH123 - the cache key is text
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def file_stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file does; so a file is read once, and again when it was replaced."""
    try:
        state = path.stat()
    except OSError as error:
        raise LayerError("layer_missing", file=str(path)) from error
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=16)
def _read_polygons(path: str, _stamp: tuple[int, int]) -> gpd.GeoDataFrame:
    try:
        layer = gpd.read_parquet(path)
        if layer.crs is None or layer.crs.to_epsg() != int(WGS84.removeprefix("EPSG:")):
            layer = layer.to_crs(WGS84)
    except _GARBAGE as error:
        raise LayerError("layer_damaged", file=path) from error
    return layer


@lru_cache(maxsize=4)
def _read_table(path: str, _stamp: tuple[int, int]) -> pd.DataFrame:
    text = ["admin_code", "level", *AREA_COLUMNS[:-3]]
    try:
        table = pd.read_csv(path, dtype=dict.fromkeys(text, str), keep_default_na=False, encoding="utf-8")
        missing = [name for name in [*text, *NUMBER_COLUMNS] if name not in table.columns]
        if missing:
            raise LayerError("layer_columns", file=path, columns=", ".join(missing))
        table[NUMBER_COLUMNS] = table[NUMBER_COLUMNS].astype(float)
    except _GARBAGE as error:
        raise LayerError("layer_damaged", file=path) from error
    table = table.set_index("admin_code")
    for name in ("region_code", "region6_code", "bma_group_code"):
        table[name] = table[name].astype(object).where(table[name] != "", None)
    return table[["level", *AREA_COLUMNS]]


def _require(path: Path, columns: pd.Index, wanted: list[str], *, index: object = "admin_code") -> None:
    missing = [name for name in wanted if name not in columns]
    if index != "admin_code":
        missing.insert(0, "admin_code")
    if missing:
        raise LayerError("layer_columns", file=str(path), columns=", ".join(missing))
