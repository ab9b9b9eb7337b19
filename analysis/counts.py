"""Counts of centres by area that a partner gives without names, beside the centres that are named.

Where an area has both, the larger number is the least that must be there: every named centre exists, and so does
every counted one. What the count has beyond the names is said apart, since nobody can point to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.places import parent_codes
from analysis.sites import count_by_area, sites
from geodata.areas import areas
from geodata.codes import Level
from registry.schema import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROVINCE_DIGITS: Final = 2
_DISTRICT_DIGITS: Final = 4
_SUBDISTRICT_DIGITS: Final = 6


@dataclass(frozen=True, eq=False)
class Counts:
    """The counts of a set of programmes beside its named centres, asked level by level."""

    centres: pd.DataFrame
    area_counts: pd.DataFrame
    programme_ids: tuple[str, ...]

    def unnamed(self, level: Level) -> pd.Series:
        """Return of each area of a level what is counted beyond the named (see `unnamed_by_area`)."""
        return unnamed_by_area(level, self.centres, self.area_counts, self.programme_ids)

    def in_all(self) -> int:
        """Return what is counted beyond the named in the whole country."""
        return int(self.unnamed(Level.COUNTRY).sum())

    def beyond_parts(self, level: Level, lower: Level) -> pd.Series:
        """Return the areas for which more is counted than for their parts together (bool)."""
        return self.unnamed(level) > _summed(self.unnamed(lower), lower, level)


def unnamed_by_area(
    level: Level, centres: pd.DataFrame, area_counts: pd.DataFrame, programme_ids: Iterable[str]
) -> pd.Series:
    """Return of each area how many centres are counted there beyond the named ones, over a set of programmes.

    Parameters
    ----------
    level
        The level of the areas.
    centres
        The centres that are counted by name; derived ones are not looked at.
    area_counts
        programme_id, admin_code (a province, district or subdistrict), count.
    programme_ids
        The set.

    Returns
    -------
    Series
        Index ``admin_code``, int64, 0 and up. A district has the largest of its own count, the sum of its
        subdistricts' and its named centres; a province the largest of its own count, the sum of its districts and
        its named centres; anything above is the sum of its provinces.

    """
    index = areas(level).index
    total = pd.Series(0, index=index, dtype="int64", name="unnamed_count")
    for programme_id in sorted(set(area_counts["programme_id"]) & set(programme_ids)):
        named = _named(centres, programme_id)
        least = _least(level, named, _counts_of(area_counts, programme_id))
        total += least - count_by_area(named, level, index)
    return total


def counted_only_above(
    level: Level, centres: pd.DataFrame, area_counts: pd.DataFrame, programme_ids: Iterable[str]
) -> pd.Series:
    """Return the areas in which a centre may be that a count knows only for a larger area around them (bool)."""
    index = areas(level).index
    if level not in (Level.SUBDISTRICT, Level.DISTRICT, Level.BMA_GROUP):
        return pd.Series(data=False, index=index)
    programme_ids = list(programme_ids)
    inside = unnamed_by_area(Level.DISTRICT, centres, area_counts, programme_ids)
    whole = unnamed_by_area(Level.PROVINCE, centres, area_counts, programme_ids)
    more = whole > _summed(inside, Level.DISTRICT, Level.PROVINCE)
    possible = parent_codes(level, Level.PROVINCE).isin(more.index[more])
    if level != Level.SUBDISTRICT:
        return possible
    parts = unnamed_by_area(level, centres, area_counts, programme_ids)
    beyond = inside > _summed(parts, level, Level.DISTRICT)
    return possible | parent_codes(level, Level.DISTRICT).isin(beyond.index[beyond])


def counted_as_none(level: Level, programme_id: str, area_counts: pd.DataFrame) -> pd.Series:
    """Return the areas that a count gives as 0 for a programme: themselves, or each of their parts (bool)."""
    counts = _counts_of(area_counts, programme_id)
    districts = _all_zero(counts, _DISTRICT_DIGITS, Level.DISTRICT)
    if (counts.index.str.len() == _SUBDISTRICT_DIGITS).any():
        subdistricts = _all_zero(counts, _SUBDISTRICT_DIGITS, Level.SUBDISTRICT)
        districts |= _all_parts(subdistricts, Level.SUBDISTRICT, Level.DISTRICT)
    if level == Level.SUBDISTRICT:
        inside = parent_codes(level, Level.DISTRICT).map(districts).astype(bool)
        return inside | _all_zero(counts, _SUBDISTRICT_DIGITS, level)
    if level == Level.DISTRICT:
        return districts
    if level == Level.BMA_GROUP:
        return _all_parts(districts, Level.DISTRICT, level)
    provinces = _all_zero(counts, _PROVINCE_DIGITS, Level.PROVINCE) | _all_parts(
        districts, Level.DISTRICT, Level.PROVINCE
    )
    return provinces if level == Level.PROVINCE else _all_parts(provinces, Level.PROVINCE, level)


def _named(centres: pd.DataFrame, programme_id: str) -> pd.DataFrame:
    return sites(centres[(centres["programme_id"] == programme_id) & (centres["basis"] != Basis.DERIVED)])


def _counts_of(area_counts: pd.DataFrame, programme_id: str) -> pd.Series:
    rows = area_counts[area_counts["programme_id"] == programme_id]
    return rows.set_index("admin_code")["count"].astype("int64")


def _least(level: Level, named: pd.DataFrame, counts: pd.Series) -> pd.Series:
    if level == Level.SUBDISTRICT:
        index = areas(level).index
        return _largest(_counts_at(counts, _SUBDISTRICT_DIGITS, index), count_by_area(named, level, index))
    districts = _least_in_districts(named, counts)
    if level == Level.DISTRICT:
        return districts
    if level == Level.BMA_GROUP:
        return _summed(districts, Level.DISTRICT, level)
    index = areas(Level.PROVINCE).index
    provinces = _largest(
        _counts_at(counts, _PROVINCE_DIGITS, index),
        _summed(districts, Level.DISTRICT, Level.PROVINCE),
        count_by_area(named, Level.PROVINCE, index),
    )
    return provinces if level == Level.PROVINCE else _summed(provinces, Level.PROVINCE, level)


def _least_in_districts(named: pd.DataFrame, counts: pd.Series) -> pd.Series:
    index = areas(Level.DISTRICT).index
    in_subdistricts = pd.Series(0, index=index, dtype="int64")
    if (counts.index.str.len() == _SUBDISTRICT_DIGITS).any():
        in_subdistricts = _summed(_least(Level.SUBDISTRICT, named, counts), Level.SUBDISTRICT, Level.DISTRICT)
    return _largest(
        _counts_at(counts, _DISTRICT_DIGITS, index),
        in_subdistricts,
        count_by_area(named, Level.DISTRICT, index),
    )


def _counts_at(counts: pd.Series, digits: int, index: pd.Index) -> pd.Series:
    return counts[counts.index.str.len() == digits].reindex(index, fill_value=0)


def _largest(*columns: pd.Series) -> pd.Series:
    return pd.concat(columns, axis=1).max(axis=1).astype("int64")


def _summed(values: pd.Series, level: Level, parent_level: Level) -> pd.Series:
    grouped = values.groupby(parent_codes(level, parent_level).to_numpy()).sum()
    return grouped.reindex(areas(parent_level).index, fill_value=0).astype("int64")


def _all_zero(counts: pd.Series, digits: int, level: Level) -> pd.Series:
    zero = counts[(counts.index.str.len() == digits) & (counts == 0)]
    index = areas(level).index
    return pd.Series(index.isin(zero.index), index=index)


def _all_parts(values: pd.Series, level: Level, parent_level: Level) -> pd.Series:
    grouped = values.groupby(parent_codes(level, parent_level).to_numpy()).all()
    return grouped.reindex(areas(parent_level).index, fill_value=False).astype(bool)
