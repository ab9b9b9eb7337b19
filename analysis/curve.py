"""The share of people within 1 to 25 km: beside any one radius, since the threshold is a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Unpack

import pandas as pd

from analysis.ages import Age, as_age
from analysis.field.reach import Reach, reach_of
from analysis.places import rows_in
from analysis.selection import Terms, filtered, situation_for
from geodata.areas import ancestors, areas
from geodata.codes import COUNTRY_CODE, Level, level_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.centre_filter import CentreFilter
    from analysis.complete import IncompleteError
    from analysis.field.points import DemandPoints
    from analysis.situation import Distances, Situation
    from registry.tables import Tables

RADII_KM: Final = tuple(float(radius) for radius in range(1, 26))


@dataclass(frozen=True)
class Curve:
    """How many people live within each of many radii.

    table
        radius_km, people (in scope) and people_within (Int64), share (0–1, missing without people); rising with the
        radius. people_within and share are missing where distances are not reported.
    placed_count, unplaced_count
        The centres, in the whole set, that the distances stand on, and those without a known position.
    distances
        Whether distances are reported (`analysis.situation.Distances`).
    incomplete
        Why the list is not complete over its scope, or None where it is: the shares are then the least that is reached.
    """

    table: pd.DataFrame
    placed_count: int
    unplaced_count: int
    distances: Distances
    incomplete: IncompleteError | None


def curve(
    centre_filter: CentreFilter,
    tables: Tables,
    *,
    area_code: str = COUNTRY_CODE,
    radii_km: Sequence[float] = RADII_KM,
    points: DemandPoints | None = None,
    **terms: Unpack[Terms],
) -> Curve:
    """Return the share of an area's people within each radius of a centre that a filter keeps.

    Parameters
    ----------
    centre_filter
        The filter. As everywhere, areas it names say whose people are looked at; distances are taken to the nearest
        centre on either side of their border.
    tables
        The register's tables.
    area_code
        The area whose people are looked at: those of its districts within the programmes' scope.
    radii_km
        The radii in km; a radius itself counts in.
    terms
        As of `analysis.coverage.coverage`.
    points
        Other demand points than those in use.

    Raises
    ------
    AreaError
        There is no such area.

    """
    ancestors(area_code)
    selection = filtered(centre_filter, tables)
    situation = situation_for(level_of(area_code), selection, **terms)
    reach = situation.reach if points is None else reach_of(situation.points, points=points)
    table = reach_curve(reach, area_code, radii_km=radii_km, age=situation.age, districts=situation.scope)
    return _curve(table, situation)


def curves(
    level: Level,
    centre_filter: CentreFilter,
    tables: Tables,
    *,
    area_code: str = COUNTRY_CODE,
    radii_km: Sequence[float] = RADII_KM,
    **terms: Unpack[Terms],
) -> Curve:
    """Return a curve for each area of a level in an area, as one table that begins with admin_code, name_th, name_en.

    Parameters
    ----------
    level
        Whose areas: those that lie in area_code, or are it.
    centre_filter, tables, area_code, radii_km, terms
        As of `curve`, which is the same for each of them.

    Raises
    ------
    AreaError
        There is no such area or level.

    """
    inside = list(rows_in(area_code, areas(level), level).index)
    situation = situation_for(level, filtered(centre_filter, tables), **terms)
    parts = []
    for radius in radii_km:
        shares = situation.reach.within(radius, level, situation.age, districts=situation.scope).loc[inside]
        parts.append(shares[["people", "people_within", "share"]].assign(radius_km=radius))
    table = pd.concat(parts).rename_axis("admin_code").set_index("radius_km", append=True)
    table = table.loc[[(code, radius) for code in inside for radius in radii_km]].reset_index()
    names = areas(level).loc[table["admin_code"], ["name_th", "name_en"]].reset_index(drop=True)
    table = pd.concat([table[["admin_code"]], names, table.drop(columns="admin_code")], axis=1)
    return _curve(table, situation)


def _curve(table: pd.DataFrame, situation: Situation) -> Curve:
    table = table.assign(**{name: table[name].round().astype("Int64") for name in ("people", "people_within")})
    if not situation.reports_distances:
        table[["people_within", "share"]] = pd.NA
        table = table.astype({"people_within": "Int64", "share": "Float64"})
    return Curve(
        table=table,
        placed_count=situation.placed_count,
        unplaced_count=situation.unplaced_count,
        distances=situation.distances,
        incomplete=situation.incomplete,
    )


def reach_curve(
    reach: Reach, area_code: str, *, radii_km: Sequence[float], age: Age | str = Age.ALL, districts: pd.Series
) -> pd.DataFrame:
    """Return one row a radius of a reach for one area: the table of a `Curve`."""
    level, group = level_of(area_code), as_age(age)
    rows = [reach.within(radius, level, group, districts=districts).loc[area_code] for radius in radii_km]
    table = pd.DataFrame(rows).reset_index(drop=True)[["people", "people_within", "share"]]
    table.insert(0, "radius_km", list(radii_km))
    whole = ["people", "people_within"]
    return table.assign(**{name: table[name].round().astype("Int64") for name in whole})
