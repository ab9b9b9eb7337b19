"""How a district's registered people are shared among its subdistricts: as these had people when last counted."""

from __future__ import annotations

import numpy as np
import pandas as pd


def share_people(people: pd.Series, subdistricts: pd.DataFrame) -> pd.Series:
    """Return the people of every subdistrict in whole numbers; of each district their sum is exactly its own.

    Where the shares are no whole numbers the largest remainders are rounded up, of equal ones the first by code. Where
    nobody was counted in any subdistrict of a district, they share it evenly.

    Parameters
    ----------
    people
        Registered people on the codes of the districts, whole numbers.
    subdistricts
        On their codes: district_code, population_2021 (0 and up).

    Returns
    -------
    Series
        On the codes of the subdistricts (int64).

    Examples
    --------
    >>> parts = pd.DataFrame(
    ...     {"district_code": ["5201", "5201", "5201", "5202"], "population_2021": [1, 1, 1, 0]},
    ...     index=["520101", "520102", "520103", "520201"],
    ... )
    >>> share_people(pd.Series({"5201": 100, "5202": 7}), parts).tolist()
    [34, 33, 33, 7]

    """
    ordered = subdistricts.sort_index()
    district = ordered["district_code"]
    counted = ordered["population_2021"].astype("float64")
    weight = counted.where(counted.groupby(district).transform("sum") > 0, 1.0)
    own = district.map(people).astype("float64")
    exact = own * weight / weight.groupby(district).transform("sum")
    # A product a hair below a whole number is that number.
    whole = np.floor(exact + 1e-6)
    left = (own - whole.groupby(district).transform("sum")).round()
    rank = (whole - exact).groupby(district).rank(method="first")
    rounded: pd.Series = (whole + (rank <= left)).astype("int64")
    return rounded.reindex(subdistricts.index).rename("population")
