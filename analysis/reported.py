"""Where a measure's values are reported: of which areas of a table of `analysis.coverage`."""

from __future__ import annotations

import pandas as pd

from analysis.claims import Claim, Reason
from analysis.measures import measure_of
from analysis.precision import estimates


def reported_values(table: pd.DataFrame, measure_id: str) -> pd.Series:
    """Return a measure's values in its own unit (float), missing where none is reported; of "claim" those of the count.

    Out of the programme's scope none is. Where the list is incomplete, or centres that a filter leaves out stand in the
    area, only an upper bound is: the distance to the nearest known centre. Where an area has centres and none of their
    positions is known, no measure that stands on positions is: it would be of another area's centre. Where all that is
    not known is in which subdistrict a centre of known position stands, distances are. Estimates are rounded.
    """
    measure = measure_of(measure_id)
    values = pd.to_numeric(table[measure.id], errors="coerce").astype("Float64").astype(float)
    silent = table["claim"] == Claim.OUT_OF_SCOPE
    if not measure.reported_where_unknown:
        unknown = table["claim"].isin([Claim.UNKNOWN, Claim.HAS_OTHER])
        if measure.needs_points and "claim_reason" in table:
            unknown &= table["claim_reason"] != Reason.SUBDISTRICT_UNKNOWN
        silent |= unknown
    if measure.needs_points and "unplaced_in_area" in table:
        silent |= without_positions(table)
    values = values.mask(silent)
    return estimates(values, of=table.get("population")) if measure.estimate else values


def without_positions(table: pd.DataFrame) -> pd.Series:
    """Return which areas have centres while the position of none of them is known (bool on the table's index)."""
    return (table["centre_count"] > 0) & (table["unplaced_in_area"] >= table["centre_count"])
