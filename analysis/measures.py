"""The measures: one pure function each, and the one table that lists them.

A measure of areas takes a `Situation` and returns a Series named as the function, on the index of the areas:
0 and missing are different answers. A measure of programmes takes the table of `analysis.standing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geodata.codes import Level
from geodata.distance import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

NORM_PEOPLE_PER_CENTRE: Final = 40_000
_AREA_LEVELS: Final = tuple(Level)
_LEVELS_WITH_PARTS: Final = tuple(level for level in Level if level != Level.DISTRICT)


@dataclass(frozen=True)
class Situation:
    """What the measures of a level's areas are computed from; every Series and frame is indexed by ``admin_code``.

    areas
        longitude, latitude (degrees, WGS 84): a point inside each area.
    people
        Registered people (Int64).
    centres
        Distinct sites counted in the area, derived ones left out (int64).
    out_of_scope
        Whether no claim is made about the area (bool); its measures are missing then, but for the count.
    parts
        The areas of the next level down within the programmes' scope: area_code (the area that contains it),
        people, centres. None for districts.
    part_unknown
        Whether a counted centre of the area is recorded in none of its parts (bool).
    points
        Counted centres with a point: centre_id, longitude, latitude.
    norm_people_per_centre
        How many people a centre is to serve.
    """

    areas: pd.DataFrame
    people: pd.Series
    centres: pd.Series
    out_of_scope: pd.Series
    parts: pd.DataFrame | None
    part_unknown: pd.Series
    points: pd.DataFrame
    norm_people_per_centre: int = NORM_PEOPLE_PER_CENTRE


@dataclass(frozen=True)
class Measure:
    """A line of the table: all that picker, legend, chart, table, methods page, exports and tests need.

    label_key
        Where its name stands in the texts of the screen.
    unit
        "count", "share" (0–1), "per_100k", "people", "km" or "centres".
    direction
        "more" where more is better, "less" where less is.
    function
        Of a `Situation` for areas; of the table of `standing` for programmes.
    levels
        The levels it has values on; empty for a measure of programmes.
    front
        Whether it is one of the five offered first.
    formula, reference
        What stands on the methods page.
    needs_complete
        Whether it may be shown only where the programmes' lists are complete.
    """

    id: str
    label_key: str
    unit: str
    direction: str
    function: Callable[[Any], pd.Series]
    levels: tuple[Level, ...]
    formula: str
    front: bool = False
    reference: str = ""
    needs_complete: bool = False


def centre_count(situation: Situation) -> pd.Series:
    """Return the number of distinct open sites recorded in the area (int64, 0 and up)."""
    return situation.centres.astype("int64").rename("centre_count")


def presence_share_areas(situation: Situation) -> pd.Series:
    """Return the share, 0–1, of the area's parts within scope that have a centre.

    Missing where a counted centre's part is unknown, and for districts, which have no parts.
    """
    return _presence(situation, weight=None).rename("presence_share_areas")


def presence_share_people(situation: Situation) -> pd.Series:
    """Return the share, 0–1, of the people of the area's parts within scope who live in a part with a centre.

    Missing as `presence_share_areas` is.
    """
    return _presence(situation, weight="people").rename("presence_share_people")


def centres_per_100k(situation: Situation) -> pd.Series:
    """Return centres per 100,000 registered people (float, 0 and up); missing without people or out of scope."""
    people = _positive(situation.people)
    return _in_scope(situation, 1e5 * situation.centres / people).rename("centres_per_100k")


def people_per_centre(situation: Situation) -> pd.Series:
    """Return registered people per centre; missing where there is no centre, never infinite and never 0."""
    return _in_scope(situation, _float(situation.people) / _positive(situation.centres)).rename("people_per_centre")


def centres_needed(situation: Situation) -> pd.Series:
    """Return how many centres more would bring the area to the norm (Int64, 0 and up); missing out of scope."""
    wanted = np.ceil(_float(situation.people) / situation.norm_people_per_centre)
    needed = (wanted - situation.centres).clip(lower=0)
    return _in_scope(situation, needed).astype("Int64").rename("centres_needed")


def nearest_centre_km(situation: Situation) -> pd.Series:
    """Return the distance in km, in a straight line, from a point inside the area to the nearest placed centre.

    Centres with a point of the building or of the town are looked at, wherever they are; missing where none is
    placed, or out of scope.
    """
    return nearest_centre(situation)["nearest_centre_km"]


def nearest_centre(situation: Situation) -> pd.DataFrame:
    """Return nearest_centre_km with nearest_centre_id (None where missing); of equals, the lowest id."""
    points = situation.points.sort_values("centre_id").drop_duplicates(["longitude", "latitude"])
    positions, km = nearest(
        situation.areas["longitude"], situation.areas["latitude"], points["longitude"], points["latitude"]
    )
    found = (positions >= 0) & ~situation.out_of_scope.to_numpy(dtype=bool)
    known = [*points["centre_id"], None]
    ids = [known[position] for position in np.where(found, positions, -1)]
    index = situation.areas.index
    columns = {
        "nearest_centre_km": pd.Series(np.where(found, km, np.nan), index=index),
        "nearest_centre_id": pd.Series(ids, index=index, dtype=object),
    }
    return pd.DataFrame(columns)


def _presence(situation: Situation, *, weight: str | None) -> pd.Series:
    index = situation.areas.index
    if situation.parts is None:
        return pd.Series(np.nan, index=index)
    parts = situation.parts
    weights = pd.Series(1.0, index=parts.index) if weight is None else _float(parts[weight])
    sums = pd.DataFrame({"all": weights, "with": weights.where(parts["centres"] >= 1, 0.0)})
    sums = sums.groupby(parts["area_code"].to_numpy()).sum().reindex(index)
    shares = sums["with"] / _positive(sums["all"])
    return _in_scope(situation, shares.mask(situation.part_unknown))


def _in_scope(situation: Situation, values: pd.Series) -> pd.Series:
    return values.mask(situation.out_of_scope)


def _float(values: pd.Series) -> pd.Series:
    return values.astype("Float64").astype("float64")


def _positive(values: pd.Series) -> pd.Series:
    numbers = _float(values)
    return numbers.where(numbers > 0)


def _column(name: str) -> Callable[[pd.DataFrame], pd.Series]:
    def column(standing: pd.DataFrame) -> pd.Series:
        return standing[name]

    column.__name__ = name
    column.__doc__ = f"Return the column {name} of the table of standing."
    return column


def _area(
    function: Callable[[Situation], pd.Series],
    unit: str,
    direction: str,
    formula: str,
    *,
    levels: tuple[Level, ...] = _AREA_LEVELS,
    front: bool = False,
    reference: str = "",
) -> Measure:
    name = function.__name__
    return Measure(name, f"measure.{name}.name", unit, direction, function, levels, formula, front, reference)


def _programme(name: str, formula: str) -> Measure:
    return Measure(
        name, f"measure.{name}.name", "count", "more", _column(name), (), formula, reference="Healthsites completeness"
    )


_LISTED: Final = (
    _area(centre_count, "count", "more", "n_i", front=True),
    _area(presence_share_areas, "share", "more", "Σ 1[n_i ≥ 1] / N", levels=_LEVELS_WITH_PARTS, front=True,
          reference="Tanahashi 1978"),
    _area(presence_share_people, "share", "more", "Σ P_i 1[n_i ≥ 1] / Σ P_i", levels=_LEVELS_WITH_PARTS),
    _area(centres_per_100k, "per_100k", "more", "100,000 n_i / P_i", front=True,
          reference="IFLA Library Map of the World"),
    _area(people_per_centre, "people", "less", "P_i / n_i", front=True),
    _area(centres_needed, "centres", "less", "max(0, ⌈P_i / Q⌉ − n_i)"),
    _area(nearest_centre_km, "km", "less", "min_j d_ij", front=True),
    _programme("reported", "the number the source gives"),
    _programme("named", "distinct members whose own name is known"),
    _programme("placed_district", "distinct members with a recorded district"),
    _programme("placed_site", "distinct members with their building's point"),
)  # fmt: skip
MEASURES: Final[dict[str, Measure]] = {measure.id: measure for measure in _LISTED}
AREA_MEASURES: Final = tuple(key for key, measure in MEASURES.items() if measure.levels)
