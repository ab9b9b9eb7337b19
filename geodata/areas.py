"""The areas of the map by code: names, parents, memberships, a point inside, the size.

Read from areas.csv beside the layers, so no geometry is touched.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geodata.codes import COUNTRY_CODE, Level, as_level, level_of
from geodata.errors import AreaError
from geodata.layers import AREA_COLUMNS, AREAS_FILE, active_folder, file_stamp, read_areas_file

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_NEXT_LEVEL: Final = {
    Level.COUNTRY: Level.REGION,
    Level.REGION: Level.PROVINCE,
    Level.REGION6: Level.PROVINCE,
    Level.BMA_GROUP: Level.DISTRICT,
    Level.PROVINCE: Level.DISTRICT,
}


def areas(level: Level | str) -> pd.DataFrame:
    """Return the areas of a level, in the order of their codes.

    Returns
    -------
    DataFrame
        Index ``admin_code``. Columns: name_th, name_en (names without the words for province or district),
        parent_code (district → province, province → region of the NSO, region → TH, Bangkok group → 10,
        country → ""), region_code and region6_code (provinces and districts), bma_group_code (khet), None
        where not meant; longitude, latitude (a point inside, degrees, `WGS84`), area_km2.

    Raises
    ------
    AreaError
        There is no such level.
    LayerError
        areas.csv is missing or damaged.

    """
    folder = active_folder()
    return _areas_of(folder, file_stamp(folder / AREAS_FILE), as_level(level)).copy()


def child_level(level: Level | str) -> Level | None:
    """Return the next level down: the country's NSO regions, a region's provinces and so on; None below districts."""
    return _NEXT_LEVEL.get(as_level(level))


def children(code: str, *, level: Level | str | None = None) -> list[str]:
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
        There is no such area or level.

    """
    ancestors(code)  # an unknown code is an error, not an empty list
    wanted = child_level(level_of(code)) if level is None else as_level(level)
    return [inner for inner, chain in _chains().items() if code in chain and level_of(inner) == wanted]


def ancestors(code: str) -> list[str]:
    """Return the codes of the areas that contain an area, the smallest first.

    A khet's are its group, Bangkok, its region in both schemes and the country. No area is its own ancestor.

    Raises
    ------
    AreaError
        There is no such area.

    """
    try:
        return list(_chains()[code])
    except (KeyError, TypeError):
        raise AreaError("area_unknown", code=str(code)) from None


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


@lru_cache(maxsize=4 * len(Level))
def _areas_of(folder: Path, _stamp: tuple[int, int], level: Level) -> pd.DataFrame:
    table = read_areas_file(folder)
    return table.loc[table["level"] == level, AREA_COLUMNS]


def _chains() -> dict[str, tuple[str, ...]]:
    folder = active_folder()
    return _chains_of(folder, file_stamp(folder / AREAS_FILE))


@lru_cache(maxsize=4)
def _chains_of(folder: Path, _stamp: tuple[int, int]) -> dict[str, tuple[str, ...]]:
    table = read_areas_file(folder)
    chains: dict[str, tuple[str, ...]] = {}
    for code, row in table.iterrows():
        province = row["parent_code"] if row["level"] in (Level.DISTRICT, Level.BMA_GROUP) else None
        home = row if province is None else table.loc[province]
        country = None if row["level"] == Level.COUNTRY else COUNTRY_CODE
        found = (row["bma_group_code"], province, home["region_code"], home["region6_code"], country)
        chains[str(code)] = tuple(str(above) for above in found if above is not None)
    return chains
