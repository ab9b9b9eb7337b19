"""Which areas a question looks at: those the programmes are meant for, kept to what a filter names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.claims import Claim, Reason
from analysis.places import parent_codes, touches, within
from geodata.areas import ancestors, areas
from geodata.codes import COUNTRY_CODE, Level, level_of
from registry.schema import ListStatus

if TYPE_CHECKING:
    from analysis.centre_filter import CentreFilter


def areas_meant(level: Level, chosen: pd.DataFrame) -> pd.Series:
    """Return of each area whether a programme of the set is meant for any of it (bool)."""
    places = chosen[chosen["list_status"] != ListStatus.NOT_A_PLACE]
    codes = {code for text in places["scope_codes"] for code in text.split(" ")}
    return touches(level, codes)


def home_area(chosen: pd.DataFrame) -> str:
    """Return the code of the province that all programmes of a set are meant for, "TH" where there is none.

    Parameters
    ----------
    chosen
        The rows of the programmes.

    Examples
    --------
    >>> home_area(pd.DataFrame({"list_status": ["complete", "partial"], "scope_codes": ["10", "1001 1042"]}))
    '10'
    >>> home_area(pd.DataFrame({"list_status": ["complete"], "scope_codes": ["52 53"]}))
    'TH'

    """
    places = chosen[chosen["list_status"] != ListStatus.NOT_A_PLACE]
    paths = [{code, *ancestors(code)} for text in places["scope_codes"] for code in text.split(" ")]
    common = set.intersection(*paths) if paths else set()
    return next((code for code in common if level_of(code) == Level.PROVINCE), COUNTRY_CODE)


def districts_looked_at(
    chosen: pd.DataFrame, site_rows: pd.DataFrame, limits: tuple[str, ...] | None = None
) -> pd.Series:
    """Return of each district whether its people are looked at (bool): the base of ratios and of distances.

    They are if a programme of the set is meant for the district and the filter keeps to it. A site brings its
    district in whatever the table of programmes says; where its district is unknown and its province out of scope, the
    whole province.

    Parameters
    ----------
    chosen
        The rows of the programmes.
    site_rows
        The counted sites (`analysis.sites.sites`).
    limits
        The areas that a filter keeps to (`area_limits`); None for all.

    """
    scope = areas_meant(Level.DISTRICT, chosen)
    provinces = parent_codes(Level.DISTRICT, Level.PROVINCE)
    meant = scope.groupby(provinces.to_numpy()).any()
    somewhere = set(site_rows.loc[site_rows["district_code"].isna(), "province_code"]) - set(meant.index[meant])
    scope = scope | scope.index.isin(site_rows["district_code"].dropna()) | provinces.isin(somewhere)
    return scope if limits is None else scope & within(Level.DISTRICT, limits)


def people_looked_at(level: Level, people: pd.Series, scope: pd.Series) -> pd.Series:
    """Return the people of the districts looked at, by area (Int64); <NA> where they are not known of one of them.

    people are those of the districts, for subdistricts those of the subdistricts.
    """
    if level == Level.SUBDISTRICT:
        looked_at = parent_codes(level, Level.DISTRICT).map(scope).astype(bool)
        return people.astype("Int64").where(looked_at, 0).rename("population_in_scope")
    numbers = people.astype("Float64").astype("float64").where(scope, 0.0)
    summed = numbers.groupby(parent_codes(Level.DISTRICT, level).to_numpy()).sum(skipna=False)
    return summed.reindex(areas(level).index).astype("Int64").rename("population_in_scope")


def keep_to(claim: pd.DataFrame, level: Level, limits: tuple[str, ...] | None) -> pd.DataFrame:
    """Take back the claims (`analysis.claims.claims`) about areas that a filter does not look at.

    Parameters
    ----------
    claim
        Claims and reasons of a level's areas.
    level
        The level.
    limits
        The areas that the filter keeps to (`area_limits`).

    """
    if limits is None:
        return claim
    outside = ~touches(level, limits)
    reason = "" if limits else Reason.NO_COMMON_AREA.value
    return claim.assign(
        claim=claim["claim"].mask(outside, Claim.OUT_OF_SCOPE.value),
        claim_reason=claim["claim_reason"].mask(outside, reason),
    )


def area_limits(centre_filter: CentreFilter) -> tuple[str, ...] | None:
    """Return the codes of the areas a filter keeps to: where it names several kinds, those that meet them all.

    None where it names no area. No codes at all where the kinds have no area in common: then nothing is looked at.

    Examples
    --------
    >>> from analysis.centre_filter import CentreFilter
    >>> area_limits(CentreFilter(provinces=("52", "84"))), area_limits(CentreFilter())
    (('52', '84'), None)
    >>> area_limits(CentreFilter(provinces=("84",), regions=("R4-N",)))
    ()

    """
    kinds = [
        kind
        for kind in (centre_filter.regions, centre_filter.provinces, centre_filter.groups, centre_filter.districts)
        if kind
    ]
    if not kinds:
        return None
    districts = pd.Series(data=True, index=areas(Level.DISTRICT).index)
    for kind in kinds:
        districts &= within(Level.DISTRICT, kind)
    if len(kinds) == 1 and districts.any():
        return kinds[0]
    return tuple(districts.index[districts])


def have_no_common_area(centre_filter: CentreFilter) -> bool:
    """Tell whether the areas that a filter names have none in common: then nothing is coloured, ranked or counted."""
    return area_limits(centre_filter) == ()
