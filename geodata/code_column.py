"""Which column of a stranger's table holds the codes of the areas, and the codes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.codes import Level
from geodata.errors import AreaError

if TYPE_CHECKING:
    from collections.abc import Iterable

KNOWN_COLUMNS: Final = {
    Level.SUBDISTRICT: (
        "adm3_pcode",
        "tcode",
        "subdistrict_code",
        "admin_code",
        "tambon_code",
        "tam_code",
        "tambon_idn",
    ),
    Level.DISTRICT: (
        "adm2_pcode",
        "dcode",
        "district_code",
        "admin_code",
        "amphoe_code",
        "amp_code",
        "amphoe_idn",
    ),
    Level.PROVINCE: ("adm1_pcode", "province_code", "admin_code", "prov_code", "changwat_code", "pcode"),
}
"""Names seen in use, without regard to capitals: OCHA COD-AB, BMA, this programme, and others."""
_MOST: Final = 0.9
_LENGTH: Final = {Level.PROVINCE: 2, Level.DISTRICT: 4, Level.SUBDISTRICT: 6}
INSTALLABLE: Final = tuple(_LENGTH)
"""The levels of which an office may install its own boundaries."""


def plain_codes(values: Iterable[object]) -> list[str]:
    """Return codes as this programme writes them: "TH1001", 1001, 1001.0 and " 1001 " are all "1001".

    What is missing becomes "".

    Examples
    --------
    >>> plain_codes(["TH1001", 1002, 1003.0, None])
    ['1001', '1002', '1003', '']

    """
    plain = []
    for value in values:
        if value is None or pd.isna(value):  # type: ignore[call-overload]
            plain.append("")
            continue
        text = str(value).strip().upper().removeprefix("TH").strip()
        plain.append(text.removesuffix(".0"))
    return plain


def find_code_column(
    table: pd.DataFrame, area_codes: dict[Level, set[str]], *, level: Level | None = None
) -> tuple[str, Level] | None:
    """Return the column that holds DOPA codes, and their level; None where there is none.

    A column under one of the `KNOWN_COLUMNS` is taken when most of its values have the form of the level's
    codes; any other only when nine in ten are codes of existing areas, and none stands twice. Smaller areas are
    looked for before larger ones, as a table of districts names its provinces too.
    """
    small_first = [candidate for candidate in reversed(_LENGTH) if candidate in area_codes]
    for candidate in small_first if level is None else (level,):
        columns = {str(column).casefold(): str(column) for column in table.columns}
        for name in KNOWN_COLUMNS[candidate]:
            if name in columns and _share(table[columns[name]], candidate, None) > _MOST:
                return columns[name], candidate
        for column in columns.values():
            codes = plain_codes(table[column])
            if _share(table[column], candidate, area_codes[candidate]) > _MOST and len(set(codes)) == len(codes):
                return column, candidate
    return None


def level_of_codes(codes: Iterable[str]) -> Level | None:
    """Return the level whose codes most of some have the form of, or None."""
    for level in _LENGTH:
        if _share(pd.Series(list(codes), dtype=object), level, None) > 0.5:
            return level
    return None


def require_installable(level: Level) -> None:
    """Refuse a level whose boundaries cannot be installed: any but province, district and subdistrict."""
    if level not in _LENGTH:
        raise AreaError("level_not_installable", level=str(level))


def _share(values: pd.Series, level: Level, area_codes: set[str] | None) -> float:
    codes = plain_codes(values)
    length = _LENGTH[level]
    right = [code for code in codes if (code in area_codes if area_codes else code.isdigit() and len(code) == length)]
    return len(right) / len(codes) if codes else 0.0
