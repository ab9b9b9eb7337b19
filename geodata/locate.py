"""Adding the province and district to any table of coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.assign import assign_districts, assign_subdistricts
from geodata.cells import restored
from geodata.codes import Level
from geodata.csv_text import THAI_DIGITS, delimiter_of, encodings_of
from geodata.errors import FileError
from geodata.layers import read_layer
from geodata.tabular import write_table

if TYPE_CHECKING:
    from pathlib import Path

LONGITUDE_NAMES: Final = ("longitude", "lon", "long", "lng", "x", "ลองจิจูด")
LATITUDE_NAMES: Final = ("latitude", "lat", "y", "ละติจูด")
ADDED: Final = ("province_code", "district_code", "match", "distance_m")
_RESERVED: Final = (*ADDED, "subdistrict_code")


def locate_file(
    path: Path,
    out: Path,
    *,
    lon: str | None = None,
    lat: str | None = None,
    offshore_tolerance_m: float | None = None,
) -> dict[str, int]:
    """Write a CSV again with the province and district of each row's point.

    Every row and every column stays, in its order. Added at the end are province_code, district_code, match
    and distance_m (see `geodata.assign.assign_districts`), and subdistrict_code where boundaries of subdistricts are
    installed; a column of that name that was there before becomes ``original_…``.

    Parameters
    ----------
    path
        A CSV with a header, in UTF-8, UTF-16 or, failing these, the Thai encoding of Windows (cp874); comma,
        semicolon, tab or bar between the cells. Thai digits are numbers too.
    out
        Where to; .csv or .xlsx.
    lon, lat
        The columns of longitude and latitude, degrees in `WGS84`; found by their usual names otherwise.
    offshore_tolerance_m
        As in `geodata.assign.assign_districts`.

    Returns
    -------
    dict
        How many rows matched how.

    Raises
    ------
    FileError
        The file is missing or no CSV, has no such column, or the place cannot be written to.
    LayerError
        The active layer is missing or damaged.

    """
    table = _read_csv(path)
    lon_column = _find_column(path, table, lon, LONGITUDE_NAMES, "longitude")
    lat_column = _find_column(path, table, lat, LATITUDE_NAMES, "latitude")
    longitude, latitude = _numbers(table[lon_column]), _numbers(table[lat_column])
    districts = assign_districts(longitude, latitude, offshore_tolerance_m=offshore_tolerance_m)
    table.columns = _free_names(list(table.columns))
    added = districts[list(ADDED)].assign(distance_m=districts["distance_m"].round(1)).set_axis(table.index)
    if len(read_layer(Level.SUBDISTRICT)):
        own = assign_subdistricts(longitude, latitude, districts["district_code"]).to_numpy()
        added.insert(list(added.columns).index("match"), "subdistrict_code", own)
    write_table(pd.concat([table, added], axis=1), out, layer_name="located")
    return {str(match): int(count) for match, count in districts["match"].value_counts().items()}


def _read_csv(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise FileError("file_missing", file=str(path))
    for encoding in encodings_of(path):
        try:
            # header=None: a repeated or empty column name is kept as it is.
            rows = pd.read_csv(
                path, dtype=str, keep_default_na=False, encoding=encoding, header=None, sep=delimiter_of(path, encoding)
            )
        except UnicodeError:
            continue
        except (ValueError, OSError) as error:
            raise FileError("file_unreadable", file=str(path), kind="CSV", reason=str(error).strip()) from error
        rows = rows.map(lambda cell: restored(cell) if isinstance(cell, str) else cell)
        return rows.iloc[1:].reset_index(drop=True).set_axis([str(name) for name in rows.iloc[0]], axis=1)
    raise FileError("file_unreadable", file=str(path), kind="CSV", reason="it is in none of UTF-8, UTF-16 and cp874")


def _find_column(path: Path, table: pd.DataFrame, name: str | None, usual: tuple[str, ...], meaning: str) -> str:
    by_name = {str(column).strip().casefold(): str(column) for column in reversed(table.columns)}
    candidates = usual if name is None else (name.strip().casefold(),)
    for candidate in candidates:
        if candidate in by_name and list(table.columns).count(by_name[candidate]) == 1:
            return by_name[candidate]
    columns = ", ".join(map(str, table.columns))
    raise FileError("file_columns", file=str(path), wanted=meaning if name is None else repr(name), columns=columns)


def _numbers(values: pd.Series) -> pd.Series:
    plain = values.str.strip().str.translate(THAI_DIGITS)
    return pd.to_numeric(plain, errors="coerce").astype(float)


def _free_names(columns: list[str]) -> list[str]:
    free = []
    for column in columns:
        name = column
        while name in _RESERVED or (name != column and name in columns):
            name = f"original_{name}"
        free.append(name)
    return free
