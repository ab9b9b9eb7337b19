"""Whom a set of centres reaches: people within any radius, and the distances, for every level."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from analysis.ages import Age, as_age, people_of
from analysis.field.cache import demand_points
from analysis.field.distances import distance_field, usable
from analysis.field.points import DemandPoints
from analysis.field.quantiles import weighted_quantile
from analysis.places import parent_codes
from geodata.areas import areas
from geodata.codes import Level

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Spots: TypeAlias = tuple[tuple[float, float], ...]
"""Places as longitude and latitude in degrees, WGS 84."""

BAND_EDGES_KM: Final = (1.0, 2.5, 5.0, 10.0, 25.0)
BANDS: Final = ("0-1", "1-2.5", "2.5-5", "5-10", "10-25", "25+")
"""Names of the bands, in km: the upper end belongs to the band."""
_REMEMBERED: Final = 8


class Figures(NamedTuple):
    """Of every area of a level, in the order of their codes: whom a radius reaches, and how far people live.

    people and people_within; share of people within (0–1), mean and farthest distance in km: missing (NaN) where there
    are no people, or no centres.
    """

    codes: pd.Index
    people: NDArray[np.float64]
    within: NDArray[np.float64]
    share: NDArray[np.float64]
    mean_km: NDArray[np.float64]
    worst_km: NDArray[np.float64]


class Reach:
    """The distances of the demand points to a set of centres, and what follows from them.

    Every method takes a level and answers for all its areas (index ``admin_code``). ``age`` counts only a group of
    age: where inside a khet its people live is taken from the points; outside Bangkok it is missing. ``districts``
    (bool on the districts' codes) leaves the people of the other districts out. An area's value is computed from the
    sums of its districts. A subdistrict's is that of the points with its people; one without such points has people
    and nothing else.

    Parameters
    ----------
    points
        The demand points.
    km
        Of each point the distance in km to the nearest centre; infinite without a centre.

    Attributes
    ----------
    scenarios
        The last few reaches once centres are opened at some places and none are left at others
        (`analysis.field.scenario`).

    """

    def __init__(self, points: DemandPoints, km: NDArray[np.float32]) -> None:
        self.points = points
        self.km = km
        self._weights: dict[bool, NDArray[np.float64]] = {}
        self._parents: dict[Level, tuple[pd.Index, NDArray[np.int64]]] = {}
        self._bases: dict[tuple[bool, Age], NDArray[np.float64]] = {}
        self._parts: dict[tuple[bool, float | None], NDArray[np.float64]] = {}
        self._masks: OrderedDict[tuple[bool, int], tuple[pd.Series, NDArray[np.bool_]]] = OrderedDict()
        self._homes: dict[bool, tuple[pd.Index, NDArray[np.intp]]] = {}
        self._order: NDArray[np.int32] | None = None
        self._origin: tuple[Reach, NDArray[np.int64]] | None = None
        self.scenarios: OrderedDict[tuple[Spots, Spots], Reach] = OrderedDict()

    def moved(self, km: NDArray[np.float32]) -> Reach:
        """Return the reach of other centres over the same points.

        What follows from the points alone is shared, and what is summed by part is summed anew only where a distance
        is another one.
        """
        other = Reach(self.points, km)
        other._origin = self, np.flatnonzero(km != self.km)
        other._weights, other._parents, other._bases = self._weights, self._parents, self._bases
        other._masks, other._homes, other._subdistricts = self._masks, self._homes, self._subdistricts
        return other

    @property
    def has_centres(self) -> bool:
        """Whether there is any distance."""
        return bool(len(self.km)) and bool(np.isfinite(self.km[0]))

    def within(
        self, radius_km: float, level: Level, age: Age | str = Age.ALL, *, districts: pd.Series | None = None
    ) -> pd.DataFrame:
        """Return people, people_within, people_beyond and share (0–1) of a radius in km; the radius itself counts in.

        An area without people has no share.
        """
        base = self._base(level, age, districts)
        people = self._sum(level, base)
        within = self._sum(level, base * self._ratio_within(level, radius_km))
        table = pd.DataFrame({"people": people, "people_within": within})
        table["people_beyond"] = (people - within).clip(lower=0.0)
        table["share"] = within / people.where(people > 0)
        return table

    def people_where(
        self,
        points: NDArray[np.bool_],
        level: Level,
        age: Age | str = Age.ALL,
        *,
        districts: pd.Series | None = None,
    ) -> pd.Series:
        """Return how many of the people live at some of the points (bool, aligned with the demand points)."""
        base = self._base(level, age, districts)
        if level is Level.SUBDISTRICT:
            return self._sum(level, base * self._ratio(level, np.where(points, self.points.people, 0.0)))
        there = np.flatnonzero(points)
        return self._sum(level, base * self._ratio_at(there, self.points.people[there]))

    def mean_km(self, level: Level, age: Age | str = Age.ALL, *, districts: pd.Series | None = None) -> pd.Series:
        """Return the mean distance in km over the people; missing without people or centres."""
        if not self.has_centres:
            return self._missing(level, "mean_km")
        base = self._base(level, age, districts)
        people = self._sum(level, base)
        return (self._sum(level, base * self._ratio_within(level)) / people.where(people > 0)).rename("mean_km")

    def mean_of(
        self, values: ArrayLike, level: Level, age: Age | str = Age.ALL, *, districts: pd.Series | None = None
    ) -> pd.Series:
        """Return the mean over the people of something that each demand point has; missing without people."""
        person = self.points.people * np.asarray(values)
        base = self._base(level, age, districts)
        people = self._sum(level, base)
        total = self._sum(level, base * self._ratio(level, person))
        return total / people.where(people > 0)

    def mean_where(
        self, points: NDArray[np.bool_], age: Age | str = Age.ALL, *, districts: pd.Series | None = None
    ) -> float:
        """Return the mean distance in km of the people at some points; NaN without people there, or centres."""
        people = self.people_where(points, Level.COUNTRY, age, districts=districts).iloc[0]
        if not self.has_centres or not people > 0:
            return float("nan")
        there = np.flatnonzero(points)
        base = self._base(Level.COUNTRY, age, districts)
        total = self._sum(Level.COUNTRY, base * self._ratio_at(there, self.points.people[there] * self.km[there]))
        return float(total.iloc[0] / people)

    def worst_km(self, level: Level, *, districts: pd.Series | None = None) -> pd.Series:
        """Return the distance in km of the people who live farthest away; missing without people or centres.

        Examples
        --------
        >>> from analysis.examples import four_squares
        >>> four_squares().reach.worst_km(Level.PROVINCE)[["11", "12", "13"]].round(1).tolist()
        [21.5, 55.3, 0.0]

        """
        return pd.Series(self._worst(level, districts), index=self._parent(level)[0], name="worst_km")

    def _worst(self, level: Level, districts: pd.Series | None) -> NDArray[np.float64]:
        index, parent = self._parent(level)
        if not self.has_centres:
            return np.full(len(index), np.nan)
        inside = (parent >= 0) & (self._base(level, Age.ALL, districts) > 0)
        worst = np.full(len(index), -np.inf)
        np.maximum.at(worst, parent[inside], self._of_parts(level, None)[inside])
        return np.where(np.isfinite(worst), worst, np.nan)

    def quantile_km(
        self, level: Level, q: float, age: Age | str = Age.ALL, *, districts: pd.Series | None = None
    ) -> pd.Series:
        """Return the distance in km that a share q of the people lives within (0.5: the median); missing as a mean."""
        if not self.has_centres:
            return self._missing(level, "quantile_km")
        index, parent = self._parent(level)
        base = self._base(level, age, districts)
        part = self._part_of_point(level)
        scale = np.append(_ratio(base, self._sums(level)), 0.0)[part]
        area = np.append(parent, -1)[part]
        if self._order is None:
            self._order = np.argsort(self.km, kind="stable").astype(np.int32)
        values = weighted_quantile(self.km, self.points.people * scale, area, q, areas=len(index), order=self._order)
        return pd.Series(values, index=index, name="quantile_km").where(self._sum(level, base) > 0)

    def bands(self, level: Level, age: Age | str = Age.ALL, *, districts: pd.Series | None = None) -> pd.DataFrame:
        """Return the share of the people in each of the `BANDS` (columns; they sum to 1); missing as the mean."""
        index, _ = self._parent(level)
        if not self.has_centres:
            return pd.DataFrame(np.nan, index=index, columns=list(BANDS))
        edges = np.array(BAND_EDGES_KM, dtype=np.float32)
        band = np.searchsorted(edges, self.km, side="left")
        base = self._base(level, age, districts)
        people = self._sum(level, base)
        columns = {}
        for position, name in enumerate(BANDS):
            inside = np.where(band == position, self.points.people, 0.0)
            columns[name] = self._sum(level, base * self._ratio(level, inside))
        return pd.DataFrame(columns).div(people.where(people > 0), axis=0)

    def figures(
        self, radius_km: float, level: Level, age: Age | str = Age.ALL, *, districts: pd.Series | None = None
    ) -> Figures:
        """Return what `within`, `mean_km` and `worst_km` return, as arrays in the order of the level's codes."""
        base = self._base(level, age, districts)
        people = self._area_sums(level, base)
        within = self._area_sums(level, base * self._ratio_within(level, radius_km))
        none = np.full(len(people), np.nan)
        total = self._area_sums(level, base * self._ratio_within(level)) if self.has_centres else none
        worst = self._worst(level, districts)
        with np.errstate(divide="ignore", invalid="ignore"):
            inhabited = np.where(people > 0, people, np.nan)
            return Figures(self._parent(level)[0], people, within, within / inhabited, total / inhabited, worst)

    def people(self, level: Level, age: Age | str = Age.ALL, *, districts: pd.Series | None = None) -> pd.Series:
        """Return the people whom the shares are of."""
        return self._sum(level, self._base(level, age, districts))

    def _base(self, level: Level, age: Age | str, districts: pd.Series | None) -> NDArray[np.float64]:
        """Return the people of every part of a level; NaN where the group of age is not known, 0 where left out.

        The parts are districts, those of the subdistricts themselves.
        """
        age, small = as_age(age), level is Level.SUBDISTRICT
        if (small, age) not in self._bases:
            codes = areas(level).index if small else self.points.district_codes
            counts = people_of(level if small else Level.DISTRICT, age).reindex(codes).astype("Float64")
            own = age is Age.ALL and not small
            base = self.points.district_people if own else counts.to_numpy(dtype=np.float64, na_value=np.nan)
            self._bases[small, age] = np.asarray(base, dtype=np.float64)
        base = self._bases[small, age]
        if districts is None:
            return base
        return np.where(self._mask(level, districts), base, 0.0)

    def _ratio_at(self, there: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return by district the sums of values at some points over the people of all; 0 where there is nobody."""
        size = len(self.points.district_codes)
        sums = np.bincount(self.points.district_of_point()[there], weights=values, minlength=size)
        return _ratio(sums.astype(np.float64, copy=False), self._sums(Level.DISTRICT))

    def _mask(self, level: Level, districts: pd.Series) -> NDArray[np.bool_]:
        """Return of every part of a level whether its district is counted; the last few masks are remembered."""
        small = level is Level.SUBDISTRICT
        key = small, id(districts)
        if key not in self._masks or self._masks[key][0] is not districts:
            if small not in self._homes or self._homes[small][0] is not districts.index:
                homes = parent_codes(level, Level.DISTRICT) if small else self.points.district_codes
                self._homes[small] = districts.index, districts.index.get_indexer(pd.Index(homes))
            # An area of no district in the table (-1) takes the value added at the end.
            flags = np.append(districts.to_numpy(dtype=bool), False)
            self._masks[key] = districts, flags[self._homes[small][1]]
            while len(self._masks) > _REMEMBERED:
                self._masks.popitem(last=False)
        return self._masks[key][1]

    def _ratio_within(self, level: Level, radius_km: float = np.inf) -> NDArray[np.float64]:
        """Return by part the share of its people within a radius; without one their mean distance in km."""
        return self._share_of_people(level, self._of_parts(level, radius_km))

    def _of_parts(self, level: Level, radius_km: float | None) -> NDArray[np.float64]:
        """Return by part the people within a radius; without one (infinite) the sum of people times km. Once each.

        Of None the distance in km of the people farthest away, -inf where there is nobody.
        """
        key = level is Level.SUBDISTRICT, radius_km
        if key not in self._parts:
            first, owner, size = self._runs(level)
            if self._origin is None:
                parts = np.full(size, -np.inf if radius_km is None else 0.0)
                runs, offsets = np.arange(len(first)), first
                at: slice | NDArray[np.int64] = slice(None)
            else:
                before, changed = self._origin
                parts = before._of_parts(level, radius_km).copy()  # noqa: SLF001 - of the same class
                held = np.searchsorted(first, changed, side="right") - 1
                runs = held[np.flatnonzero(np.diff(held, prepend=-1))]  # in order, as the points are
                at, offsets = _positions(first, runs, len(self.points))
            if runs.size:
                combine = np.maximum if radius_km is None else np.add
                values = _value(self.points.people[at], self.km[at], radius_km)
                there = owner[runs] >= 0
                parts[owner[runs][there]] = combine.reduceat(values, offsets)[there]
            self._parts[key] = parts
        return self._parts[key]

    def _runs(self, level: Level) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
        """Return where each run of points of one part begins, the position of that part, and how many parts there are.

        Of points that belong to no part the position is -1.
        """
        if level is Level.SUBDISTRICT:
            first, part = self.points.subdistrict_runs
            return first, self._subdistricts[part], len(self._parent(level)[0])
        there = np.flatnonzero(np.diff(self.points.starts))
        return self.points.starts[:-1][there], there, len(self.points.district_codes)

    def _part_of_point(self, level: Level) -> NDArray[np.int64]:
        """Return of each point the position of its part (`_base`), -1 where it belongs to none."""
        if level is not Level.SUBDISTRICT:
            return self.points.district_of_point()
        first, part = self.points.subdistrict_runs
        return np.repeat(self._subdistricts[part], np.diff(first, append=len(self.points)))

    @cached_property
    def _subdistricts(self) -> NDArray[np.int64]:
        """Return of each of the points' subdistricts its position among all, and -1 for no one's people."""
        index, _ = self._parent(Level.SUBDISTRICT)
        return np.append(index.get_indexer(self.points.subdistrict_codes), -1)

    def _sums(self, level: Level, values: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Return the sums of the points' values, or people, by part."""
        small = level is Level.SUBDISTRICT
        if values is None:
            if small not in self._weights:
                self._weights[small] = self._sums(level, self.points.people)
            return self._weights[small]
        first, owner, size = self._runs(level)
        sums = np.zeros(size)
        if first.size:
            there = owner >= 0
            sums[owner[there]] = np.add.reduceat(values, first)[there]
        return sums

    def _ratio(self, level: Level, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sums of the points' values over their people, by part; 0 in a district where there is nobody."""
        return self._share_of_people(level, self._sums(level, values))

    def _share_of_people(self, level: Level, sums: NDArray[np.float64]) -> NDArray[np.float64]:
        ratio = _ratio(sums, self._sums(level))
        return np.where(self._sums(level) > 0, ratio, np.nan) if level is Level.SUBDISTRICT else ratio

    def _parent(self, level: Level) -> tuple[pd.Index, NDArray[np.int64]]:
        """Return the areas of a level, and of each part the position of the area that contains it, or -1."""
        if level not in self._parents:
            index = areas(level).index
            if level is Level.SUBDISTRICT:
                self._parents[level] = index, np.arange(len(index))
                return self._parents[level]
            parents = parent_codes(Level.DISTRICT, level).reindex(self.points.district_codes)
            self._parents[level] = index, index.get_indexer(pd.Index(parents))
        return self._parents[level]

    def _sum(self, level: Level, values: NDArray[np.float64]) -> pd.Series:
        return pd.Series(self._area_sums(level, values), index=self._parent(level)[0])

    def _area_sums(self, level: Level, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the sums of the values of parts by area of a level."""
        index, parent = self._parent(level)
        inside = parent >= 0
        return np.bincount(parent[inside], weights=values[inside], minlength=len(index)).astype(np.float64, copy=False)

    def _missing(self, level: Level, name: str) -> pd.Series:
        index, _ = self._parent(level)
        return pd.Series(np.nan, index=index, name=name)


def reach_of(centres: pd.DataFrame, *, points: DemandPoints | None = None) -> Reach:
    """Return the reach of centres: computed once for the same places, whoever asks.

    Parameters
    ----------
    centres
        longitude and latitude (degrees, WGS 84); rows without are left out.
    points
        Other demand points than those in use.

    """
    points = points or demand_points()
    lon, lat = usable(centres["longitude"], centres["latitude"])
    places = hashlib.sha256(lon.tobytes() + lat.tobytes()).hexdigest()
    key = (points.fingerprint or str(id(points)), places)
    with _lock:
        if key in _reaches and _reaches[key].points is points:
            _reaches.move_to_end(key)
            return _reaches[key]
    reach = Reach(points, distance_field(points, lon, lat))
    with _lock:
        _reaches[key] = reach
        while len(_reaches) > _REMEMBERED:
            _reaches.popitem(last=False)
    return reach


_lock = threading.Lock()
_reaches: OrderedDict[tuple[str, str], Reach] = OrderedDict()


def _value(people: NDArray[np.float64], km: NDArray[np.float32], radius_km: float | None) -> NDArray[np.float64]:
    """Return what of each point is combined by part (`Reach._of_parts`)."""
    if radius_km is None:
        return np.where(people > 0, km, -np.inf)
    return people * (km if np.isinf(radius_km) else km <= radius_km)


def _positions(
    first: NDArray[np.int64], runs: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions of all points of some runs, and where in these each run begins."""
    lengths = np.append(first[1:], count)[runs] - first[runs]
    offsets = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(first[runs] - offsets, lengths), offsets


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return part over whole; 0 where there is nobody."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)
