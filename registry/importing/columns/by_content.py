"""What a column without a telling header may be, by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np

from geodata.areas import areas
from geodata.assign import assign_districts
from geodata.codes import Level
from geodata.gazetteer import place, resolve
from registry.importing.read.numbers import ascii_digits

_NUMBER: Final = re.compile(r"[+-]?\d[\d,]*(\.\d+)?")
_SIZE_UNIT: Final = r"(ตร\.?\s*(ม|ก\.?ม|ว)\.?|ตารางเมตร|ตารางกิโลเมตร|ตารางวา|ไร่|งาน|วา|sq\.?\s*k?m|k?m2|m²|km²)"
# 5202, 120 ตร.ม., 2 ไร่ 3 งาน, and rai-ngan-wa as 5-2-02.
_SIZE: Final = re.compile(
    rf"[\d,]+(\.\d+)?\s*{_SIZE_UNIT}?|([\d,]+(\.\d+)?\s*{_SIZE_UNIT}\s*)+|\d+\s*-\s*[0-3]\s*-\s*\d+(\.\d+)?",
    re.IGNORECASE,
)
_MOST: Final = 0.8
_LATITUDES: Final = (5.0, 21.0)
_LONGITUDES: Final = (97.0, 106.0)
_PLACES: Final = ("province", "district", "subdistrict", "province_code", "district_code", "subdistrict_code")
_COUNTS: Final = frozenset({"number", "count", "value"})
_NAMES: Final = frozenset({"name_th", "name_en", "centre_id"})
_PROVINCE_DIGITS: Final = 2
# So many different codes are no sizes by chance: of numbers of four digits one in ten is a district's code, of six
# digits one in a hundred and twenty a subdistrict's.
_UNLIKELY: Final = {4: 8, 6: 4}
_PLACE_WORDS: Final = re.compile(
    "ห้องสมุด|ศูนย์|บ้านหนังสือ|แหล่งเรียนรู้|อุทยานการเรียนรู้|โรงเรียน|library|centre|center|park", re.IGNORECASE
)
_WORDS: Final = tuple(
    (field, re.compile(rf"({words})\s*[ก-๎]{{2}}"))
    for field, words in (("district", r"อำเภอ|เขต|อ\."), ("subdistrict", r"ตำบล|แขวง|ต\."))
)
_COORDINATES: Final = re.compile(r"\d{1,3}\.\d+\s*[,; ]\s*\d{1,3}\.\d+")
# What lists number their rows with, a section's letters before it: never an identity.
_FIVE_DIGITS: Final = re.compile(r"\d{5}")
_RUNNING: Final = re.compile(r"[A-Za-zก-๙]{0,4}[-–./ ]?\d{1,5}[.)]?")


def running_numbers(cells: Collection[str]) -> bool:
    """Return whether ids of a file are running numbers: they tell its rows apart, never centres.

    Examples
    --------
    >>> running_numbers(["1", "2", "3"]), running_numbers(["A-01", "A-02"]), running_numbers(["1034710045"])
    (True, True, False)
    >>> running_numbers(["06001", "06002"])  # hospcode: five digits each
    False

    """
    filled = [ascii_digits(one) for one in cells if one]
    running = bool(filled) and all(_RUNNING.fullmatch(one) for one in filled)
    return running and not all(_FIVE_DIGITS.fullmatch(one) for one in filled)


def looks_numeric(cells: Sequence[str]) -> bool:
    """Return whether most cells are numbers."""
    return bool(cells) and _share(cells, lambda cell: _NUMBER.fullmatch(ascii_digits(cell)) is not None) >= _MOST


def size_or_code(cells: Sequence[str], others: Mapping[str, Sequence[str]]) -> str:
    """Return what a column called "area" holds: "area" (codes or names of areas), "size", or "" where it may be both.

    Numbers that are all codes in use, of one length, may still be sizes. They are codes where they agree with what
    their rows say otherwise: a district or a point, or the provinces of two rows; where they are so many different
    ones that no list of sizes would hit upon them; and in a table of counts, which has no other place.

    Parameters
    ----------
    cells
        The column, row by row.
    others
        The other columns of the same rows, by field.

    """
    filled = [(row, ascii_digits(cell)) for row, cell in enumerate(cells) if cell]
    numbers = [(row, cell) for row, cell in filled if _SIZE.fullmatch(cell)]
    if not filled or len(numbers) < _MOST * len(filled):
        return "area"
    codes = [(row, cell.removesuffix(".0")) for row, cell in numbers]
    digits = len(codes[0][1])
    if any(len(code) != digits or place(code) is None for _, code in codes):
        return "size"
    homes = _homes(others)
    pairs = [(code, homes[row]) for row, code in codes if homes.get(row)]
    if pairs:
        agree = sum(code.startswith(home[:digits]) for code, home in pairs)
        if agree < _MOST * len(pairs):
            return "size"
        finely = digits > _PROVINCE_DIGITS and any(len(home) > _PROVINCE_DIGITS for _, home in pairs)
        return "area" if finely or len(pairs) > 1 else ""
    counts = bool(others.keys() & _COUNTS) and not others.keys() & _NAMES
    return "area" if counts or len({code for _, code in codes}) >= _UNLIKELY.get(digits, len(codes) + 1) else ""


def _homes(others: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Return by row the code of the district or province that its other cells name, else that of its point."""
    fields = [name for name in _PLACES if name in others]
    height = max((len(others[name]) for name in fields), default=0)
    homes: dict[int, str] = {}
    for row in range(height):
        cells = {name: others[name][row] for name in fields}
        named = {name.removesuffix("_code"): cell for name, cell in cells.items() if cell}
        homes[row] = resolve(**named).code if named else ""
    points: dict[int, tuple[float, float]] = {}
    for row, pair in enumerate(zip(others.get("longitude", ()), others.get("latitude", ()), strict=False)):
        if len(homes.get(row, "")) <= _PROVINCE_DIGITS and all(_NUMBER.fullmatch(cell) for cell in pair):
            x, y = (float(cell.replace(",", "")) for cell in pair)
            if _LONGITUDES[0] <= x <= _LONGITUDES[1] and _LATITUDES[0] <= y <= _LATITUDES[1]:
                points[row] = (x, y)
    if points:
        x, y = np.array(list(points.values()), dtype=float).T
        located = assign_districts(x, y)["district_code"]
        homes |= {row: code for row, code in zip(points, located, strict=True) if isinstance(code, str)}
    return homes


