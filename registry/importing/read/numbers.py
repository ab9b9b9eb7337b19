"""Numbers, years and dates as people write them in tables."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

THAI_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")
BE: Final = 543
EARLIEST_BE, LATEST_BE = 2400, 2643
_WHOLE: Final = re.compile(r"\+?(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.0*)?")
_MORE: Final = re.compile(
    r"มากกว่า|เกินกว่า|เกิน|กว่า|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|morethan|over|atleast|>=?|≥|\+$", re.IGNORECASE
)
_MORE_BEFORE: Final = re.compile(
    r"^(มากกว่า|เกินกว่า|เกิน|กว่า|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|more than|over|at least|>=?|≥)\s*", re.IGNORECASE
)
_UNIT: Final = re.compile(
    r"(แห่ง|หลัง|ศูนย์|คน|ราย|บาท|ครั้ง|ผลิตภัณฑ์|ชิ้น|เล่ม|หลักสูตร|กิจกรรม|people|baht|libraries|sites|centres|products)$",
    re.IGNORECASE,
)
_SCALE: Final = {"ล้าน": 1_000_000, "แสน": 100_000, "หมื่น": 10_000, "พัน": 1_000, "million": 1_000_000}
_SCALED: Final = re.compile(r"(\d+(?:\.\d+)?)(ล้าน|แสน|หมื่น|พัน|million)")
_MONTHS: Final = (
    ("มกราคม", "ม.ค.", "january", "jan"), ("กุมภาพันธ์", "ก.พ.", "february", "feb"), ("มีนาคม", "มี.ค.", "march", "mar"),
    ("เมษายน", "เม.ย.", "april", "apr"), ("พฤษภาคม", "พ.ค.", "may"), ("มิถุนายน", "มิ.ย.", "june", "jun"),
    ("กรกฎาคม", "ก.ค.", "july", "jul"), ("สิงหาคม", "ส.ค.", "august", "aug"), ("กันยายน", "ก.ย.", "september", "sep"),
    ("ตุลาคม", "ต.ค.", "october", "oct"), ("พฤศจิกายน", "พ.ย.", "november", "nov"), ("ธันวาคม", "ธ.ค.", "december", "dec"),
)  # fmt: skip
_MONTH_NUMBER: Final = {
    re.sub(r"[\s.]", "", form): number for number, forms in enumerate(_MONTHS, start=1) for form in forms
}
_ISO: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ][\d:.]+Z?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: [\d:.]+)?")
_WITH_WORD: Final = re.compile(r"(?:(\d{1,2})\s*)?([a-zก-๙.]+?)[\s,]*(\d{4}|\d{2})")
_ERA: Final = re.compile(
    r"พ\.?\s*ศ\.?|ค\.?\s*ศ\.?|\b(?:b\.?e\.?|c\.?e\.?|a\.?d\.?)(?=\s|\d|$)|ปีงบประมาณ|ปี|เดือน|วันที่|ณ|ข้อมูล",
    re.IGNORECASE,
)


def ascii_digits(text: str) -> str:
    """Return a text with Thai and full-width digits as Arabic ones.

    Examples
    --------
    >>> ascii_digits("๑๓.๗๕")
    '13.75'

    """
    return text if text.isascii() else text.translate(THAI_DIGITS)


def whole_number(text: str) -> int | None:
    """Return a whole number, 0 or above, as a table may write it, or None.

    Examples
    --------
    >>> whole_number("๑,๒๓๔"), whole_number("35 แห่ง"), whole_number("4.0"), whole_number("4.5"), whole_number("-1")
    (1234, 35, 4, None, None)

    """
    plain = _UNIT.sub("", ascii_digits(text).strip()).strip()
    match = _WHOLE.fullmatch(plain)
    return int(re.sub(r"[, ]", "", match[1])) if match and len(match[1]) <= 15 else None


def number_with_qualifier(text: str) -> tuple[int, bool] | None:
    """Return a whole number and whether it is a lower bound ("more than"), or None.

    Examples
    --------
    >>> number_with_qualifier("มากกว่า 70,000 คน"), number_with_qualifier("4 ล้านบาท"), number_with_qualifier("n/a")
    ((70000, True), (4000000, False), None)

    """
    plain = ascii_digits(text).strip()
    bound = _MORE.search(plain.replace(" ", "")) is not None
    bare = _MORE_BEFORE.sub("", plain)
    bare = re.sub(r"\s*(กว่า|\+)$", "", bare.removesuffix("+"))
    number = whole_number(bare)
    if number is None and (scaled := _SCALED.fullmatch(_UNIT.sub("", bare).replace(" ", "").casefold())):
        exact = float(scaled[1]) * _SCALE[scaled[2]]
        number = int(exact) if exact.is_integer() and exact < 1e12 else None
    return None if number is None else (number, bound)


def whole_baht(text: str) -> tuple[int, bool] | None:
    """Return an amount with satang to the nearest baht and whether it is a lower bound, or None.

    Examples
    --------
    >>> whole_baht("120,000.50"), whole_baht("มากกว่า ๑,๒๐๐.๒๕ บาท"), whole_baht("1.2.3"), whole_baht("1.5 ล้าน")
    ((120001, False), (1200, True), None, None)

    """
    match = re.fullmatch(r"(\D*[\d, ]*\d)\.(\d{1,2})((?:\s*(?:บาท|baht))?)", ascii_digits(text).strip(), re.IGNORECASE)
    number = number_with_qualifier(match[1] + match[3]) if match else None
    if match is None or number is None:
        return None
    return number[0] + (float(f"0.{match[2]}") >= 0.5), number[1]


def year_be(text: str, *, today: date) -> int | None:
    """Return the Buddhist-era year of a year or a date in either era, or None where it cannot be one.

    Years from 2400 are Buddhist-era; two digits from 43 on are short for 25xx. A year more than five years ahead
    cannot be.

    Examples
    --------
    >>> [year_be(text, today=date(2026, 1, 1)) for text in ("2563", "๒๕๖๓", "2020", "ปี พ.ศ. 63", "31/12/2563", "3000")]
    [2563, 2563, 2563, 2563, 2563, None]

    """
    iso = iso_date(text)
    if iso is None:
        return None
    year = int(iso[:4]) + BE
    return year if EARLIEST_BE <= year <= min(LATEST_BE, today.year + BE + 5) else None


def iso_date(text: str) -> str | None:
    """Return a date as ISO of the common era, to the year, month or day, or None where it cannot be read.

    Day comes before month. A year from 2400 on is Buddhist-era.

    Examples
    --------
    >>> [iso_date(text) for text in ("2568", "30 กันยายน 2568", "ธ.ค. 68", "31/12/2025", "2025-12-31", "31/31/2025")]
    ['2025', '2025-09-30', '2025-12', '2025-12-31', '2025-12-31', None]

    """
    plain = _ERA.sub(" ", ascii_digits(text).casefold().removesuffix(".0")).strip(" .,")
    plain = re.sub(r"\s+", " ", plain)
    if match := _ISO.fullmatch(plain):
        return _iso(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(plain):
        return _iso(match[3], match[2], match[1])
    if match := _WITH_WORD.fullmatch(plain):
        month = _MONTH_NUMBER.get(match[2].replace(".", ""))
        return _iso(match[3], str(month), match[1]) if month else None
    return _iso(plain, None, None) if re.fullmatch(r"\d{2}", plain) else None


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    number = int(year)
    if len(year) == 2:
        if number < 43:
            return None
        number += 2500
    number -= BE if number >= 2400 else 0
    if not 1857 <= number <= 2100:
        return None
    try:
        date(number, int(month or 1), int(day or 1))
    except ValueError:
        return None
    parts = [f"{number:04d}", *(f"{int(part):02d}" for part in (month, day if month else None) if part)]
    return "-".join(parts)
