"""What if: whom new centres would reach, and whom closing one would leave. Nothing in the register changes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import pandas as pd

from analysis.ages import Age
from analysis.equity import gini
from analysis.field.scenario import scenario_reach
from geodata.areas import ancestors, areas
from geodata.assign import assign_districts
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level, level_of
from geodata.errors import KlaiBaanError
from geodata.layers import layer_fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.field.reach import Figures, Reach
    from analysis.situation import Distances, Situation

MOST_PLACES: Final = 50
SIDE_BY_SIDE: Final = 3
"""Up to so many places each is told with its areas; of more each is told for the country only."""
LEVELS: Final = (Level.DISTRICT, Level.PROVINCE, Level.COUNTRY)
"""The areas of a place that are shown before and after."""
EVERY_LEVEL: Final = (Level.SUBDISTRICT, Level.DISTRICT, Level.PROVINCE, Level.REGION, Level.COUNTRY)
"""The areas of a whole scenario that are shown before and after."""
MAJORITY: Final = 0.5
"""From this share of its people within the radius on, an area is covered."""


class PlaceError(KlaiBaanError, ValueError):
    """A place for a new centre that cannot be used."""

    templates: ClassVar[Mapping[str, str]] = {
        "place_text": "{value!r} is no position. Give longitude and latitude in degrees, such as 100.53 and 13.75.",
        "place_half": "Each place needs a longitude and a latitude: {longitudes} and {latitudes} were given.",
        "place_outside": (
            "The place {longitude:.5f}, {latitude:.5f} lies outside Thailand or in the sea. Choose a place on land in "
            "Thailand."
        ),
        "place_none": "No place was given. Choose one on the map, or give --lon and --lat.",
        "places_many": "{count} places were given; at most {most} can be tried together.",
    }


@dataclass(frozen=True)
class Place:
    """A place for a new centre: degrees (WGS 84), and the district it lies in."""

    longitude: float
    latitude: float
    district_code: str


@dataclass(frozen=True, eq=False)
class WhatIf:
    """What one centre more at a place, or one at each of several, would change.

    places
        Where; one, or all of those that are opened together.
    radius_km, age
        The catchment radius, and whose people are counted.
    newly_within
        Registered people who would live within the radius and do not now: at most so many where positions of centres
        are not known.
    distances
        Whether distances to the centres there are now are reported (`analysis.situation.Distances`).
    newly_within_bangkok, children, elderly
        How many of them live in Bangkok, and of these are 0–14, and 60 and over: elsewhere ages are not known. None
        where none of them lives in Bangkok, or where an age group is asked for already.
    people_nearer
        People whose nearest centre would be nearer than now.
    nearer_before_km, nearer_after_km
        Their mean distance now, and then; missing (NaN) where nobody's falls, or there is no centre now.
    losing, closed
        Registered people within the radius now who would not be then, and the centres closed (centre_id).
    areas
        Index ``admin_code``: each place's district, province and region, the subdistricts in which anybody's cover
        changes, and the country; of these the levels asked for. level, people (in scope), within_before, within_after
        (people), share_before, share_after (0–1), mean_before_km, mean_after_km, worst_before_km, worst_after_km (of
        the people farthest away). What was before is missing where distances are not reported.
    covered, uncovered
        The subdistricts of which most people (`MAJORITY`) would live within the radius and do not now, and the other
        way round; none where distances are not reported or subdistricts are not asked for.
    inequality_before, inequality_after
        The Gini coefficient (0–1) of the people within the radius over the people, by district in scope: 0 where the
        same share of each district's people lives within it. Missing where nobody does, where distances are not
        reported, and where subdistricts are not asked for.
    """

    places: tuple[Place, ...]
    radius_km: float
    age: Age
    newly_within: int
    distances: Distances
    newly_within_bangkok: int | None
    children: int | None
    elderly: int | None
    people_nearer: int
    nearer_before_km: float
    nearer_after_km: float
    areas: pd.DataFrame
    losing: int = 0
    closed: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()
    inequality_before: float = math.nan
    inequality_after: float = math.nan


@dataclass(frozen=True, eq=False)
class Openings:
    """Places side by side: each by itself, and the whole scenario where there are several or a centre is closed."""

    each: tuple[WhatIf, ...]
    together: WhatIf | None

    @property
    def whole(self) -> WhatIf:
        """The whole scenario, of however many places."""
        return self.together or self.each[0]


def place_at(longitude: object, latitude: object) -> Place:
    """Return the place of two numbers, or of text.

    Raises
    ------
    PlaceError
        They are no position, or lie in the sea or abroad (farther from a district than its tolerance).

    """
    lon, lat = _degrees(longitude), _degrees(latitude)
    district = _district_at(lon, lat, layer_fingerprint())
    if district is None:
        raise PlaceError("place_outside", longitude=lon, latitude=lat)
    return Place(lon, lat, district)


@lru_cache(maxsize=4096)
def _district_at(longitude: float, latitude: float, _fingerprint: str) -> str | None:
    code = assign_districts([longitude], [latitude])["district_code"].iloc[0]
    return None if code is None else str(code)


def open_here(situation: Situation, place: Place, *, levels: Sequence[Level] = LEVELS) -> WhatIf:
    """Return what a centre at a place would change, for the question that a situation was made for.

    Newly within the radius is everybody registered there, whatever the programmes are meant for, so that places can be
    compared. Of the people who would have a nearer one, and of the areas before and after, those in scope are counted;
    a place brings its own province in, and the districts that it would reach.
    """
    return _opened(situation, (place,), levels)


def openings(
    situation: Situation,
    places: Sequence[Place],
    *,
    closed: Sequence[str] = (),
    levels: Sequence[Level] = EVERY_LEVEL,
    alone: Callable[[Place, Sequence[Level]], WhatIf] | None = None,
) -> Openings:
    """Return what each of up to `MOST_PLACES` places would change by itself, and what all of them would together.

    Parameters
    ----------
    situation
        What the question was made for.
    places
        Where centres are opened.
    closed
        Counted centres that are closed (centre_id); others, and those without a known position, change nothing.
    levels
        Of the areas before and after, of the whole scenario.
    alone
        What says what a place would change by itself, for who remembers that; by default `open_here`.

    Raises
    ------
    PlaceError
        There is no place, or there are too many.

    """
    if not places and not closed:
        raise PlaceError("place_none")
    if len(places) > MOST_PLACES:
        raise PlaceError("places_many", count=len(places), most=MOST_PLACES)
    alone = alone or (lambda place, levels: open_here(situation, place, levels=levels))
    if len(places) == 1 and not closed:
        return Openings((alone(places[0], levels),), None)
    each_levels = LEVELS if len(places) <= SIDE_BY_SIDE else (Level.COUNTRY,)
    each = tuple(alone(place, each_levels) for place in places)
    return Openings(each, _opened(situation, tuple(places), levels, closed=tuple(closed)))


def openings_table(all_openings: Openings) -> pd.DataFrame:
    """Return openings as a table: a row an area for each place, then for all together; what is printed and exported."""
    numbered = [(str(position), one) for position, one in enumerate(all_openings.each, start=1)]
    if all_openings.together is not None:
        numbered.append(("together", all_openings.together))
    return pd.concat([_rows(number, one) for number, one in numbered], ignore_index=True)


def _degrees(value: object) -> float:
    try:
        number = float(str(value).strip())
    except ValueError:
        raise PlaceError("place_text", value=str(value)) from None
    if not math.isfinite(number):
        raise PlaceError("place_text", value=str(value))
    return number


def _opened(
    situation: Situation, places: tuple[Place, ...], levels: Sequence[Level], *, closed: tuple[str, ...] = ()
) -> WhatIf:
    before = situation.reach
    opens = tuple((place.longitude, place.latitude) for place in places)
    after = scenario_reach(before, situation.points, opens, closed)
    newly = (after.km <= situation.radius_km) & (before.km > situation.radius_km)
    nearer = after.km < before.km
    lost = (before.km <= situation.radius_km) & (after.km > situation.radius_km)
    reached = after.people_where(newly | lost, Level.DISTRICT, Age.ALL) > 0
    scope = situation.scope | _around(situation.scope.index, places) | reached.reindex(situation.scope.index)
    situation = replace(situation, scope=scope)
    of_age = scope if situation.age is Age.ALL else scope & _knows(situation.age)
    in_bangkok = _in_bangkok(after, newly, situation.age)
    figures = {
        level: [reach.figures(situation.radius_km, level, situation.age, districts=scope) for reach in (before, after)]
        for level in levels
        # Asked for among others, subdistricts are left out where people are placed by district; alone, that is refused.
        if level is not Level.SUBDISTRICT or before.points.subdistrict is not None or len(levels) == 1
    }
    table = _before_and_after(figures, _districts_of(situation, places, closed))
    if not situation.reports_distances:
        table[["within_before", "share_before", "mean_before_km", "worst_before_km"]] = np.nan
    small = table[table["level"] == str(Level.SUBDISTRICT)]
    has_inequality = Level.SUBDISTRICT in levels and situation.reports_distances
    inequality = [_inequality(one) if has_inequality else math.nan for one in figures.get(Level.DISTRICT, (None, None))]
    return WhatIf(
        places=places,
        radius_km=situation.radius_km,
        age=situation.age,
        newly_within=_count(after, newly, None, situation.age),
        distances=situation.distances,
        newly_within_bangkok=in_bangkok.get(Age.ALL),
        children=in_bangkok.get(Age.CHILDREN),
        elderly=in_bangkok.get(Age.ELDERLY),
        people_nearer=_count(after, nearer, scope, situation.age),
        nearer_before_km=before.mean_where(nearer, situation.age, districts=of_age),
        nearer_after_km=after.mean_where(nearer, situation.age, districts=of_age),
        areas=table,
        losing=_count(after, lost, None, situation.age),
        closed=closed,
        covered=_crossing(small["share_before"], small["share_after"]),
        uncovered=_crossing(small["share_after"], small["share_before"]),
        inequality_before=inequality[0],
        inequality_after=inequality[1],
    )


def _crossing(low: pd.Series, high: pd.Series) -> tuple[str, ...]:
    """Return the areas that one share leaves below the majority and the other brings to it."""
    return tuple(str(code) for code in low.index[(low < MAJORITY) & (high >= MAJORITY)])


def _inequality(districts: Figures | None) -> float:
    """Return the Gini coefficient of people within the radius over people, by district."""
    if districts is None or np.isnan(districts.mean_km).all():
        return math.nan
    inhabited = districts.people > 0
    return gini(pd.Series(districts.within[inhabited]), pd.Series(districts.people[inhabited]))


def _districts_of(situation: Situation, places: tuple[Place, ...], closed: tuple[str, ...]) -> set[str]:
    """Return the districts that something opens or closes in."""
    gone = situation.points[situation.points["centre_id"].isin(closed)] if closed else situation.points.iloc[:0]
    fingerprint = layer_fingerprint()
    held = (
        _district_at(float(x), float(y), fingerprint) for x, y in zip(gone["longitude"], gone["latitude"], strict=True)
    )
    return {*(place.district_code for place in places), *(code for code in held if code)}


def _around(districts: pd.Index, places: tuple[Place, ...]) -> NDArray[np.bool_]:
    """Return which districts lie in the province of a place."""
    return np.asarray(districts.str[:2].isin({place.district_code[:2] for place in places}), dtype=bool)


def _count(reach: Reach, points: NDArray[np.bool_], scope: pd.Series | None, age: Age) -> int:
    """Return how many people live at some points, in the districts of a scope; None for everybody there."""
    if age is not Age.ALL:
        scope = _knows(age) if scope is None else scope & _knows(age)
    return round(float(reach.people_where(points, Level.COUNTRY, age, districts=scope)[COUNTRY_CODE]))


def _knows(age: Age) -> pd.Series:
    """Return the districts whose people of an age are known: Bangkok's for the groups (bool)."""
    districts = areas(Level.DISTRICT)
    return (districts["parent_code"] == BANGKOK_CODE) | (age is Age.ALL)


