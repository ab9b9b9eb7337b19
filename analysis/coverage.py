"""The one table behind the map, the list, the charts, the downloads and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.centre_filter import CentreFilter, apply_filter
from analysis.claims import Claim, claims, programmes_of
from analysis.demand import population
from analysis.measures import AREA_MEASURES, MEASURES, NORM_PEOPLE_PER_CENTRE, Situation, nearest_centre
from analysis.places import child_level, parent_codes, recorded_in, touches, within
from analysis.sites import area_codes, count_by_area, sites
from geodata.areas import areas
from geodata.codes import Level, as_level
from registry.schema import Basis, ListStatus, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS: Final = [
    "admin_code", "name_th", "name_en", "parent_code", "population", "claim", "centre_count",
    "presence_share_areas", "presence_share_people", "centres_per_100k", "people_per_centre", "centres_needed",
    "nearest_centre_km", "nearest_centre_id", "derived_count",
]  # fmt: skip


def coverage(
    level: Level | str,
    *,
    centres: pd.DataFrame,
    programmes_table: pd.DataFrame,
    programmes: Sequence[str] = (),
    undecided: pd.DataFrame | None = None,
    area_codes_wanted: Sequence[str] = (),
    norm_people_per_centre: int = NORM_PEOPLE_PER_CENTRE,
) -> pd.DataFrame:
    """Return the claim and every measure for every area of a level.

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
    area_codes_wanted
        Where the filter keeps to some areas, their codes: the others are out of scope.
    norm_people_per_centre
        How many people a centre is to serve, for centres_needed.

    Returns
    -------
    DataFrame
        Index ``admin_code`` in the order of the codes, and the same as a column; name_th, name_en, parent_code,
        population (Int64), claim (`Claim`), derived_count (int64: sites that follow from a count of districts,
        never in centre_count), one column a measure, nearest_centre_id.

    """
    level = as_level(level)
    chosen = programmes_of(programmes_table, programmes)
    ids = set(chosen["programme_id"])
    open_ = centres[(centres["status"] == Status.OPEN) & centres["programme_id"].isin(ids)]
    if undecided is not None:
        undecided = undecided[undecided["programme_id"].isin(ids)]
    claim = claims(level, programmes, open_, programmes_table, undecided=undecided)
    claim = _keep_to(claim, level, area_codes_wanted)
    found = sites(open_)
    situation = _situation(
        level,
        chosen=chosen,
        open_=open_,
        found=found[~found["derived"]],
        claim=claim,
        norm_people_per_centre=norm_people_per_centre,
    )
    table = areas(level)[["name_th", "name_en", "parent_code"]].copy()
    table["population"] = situation.people
    table["claim"] = claim
    table["derived_count"] = count_by_area(found[found["derived"]], level, table.index)
    for name in AREA_MEASURES:
        table[name] = MEASURES[name].function(situation)
    table["nearest_centre_id"] = nearest_centre(situation)["nearest_centre_id"]
    table["admin_code"] = table.index
    return table[COLUMNS]


def filtered_coverage(
    level: Level | str,
    wanted: CentreFilter,
    *,
    centres: pd.DataFrame,
    programmes_table: pd.DataFrame,
    details: pd.DataFrame | None = None,
    norm_people_per_centre: int = NORM_PEOPLE_PER_CENTRE,
) -> pd.DataFrame:
    """Return `coverage` of what a filter keeps, with the filter's doubts and its areas taken into account."""
    found = apply_filter(centres, programmes_table, wanted, details)
    table = coverage(
        level,
        centres=found.kept,
        programmes_table=programmes_table,
        programmes=wanted.programmes,
        undecided=found.undecided,
        area_codes_wanted=_narrowest(wanted),
        norm_people_per_centre=norm_people_per_centre,
    )
    if _looks_at_part(wanted):
        table.loc[table["claim"] == Claim.HAS_NONE, "claim"] = Claim.UNKNOWN
    return table


def _looks_at_part(wanted: CentreFilter) -> bool:
    """Tell whether a filter hides centres that are there: then "has none" would be said of the filter, not the area."""
    hides = wanted.text.strip() or wanted.precision or wanted.basis or wanted.partners or wanted.owners
    return bool(hides) or (bool(wanted.status) and Status.OPEN not in wanted.status)


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
    placed = inside.groupby("site_id")["longitude"].apply(lambda column: column.notna().any())
    return int((~placed.astype(bool)).sum())


def _situation(
    level: Level,
    *,
    chosen: pd.DataFrame,
    open_: pd.DataFrame,
    found: pd.DataFrame,
    claim: pd.Series,
    norm_people_per_centre: int,
) -> Situation:
    table = areas(level)
    points = open_[open_["location_precision"].isin([Precision.SITE, Precision.TOWN])]
    points = points[points["longitude"].notna() & (points["basis"] != Basis.DERIVED)]
    parts, part_unknown = _parts(level, chosen, found)
    return Situation(
        areas=table[["longitude", "latitude"]],
        people=population(level)["population"],
        centres=count_by_area(found, level, table.index),
        out_of_scope=claim == Claim.OUT_OF_SCOPE,
        parts=parts,
        part_unknown=part_unknown,
        points=points[["centre_id", "longitude", "latitude"]],
        norm_people_per_centre=norm_people_per_centre,
    )


def _parts(level: Level, chosen: pd.DataFrame, found: pd.DataFrame) -> tuple[pd.DataFrame | None, pd.Series]:
    """Return the parts of every area within scope, and the areas with a centre whose part is unknown."""
    index = areas(level).index
    lower = child_level(level)
    if lower is None:
        return None, pd.Series(data=False, index=index)
    codes = parent_codes(lower, level)
    parts = pd.DataFrame(
        {
            "area_code": codes,
            "people": population(lower)["population"],
            "centres": count_by_area(found, lower, codes.index),
        }
    )
    # A part with a centre is in scope whatever the table of programmes says.
    scoped = _scoped(lower, chosen) | (parts["centres"] > 0)
    lost = area_codes(found, level)[area_codes(found, lower).isna()]
    return parts[scoped & codes.notna()], pd.Series(index.isin(lost.dropna()), index=index)


def _scoped(level: Level, chosen: pd.DataFrame) -> pd.Series:
    places = chosen[chosen["list_status"] != ListStatus.NOT_A_PLACE]
    codes = {code for text in places["scope_codes"] for code in text.split(" ")}
    return touches(level, codes)


def _keep_to(claim: pd.Series, level: Level, codes: Sequence[str]) -> pd.Series:
    """Take back the claims about areas that a filter does not look at, or looks at only in part."""
    if not codes:
        return claim
    narrow = claim.where(touches(level, codes), Claim.OUT_OF_SCOPE.value)
    in_part = (narrow == Claim.HAS_NONE) & ~within(level, codes)
    return narrow.mask(in_part, Claim.UNKNOWN.value)


def _narrowest(wanted: CentreFilter) -> tuple[str, ...]:
    """Return the codes of the areas a filter keeps to: where it names several kinds, those that meet them all."""
    kinds = [kind for kind in (wanted.regions, wanted.provinces, wanted.groups, wanted.districts) if kind]
    if not kinds:
        return ()
    districts = pd.Series(data=True, index=areas(Level.DISTRICT).index)
    for kind in kinds:
        districts &= within(Level.DISTRICT, kind)
    if len(kinds) == 1:
        return kinds[0]
    return tuple(districts.index[districts])
