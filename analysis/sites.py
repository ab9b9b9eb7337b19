"""Centres as they are counted: one row a site, in the areas it is recorded in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.places import parent_codes, with_districts, with_subdistricts
from geodata.codes import Level
from registry.schema import Access, Basis, Precision, Status

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    site, ids = pd.factorize(rows["site_id"])
    named = np.zeros(len(ids), dtype=bool)
    named[site[(rows["basis"] != Basis.DERIVED).to_numpy()]] = True
    provinces, districts, subdistricts = (
        _first_recorded(rows[name], site, len(ids)) for name in ("province_code", "district_code", "subdistrict_code")
    )
    inside = [
        district if district is not None and district[:2] == province else None
        for province, district in zip(provinces, districts, strict=True)
    ]
    codes = {"province_code": provinces, "district_code": inside, "subdistrict_code": _parts_of(inside, subdistricts)}
    index = pd.Index(ids, dtype="str", name="site_id")
    return pd.DataFrame(codes, index=index, dtype=object).assign(derived=~named)


def _first_recorded(column: pd.Series, site: NDArray[np.intp], size: int) -> NDArray[np.object_]:
    """Return of each site the first value that one of its rows knows, or None."""
    values, present = column.to_numpy(dtype=object), np.flatnonzero(column.notna())[::-1]
    first = np.full(size, None, dtype=object)
    first[site[present]] = values[present]  # of several values for a place the last one stays
    return first


def _parts_of(districts: list[str | None], subdistricts: NDArray[np.object_]) -> list[str | None]:
    """Return the subdistricts that there are and that lie in these districts, else None."""
    parents = parent_codes(Level.SUBDISTRICT, Level.DISTRICT)
    return [
        part if part is not None and district is not None and parents.get(part) == district else None
        for district, part in zip(districts, subdistricts, strict=True)
    ]


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
    base = Level.SUBDISTRICT if level == Level.SUBDISTRICT else Level.DISTRICT
    if level not in (Level.SUBDISTRICT, Level.DISTRICT, Level.BMA_GROUP):
        base = Level.PROVINCE
    parents = parent_codes(base, level)
    codes, position = parents.to_numpy(dtype=object), parents.index.get_indexer(pd.Index(site_rows[f"{base}_code"]))
    recorded = (position >= 0) & pd.notna(codes)[position]
    of_sites: NDArray[np.object_] = np.full(len(site_rows), None, dtype=object)
    of_sites[recorded] = codes[position[recorded]]
    return pd.Series(of_sites, index=site_rows.index, dtype=object)


def count_by_area(site_rows: pd.DataFrame, level: Level, index: pd.Index) -> pd.Series:
    """Return the number of sites recorded in each area (int64, 0 where there is none)."""
    position = index.get_indexer(pd.Index(area_codes(site_rows, level)))
    return pd.Series(np.bincount(position[position >= 0], minlength=len(index)), index=index)
