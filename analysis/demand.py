"""The people: registered population by area (DOPA), and Bangkok's age groups.

Registered, not resident. Higher levels are summed from their parts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level
from geodata.layers import file_stamp
from geodata.paths import data_dir
from registry.errors import DataFileError
from registry.readers import read_table_text

AGE_GROUPS: Final = ("age_0_14", "age_15_59", "age_60_plus", "outside_age_series")


_FILES: Final = ("district_population.csv", "province_population.csv", "bangkok_district_age.csv")


def _numbers(name: str, code: str, columns: list[str]) -> pd.DataFrame:
    """Read whole numbers by code from a file of data/."""
    path = data_dir() / name
    text = read_table_text(path)
    lacking = [column for column in (code, *columns) if column not in text.columns]
    if lacking:
        raise DataFileError("data_file_columns", file=str(path), columns=", ".join(lacking))
    try:
        return text.set_index(code)[columns].astype("int64")
    except (TypeError, ValueError) as error:
        raise DataFileError("data_file_unreadable", file=str(path), reason=str(error)) from error


def _district_table() -> pd.DataFrame:
    found = _numbers(_FILES[0], "district_code", ["population", "year_ce"])
    method = read_table_text(data_dir() / _FILES[0]).set_index("district_code")["method"]
    found["estimated"] = method.eq("sum_with_split_estimate").to_numpy(dtype=bool)
    return found.join(_numbers(_FILES[2], "district_code", list(AGE_GROUPS)).astype("Int64"))


def _province_table() -> pd.DataFrame:
    found = _numbers(_FILES[1], "province_code", ["population", "year_ce"])
    found["estimated"] = False
    ages = _numbers(_FILES[2], "district_code", list(AGE_GROUPS)).sum()
    for group in AGE_GROUPS:
        found[group] = pd.Series({BANGKOK_CODE: ages[group]}, dtype="Int64").reindex(found.index)
    return found


def _summed(parts: pd.DataFrame, parents: pd.Series) -> pd.DataFrame:
    """Sum parts by parent; an age group is missing where one of the parts has none."""
    grouped = parts.groupby(parents.reindex(parts.index).to_numpy())
    found = grouped.agg({"population": "sum", "year_ce": "max", "estimated": "any"})
    for group in AGE_GROUPS:
        whole = grouped[group].count() == grouped.size()
        found[group] = grouped[group].sum().astype("Int64").where(whole)
    return found


def population(level: Level | str) -> pd.DataFrame:
    """Return the registered population of every area of a level, 31 December of `year_ce`.

    Returns
    -------
    DataFrame
        Index ``admin_code`` as in `geodata.areas.areas`. Columns: population (people), year_ce, estimated (a
        district whose number is part estimate), age_0_14, age_15_59, age_60_plus, outside_age_series (people;
        known for Bangkok and its parts, missing elsewhere).

    Raises
    ------
    DataFileError
        A population file is missing or damaged.

    """
    return _population(Level(level), str(data_dir()), _stamps()).copy()


def _stamps() -> tuple[tuple[int, int], ...]:
    return tuple(file_stamp(data_dir() / name) for name in _FILES)


@lru_cache(maxsize=16)
def _population(level: Level, _folder: str, _files: tuple[tuple[int, int], ...]) -> pd.DataFrame:
    table = areas(level)
    if level == Level.DISTRICT:
        found = _district_table()
    elif level == Level.PROVINCE:
        found = _province_table()
    elif level == Level.BMA_GROUP:
        found = _summed(_district_table(), areas(Level.DISTRICT)["bma_group_code"].dropna())
    elif level == Level.COUNTRY:
        provinces = _province_table()
        found = _summed(provinces, pd.Series(COUNTRY_CODE, index=provinces.index))
    else:
        found = _summed(_province_table(), areas(Level.PROVINCE)[f"{level}_code"])
    return found.reindex(table.index)
