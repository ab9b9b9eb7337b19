"""Four squares on a map drawn by hand, where the value of every measure can be read off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.field.points import points_of
from analysis.situation import Situation
from geodata.codes import Level

if TYPE_CHECKING:
    from analysis.field.points import DemandPoints


def four_squares(**changes: Any) -> Situation:  # noqa: ANN401
    """Return the situation of four squares, each about a degree from the next, with other fields where named.

    A (code 11) has two centres, one of them in its middle; B (12) has one, half a degree north of its middle; C (13)
    has none; D (14) is out of scope. Half of A's 100,000 people live in its middle and half 0.2° east of it; B's 50,000
    in its middle; C's 80,001 in the middle of A; D's ten in the middle of D.
    """
    index = pd.Index(["11", "12", "13", "14"], name="admin_code")
    people = pd.Series([100_000, 50_000, 80_001, 10], index=index, dtype="Int64")
    squares = Situation(
        areas=pd.DataFrame(
            {"longitude": [100.0, 101.0, 100.0, 101.0], "latitude": [15.0, 15.0, 14.0, 14.0]}, index=index
        ),
        people=people,
        everybody=people,
        centres=pd.Series([2, 1, 0, 0], index=index),
        out_of_scope=pd.Series([False, False, False, True], index=index),
        parts=pd.DataFrame(
            {
                "area_code": ["11", "11", "11", "12", "13", "13"],
                "people": pd.array([50_000, 30_000, 20_000, 50_000, 80_000, 1], dtype="Int64"),
                "centres": [1, 1, 0, 1, 0, 0],
            },
            index=["A1", "A2", "A3", "B1", "C1", "C2"],
        ),
        part_unknown=pd.Series(data=False, index=index),
        points=pd.DataFrame(
            {
                "centre_id": ["z", "y", "x"], "site_id": ["z", "y", "x"],
                "longitude": [100.0, 101.0, 101.0], "latitude": [15.0, 15.5, 15.5],
            }
        ),
        placed_count=3,
        level=Level.PROVINCE,
        scope=pd.Series(data=True, index=["1101", "1201", "1301", "1401"]),
        demand=_homes(),
    )  # fmt: skip
    return replace(squares, **changes)


def _homes() -> DemandPoints:
    return points_of(
        ["1101", "1201", "1301", "1401"],
        [0, 0, 1, 2, 3],
        [100.0, 100.2, 101.0, 100.0, 101.0],
        [15.0, 15.0, 15.0, 15.0, 14.0],
        [50_000, 50_000, 50_000, 80_001, 10],
    )
