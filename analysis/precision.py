"""How exact estimated numbers of people are: who lives within a distance is known to three digits at most."""

from __future__ import annotations

import math
from typing import Final

import pandas as pd

from analysis.measures import MEASURES

_OF_AREA: Final = ("population", "people")
ESTIMATED_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    **{key: _OF_AREA for key, measure in MEASURES.items() if measure.estimate},
    "people_within": ("people",),
    **dict.fromkeys(("within_before", "within_after", "newly_within", "people_nearer", "losing"), ("population",)),
    **dict.fromkeys(("newly_within_bangkok", "newly_within_0_14", "newly_within_60_plus"), ()),
}
"""The columns of estimated numbers of people, each with the columns that may hold those it is a part of.

Measures by their trait (the people of an area are `population`, in a list of gaps `people`), the curve, what-if."""


def estimate(people: float, *, of: float = math.inf) -> float:
    """Return a number of people rounded to three significant digits; NaN stays NaN.

    Those who are a part `of` others are never rounded to more than all of them: then the further digits are cut off.

    >>> estimate(230_617.0)
    231000.0
    >>> estimate(212_912.0, of=212_912.0)
    212000.0
    >>> estimate(87.0)
    87.0
    """
    rounded_ = float(f"{people:.3g}")
    if not rounded_ > of:
        return rounded_
    unit = 10.0 ** (len(str(int(people))) - 3)
    return math.floor(people / unit) * unit


def estimates(people: pd.Series, *, of: pd.Series | None = None) -> pd.Series:
    """Return numbers of people rounded as `estimate` does, each `of` its row; missing ones stay missing."""
    if of is None:
        return people.map(estimate, na_action="ignore").astype(people.dtype)
    pairs = zip(people, of.fillna(math.inf), strict=True)
    values = [one if pd.isna(one) else estimate(one, of=whole) for one, whole in pairs]
    return pd.Series(values, index=people.index, dtype=people.dtype)


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its estimated numbers of people rounded as `estimate` does, as it is printed or exported.

    A part of the people in another column (`ESTIMATED_COLUMNS`), where the table has that, is never rounded to more
    than it.
    """
    columns = {}
    for name in map(str, table.columns):
        if name in ESTIMATED_COLUMNS:
            whole = next((one for one in ESTIMATED_COLUMNS[name] if one in table), None)
            columns[name] = estimates(table[name], of=None if whole is None else table[whole])
    return table.assign(**columns)
