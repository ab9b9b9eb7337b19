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

MOVED_MEASURES: Final = ("population_within_km", "people_beyond_km", "mean_distance_km")
"""The measures that follow from the distances alone, and so have a value after a scenario; claims and counts do not."""


def measure_after(
    situation: Situation,
    measure_id: str,
    places: Sequence[tuple[float, float]],
    *,
    radius_km: float,
    closed: Sequence[str] = (),
) -> pd.Series:
    """Return a measure of `MOVED_MEASURES` with centres at more places and without some; nothing else changes.

    Parameters
    ----------
    situation
        What the measure of today is computed from.
    measure_id
        Which measure.
    places
        Where centres are opened: longitude and latitude (degrees, WGS 84).
    radius_km
        The catchment radius.
    closed
        Counted centres that are closed (centre_id); others, and those without a known position, change nothing.

    """
    after = scenario_reach(situation.reach, situation.points, tuple(places), tuple(closed))
    values: pd.Series = MEASURES[measure_id].function(replace(situation, radius_km=radius_km, moved=after))
    return values
