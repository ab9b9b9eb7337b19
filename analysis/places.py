"""Which area contains which, by code, for a whole level at once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from geodata.areas import ancestors, areas, contains
from geodata.assign import assign_districts
from geodata.codes import COUNTRY_CODE, Level, level_of
from geodata.errors import AreaError
from geodata.layers import Geography, current_geography
from registry.schema import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_MEMBERSHIP: Final = {
    Level.REGION: "region_code",
    Level.REGION6: "region6_code",
    Level.BMA_GROUP: "bma_group_code",
}
_DISTRICT_DIGITS: Final = 4
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
    if parent_level == Level.DISTRICT:
        return table["parent_code"] if level == Level.SUBDISTRICT else pd.Series(None, index=table.index, dtype=object)
    if parent_level == Level.PROVINCE and level == Level.SUBDISTRICT:
        return table["parent_code"].str[:2]
    if parent_level == Level.PROVINCE:
        within_province = level in (Level.DISTRICT, Level.BMA_GROUP)
        return table["parent_code"] if within_province else pd.Series(None, index=table.index, dtype=object)
    return table[_MEMBERSHIP[parent_level]]


def summed(values: pd.Series | NDArray[Any], level: Level, parent_level: Level) -> pd.Series:
    """Return of each area of a level above the sum of whole numbers of the areas inside it (int64, 0 where none is)."""
    inside, position = _members(current_geography(), level, parent_level)
    sums = np.bincount(position, weights=np.asarray(values)[inside], minlength=len(areas(parent_level)))
    return pd.Series(sums.astype("int64"), index=areas(parent_level).index)


def all_inside(values: pd.Series, level: Level, parent_level: Level) -> pd.Series:
    """Return of each area of a level above whether something holds of every area inside it, and there is one (bool)."""
    inside, position = _members(current_geography(), level, parent_level)
    size = len(areas(parent_level))
    held = np.bincount(position, weights=values.to_numpy(dtype=float)[inside], minlength=size)
    return pd.Series((held == np.bincount(position, minlength=size)) & (held > 0), index=areas(parent_level).index)


@lru_cache(maxsize=64)
def _members(_geography: Geography, level: Level, parent_level: Level) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Return which areas of a level lie in one of a level above, and of those the place of that one in its table."""
    position = areas(parent_level).index.get_indexer(pd.Index(parent_codes(level, parent_level)))
    return position >= 0, position[position >= 0]


def centres_in(centres: pd.DataFrame, area_code: str) -> pd.DataFrame:
    """Return the centres whose smallest recorded area is an area or lies in it; of the country all of them."""
    if area_code == COUNTRY_CODE:
        return centres
    codes = zip(*(centres[f"{level}_code"] for level in ("subdistrict", "district", "province")), strict=True)
    smallest = [next((code for code in row if isinstance(code, str) and code), None) for row in codes]
    return centres[np.array([code is not None and contains(area_code, code) for code in smallest], dtype=bool)]


def within(level: Level, scope_codes: Iterable[str]) -> pd.Series:
    """Return of each area of a level whether it is one of the codes or lies wholly inside them (bool)."""
    return _districts_inside(current_geography(), level, frozenset(scope_codes), all_of_them=True).copy()


