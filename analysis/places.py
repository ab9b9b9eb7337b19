"""Which area contains which, by code, for a whole level at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.areas import ancestors, areas
from geodata.codes import COUNTRY_CODE, Level, level_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_MEMBERSHIP: Final = {
    Level.REGION: "region_code",
    Level.REGION6: "region6_code",
    Level.BMA_GROUP: "bma_group_code",
}
_CONTAINERS: Final = ["parent_code", "region_code", "region6_code", "bma_group_code"]


def parent_codes(level: Level, parent_level: Level) -> pd.Series:
    """Return of each area of a level the code of the area of another level that contains it.

    Index ``admin_code``, None where no area of that level contains it (khet groups outside Bangkok).
    """
    table = areas(level)
    if level == parent_level:
        return table.index.to_series().astype(object)
    if parent_level == Level.COUNTRY:
        return pd.Series(COUNTRY_CODE, index=table.index, dtype=object)
    if parent_level == Level.PROVINCE:
        within_province = level in (Level.DISTRICT, Level.BMA_GROUP)
        return table["parent_code"] if within_province else pd.Series(None, index=table.index, dtype=object)
    return table[_MEMBERSHIP[parent_level]]


def within(level: Level, scope_codes: Iterable[str]) -> pd.Series:
    """Return of each area of a level whether it is one of the codes or lies wholly inside them (bool)."""
    return _districts_inside(level, scope_codes, all_of_them=True)


def rows_in(area_code: str, table: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Return the rows of a level's table whose areas lie wholly inside an area; an `AreaError` where there is none."""
    ancestors(area_code)
    return table[within(level, [area_code])]


def touches(level: Level, scope_codes: Iterable[str]) -> pd.Series:
    """Return of each area of a level whether a district of it lies inside one of the codes (bool)."""
    return _districts_inside(level, scope_codes, all_of_them=False)


def _districts_inside(level: Level, scope_codes: Iterable[str], *, all_of_them: bool) -> pd.Series:
    codes = set(scope_codes)
    districts = areas(Level.DISTRICT)
    inside = districts.index.isin(codes) | (COUNTRY_CODE in codes)
    for column in _CONTAINERS:
        inside = inside | districts[column].isin(codes).to_numpy()
    grouped = pd.Series(inside, index=districts.index).groupby(parent_codes(Level.DISTRICT, level).to_numpy())
    found = grouped.all() if all_of_them else grouped.any()
    return found.reindex(areas(level).index, fill_value=False).astype(bool)


def recorded_in(centres: pd.DataFrame, code: str) -> pd.Series:
    """Return of each centre whether it is recorded in an area: by its codes, never by its point (bool)."""
    level = level_of(code)
    if level in (Level.DISTRICT, Level.BMA_GROUP):
        parents = parent_codes(Level.DISTRICT, level)
        return centres["district_code"].isin(parents.index[parents == code])
    parents = parent_codes(Level.PROVINCE, level)
    return centres["province_code"].isin(parents.index[parents == code])
