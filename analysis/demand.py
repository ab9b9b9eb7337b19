"""Demand: the registered people of every area."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pandas as pd

from analysis.subdistrict_people import share_people
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level
from geodata.layers import Geography, current_geography
from registry.population import (
    AGE_COLUMNS,
    SPLIT_ESTIMATE,
    population_stamps,
    read_bangkok_age,
    read_district_population,
    read_province_population,
    read_subdistrict_population,
)

_REGION_COLUMNS: Final = {Level.REGION: "region_code", Level.REGION6: "region6_code"}


def population(level: Level) -> pd.DataFrame:
    """Return the registered people of every area of a level, 31 December of year_ce.

    Returns
    -------
    DataFrame
        Index ``admin_code``, every area of the level. population and year_ce (Int64; <NA> where the statistics
        have no such area), estimated (bool: a part is estimated), and for Bangkok, its groups and khet age_0_14,
        age_15_59, age_60_plus, outside_age_series (Int64; <NA> elsewhere). Registered, not resident. Areas above
        provinces and districts are sums of their parts; subdistricts share their district's people as they did when
        they were last counted themselves, an estimate, and their ages are not known.

    Raises
    ------
    DataFileError
        A file of the statistics is missing or damaged.
    AreaError
        There is no such level.

    """
    return _population(level, current_geography(), population_stamps()).copy(deep=False)


@lru_cache(maxsize=4 * len(Level))
def _population(level: Level, _geography: Geography, _stamps: tuple[tuple[str, int, int], ...]) -> pd.DataFrame:
    people = _people(level)
    people = people.join(_ages(level)).reindex(areas(level).index)
    people["estimated"] = people["estimated"].eq(other=True)
    return people[["population", "year_ce", "estimated", *AGE_COLUMNS]]


def _people(level: Level) -> pd.DataFrame:
    if level == Level.SUBDISTRICT:
        districts, parts = read_district_population(), read_subdistrict_population()
        return pd.DataFrame(
            {
                "population": share_people(districts["population"], parts).astype("Int64"),
                "year_ce": parts["district_code"].map(districts["year_ce"]).astype("Int64"),
                "estimated": True,
            }
        )
    if level in (Level.DISTRICT, Level.BMA_GROUP):
        table = read_district_population()
        table = table.assign(estimated=table["method"] == SPLIT_ESTIMATE)
        parents = areas(Level.DISTRICT)["bma_group_code"] if level == Level.BMA_GROUP else None
    else:
        table = read_province_population().assign(estimated=False)
        parents = _province_parents(level)
    table = table[["population", "year_ce", "estimated"]].astype({"population": "Int64", "year_ce": "Int64"})
    if parents is None:
        return table
    groups = parents.reindex(table.index)
    return table.groupby(groups.to_numpy()).agg({"population": "sum", "year_ce": "min", "estimated": "any"})


def _province_parents(level: Level) -> pd.Series | None:
    if level == Level.PROVINCE:
        return None
    provinces = areas(Level.PROVINCE)
    if level == Level.COUNTRY:
        return pd.Series(COUNTRY_CODE, index=provinces.index)
    return provinces[_REGION_COLUMNS[level]]


def _ages(level: Level) -> pd.DataFrame:
    if level not in (Level.DISTRICT, Level.BMA_GROUP, Level.PROVINCE):
        return pd.DataFrame(columns=AGE_COLUMNS, dtype="Int64")
    ages = read_bangkok_age()[AGE_COLUMNS].astype("Int64")
    if level == Level.DISTRICT:
        return ages
    if level == Level.PROVINCE:
        return ages.sum().to_frame(BANGKOK_CODE).T.astype("Int64")
    groups = areas(Level.DISTRICT)["bma_group_code"].reindex(ages.index)
    return ages.groupby(groups.to_numpy()).sum()
