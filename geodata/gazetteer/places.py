"""The places that can be named: country, regions, Bangkok's groups, provinces, districts, subdistricts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import geothai
from geothai.types import District, Province, Subdistrict

from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level


class Kind(StrEnum):
    """What a place is, from the largest to the smallest; the first six are the levels of the map."""

    COUNTRY = "country"
    REGION = "region"
    REGION6 = "region6"
    BMA_GROUP = "bma_group"
    PROVINCE = "province"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"


_KIND_BY_LENGTH: Final = {2: Kind.PROVINCE, 4: Kind.DISTRICT, 6: Kind.SUBDISTRICT}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the official tables.

    Attributes
    ----------
    code
        DOPA code of 2, 4 or 6 digits, or TH, R4-N, R6-E, BMA-BKC.
    kind
        What it is; a khet of Bangkok is a district, a khwaeng a subdistrict.
    name_th, name_en
        The name alone, without the word for province, district or subdistrict.
    province_code, district_code
        Where it lies; itself for a province or a district, "" where it lies in none.

    """

    code: str
    kind: Kind
    name_th: str
    name_en: str
    province_code: str
    district_code: str


def place(code: str) -> Place | None:
    """Return the place of a code in use, or None."""
    return all_places().get(code)


def parents(code: str) -> tuple[str, ...]:
    """Return the province and the district that a code of digits lies in, the smallest first.

    Examples
    --------
    >>> parents("140401"), parents("10"), parents("TH")
    (('1404', '14'), (), ())

    """
    if not code.isdigit():
        return ()
    return tuple(code[:length] for length in (4, 2) if length < len(code))


@cache
def all_places() -> dict[str, Place]:
    """Return every place by its code, the largest first."""
    places = [*_above_provinces(), *_of_geothai()]
    return {one.code: one for one in places}


def _above_provinces() -> list[Place]:
    places = []
    for level in (Level.COUNTRY, Level.REGION, Level.REGION6, Level.BMA_GROUP):
        province = BANGKOK_CODE if level == Level.BMA_GROUP else ""
        for code, row in areas(level).iterrows():
            english = "Thailand" if code == COUNTRY_CODE else str(row["name_en"])
            places.append(Place(str(code), Kind(level.value), str(row["name_th"]), english, province, ""))
    return places


def _of_geothai() -> list[Place]:
    provinces = geothai.provinces()
    districts = [district for province in provinces for district in geothai.districts(province.code)]
    subdistricts = [part for district in districts for part in geothai.subdistricts(district.code)]
    rows: list[Province | District | Subdistrict] = [*provinces, *districts, *subdistricts]
    return [_place(row) for row in rows]


def _place(row: Province | District | Subdistrict) -> Place:
    kind = _KIND_BY_LENGTH[len(row.code)]
    thai = row.name_th.removeprefix("เขต") if kind == Kind.DISTRICT else row.name_th
    return Place(row.code, kind, thai, row.name_en, row.code[:2], row.code[:4] if len(row.code) > 2 else "")
