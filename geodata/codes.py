"""Administrative codes: the keys by which every table is joined.

``TH`` is the country; ``R4-N`` one of the four regions of the National Statistical Office; ``R6-E`` one of
the six of the Royal Society; ``BMA-BKC`` one of Bangkok's six district groups; two digits are a province, four
a district and six a subdistrict, as the Department of Provincial Administration numbers them. Codes are text, never
numbers.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from geodata.errors import AreaError

COUNTRY_CODE: Final = "TH"
BANGKOK_CODE: Final = "10"


class Level(StrEnum):
    """The levels, from the country down to the subdistricts (tambons, and khwaengs in Bangkok)."""

    COUNTRY = "country"
    REGION = "region"
    REGION6 = "region6"
    BMA_GROUP = "bma_group"
    PROVINCE = "province"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"


LAYER_LEVELS: Final[tuple[Level, ...]] = tuple(level for level in Level if level is not Level.SUBDISTRICT)
"""The levels that have boundaries in every set of layers; subdistricts have points."""

_PATTERNS: Final = {
    Level.COUNTRY: re.compile(r"TH"),
    Level.REGION: re.compile(r"R4-(N|NE|C|S)"),
    Level.REGION6: re.compile(r"R6-(N|NE|C|E|W|S)"),
    Level.BMA_GROUP: re.compile(r"BMA-(BKC|BKS|BKN|BKE|TNN|TNS)"),
    Level.PROVINCE: re.compile(r"[1-9][0-9]", re.ASCII),
    Level.DISTRICT: re.compile(r"[1-9][0-9]{3}", re.ASCII),
    Level.SUBDISTRICT: re.compile(r"[1-9][0-9]{5}", re.ASCII),
}


def as_level(text: str) -> Level:
    """Return the level of that name; an `AreaError` says which names there are.

    For the border only, where a level comes as text: command lines, addresses, files.
    """
    try:
        return Level(text)
    except ValueError:
        raise AreaError("level_unknown", level=text) from None


def level_of(code: str) -> Level:
    """Return the level that a code's form belongs to.

    Only the form is looked at: whether a province or district of that number exists, `geodata.areas` knows.

    Raises
    ------
    AreaError
        The code has the form of no level.

    Examples
    --------
    >>> str(level_of("R4-N")), str(level_of("10")), str(level_of("1001"))
    ('region', 'province', 'district')

    """
    for level, pattern in _PATTERNS.items():
        if isinstance(code, str) and pattern.fullmatch(code):
            return level
    raise AreaError("area_unknown", code=str(code))


def province_of(code: str) -> str:
    """Return the code of the province that a province, a part of it or a Bangkok group lies in.

    Raises
    ------
    AreaError
        The code has the form of no level, or it is that of a region or the country.

    Examples
    --------
    >>> province_of("1404"), province_of("BMA-BKC")
    ('14', '10')

    """
    level = level_of(code)
    if level in (Level.PROVINCE, Level.DISTRICT, Level.SUBDISTRICT):
        return code[:2]
    if level is Level.BMA_GROUP:
        return BANGKOK_CODE
    raise AreaError("area_no_province", code=code)
