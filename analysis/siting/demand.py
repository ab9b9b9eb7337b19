"""The demand of a siting problem: whole people at the points of subdistricts or districts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from analysis.field.cache import demand_points
from analysis.field.earth import earth_centred
from analysis.field.points import Demand, DemandPoints
from geodata.areas import areas
from geodata.codes import Level
from geodata.layers import Geography, current_geography
from registry.population import population_stamps, read_district_population, read_subdistrict_population

if TYPE_CHECKING:
    from numpy.typing import NDArray


def subdistrict_sites() -> pd.DataFrame:
    """Return the points of the subdistricts whose position is known: district_code, longitude, latitude (WGS 84).

    Index ``subdistrict_code``, in order. A district of which none is known stands in with its own point and code.
    """
    return _sites(current_geography(), population_stamps()).copy(deep=False)


def demand_units(level: Level | None, demand: Demand | None = None) -> pd.DataFrame:
    """Return whole people at points: index ``code``; district_code, longitude, latitude (WGS 84), people (int64).

    By subdistrict (level None), each demand point's people are taken to the nearest subdistrict's point of its
    district; by district, all to the district's point. The sum of each district is its registered people, rounded by
    largest remainders, so that values are whole and compare exactly. Points without people are left out.

    Parameters
    ----------
    level
        `Level.DISTRICT`, or None for subdistricts.
    demand
        Where in a district its people are taken to live; None for what is in use.

    """
    points = demand_points(demand)
    if level is Level.DISTRICT:
        table = areas(Level.DISTRICT)
        people = pd.Series(points.district_people, index=points.district_codes).reindex(table.index)
        units = table[["longitude", "latitude"]].assign(district_code=table.index, people=people.round())
    else:
        units = _gathered(points, current_geography(), population_stamps())
    units = units.rename_axis("code").astype({"people": "int64"})
    return units.loc[units["people"] > 0, ["district_code", "longitude", "latitude", "people"]]


@lru_cache(maxsize=2)
def _sites(_geography: Geography, _stamps: tuple[tuple[str, int, int], ...]) -> pd.DataFrame:
    parts = read_subdistrict_population()
    columns = ["district_code", "longitude", "latitude"]
    points = parts.loc[parts["longitude"].notna(), columns]
    districts = areas(Level.DISTRICT)
    bare = districts.index.difference(pd.Index(points["district_code"]))
    stand_in = districts.loc[bare, ["longitude", "latitude"]].assign(district_code=bare)
    return pd.concat([points, stand_in[columns]]).sort_index().rename_axis("subdistrict_code")


@lru_cache(maxsize=4)
def _gathered(points: DemandPoints, _geography: Geography, _stamps: tuple[tuple[str, int, int], ...]) -> pd.DataFrame:
    sites = _sites(_geography, _stamps)
    shares = np.zeros(len(sites))
    position = points.district_codes.get_indexer(pd.Index(sites["district_code"]))
    if points.source == "subdistrict":
        parts = read_subdistrict_population()
        counted = parts["population_2021"].reindex(sites.index).astype("float64").fillna(1.0).to_numpy(copy=True)
        whole = np.bincount(position, weights=counted, minlength=len(points.district_codes))
        bare = whole[position] == 0
        counted[bare], whole = 1.0, np.bincount(position, weights=np.where(bare, 1.0, counted), minlength=len(whole))
        shares = counted / whole[position]
    else:
        shares = _nearest_shares(points, sites, position)
    registered = read_district_population()["population"].reindex(points.district_codes).astype("float64").to_numpy()
    total = np.where(points.district_people > 0, points.district_people, registered)
    return sites.assign(people=_whole(shares * total[position], position))


def _nearest_shares(points: DemandPoints, sites: pd.DataFrame, position: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return of each subdistrict's point the share of its district's people who are nearest to it."""
    xyz = earth_centred(sites["longitude"], sites["latitude"])
    shares = np.zeros(len(sites))
    for district, (first, last) in enumerate(zip(points.starts[:-1], points.starts[1:], strict=True)):
        here = np.flatnonzero(position == district)
        people = points.people[first:last]
        if not len(here):
            continue
        if not people.sum():
            shares[here] = 1.0 / len(here)
            continue
        nearest = cKDTree(xyz[here]).query(points.xyz[first:last])[1]
        shares[here] = np.bincount(nearest, weights=people, minlength=len(here)) / people.sum()
    return shares


def _whole(values: NDArray[np.float64], group: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return whole numbers whose sum in each group is the rounded sum: the largest remainders are rounded up."""
    whole = np.floor(values).astype(np.int64)
    missing = np.round(np.bincount(group, weights=values)).astype(np.int64) - np.bincount(group, weights=whole).astype(
        np.int64
    )
    order = np.lexsort((np.arange(len(values)), whole - values, group))
    rank = np.empty(len(values), dtype=np.int64)
    rank[order] = np.arange(len(values)) - np.searchsorted(group[order], group[order])
    return whole + (rank < missing[group])
