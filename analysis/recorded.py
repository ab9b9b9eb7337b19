"""Centres by the area they are recorded in. Polygons are never asked: a recorded code is what a source said."""

from __future__ import annotations

import pandas as pd

from geodata.areas import areas
from geodata.codes import COUNTRY_CODE, Level


def area_of(level: Level, centres: pd.DataFrame) -> pd.Series:
    """Return the admin_code at a level that each centre is recorded in, or None where it is not known that closely.

    A centre known only to its province has a province, a region and a country, and no district.
    """
    province = centres["province_code"].where(centres["province_code"].notna(), None)
    district = centres["district_code"].where(centres["district_code"].notna() & (centres["district_code"] != ""), None)
    if level == Level.COUNTRY:
        return pd.Series(COUNTRY_CODE, index=centres.index, dtype=object)
    if level == Level.PROVINCE:
        return province
    if level == Level.DISTRICT:
        return district
    if level == Level.BMA_GROUP:
        return district.map(areas(Level.DISTRICT)["bma_group_code"].dropna()).astype(object)
    return province.map(areas(Level.PROVINCE)[f"{level}_code"]).astype(object)


def counts_in(level: Level, centres: pd.DataFrame) -> pd.Series:
    """Return the number of distinct sites recorded in every area of a level (index admin_code, 0 where none)."""
    where = area_of(level, centres)
    sites = centres["site_id"].groupby(where.to_numpy()).nunique()
    return sites.reindex(areas(level).index, fill_value=0).astype("int64")


def unrecorded_below(level: Level, centres: pd.DataFrame) -> pd.Series:
    """Return, for every area of a level, how many sites may lie in it: recorded to an area above it, and no closer.

    Named as the areas' index; always 0 for provinces and the levels above, since every centre has a province.
    """
    table = areas(level)
    open_ended = centres[area_of(level, centres).isna().to_numpy()]
    sites = open_ended.groupby("province_code")["site_id"].nunique()
    if level not in (Level.DISTRICT, Level.BMA_GROUP):
        return pd.Series(0, index=table.index, dtype="int64")
    # A centre recorded in a khet has a group; one elsewhere in the country concerns no Bangkok group.
    return table["parent_code"].map(sites).fillna(0).astype("int64")
