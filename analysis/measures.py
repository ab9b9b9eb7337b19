"""The measures: pure functions, areas in, one Series out, and the one table that every room iterates.

Each returns a Series named as the function, with the index of the areas asked for; 0 and missing are different
answers. Formulas stand in docs/methods.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from geodata.codes import Level
from geodata.distance import nearest

PEOPLE_PER_CENTRE_NORM: Final = 40_000
PER_100K: Final = 100_000


@dataclass(frozen=True, slots=True)
class Areas:
    """What a measure may ask of the areas of one level.

    Attributes
    ----------
    level
        Their level.
    table
        Index admin_code; columns population (people), centre_count (sites), longitude, latitude (degrees, WGS84, a
        point inside).
    children
        The areas one level down: index admin_code; columns parent, population, centre_count, in_scope.
    unplaced_children
        By admin_code, the counted sites whose area one level down is not known.
    points
        The counted centres with a point: centre_id, longitude, latitude (degrees, WGS84).
    norm_people_per_centre
        The norm behind `centres_needed`, in people.

    """

    level: Level
    table: pd.DataFrame
    children: pd.DataFrame
    unplaced_children: pd.Series
    points: pd.DataFrame
    norm_people_per_centre: int = PEOPLE_PER_CENTRE_NORM


def centre_count(areas: Areas) -> pd.Series:
    """Return the distinct sites recorded in each area (count, from 0)."""
    return areas.table["centre_count"].astype("int64").rename("centre_count")


def _share(areas: Areas, weight: pd.Series, name: str) -> pd.Series:
    children = areas.children[areas.children["in_scope"]]
    weight = weight.reindex(children.index)
    has = weight.where(children["centre_count"] > 0, 0)
    total = weight.groupby(children["parent"]).sum()
    share = (has.groupby(children["parent"]).sum() / total).reindex(areas.table.index)
    return share.where(areas.unplaced_children.reindex(areas.table.index, fill_value=0) == 0).astype(float).rename(name)


def presence_share_areas(areas: Areas) -> pd.Series:
    """Return the share of each area's child areas in scope that have a centre (0–1).

    Missing for areas without children in scope, and where a counted centre's child area is not known.
    """
    return _share(areas, pd.Series(1.0, index=areas.children.index), "presence_share_areas")


def presence_share_people(areas: Areas) -> pd.Series:
    """Return the share of people who live in child areas with a centre (0–1); missing as `presence_share_areas`."""
    return _share(areas, areas.children["population"].astype(float), "presence_share_people")


def centres_per_100k(areas: Areas) -> pd.Series:
    """Return centres per 100,000 people; missing where nobody is registered."""
    people = areas.table["population"].astype(float)
    return (PER_100K * areas.table["centre_count"] / people.where(people > 0)).rename("centres_per_100k")


def people_per_centre(areas: Areas) -> pd.Series:
    """Return people per centre; missing where there is no centre, never infinity or 0."""
    count = areas.table["centre_count"]
    return (areas.table["population"] / count.where(count > 0)).astype(float).rename("people_per_centre")


def centres_needed(areas: Areas) -> pd.Series:
    """Return how many centres more the norm of people per centre asks for (count, from 0)."""
    wanted = np.ceil(areas.table["population"].astype(float) / areas.norm_people_per_centre)
    return (wanted - areas.table["centre_count"]).clip(lower=0).rename("centres_needed")


def nearest_centre_km(areas: Areas) -> pd.Series:
    """Return the geodesic distance from each area's point inside to the nearest counted centre with a point (km).

    Missing where no counted centre has a point.
    """
    return _nearest(areas)["nearest_centre_km"]


def nearest_centre_id(areas: Areas) -> pd.Series:
    """Return the centre that `nearest_centre_km` was measured to, or None."""
    return _nearest(areas)["nearest_centre_id"]


def _nearest(areas: Areas) -> pd.DataFrame:
    found = pd.DataFrame({"nearest_centre_km": np.nan, "nearest_centre_id": None}, index=areas.table.index)
    found["nearest_centre_id"] = found["nearest_centre_id"].astype(object)
    if len(areas.points):
        positions, km = nearest(
            areas.table["longitude"].to_numpy(), areas.table["latitude"].to_numpy(),
            areas.points["longitude"].to_numpy(), areas.points["latitude"].to_numpy(),
        )  # fmt: skip
        found["nearest_centre_km"] = km
        found["nearest_centre_id"] = areas.points["centre_id"].to_numpy()[positions]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure as every room knows it.

    Attributes
    ----------
    id
        Its name in code, columns and URLs; the texts stand under ``measure.<id>``.
    unit
        Unit of the value: "count", "share" (0–1), "per_100k", "people", "km".
    direction
        Which end is the better one: "more", "less" or "neither".
    function
        From `Areas` to a Series, or None for a figure of a programme (`analysis.standing`).
    levels
        The levels it is defined for; empty for a figure of a programme.
    front
        Whether it stands in the first picker.
    reference
        Where the definition comes from.

    """

    id: str
    unit: Literal["count", "share", "per_100k", "people", "km"]
    direction: Literal["more", "less", "neither"]
    function: Callable[[Areas], pd.Series] | None
    levels: tuple[Level, ...] = tuple(Level)
    front: bool = True
    reference: str = ""


_WITH_CHILDREN: Final = (Level.COUNTRY, Level.REGION, Level.REGION6, Level.BMA_GROUP, Level.PROVINCE)

MEASURES: Final[dict[str, Measure]] = {
    measure.id: measure
    for measure in (
        Measure(id="centre_count", unit="count", direction="more", function=centre_count),
        Measure(id="presence_share_areas", unit="share", direction="more", function=presence_share_areas,
                levels=_WITH_CHILDREN, front=False, reference="Tanahashi 1978, availability"),
        Measure(id="presence_share_people", unit="share", direction="more", function=presence_share_people,
                levels=_WITH_CHILDREN, front=False),
        Measure(id="centres_per_100k", unit="per_100k", direction="more", function=centres_per_100k,
                reference="IFLA Library Map of the World"),
        Measure(id="people_per_centre", unit="people", direction="less", function=people_per_centre),
        Measure(id="centres_needed", unit="count", direction="less", function=centres_needed),
        Measure(id="nearest_centre_km", unit="km", direction="less", function=nearest_centre_km),
        *(Measure(id=name, unit="count", direction="more", function=None, levels=(), front=False,
                  reference="Healthsites.io, completeness")
          for name in ("reported", "named", "placed_district", "placed_site")),
    )
}  # fmt: skip
"""Every measure by its id; pickers, legends, tables, the methods page, the command line and tests iterate it."""
