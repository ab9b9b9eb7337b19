"""Tables in and out by the file's suffix: csv, geojson, gpkg, xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from geodata.errors import FileError

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES: Final = (".csv", ".geojson", ".gpkg", ".xlsx")


def write_table(frame: pd.DataFrame, path: Path, *, layer_name: str = "areas") -> None:
    """Write a table to a file of the kind its suffix names.

    A GeoDataFrame (`geodata.crs.WGS84`) goes with its geometry into .geojson and .gpkg; .csv (UTF-8 with BOM,
    for Excel) and .xlsx take the other columns only. Codes stay text.

    Parameters
    ----------
    frame
        What to write; the index is left out.
    path
        Where to; an existing file is replaced, once the new one is whole.
    layer_name
        Name of the layer or sheet.

    Raises
    ------
    FileError
        The suffix is another, or the place cannot be written to.

    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileError("file_suffix", file=str(path), suffixes=", ".join(SUFFIXES))
    partial = path.with_name(f".{path.stem}.part{suffix}")
    try:
        _write(frame, partial, suffix, layer_name)
        partial.replace(path)
    except (OSError, pyogrio.errors.DataSourceError) as error:
        raise FileError("file_unwritable", file=str(path), reason=str(error)) from error
    finally:
        if partial.is_file():
            partial.unlink()


def _write(frame: pd.DataFrame, path: Path, suffix: str, layer_name: str) -> None:
    if suffix in (".geojson", ".gpkg") and isinstance(frame, gpd.GeoDataFrame):
        driver = {".geojson": "GeoJSON", ".gpkg": "GPKG"}[suffix]
        shapes = gpd.GeoDataFrame(frame.reset_index(drop=True))
        if suffix == ".geojson":
            # The standard wants outer rings counterclockwise.
            shapes["geometry"] = shapely.orient_polygons(shapes.geometry.to_numpy())
            shapes.to_file(path, driver=driver, index=False, COORDINATE_PRECISION=7)
        else:
            shapes.to_file(path, driver=driver, index=False, layer=layer_name)
        return
    plain = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    if suffix == ".csv":
        plain.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    elif suffix == ".xlsx":
        with pd.ExcelWriter(path, engine="openpyxl") as book:
            plain.to_excel(book, sheet_name=layer_name, index=False)
            _keep_as_text(book.sheets[layer_name])
    else:
        raise FileError("file_suffix", file=str(path), suffixes=".csv, .xlsx (this table has no geometry)")


def _keep_as_text(sheet: Worksheet) -> None:
    """Undo that openpyxl takes a text beginning with "=" for a formula: names are data."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"
