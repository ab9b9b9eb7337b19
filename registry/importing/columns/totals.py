"""Rows that add others up, by what they are called."""

from __future__ import annotations

import re
from typing import Final

from registry.importing.columns.headers import plain_header

_TOTAL: Final = re.compile(
    r"(ผล)?(รวม|ยอดรวม|รวมจำนวนทั้งหมด|รวมจำนวนทั้งสิ้น|จำนวนรวม|จำนวนทั้งหมด|จำนวนทั้งสิ้น|รวมทั้งหมด|รวมทั้งสิ้น|รวมทั้งประเทศ|ทั้งหมด|ทั้งสิ้น|ทั่วประเทศ|ทั้งประเทศ|รวมยอด)"
    r"(จำนวน)?(\d+[ก-๙]{0,12})?|(grand|sub)?totals?(\d+[a-z]{0,12})?|sum|all|(ค่า)?เฉลี่ย(รวม)?|ร้อยละ|averages?|mean|รวม(ภาค|กลุ่ม|จังหวัด|เขต).*|wholecountry"
)
_STARTS: Final = (
    "ค่าเฉลี่ย", "เฉลี่ย", "ร้อยละ", "Average", "average", "AVERAGE", "Mean", "mean",
    "รวม", "ผล", "ยอด", "จำนวน", "ทั้ง", "ทั่ว", "Total", "total", "TOTAL", "Grand", "grand", "GRAND", "Sub", "sub", "SUB",
    "Sum", "sum", "SUM", "All", "all", "ALL", "Whole", "whole", "(", "*", "-",
)  # fmt: skip
_LONGEST_TOTAL: Final = 40


def is_total(text: str) -> bool:
    """Return whether a row's name says that it adds others up.

    Examples
    --------
    >>> is_total("รวมทั้งสิ้น"), is_total("รวม 50 เขต"), is_total("Grand total"), is_total("บางรัก")
    (True, True, True, False)

    """
    if len(text) > _LONGEST_TOTAL or not text.startswith(_STARTS):
        return False
    return _TOTAL.fullmatch(plain_header(text)) is not None
