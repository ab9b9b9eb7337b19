"""How evenly centres are spread over people: pure functions of two aligned columns, one row an area.

All take the areas' centres (counts, 0 and up) and people (0 and up) in the same order. They say something only
where the list of centres is complete over the areas: `analysis.complete` tells.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Theil:
    """Theil's index and its exact division: total = between + within, each 0 and up.

    regions has one row a region, in the order of their codes: centre_share and people_share (0–1 of all), between
    (its term of the sum between regions, which may be negative), index (Theil's index inside the region; missing
    without centres) and within (its term of the sum within regions).
    """

    total: float
    between: float
    within: float
    regions: pd.DataFrame


def disparity(centres: pd.Series, people: pd.Series) -> pd.Series:
    """Return each area's share of the centres less its share of the people, in percentage points.

    100 (n_i / Σn − P_i / ΣP); above 0 the area has more than its people's share. Sums to 0. Missing throughout
    without centres or without people. Urban Institute, Spatial Equity Data Tool.

    Examples
    --------
    >>> disparity(pd.Series([3, 1]), pd.Series([50, 50])).tolist()
    [25.0, -25.0]

    """
    return pd.Series(100 * (_shares(centres) - _shares(people)), index=centres.index, name="disparity")


def location_quotient(centres: pd.Series, people: pd.Series) -> pd.Series:
    """Return each area's share of the centres over its share of the people: 1 is a fair share, 0 and up.

    Missing where an area has no people, and throughout without centres.

    Examples
    --------
    >>> location_quotient(pd.Series([3, 1]), pd.Series([50, 50])).tolist()
    [1.5, 0.5]

    """
    share = _shares(people)
    quotient = _shares(centres) / np.where(share > 0, share, np.nan)
    return pd.Series(quotient, index=centres.index, name="location_quotient")


def lorenz(centres: pd.Series, people: pd.Series) -> pd.DataFrame:
    """Return the Lorenz curve of centres over people.

    Returns
    -------
    DataFrame
        One row more than areas: admin_code (the area that the step adds, "" at the origin), people_share and
        centre_share, both cumulative from 0 to 1, the areas with the fewest centres for their people first.

    """
    people_share, centre_share = _shares(people), _shares(centres)
    order = np.lexsort((centres.index.to_numpy(dtype=str), _per_person(people_share, centre_share)))
    return pd.DataFrame(
        {
            "admin_code": ["", *centres.index.to_numpy()[order]],
            "people_share": np.append(0.0, np.cumsum(people_share[order])),
            "centre_share": np.append(0.0, np.cumsum(centre_share[order])),
        }
    )


def gini(centres: pd.Series, people: pd.Series) -> float:
    """Return the Gini coefficient of centres over people, 0 (everyone alike) to 1.

    1 − Σ (p_k − p_{k−1})(L_k + L_{k−1}) along the Lorenz curve. Missing without centres or people. Rey & Smith 2013.

    Examples
    --------
    >>> gini(pd.Series([3, 1]), pd.Series([50, 50]))
    0.25

    """
    people_share, centre_share = _shares(people), _shares(centres)
    # Which of two areas alike comes first changes nothing here.
    order = np.argsort(_per_person(people_share, centre_share), kind="stable")
    steps, heights = people_share[order], np.append(0.0, np.cumsum(centre_share[order]))
    return _not_below_0(1 - float(np.sum(steps * (heights[1:] + heights[:-1]))))


def _per_person(people_share: NDArray[np.float64], centre_share: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(people_share > 0, centre_share / people_share, np.inf)


def hoover(centres: pd.Series, people: pd.Series) -> float:
    """Return the share of the centres, 0–1, that would have to stand elsewhere for every area to have its share.

    ½ Σ |n_i / Σn − P_i / ΣP|. Missing without centres or people. Hoover 1936.

    Examples
    --------
    >>> hoover(pd.Series([3, 1]), pd.Series([50, 50]))
    0.25

    """
    return 0.5 * float(np.sum(np.abs(_shares(centres) - _shares(people))))


def theil(centres: pd.Series, people: pd.Series, regions: pd.Series) -> Theil:
    """Return Theil's index of centres over people, divided into what lies between regions and within them.

    With s_i = n_i / Σn and q_i = P_i / ΣP: T = Σ s_i ln(s_i / q_i), 0 ln 0 = 0; between is the same over the
    regions' sums, within the regions' own indices weighted by their share of the centres. Infinite where an area
    has centres and no people; missing without centres or people. Theil 1967.

    Parameters
    ----------
    centres, people
        Of each area.
    regions
        Of each area the code of the region it lies in.

    Examples
    --------
    >>> index = theil(pd.Series([3, 1]), pd.Series([50, 50]), pd.Series(["north", "south"]))
    >>> round(index.total, 3), round(index.between, 3), index.within
    (0.131, 0.131, 0.0)

    """
    shares = pd.DataFrame({"s": _shares(centres), "q": _shares(people)}, index=centres.index)
    sums = shares.groupby(regions.to_numpy(), sort=True).sum(min_count=1)
    own = sums.reindex(regions.to_numpy())
    inside = _terms(shares["s"].to_numpy() / _positive(own["s"]), shares["q"].to_numpy() / _positive(own["q"]))
    index = pd.Series(inside).groupby(regions.to_numpy(), sort=True).sum(min_count=1)
    between = _terms(sums["s"].to_numpy(), sums["q"].to_numpy())
    # A region without centres has no spread of its own, and by 0 ln 0 = 0 none in the sum; one without people has
    # made the sum between regions infinite already.
    within = np.where(sums["s"].isna(), np.nan, np.where((sums["s"] > 0) & (sums["q"] > 0), sums["s"] * index, 0.0))
    table = pd.DataFrame(
        {
            "centre_share": sums["s"],
            "people_share": sums["q"],
            "between": between,
            "index": index.where(sums["s"] > 0),
            "within": within,
        }
    )
    parts = _not_below_0(float(between.sum())), _not_below_0(float(within.sum()))
    total = _not_below_0(float(_terms(shares["s"].to_numpy(), shares["q"].to_numpy()).sum()))
    return Theil(total, *parts, table.rename_axis("region_code"))


def _terms(centre_share: NDArray[np.float64], people_share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return s ln(s / q), with 0 ln 0 = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = centre_share * np.log(centre_share / people_share)
    return np.where(centre_share == 0, 0.0, terms)


def _shares(values: pd.Series) -> NDArray[np.float64]:
    numbers = values.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    total = numbers.sum()
    return numbers / total if total > 0 else np.full(numbers.shape, np.nan)


def _positive(values: pd.Series) -> NDArray[np.float64]:
    return np.where(values > 0, values, np.nan)


def _not_below_0(value: float) -> float:
    """Return a value that is 0 or more by its nature without the last digits of floating point below 0."""
    return value if math.isnan(value) else max(0.0, value)
