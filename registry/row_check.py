"""The last look at rows before they are kept: nothing comes into the register that its schema does not allow.

Works on the distinct values of a column, so that a long import waits for milliseconds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.areas import areas
from geodata.codes import LAYER_LEVELS, Level
from registry.batch import empty_table
from registry.readers import typed
from registry.schema import AREA_COUNTS, CENTRES, FIGURES, PROGRAMMES, Column, Precision, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_SHOWN: Final = 80


class UnfitRowError(ValueError):
    """A row cannot be: the table, the column, the value (its beginning) and what was expected."""

    def __init__(self, table: str, column: str, value: object, expected: str) -> None:
        super().__init__(table, column)
        self.params = {"table": table, "column": column, "value": str(value)[:_SHOWN], "expected": expected}


def checked_rows(layout: Table, rows: pd.DataFrame, *, programme_ids: Collection[str]) -> pd.DataFrame:
    """Return rows with the columns and types of their layout; a missing site_id or member_id is the centre_id.

    Parameters
    ----------
    layout, rows
        The table, and rows of it.
    programme_ids
        The programmes that a row may belong to.

    Raises
    ------
    UnfitRowError
        A value cannot be.

    """
    if rows.empty:
        return empty_table(layout)
    table = rows.reset_index(drop=True).reindex(columns=layout.names)
    for column in layout.columns:
        _check_column(layout, column, table[column.name])
    table = typed(table, layout)
    twice = table.duplicated(list(layout.key))
    if twice.any():
        key = " / ".join(table.loc[twice, list(layout.key)].iloc[0])
        raise UnfitRowError(layout.name, ", ".join(layout.key), key, "1 ×")
    _check_values(layout, "programme_id", table["programme_id"], programme_ids)
    if layout is CENTRES:
        _check_centres(table)
        for name in ("site_id", "member_id"):
            table[name] = table[name].where(table[name].notna(), table["centre_id"])
    elif layout is AREA_COUNTS:
        codes = {*areas(Level.PROVINCE).index, *areas(Level.DISTRICT).index}
        _check_values(layout, "admin_code", table["admin_code"].str[:4], codes)
    elif layout is FIGURES:
        _check_values(layout, "province_code", table["province_code"].dropna(), areas(Level.PROVINCE).index)
    elif layout is PROGRAMMES:
        codes = {code for level in LAYER_LEVELS for code in areas(level).index}
        _check_values(layout, "scope_codes", table["scope_codes"].str.split(" ").explode(), codes)
    return table


def _check_column(layout: Table, column: Column, values: pd.Series) -> None:
    if column.required and values.isna().any():
        raise UnfitRowError(layout.name, column.name, None, column.expected or "…")
    there = values.dropna()
    if column.kind != "text":
        _check_numbers(layout, column, there)
        return
    _check_texts(layout, column, there)


def _check_texts(layout: Table, column: Column, values: pd.Series) -> None:
    # The library tells in one go whether there is anything else to look for.
    if pd.api.types.infer_dtype(values, skipna=False) not in ("string", "empty"):
        for value in values:
            if not isinstance(value, str):
                raise UnfitRowError(layout.name, column.name, value, column.expected or "text")
    pattern = re.compile(column.pattern, re.ASCII)
    different = values.unique()
    for value in different:
        if len(value) > column.longest:
            raise UnfitRowError(layout.name, column.name, value, f"≤ {column.longest:,}")
        if column.pattern and pattern.fullmatch(value) is None:
            raise UnfitRowError(layout.name, column.name, value, column.expected)
    _check_unicode(layout, column, different)


def _check_unicode(layout: Table, column: Column, values: Iterable[str]) -> None:
    """Refuse what some database cannot hold: halves of a surrogate pair, and the zero character."""
    together = "\n".join(values)
    if "\0" in together:
        raise UnfitRowError(layout.name, column.name, "\\0", "Unicode")
    try:
        together.encode()
    except UnicodeEncodeError as error:
        wrong = error.object[error.start : error.end]
        raise UnfitRowError(layout.name, column.name, wrong, "Unicode") from error


def _check_numbers(layout: Table, column: Column, values: pd.Series) -> None:
    numbers = pd.to_numeric(values, errors="coerce").astype("float64")
    low, high = column.bounds or (0, 10**12)
    # NaN is not between anything, so text that is no number is refused too.
    wrong = ~numbers.between(low, high)
    if column.kind == "integer":
        wrong |= numbers % 1 != 0
    if wrong.any():
        raise UnfitRowError(layout.name, column.name, values[wrong].iloc[0], f"{low:g}–{high:g}")


def _check_centres(table: pd.DataFrame) -> None:
    _check_values(CENTRES, "province_code", table["province_code"], areas(Level.PROVINCE).index)
    _check_values(CENTRES, "district_code", table["district_code"].dropna(), areas(Level.DISTRICT).index)
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
            place = f"{row['location_precision']}, {row['province_code']}"
            raise UnfitRowError(CENTRES.name, column, row[column], place)


def _check_values(layout: Table, column: str, values: pd.Series, options: Collection[str]) -> None:
    strange = ~values.isin(list(options))
    if strange.any():
        expected = "DOPA" if column != "programme_id" else ", ".join(options)
        raise UnfitRowError(layout.name, column, values[strange].iloc[0], expected)
