"""What one partition of points comes to: sums by area that may be added to those of any other partition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.field.distances import distance_field
from analysis.field.points import points_of
from geodata.areas import areas
from geodata.assign import assign_districts, assign_subdistricts
from geodata.codes import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

COLUMNS: Final = ("longitude", "latitude", "people")
NOWHERE: Final = ""
"""The code of the points that lie in no area."""
_M_PER_KM: Final = 1000.0


def within_column(radius_km: float) -> str:
    """Return the name of the column of the people within a radius.

    Examples
    --------
    >>> within_column(2.5)
    'people_within_2.5'

    """
    return f"people_within_{radius_km:g}"


def sums_of(
    frame: pd.DataFrame,
    longitude: NDArray[np.float64],
    latitude: NDArray[np.float64],
    *,
    radii_km: Sequence[float],
    level: Level,
) -> pd.DataFrame:
    """Return what points come to by area.

    Parameters
    ----------
    frame
        The points: longitude, latitude (degrees, WGS 84) and people (0 and up).
    longitude, latitude
        The centres; degrees, WGS 84.
    radii_km
        Radii in km; a radius itself counts in.
    level
        District or subdistrict.

    Returns
    -------
    DataFrame
        Index ``admin_code``, `NOWHERE` for points in no area; points (int64), people (float64), a column a radius
        (`within_column`), and person_metres (float64): people times their distance to the nearest centre in whole
        metres, so that sums of whole people come out the same in any order below 9 × 10¹⁵.

    """
    lon, lat, people = (frame[name].to_numpy(dtype=np.float64) for name in COLUMNS)
    codes = assign_districts(lon, lat)["district_code"]
    if level == Level.SUBDISTRICT:
        codes = assign_subdistricts(lon, lat, codes)
    index = pd.Index([NOWHERE, *areas(level).index], dtype=object, name="admin_code")
    positions = index.get_indexer(pd.Index(codes.fillna(NOWHERE)))
    points = points_of(index, positions, lon, lat, people)
    km = distance_field(points, longitude, latitude)
    area = points.district_of_point()
    counts = np.bincount(area, minlength=len(index))

    def summed(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(area, weights=values, minlength=len(index)).astype(np.float64)

    sums = pd.DataFrame({"points": counts.astype(np.int64), "people": summed(points.people)}, index=index)
    for radius_km in radii_km:
        sums[within_column(radius_km)] = summed(np.where(km <= radius_km, points.people, 0.0))
    sums["person_metres"] = summed(points.people * np.rint(km.astype(np.float64) * _M_PER_KM))
    return sums[sums["points"] > 0]


def table_of(sums: pd.DataFrame, radii_km: Sequence[float], level: Level) -> pd.DataFrame:
    """Return the sums of all partitions as a table of every area of a level, and a last row for no area.

    Parameters
    ----------
    sums
        The rows of `sums_of` of all partitions, one under the other.
    radii_km, level
        As they were asked.

    Returns
    -------
    DataFrame
        Index ``admin_code``; points, people, a column of people and one of share (0–1, missing without people) for each
        radius, mean_distance_km (missing without people or centres).

    """
    whole = sums.groupby(level=0).sum().reindex([*areas(level).index, NOWHERE], fill_value=0)
    whole.index.name = "admin_code"
    inhabited = whole["people"].where(whole["people"] > 0)
    table = whole[["points", "people"]].copy()
    for radius_km in radii_km:
        name = within_column(radius_km)
        table[name] = whole[name]
        table[name.replace("people", "share")] = whole[name] / inhabited
    mean = whole["person_metres"] / inhabited / _M_PER_KM
    table["mean_distance_km"] = mean.where(np.isfinite(mean))
    return table