def by_content(body: Sequence[Sequence[str]], unnamed: Iterable[int], taken: Collection[str]) -> dict[int, str]:
    """Return the fields of columns that nobody named, by position; each field once, and none that is taken.

    Parameters
    ----------
    body
        Sample cells by column.
    unnamed
        The positions to look at.
    taken
        Fields that other columns have.

    """
    fields: dict[int, str] = {}
    for position in unnamed:
        cells = [cell for cell in body[position] if cell]
        field = _field(cells) if cells else ""
        if field and field not in taken and field not in fields.values():
            fields[position] = field
    # Half a pair is no point.
    pair = {"longitude", "latitude"}
    if len(pair & ({*fields.values()} | {*taken})) == 1:
        fields = {position: field for position, field in fields.items() if field not in pair}
    return fields


def _field(cells: Sequence[str]) -> str:
    if looks_numeric(cells):
        values = [float(ascii_digits(cell).replace(",", "")) for cell in cells if _NUMBER.fullmatch(ascii_digits(cell))]
        whole = all(value.is_integer() for value in values)
        for field, (low, high) in (("latitude", _LATITUDES), ("longitude", _LONGITUDES)):
            if not whole and sum(low <= value <= high for value in values) >= _MOST * len(cells):
                return field
        return ""
    if _share(cells, lambda cell: _COORDINATES.search(ascii_digits(cell)) is not None) >= _MOST:
        return "coordinates"
    for field, word in _WORDS:
        if sum(1 for cell in cells if word.match(cell)) >= _MOST * len(cells):
            return field
    if _share(cells, lambda cell: _bare(cell) in _provinces()) >= _MOST:
        return "province"
    return "name_th" if _share(cells, lambda cell: _PLACE_WORDS.search(cell) is not None) >= _MOST else ""


def _share(cells: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if holds(cell)) / len(cells)


def _bare(cell: str) -> str:
    return re.sub(r"^(จังหวัด|จ\.|จว\.)\s*", "", cell.strip()).casefold()


@cache
def _provinces() -> frozenset[str]:
    table = areas(Level.PROVINCE)
    return frozenset({*table["name_th"], *table["name_en"].str.casefold(), "กทม", "กทม."})
