"""Reading the registration statistics: people by province and district, and Bangkok's age groups."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.areas import areas, children
from geodata.codes import BANGKOK_CODE, Level
from geodata.paths import data_dir
from geodata.subdistricts import SUBDISTRICT_FILE
from registry.errors import DataFileError
from registry.readers import read_table_text

if TYPE_CHECKING:
    from collections.abc import Sequence

PROVINCE_FILE: Final = "province_population.csv"
DISTRICT_FILE: Final = "district_population.csv"
AGE_FILE: Final = "bangkok_district_age.csv"
AGE_COLUMNS: Final = ["age_0_14", "age_15_59", "age_60_plus", "outside_age_series"]
_PLACE_COLUMNS: Final = ["longitude", "latitude", "area_km2"]
SPLIT_ESTIMATE: Final = "sum_with_split_estimate"


def read_province_population(folder: Path | None = None) -> pd.DataFrame:
    """Return registered people by province: index province_code; population, male, female, households, year_ce."""
    numbers = ["population", "male", "female", "households", "year_ce"]
    return _complete(
        read_area_table(folder, PROVINCE_FILE, "province_code", numbers), PROVINCE_FILE, areas(Level.PROVINCE).index
    )


def read_district_population(folder: Path | None = None) -> pd.DataFrame:
    """Return registered people by district: index district_code; population, year_ce, method.

    method is "published", "sum" or "sum_new_office_by_name" (summed from registration offices), or
    "sum_with_split_estimate" (an office's people shared out between two districts: part estimate).
    """
    table = read_area_table(folder, DISTRICT_FILE, "district_code", ["population", "year_ce"], ["method"])
    return _complete(table, DISTRICT_FILE, areas(Level.DISTRICT).index)


def read_subdistrict_population(folder: Path | None = None) -> pd.DataFrame:
    """Return registered people by subdistrict on 31 December 2021: index subdistrict_code.

    district_code; population_2021 (int64); longitude, latitude (degrees, WGS 84) and area_km2 (float64), missing
    together where a subdistrict is younger than the boundaries. Every district has at least one.
    """
    table = read_area_table(
        folder, SUBDISTRICT_FILE, "subdistrict_code", ["population_2021"], ["district_code"], decimals=_PLACE_COLUMNS
    )
    missing = table[_PLACE_COLUMNS].isna()
    incomplete = missing.any(axis=1) & ~missing.all(axis=1)
    if incomplete.any():
        listing = ", ".join(table.index[incomplete][:10])
        raise DataFileError("data_file_rows_missing", file=SUBDISTRICT_FILE, codes=listing)
    _complete(table.groupby("district_code").size().to_frame(), SUBDISTRICT_FILE, areas(Level.DISTRICT).index)
    return table


def read_bangkok_age(folder: Path | None = None) -> pd.DataFrame:
    """Return Bangkok's people by age and khet: index district_code; `AGE_COLUMNS`, population, year_ce."""
    table = read_area_table(folder, AGE_FILE, "district_code", [*AGE_COLUMNS, "population", "year_ce"])
    return _complete(table, AGE_FILE, pd.Index(children(BANGKOK_CODE, level=Level.DISTRICT)))


def _decimals(file: str, column: pd.Series) -> pd.Series:
    wrong = column.notna() & ~column.fillna("").str.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,12})?")
    if wrong.any():
        position = int(wrong.to_numpy().argmax())
        raise DataFileError(
            "data_file_value",
            file=file,
            row=position + 2,
            column=str(column.name),
            value=str(column.iloc[position]),
            expected="12.345",
            more=int(wrong.sum()) - 1,
        )
    return column.astype("float64")


def _complete(table: pd.DataFrame, name: str, codes: pd.Index) -> pd.DataFrame:
    """Return the table if it has just the areas there are: a sum over part of them would be a wrong total."""
    different = sorted(set(codes) ^ set(table.index))
    if different:
        listing = ", ".join(different[:10]) + (" …" if len(different) > 10 else "")
        raise DataFileError("data_file_rows_missing", file=name, codes=listing)
    return table


def population_stamps() -> tuple[tuple[str, int, int], ...]:
    """Return path, time of change and size of each file of the statistics: they change when a file does."""
    return tuple(_stamp(data_dir() / name) for name in (PROVINCE_FILE, DISTRICT_FILE, SUBDISTRICT_FILE, AGE_FILE))


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        state = path.stat()
    except OSError:
        raise DataFileError("data_file_missing", file=str(path)) from None
    return str(path), state.st_mtime_ns, state.st_size


def read_area_table(
    folder: Path | None,
    name: str,
    index: str,
    numbers: Sequence[str] = (),
    texts: Sequence[str] = (),
    *,
    decimals: Sequence[str] = (),
) -> pd.DataFrame:
    """Return a file of one row an area by its code in the column `index`: whole numbers, texts (or None), decimals.

    It is read once, and again when the file was replaced.

    Raises
    ------
    DataFileError
        The file is missing or damaged, lacks a column, has a code twice or a value that is no number.

    """
    stamp = _stamp((folder or data_dir()) / name)
    return _read_once(stamp, index, tuple(numbers), tuple(texts), tuple(decimals)).copy(deep=False)


@lru_cache(maxsize=12)
def _read_once(
    stamp: tuple[str, int, int],
    index: str,
    numbers: tuple[str, ...],
    texts: tuple[str, ...],
    decimals: tuple[str, ...],
) -> pd.DataFrame:
    """Read a table once, and again when the file was replaced."""
    file, _, _ = stamp
    text = read_table_text(Path(file))
    lacking = [name for name in (index, *numbers, *texts, *decimals) if name not in text.columns]
    if lacking:
        raise DataFileError("data_file_columns", file=file, columns=", ".join(lacking))
    columns = {name: _whole_numbers(file, text[name]) for name in numbers}
    columns |= {name: text[name] for name in texts}
    columns |= {name: _decimals(file, text[name]) for name in decimals}
    table = pd.DataFrame(columns).set_axis(pd.Index(text[index], dtype=object, name=index))
    if not table.index.is_unique:
        position = int(table.index.duplicated().argmax())
        value = str(table.index[position])
        raise DataFileError("data_file_duplicate", file=file, row=position + 2, column=index, value=value)
    return table


def _whole_numbers(file: str, column: pd.Series) -> pd.Series:
    wrong = ~column.fillna("").str.fullmatch(r"[0-9]{1,12}")
    if wrong.any():
        position = int(wrong.to_numpy().argmax())
        raise DataFileError(
            "data_file_value",
            file=file,
            row=position + 2,
            column=str(column.name),
            value=str(column.iloc[position] or ""),
            expected="0, 1, 2, …",
            more=int(wrong.sum()) - 1,
        )
    return column.astype("int64")
