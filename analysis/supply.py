"""The measures of supply: how many centres there are, in how many parts of an area, for how many people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from analysis.situation import Situation


def centre_count(situation: Situation) -> pd.Series:
    """Return the number of distinct open sites recorded in the area (int64, 0 and up).

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> centre_count(four_squares()).tolist()
    [2, 1, 0, 0]

    """
    return situation.centres.astype("int64").rename("centre_count")


def presence_share_areas(situation: Situation) -> pd.Series:
    """Return the share, 0–1, of the area's parts within scope that have a centre.

    Missing where a counted centre's part is unknown, and for districts, which have no parts.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> presence_share_areas(four_squares()).round(3).tolist()
    [0.667, 1.0, 0.0, nan]

    """
    return _presence(situation, weight=None).rename("presence_share_areas")


def presence_share_people(situation: Situation) -> pd.Series:
    """Return the share, 0–1, of the people of the area's parts within scope who live in a part with a centre.

    Missing as `presence_share_areas` is.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> presence_share_people(four_squares()).tolist()
    [0.8, 1.0, 0.0, nan]

    """
    return _presence(situation, weight="people").rename("presence_share_people")


def centres_per_100k(situation: Situation) -> pd.Series:
    """Return centres per 100,000 registered people in scope (float, 0 and up); missing without people or scope.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> centres_per_100k(four_squares()).tolist()
    [2.0, 2.0, 0.0, nan]

    """
    people = _positive(situation.people)
    return situation.mask_out_of_scope(1e5 * situation.centres / people).rename("centres_per_100k")


def people_per_centre(situation: Situation) -> pd.Series:
    """Return registered people in scope per centre; missing where there is no centre, never infinite and never 0.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> people_per_centre(four_squares()).tolist()
    [50000.0, 50000.0, nan, nan]

    """
    return situation.mask_out_of_scope(_float(situation.people) / _positive(situation.centres)).rename(
        "people_per_centre"
    )


def centres_needed(situation: Situation) -> pd.Series:
    """Return how many centres more would bring the area to the norm (Int64, 0 and up); missing out of scope.

    The norm is of people of all ages, whichever age is looked at.

    Examples
    --------
    >>> from analysis.examples import four_squares
    >>> centres_needed(four_squares()).tolist()
    [1, 1, 3, <NA>]

    """
    target = np.ceil(_float(situation.everybody) / situation.norm_people_per_centre)
    needed = (target - situation.centres).clip(lower=0)
    return situation.mask_out_of_scope(needed).astype("Int64").rename("centres_needed")


def _presence(situation: Situation, *, weight: str | None) -> pd.Series:
    index = situation.areas.index
    if situation.parts is None:
        return pd.Series(np.nan, index=index)
    parts = situation.parts
    weights = pd.Series(1.0, index=parts.index) if weight is None else _float(parts[weight])
    sums = pd.DataFrame({"all": weights, "with": weights.where(parts["centres"] >= 1, 0.0)})
    sums = sums.groupby(parts["area_code"].to_numpy()).sum(skipna=False).reindex(index)
    shares = sums["with"] / _positive(sums["all"])
    return situation.mask_out_of_scope(shares.mask(situation.part_unknown))


def _float(values: pd.Series) -> pd.Series:
    return values.astype("Float64").astype("float64")


def _positive(values: pd.Series) -> pd.Series:
    numbers = _float(values)
    return numbers.where(numbers > 0)
