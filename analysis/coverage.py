"""The one table behind the map, the list, the charts, the downloads and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Unpack

import pandas as pd

from analysis.demand import population
from analysis.measures import MEASURES, TABLE_MEASURES, MeasureError
from analysis.nearness import nearest_centre
from analysis.places import recorded_in
from analysis.selection import Terms, filtered, situation_for
from analysis.sites import count_by_area, has_known_position, sites
from geodata.areas import areas
from geodata.codes import Level
from registry.schema import Basis, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.centre_filter import CentreFilter
    from analysis.situation import Situation
    from registry.tables import Tables

_FIRST: Final = ("admin_code", "name_th", "name_en", "parent_code", "population", "population_in_scope", "claim",
          "claim_reason")  # fmt: skip
_LAST: Final = (
    "nearest_centre_id", "unnamed_count", "derived_count", "radius_km", "placed_count",
    "unplaced_count", "unplaced_in_area", "list_size", "distances", "demand_source", "demand_year_ce",
)  # fmt: skip
COLUMNS: Final = [*_FIRST, *TABLE_MEASURES, *_LAST]


def coverage(
    level: Level,
    centre_filter: CentreFilter,
    tables: Tables,
    *,
    measures: Sequence[str] | None = None,
    **terms: Unpack[Terms],
) -> pd.DataFrame:
    """Return the claim and the measures for every area of a level.

    Parameters
    ----------
    level
        The level of the areas.
    centre_filter
        The filter. Of the centres that it keeps the open ones of its programmes are counted, by distinct site and by
        their recorded codes; where one may be that fell out for want of a value, "has none" is not said. Areas that it
        names say whose people are looked at; distances are taken to the nearest centre on either side of their border.
    tables
        The register's tables.
    measures
        The measures wanted, of `TABLE_MEASURES`; None for all. Those of distance cost the most.
    terms
        Radius, age, norm and kind of points (`Terms`).

    Returns
    -------
    DataFrame
        Index ``admin_code`` in the order of the codes, and the same as a column; name_th, name_en, parent_code,
        population (Int64: everybody), population_in_scope (Int64: of the age, in the area's districts within scope:
        what ratios and shares are of), claim (`Claim`), claim_reason (why nothing more certain is said, `Reason`, or
        ""), one column a measure, nearest_centre_id with the distance to
        it, unnamed_count (int64: counted by a partner beyond the named ones, within centre_count), derived_count
        (int64: sites that follow from a count of districts, never in centre_count), radius_km,
        placed_count and unplaced_count (the centres, in the whole set, that distances stand on, and those without a
        known position), unplaced_in_area (those of them recorded in the area), list_size (how many centres are listed
        or reported), distances (whether distances are reported, `analysis.situation.Distances`); with measures of
        distance also
        demand_source ("subdistrict", "registration" for the even spread, or "grid") and demand_year_ce: whose
        distances they are.

    """
    return coverage_table(situation_for(level, filtered(centre_filter, tables), **terms), measures)


def coverage_table(situation: Situation, measures: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the table of `coverage` for a situation."""
    table = areas(situation.level)[["name_th", "name_en", "parent_code"]].copy()
    table["admin_code"] = table.index
    table["population"] = population(situation.level)["population"]
    table["population_in_scope"] = situation.mask_out_of_scope(situation.people)
    table["claim"] = situation.claim
    table["claim_reason"] = situation.claim_reason
    names = _names(measures)
    near = nearest_centre(situation) if "nearest_centre_km" in names else pd.DataFrame()
    for name in names:
        table[name] = near[name] if name in near else MEASURES[name].function(situation)
    if "nearest_centre_id" in near:
        table["nearest_centre_id"] = near["nearest_centre_id"]
    table["unnamed_count"] = situation.unnamed
    table["derived_count"] = situation.derived
    table["radius_km"] = situation.radius_km
    table["placed_count"] = situation.placed_count
    table["unplaced_count"] = situation.unplaced_count
    table["unplaced_in_area"] = situation.unplaced
    table["list_size"] = situation.list_size
    table["distances"] = str(situation.distances)
    if any(MEASURES[name].slow for name in names):
        table["demand_source"] = situation.reach.points.source
        table["demand_year_ce"] = situation.reach.points.year_ce
    return table[[column for column in COLUMNS if column in table]]


def at_radius(table: pd.DataFrame, situation: Situation, measures: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the table of `coverage` for a situation, from one of the same situation at any other radius.

    Only the measures that a radius changes (`Measure.needs_radius`) are computed; those that `table` has at its own
    radius do not count.
    """
    names = [name for name in _names(measures) if MEASURES[name].needs_radius]
    if not names:
        return table.assign(radius_km=situation.radius_km)
    of_radius = coverage_table(situation, names)
    others = [column for column in table if column not in of_radius]
    joined = of_radius.join(table[others])
    return joined[[column for column in COLUMNS if column in joined]]


def district_unknown(centres: pd.DataFrame) -> pd.Series:
    """Return of each province the open sites, derived ones left out, whose district is not known.

    Index ``admin_code`` of the provinces (int64): the districts' centre_count and this make the province's.
    """
    open_sites = sites(centres)
    open_sites = open_sites[~open_sites["derived"] & open_sites["district_code"].isna()]
    return count_by_area(open_sites, Level.PROVINCE, areas(Level.PROVINCE).index).rename("district_unknown")


def unplaced_in(code: str, centres: pd.DataFrame) -> int:
    """Return how many open sites recorded in an area have no known position on the map.

    See `analysis.sites.has_known_position`. Derived rows are left out: nobody named them.
    """
    inside = centres[recorded_in(centres, code) & (centres["status"] == Status.OPEN)]
    inside = inside[inside["basis"] != Basis.DERIVED]
    return int((~has_known_position(inside).groupby(inside["site_id"]).any()).sum())


def _names(measures: Sequence[str] | None) -> list[str]:
    unknown = [name for name in measures or () if name not in TABLE_MEASURES]
    if unknown:
        raise MeasureError("measure_unknown", value=unknown[0], known=", ".join(TABLE_MEASURES))
    return [name for name in TABLE_MEASURES if measures is None or name in measures]
