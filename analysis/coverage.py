"""The one table behind the map, the list, the charts, the downloads and the command line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.ages import Age, as_age
from analysis.centre_filter import CentreFilter, apply_filter
from analysis.claims import Claim, claims, programmes_of
from analysis.demand import population
from analysis.measures import TABLE_MEASURES, MEASURES, MeasureError
from analysis.nearness import nearest_centre
from analysis.places import recorded_in
from analysis.radius import as_radius_km, default_radius_over
from analysis.scope import keep_to, narrowest
from analysis.sites import count_by_area, placed, sites
from analysis.situation import NORM_PEOPLE_PER_CENTRE, Situation, situation_of
from geodata.areas import areas
from geodata.codes import Level, as_level
from registry.schema import Basis, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST: Final = ("admin_code", "name_th", "name_en", "parent_code", "population", "population_in_scope", "claim")
_LAST: Final = ("nearest_centre_id", "derived_count", "radius_km", "placed_count", "unplaced_count", "unplaced_in_area")
COLUMNS: Final = [*_FIRST, *TABLE_MEASURES, *_LAST]


def coverage(  # noqa: PLR0913 - each option is one thing that a reader may choose
    level: Level | str,
    *,
    centres: pd.DataFrame,
    programmes_table: pd.DataFrame,
    programmes: Sequence[str] = (),
    undecided: pd.DataFrame | None = None,
    anywhere: pd.DataFrame | None = None,
    area_codes_wanted: Sequence[str] = (),
    norm_people_per_centre: int = NORM_PEOPLE_PER_CENTRE,
    radius_km: float | None = None,
    age: Age | str = Age.ALL,
    count_town_points: bool = True,
    measures: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the claim and the measures for every area of a level.

    Parameters
    ----------
    level
        The level of the areas.
    centres
        Centres that passed a filter; of these the open ones of the programmes are counted, by distinct site and
        by their recorded codes.
    programmes_table
        The register's programmes.
    programmes
        The set that is looked at; empty means every programme as one set.
    undecided
        Centres that fell out of the filter for want of a value: where one may be, "has none" is not said.
    anywhere
        The centres that distances are taken to, where a filter by area leaves fewer to be counted.
    area_codes_wanted
        Where the filter keeps to some areas, their codes: the others are out of scope.
    norm_people_per_centre
        How many people a centre is to serve, for centres_needed.
    radius_km
        The catchment radius, 0.5–50; None for 2 km where only khet are in scope, else 10 km.
    age
        Whose people ratios and distances are of; the groups are known for Bangkok only.
    count_town_points
        Whether a distance may be taken to a point of the town, where that of the building is not known.
    measures
        The measures wanted, of `TABLE_MEASURES`; None for all. Those of distance cost the most.

    Returns
    -------
    DataFrame
        Index ``admin_code`` in the order of the codes, and the same as a column; name_th, name_en, parent_code,
        population (Int64: everybody), population_in_scope (Int64: of the age, in the area's districts within scope:
        what ratios and shares are of), claim (`Claim`), one column a measure, nearest_centre_id with the distance to
        it, derived_count (int64: sites that follow from a count of districts, never in centre_count), radius_km,
        placed_count and unplaced_count (the centres, in the whole set, that distances stand on, and those without a
        known position), unplaced_in_area (those of them recorded in the area).

    """
    level = as_level(level)
    chosen = programmes_of(programmes_table, programmes)
    names = _names(measures)
    open_ = _open_of(chosen, centres)
    claim = claims(level, programmes, open_, programmes_table, undecided=_of(chosen, undecided))
    claim = keep_to(claim, level, area_codes_wanted)
    found = sites(open_)
    reachable = open_ if anywhere is None else _open_of(chosen, anywhere)
    reachable_sites = found if anywhere is None else sites(reachable)
    situation = situation_of(
        level,
        chosen=chosen,
        found=found[~found["derived"]],
        points=placed(reachable, count_town_points=count_town_points),
        reported=int((~reachable_sites["derived"]).sum()),
        claim=claim,
        area_codes_wanted=area_codes_wanted,
        age=as_age(age),
    )
    radius = default_radius_over(situation.scope.index[situation.scope]) if radius_km is None else radius_km
    situation = replace(situation, radius_km=as_radius_km(radius), norm_people_per_centre=norm_people_per_centre)
    table = _about(level, situation, claim)
    for name in names:
        table[name] = MEASURES[name].function(situation)
    if "nearest_centre_km" in names:
        table["nearest_centre_id"] = nearest_centre(situation)["nearest_centre_id"]
    table["derived_count"] = count_by_area(found[found["derived"]], level, table.index)
    own = placed(open_, count_town_points=count_town_points) if anywhere is not None else situation.points
    lost = found[~found["derived"] & ~found.index.isin(own["site_id"])]
    table["unplaced_in_area"] = count_by_area(lost, level, table.index)
    return table[[column for column in COLUMNS if column in table]]


