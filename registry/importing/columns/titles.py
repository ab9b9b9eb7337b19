"""What the lines above a table say: of when it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from registry.importing.read.numbers import ascii_digits, iso_date

_MONTH: Final = r"(?:\d{1,2}\s*)?(?:[ก-๙]{1,2}\.[ก-๙]{1,2}\.|[ก-๙]{5,12}|[A-Za-z]{3,9})\s*(?:พ\.?ศ\.?\s*)?\d{4}"
_DATES: Final = re.compile(rf"{_MONTH}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d{{2}}(?:-\d{{2}})?")
INDIAN: Final = "Indian 1975"
"""The datum of older Thai maps, some 450 m from WGS 84."""
_INDIAN: Final = re.compile(r"indian|อินเดีย|epsg:?\s*(?:4240|2404[78])", re.IGNORECASE)
_ZONE: Final = re.compile(r"(?:zone|โซน|utm)\s*(4[78])(?!\d)", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(2[456]\d\d|20\d\d)(?!\d)")


def datum_in(texts: Iterable[str]) -> str:
    """Return the datum that headers or titles say, "" for WGS 84 or none.

    Examples
    --------
    >>> datum_in(["พิกัด E (Indian 1975)"]), datum_in(["พิกัด E (WGS84)"])
    ('Indian 1975', '')

    """
    return INDIAN if any(_INDIAN.search(text) for text in texts) else ""


def zone_in(texts: Iterable[str]) -> int:
    """Return the UTM zone (47 or 48) that headers or titles say, 0 where they say none or both."""
    zones = {int(match[1]) for text in texts for match in _ZONE.finditer(ascii_digits(text))}
    return zones.pop() if len(zones) == 1 else 0


def date_in_titles(titles: Iterable[str]) -> str:
    """Return the date (ISO, common era) that the titles of a table give, "" where they give none or several.

    Examples
    --------
    >>> date_in_titles(["จำนวนบ้านหนังสือ", "ข้อมูล ณ วันที่ 30 กันยายน 2568"]), date_in_titles(["ปี 2567–2568"])
    ('2025-09-30', '')

    """
    text = ascii_digits("\n".join(title[:300] for title in titles))
    dates = {iso for match in _DATES.finditer(text) if (iso := iso_date(match[0]))}
    if not dates:
        dates = {iso for match in _YEAR.finditer(text) if (iso := iso_date(match[1]))}
    return dates.pop() if len(dates) == 1 else ""
