"""The last look at an import before it is kept: the store takes no row that the register's schema does not allow.

Works on the distinct values of a column, so that a long import waits for milliseconds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import pandas as pd

from geodata.areas import areas
from geodata.codes import Level
from registry.batch import ImportBatch, empty_table
from registry.errors import ImportRefusedError
from registry.readers import typed
from registry.schema import (
    AREA_COUNTS,
    CENTRES,
    FIGURES,
    Column,
    ImportMode,
    ListStatus,
    Precision,
    Qualifier,
    RowOutcome,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from enum import StrEnum


def checked(batch: ImportBatch) -> ImportBatch:
    """Return the batch with the types of its layouts; a missing site_id or member_id is the centre_id.

    Raises
    ------
    ImportRefusedError
        A value cannot be: the sentence names the table, the column, the value and what was expected.

    """
    one_of(batch, "import", "mode", [batch.mode], ImportMode)
    one_of(batch, "import", "list_status", batch.list_status.values(), ListStatus)
    one_of(batch, "import", "reported", [reported.qualifier for reported in batch.reported.values()], Qualifier)
    one_of(batch, "outcomes", "outcome", batch.outcomes["outcome"].unique(), RowOutcome)
    for programme_id in (*batch.list_status, *batch.reported):
        if programme_id not in batch.programme_ids:
            _refuse(batch, "import", "programme_id", programme_id, ", ".join(batch.programme_ids))
    centres, area_counts, figures = (_table(batch, layout) for layout in (CENTRES, AREA_COUNTS, FIGURES))
    return replace(batch, centres=centres, area_counts=area_counts, figures=figures)


def one_of(batch: ImportBatch, table: str, column: str, values: Iterable[object], words: type[StrEnum]) -> None:
    """Refuse a value that is none of the words."""
    for value in values:
        if value not in set(words):
            _refuse(batch, table, column, value, ", ".join(words))


def _table(batch: ImportBatch, layout: Table) -> pd.DataFrame:
    rows = batch.table(layout).reset_index(drop=True)
    if rows.empty:
        return empty_table(layout)
    table = rows.reindex(columns=layout.names)
    for column in layout.columns:
        _check_column(batch, layout, column, table[column.name])
    table = typed(table, layout)
    twice = table.duplicated(list(layout.key))
    if twice.any():
        key = " / ".join(table.loc[twice, list(layout.key)].iloc[0])
        _refuse(batch, layout.name, ", ".join(layout.key), key, "1 ×")
    _check_values(batch, layout.name, "programme_id", table["programme_id"], batch.programme_ids)
    if layout is CENTRES:
        _check_centres(batch, table)
        for name in ("site_id", "member_id"):
            table[name] = table[name].where(table[name].notna(), table["centre_id"])
    elif layout is AREA_COUNTS:
        codes = {*areas(Level.PROVINCE).index, *areas(Level.DISTRICT).index}
        _check_values(batch, layout.name, "admin_code", table["admin_code"].str[:4], codes)
    else:
        _check_values(batch, layout.name, "province_code", table["province_code"].dropna(), areas(Level.PROVINCE).index)
    return table


def _check_column(batch: ImportBatch, layout: Table, column: Column, values: pd.Series) -> None:
    if column.required and values.isna().any():
        _refuse(batch, layout.name, column.name, None, column.expected or "…")
    there = values.dropna()
    if column.kind != "text":
        _check_numbers(batch, layout, column, there)
        return
    # The library tells in one go whether there is anything else to look for.
    if pd.api.types.infer_dtype(there, skipna=False) not in ("string", "empty"):
        for value in there:
            if not isinstance(value, str):
                _refuse(batch, layout.name, column.name, value, column.expected or "text")
    if column.pattern:
        pattern = re.compile(column.pattern, re.ASCII)
        for value in there.unique():
            if pattern.fullmatch(value) is None:
                _refuse(batch, layout.name, column.name, value, column.expected)
    try:
        "\n".join(there).encode()
    except UnicodeEncodeError as error:
        _refuse(batch, layout.name, column.name, error.object[error.start : error.end], "Unicode")


def _check_numbers(batch: ImportBatch, layout: Table, column: Column, values: pd.Series) -> None:
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    low, high = column.bounds or (0, 10**12)
    # NaN is not between anything, so text that is no number is refused too.
    wrong = ~numbers.between(low, high)
    if column.kind == "integer":
        wrong |= numbers % 1 != 0
    if wrong.any():
        _refuse(batch, layout.name, column.name, values[wrong].iloc[0], f"{low:g}–{high:g}")


def _check_centres(batch: ImportBatch, table: pd.DataFrame) -> None:
    _check_values(batch, CENTRES.name, "province_code", table["province_code"], areas(Level.PROVINCE).index)
    _check_values(batch, CENTRES.name, "district_code", table["district_code"].dropna(), areas(Level.DISTRICT).index)
    district, subdistrict = table["district_code"], table["subdistrict_code"]
    pointless = table["longitude"].isna() | table["latitude"].isna()
    precise = table["location_precision"].isin([Precision.SITE, Precision.TOWN, Precision.INFERRED])
    rules = {
        "longitude": (table["longitude"].isna() != table["latitude"].isna()) | (precise & pointless),
        "district_code": (district.notna() & (district.str[:2] != table["province_code"]))
        | (table["location_precision"].eq(Precision.DISTRICT) & district.isna()),
        "subdistrict_code": (subdistrict.notna() & (subdistrict.str[:4] != district))
        | (table["location_precision"].eq(Precision.SUBDISTRICT) & subdistrict.isna()),
    }
    for column, wrong in rules.items():
        if wrong.any():
            row = table[wrong].iloc[0]
            _refuse(batch, CENTRES.name, column, row[column], f"{row['location_precision']}, {row['province_code']}")


def _check_values(batch: ImportBatch, table: str, column: str, values: pd.Series, options: Collection[str]) -> None:
    strange = ~values.isin(list(options))
    if strange.any():
        expected = "DOPA" if column != "programme_id" else ", ".join(options)
        _refuse(batch, table, column, values[strange].iloc[0], expected)


def _refuse(batch: ImportBatch, table: str, column: str, value: object, expected: str) -> NoReturn:
    raise ImportRefusedError(
        "import_value", file=batch.file_name, table=table, column=column, value=str(value), expected=expected
    )