def _in_bangkok(reach: Reach, newly: NDArray[np.bool_], age: Age) -> dict[Age, int]:
    if age is not Age.ALL:
        return {}
    codes, starts = reach.points.district_codes, reach.points.starts
    khet = np.flatnonzero(codes.str.startswith(BANGKOK_CODE))
    if not any(newly[starts[one] : starts[one + 1]].any() for one in khet):
        return {}
    districts = pd.Series(codes.str.startswith(BANGKOK_CODE), index=codes)
    counts = {
        group: round(float(reach.people_where(newly, Level.PROVINCE, group, districts=districts)[BANGKOK_CODE]))
        for group in Age
    }
    return counts if counts[Age.ALL] else {}


def _before_and_after(figures: Mapping[Level, Sequence[Figures]], districts: set[str]) -> pd.DataFrame:
    """Return the areas of some levels now and then: subdistricts with a change, others around what changes."""
    around = {one for code in districts for one in (code, *ancestors(code))} | {COUNTRY_CODE}
    parts: list[dict[str, NDArray[Any]]] = []
    for level, (now, then) in figures.items():
        small = level is Level.SUBDISTRICT
        rows = np.flatnonzero(np.abs(then.within - now.within) >= 1 if small else then.codes.isin(around))
        columns = {
            "admin_code": then.codes.to_numpy(),
            "level": np.full(len(then.codes), str(level), dtype=object),
            "people": then.people,
            "within_before": now.within,
            "within_after": then.within,
            "share_before": now.share,
            "share_after": then.share,
            "mean_before_km": now.mean_km.round(3),
            "mean_after_km": then.mean_km.round(3),
            "worst_before_km": now.worst_km.round(3),
            "worst_after_km": then.worst_km.round(3),
        }
        parts.append({name: values[rows] for name, values in columns.items()})
    table = pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
    return table.set_index("admin_code")


