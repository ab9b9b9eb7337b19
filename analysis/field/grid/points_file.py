"""Reading a population grid from a file of points: CSV, GeoPackage, GeoJSON, zipped shapefile, GeoParquet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from analysis.field.grid.cells import Cells
from analysis.field.grid.errors import GridError
from geodata.crs import WGS84
from geodata.csv_text import delimiter_of, encodings_of
from geodata.errors import FileError
from geodata.incoming import SUFFIXES, read_polygon_file

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

POINT_SUFFIXES: Final = (".csv", *SUFFIXES)
MOST_ROWS: Final = 20_000_000
_HEADER_ROWS: Final = 2
_LONGITUDES: Final = ("longitude", "lon", "lng", "long", "x", "ลองจิจูด", "ลองติจูด")
_LATITUDES: Final = ("latitude", "lat", "y", "ละติจูด")
_PEOPLE: Final = ("population", "people", "pop", "value", "z", "ประชากร", "จำนวนประชากร", "คน", "จำนวนคน")


def read_points_file(path: Path, column: str | None) -> Cells:
    """Return the people of a file of points; areas stand for the point in their middle.

    Parameters
    ----------
    path
        CSV (UTF-8, UTF-16 or the Thai of Windows) with columns of longitude and latitude (degrees, WGS 84), or a
        layer that names its CRS.
    column
        The column with the people; without it, one of a usual name.

    Raises
    ------
    GridError
        It cannot be read, has no such column, no CRS, or a value is missing, negative or infinite.

    """
    return _from_csv(path, column) if path.suffix.lower() == ".csv" else _from_layer(path, column)


def _from_csv(path: Path, column: str | None) -> Cells:
    table = _table(path)
    if len(table) > MOST_ROWS:
        raise GridError("grid_too_many", file=str(path), most=MOST_ROWS)
    lon = _named(path, table, _LONGITUDES, "grid_positions", "longitude")
    lat = _named(path, table, _LATITUDES, "grid_positions", "latitude")
    people = _people_column(path, table, column)
    numbers = table[[lon, lat, people]].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    return _checked(path, numbers)


def _table(path: Path) -> pd.DataFrame:
    reason = ""
    try:
        for encoding in encodings_of(path):
            try:
                # What is no number becomes missing, with its row; "NA" and the like are missing too.
                return pd.read_csv(
                    path, encoding=encoding, sep=delimiter_of(path, encoding), index_col=False, nrows=MOST_ROWS + 1,
                    low_memory=False,
                )  # fmt: skip
            except UnicodeError as error:
                reason = str(error)
    except (OSError, ValueError) as error:
        raise GridError("grid_unreadable", file=str(path), reason=str(error)) from error
    raise GridError("grid_unreadable", file=str(path), reason=reason)


def _from_layer(path: Path, column: str | None) -> Cells:
    try:
        frame = read_polygon_file(path)
    except FileError as error:
        reason = str(error.params.get("reason", error))
        raise GridError("grid_unreadable", file=str(path), reason=reason) from error
    if frame.crs is None:
        raise GridError("grid_crs", file=str(path))
    people = pd.to_numeric(
        frame[_people_column(path, frame.drop(columns=frame.geometry.name), column)], errors="coerce"
    )
    longitude, latitude = _middles(path, frame)
    return _checked(path, np.column_stack([longitude, latitude, people.to_numpy(dtype=float)]))


def _middles(path: Path, frame: gpd.GeoDataFrame) -> tuple[np.ndarray, np.ndarray]:
    try:
        shapes = frame.geometry.to_crs(WGS84).to_numpy()
        middles = shapely.centroid(shapes)
    except (ValueError, shapely.errors.ShapelyError) as error:
        raise GridError("grid_unreadable", file=str(path), reason=str(error)) from error
    return shapely.get_x(middles), shapely.get_y(middles)


def _checked(path: Path, numbers: np.ndarray) -> Cells:
    missing = np.isnan(numbers).any(axis=1)
    if missing.any():
        row = int(missing.argmax()) + _HEADER_ROWS
        raise GridError("grid_missing_values", file=str(path), count=int(missing.sum()), row=row)
    people = numbers[:, 2]
    wrong = (people < 0) | np.isinf(people)
    if wrong.any():
        raise GridError("grid_negative", file=str(path), count=int(wrong.sum()), value=f"{people[wrong][0]:g}")
    return Cells(*np.ascontiguousarray(numbers[people > 0].T))


def _named(path: Path, table: pd.DataFrame, names: tuple[str, ...], problem: str, expectation: str) -> str:
    columns_by_key = {str(name).strip().casefold(): str(name) for name in table.columns}
    for name in names:
        if name in columns_by_key:
            return columns_by_key[name]
    raise GridError(problem, file=str(path), wanted=expectation, columns=", ".join(map(str, table.columns)))


def _people_column(path: Path, table: pd.DataFrame, column: str | None) -> str:
    if column is None:
        return _named(path, pd.DataFrame(table), _PEOPLE, "grid_columns", "people")
    if column not in table.columns:
        raise GridError("grid_columns", file=str(path), wanted=repr(column), columns=", ".join(map(str, table.columns)))
    return column
