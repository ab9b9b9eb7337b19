"""How exact estimated numbers of people are: who lives within a distance is known to three digits at most."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from analysis.measures import MEASURES

if TYPE_CHECKING:
    import pandas as pd

ESTIMATED_COLUMNS: Final = frozenset({
    *(key for key, measure in MEASURES.items() if measure.estimate),
    "people_within", "within_before", "within_after", "newly_within", "newly_within_bangkok", "newly_within_0_14",
    "newly_within_60_plus", "people_nearer", "losing",
})  # fmt: skip
"""The columns of tables that are estimated numbers of people: measures by their trait, of the curve, of what-if."""


def estimate(people: float) -> float:
    """Return a number of people to three significant digits; NaN stays NaN.

    The digits after them are cut off: those of an area's people who live far away are never more than its people.

    >>> estimate(212_912.0)
    212000.0
    >>> estimate(87.0)
    87.0
    """
    if math.isnan(people):
        return people
    whole = round(people)
    unit = 10 ** max(len(str(abs(whole))) - 3, 0)
    return float(math.trunc(whole / unit) * unit)


def estimates(people: pd.Series) -> pd.Series:
    """Return numbers of people rounded as `estimate` does; missing ones stay missing."""
    return people.map(estimate, na_action="ignore").astype(people.dtype)


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its estimated numbers of people rounded as `estimate` does, as it is printed or exported."""
    return table.assign(**{name: estimates(table[name]) for name in table.columns if name in ESTIMATED_COLUMNS})