def filtered_coverage(
    level: Level | str,
    wanted: CentreFilter,
    *,
    centres: pd.DataFrame,
    programmes_table: pd.DataFrame,
    details: pd.DataFrame | None = None,
    norm_people_per_centre: int = NORM_PEOPLE_PER_CENTRE,
    radius_km: float | None = None,
    age: Age | str = Age.ALL,
    count_town_points: bool = True,
    measures: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return `coverage` of what a filter keeps, with the filter's doubts and its areas taken into account.

    A filter by area says whose people are looked at and which centres are counted; distances are taken to the nearest
    centre on either side of its border.
    """
    found = apply_filter(centres, programmes_table, wanted, details)
    codes = narrowest(wanted)
    everywhere = replace(wanted, regions=(), provinces=(), districts=(), groups=())
    table = coverage(
        level,
        centres=found.kept,
        programmes_table=programmes_table,
        programmes=wanted.programmes,
        undecided=found.undecided,
        anywhere=apply_filter(centres, programmes_table, everywhere, details).kept if codes else None,
        area_codes_wanted=codes,
        norm_people_per_centre=norm_people_per_centre,
        radius_km=radius_km,
        age=age,
        count_town_points=count_town_points,
        measures=measures,
    )
    if _looks_at_part(wanted):
        table.loc[table["claim"] == Claim.HAS_NONE, "claim"] = Claim.UNKNOWN
    return table


def district_unknown(centres: pd.DataFrame) -> pd.Series:
    """Return of each province the open sites, derived ones left out, whose district is not known.

    Index ``admin_code`` of the provinces (int64): the districts' centre_count and this make the province's.
    """
    found = sites(centres)
    found = found[~found["derived"] & found["district_code"].isna()]
    return count_by_area(found, Level.PROVINCE, areas(Level.PROVINCE).index).rename("district_unknown")


def unplaced_in(code: str, centres: pd.DataFrame) -> int:
    """Return how many open sites recorded in an area have no known position on the map.

    A position is a point of the building or the town. Derived rows are left out: nobody named them.
    """
    inside = centres[recorded_in(centres, code) & (centres["status"] == Status.OPEN)]
    inside = inside[inside["basis"] != Basis.DERIVED]
    known = inside.groupby("site_id")["longitude"].apply(lambda column: column.notna().any())
    return int((~known.astype(bool)).sum())


def _names(measures: Sequence[str] | None) -> list[str]:
    unknown = [name for name in measures or () if name not in TABLE_MEASURES]
    if unknown:
        raise MeasureError("measure_unknown", value=unknown[0], known=", ".join(TABLE_MEASURES))
    return [name for name in TABLE_MEASURES if measures is None or name in measures]


def _of(chosen: pd.DataFrame, centres: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if centres is None else centres[centres["programme_id"].isin(set(chosen["programme_id"]))]


def _open_of(chosen: pd.DataFrame, centres: pd.DataFrame) -> pd.DataFrame:
    return centres[(centres["status"] == Status.OPEN) & centres["programme_id"].isin(set(chosen["programme_id"]))]


def _about(level: Level, situation: Situation, claim: pd.Series) -> pd.DataFrame:
    """Return what stands beside the measures, whichever are wanted."""
    table = areas(level)[["name_th", "name_en", "parent_code"]].copy()
    table["admin_code"] = table.index
    table["population"] = population(level)["population"]
    table["population_in_scope"] = situation.told(situation.people)
    table["claim"] = claim
    table["radius_km"] = situation.radius_km
    table["placed_count"] = situation.placed_count
    table["unplaced_count"] = situation.unplaced_count
    return table


def _looks_at_part(wanted: CentreFilter) -> bool:
    """Tell whether a filter hides centres that are there: then "has none" would be said of the filter, not the area."""
    hides = wanted.text.strip() or wanted.precision or wanted.basis or wanted.partners or wanted.owners
    return bool(hides) or (bool(wanted.status) and Status.OPEN not in wanted.status)
