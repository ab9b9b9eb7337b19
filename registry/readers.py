"""Reading the files of facts: text in, checked and typed tables out.

A missing value is None in text columns, NaN in number columns and <NA> in whole-number columns. Codes are text.
Names are taken as they stand, whatever is in them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.areas import areas
from geodata.cells import restored
from geodata.codes import LAYER_LEVELS, Level
from geodata.paths import data_dir
from registry.errors import DataFileError, UnknownProgrammeError
from registry.schema import CENTRES, FIGURES, PROGRAMME_DETAILS, PROGRAMMES, Precision, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

COORDINATE_NAMES: Final = {"lon": "longitude", "lng": "longitude", "lat": "latitude"}
_HEADER_ROWS: Final = 2  # a person counts the header, and from one


def read_table_text(path: Path) -> pd.DataFrame:
    """Return a comma-separated file as text, every cell a str or None, as it was before `geodata.cells.neutral`.

    Raises
    ------
    DataFileError
        The file is missing, no UTF-8, or no table.

    """
    try:
        # keep_default_na: a centre may be called "NA"; only an empty cell is a missing value.
        text = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", index_col=False)
    except FileNotFoundError:
        raise DataFileError("data_file_missing", file=str(path)) from None
    except (OSError, ValueError) as error:
        raise DataFileError("data_file_unreadable", file=str(path), reason=str(error)) from error
    text = text.map(lambda value: restored(value) if isinstance(value, str) else value)
    return text.astype(object).where((text != "") & text.notna(), None)


def read_programmes(path: Path | None = None) -> pd.DataFrame:
    """Return the programmes, in the file's order, with the columns of `PROGRAMMES`.

    since_be is a Buddhist-era year, reported_count a count (both Int64), reported_date an ISO date of the common
    era (YYYY, YYYY-MM or YYYY-MM-DD) or None, scope_codes area codes set apart by spaces.
    """
    path = path or data_dir() / PROGRAMMES.file
    table = read_table(path, PROGRAMMES)
    area_codes = {code for level in LAYER_LEVELS for code in areas(level).index}
    for position, codes in enumerate(table["scope_codes"]):
        for code in codes.split(" "):
            if code not in area_codes:
                raise _area_error(path, position, "scope_codes", code)
    return table


def read_centres(path: Path | None = None, *, programme_ids: Iterable[str]) -> pd.DataFrame:
    """Return centres, in the file's order, with the columns of `CENTRES`.

    Parameters
    ----------
    path
        A file with the register's columns; by default that of the data folder. lon and lat will do for longitude
        and latitude (degrees, WGS 84). Columns of no meaning to the register are left out.
    programme_ids
        The programmes there are.

    Returns
    -------
    DataFrame
        longitude and latitude are float64, opened_be (Buddhist era) Int64, all others text. A missing site_id or
        member_id is the row's centre_id.

    Raises
    ------
    DataFileError
        The file is missing or damaged, or a value cannot be; the sentence names the row and the value.
    UnknownProgrammeError
        A row's programme is none of programme_ids.

    """
    path = path or data_dir() / CENTRES.file
    table = read_table(path, CENTRES)
    _check_programmes(path, table, programme_ids)
    _check_areas(path, table)
    _check_precision(path, table)
    _check_points(path, table)
    for column in ("site_id", "member_id"):
        table[column] = table[column].where(table[column].notna(), table["centre_id"])
    return table


def read_programme_details(path: Path | None = None, *, programme_ids: Iterable[str]) -> pd.DataFrame:
    """Return partners, audiences, products, events and so on, with the columns of `PROGRAMME_DETAILS`.

    date and date_end (the last day of an event that lasts) are ISO dates of the common era or None.
    """
    path = path or data_dir() / PROGRAMME_DETAILS.file
    table = read_table(path, PROGRAMME_DETAILS)
    _check_programmes(path, table, programme_ids)
    return table


def read_figures(path: Path | None = None, *, programme_ids: Iterable[str]) -> pd.DataFrame:
    """Return the dated figures, with the columns of `FIGURES`.

    value is Int64, qualifier "exact" or "more_than", date an ISO date of the common era or None (undated).
    """
    path = path or data_dir() / FIGURES.file
    table = read_table(path, FIGURES)
    _check_programmes(path, table, programme_ids)
    return table


def typed(table: pd.DataFrame, layout: Table) -> pd.DataFrame:
    """Return a table of text or plain values with the column types of its layout."""
    series: dict[str, pd.Series] = {}
    for column in layout.columns:
        values = table[column.name]
        if column.kind == "text":
            series[column.name] = values.astype(object).where(values.notna(), None)
        else:
            series[column.name] = numbers(values, column.kind)
    return pd.DataFrame(series, index=table.index)


def numbers(values: pd.Series, kind: str) -> pd.Series:
    """Return text or plain values as the numbers of a column of a kind, "integer" or "number"."""
    return pd.to_numeric(values).astype("Int64" if kind == "integer" else "float64")


def read_table(path: Path, layout: Table) -> pd.DataFrame:
    """Return a file's table with the columns and types of its layout, each value checked; else a `DataFileError`."""
    text = read_table_text(path).rename(columns=COORDINATE_NAMES)
    text = text.loc[:, ~text.columns.duplicated()]
    lacking = [column.name for column in layout.columns if not column.optional and column.name not in text.columns]
    if lacking:
        raise DataFileError("data_file_columns", file=str(path), columns=", ".join(lacking))
    table = text.reindex(columns=layout.names).astype(object)
    table = table.where(table.notna(), None)
    _check_values(path, table, layout)
    _check_key(path, table, layout)
    return typed(table, layout)


