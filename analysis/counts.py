"""Counts of centres by area that a partner gives without names, beside the centres that are named.

Where an area has both, the larger number is the least that must be there: every named centre exists, and so does
every counted one. What the count has beyond the names is said apart, since nobody can point to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.places import all_inside, parent_codes, summed
from analysis.sites import count_by_area, sites
from geodata.areas import areas
from geodata.codes import Level
from registry.schema import Basis

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

_DIGITS: Final = {Level.PROVINCE: 2, Level.DISTRICT: 4, Level.SUBDISTRICT: 6}


@dataclass(frozen=True, eq=False)
class Counts:
    """The counts of a set of programmes beside its named centres, asked level by level.

    centres
        The centres that are counted by name; derived ones are not looked at.
    area_counts
        programme_id, admin_code (a province, district or subdistrict), count.
    programme_ids
        The set.
    """

    centres: pd.DataFrame
    area_counts: pd.DataFrame
    programme_ids: Collection[str]

    def unnamed(self, level: Level) -> pd.Series:
        """Return of each area of a level how many centres are counted there beyond the named ones.

        Index ``admin_code``, int64, 0 and up. A district has the largest of its own count, the sum of its
        subdistricts' and its named centres; a province the largest of its own count, the sum of its districts and
        its named centres; anything above is the sum of its provinces.
        """
        total = pd.Series(0, index=areas(level).index, dtype="int64", name="unnamed_count")
        for one in self._by_programme:
            total += one.least(level) - one.named(level)
        return total

    def in_all(self) -> int:
        """Return what is counted beyond the named in the whole country."""
        return int(self.unnamed(Level.COUNTRY).sum())

    def beyond_parts(self, level: Level, lower: Level) -> pd.Series:
        """Return the areas for which more is counted than for their parts together (bool)."""
        return self.unnamed(level) > summed(self.unnamed(lower), lower, level)

    def only_above(self, level: Level) -> pd.Series:
        """Return the areas in which a centre may be that a count knows only for a larger area around them (bool)."""
        possible = pd.Series(data=False, index=areas(level).index)
        if level not in (Level.SUBDISTRICT, Level.DISTRICT, Level.BMA_GROUP) or not self._by_programme:
            return possible
        steps = [(Level.PROVINCE, Level.DISTRICT), (Level.DISTRICT, Level.SUBDISTRICT)]
        for parent_level, lower in steps if level == Level.SUBDISTRICT else steps[:1]:
            beyond = self.beyond_parts(parent_level, lower)
            possible |= parent_codes(level, parent_level).isin(beyond.index[beyond])
        return possible

    @cached_property
    def _by_programme(self) -> list[_OfOne]:
        counted, named = set(self.area_counts["programme_id"]), self.centres["basis"] != Basis.DERIVED
        return [
            _OfOne(
                sites(self.centres[named & (self.centres["programme_id"] == one)]), _counts_of(self.area_counts, one)
            )
            for one in sorted(counted & set(self.programme_ids))
        ]


@dataclass(frozen=True, eq=False)
class _OfOne:
    """The counts of one programme (index ``admin_code``) and the sites of its named centres; arrays by area, int64."""

    sites: pd.DataFrame
    counts: pd.Series

    def named(self, level: Level) -> NDArray[np.int64]:
        return count_by_area(self.sites, level, areas(level).index).to_numpy()

    def least(self, level: Level) -> NDArray[np.int64]:
        """Return how many there are at least."""
        if level == Level.SUBDISTRICT:
            return _largest(self._stated(level), self.named(level))
        if level == Level.DISTRICT:
            return self._districts
        if level == Level.PROVINCE:
            in_districts = summed(self._districts, Level.DISTRICT, level).to_numpy()
            return _largest(self._stated(level), in_districts, self.named(level))
        below = Level.DISTRICT if level == Level.BMA_GROUP else Level.PROVINCE
        return summed(self.least(below), below, level).to_numpy()

    @cached_property
    def _districts(self) -> NDArray[np.int64]:
        at_least = [self._stated(Level.DISTRICT), self.named(Level.DISTRICT)]
        if _codes_of(self.counts, Level.SUBDISTRICT).any():
            in_parts = summed(self.least(Level.SUBDISTRICT), Level.SUBDISTRICT, Level.DISTRICT)
            at_least.append(in_parts.to_numpy())
        return _largest(*at_least)

    def _stated(self, level: Level) -> NDArray[np.int64]:
        counts = self.counts[_codes_of(self.counts, level)]
        return counts.reindex(areas(level).index, fill_value=0).to_numpy(dtype="int64")


def counted_as_none(level: Level, programme_id: str, area_counts: pd.DataFrame) -> pd.Series:
    """Return the areas that a count gives as 0 for a programme: themselves, or each of their parts (bool)."""
    counts = _counts_of(area_counts, programme_id)
    districts = _all_zero(counts, Level.DISTRICT)
    if _codes_of(counts, Level.SUBDISTRICT).any():
        subdistricts = _all_zero(counts, Level.SUBDISTRICT)
        districts |= all_inside(subdistricts, Level.SUBDISTRICT, Level.DISTRICT)
    if level == Level.SUBDISTRICT:
        inside = parent_codes(level, Level.DISTRICT).map(districts).astype(bool)
        return inside | _all_zero(counts, level)
    if level == Level.DISTRICT:
        return districts
    if level == Level.BMA_GROUP:
        return all_inside(districts, Level.DISTRICT, level)
    provinces = _all_zero(counts, Level.PROVINCE) | all_inside(districts, Level.DISTRICT, Level.PROVINCE)
    return provinces if level == Level.PROVINCE else all_inside(provinces, Level.PROVINCE, level)


def _counts_of(area_counts: pd.DataFrame, programme_id: str) -> pd.Series:
    rows = area_counts[area_counts["programme_id"] == programme_id]
    return rows.set_index("admin_code")["count"].astype("int64")


def _largest(*numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.array(np.maximum.reduce(numbers), dtype="int64")


def _codes_of(counts: pd.Series, level: Level) -> NDArray[np.bool_]:
    """Return which counts are of areas of a level: by the length of their codes."""
    return np.array([len(code) == _DIGITS[level] for code in counts.index], dtype=bool)


def _all_zero(counts: pd.Series, level: Level) -> pd.Series:
    zero = counts[_codes_of(counts, level) & (counts == 0).to_numpy()]
    index = areas(level).index
    return pd.Series(index.isin(zero.index), index=index)
