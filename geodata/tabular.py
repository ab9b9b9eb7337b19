"""Tables out by the file's suffix: csv, geojson, gpkg, xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from geodata.cells import neutral_table, runs, workbook_text
from geodata.errors import FileError
from geodata.writing import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES: Final = (".csv", ".geojson", ".gpkg", ".xlsx")


def write_table(frame: pd.DataFrame, path: Path, *, layer_name: str = "areas") -> None:
    """Write a table to a file of the kind its suffix names.

    A GeoDataFrame (`geodata.crs.WGS84`) goes with its geometry into .geojson and .gpkg; .csv (UTF-8 with BOM,
    for Excel) and .xlsx take the other columns only. Codes stay text, a missing value is empty, and no text is
    run as a formula: `geodata.cells` says how it leaves and how it is read back.

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
    with whole_file(path) as partial:
        try:
            _write(frame, partial, suffix, layer_name)
        except pyogrio.errors.DataSourceError as error:
            raise FileError("file_unwritable", file=str(path), reason=str(error)) from error


def _write(frame: pd.DataFrame, path: Path, suffix: str, layer_name: str) -> None:
    if suffix in (".geojson", ".gpkg") and isinstance(frame, gpd.GeoDataFrame):
        _write_shapes(gpd.GeoDataFrame(frame.reset_index(drop=True)), path, suffix, layer_name)
        return
    plain = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    if suffix == ".csv":
        neutral_table(plain).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    elif suffix == ".xlsx":
        _write_workbook(plain, path, layer_name)
    else:
        raise FileError("file_suffix", file=str(path), suffixes=".csv, .xlsx (this table has no geometry)")


def _write_shapes(shapes: gpd.GeoDataFrame, path: Path, suffix: str, layer_name: str) -> None:
    # A column of text with nothing in it stays a column of text.
    text = [name for name in shapes.columns.drop("geometry") if shapes[name].dtype == object]
    shapes[text] = shapes[text].astype("string")
    if suffix == ".geojson":
        # The standard wants outer rings counterclockwise.
        shapes["geometry"] = shapely.orient_polygons(shapes.geometry.to_numpy())
        shapes.to_file(path, driver="GeoJSON", index=False, COORDINATE_PRECISION=7)
    else:
        shapes.to_file(path, driver="GPKG", index=False, layer=layer_name)


def _write_workbook(table: pd.DataFrame, path: Path, sheet_name: str) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - only workbooks need it

    with path.open("wb") as file:  # before the work: a place that cannot be written to is known at once
        book = Workbook(write_only=True)
        sheet = book.create_sheet(sheet_name)
        sheet.freeze_panes = "A2"
        for row in (list(table.columns), *_plain_rows(table)):
            sheet.append([_cell(sheet, value) for value in row])
        book.save(file)


def _plain_rows(table: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    return table.astype(object).where(table.notna(), None).itertuples(index=False, name=None)


def _cell(sheet: Any, value: object) -> object:  # noqa: ANN401 - openpyxl has no types
    """Return what to append for a value: a text is one whatever it looks like ("=1+1", "#N/A")."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    if not isinstance(value, str):
        return value.item() if isinstance(value, np.generic) else value
    text = workbook_text(value)
    if not runs(text) and not text.startswith("#"):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True  # text also after somebody edits the cell
    return cell