def _check_values(path: Path, table: pd.DataFrame, layout: Table) -> None:
    import pandera.errors  # noqa: PLC0415 - only who reads a file waits for it

    try:
        layout.schema.validate(table, lazy=True)
    except pandera.errors.SchemaErrors as found:
        cases = found.failure_cases.sort_values("index", kind="stable")
        first = cases.iloc[0]
        where = {"file": str(path), "row": int(first["index"]) + _HEADER_ROWS, "column": str(first["column"])}
        if first["check"] == "not_nullable":
            raise DataFileError("data_file_empty_value", **where) from None
        raise DataFileError(
            "data_file_value",
            **where,
            value=str(first["failure_case"]),
            expected=str(first["check"]),
            more=len(cases) - 1,
        ) from None


def _check_key(path: Path, table: pd.DataFrame, layout: Table) -> None:
    twice = table.duplicated(list(layout.key))
    if twice.any():
        position = int(twice.to_numpy().argmax())
        column = layout.key[-1]
        value = str(table[column].iloc[position])
        raise DataFileError(
            "data_file_duplicate", file=str(path), row=position + _HEADER_ROWS, column=column, value=value
        )


def _check_programmes(path: Path, table: pd.DataFrame, programme_ids: Iterable[str]) -> None:
    ids = list(programme_ids)
    unknown = ~table["programme_id"].isin(ids)
    if unknown.any():
        position = int(unknown.to_numpy().argmax())
        raise UnknownProgrammeError(
            "programme_unknown",
            file=str(path),
            row=position + _HEADER_ROWS,
            value=str(table["programme_id"].iloc[position]),
            known=", ".join(ids),
        )


def _check_areas(path: Path, table: pd.DataFrame) -> None:
    provinces, districts = set(areas(Level.PROVINCE).index), set(areas(Level.DISTRICT).index)
    rows = zip(table["province_code"], table["district_code"], table["subdistrict_code"], strict=True)
    for position, (province, district, subdistrict) in enumerate(rows):
        if province not in provinces:
            raise _area_error(path, position, "province_code", province)
        if district is not None and (district not in districts or district[:2] != province):
            raise _area_error(path, position, "district_code", district)
        if subdistrict is not None and subdistrict[:4] != district:
            raise _area_error(path, position, "subdistrict_code", subdistrict)


def _check_points(path: Path, table: pd.DataFrame) -> None:
    """Refuse half a point: one of longitude and latitude without the other."""
    for column, other in (("longitude", "latitude"), ("latitude", "longitude")):
        half = table[column].isna() & table[other].notna()
        if half.any():
            position = int(half.to_numpy().argmax())
            raise DataFileError("data_file_empty_value", file=str(path), row=position + _HEADER_ROWS, column=column)


def _check_precision(path: Path, table: pd.DataFrame) -> None:
    """Refuse a row that says how well its place is known and does not have that."""
    columns_of = {
        Precision.SITE: ("longitude", "latitude"), Precision.TOWN: ("longitude", "latitude"),
        Precision.INFERRED: ("longitude", "latitude"), Precision.DISTRICT: ("district_code",),
        Precision.SUBDISTRICT: ("district_code", "subdistrict_code"),
    }  # fmt: skip
    for precision, columns in columns_of.items():
        rows = table["location_precision"] == precision
        for column in columns:
            bare = rows & table[column].isna()
            if bare.any():
                position = int(bare.to_numpy().argmax())
                raise DataFileError("data_file_empty_value", file=str(path), row=position + _HEADER_ROWS, column=column)


def _area_error(path: Path, position: int, column: str, code: str) -> DataFileError:
    return DataFileError("data_file_area", file=str(path), row=position + _HEADER_ROWS, column=column, value=code)
