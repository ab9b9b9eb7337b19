"""The areas by code: names, parents, memberships, a point inside, the size.

Read from areas.csv beside the layers and from subdistricts.csv, so no geometry is touched.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from geodata.codes import COUNTRY_CODE, Level
from geodata.errors import AreaError
from geodata.layer_files import AREA_COLUMNS
from geodata.layers import Geography, current_geography
from geodata.subdistricts import subdistrict_areas

if TYPE_CHECKING:
    import pandas as pd


class Area(NamedTuple):
    """One area: its names without the words for province or district, and the code of the area that holds it."""

    code: str
    level: Level
    name_th: str
    name_en: str
    parent_code: str


def area(code: str) -> Area:
    """Return an area by its code.

    Raises
    ------
    AreaError
        There is no such area.

    Examples
    --------
    >>> area("1023").name_en, area("BMA-BKC").parent_code
    ('Nong Khaem', '10')

    """
    try:
        area = _areas_by_code(current_geography()).get(code)
    except TypeError:
        raise AreaError("area_unknown", code=str(code)) from None
    return _subdistrict(code) if area is None else area


_NEXT_LEVEL: Final = {
    Level.COUNTRY: Level.REGION,
    Level.REGION: Level.PROVINCE,
    Level.REGION6: Level.PROVINCE,
    Level.BMA_GROUP: Level.DISTRICT,
    Level.PROVINCE: Level.DISTRICT,
}


def areas(level: Level) -> pd.DataFrame:
    """Return the areas of a level, in the order of their codes.

    Returns
    -------
    DataFrame
        Index ``admin_code``. Columns: name_th, name_en (names without the words for province or district),
        parent_code (subdistrict → district, district → province, province → region of the NSO, region → TH,
        Bangkok group → 10, country → ""), region_code and region6_code (provinces and below), bma_group_code (khet and
        khwaengs), None where not meant; longitude, latitude (a point inside, degrees, `WGS84`), area_km2: of a few
        young subdistricts not known.

    Raises
    ------
    LayerError
        areas.csv is missing or damaged.

    """
    if level is Level.SUBDISTRICT:
        return subdistrict_areas().copy(deep=False)
    return _areas_of(current_geography(), level).copy(deep=False)


def with_points(table: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `areas` with the point of their district where subdistricts among them have none of their own."""
    if table["longitude"].notna().all():
        return table
    districts = _areas_of(current_geography(), Level.DISTRICT).reindex(table["parent_code"])
    columns = ("longitude", "latitude")
    return table.assign(
        **{name: table[name].where(table[name].notna(), districts[name].to_numpy()) for name in columns}
    )


def child_level(level: Level) -> Level | None:
    """Return the next level down: the country's NSO regions, a region's provinces and so on; None below districts."""
    return _NEXT_LEVEL.get(level)


def children(code: str, *, level: Level | None = None) -> list[str]:
    """Return the codes of the areas inside an area.

    Parameters
    ----------
    code
        The area that contains.
    level
        The level of the areas inside. Without it the next one down: the country's NSO regions, a region's
        provinces, a province's districts, a Bangkok group's khet; a district has none.

    Returns
    -------
    list of str
        In the order of the codes; empty where the area has none of that level.

    Raises
    ------
    AreaError
        There is no such area.

    """
    geography = current_geography()
    inner_level = child_level(area(code).level) if level is None else level
    if inner_level is Level.SUBDISTRICT:
        districts = {code, *children(code, level=Level.DISTRICT)}
        table = subdistrict_areas()
        return [str(inner) for inner in table.index[table["parent_code"].isin(districts)]]
    by_code = _areas_by_code(geography)
    return [
        inner for inner, chain in _chains(geography).items() if code in chain and by_code[inner].level is inner_level
    ]


def ancestors(code: str) -> list[str]:
    """Return the codes of the areas that contain an area, the smallest first.

    A subdistrict's are its district and what contains that; a khet's are its group, Bangkok, its region in both
    schemes and the country. No area is its own ancestor.

    Raises
    ------
    AreaError
        There is no such area.

    """
    try:
        chain = _chains(current_geography()).get(code)
    except TypeError:
        raise AreaError("area_unknown", code=str(code)) from None
    if chain is None:
        district = _subdistrict(code).parent_code
        return [district, *ancestors(district)]
    return list(chain)


def contains(scope_code: str, code: str) -> bool:
    """Return whether an area is another one or lies wholly inside it, by code.

    Raises
    ------
    AreaError
        One of the two is no area.

    Examples
    --------
    >>> contains("R4-C", "1001"), contains("BMA-BKC", "10")
    (True, False)

    """
    ancestors(scope_code)
    return scope_code in (code, *ancestors(code))


def _subdistrict(code: str) -> Area:
    table = subdistrict_areas()
    if code not in table.index:
        raise AreaError("area_unknown", code=str(code))
    names = (str(table.at[code, name]) for name in ("name_th", "name_en", "parent_code"))
    return Area(code, Level.SUBDISTRICT, *names)


@lru_cache(maxsize=4 * len(Level))
def _areas_of(geography: Geography, level: Level) -> pd.DataFrame:
    table = geography.areas
    return table.loc[table["level"] == level, AREA_COLUMNS]


@lru_cache(maxsize=4)
def _areas_by_code(geography: Geography) -> dict[str, Area]:
    table = geography.areas
    levels = map(Level, table["level"])
    columns = zip(table.index, levels, table["name_th"], table["name_en"], table["parent_code"], strict=True)
    return {code: Area(code, *rest) for code, *rest in columns}


@lru_cache(maxsize=4)
def _chains(geography: Geography) -> dict[str, tuple[str, ...]]:
    rows = geography.areas.to_dict("index")
    chains: dict[str, tuple[str, ...]] = {}
    for code, row in rows.items():
        province = row["parent_code"] if row["level"] in (Level.DISTRICT, Level.BMA_GROUP) else None
        home = row if province is None else rows[province]
        country = None if row["level"] == Level.COUNTRY else COUNTRY_CODE
        above = (row["bma_group_code"], province, home["region_code"], home["region6_code"], country)
        chains[str(code)] = tuple(str(outer) for outer in above if outer is not None)
    return chains
