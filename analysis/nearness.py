"""The measures of distance: how many people live near a centre, and how far it is.

All are missing where distances are not reported (`analysis.situation.Situation.distances`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geodata.distance import nearest

if TYPE_CHECKING:
    from analysis.situation import Situation

_METRE: int = 3
"""Decimals of a distance in km: the field is right to the metre."""


def population_within_km(situation: Situation) -> pd.Series:
    """Return the share, 0–1, of the area's people within the radius of a centre; who lives just at it is within.

    Missing without people, out of scope, and where distances are not reported.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> population_within_km(four_squares(radius_km=10.0)).tolist()
    [0.5, 0.0, 1.0, nan]

    """
    shares = situation.within["share"] if situation.reports_distances else _nothing(situation)
    return situation.mask_out_of_scope(shares).rename("population_within_km")


def people_beyond_km(situation: Situation) -> pd.Series:
    """Return how many of the area's people live beyond the radius of every centre (Int64); missing as their share.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> people_beyond_km(four_squares(radius_km=10.0)).tolist()
    [50000, 50000, 0, <NA>]

    """
    beyond = situation.within["people_beyond"] if situation.reports_distances else _nothing(situation)
    return situation.mask_out_of_scope(beyond.round()).astype("Int64").rename("people_beyond_km")


def mean_distance_km(situation: Situation) -> pd.Series:
    """Return the mean distance in km from the area's people to the nearest centre; missing where none is placed.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> mean_distance_km(four_squares()).round(1).tolist()
    [10.8, 55.3, 0.0, nan]

    """
    if not situation.reports_distances:
        return _nothing(situation).rename("mean_distance_km")
    values = situation.reach.mean_km(situation.level, situation.age, districts=situation.scope)
    return _km(situation, values).rename("mean_distance_km")


def median_distance_km(situation: Situation) -> pd.Series:
    """Return the distance in km that half of the area's people live within; missing where none is placed.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> median_distance_km(four_squares()).round(1).tolist()
    [0.0, 55.3, 0.0, nan]

    """
    return _quantile(situation, 0.5).rename("median_distance_km")


def p90_distance_km(situation: Situation) -> pd.Series:
    """Return the distance in km that 90 % of the area's people live within; missing where none is placed.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> p90_distance_km(four_squares()).round(1).tolist()
    [21.5, 55.3, 0.0, nan]

    """
    return _quantile(situation, 0.9).rename("p90_distance_km")


def distance_bands(situation: Situation) -> pd.Series:
    """Return the shares of the area's people at 0–1, 1–2.5, 2.5–5, 5–10, 10–25 and over 25 km; their sum is 1.

    Lists of six numbers, None where no centre is placed, nobody lives there, or out of scope.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> distance_bands(four_squares()).tolist()[0]
    [0.5, 0.0, 0.0, 0.0, 0.5, 0.0]

    """
    if not situation.reports_distances:
        return pd.Series(None, index=situation.areas.index, dtype=object, name="distance_bands")
    bands = situation.reach.bands(situation.level, situation.age, districts=situation.scope)
    bands = bands.reindex(situation.areas.index)
    complete_rows = bands.notna().all(axis=1) & ~situation.out_of_scope
    lists = [
        row if is_complete else None for row, is_complete in zip(bands.to_numpy().tolist(), complete_rows, strict=True)
    ]
    return pd.Series(lists, index=bands.index, dtype=object, name="distance_bands")


def nearest_centre_km(situation: Situation) -> pd.Series:
    """Return the distance in km, in a straight line, from a point inside the area to the nearest placed centre.

    Centres with a point of the building or of the town are looked at, wherever they are; missing where none is
    placed, or out of scope.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> nearest_centre_km(four_squares()).round(1).tolist()
    [0.0, 55.3, 110.6, nan]

    """
    return nearest_centre(situation)["nearest_centre_km"]


def nearest_centre(situation: Situation) -> pd.DataFrame:
    """Return nearest_centre_km with nearest_centre_id (None where missing); of equals, the lowest id.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> nearest_centre(four_squares())["nearest_centre_id"].tolist()
    ['z', 'x', 'z', None]

    """
    index = situation.areas.index
    if not situation.reports_distances:
        nothing = {"nearest_centre_km": _nothing(situation), "nearest_centre_id": pd.Series(None, index, dtype=object)}
        return pd.DataFrame(nothing)
    points = situation.points.sort_values("centre_id").drop_duplicates(["longitude", "latitude"])
    positions, km = nearest(
        situation.areas["longitude"], situation.areas["latitude"], points["longitude"], points["latitude"]
    )
    has_distance = (positions >= 0) & ~situation.out_of_scope.to_numpy(dtype=bool)
    centre_ids = [*points["centre_id"], None]
    ids = [centre_ids[position] for position in np.where(has_distance, positions, -1)]
    columns = {
        "nearest_centre_km": pd.Series(np.where(has_distance, km, np.nan), index=index),
        "nearest_centre_id": pd.Series(ids, index=index, dtype=object),
    }
    return pd.DataFrame(columns)


def _nothing(situation: Situation) -> pd.Series:
    return pd.Series(np.nan, index=situation.areas.index)


def _quantile(situation: Situation, q: float) -> pd.Series:
    if not situation.reports_distances:
        return _nothing(situation)
    return _km(situation, situation.reach.quantile_km(situation.level, q, situation.age, districts=situation.scope))


def _km(situation: Situation, values: pd.Series) -> pd.Series:
    return situation.mask_out_of_scope(values.reindex(situation.areas.index).round(_METRE))