def _rows(number: str, one: WhatIf) -> pd.DataFrame:
    alone = one.places[0] if len(one.places) == 1 else None
    head = {
        "place": number,
        "longitude": alone.longitude if alone else np.nan,
        "latitude": alone.latitude if alone else np.nan,
        "district_code": alone.district_code if alone else None,
        "radius_km": one.radius_km,
        "age": str(one.age),
        "newly_within": one.newly_within,
        "losing": one.losing,
        "distances": str(one.distances),
        "newly_within_bangkok": one.newly_within_bangkok,
        "newly_within_0_14": one.children,
        "newly_within_60_plus": one.elderly,
        "people_nearer": one.people_nearer,
        "nearer_before_km": round(one.nearer_before_km, 3),
        "nearer_after_km": round(one.nearer_after_km, 3),
    }
    table = one.areas.reset_index()
    whole = ["people", "within_before", "within_after"]
    table[whole] = table[whole].round().astype("Int64")
    names = ["name_th", "name_en"]
    named = pd.DataFrame([areas(level_of(code)).loc[code, names] for code in table["admin_code"]], columns=names)
    front = pd.DataFrame([head] * len(table), columns=list(head)).convert_dtypes()
    return pd.concat([front, table[["admin_code"]], named.reset_index(drop=True), table.iloc[:, 1:]], axis=1)
