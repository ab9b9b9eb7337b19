"""Where it is worst: the areas that are known to have no centre, ranked, and those that have to be looked into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Unpack

import pandas as pd

from analysis.claims import Claim
from analysis.coverage import coverage
from analysis.demand import population
from analysis.places import rows_in
from analysis.ranking import Weights, gap_score, in_order, presence_distance
from geodata.codes import COUNTRY_CODE, Level

if TYPE_CHECKING:
    from analysis.centre_filter import CentreFilter
    from analysis.selection import Terms
    from registry.tables import Tables

MEASURES_USED: Final = (
    "centre_count",
    "people_beyond_km",
    "mean_distance_km",
    "centres_needed",
    "population_within_km",
    "nearest_centre_km",
)
COLUMNS: Final = [
    "admin_code", "name_th", "name_en", "parent_code", "claim", "claim_reason", "gap_score", "people",
    "people_beyond_km",
    "mean_distance_km", "centres_needed", "people_beyond_km_rank", "mean_distance_km_rank", "centres_needed_rank",
    "population_within_km", "nearest_centre_km", "nearest_centre_id", "presence_distance", "centre_count",
    "derived_count", "unplaced_in_area", "age_0_14", "age_60_plus", "radius_km", "placed_count", "unplaced_count",
    "list_size", "distances",
]  # fmt: skip


@dataclass(frozen=True)
class Gaps:
    """What is known of the areas without, and of those of which nothing can be said.

    All four have one row an area, index ``admin_code`` and the columns of `COLUMNS`.

    ranked
        The areas with the claim "has none", the worst first: rank from 1, then the columns. Only these are gaps.
        Derived centres, which nobody named, close none; derived_count says how many there are.
    to_check
        The areas of which it is not known whether they have one, by people. They have no rank and no score.
    far
        The areas that have a centre while more than half of their people live beyond the radius, by those people.
    served
        The areas that have a centre, by registered people for each known one (people_per_centre), the most first.
    weights
        What the rank was weighed with.
    """

    ranked: pd.DataFrame
    to_check: pd.DataFrame
    far: pd.DataFrame
    served: pd.DataFrame
    weights: Weights


def gaps(
    level: Level,
    centre_filter: CentreFilter,
    tables: Tables,
    *,
    area_code: str = COUNTRY_CODE,
    weights: Weights | None = None,
    **terms: Unpack[Terms],
) -> Gaps:
    """Return the gaps of a filter, ranked.

    Parameters
    ----------
    level
        The level of the areas.
    centre_filter
        The filter.
    tables
        The register's tables.
    area_code
        The area looked at.
    weights
        How much people beyond the radius, mean distance and centres needed weigh.
    terms
        Radius, age and kind of points (`analysis.selection.Terms`).

    """
    table = coverage(level, centre_filter, tables, measures=MEASURES_USED, **terms)
    return gaps_of(rows_in(area_code, table, level), level, weights=weights or Weights())


def gaps_of(table: pd.DataFrame, level: Level, *, weights: Weights) -> Gaps:
    """Return the gaps among the rows of a table of `analysis.coverage.coverage` with the `MEASURES_USED`."""
    ages = population(level)[["age_0_14", "age_60_plus"]]
    table = table.join(ages).rename(columns={"population_in_scope": "people"})
    table["presence_distance"] = presence_distance(table["claim"], table["population_within_km"])
    without = table[table["claim"] == Claim.HAS_NONE]
    ranked = in_order(without.join(gap_score(without, weights)))
    return Gaps(
        ranked=ranked[["rank", *COLUMNS]],
        to_check=_by(table[table["claim"] == Claim.UNKNOWN], "people"),
        far=_by(table[(table["presence_distance"] != "") & (table["claim"] == Claim.HAS_ONE)], "people_beyond_km"),
        served=_by(_for_each(table[table["claim"] == Claim.HAS_ONE]), "people_per_centre"),
        weights=weights,
    )


def without_norm(gaps: Gaps) -> Gaps:
    """Return gaps that say of no area how many centres it falls short of a norm: for programmes that have none."""
    tables = {name: getattr(gaps, name) for name in ("ranked", "to_check", "far", "served")}
    silent = {
        name: table.assign(centres_needed=pd.Series(pd.NA, index=table.index, dtype="Int64"))
        for name, table in tables.items()
    }
    return replace(gaps, **silent)


def _for_each(table: pd.DataFrame) -> pd.DataFrame:
    people, centres = table["people"].astype("Float64"), table["centre_count"].astype("Float64")
    return table.assign(people_per_centre=people / centres.where(centres > 0))


def _by(table: pd.DataFrame, column: str) -> pd.DataFrame:
    ordered = table.sort_index().sort_values(column, ascending=False, kind="stable", na_position="last")
    return ordered[[name for name in (*COLUMNS, "people_per_centre") if name in ordered]]
