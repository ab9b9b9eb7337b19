"""The areas as a scenario would leave them: their measures of distance, once centres are opened and closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis.field.scenario import scenario_reach
from analysis.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.situation import Situation

MOVED_MEASURES: Final = (
    "population_within_km", "people_beyond_km", "mean_distance_km", "median_distance_km", "p90_distance_km",
    "distance_bands",
)  # fmt: skip
"""The measures that follow from people's distances alone, and so have a value after a scenario.

Claims, counts and the nearest centre do not: what a scenario opens is in no list.
"""


def coverage_after(
    table: pd.DataFrame,
    situation: Situation,
    places: Sequence[tuple[float, float]],
    *,
    radius_km: float,
    closed: Sequence[str] = (),
) -> pd.DataFrame:
    """Return a table of areas with centres at more places and without some: `MOVED_MEASURES` follow, the rest stays.

    Parameters
    ----------
    table
        The measures of today (`analysis.coverage.coverage_table`).
    situation
        What it was computed from.
    places
        Where centres are opened: longitude and latitude (degrees, WGS 84).
    radius_km
        The catchment radius.
    closed
        Counted centres that are closed (centre_id); others, and those without a known position, change nothing.

    """
    names = [name for name in MOVED_MEASURES if name in table]
    if not names or not situation.reports_distances:
        return table
    reach = scenario_reach(situation.reach, situation.points, tuple(places), tuple(closed))
    after = replace(situation, radius_km=radius_km, moved=reach)
    return table.assign(**{name: MEASURES[name].function(after) for name in names})
