"""The one table behind the screen and the command line: every area of a level with its claim and its measures."""

from __future__ import annotations

import pandas as pd

from analysis.claims import Claim, claims
from analysis.demand import population
from analysis.measures import MEASURES, PEOPLE_PER_CENTRE_NORM, Areas, nearest_centre_id
from analysis.recorded import area_of, counts_in
from geodata.areas import areas
from geodata.codes import Level, level_of

_CHILD_LEVEL = {
    Level.COUNTRY: Level.REGION, Level.REGION: Level.PROVINCE, Level.REGION6: Level.PROVINCE,
    Level.PROVINCE: Level.DISTRICT, Level.BMA_GROUP: Level.DISTRICT,
}  # fmt: skip
_POINTS = ("site", "town")


def _parent_column(level: Level) -> str:
    return {Level.REGION6: "region6_code", Level.BMA_GROUP: "bma_group_code"}.get(level, "parent_code")


def _children(level: Level, *, programmes: tuple[str, ...], reported: pd.DataFrame, programmes_table: pd.DataFrame) -> pd.DataFrame:
    child = _CHILD_LEVEL.get(level)
    if child is None:
        return pd.DataFrame({"parent": [], "population": [], "centre_count": [], "in_scope": []}).astype({"in_scope": bool})
    claim = claims(child, programmes=programmes, counted=reported, programmes_table=programmes_table)
    found = pd.DataFrame({
        "parent": areas(child)[_parent_column(level)],
        "population": population(child)["population"],
        "centre_count": counts_in(child, reported),
        "in_scope": claim != Claim.OUT_OF_SCOPE,
    })
    return found[found["parent"].notna()]


def _unplaced_children(level: Level, reported: pd.DataFrame) -> pd.Series:
    child = _CHILD_LEVEL.get(level)
    if child is None:
        return pd.Series(dtype="int64")
    return counts_in(level, reported[area_of(child, reported).isna().to_numpy()])


def countable(centres: pd.DataFrame) -> pd.DataFrame:
    """Return the centres that may be counted: planned and closed ones count nowhere."""
    return centres[centres["status"] == "open"]


def coverage(
    level: Level,
    *,
    programmes: tuple[str, ...],
    centres: pd.DataFrame,
    programmes_table: pd.DataFrame,
    norm_people_per_centre: int = PEOPLE_PER_CENTRE_NORM,
) -> pd.DataFrame:
    """Return every area of a level with its people, its claim and every measure.

    Parameters
    ----------
    level
        The level of the areas.
    programmes
        The set the claim is about, as programme ids; empty means every programme.
    centres
        The centres of the set after the reader's filters (`analysis.centre_filter.apply_filter`), with the
        register's columns. Only open ones count; derived ones are counted apart.
    programmes_table
        The register's programmes.
    norm_people_per_centre
        The norm behind `centres_needed`, in people.

    Returns
    -------
    DataFrame
        Index ``admin_code``. Columns: name_th, name_en, parent_code, population (people), claim, centre_count,
        derived_count, the further measures of `analysis.measures.MEASURES`, nearest_centre_id. A measure that is
        not defined at the level is missing throughout.

    """
    counted = countable(centres)
    reported = counted[counted["basis"] != "derived"]
    places = areas(level)
    table = places[["name_th", "name_en", "parent_code"]].copy()
    table["population"] = population(level)["population"]
    table["claim"] = claims(level, programmes=programmes, counted=reported, programmes_table=programmes_table)
    count = counts_in(level, reported)
    points = reported[reported["location_precision"].isin(_POINTS) & reported["longitude"].notna()]
    asked = Areas(
        level=level,
        table=places[["longitude", "latitude"]].assign(population=table["population"], centre_count=count),
        children=_children(level, programmes=programmes, reported=reported, programmes_table=programmes_table),
        unplaced_children=_unplaced_children(level, reported),
        points=points,
        norm_people_per_centre=norm_people_per_centre,
    )
    for measure in MEASURES.values():
        if measure.function is not None:
            table[measure.id] = measure.function(asked) if level in measure.levels else float("nan")
    table.insert(table.columns.get_loc("centre_count") + 1, "derived_count", counts_in(level, counted[counted["basis"] == "derived"]))
    table["nearest_centre_id"] = nearest_centre_id(asked)
    return table


def unplaced_in(code: str, centres: pd.DataFrame) -> int:
    """Return how many of the centres recorded in an area have no known position.

    A position is a point of the building or of the town; `centres` are those recorded in the area.
    """
    level_of(code)  # an unknown code is an error
    open_ones = countable(centres)
    return int(open_ones.loc[~open_ones["location_precision"].isin(_POINTS), "site_id"].nunique())
