"""Centres as they are counted: one row a site, in the areas it is recorded in."""

from __future__ import annotations

import pandas as pd

from analysis.places import parent_codes, with_districts, with_subdistricts
from geodata.codes import Level
from registry.schema import Access, Basis, Precision, Status


def sites(centres: pd.DataFrame) -> pd.DataFrame:
    """Return the open sites among centres: where two programmes share a building, it is one.

    Returns
    -------
    DataFrame
        Index ``site_id``; province_code, district_code (the first that one of the site's centres records, or
        whose polygon holds its building's point, or None), subdistrict_code (the first that is recorded, or whose
        installed boundaries hold its building's point, and lies in the district, or None: one that there is no more
        says nothing) and derived (bool: no source names any of its centres).
        Planned and closed centres are left out.

    """
    rows = with_subdistricts(with_districts(centres[centres["status"] == Status.OPEN]))
    grouped = rows.assign(named=rows["basis"] != Basis.DERIVED).groupby("site_id", sort=False)
    # "first" passes over missing values: one row that knows the district is enough.
    codes = dict.fromkeys(["province_code", "district_code", "subdistrict_code"], "first")
    table = grouped.agg({**codes, "named": "any"}).astype(object)
    inside = table["district_code"].str[:2] == table["province_code"]
    districts = table["district_code"].where(inside, None)
    parts = table["subdistrict_code"].map(parent_codes(Level.SUBDISTRICT, Level.DISTRICT))
    return pd.DataFrame(
        {
            "province_code": table["province_code"],
            "district_code": districts,
            "subdistrict_code": table["subdistrict_code"].where(parts.notna() & (parts == districts), None),
            "derived": ~table["named"].astype(bool),
        },
        index=table.index,
    )


def has_known_position(
    centres: pd.DataFrame, *, count_town_points: bool = True, count_inferred_points: bool = False
) -> pd.Series:
    """Return of each centre whether its position is known: a point of its building or its town that a source gives.

    bool, on the index of the centres. One known to its subdistrict has no position: the middle of that may lie
    kilometres off. A point in a town where the centre is only inferred to be is no known position;
    count_inferred_points takes it for one. With count_town_points=False only points of buildings are.
    """
    precisions = [Precision.SITE]
    precisions += [Precision.TOWN] if count_town_points else []
    precisions += [Precision.INFERRED] if count_inferred_points else []
    return centres["location_precision"].isin(precisions) & centres["longitude"].notna()


def placed(
    centres: pd.DataFrame, *, count_town_points: bool = True, count_inferred_points: bool = False
) -> pd.DataFrame:
    """Return the open centres that distances may stand on: those that a source names and whose position is known.

    Columns centre_id, site_id, longitude, latitude (degrees, WGS 84). Derived rows have no position.
    """
    rows = centres[(centres["status"] == Status.OPEN) & (centres["basis"] != Basis.DERIVED)]
    rows = rows[
        has_known_position(rows, count_town_points=count_town_points, count_inferred_points=count_inferred_points)
    ]
    return rows[["centre_id", "site_id", "longitude", "latitude"]]


def reported(centres: pd.DataFrame) -> pd.DataFrame:
    """Return the open sites among centres that a source names (`sites`)."""
    open_sites = sites(centres)
    return open_sites[~open_sites["derived"]]


def closed_to_public(centres: pd.DataFrame) -> bool:
    """Tell whether there are open centres that a source names, and the public may enter none of them."""
    rows = centres[(centres["status"] == Status.OPEN) & (centres["basis"] != Basis.DERIVED)]
    return not rows.empty and not rows["access"].isin([Access.PUBLIC, Access.UNKNOWN]).any()


def area_codes(site_rows: pd.DataFrame, level: Level) -> pd.Series:
    """Return of each site the area of a level it is recorded in, or None where that is not known."""
    if level == Level.SUBDISTRICT:
        codes = site_rows["subdistrict_code"]
    elif level in (Level.DISTRICT, Level.BMA_GROUP):
        codes = site_rows["district_code"].map(parent_codes(Level.DISTRICT, level))
    else:
        codes = site_rows["province_code"].map(parent_codes(Level.PROVINCE, level))
    return codes.astype(object).where(codes.notna(), None)


def count_by_area(site_rows: pd.DataFrame, level: Level, index: pd.Index) -> pd.Series:
    """Return the number of sites recorded in each area (int64, 0 where there is none)."""
    counts = area_codes(site_rows, level).value_counts()
    return counts.reindex(index, fill_value=0).astype("int64")
