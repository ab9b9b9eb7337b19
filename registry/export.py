"""The register as a file for elsewhere: csv, geojson, gpkg or xlsx."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from registry.errors import DataFileError
from registry.schema import CENTRES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

EXPORT_COLUMNS: Final = [*CENTRES.names, "located_province_code", "located_district_code"]


def export_centres(centres: pd.DataFrame, path: Path) -> None:
    """Write centres to a file whose suffix says the form.

    Columns: those of data/centres.csv, then located_province_code and located_district_code. Coordinates are
    degrees (WGS 84); a centre without a point has an empty cell or an empty geometry. A missing value is empty,
    and text travels unchanged: a name that looks like a formula stays text in a workbook.

    Raises
    ------
    DataFileError
        The suffix is none of .csv, .geojson, .gpkg, .xlsx, or the file cannot be written.

    """
    writers: dict[str, Callable[[pd.DataFrame, Path], None]] = {
        ".csv": _write_csv, ".geojson": _write_geojson, ".gpkg": _write_gpkg, ".xlsx": _write_xlsx,
    }  # fmt: skip
    write = writers.get(path.suffix.lower())
    if write is None:
        raise DataFileError("data_file_suffix", file=str(path), suffixes=", ".join(writers))
    try:
        write(centres[EXPORT_COLUMNS], path)
    except (OSError, RuntimeError) as error:  # pyogrio's own errors are RuntimeErrors
        raise DataFileError("data_file_unwritable", file=str(path), reason=str(error)) from error


def _write_csv(centres: pd.DataFrame, path: Path) -> None:
    centres.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _as_points(centres: pd.DataFrame) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415 - slow to load, and only maps need it
    import shapely  # noqa: PLC0415

    points = shapely.points(centres["longitude"].to_numpy(), centres["latitude"].to_numpy())
    points[centres["longitude"].isna().to_numpy()] = None
    plain = centres.astype(object).where(centres.notna(), None)
    plain = plain.assign(
        longitude=centres["longitude"], latitude=centres["latitude"], opened_be=centres["opened_be"].astype("Int32")
    )
    return gpd.GeoDataFrame(plain, geometry=points, crs="EPSG:4326")


def _write_geojson(centres: pd.DataFrame, path: Path) -> None:
    text = _as_points(centres).to_json(drop_id=True, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def _write_gpkg(centres: pd.DataFrame, path: Path) -> None:
    path.unlink(missing_ok=True)  # a layer is added to a package that is there
    layer = _as_points(centres)
    text = [name for name in CENTRES.names if name not in ("longitude", "latitude", "opened_be")]
    text += EXPORT_COLUMNS[len(CENTRES.names) :]
    layer[text] = layer[text].astype("string")  # an all-empty text column stays a text column
    layer.to_file(path, layer="centres", driver="GPKG", engine="pyogrio")


def _write_xlsx(centres: pd.DataFrame, path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - only workbooks need it

    book = Workbook(write_only=False)
    sheet = book.active
    sheet.title = "centres"
    sheet.freeze_panes = "A2"
    rows = [list(centres.columns), *centres.astype(object).itertuples(index=False, name=None)]
    for row_number, row in enumerate(rows, start=1):
        for column_number, value in enumerate(row, start=1):
            _write_cell(sheet.cell(row_number, column_number), value)
    book.save(path)


def _write_cell(cell: object, value: object) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415
    from openpyxl.utils.escape import escape  # noqa: PLC0415

    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return
    if not isinstance(value, str):
        cell.value = value  # type: ignore[attr-defined]
        return
    # A workbook cannot hold control characters; it has a spelling for them that Excel reads back.
    cell.value = escape(value) if ILLEGAL_CHARACTERS_RE.search(value) else value  # type: ignore[attr-defined]
    # "=1+1" as a centre's name is a name.
    cell.data_type = "s"  # type: ignore[attr-defined]
