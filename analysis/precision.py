"""How exact an estimated number of people is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def estimate(people: float) -> float:
    """Return a number of people to three significant digits; NaN stays NaN.

    >>> estimate(230_617.0)
    231000.0
    >>> estimate(87.0)
    87.0
    """
    return float(f"{people:.3g}")


def estimates(people: pd.Series) -> pd.Series:
    """Return numbers of people to three significant digits, each as `estimate` does; missing ones stay missing."""
    return people.map(estimate, na_action="ignore").astype(people.dtype)