def rows_in(area_code: str, table: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Return the rows of a level's table whose areas lie wholly inside an area.

    Raises
    ------
    AreaError
        There is no such area; or it is the country and the level that of the subdistricts, which are too many to list.

    """
    ancestors(area_code)
    if level == Level.SUBDISTRICT and area_code == COUNTRY_CODE:
        raise AreaError("subdistricts_of_country")
    return table[within(level, [area_code])]


def touches(level: Level, scope_codes: Iterable[str]) -> pd.Series:
    """Return of each area of a level whether a part of it lies inside one of the codes (bool)."""
    return _districts_inside(current_geography(), level, frozenset(scope_codes), all_of_them=False).copy()


@lru_cache(maxsize=512)
def _districts_inside(_geography: Geography, level: Level, codes: frozenset[str], *, all_of_them: bool) -> pd.Series:
    if level == Level.SUBDISTRICT:
        inside_district = _districts_inside(_geography, Level.DISTRICT, codes, all_of_them=True)
        parents = parent_codes(level, Level.DISTRICT)
        return parents.map(inside_district).astype(bool) | parents.index.isin(codes)
    if not all_of_them:
        codes |= {code[:_DISTRICT_DIGITS] for code in codes if code.isdigit()}
    districts = areas(Level.DISTRICT)
    inside = districts.index.isin(codes) | (COUNTRY_CODE in codes)
    for column in _CONTAINERS:
        inside = inside | districts[column].isin(codes).to_numpy()
    districts_inside = pd.Series(inside, index=districts.index)
    if all_of_them:
        return all_inside(districts_inside, Level.DISTRICT, level)
    return summed(districts_inside, Level.DISTRICT, level) > 0


def with_districts(centres: pd.DataFrame) -> pd.DataFrame:
    """Return centres with the district of a building's point where none is recorded: the polygon that holds the point.

    A point of a town tells no district, and one outside the recorded province none either.
    """
    unknown = _of_building(centres) & centres["district_code"].isna().to_numpy()
    if not unknown.any():
        return centres
    rows = centres[unknown]
    points = zip(rows["longitude"].astype(float), rows["latitude"].astype(float), strict=True)
    codes = [_district_of(current_geography(), *point) for point in points]
    inside = [
        code if code is not None and code.startswith(province) else None
        for code, province in zip(codes, rows["province_code"], strict=True)
    ]
    districts = centres["district_code"].astype(object).copy()
    districts.loc[rows.index] = inside
    return centres.assign(district_code=districts)


def with_subdistricts(centres: pd.DataFrame) -> pd.DataFrame:
    """Return centres with the subdistrict of a building's point where none is recorded and boundaries are installed.

    The polygon that holds the point; one outside the recorded district tells no subdistrict.
    """
    geography = current_geography()
    if geography.layer(Level.SUBDISTRICT).empty:
        return centres
    unknown = centres["subdistrict_code"].isna() & centres["district_code"].notna()
    rows = centres[_of_building(centres) & unknown.to_numpy()]
    if rows.empty:
        return centres
    points = zip(rows["longitude"].astype(float), rows["latitude"].astype(float), strict=True)
    codes = [_subdistrict_of(geography, *point) for point in points]
    subdistricts = centres["subdistrict_code"].astype(object).copy()
    subdistricts.loc[rows.index] = [
        code if code is not None and code.startswith(district) else None
        for code, district in zip(codes, rows["district_code"], strict=True)
    ]
    return centres.assign(subdistrict_code=subdistricts)


def _of_building(centres: pd.DataFrame) -> NDArray[np.bool_]:
    """Return of each centre whether it has the point of a building."""
    return (centres["location_precision"] == Precision.SITE).to_numpy() & centres["longitude"].notna().to_numpy()


@lru_cache(maxsize=4_096)
def _subdistrict_of(geography: Geography, longitude: float, latitude: float) -> str | None:
    layer = geography.layer(Level.SUBDISTRICT)
    holding = layer.sindex.query(shapely.Point(longitude, latitude), predicate="intersects")
    return str(layer.index[holding.min()]) if len(holding) else None


@lru_cache(maxsize=4_096)
def _district_of(_geography: Geography, longitude: float, latitude: float) -> str | None:
    code = assign_districts([longitude], [latitude])["district_code"].iloc[0]
    return None if code is None else str(code)


def recorded_in(centres: pd.DataFrame, code: str) -> pd.Series:
    """Return of each centre whether it is recorded in an area: by its codes, else by its building's point (bool)."""
    level = level_of(code)
    if level == Level.SUBDISTRICT:
        return with_subdistricts(with_districts(centres))["subdistrict_code"].eq(code)
    if level in (Level.DISTRICT, Level.BMA_GROUP):
        parents = parent_codes(Level.DISTRICT, level)
        return with_districts(centres)["district_code"].isin(parents.index[parents == code])
    parents = parent_codes(Level.PROVINCE, level)
    return centres["province_code"].isin(parents.index[parents == code])
